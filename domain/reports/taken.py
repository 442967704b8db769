"""What the receipts of some days come to, as sums and short rows that books can make without loading each receipt.

A report whose rows need not say which postings are behind them is made of these and of the other postings; one that
drills streams the receipts themselves. What a receipt is a part of is said in taken_of.py, and every sum is held to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from domain.receipting.receipt import number_text

ITEMS = ""
"""Stands for the service of what belongs to none: items sold."""
DIFFERENCE = "difference"
"""Stands for the charge of what a payment was short or over within the service's tolerance."""
COUNTER = "counter"
"""How a receipt came that has no evidence of another way."""

_Some = TypeVar("_Some")


# Tuples and not dataclasses: a big day has a hundred thousand of them, made straight from the rows of a database.
class ReceiptRow(NamedTuple):
    """One receipt. Amounts are cents; ``kept`` is the cash less the change, told only where cash was rounded."""

    posting_id: int
    business_date: date
    session_id: str
    drawer: str
    operator_id: str
    operator_name: str
    entered_at: datetime
    year: int
    seq: int
    came: str
    lines: int
    total: int
    rounding: int
    rounding_gl: str
    kept: int

    @property
    def number(self) -> str:
        """The receipt's number as it is printed."""
        return number_text(self.year, self.drawer, self.seq)


class TenderSum(NamedTuple):
    """Tenders of one kind and name; ``change`` is told with the first cash of each receipt. Amounts are cents."""

    session_id: str
    kind: str
    name: str
    number: int
    taken: int
    change: int


class TenderItem(NamedTuple):
    """One tender that has a number of its own, such as a check; ``amount`` is cents."""

    posting_id: int
    session_id: str
    operator_id: str
    year: int
    drawer: str
    seq: int
    tender_no: int
    kind: str
    number: str
    amount: int

    @property
    def receipt(self) -> str:
        """The receipt's number as it is printed."""
        return number_text(self.year, self.drawer, self.seq)


class LineSum(NamedTuple):
    """Lines of one service, or of none; ``receipts`` is how many receipts have one. ``amount`` is cents."""

    session_id: str
    service: str
    receipts: int
    lines: int
    amount: int


class ChargeSum(NamedTuple):
    """What bills were relieved of, charge by charge, under one policy; ``amount`` is cents."""

    session_id: str
    policy_digest: str
    service: str
    charge: str
    number: int
    amount: int


class SoldSum(NamedTuple):
    """Items sold, and the differences of a service's tolerance, each with its account; ``amount`` is cents."""

    session_id: str
    service: str
    charge: str
    gl_code: str
    number: int
    amount: int


class JournalSum(NamedTuple):
    """Debits and credits of receipts on one ledger account, in cents."""

    session_id: str
    gl_code: str
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class Taken:
    """The receipts of some days, each question asked of whoever keeps them.

    Sums may come in parts, one key more than once. Rows come by day and then in the order of posting.
    """

    receipts: Callable[[], Iterable[ReceiptRow]]
    tenders: Callable[[], Iterable[TenderSum]]
    items: Callable[[], Iterable[TenderItem]]
    lines: Callable[[], Iterable[LineSum]]
    charges: Callable[[], Iterable[ChargeSum]]
    sold: Callable[[], Iterable[SoldSum]]
    journal: Callable[[], Iterable[JournalSum]]


def _nothing() -> tuple[()]:
    return ()


NOTHING = Taken(*(_nothing,) * 7)
"""No receipts: what a report is given that streams them among all other postings."""


def held(taken: Taken) -> Taken:
    """Return the same, each question asked once: reports that are made together share the answers."""
    return Taken(
        _once(taken.receipts),
        _once(taken.tenders),
        _once(taken.items),
        _once(taken.lines),
        _once(taken.charges),
        _once(taken.sold),
        _once(taken.journal),
    )


def _once(ask: Callable[[], Iterable[_Some]]) -> Callable[[], Iterable[_Some]]:
    answer: list[tuple[_Some, ...]] = []

    def told() -> tuple[_Some, ...]:
        if not answer:
            answer.append(tuple(ask()))
        return answer[0]

    return told
