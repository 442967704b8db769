"""The report of accountable stock: opening, what came, what left, and what is there, by series and place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from domain.custody.acting import PostedAct, order_act
from domain.custody.serials import Serials
from domain.custody.sessions import CloseOrder
from domain.custody.stock import StockAct, compare_count
from domain.custody.stock_acts import StockCounted
from domain.reports.asked import Asked
from domain.reports.report import Report
from domain.reports.stock import stock_report
from storage.memory import MemoryBooks
from tests import stock_kit
from tests.samples import DAY, JANE, SUPERVISOR, at, count_of, ok
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.corrections_kit import void_order
from tests.storage.reversal_kit import reversed_act

OFFICE = stock_kit.stock_office()
NEXT = DAY + timedelta(days=1)


def worked() -> MemoryBooks:
    """A day: 1001-2000 received, 20 issued, 3 and 2 sold, the 2 voided, one spoiled, and a day later 100 returned."""
    books = MemoryBooks()
    kit.fill(books)
    session = kit.open_drawer(books)
    stock_kit.stocked(books)
    ok(books.post(stock_kit.tags_order(session, "r-1", 3, books.stock_in("1")["TS"])))
    wrong = ok(books.post(stock_kit.tags_order(session, "r-2", 2, books.stock_in("1")["TS"])))
    ok(books.correct(void_order(books, session, wrong)))
    spoiled = stock_kit.stock_order(StockAct.SPOILED, "wet", Serials(1060, 1060), drawer="1")
    stock_kit.recorded(books, spoiled)
    stock_kit.recorded(
        books, stock_kit.stock_order(StockAct.RETURNED, "back", Serials(1901, 2000), on=NEXT)
    )
    return books


def report(books: MemoryBooks, first: int = 0, last: int = 1) -> Report:
    """The report of some of the two days."""
    days = (DAY + timedelta(days=first), DAY + timedelta(days=last))
    return stock_report(books, Asked(OFFICE, *days, (), ZoneInfo("America/New_York")))


def test_every_row_proves_and_shows_its_numbers() -> None:
    on_hand, moves, counts = report(worked()).sections
    assert [row.cells for row in on_hand.rows] == [
        ("Trash tag sheets", "vault", 0, 1000, -20, 0, 0, 100, 880, "T001001-T001040, T001061-T001900"),
        ("Trash tag sheets", "drawer 1", 0, 0, 20, 3, 1, 0, 16, "T001044-T001059"),
    ]  # fmt: skip
    assert on_hand.sums == (None, None, 0, 1000, 0, 3, 1, 100, 896, None)
    assert [row.cells[2] for row in moves.rows] == [
        "received",
        "issued to drawer",
        "sold",
        "sold",
        "taken back from a customer",
        "spoiled",
        "returned to vendor",
    ]
    assert counts.rows == ()


def test_the_next_day_opens_with_what_the_day_before_left() -> None:
    found = report(worked(), first=1)
    assert [row.cells[2:9] for row in found.sections[0].rows] == [
        (980, 0, 0, 0, 0, 100, 880),
        (16, 0, 0, 0, 0, 0, 16),
    ]
    assert found.notes == ("Opening and what came, less what left, is the count in every row.",)


def test_an_earlier_day_is_told_by_its_flows() -> None:
    found = report(worked(), last=0)
    assert [(row.cells[8]) for row in found.sections[0].rows] == [980, 16]
    assert "the numbers are left out" in found.notes[-1]


def test_each_row_names_the_postings_behind_it() -> None:
    books = worked()
    (vault, drawer) = report(books).sections[0].rows
    assert len(vault.behind) == 3
    assert len(drawer.behind) == 5
    assert all(books.posting(each) is not None for each in (*vault.behind, *drawer.behind))


def test_stock_that_does_not_prove_is_named() -> None:
    books = worked()
    found = books.stock("TS")
    books.stock = lambda series: replace(found, on_hand=found.on_hand[:1])  # type: ignore[method-assign]
    assert "does not prove" in report(books).notes[0]


def counted(books: MemoryBooks, request: str, *ranges: Serials) -> PostedAct:
    """A count of the drawer before a witness."""
    found = compare_count(books.stock("TS"), "1", ranges)
    clerk = stock_kit.signer(JANE, SUPERVISOR)
    body = StockCounted(found, "Trash tag sheets", clerk, stock_kit.signer(SUPERVISOR, JANE))
    asked = custody.asked(request, JANE)
    return stock_kit.recorded(books, ok(order_act(body, asked, OFFICE)))


def test_counts_before_a_witness_and_at_the_close_are_told_without_one_taken_back() -> None:
    books = worked()
    wrong = counted(books, "count-1", Serials(1044, 1050))
    reversed_act(books, wrong, office=OFFICE)
    counted(books, "count-2", Serials(1044, 1058))
    session = books.session_at("1")
    assert session is not None
    first = kit.receipt_of(books.receipts(session_id=session.session_id)[-1])
    takings = count_of(20000 + first.total.cents)
    order = CloseOrder(
        "c-1", session.session_id, JANE, at(16), takings, stock=(("TS", (Serials(1044, 1059),)),)
    )
    ok(books.close_session(order, OFFICE))
    found = report(books, last=0)
    assert [row.cells[0:2] + row.cells[5:] for row in found.sections[2].rows] == [
        ("Trash tag sheets", "drawer 1", "missing T001059"),
        ("Trash tag sheets", "drawer 1", "agrees"),
    ]
    assert found.sections[2].rows[1].cells[3] == f"close {session.session_id}"
    assert found.notes[-1].endswith(f"counted on {DAY} by {JANE.name}: missing T001059.")
