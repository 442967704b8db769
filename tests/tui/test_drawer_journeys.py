"""The close by keys: the float, straps, swiped checks, the finder, a second person, the cut-off, counts by another."""

from __future__ import annotations

from dataclasses import replace

from domain.custody.session_counts import CountKind
from domain.money import Money
from domain.office import CloseApproval, Denomination, Office
from domain.refusals import Refusal
from tests.samples import DAY, DIEGO, PINS, ok, open_order, sample_office
from tests.tui.desk_kit import (
    READY,
    at_the_counter,
    closing_of,
    desk_at,
    scan,
    stocked_books,
    swipe,
)
from tests.tui.kit import check_golden, dump, type_keys
from tui.desk_difference import DifferenceDesk
from tui.screens.approval import ApprovalScreen
from tui.screens.count_open import CountKeptScreen
from tui.screens.difference import DifferenceScreen
from tui.screens.drawer_close import ClosedScreen, DrawerCloseScreen
from tui.screens.drawer_count import DrawerCountScreen
from tui.screens.receipt import ReceiptScreen

SAM = ("sam", "enter", PINS["sam"], "enter")
TICKET = (*scan("5544332"), "f4", "c", "f10")
"""A ticket of 30.00, in cash without change."""
WATER_BY_CHECK = (*scan("WB-5001"), "f4", *swipe("1001"), "f10")
"""130.00 by a check."""


def bundling(approval: CloseApproval = "never") -> Office:
    """The sample office with straps of fifty twenties and rolls of forty quarters."""
    office = sample_office()
    sizes = {2000: (50, 0), 25: (0, 40)}
    found = tuple(
        Denomination(d.value, d.name, *sizes.get(d.value.cents, (0, 0)))
        for d in office.denominations
    )
    return replace(office, denominations=found, close_approval=approval)


def said(app: object) -> str:
    """What the screen says, in one line."""
    return " ".join(dump(app).split())  # type: ignore[arg-type]  # any counter


async def test_the_count_takes_straps_rolls_and_swiped_checks() -> None:
    books = stocked_books()
    keys = (*READY, *TICKET, *WATER_BY_CHECK, "ctrl+b")
    async with at_the_counter(books, keys=keys, office=bundling()) as app:
        screen = app.current
        assert isinstance(screen, DrawerCountScreen)
        await type_keys(app, "0", "enter", "enter", "enter", "1s1", "enter")
        assert screen.places[3].pieces == 51
        assert "1 strap, 1 loose" in said(app)
        # Back up: the float was in the drawer after all, and the strap was none.
        await type_keys(app, "up", "10", "enter", *["down"] * 5, "1*1", "enter")
        assert {p.label: p.pieces for p in screen.places if p.pieces} == {"$20": 10, "25c": 41}
        await type_keys(app, *swipe("1001"))
        assert "Check 1001 is counted." in said(app)
        assert "130.00" not in dump(app)


async def test_a_balanced_close_waits_for_the_second_person() -> None:
    books = stocked_books()
    count = ("ctrl+b", "enter", "enter", "enter", "1", "enter", "1", "f10")
    async with at_the_counter(
        books, keys=(*READY, *TICKET, *count), office=bundling("always")
    ) as app:
        assert isinstance(app.current, ApprovalScreen)
        assert "Close drawer 1 of Jan 25, 2027: the count agrees." in said(app)
        await type_keys(app, "jane", "enter", PINS["jane"], "enter")
        assert books.closing("1-1") is None
        await type_keys(app, *SAM)
        assert isinstance(app.current, ClosedScreen)
        shown = [dump(app)]
        for _ in range(4):
            await type_keys(app, "pagedown")
            shown.append(dump(app))
        assert "Approved by Sam Field" in "".join(shown)
    closed = closing_of(books)
    assert closed.approval is not None
    assert closed.approval.operator_id == "sam"
    assert closed.count.float_out == Money(20000)


async def test_a_swapped_pair_is_named_first_and_its_receipt_opens_by_one_key() -> None:
    books = stocked_books()
    # The check is over 103.00; 130.00 was typed. The cash of the ticket is there.
    count = ("ctrl+b", "enter", "enter", "enter", "1", "enter", "1", *["down"] * 9, "103", "enter")
    keys = (*READY, *TICKET, *WATER_BY_CHECK, *count, "f10", "a")
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, DrawerCloseScreen)
        assert "Check SHORT 27.00" in said(app)
        await type_keys(app, "?")
        assert isinstance(app.current, DifferenceScreen)
        check_golden("journey_difference", dump(app))
        (first, *_) = [row for row in app.current.listed if row.digit]
        assert first.words.startswith("two digits swapped")
        assert "different  Check 1001 of 130.00" in dump(app)
        await type_keys(app, "1")
        assert isinstance(app.current, ReceiptScreen)
        assert "2027-1-000002" in said(app)
        await type_keys(app, "escape", "escape", "2", "Receipt 2", "enter")
        assert isinstance(app.current, ClosedScreen)
        await type_keys(app, "?")
        assert isinstance(app.current, DifferenceScreen)
    assert closing_of(books).over_short == Money(-2700)


