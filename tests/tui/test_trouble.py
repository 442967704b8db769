"""What goes wrong at a counter: books out of reach, another counter, wrong PINs, no right, unreadable input."""

from __future__ import annotations

from typing import Any

import pytest

from domain.books import BooksUnavailable
from domain.records import PrintState
from storage.memory import MemoryBooks
from tests.samples import PINS
from tests.tui.desk_kit import (
    READY,
    SIGN_IN,
    StillPrinter,
    at_the_counter,
    desk_at,
    receipts_in,
    scan,
    stocked_books,
    swipe,
)
from tests.tui.kit import dump, type_keys
from tui.desk import Station
from tui.screens.lookup import LookupScreen
from tui.screens.sign_in import SignInScreen
from tui.screens.tender import TenderScreen

TICKET = scan("5544332")


class Weather:
    """Books whose line may be cut: before an act is done, or after it was done and before the answer came."""

    def __init__(self, books: MemoryBooks) -> None:
        self.books = books
        self.cut: set[str] = set()
        self.cut_answers: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.books, name)
        if not callable(found):
            return found

        def asked(*args: object, **kwargs: object) -> object:
            if name in self.cut or "everything" in self.cut:
                raise BooksUnavailable("the line is cut.")
            answer = found(*args, **kwargs)
            if name in self.cut_answers:
                raise BooksUnavailable("the line was cut.")
            return answer

        return asked


def weather() -> tuple[Weather, Any]:
    """Return books that can be cut off, twice: to cut them, and as books."""
    books = Weather(stocked_books())
    return books, books


async def test_books_out_of_reach_at_posting_keep_everything_and_post_once() -> None:
    line, books = weather()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f4", "50", "c")) as app:
        request = desk_at(app).cart.request_id
        line.cut = {"post"}
        await type_keys(app, "f10")
        shown = dump(app)
        assert "The books cannot be reached: the line is cut. The cart is kept; try again." in shown
        assert isinstance(app.current, TenderScreen)
        # Now the receipt is posted, but the answer is lost on its way.
        line.cut, line.cut_answers = set(), {"post"}
        await type_keys(app, "f10")
        assert "cannot be reached" in dump(app)
        assert desk_at(app).cart.request_id == request
        assert [t.amount.cents for t in desk_at(app).cart.tenders] == [5000]
        line.cut_answers = set()
        await type_keys(app, "f10")
        assert "POSTED 2027-1-000001" in dump(app)
    assert len(receipts_in(line.books)) == 1


async def test_an_answer_that_was_lost_in_a_crash_is_told_truly() -> None:
    line, books = weather()
    line.cut_answers = {"post"}
    async with at_the_counter(books, keys=(*READY, *TICKET, "f4", "c", "f10")) as app:
        assert "cannot be reached" in dump(app)
    async with at_the_counter(line.books, keys=SIGN_IN, prefix="second") as app:
        assert "Last receipt POSTED: 2027-1-000001" in dump(app)


@pytest.mark.parametrize(
    ("keys", "way"),
    [
        (SIGN_IN, ("jane",)),
        (SIGN_IN, ("ctrl+b", "enter")),
        ((*READY, *TICKET), ("f4", "30", "c")),
        ((*READY, *TICKET), ("f5",)),
        ((*READY, *TICKET), ("ctrl+a", "delete")),
        ((*READY, "jane"), ("enter",)),
        ((*READY, "jane", "enter"), ("enter",)),
        ((*READY, "jane", "enter"), ("f7", "A note", "enter")),
        (READY, ("f9",)),
        (READY, ("f5",)),
        (READY, ("3", "f11")),
        (READY, TICKET),
        (READY, ("f9", "2027-1-000001", "enter")),
        ((*READY, "ctrl+b", "2", "enter"), ("f10",)),
        ((*READY, "ctrl+b", "1", "enter", "f10", "a"), ("1", "words", "enter")),
        (READY, ("f12", *SIGN_IN)),
        ((*READY, *TICKET, "f4", "c", "f10"), ("ctrl+z",)),
    ],
)
async def test_books_out_of_reach_at_any_key_crash_nothing(
    keys: tuple[str, ...], way: tuple[str, ...]
) -> None:
    line, books = weather()
    async with at_the_counter(books, keys=keys) as app:
        before = desk_at(app).cart
        line.cut = {"everything"}
        for key in way:
            await type_keys(app, key)
        assert "cannot be reached" in " ".join(dump(app).split())
        assert desk_at(app).cart in (before, desk_at(app).cart)
        line.cut = set()
        await type_keys(app, "ctrl+u", "escape")
    assert line.books.prove().proves


