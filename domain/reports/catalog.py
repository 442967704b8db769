"""The reports made of postings: each by its name, what it is for, and how it is made for a period."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.reports.activity import activity_report
from domain.reports.asked import Asked, Entry
from domain.reports.collected import collected_report
from domain.reports.drawers import cashbook_report, over_short_report, proof_report
from domain.reports.ledger import gl_report, trial_balance
from domain.reports.received import received_report
from domain.reports.report import Report
from domain.reports.sequence import sequence_report
from domain.reports.settlement import settlement_report
from domain.reports.stock import stock_report
from domain.reports.tender import tender_report

_FromEntries = Callable[[Iterable[Entry], Asked], Report]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report: its title on lists, what it is for, and how it is made."""

    title: str
    purpose: str
    make: Callable[[Books, Asked], Report]


def _streamed(make: _FromEntries) -> Callable[[Books, Asked], Report]:
    return lambda books, asked: make(books.entries(asked.first, asked.last), asked)


def _trial(books: Books, asked: Asked) -> Report:
    without = [session.session_id for session in asked.open_sessions]
    return trial_balance(books.account_totals(date.min, asked.last, without), asked)


REPORTS: Final[dict[str, ReportKind]] = {
    "proof": ReportKind(
        "Proof of the drawers",
        "expected, counted, over and short of every drawer, by kind of money",
        _streamed(proof_report),
    ),
    "tender": ReportKind(
        "Tenders", "what was handed over by kind of money, checks one by one", _streamed(tender_report)
    ),
    "settlement": ReportKind(
        "Settlement",
        "what was collected for each program, by service, charge and fund",
        _streamed(settlement_report),
    ),
    "collected": ReportKind(
        "Collected", "money collected by service, person and day", _streamed(collected_report)
    ),
    "cashbook": ReportKind(
        "Cash book", "each drawer's day by kind of money, with its receipt numbers", _streamed(cashbook_report)
    ),
    "received": ReportKind(
        "Received and paid", "a simple statement of money in and money back", _streamed(received_report)
    ),
    "gl": ReportKind(
        "General ledger", "the journal's debits and credits by account", _streamed(gl_report)
    ),
    "trial": ReportKind(
        "Trial balance", "every account's balance at the end of the last day", _trial
    ),
    "overshort": ReportKind(
        "Over and short", "what each person's drawers were over or short", _streamed(over_short_report)
    ),
    "activity": ReportKind(
        "Activity", "receipts and amounts by hour, drawer and person", _streamed(activity_report)
    ),
    "sequence": ReportKind(
        "Receipt numbers", "every receipt number accounted for", sequence_report
    ),
    "stock": ReportKind(
        "Accountable stock", "tags, cards and permits by serial number, series and place", stock_report
    ),
}  # fmt: skip
"""By the name that the command line takes, in the order of the list on the screen."""


def open_sessions(books: Books, drawers: Iterable[str]) -> tuple[DrawerSession, ...]:
    """Return the sessions of these drawers that are not counted and closed: open, or cut off and waiting."""
    found = (s for drawer in drawers for s in (books.waiting_at(drawer), books.session_at(drawer)))
    return tuple(session for session in found if session is not None)
