"""The shape of the rules of payment: the mail, part payments by resolution, and tolerances."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from domain.money import ZERO
from domain.policy.mail import DropBox, MailRules, ProofOfMailing
from domain.policy.services import PartPayments, Returned, Tolerance
from exchange.policy_fields import Amount, Code, GlCode, MonthDay, Sourced, Text, once_each


class MailModel(Sourced):
    """How payments that do not come over the counter are dated."""

    drop_box: DropBox
    proof_of_mailing: ProofOfMailing = "day_of_delivery"
    carriers: tuple[Text, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        once_each((carrier.casefold() for carrier in self.carriers), "carrier")
        return self

    def value(self) -> MailRules:
        """Return the rules as the domain knows them."""
        source = self.cited("mail")
        return MailRules(self.drop_box, self.carriers, source, self.proof_of_mailing)


class PartPaymentsModel(Sourced):
    """A resolution by which bills are taken in part."""

    key: Text
    resolved_on: date
    fee: Amount = ZERO
    fee_kind: Code | None = None
    to_on: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        self.value()
        return self

    def value(self) -> PartPayments:
        """Return the resolution as the domain knows it."""
        return PartPayments(
            self.resolved_on, self.cited(self.key), self.fee, self.fee_kind or "", self.to_on
        )


class ToleranceModel(Sourced):
    """How little too little or too much settles a bill, and the two accounts that bear it."""

    key: Text
    short: Amount
    over: Amount
    short_gl_code: GlCode
    over_gl_code: GlCode
    from_on: date = Field(alias="from")
    to_on: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.to_on is not None and self.to_on < self.from_on:
            raise ValueError("'to' is not before 'from'")
        self.value()
        return self

    def value(self) -> Tolerance:
        """Return the tolerance as the domain knows it."""
        return Tolerance(
            self.short,
            self.over,
            self.short_gl_code,
            self.over_gl_code,
            self.cited(self.key),
            self.from_on,
            self.to_on,
        )


class ReturnedModel(Sourced):
    """The day from which another collector takes what is unpaid."""

    key: Text
    month_day: MonthDay
    to: Text

    def value(self) -> Returned:
        """Return the rule as the domain knows it."""
        return Returned(self.month_day, self.to, self.cited(self.key))


def one_at_a_time(rows: tuple[ToleranceModel, ...]) -> None:
    """Refuse two tolerances that hold on the same day."""
    ordered = sorted(rows, key=lambda row: row.from_on)
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if earlier.to_on is None or later.from_on <= earlier.to_on:
            raise ValueError(
                f"{later.key}: the tolerance from {later.from_on} begins before the earlier one's "
                "'to'; give the earlier row a 'to' before that day"
            )
