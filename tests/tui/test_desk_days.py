"""The desk over days and counters: a cart is of the day it is paid on, a drawer of one day and one counter."""

from __future__ import annotations

from datetime import date, datetime

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.custody.floats import FloatReason
from domain.receipting.cart import BillLine
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.receipting.posting import Posting
from domain.receivables.assessment import assess
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal
from tests.samples import PINS, at, ok, sample_office
from tests.storage import contract_kit as kit
from tests.tui.desk_kit import FLOAT, desk_of, stocked_books
from tui.desk import Desk, Station
from tui.desk_drawer import DrawerDesk
from tui.desk_sheets import SheetDesk
from tui.welcome import welcome

FRIDAY, MONDAY = date(2027, 1, 29), date(2027, 2, 15)


def desk_on(day: date, books: Books, drawer: str = "1", prefix: str = "request") -> Desk:
    """A desk with Jane signed in at a drawer, on a day that a test may move on."""
    desk = desk_of(books, prefix=prefix)
    desk.station = Station(f"S{drawer}", drawer)
    put_clock(desk, at(15, day=day))
    assert desk.sign_in("jane", PINS["jane"]) is None
    return desk


def put_clock(desk: Desk, moment: datetime) -> None:
    """Set the clock."""
    desk.clock = lambda: moment


def refused(answer: object) -> Code:
    """The code of a refusal."""
    assert isinstance(answer, Refusal), answer
    return answer.code


def test_a_cart_filled_before_the_drawer_was_opened_is_of_the_drawers_day() -> None:
    books = stocked_books()
    desk = desk_on(FRIDAY, books)
    state = kit.state(books, kit.WATER)
    assert desk.add_bill(state) is None
    before = desk.cart.total
    put_clock(desk, at(15, day=MONDAY))
    assert isinstance(DrawerDesk(desk).open(FLOAT), DrawerSession)
    assert desk.cart.total == assess(state, MONDAY, sample_office()).total > before
    assert desk.notices == (f"Bill {kit.WATER} was {before} and is {desk.cart.total} today.",)
    assert desk.tender("C") is None
    posted = books.post(ok(desk.order()))
    assert isinstance(posted, PostedReceipt)
    assert not assess(kit.state(books, kit.WATER), MONDAY, sample_office()).total
    kept = kit.receipt_of(posted).lines[0]
    assert isinstance(kept, BillLine)
    assert kept.amount == desk.cart.total


def test_no_money_is_taken_into_a_drawer_that_was_left_open() -> None:
    books = stocked_books()
    desk = desk_on(FRIDAY, books)
    assert isinstance(DrawerDesk(desk).open(FLOAT), DrawerSession)
    put_clock(desk, at(23, 59, day=FRIDAY))
    assert desk.may_take_money() is None
    put_clock(desk, at(15, day=MONDAY))
    assert refused(desk.may_take_money()) is Code.DRAWER_LEFT_OPEN
    assert desk.add_items("TS") is None
    assert desk.tender("C") is None
    assert refused(desk.order()) is Code.DRAWER_LEFT_OPEN
    desk.clear()
    again = desk_on(MONDAY, books, prefix="again")
    assert "still open from Fri Jan 29. Count and close it first" in welcome(again)


def test_a_clock_that_went_back_is_told_and_takes_money() -> None:
    books = stocked_books()
    assert isinstance(DrawerDesk(desk_on(MONDAY, books)).open(FLOAT), DrawerSession)
    back = desk_on(FRIDAY, books, prefix="again")
    assert back.may_take_money() is None
    assert back.today == MONDAY
    assert "clock says Fri Jan 29, but drawer 1 is open for Mon Feb 15." in welcome(back)


def test_no_money_is_taken_into_a_drawer_at_another_counter() -> None:
    books = stocked_books()
    assert isinstance(DrawerDesk(desk_on(FRIDAY, books)).open(FLOAT), DrawerSession)
    there = desk_on(FRIDAY, books, "2", prefix="there")
    assert refused(there.may_take_money()) is Code.DRAWER_ELSEWHERE
    assert "Your open drawer is 1; this counter has drawer 2." in welcome(there)
    assert there.add_items("TS") is None
    assert there.tender("C") is None
    assert refused(there.order()) is Code.DRAWER_ELSEWHERE


def after_the_cut_off(books: Books) -> Desk:
    """Jane cut her drawer off on the last day in time, and opened it again for the next business date."""
    desk = desk_on(LAST_DAY, books)
    put_clock(desk, at(9, day=LAST_DAY))
    assert isinstance(DrawerDesk(desk).open(FLOAT), DrawerSession)
    put_clock(desk, at(16, day=LAST_DAY))
    assert isinstance(DrawerDesk(desk).cut_off(), Posting)
    opened = DrawerDesk(desk).open(FLOAT, why=FloatReason("miscount", "taken along"))
    assert isinstance(opened, DrawerSession)
    assert (opened.business_date, desk.today) == (NEXT, NEXT)
    return desk


LAST_DAY, NEXT = date(2027, 2, 1), date(2027, 2, 2)
"""The last day for the first instalment without a penalty (January 31 is a Sunday), and the business date after it."""


def test_after_the_cut_off_a_payment_is_booked_tomorrow_and_counts_for_today() -> None:
    books = stocked_books()
    desk = after_the_cut_off(books)
    state = kit.state(books, kit.TAX)
    owed = [assess(state, day, sample_office()).total for day in (LAST_DAY, NEXT)]
    assert owed[0] < owed[1]
    assert desk.assessed(state).total == owed[0]
    assert str(owed[0]) in paper_to_text(SheetDesk(desk).explained(state))
    assert desk.add_bill(state) is None
    assert desk.tender("C") is None
    posted = ok(books.post(ok(desk.order())))
    header, receipt = posted.posting.header, kit.receipt_of(posted)
    assert (header.business_date, header.effective_on) == (NEXT, LAST_DAY)
    (line,) = receipt.lines
    assert isinstance(line, BillLine)
    assert line.effective_on == LAST_DAY
    assert receipt.evidence == Evidence(EvidenceKind.COUNTER, LAST_DAY)
    assert receipt.approvals == ()
    text = paper_to_text(receipt_paper(posted.posting, sample_office(), 0, False, at(16)))
    assert "Paid as of Feb 1, 2027: over the counter" in " ".join(text.split())
    assert books.prove().proves


def test_a_cart_of_the_evening_counts_for_the_morning_when_it_is_paid_then() -> None:
    books = stocked_books()
    desk = after_the_cut_off(books)
    state = kit.state(books, kit.TAX)
    assert desk.add_bill(state) is None
    assert desk.tender("C") is None
    evening = desk.cart.total
    put_clock(desk, at(9, day=NEXT))
    assert refused(desk.order()) is Code.TENDER_SHORT
    assert desk.cart.total == assess(state, NEXT, sample_office()).due > evening
    assert desk.cart.evidence is None
    desk.clear()
    assert desk.add_bill(state) is None
    assert desk.tender("C") is None
    posted = ok(books.post(ok(desk.order())))
    assert posted.posting.header.effective_on == NEXT


def test_what_came_by_mail_in_the_evening_keeps_its_own_day() -> None:
    books = stocked_books()
    desk = after_the_cut_off(books)
    mailed = Evidence(EvidenceKind.POSTMARK, LAST_DAY, date(2027, 1, 29))
    assert desk.set_evidence(mailed) is None
    assert desk.cart.evidence == mailed
    assert desk.set_evidence(None) is None
    assert desk.cart.evidence == Evidence(EvidenceKind.COUNTER, LAST_DAY)
