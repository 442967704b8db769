"""The office's policy as values: services, ladders, tender kinds, items, drawers and texts.

Nothing of a particular city is here; policy files fill these values, and every rate or price carries the dates
between which it holds and the key and citation it comes from.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from domain.calendar import Calendar
from domain.corrections.policy import CorrectionPolicy
from domain.custody.keeping import KeepingRules
from domain.custody.series import StockSeries
from domain.ledger.chart import Chart
from domain.ledger.funds import NO_FUNDS, Funds, fund_of
from domain.money import Money
from domain.people.roles import NewStaff, SignInRules
from domain.people.roles import Role as Role
from domain.policy.accruals import Accrual, Ladder, LadderStep, LateFee, Source
from domain.policy.guards import GuardRules
from domain.policy.mail import MailRules
from domain.policy.rounding import RoundingRow, RoundingRules
from domain.policy.saved_reports import ReportingRules
from domain.policy.services import ChargeKind, Service
from domain.policy.tender_fees import Form, TenderFee
from domain.refusals import Code, Refusal, refuse

if TYPE_CHECKING:
    # The rules of single services are made of this module's values.
    from domain.policy.service_rules import ServiceRules

__all__ = [
    "Accrual",
    "ChargeKind",
    "Counted",
    "CustodyAccounts",
    "Denomination",
    "DrawerPolicy",
    "Item",
    "Ladder",
    "LadderStep",
    "LateFee",
    "Office",
    "Price",
    "Reason",
    "ReceiptTexts",
    "Role",
    "RoundingRow",
    "RoundingRules",
    "Service",
    "Source",
    "TenderKind",
]


Counted = Literal["denominations", "items", "total"]
CloseApproval = Literal["always", "difference", "never"]


@dataclass(frozen=True, slots=True)
class TenderKind:
    """A kind of money that may be handed over, and what may be done with it."""

    code: str
    name: str
    key: str
    """The verb key on the tender screen: one capital letter."""
    gl_code: str
    change_given: bool = False
    needs_number: bool = False
    number_name: str = "number"
    counted: Counted = "total"
    limit: Money | None = None
    """The most that one tender of this kind may be without approval."""
    form: Form = "other"
    authorized: Source | None = None
    """The resolution by which the office takes it (General Municipal Law 5 and 5-b); none where it needs none."""
    fee: TenderFee | None = None

    @property
    def is_deposited(self) -> bool:
        """Whether it goes to the bank in a bag: cash, and what is counted piece by piece."""
        return self.counted != "total"


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one unit of an item from ``from_on`` on, until a later row; with its source."""

    amount: Money
    from_on: date
    source: Source


@dataclass(frozen=True, slots=True)
class Item:
    """A thing sold at the counter under an item code. Sold until ``sale_to`` inclusive when that is given."""

    code: str
    name: str
    gl_code: str
    prices: tuple[Price, ...]
    sale_to: date | None = None

    def price_on(self, on: date) -> Price | None:
        """Return the price row in force on ``on``, or ``None`` when the item is not sold that day."""
        if self.sale_to is not None and on > self.sale_to:
            return None
        rows = [price for price in self.prices if price.from_on <= on]
        return max(rows, key=lambda price: price.from_on) if rows else None


@dataclass(frozen=True, slots=True)
class Denomination:
    """One kind of note or coin: its value, its name at the count, and how many are in a strap or a roll of it.

    Nought says that the office counts none of these.
    """

    value: Money
    name: str
    strap: int = 0
    roll: int = 0

    def __post_init__(self) -> None:
        if self.strap < 0 or self.roll < 0:
            raise ValueError("a strap or a roll holds a number of pieces")


@dataclass(frozen=True, slots=True)
class DrawerPolicy:
    """A cash drawer: its code (printed in receipt numbers), its standard float and its place."""

    code: str
    name: str
    float_standard: Money


@dataclass(frozen=True, slots=True)
class Reason:
    """A coded reason, such as for a difference at the count."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CustodyAccounts:
    """Ledger accounts of money in the office's keeping."""

    vault: str
    undeposited: str
    over: str
    short: str


@dataclass(frozen=True, slots=True)
class ReceiptTexts:
    """What the receipt says around its lines, in the office's own words."""

    header: tuple[str, ...]
    footer: tuple[str, ...]
    received_by: str = "Received by"


