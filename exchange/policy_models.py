"""The shape of the office's own file, its items and its holidays: strict models, and the domain values they become."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.office import (
    CustodyAccounts,
    Denomination,
    DrawerPolicy,
    Item,
    Price,
    Reason,
    ReceiptTexts,
)
from domain.people.roles import Role
from exchange.guard_models import GuardsModel, check_public
from exchange.payment_models import MailModel
from exchange.people_models import NewStaffModel, RoleModel, SignInModel, check_roles
from exchange.policy_fields import (
    Amount,
    Code,
    DrawerCode,
    GlCode,
    ItemCode,
    MaybeText,
    PositiveAmount,
    Sourced,
    Strict,
    Text,
    once_each,
)
from exchange.tender_models import TenderKindModel


class PriceModel(Sourced):
    """A price from its first day on."""

    amount: PositiveAmount
    from_on: date = Field(alias="from")


class ItemModel(Strict):
    """A thing sold under an item code."""

    code: ItemCode
    name: Text
    gl_code: GlCode
    prices: tuple[PriceModel, ...] = Field(min_length=1, strict=False)
    sale_to: date | None = None

    @model_validator(mode="after")
    def _one_price_a_day(self) -> Self:
        once_each((price.from_on for price in self.prices), "a price from")
        return self

    def value(self) -> Item:
        """Return the item as the domain knows it; its prices are cited under ``items.CODE``."""
        key = f"items.{self.code}"
        prices = tuple(Price(p.amount, p.from_on, p.cited(key)) for p in self.prices)
        return Item(self.code, self.name, self.gl_code, prices, self.sale_to)


class ItemsModel(Strict):
    """The file of items."""

    items: tuple[ItemModel, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _codes(self) -> Self:
        once_each((item.code for item in self.items), "item")
        return self


class DenominationModel(Strict):
    """A note or coin, with the pieces in a strap or a roll of it; nought where the office has none."""

    value: PositiveAmount
    name: Text
    strap: int = Field(default=0, ge=0, le=10_000)
    roll: int = Field(default=0, ge=0, le=10_000)


class DrawerModel(Strict):
    """A cash drawer."""

    code: DrawerCode
    name: Text
    float_standard: Amount
    source: MaybeText = ""
    confirm: MaybeText = ""


class ReasonModel(Strict):
    """A coded reason."""

    code: Code
    name: Text


class CustodyModel(Sourced):
    """Ledger accounts of money in the office's keeping."""

    vault: GlCode
    undeposited: GlCode
    over: GlCode
    short: GlCode

    def value(self) -> CustodyAccounts:
        """Return the accounts as the domain knows them."""
        return CustodyAccounts(self.vault, self.undeposited, self.over, self.short)


class ReceiptModel(Sourced):
    """What the receipt says around its lines."""

    header: tuple[Text, ...] = Field(min_length=1, strict=False)
    footer: tuple[Text, ...] = Field(default=(), strict=False)
    received_by: Text = "Received by"

    def value(self) -> ReceiptTexts:
        """Return the texts as the domain knows them."""
        return ReceiptTexts(self.header, self.footer, self.received_by)


class MixModel(Strict):
    """So many pieces of one value in a float out of the vault."""

    value: PositiveAmount
    pieces: int = Field(ge=1, le=9999)


class OfficeModel(Strict):
    """The office's own file."""

    name: Text
    short_name: Text
    time_zone: Text
    services: tuple[Code, ...] = Field(min_length=1, strict=False)
    quick_item: MaybeText = ""
    count_tries: int = Field(default=2, ge=1, le=9)
    close_approval: Literal["always", "difference", "never"] = "always"
    most_lines: int = Field(default=40, ge=1, le=200)
    receipt: ReceiptModel
    custody: CustodyModel
    mail: MailModel
    denominations: tuple[DenominationModel, ...] = Field(min_length=1, strict=False)
    drawers: tuple[DrawerModel, ...] = Field(min_length=1, strict=False)
    tender_kinds: tuple[TenderKindModel, ...] = Field(min_length=1, strict=False)
    over_short_reasons: tuple[ReasonModel, ...] = Field(min_length=1, strict=False)
    float_reasons: tuple[ReasonModel, ...] = Field(default=(), strict=False)
    float_mix: tuple[MixModel, ...] = Field(default=(), strict=False)
    roles: tuple[RoleModel, ...] = Field(min_length=1, strict=False)
    sign_in: SignInModel = SignInModel()
    new_staff: NewStaffModel = NewStaffModel()
    small_office: bool = False
    guards: GuardsModel = GuardsModel()
    procedures: dict[Code, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        once_each(self.services, "service")
        once_each((d.value for d in self.denominations), "denomination")
        once_each((each.value for each in self.float_mix), "piece of a float")
        for each in self.float_mix:
            if each.value not in [d.value for d in self.denominations]:
                raise ValueError(f"a float is of pieces that are counted; {each.value} is none")
        once_each((d.code for d in self.drawers), "drawer")
        once_each((k.code for k in self.tender_kinds), "tender kind")
        once_each((k.key for k in self.tender_kinds), "tender key")
        for reasons in (self.over_short_reasons, self.float_reasons):
            once_each((r.code for r in reasons), "reason")
        check_public(self.guards, self.services)
        check_roles(self.roles, [k.code for k in self.tender_kinds], self.services)
        cash = [kind for kind in self.tender_kinds if kind.change_given]
        if len(cash) != 1 or cash[0].counted != "denominations":
            raise ValueError(
                "exactly one tender kind has change_given = true, and it is counted by denominations"
            )
        return self

    def denomination_values(self) -> tuple[Denomination, ...]:
        """Return the denominations in the order of the count."""
        return tuple(Denomination(d.value, d.name, d.strap, d.roll) for d in self.denominations)

    def drawer_values(self) -> tuple[DrawerPolicy, ...]:
        """Return the drawers."""
        return tuple(DrawerPolicy(d.code, d.name, d.float_standard) for d in self.drawers)

    def role_values(self) -> tuple[Role, ...]:
        """Return the roles with their acts."""
        return tuple(role.value() for role in self.roles)

    def reason_values(self) -> tuple[Reason, ...]:
        """Return the reasons for a difference at the count."""
        return tuple(Reason(r.code, r.name) for r in self.over_short_reasons)

    def float_reason_values(self) -> tuple[Reason, ...]:
        """Return the reasons for another float than the standard."""
        return tuple(Reason(r.code, r.name) for r in self.float_reasons)


class HolidayModel(Strict):
    """One public holiday."""

    on: date
    name: Text


class HolidayYear(Strict):
    """The holidays of one year."""

    year: int = Field(ge=1990, le=2200)
    days: tuple[HolidayModel, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _in_the_year(self) -> Self:
        strangers = [day for day in self.days if day.on.year != self.year]
        if strangers:
            raise ValueError(f"{strangers[0].on} is listed under {self.year}; give it its own year")
        once_each((day.on for day in self.days), "holiday")
        return self


class HolidaysModel(Sourced):
    """The file of public holidays."""

    years: tuple[HolidayYear, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _years(self) -> Self:
        once_each((year.year for year in self.years), "year")
        return self

    def dates(self) -> frozenset[date]:
        """Return all holidays."""
        return frozenset(day.on for year in self.years for day in year.days)