async def test_the_finder_says_nothing_before_the_count_is_in() -> None:
    async with at_the_counter(keys=(*READY, *TICKET)) as app:
        desk = desk_at(app)
        assert desk.session is not None
        assert isinstance(DifferenceDesk(desk, desk.session).look(), Refusal)
        await type_keys(app, "ctrl+b", "1", "f10")
        assert isinstance(DifferenceDesk(desk, desk.session).look(), Refusal)
        await type_keys(app, "a")
        assert not isinstance(DifferenceDesk(desk, desk.session).look(), Refusal)


async def test_a_count_that_is_in_stays_and_takes_no_more_money() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "ctrl+b", "1", "f10", "a")) as app:
        await type_keys(app, "escape", *scan("WB-5001"), "f4")
        assert "The count of drawer 1 is in and stays as it is." in said(app)
        await type_keys(app, "f12", "f12", "jane", "enter", PINS["jane"], "enter", "f4")
        assert "The count of drawer 1 is in and stays as it is." in said(app)
    final = books.final_count("1-1")
    assert final is not None
    assert final.order.count.float_out == Money(100)


async def test_a_changed_count_is_handed_in_before_it_is_accepted() -> None:
    async with at_the_counter(
        keys=(*READY, *TICKET, "ctrl+b", "1", "f10", "enter", "3", "enter")
    ) as app:
        await type_keys(app, "a")
        assert "The count was changed since." in said(app)


async def test_the_next_day_lane() -> None:
    books = stocked_books()
    keys = (*READY, *TICKET, "ctrl+p", "cut-off", "enter")
    async with at_the_counter(books, keys=keys) as app:
        check_golden("journey_cut_off", dump(app))
        await type_keys(app, "c")
        assert "is cut off and waits to be counted" in said(app)
        await type_keys(app, "ctrl+b")
        check_golden("journey_drawer_choice", dump(app))
        await type_keys(app, "2")
        assert "Tuesday, January 26, 2027" in said(app)
        await type_keys(app, "enter")
        assert "is not counted yet and its float of 200.00 is in it" in said(app)
        check_golden("journey_float_why", dump(app))
        await type_keys(app, "2", "My float goes along", "enter")
        await type_keys(app, *scan("WB-5001"), "f4", "c", "f10")
        assert "POSTED 2027-1-000002" in said(app)
        # Yesterday's drawer is counted meanwhile; today's stays open.
        count = ("ctrl+b", "1", "enter", "enter", "enter", "1", "enter", "1", "f10")
        await type_keys(app, *count)
        assert isinstance(app.current, ClosedScreen)
        assert closing_of(books).over_short == Money(0)
        await type_keys(app, "enter", "f11", "f4", "c", "f10")
        assert "POSTED 2027-1-000003" in said(app)
    assert books.waiting_at("1") is None
    assert [s.business_date for s in books.sessions(DAY)] == [DAY]
    assert books.prove().proves


async def test_a_surprise_count_is_by_a_second_person_and_closes_nothing() -> None:
    books = stocked_books()
    keys = (*READY, *TICKET, "ctrl+p", "surprise count", "enter")
    async with at_the_counter(books, keys=keys) as app:
        assert "Surprise count of drawer 1: you count, Jane Doe is present." in said(app)
        await type_keys(app, *SAM)
        assert "Surprise count of drawer 1 by Sam Field" in said(app)
        assert "A(Accept)" not in dump(app)
        await type_keys(app, "enter", "enter", "enter", "1", "f10")
        assert isinstance(app.current, CountKeptScreen)
        check_golden("journey_count_kept", dump(app))
        assert "DOES NOT AGREE" in dump(app)
        assert "10.00" not in dump(app)
        await type_keys(app, "enter", "f11", "f4", "c", "f10")
        assert "POSTED" in said(app)
    (kept,) = books.counts("1-1")
    assert (kept.order.kind, kept.order.operator_id) == (CountKind.SURPRISE, "sam")
    assert kept.order.present == ("jane", "Jane Doe")
    assert kept.over_short == Money(-1000)


async def test_parked_carts_are_handed_over_before_the_close() -> None:
    books = stocked_books()
    ok(books.open_session(open_order("2", DIEGO), sample_office()))
    keys = (*READY, *scan("WB-5001"), "f5", "Ann", "enter", "f2", "ctrl+b")
    async with at_the_counter(books, keys=keys) as app:
        assert "still parked" in said(app)
        await type_keys(app, "ctrl+p", "hand over carts", "enter")
        check_golden("journey_hand_over", dump(app))
        await type_keys(app, "enter")
        assert "are at drawer 2 now" in said(app)
        await type_keys(app, "ctrl+b")
        assert isinstance(app.current, DrawerCountScreen)
    assert [d.drawer for d in books.parked()] == ["2"]
