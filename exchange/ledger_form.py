"""What every form of a journal for another ledger is made of, and what it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.ledger.chart import Account
from domain.money import Money
from domain.reports.journal import LedgerEntry


class NotExported(Exception):
    """A journal that a form cannot hold; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known when all entries were seen: the accounts that they move, by code, and debits less credits.

    ``unsealed`` are those of the days that are not sealed: more may be posted to them.
    """

    office: str
    first: date
    last: date
    accounts: Mapping[str, Account]
    nets: Mapping[str, Money]
    unsealed: tuple[date, ...] = ()

    @property
    def period(self) -> str:
        """The days, as they are read, and whether they may still change."""
        first, last = self.first.isoformat(), self.last.isoformat()
        days = first if first == last else f"{first} to {last}"
        open_days = ", ".join(day.isoformat() for day in self.unsealed)
        return f"{days}, NOT SEALED: {open_days}" if self.unsealed else days


class Form(Protocol):
    """How a journal is written for one program."""

    encoding: str
    one_day: bool
    """Whether a file may hold one day only, because nothing in it says which."""

    def head(self, whole: Whole) -> str:
        """Return what stands before all entries."""

    def entry(self, entry: LedgerEntry, accounts: Mapping[str, Account], munis_type: str) -> str:
        """Return one entry; raises ``NotExported`` when something in it does not fit."""

    def tail(self, whole: Whole) -> str:
        """Return what stands after all entries."""


def fitting(text: str, width: int, what: str, entry: LedgerEntry, form: str) -> str:
    """Return ``text``, which must not be cut, or raise ``NotExported`` when it is longer than ``width``."""
    if len(text) > width:
        raise NotExported(
            f"{what} {text!r} of {entry.number} has more than the {width} characters that {form} "
            "has room for; choose another format."
        )
    return text


def words_of(entry: LedgerEntry) -> str:
    """Return what an entry is, in words: number, kind, and what it was about."""
    return f"{entry.number} {entry.what}" + (f": {entry.about}" if entry.about else "")
