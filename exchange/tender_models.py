"""The shape of a kind of money in the office's file: its form in law, the resolution that lets it be taken, its fee."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from domain.money import ZERO
from domain.office import TenderKind
from domain.policy.tender_fees import BY_RESOLUTION, Form, TenderFee
from exchange.policy_fields import (
    Amount,
    DrawerCode,
    GlCode,
    MaybeText,
    PositiveAmount,
    Rate,
    Sourced,
    Strict,
    Text,
    VerbKey,
)


class AuthorizedModel(Sourced):
    """The resolution of the governing body by which a card or an electronic payment is taken."""


class TenderFeeModel(Sourced):
    """The fee on one tender, which the customer is told in dollars and accepts before."""

    gl_code: GlCode
    rate: Rate = Decimal(0)
    flat: Amount = ZERO
    least: Amount = ZERO

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        self.value("")
        return self

    def value(self, key: str) -> TenderFee:
        """Return the fee as the domain knows it."""
        return TenderFee(self.gl_code, self.cited(key), self.rate, self.flat, self.least)


class TenderKindModel(Strict):
    """A kind of money that the office takes."""

    code: DrawerCode
    name: Text
    key: VerbKey
    gl_code: GlCode
    form: Form
    change_given: bool = False
    needs_number: bool = False
    number_name: Text = "number"
    counted: Literal["denominations", "items", "total"]
    limit: PositiveAmount | None = None
    authorized: AuthorizedModel | None = None
    fee: TenderFeeModel | None = None
    source: MaybeText = ""
    confirm: MaybeText = ""

    @model_validator(mode="after")
    def _lawful(self) -> Self:
        if self.form in BY_RESOLUTION and self.authorized is None:
            raise ValueError(
                f"{self.name} has form {self.form!r} and no 'authorized': by General Municipal Law 5 and 5-b it is "
                "taken only when the governing body resolved it; name the resolution, or take the kind out"
            )
        if (self.form == "cash") != self.change_given:
            raise ValueError("the kind with form 'cash' is the one with change_given = true")
        if self.fee is not None and self.form not in BY_RESOLUTION:
            raise ValueError("only a card or an electronic payment has a fee")
        return self

    def value(self) -> TenderKind:
        """Return the kind as the domain knows it."""
        key = f"tender_kinds.{self.code}"
        return TenderKind(
            self.code,
            self.name,
            self.key,
            self.gl_code,
            self.change_given,
            self.needs_number,
            self.number_name,
            self.counted,
            self.limit,
            self.form,
            self.authorized.cited(f"{key}.authorized") if self.authorized else None,
            self.fee.value(f"{key}.fee") if self.fee else None,
        )