async def test_an_act_that_failed_half_way_is_done_by_the_same_keys_again() -> None:
    line, books = weather()
    async with at_the_counter(books, keys=READY) as app:
        line.cut = {"save_draft"}
        await type_keys(app, *TICKET)
        assert desk_at(app).cart.lines == ()
        line.cut = set()
        await type_keys(app, *TICKET)
        assert len(desk_at(app).cart.lines) == 1


async def test_closing_whose_answer_was_lost_is_one_closing() -> None:
    line, books = weather()
    async with at_the_counter(books, keys=(*READY, "ctrl+b", "200", "enter")) as app:
        line.cut_answers = {"close_session"}
        await type_keys(app, "f10")
        assert "cannot be reached" in dump(app)
        line.cut_answers = set()
        await type_keys(app, "f10")
        assert "Drawer 1 closed" in dump(app)
    assert line.books.prove().proves


async def test_another_counter_was_quicker() -> None:
    books = stocked_books()
    here = (*READY, *TICKET, "3", "f11", "f4", "150", "c")
    there = ("diego", "enter", PINS["diego"], "enter", "ctrl+b", "enter", *TICKET, "f4", "c", "f10")
    async with at_the_counter(books, keys=here) as app:
        await pay_elsewhere(books, there)
        await type_keys(app, "f10")
        shown = " ".join(dump(app).split())
        assert "Bill 5544332 was changed by counter 2 at" in shown
        assert "Bill 5544332 is paid: nothing is owed on it." in shown
        assert "Ctrl+A takes a line out." in shown
        assert [t.amount.cents for t in desk_at(app).cart.tenders] == [15000]
        # The ticket is paid: its line is taken out, and the rest goes on with the same money.
        await type_keys(app, "f10")
        assert "POSTED" not in dump(app)
        await type_keys(app, "ctrl+a", "delete", "escape", "f10")
        assert "POSTED 2027-1-000001" in dump(app)
    assert [each.total.cents for each in receipts_in(books)] == [3000, 8100]
    assert receipts_in(books)[1].change.cents == 6900


async def pay_elsewhere(books: MemoryBooks, keys: tuple[str, ...]) -> None:
    """Pay at counter 2 with the same books."""
    station = Station("S2", "2")
    async with at_the_counter(books, keys=keys, prefix="elsewhere", station=station) as app:
        assert "POSTED 2027-2-000001" in dump(app)


@pytest.mark.parametrize(("elsewhere", "rest"), [("50", 7000), ("100", 3000)])
async def test_a_bill_paid_in_part_elsewhere(elsewhere: str, rest: int) -> None:
    books = stocked_books()
    there = ("diego", "enter", PINS["diego"], "enter", "ctrl+b", "enter")
    paid = (*there, "W-1001", "enter", elsewhere, "enter", "f4", "c", "f10")
    here = (*READY, "W-1001", "enter", "70", "enter", "f4", "200", "c")
    async with at_the_counter(books, keys=here) as app:
        await pay_elsewhere(books, paid)
        await type_keys(app, "f10")
        shown = " ".join(dump(app).split())
        assert "was changed by counter 2" in shown
        if rest < 7000:
            # What was to be paid is more than what is left: the clerk is told and decides.
            assert "70.00 is more than the 30.00 owed on bill WB-5001." in shown
            await type_keys(app, "ctrl+a", "delete", "f2", "W-1001", "enter", "enter", "f4")
        await type_keys(app, "f10")
        assert "POSTED" in dump(app)
    assert receipts_in(books)[-1].total.cents == rest
    assert receipts_in(books)[-1].change.cents == 20000 - rest


async def test_wrong_pin_and_locked() -> None:
    async with at_the_counter(keys=("jane", "enter", "0000", "enter")) as app:
        assert "Operator or PIN is wrong. Type both again." in dump(app)
        assert "0000" not in dump(app)
        for _ in range(4):
            await type_keys(app, "jane", "enter", "0000", "enter")
        assert "jane is locked after 5 wrong tries. Ask the administrator." in dump(app)
        await type_keys(app, *SIGN_IN)
        assert isinstance(app.current, SignInScreen)


