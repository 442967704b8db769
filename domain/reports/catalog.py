"""The reports made of postings: each by its name, what it is for, and how it is made for a period."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.reports.activity import activity_report
from domain.reports.agreement import agreement_report
from domain.reports.approvals import approvals_report
from domain.reports.asked import Asked, Entry
from domain.reports.collected import collected_report
from domain.reports.corrections import (
    adjustments_report,
    refunds_report,
    returned_report,
    voids_report,
)
from domain.reports.credits import credits_report
from domain.reports.deposits import composition_report, deposit_report
from domain.reports.drawer import drawer_report
from domain.reports.drawers import cashbook_report, over_short_report, proof_report
from domain.reports.ledger import gl_report, trial_balance
from domain.reports.on_hand import on_hand_report
from domain.reports.processors import processors_report
from domain.reports.programs import batches_report, differences_report
from domain.reports.receivable import aging_report, balances_report
from domain.reports.received import received_report
from domain.reports.report import Report
from domain.reports.rounded import rounding_report
from domain.reports.sequence import sequence_report
from domain.reports.settlement import settlement_report
from domain.reports.status import status_report
from domain.reports.stock import stock_report
from domain.reports.taken import NOTHING, Taken, held
from domain.reports.tender import tender_report

MOST_HELD = 10_000
"""Postings; a day of an office of this size has a tenth of it."""
_FromEntries = Callable[[Iterable[Entry], Asked, Taken], Report]
_WithBooks = Callable[[Iterable[Entry], Asked, Books, Taken], Report]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report: its title on lists, what it is for, and how it is made."""

    title: str
    purpose: str
    make: Callable[[Books, Asked], Report]
    of_entries: _FromEntries | None = None
    """How it is made of postings that were read before, where they are all that it needs."""
    of_account: bool = False
    """Whether it is about one account, which must be named."""
    with_books: _WithBooks | None = None
    """How it is made of postings that were read before, where the books must say more of them."""

    def made_of(
        self, entries: Iterable[Entry], books: Books, asked: Asked, taken: Taken = NOTHING
    ) -> Report:
        """Return the report of postings that were read before; a report that needs others reads them itself.

        ``taken`` are the receipts where they are added up, and not among the postings.
        """
        if self.of_entries is not None:
            return self.of_entries(entries, asked, taken)
        if self.with_books is not None:
            return self.with_books(entries, asked, books, taken)
        return self.make(books, asked)


def _of_entries(title: str, purpose: str, make: _FromEntries) -> ReportKind:
    def read(books: Books, asked: Asked) -> Report:
        return make(*_read(books, asked))

    return ReportKind(title, purpose, read, make)


def _with_books(title: str, purpose: str, make: _WithBooks) -> ReportKind:
    def read(books: Books, asked: Asked) -> Report:
        entries, asked, taken = _read(books, asked)
        return make(entries, asked, books, taken)

    return ReportKind(title, purpose, read, with_books=make)


def _read(books: Books, asked: Asked) -> tuple[Iterable[Entry], Asked, Taken]:
    """Return the postings of the days, the receipts among them only where each figure must say what is behind it."""
    if asked.drills:
        return asked.watched(books.entries(asked.first, asked.last)), asked, NOTHING
    taken = books.taken(asked.first, asked.last, asked.reading)
    return books.other_entries(asked.first, asked.last), asked, taken


def _trial(books: Books, asked: Asked) -> Report:
    without = [session.session_id for session in asked.open_sessions]
    return trial_balance(books.account_totals(date.min, asked.last, without), asked)


