"""Settlements by keys: a payment keyed from the processor's paper, and a difference that a person decides on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from domain.custody.decided import DifferenceDecided, open_differences
from domain.custody.settlements import MoneySettled
from domain.money import Money
from storage.memory import MemoryBooks
from tests.sample_policy import sample_office
from tests.samples import DAY, JANE, PINS, at, ok
from tests.storage import custody_kit as custody
from tests.storage.contract_settlements import card_drawer, settled_order, told_short
from tests.storage.custody_kit import recorded
from tests.tui.desk_kit import at_the_counter, desk_at, stocked_books
from tests.tui.kit import SMALL, check_golden, dump, type_keys
from tests.tui.test_day_end import DAY_END, lines_of
from tests.tui.test_deposit import CHAM, SAM, said
from tests.tui.test_screens import dressed
from tui.desk_settlements import SettlementDesk
from tui.screens.bank_differences import BankDifferencesScreen, DecisionScreen
from tui.screens.lookup import LookupScreen
from tui.screens.payment import PaymentScreen
from tui.screens.settlements import SettlementsScreen
from tui.theme import LOOKS

SETTLE = (*SAM, "ctrl+p", "settlements", "enter")
DIFFER = ("ctrl+p", "bank differences", "enter")
PAID = ("22.50", "enter", "0.50", "enter", "22.00", "enter", "today", "enter", "R9", "enter")


def card_books() -> MemoryBooks:
    """Books with two closed drawers, each with 22.50 by card and 4.50 electronic."""
    books = stocked_books()
    card_drawer(books)
    card_drawer(books, "2", JANE)
    return books


def short_books() -> MemoryBooks:
    """Books with a bag of which the bank says 5.00 less, and card money that was paid 1.00 too little."""
    books = stocked_books()
    told_short(books)
    card_drawer(books, "2")
    recorded(books, ok(settled_order(books, 2150, 0, on=DAY)))
    return books


def the_settlement(books: MemoryBooks) -> MoneySettled:
    """The only settlement."""
    (act,) = books.acts(kind=MoneySettled.kind)
    assert isinstance(act.body, MoneySettled)
    return act.body


async def test_a_payment_is_keyed_for_what_waits_and_kept_by_its_key() -> None:
    books = card_books()
    async with at_the_counter(books, keys=SETTLE) as app:
        assert isinstance(app.current, SettlementsScreen)
        assert "Cards, " in dump(app)
        assert "45.00" in dump(app)
        await type_keys(app, "enter", "45", "enter", "1", "enter", "43", "enter")
        assert isinstance(app.current, PaymentScreen)
        assert "45.00 less 1.00 is 44.00, not 43.00" in said(dump(app))
        await type_keys(app, "ctrl+u", "44", "enter", "today", "enter", "R9", "enter", "enter")
        assert "Y keeps it" in dump(app)
        assert the_acts(books) == 0
        await type_keys(app, "y")
        assert isinstance(app.current, SettlementsScreen)
        assert "Cards has paid 45.00" in said(dump(app))
        assert "45.00" not in "".join(r for r in dump(app).splitlines() if r.startswith("> "))
    body = the_settlement(books)
    assert (body.gross, body.fee, body.reference, body.difference) == (
        Money(4500), Money(100), "R9", Money(0),
    )  # fmt: skip
    assert books.prove().proves


def the_acts(books: MemoryBooks) -> int:
    """How many settlements there are."""
    return len(books.acts(kind=MoneySettled.kind))


async def test_a_gross_that_differs_is_kept_and_waits_for_a_decision() -> None:
    books = card_books()
    keys = ("enter", "44", "enter", "0", "enter", "44", "enter", "today", "enter", "enter")
    async with at_the_counter(books, keys=(*SETTLE, *keys)) as app:
        assert "1.00 less than was taken, which waits for a decision" in said(dump(app))
        await type_keys(app, "y")
    (one,) = open_differences(books, DAY)
    assert one.amount == Money(-100)
    async with at_the_counter(books, keys=(*CHAM, *DIFFER), prefix="b") as app:
        assert f"{sample_office().keeping.processors[0].name} of 20" in said(dump(app))
        assert "Enter decides" in dump(app)
        await type_keys(app, "f2")
        assert isinstance(app.current, LookupScreen)


async def test_one_payment_is_of_one_processor() -> None:
    async with at_the_counter(card_books(), keys=(*SETTLE, " ", "down", " ")) as app:
        assert "One payment is of one processor" in said(dump(app))
        await type_keys(app, "enter")
        assert isinstance(app.current, PaymentScreen)
        assert "45.00 taken" in said(dump(app))


async def test_a_difference_is_accepted_with_a_reason_by_whoever_may() -> None:
    books = short_books()
    async with at_the_counter(books, keys=(*CHAM, *DIFFER)) as app:
        assert isinstance(app.current, BankDifferencesScreen)
        assert "bag 77: bank 462.00, ours 467.00" in said(dump(app))
        await type_keys(app, "enter", "a", "enter")
        assert isinstance(app.current, DecisionScreen)
        assert "Reason first" in said(dump(app))
        await type_keys(app, "A counterfeit bill", "enter", "y")
        assert "bag 77 is decided" in said(dump(app))
        assert "bag 77: bank" not in said(dump(app))
    (act,) = books.acts(kind=DifferenceDecided.kind)
    assert isinstance(act.body, DifferenceDecided)
    assert (act.body.reason, act.body.decided_by.name) == ("A counterfeit bill", "Chris Ham")
    assert len(open_differences(books, DAY)) == 1
    assert books.prove().proves


async def test_who_made_the_deposit_may_not_accept_what_is_short_of_it() -> None:
    books = short_books()
    keys = (*SAM, *DIFFER, "enter", "a", "Short", "enter", "y")
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, DecisionScreen)
    assert len(open_differences(books, DAY)) == 2


async def test_a_clerk_sees_neither() -> None:
    jane = ("jane", "enter", PINS["jane"], "enter")
    for words in ("settlements", "bank differences"):
        async with at_the_counter(card_books(), keys=(*jane, "ctrl+p", words, "enter")) as app:
            assert not isinstance(app.current, SettlementsScreen | BankDifferencesScreen)


async def test_the_end_of_the_day_names_what_the_bank_says_otherwise_and_leads_there() -> None:
    async with at_the_counter(short_books(), keys=DAY_END) as app:
        open_ones = [row for row in lines_of(dump(app), "OPEN") if "Bank differs" in row]
        assert len(open_ones) == 2
        assert "bag 77: bank 462.00, ours 467.00, 5.00 less" in open_ones[0]


async def test_the_end_of_the_day_names_what_waits_longer_than_policy_allows() -> None:
    books = stocked_books()
    card_drawer(books)
    assert custody.OFFICE.keeping.processors[0].max_days == 2
    async with at_the_counter(books, keys=DAY_END) as app:
        assert not [row for row in lines_of(dump(app), "OPEN") if "Not settled" in row]
        desk = desk_at(app)
        desk.clock = lambda: at(15, day=date(2027, 1, 28))
        late = SettlementDesk(desk).late()
        assert late[0] == "Cards: 22.50 not settled, the oldest for 3 days (at most 2)"


Made = Callable[[], MemoryBooks]
SCENES: dict[str, tuple[Made, tuple[str, ...]]] = {
    "settlements": (card_books, SETTLE),
    "settlements_none": (stocked_books, SETTLE),
    "payment": (card_books, (*SETTLE, "enter", *PAID)),
    "bank_differences": (short_books, (*CHAM, *DIFFER)),
    "decision": (short_books, (*CHAM, *DIFFER, "enter", "a", "A counterfeit bill", "enter")),
}


@pytest.mark.parametrize("name", SCENES)
async def test_each_screen_of_settlements_at_80_by_24(name: str) -> None:
    made, keys = SCENES[name]
    async with at_the_counter(made(), SMALL, keys=keys) as app:
        shown = dump(app)
        check_golden(f"screen_{name}", shown)
        for look in LOOKS.values():
            assert dressed(app, look) == shown