async def test_the_keys_behind_a_wrong_pin_do_nothing() -> None:
    books = stocked_books()
    keys = ("jane", "enter", "0000", "enter", "ctrl+b", "enter", *TICKET, "f4", "c", "f10")
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, SignInScreen)
    assert receipts_in(books) == []
    assert books.session_at("1") is None


async def test_an_auditor_may_look_and_takes_no_money() -> None:
    keys = ("aud", "enter", PINS["aud"], "enter", "ctrl+b", "enter")
    async with at_the_counter(keys=keys) as app:
        assert "The role Auditor may not take money." in " ".join(dump(app).split())
        await type_keys(app, "escape", *TICKET, "f4")
        assert "The role Auditor may not take money." in " ".join(dump(app).split())
        assert isinstance(app.current, LookupScreen)


async def test_no_money_before_the_drawer_is_open() -> None:
    async with at_the_counter(keys=(*SIGN_IN, *TICKET, "f4")) as app:
        assert "Drawer 1 is not open. Open it before taking money." in dump(app)
        await type_keys(app, "ctrl+b", "enter", "f4", "c", "f10")
        assert "POSTED" in dump(app)


async def test_leaving_with_a_cart_is_asked_first() -> None:
    async with at_the_counter(keys=(*READY, *TICKET, "ctrl+q")) as app:
        assert "The cart holds 30.00. F4 takes the money, F5 parks it; then leave." in dump(app)
        assert app.is_running
        await type_keys(app, "f5", "ctrl+q")
    assert app.return_value == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("T99-999999", "enter"), "Nothing is found for 'T99-999999'."),
        (scan("T99-999999"), "No bill has that number."),
        (("0*TS", "enter"), "'0' is not a quantity."),
        (("1000*TS", "enter"), "'1000' is not a quantity."),
        (("x*TS", "enter"), "'x' is not a quantity."),
        (("3*QQ", "enter"), "There is no item code 'QQ'."),
        (("abc", "f11"), "'abc' is not a quantity."),
        (("3*", "enter"), "There is no item code ''."),
        (("enter",), "Nothing typed."),
        (("%B4111111111111111^DOE/JANE^2512?", "enter"), "nothing of that card was kept"),
        (swipe("1001"), "A check is swiped where the money is taken."),
    ],
)
async def test_what_cannot_be_read_is_said_and_sells_nothing(
    typed: tuple[str, ...], said: str
) -> None:
    async with at_the_counter(keys=(*READY, *typed)) as app:
        assert said in " ".join(dump(app).split())
        assert desk_at(app).cart.lines == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("0", "c"), "An amount must be more than 0.00."),
        ((".", "c"), "'.' is not an amount."),
        (("f10",), "30.00 is still due."),
        (("k", "enter"), "A check needs its number."),
        (("k", "4111111111111111", "enter"), "Card numbers are never kept"),
        (("k", "9" * 40, "enter"), "it is longer than 30 characters"),
        (("k", "f10"), "Type the number first"),
        (scan("WB-5001"), "That is not a check."),
        (swipe("????"), "The number of that check cannot be read."),
        (("30", "c", "1", "c"), "The total is covered."),
        (("x",), "X does nothing here."),
    ],
)
async def test_what_cannot_be_tendered_is_said(typed: tuple[str, ...], said: str) -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f4", *typed)) as app:
        assert said in " ".join(dump(app).split())
    assert receipts_in(books) == []


async def test_printer_trouble_is_seen_before_a_customer_stands_there() -> None:
    printer = StillPrinter(words="paper out")
    async with at_the_counter(prepare=lambda desk: setattr(desk, "printer", printer)) as app:
        assert "NOT PRINTING" in dump(app).splitlines()[0]
        assert "Printer: paper out" in dump(app)


async def test_a_print_that_was_cut_off_is_told_at_the_sign_in() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f4", "c", "f10")):
        pass
    (job,) = books.queued("S1")
    books.mark(job.job_id, PrintState.UNKNOWN)
    async with at_the_counter(books, keys=SIGN_IN, prefix="second") as app:
        assert "1 print(s) were cut off: F9 reprints." in " ".join(dump(app).split())
