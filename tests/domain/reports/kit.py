"""A day at two drawers for the tests of reports: change, a check, a void, bills and items, a close that is short."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.books import Books
from domain.custody.sessions import CloseOrder
from domain.money import Money, total
from domain.office import Office
from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS, open_sessions
from domain.reports.report import Cell, Report, Section
from storage.memory import MemoryBooks
from tests.samples import DAY, DIEGO, JANE, at, count_of, ok, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

OFFICE = sample_office()
NEW_YORK = ZoneInfo("America/New_York")


def worked(*, close: bool = True) -> MemoryBooks:
    """Books of one day: Jane's drawer 1 (closed 1.25 short where asked for), and Diego's drawer 2, still open.

    Jane: a tax and a water bill in cash; two tags with change; a tag by check 1001; a tag by check 1002, voided.
    Diego: 10.00 of a water bill.
    """
    books = MemoryBooks()
    kit.fill(books)
    session = kit.open_drawer(books)
    other = kit.open_drawer(books, "2", DIEGO)
    kit.pay(books, session, "r-1", kit.TAX, kit.WATER, moment=at(9, 5))
    kit.sell(books, session, "r-2", 2, "C", 2000, moment=at(10, 10))
    kit.sell(books, session, "r-3", 1, "K", 450, "1001", moment=at(10, 20))
    wrong = kit.sell(books, session, "r-4", 1, "K", 450, "1002", moment=at(10, 30))
    ok(books.correct(corrections.void_order(books, session, wrong)))
    kit.pay(books, other, "r-5", kit.OTHER_WATER, cents=1000, moment=at(11))
    if close:
        close_short(books, session.session_id)
    return books


def close_short(books: Books, session_id: str) -> None:
    """Close Jane's drawer with 1.25 too little cash."""
    held = books.takings(session_id)
    session = books.session(session_id)
    assert session is not None
    cash = total(amount for kind, amount in held.taken if kind == "C") - held.change
    checks = dict(books.check_amounts(session_id)).get("K", ())
    found = count_of((session.float_amount + cash).cents - 125, [each.cents for each in checks])
    order = CloseOrder("close", session_id, JANE, at(17), found, "miscount", "one coin")
    ok(books.close_session(order, OFFICE))


def asked(books: Books, office: Office = OFFICE, *, drills: bool = True) -> Asked:
    """What a report of the day is asked."""
    blind = open_sessions(books, (drawer.code for drawer in office.drawers))
    return Asked(office, DAY, DAY, blind, NEW_YORK, drills=drills)


def made(name: str, books: Books, *, drills: bool = True) -> Report:
    """The report of the day."""
    return REPORTS[name].make(books, asked(books, drills=drills))


def section(report: Report, title: str) -> Section:
    """A section that must be there."""
    return next(each for each in report.sections if each.title == title)


def column(part: Section, name: str) -> list[Cell]:
    """The cells of a column."""
    place = [each.name for each in part.columns].index(name)
    return [row.cells[place] for row in part.rows]


def summed(part: Section, name: str) -> Cell:
    """The sum of a column."""
    place = [each.name for each in part.columns].index(name)
    assert part.sums is not None
    return part.sums[place]


def dollars(text: str) -> Money:
    """An amount as it is written."""
    return Money(round(float(text) * 100))
