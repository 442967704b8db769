"""The receipt: its number and what it says was relieved, sold, handed over and handed back."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from domain.money import ZERO, Money, total
from domain.people.approval import Given
from domain.policy.rounding import NICKEL
from domain.receipting.cart import Line
from domain.receipting.tender import Tender
from domain.receivables.evidence import Evidence

_DRAWER = re.compile(r"[0-9A-Z]{1,4}\Z")
_NUMBER = re.compile(r"(?P<year>\d{4})-(?P<drawer>[0-9A-Z]{1,4})-(?P<seq>\d{1,9})\Z")


@dataclass(frozen=True, slots=True, order=True)
class ReceiptNo:
    """A receipt number, ``year-drawer-sequence``: gap-free from 1 within its drawer and year."""

    year: int
    drawer: str
    seq: int

    def __post_init__(self) -> None:
        if not 2000 <= self.year <= 9999 or not 1 <= self.seq < 10**9:
            raise ValueError("a receipt number has a year and a sequence from 1")
        if not _is_code(self.drawer):
            raise ValueError("a drawer's code in a receipt number is 1 to 4 capitals and digits")

    def __str__(self) -> str:
        return number_text(self.year, self.drawer, self.seq)


def number_text(year: int, drawer: str, seq: int) -> str:
    """Return a receipt number as it is printed, of its parts."""
    return f"{year}-{drawer}-{seq:06d}"


@lru_cache(maxsize=256)
def _is_code(drawer: str) -> bool:
    # An office has few drawers, and a report of a day names each of them thousands of times.
    return _DRAWER.match(drawer) is not None


def parse_receipt_no(text: str) -> ReceiptNo | None:
    """Read a receipt number as printed, leading zeros of the sequence optional; ``None`` for anything else."""
    match = _NUMBER.match(text.strip().upper())
    if match is None or not int(match["seq"]) or int(match["year"]) < 2000:
        return None
    return ReceiptNo(int(match["year"]), match["drawer"], int(match["seq"]))


@dataclass(frozen=True, slots=True)
class Receipt:
    """One payer's committed transaction. Lines and rounding equal tenders less change, to the cent (invariant I2).

    ``rounding`` is what was asked in cash over the lines, below zero where less was; ``rounding_gl`` bears it.
    """

    number: ReceiptNo
    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    change: Money
    payer: str = field(default="", repr=False)
    evidence: Evidence | None = None
    notices: tuple[str, ...] = ()
    approvals: tuple[Given, ...] = ()
    """What a second person said yes to."""
    rounding: Money = ZERO
    rounding_gl: str = ""

    def __post_init__(self) -> None:
        owed = self.total
        if not self.lines or self.change.cents < 0 or not (self.tenders or not owed):
            raise ValueError(
                "a receipt has lines, tenders unless it comes to nothing, and no negative change"
            )
        if owed + self.rounding != total(t.amount for t in self.tenders) - self.change:
            raise ValueError("a receipt's lines and rounding equal its tenders less change")
        if bool(self.rounding) != bool(self.rounding_gl) or abs(self.rounding.cents) >= NICKEL:
            raise ValueError("rounding is less than five cents, and an account bears it")
        if self.rounding and not self.takes_cash:
            raise ValueError("nothing but cash is rounded")
        if self.change > total(t.amount for t in self.tenders if t.is_cash):
            raise ValueError("change is given from cash only")

    @property
    def total(self) -> Money:
        """The sum of the lines."""
        return total(line.amount for line in self.lines)

    @property
    def kept(self) -> Money:
        """The money that stayed with the office: what was handed over less the change."""
        return self.total + self.rounding

    @property
    def approved_by(self) -> tuple[str, ...]:
        """The names of those who approved something of it, each once."""
        return tuple(dict.fromkeys(given.approval.name for given in self.approvals))

    @property
    def takes_cash(self) -> bool:
        """Whether cash was handed over, so that the drawer is kicked open."""
        return any(t.is_cash for t in self.tenders)