REPORTS: Final[dict[str, ReportKind]] = {
    "proof": _of_entries(
        "Proof of the drawers",
        "expected, counted, over and short of every drawer, by kind of money",
        proof_report,
    ),
    "drawer": _of_entries(
        "Drawers one by one", "each closed drawer, kind by kind, and its receipts", drawer_report
    ),
    "tender": _of_entries(
        "Tenders", "what was handed over by kind of money, checks one by one", tender_report
    ),
    "settlement": _of_entries(
        "Settlement",
        "what was collected for each program, by service, charge and fund",
        settlement_report,
    ),
    "collected": _of_entries(
        "Collected", "money collected by service, person and day", collected_report
    ),
    "cashbook": _of_entries(
        "Cash book", "each drawer's day by kind of money, with its receipt numbers", cashbook_report
    ),
    "received": _of_entries(
        "Received and paid", "a simple statement of money in and money back", received_report
    ),
    "gl": _of_entries(
        "General ledger", "the journal's debits and credits by account", gl_report
    ),
    "trial": ReportKind(
        "Trial balance", "every account's balance at the end of the last day", _trial
    ),
    "overshort": _of_entries(
        "Over and short", "what each person's drawers were over or short", over_short_report
    ),
    "activity": _of_entries(
        "Activity", "receipts and amounts by hour, drawer and person", activity_report
    ),
    "sequence": _with_books(
        "Receipt numbers", "every receipt number accounted for", sequence_report
    ),
    "aging": ReportKind("Aging", "open bills by service and by how long they are due", aging_report),
    "balances": ReportKind("Open balances", "what each account owes, by service", balances_report),
    "credits": ReportKind(
        "Credits", "refunds asked for, credits on accounts, overpaid bills", credits_report
    ),
    "status": ReportKind(
        "Status of account",
        "one account: bills, payments, corrections; type its number",
        status_report,
        of_account=True,
    ),
    "voids": ReportKind(
        "Voids", "receipts voided and reversed, why, and who approved it", voids_report
    ),
    "adjustments": ReportKind(
        "Adjustments", "bills changed without money, before and after", adjustments_report
    ),
    "returned": ReportKind(
        "Returned checks", "checks that came back, what they had paid, and the fee", returned_report
    ),
    "refunds": ReportKind(
        "Refunds", "refund requests and credits that the office owes", refunds_report
    ),
    "approvals": ReportKind(
        "Approvals", "what a second person approved, in which words", approvals_report
    ),
    "rounding": _of_entries(
        "Cash rounding", "cash that was rounded, and what took it back", rounding_report
    ),
    "deposit": ReportKind(
        "Deposits", "what went to the bank, checks one by one, and what the bank says", deposit_report
    ),
    "composition": ReportKind(
        "Composition of deposits", "each deposit against its receipts, form by form", composition_report
    ),
    "processors": ReportKind(
        "Settlement with processors",
        "cards and electronic money: taken, settled, waiting with its age, differing",
        processors_report,
    ),
    "on_hand": ReportKind(
        "Money on hand", "what waits for its deposit, by bank account, date and age", on_hand_report
    ),
    "stock": ReportKind(
        "Accountable stock", "tags, cards and permits by serial number, series and place", stock_report
    ),
    "batches": ReportKind(
        "Batches", "what went to each accounting program, where it stands, what is in no batch yet", batches_report
    ),
    "differences": ReportKind(
        "Differences", "lines on which an accounting program says otherwise, with their age", differences_report
    ),
    "agreement": ReportKind(
        "Agreement", "our balances against each program's, less what it has not acknowledged", agreement_report
    ),
}  # fmt: skip
"""By the name that the command line takes, in the order of the list on the screen."""


def made_together(books: Books, asked: Asked, names: Iterable[str]) -> tuple[Report, ...]:
    """Return several reports of the same days, as the close of a day wants them, reading their postings once.

    Where figures drill, of more than ``MOST_HELD`` postings none are held: each report streams them for itself.
    """
    kinds = [REPORTS[name] for name in names]
    entries, _, taken = _read(books, asked)
    if not asked.drills:
        others, shared = tuple(entries), held(taken)
        return tuple(kind.made_of(others, books, asked, shared) for kind in kinds)
    some = tuple(islice(entries, MOST_HELD + 1))
    if len(some) > MOST_HELD:
        return tuple(kind.make(books, asked) for kind in kinds)
    return tuple(kind.made_of(some, books, asked) for kind in kinds)


def open_sessions(books: Books, drawers: Iterable[str]) -> tuple[DrawerSession, ...]:
    """Return the sessions of these drawers that are not counted and closed: open, or cut off and waiting."""
    found = (s for drawer in drawers for s in (books.waiting_at(drawer), books.session_at(drawer)))
    return tuple(session for session in found if session is not None)
