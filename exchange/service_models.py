"""The shape of a service's policy file: its charges and rules of payment, and the domain values they become."""

from typing import Self

from pydantic import Field, model_validator

from domain.policy.services import ChargeKind, Particular, Service
from exchange.accrual_models import (
    ExtensionModel,
    InterestModel,
    LadderModel,
    LateFeeModel,
    never_twice,
)
from exchange.demand_models import GivenOutModel, PartOfParcelModel, RelevyModel, ReminderModel
from exchange.payment_models import (
    PartPaymentsModel,
    ReturnedModel,
    ToleranceModel,
    one_at_a_time,
)
from exchange.policy_fields import Code, Days, GlCode, MaybeText, Sourced, Strict, Text, once_each


class ChargeKindModel(Strict):
    """A kind of money line and the ledger account that it relieves."""

    code: Code
    name: Text
    gl_code: GlCode


class QuestionsModel(Sourced):
    """Whom a customer asks about a bill, and to whom an appeal goes: what the explanation sheet says last."""

    ask: Text
    appeal_to: MaybeText = ""


class ServiceModel(Sourced):
    """One service's file."""

    code: Code
    name: Text
    program: Text
    noun: Text
    application_order: tuple[Code, ...] = Field(strict=False)
    order_override: bool = False
    partial_allowed: bool
    overdue_alert_days: Days
    charge_kinds: tuple[ChargeKindModel, ...] = Field(min_length=1, strict=False)
    ladders: tuple[LadderModel, ...] = Field(default=(), strict=False)
    interest: tuple[InterestModel, ...] = Field(default=(), strict=False)
    late_fees: tuple[LateFeeModel, ...] = Field(default=(), strict=False)
    extensions: tuple[ExtensionModel, ...] = Field(default=(), strict=False)
    closed_days_rule: Text
    postmark_counts: bool = False
    part_payments: PartPaymentsModel | None = None
    tolerances: tuple[ToleranceModel, ...] = Field(default=(), strict=False)
    returned: ReturnedModel | None = None
    returned_fee_kind: Code | None = None
    receipt_particulars: tuple[Particular, ...] = Field(default=(), strict=False)
    questions: QuestionsModel | None = None
    given_out: GivenOutModel | None = None
    reminder: ReminderModel | None = None
    part_of_parcel: PartOfParcelModel | None = None
    relevy: RelevyModel | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        known = [kind.code for kind in self.charge_kinds]
        once_each(known, "charge kind")
        if sorted(self.application_order) != sorted(known):
            raise ValueError(
                "application_order names every charge kind once; the charge kinds are "
                + ", ".join(known)
            )
        accruals = (*self.ladders, *self.interest, *self.late_fees)
        for accrual in accruals:
            if accrual.kind not in known:
                raise ValueError(
                    f"{accrual.key}: kind {accrual.kind!r} is not a charge kind; allowed are "
                    + ", ".join(known)
                )
        once_each(self.receipt_particulars, "particular")
        never_twice(accruals)
        one_at_a_time(self.tolerances)
        self._accounts_apart([kind.gl_code for kind in self.charge_kinds])
        # The value's own rules say what a charge on part payments may be.
        self.value()
        return self

    def _accounts_apart(self, charged: list[str]) -> None:
        """Refuse a tolerance whose account is one of a charge: the difference could not be told from it."""
        for row in self.tolerances:
            for account in (row.short_gl_code, row.over_gl_code):
                if account in charged:
                    raise ValueError(f"{row.key}: account {account} belongs to a charge kind")

    def value(self) -> Service:
        """Return the service as the domain knows it."""
        return Service(
            self.code,
            self.name,
            self.program,
            self.noun,
            tuple(ChargeKind(k.code, k.name, k.gl_code) for k in self.charge_kinds),
            self.application_order,
            (
                *(m.value() for m in self.ladders),
                *(m.value() for m in self.interest),
                *(m.value() for m in self.late_fees),
            ),
            self.partial_allowed,
            self.overdue_alert_days,
            tuple(m.value() for m in self.extensions),
            self.closed_days_rule,
            self.postmark_counts,
            self.part_payments.value() if self.part_payments else None,
            tuple(m.value() for m in self.tolerances),
            self.returned.value() if self.returned else None,
            returned_fee_kind=self.returned_fee_kind or "",
            order_override=self.order_override,
            receipt_particulars=self.receipt_particulars,
            ask=self.questions.ask if self.questions else "",
            appeal_to=self.questions.appeal_to if self.questions else "",
            given_out=self.given_out.value() if self.given_out else None,
            reminder=self.reminder.value() if self.reminder else None,
            part_of_parcel=self.part_of_parcel.value() if self.part_of_parcel else None,
            relevy=self.relevy.value() if self.relevy else None,
        )
