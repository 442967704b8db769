"""The lines of a cart and of a receipt: money for a bill, or items sold."""

from dataclasses import dataclass
from datetime import date

from domain.custody.serials import RangeSet
from domain.money import ZERO, Money, total
from domain.receivables.application import Allocation

MOST_QUANTITY = 999


@dataclass(frozen=True, slots=True)
class BillLine:
    """Money to be applied to a bill. ``version`` is the state of the bill that it was decided on."""

    bill_no: str
    service: str
    account_number: str
    description: str
    name: str
    amount: Money
    balance_after: Money
    version: int
    allocations: tuple[Allocation, ...]
    cash_only: str = ""
    """The words of a cash-only hold on the account; empty when there is none."""
    effective_on: date | None = None
    """The day on which the law says it was paid, when that is not the business date: by the cart's evidence."""
    overridden: str = ""
    """The words of a hold that the clerk overrode, such as the bank to which the bill was sent."""
    particulars: tuple[tuple[str, str], ...] = ()
    """What else the receipt says of the bill, label and text, such as the property as on the roll (RPTL 986)."""
    difference: Money = ZERO
    """What was paid less what it settles, by the service's tolerance: below zero when the payment is short of it."""
    difference_gl: str = ""
    """The account that bears the difference; empty when there is none."""
    no_checks: str = ""
    """The words of a hold to cash and guaranteed funds, as returned checks bring it; empty when there is none."""

    def __post_init__(self) -> None:
        if not self.allocations or total([a.amount for a in self.allocations]) != self.settled:
            raise ValueError("a line's allocations sum to its amount less the difference it bears")
        if self.amount.cents <= 0 or bool(self.difference) != bool(self.difference_gl):
            raise ValueError("a line takes money, and an account bears its difference")
        if self.balance_after.cents < 0:
            raise ValueError("a line never takes more than is owed")

    @property
    def settled(self) -> Money:
        """What the bill is relieved of, charges on the payment itself with it."""
        return self.amount - self.difference


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Items sold. ``amount`` is the price times the quantity, less what old ones given in exchange are credited.

    ``reference`` is what the line is about, such as the plate of a boot's release. ``serials`` are the numbers of
    stock ``series`` that go to the customer with it.
    """

    item_code: str
    description: str
    quantity: int
    unit_price: Money
    gl_code: str
    reference: str = ""
    credit: Money = ZERO
    credited_for: str = ""
    """What was given in exchange, in words, such as ``10 Trash tag of 2014 (orange)``."""
    series: str = ""
    serials: RangeSet = ()

    def __post_init__(self) -> None:
        if not 1 <= self.quantity <= MOST_QUANTITY or self.unit_price.cents <= 0:
            raise ValueError("an item line sells a positive quantity at a positive price")
        if not ZERO <= self.credit <= self.unit_price.times(self.quantity):
            raise ValueError("no more is credited than the price")
        if bool(self.credit) != bool(self.credited_for):
            raise ValueError("a credit says what it is for")
        if bool(self.series) != bool(self.serials):
            raise ValueError("numbers are of a series")

    @property
    def amount(self) -> Money:
        """Price times quantity, less the credit."""
        return self.unit_price.times(self.quantity) - self.credit


Line = BillLine | ItemLine
