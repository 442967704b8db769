"""Bills: demands with instalments and charges, and what has been applied to them so far."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from domain.money import Money, total
from domain.receivables.facts import NO_FACTS, BillFacts


class BillStatus(StrEnum):
    """What the owning program says of a bill."""

    OPEN = "open"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Charge:
    """One money line on a bill's instalment: its kind (a charge kind of the service) and its face amount."""

    kind: str
    amount: Money

    def __post_init__(self) -> None:
        if self.amount.cents < 0:
            raise ValueError("a charge's face amount is not negative")


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of a bill with its own due date (the last day on which it is paid in time, before any roll)."""

    no: int
    due_on: date
    charges: tuple[Charge, ...]

    @property
    def face(self) -> Money:
        """The sum of the face amounts."""
        return total(c.amount for c in self.charges)


@dataclass(frozen=True, slots=True)
class Bill:
    """One demand of an accounting program on one account."""

    bill_no: str
    service: str
    account_number: str
    description: str
    issued_on: date
    instalments: tuple[Instalment, ...]
    status: BillStatus = BillStatus.OPEN
    facts: BillFacts = NO_FACTS

    def __post_init__(self) -> None:
        if not self.bill_no or not self.instalments:
            raise ValueError("a bill has a number and at least one instalment")
        numbers = [i.no for i in self.instalments]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("instalments are numbered from 1 without a gap")

    @property
    def face(self) -> Money:
        """The sum of the face amounts of all instalments."""
        return total(i.face for i in self.instalments)


class How(StrEnum):
    """What a posting did to a bill with an amount; the value is what an explanation calls it."""

    PAID = "paid"
    TAKEN_BACK = "taken back"
    ADJUSTED = "adjusted"
    """The face amount was wrong: it counts as if it had been billed otherwise from that day on."""
    WAIVED = "waived"
    FEE = "fee added"
    REFUNDED = "refunded"


MOVES_MONEY = frozenset({How.PAID, How.TAKEN_BACK, How.REFUNDED})
"""What money came or went by."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a posting did to one charge kind of one instalment: positive lowers what is owed, negative raises it.

    Money that is taken back is so at the effective date of the payment, so that the bill is as if it had never been
    made.
    """

    instalment: int
    kind: str
    amount: Money
    effective_on: date
    how: How = How.PAID


def standing(applied: Iterable[Applied]) -> tuple[Applied, ...]:
    """Return what was applied less what cancels out: same instalment, charge kind and day, coming to zero."""
    held = tuple(applied)
    sums: Counter[tuple[int, str, date]] = Counter()
    for a in held:
        sums[a.instalment, a.kind, a.effective_on] += a.amount.cents
    return tuple(a for a in held if sums[a.instalment, a.kind, a.effective_on])


@dataclass(frozen=True, slots=True)
class Change:
    """Who last changed a bill here, and when (UTC); ``what`` is a receipt number or an import's name."""

    by: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class BillState:
    """A bill with all that postings applied to it.

    ``version`` grows by one with every posting or import that touches the bill; a posting is refused when it was
    decided on another version.
    """

    bill: Bill
    applied: tuple[Applied, ...] = ()
    version: int = 0
    name: str = field(default="", repr=False)
    """The account's name, for cart lines and receipts."""
    address: str = field(default="", repr=False)


def billed_again(told: Bill, held: BillState) -> Bill:
    """Return a held bill as a later export tells it.

    Flags under which something was paid stay: an extension that made the payment one in time is not lost with them.
    """
    kept = held.bill.facts.flags - told.facts.flags
    if not kept or not standing(held.applied):
        return told
    return replace(told, facts=replace(told.facts, flags=told.facts.flags | kept))
