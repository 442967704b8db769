"""The supervisor's view by keys: all drawers live, their receipts, a surprise count, money on hand, the proof."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from domain.custody.session_counts import CountKind
from domain.outage import BooksUnavailable
from storage.memory import MemoryBooks
from tests.sample_policy import sample_office
from tests.samples import DAY, PINS, ok, open_order
from tests.samples import DIEGO as DIEGO_RUIZ
from tests.storage import contract_kit
from tests.tui.desk_kit import READY, at_the_counter, closing_of, scan
from tests.tui.kit import LARGE, check_golden, dump, type_keys
from tests.tui.move_kit import DIEGO, JANE_SIGNS, SAM, said, vault_books
from tests.tui.test_cash import limited
from tui.desk_drawers import ByHour, Overview
from tui.drawers_paint import chart
from tui.paint import text_of
from tui.screens.count_open import CountKeptScreen
from tui.screens.drawers import DrawersScreen
from tui.screens.lookup import LookupScreen
from tui.screens.receipt import ReceiptScreen

PAID = (*scan("T27-000101"), "f4", "c", "f10", *scan("WB-5001"), "f4", "c", "f10")
OFF = ("ctrl+p", "sign off", "enter")
DRAWERS = ("ctrl+p", "drawers", "enter")


def two_drawers() -> MemoryBooks:
    """The sample books with drawer 2 open, too."""
    books = vault_books()
    ok(books.open_session(open_order("2", DIEGO_RUIZ), sample_office()))
    return books


async def test_all_drawers_are_shown_with_what_is_wrong_in_words() -> None:
    books = two_drawers()
    keys = (*READY, *PAID, *scan("5544332"), "f5", *OFF, *SAM, *DRAWERS)
    async with at_the_counter(books, keys=keys, office=limited(50000)) as app:
        check_golden("journey_drawers", dump(app))
        await type_keys(app, "enter")
        assert "Receipts of drawer 1, Jane Doe" in dump(app)
        await type_keys(app, "enter")
        assert isinstance(app.current, ReceiptScreen)
    async with at_the_counter(books, LARGE, keys=(*SAM, *DRAWERS), prefix="b") as app:
        check_golden("wide_drawers", dump(app))


async def test_it_reads_anew_by_itself_and_keeps_the_marked_drawer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = two_drawers()
    async with at_the_counter(books, keys=(*SAM, *DRAWERS, "down")) as app:
        screen = app.current
        assert isinstance(screen, DrawersScreen)
        ok(books.open_session(open_order("1"), sample_office()))
        taken, come = screen._read, asyncio.Event()

        def read(view: Overview) -> None:
            taken(view)
            come.set()

        monkeypatch.setattr(screen, "_read", read)
        screen._again()
        await come.wait()
        await type_keys(app, "n")
        assert "Jane Doe" in dump(app)
        assert screen.marked is not None
        assert screen.marked.session.operator_id == "diego"


async def test_what_ones_own_drawer_should_hold_is_not_shown() -> None:
    books = two_drawers()
    async with at_the_counter(books, keys=(*SAM, "ctrl+b", "enter", *DRAWERS)) as app:
        own = next(
            row for row in dump(app).splitlines() if "Sam Field" in row and "your own" in row
        )
        assert "200.00" not in own
        await type_keys(app, "s")
        assert "Nobody counts his or her own drawer" in said(dump(app))


async def test_a_clerk_does_not_see_it() -> None:
    async with at_the_counter(two_drawers(), keys=(*READY, *DRAWERS)) as app:
        assert isinstance(app.current, LookupScreen)
        assert "may not see what a drawer should hold" in said(dump(app))


async def test_a_surprise_count_is_signed_by_the_clerk_whose_drawer_it_is() -> None:
    books = two_drawers()
    keys = (*SAM, *DRAWERS, "s", "enter", "1", "enter", "enter", "f10", *JANE_SIGNS)
    async with at_the_counter(books, keys=keys) as app:
        assert "Diego Ruiz" in said(dump(app))
        assert books.counts("2-1") == ()
        await type_keys(app, "f10", *DIEGO)
        assert isinstance(app.current, CountKeptScreen)
        shown = dump(app)
        assert "DOES NOT AGREE" in shown
        # By how much is in the supervisor's view alone.
        assert "OVER" not in shown
        assert "100.00" not in shown
        await type_keys(app, "enter", *DRAWERS)
        shown = dump(app)
        assert "DIFFERS" in shown
        assert "by Sam Field: Cash OVER 100.00" in shown
        await type_keys(app, "f2")
        assert isinstance(app.current, LookupScreen)
    (kept,) = books.counts("2-1")
    assert (kept.order.kind, kept.order.operator_id) == (CountKind.SURPRISE, "sam")
    assert kept.order.present == ("diego", "Diego Ruiz")


async def test_a_drawer_that_goes_on_while_it_is_counted_by_surprise_is_counted_again() -> None:
    books = two_drawers()
    session_2 = books.session_at("2")
    assert session_2 is not None
    keys = (*SAM, *DRAWERS, "s", "enter", "1", "enter", "enter", "f10")
    async with at_the_counter(books, keys=keys) as app:
        contract_kit.sell(books, session_2, "r2", 1)
        await type_keys(app, *DIEGO)
        assert "took or gave money while it was counted" in said(dump(app))
        assert books.counts("2-1") == ()
        await type_keys(app, "f10", *DIEGO)
        assert isinstance(app.current, CountKeptScreen)
    assert len(books.counts("2-1")) == 1


async def test_money_on_hand_and_why_the_deposit_does_not_prove_yet() -> None:
    books = vault_books()
    close = ("ctrl+b", "enter", "6", "enter", "enter", "f10", "a", "1", "enter", "enter")
    keys = (*READY, *PAID, *close, "enter", *OFF, *SAM, *DRAWERS)
    async with at_the_counter(books, keys=keys) as app:
        assert books.closing("1-1") is not None, dump(app)
        check_golden("journey_drawers_not_turned_in", dump(app))
        assert "DOES NOT PROVE: drawer 1 of Jan 25" in said(dump(app))


async def test_words_about_a_difference_may_begin_with_a_digit() -> None:
    books = vault_books()
    close = ("ctrl+b", "enter", "6", "enter", "enter", "f10", "a", "1", *"2 twenties", "enter")
    async with at_the_counter(books, keys=(*READY, *PAID, *close)):
        pass
    closed = closing_of(books)
    assert (closed.reason_code, closed.reason_text) == (
        sample_office().over_short_reasons[0].code,
        "2 twenties",
    )


async def test_books_that_cannot_be_reached_leave_what_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = two_drawers()
    async with at_the_counter(books, keys=(*SAM, *DRAWERS)) as app:

        def gone(_office: object) -> None:
            raise BooksUnavailable("the network is down.")

        monkeypatch.setattr(books, "drawers_now", gone)
        await type_keys(app, "n")
        assert "This is how it was before." in said(dump(app))
        assert "Diego Ruiz" in dump(app)


async def test_receipts_are_counted_by_hour_once() -> None:
    books = vault_books()
    async with at_the_counter(books, keys=(*READY, *PAID)) as app:
        assert app.desk is not None
        hours = ByHour()
        first = hours.read(app.desk, DAY)
        assert [number for _, number in first] == [2]
        await type_keys(app, "enter", "f11", "f4", "c", "f10")
        assert [number for _, number in hours.read(app.desk, DAY)] == [3]
        assert hours.read(app.desk, DAY - timedelta(days=1)) == ()


def test_the_chart_fits_its_room_and_says_each_number() -> None:
    hours = tuple((hour, hour * 37 % 91) for hour in range(7, 19))
    lines = [text_of(each) for each in chart(hours, 37, 8)]
    assert len(lines) == 8
    assert lines[0] == "Receipts by hour"
    assert all(len(each) <= 37 for each in lines[1:])
    assert [int(each.split()[-1]) for each in lines[1:]] == [many for _, many in hours[-7:]]
    longest = max(lines[1:], key=lambda each: each.count("█"))
    assert int(longest.split()[-1]) == max(many for _, many in hours[-7:])
    assert [text_of(each) for each in chart((), 37, 8)][1] == "none today"


async def test_two_people_count_and_close_the_drawer_of_a_clerk_who_is_away() -> None:
    books = two_drawers()
    count = ("enter", *["enter"] * 12, "enter", "enter", "f10")
    async with at_the_counter(books, keys=(*SAM, *DRAWERS, "c", *count)) as app:
        assert books.closing("2-1") is None, dump(app)
        await type_keys(app, *DIEGO)
        assert books.closing("2-1") is None
        await type_keys(app, "f10", "cham", "enter", PINS["cham"], "enter")
        closed = books.closing("2-1")
        assert closed is not None, dump(app)
        assert closed[1].header.operator_id == "sam"
    assert books.session_by("diego") is None


async def test_ones_own_drawer_is_not_closed_as_anothers() -> None:
    keys = (*SAM, "ctrl+b", "enter", *DRAWERS, "c")
    async with at_the_counter(vault_books(), keys=keys) as app:
        assert "This is your own drawer" in said(dump(app))