@dataclass(frozen=True, slots=True)
class Office:
    """One office's whole policy. ``digest`` identifies the files it was read from and is kept with each posting."""

    name: str
    short_name: str
    digest: str
    time_zone: str
    services: tuple[Service, ...]
    tender_kinds: tuple[TenderKind, ...]
    items: tuple[Item, ...]
    denominations: tuple[Denomination, ...]
    drawers: tuple[DrawerPolicy, ...]
    roles: tuple[Role, ...]
    over_short_reasons: tuple[Reason, ...]
    custody: CustodyAccounts
    receipt: ReceiptTexts
    calendar: Calendar = Calendar()
    mail: MailRules = MailRules()
    quick_item: str = ""
    count_tries: int = 2
    close_approval: CloseApproval = "never"
    """When a second person approves the close of a drawer."""
    most_lines: int = 40
    sign_in: SignInRules = SignInRules()
    new_staff: NewStaff = NewStaff()
    small_office: bool = False
    """Whether a second person's approval stands for a role that the office has nobody for."""
    procedures: tuple[tuple[str, str], ...] = ()
    """The office's own words of procedure by screen, shown under help."""
    corrections: CorrectionPolicy = CorrectionPolicy()
    guards: GuardRules = GuardRules()
    rounding: RoundingRules = RoundingRules()
    stock: tuple[StockSeries, ...] = ()
    """The series of accountable stock."""
    keeping: KeepingRules = KeepingRules()
    """How money is kept until it is in the bank."""
    reporting: ReportingRules = ReportingRules()
    """When the fiscal year begins, and the reports that are asked for by names of their own."""
    funds: Funds = NO_FUNDS
    """The funds, with their accounts of what is due between them."""
    chart: Chart = Chart()
    """The chart of accounts."""
    single: "ServiceRules | None" = None
    """The rules of single services (tickets, liens, water rates, exchanges), where the policy has any."""
    float_reasons: tuple[Reason, ...] = ()
    """Why a drawer opens with another float than the standard; without any, those of over and short."""
    float_mix: tuple[tuple[Money, int], ...] = ()
    """So many pieces of each value that a float out of the vault should hold; without any it is split as it comes."""

    def __post_init__(self) -> None:
        for what, codes in (
            ("service", [s.code for s in self.services]),
            ("tender kind", [k.code for k in self.tender_kinds]),
            ("tender key", [k.key for k in self.tender_kinds]),
            ("item", [i.code.upper() for i in self.items]),
            ("stock series", [s.code for s in self.stock]),
            ("item of a stock series", [row.item for s in self.stock for row in s.items]),
            ("drawer or series", [self.corrections.series, *(d.code for d in self.drawers)]),
        ):
            if len(set(codes)) != len(codes):
                raise ValueError(f"the office's policy names a {what} twice")
        # The drawer's float and its change belong to one kind; a second would be subtracted from twice.
        if [k.counted == "denominations" for k in self.tender_kinds] != [
            k.change_given for k in self.tender_kinds
        ] or sum(k.change_given for k in self.tender_kinds) != 1:
            raise ValueError(
                "exactly one tender kind gives change, and it alone is counted by denominations"
            )
        if self.funds.rows and self.funds.home != fund_of(self.cash.gl_code):
            raise ValueError("the home fund is that of the cash")

    @property
    def opening_reasons(self) -> tuple[Reason, ...]:
        """The reasons for another float than was left or than the standard."""
        return self.float_reasons or self.over_short_reasons

    def service(self, code: str) -> Service:
        """Return the service ``code``; an unknown one is a programmer's error (imports refuse it first)."""
        return next(s for s in self.services if s.code == code)

    def tender_kind(self, code: str) -> TenderKind | Refusal:
        """Return the tender kind ``code``, or refuse naming the kinds that the office takes."""
        for kind in self.tender_kinds:
            if kind.code == code:
                return kind
        return refuse(
            Code.TENDER_UNKNOWN, kind=code, choices=", ".join(k.code for k in self.tender_kinds)
        )

    def item(self, code: str) -> Item | Refusal:
        """Return the item ``code`` whatever its case, or refuse."""
        wanted = code.strip().upper()
        for item in self.items:
            if item.code.upper() == wanted:
                return item
        return refuse(Code.ITEM_UNKNOWN, item=code)

    def drawer(self, code: str) -> DrawerPolicy | Refusal:
        """Return the drawer ``code``, or refuse naming the office's drawers."""
        for drawer in self.drawers:
            if drawer.code == code:
                return drawer
        return refuse(
            Code.DRAWER_UNKNOWN, drawer=code, choices=", ".join(d.code for d in self.drawers)
        )

    def series_of(self, item_code: str) -> StockSeries | None:
        """Return the accountable series whose numbers an item takes, or ``None``."""
        return next((s for s in self.stock if s.accountable and s.needed(item_code, 1)), None)

    @property
    def cash(self) -> TenderKind:
        """The tender kind from which change is given."""
        return next(k for k in self.tender_kinds if k.change_given)
