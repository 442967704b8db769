"""People at the counter by keys: badge, lock, idle lock, somebody else, and what a person may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.books import Books
from domain.outage import BooksUnavailable
from domain.people.access import AccessKind
from domain.people.roles import SignInRules
from storage.memory import MemoryBooks
from tests.samples import JANE, PINS, at, sample_office
from tests.tui.desk_kit import (
    READY,
    SIGN_IN,
    at_the_counter,
    desk_at,
    receipts_in,
    scan,
    stocked_books,
    swipe,
)
from tests.tui.kit import dump, type_keys
from tui.counter import Counter
from tui.screens.locked import LockedScreen
from tui.screens.lookup import LookupScreen
from tui.screens.sign_in import SignInScreen
from tui.screens.tender import TenderScreen

JANES, DIEGOS = "B-0047110815", "B-0047110816"
TICKET = scan("5544332")
BADGE_AND_PIN = replace(sample_office(), sign_in=SignInRules(badge_needs_pin=True))


def badged_books() -> MemoryBooks:
    """The sample books, with badges for Jane and Diego."""
    books = stocked_books()
    assert books.set_badge("jane", JANES, at(8)) is None
    assert books.set_badge("diego", DIEGOS, at(8)) is None
    return books


def noted(books: Books) -> list[tuple[str, str]]:
    """Whose lines of the day's access log, and what happened, after the books were stocked."""
    found = books.access_events(at(0), at(0) + timedelta(days=1))
    kinds = (AccessKind.ADDED, AccessKind.SECRET_SET)
    return [(each.operator_id, each.event) for each in found if each.event not in kinds]


def said(app: Counter) -> str:
    """Everything shown, as one line of words."""
    return " ".join(dump(app).split())


async def test_a_badge_signs_in_with_one_scan() -> None:
    async with at_the_counter(badged_books(), keys=scan(JANES)) as app:
        assert isinstance(app.current, LookupScreen)
        assert desk_at(app).operator == JANE
        assert JANES not in dump(app)


async def test_a_badge_scanned_behind_a_half_typed_name_is_the_one_who_counts() -> None:
    async with at_the_counter(badged_books(), keys=("jane", "enter", *scan(DIEGOS))) as app:
        operator = desk_at(app).operator
        assert operator is not None
        assert operator.operator_id == "diego"


async def test_a_badge_nobody_has_is_refused_and_not_shown() -> None:
    books = badged_books()
    async with at_the_counter(books, keys=scan("B-9999999999")) as app:
        assert isinstance(app.current, SignInScreen)
        assert "That code is nobody's badge." in dump(app)
        assert "B-9999999999" not in dump(app)
    assert noted(books) == [("", AccessKind.SIGN_IN_REFUSED)]


async def test_where_policy_says_so_the_badge_asks_for_its_pin() -> None:
    async with at_the_counter(badged_books(), office=BADGE_AND_PIN, keys=scan(JANES)) as app:
        assert "PIN of the badge" in dump(app)
        await type_keys(app, "escape")
        assert "Type your sign-in name" in dump(app)
        await type_keys(app, *scan(JANES), "0000", "enter")
        assert "nobody's badge" in dump(app)
        await type_keys(app, *scan(JANES), PINS["jane"], "enter")
        assert isinstance(app.current, LookupScreen)
        await type_keys(app, "f12", *scan(JANES), PINS["jane"], "enter")
        assert isinstance(app.current, LookupScreen)
        await type_keys(app, "f12", *scan(DIEGOS), PINS["diego"], "enter")
        operator = desk_at(app).operator
        assert operator is not None
        assert operator.operator_id == "diego"


@pytest.mark.parametrize("unlock", [(PINS["jane"], "enter"), scan(JANES), SIGN_IN])
async def test_the_same_person_goes_on_where_she_was(unlock: tuple[str, ...]) -> None:
    books = badged_books()
    keys = (*READY, *TICKET, "f4", "50", "f12")
    async with at_the_counter(books, keys=keys) as app:
        hidden = dump(app)
        assert isinstance(app.current, LockedScreen)
        for told in ("5544332", "30.00", "Cart", "KXR4821"):
            assert told not in hidden
        await type_keys(app, *unlock)
        assert isinstance(app.current, TenderScreen)
        assert app.current.entry.text == "50"
        await type_keys(app, "c", "f10")
        assert "POSTED" in dump(app)
    assert len(receipts_in(books)) == 1
    assert (("jane", AccessKind.SCREEN_LOCKED)) in noted(books)
    assert (("jane", AccessKind.SCREEN_UNLOCKED)) in noted(books)


async def test_keys_typed_behind_the_pin_belong_to_the_screen_below() -> None:
    books = badged_books()
    keys = (*READY, *TICKET, "f4", "50", "f12", PINS["jane"], "enter", "c", "f10")
    async with at_the_counter(books, keys=keys) as app:
        assert "POSTED" in dump(app)
    assert len(receipts_in(books)) == 1


@pytest.mark.parametrize(
    "keys",
    [
        ("escape",),
        ("enter",),
        ("ctrl+q",),
        ("f2",),
        ("f4",),
        ("f9",),
        ("f10",),
        ("ctrl+b",),
        ("9999", "enter"),
        ("jane", "enter", "escape"),
        ("diego", "enter", "escape"),
        ("diego", "enter", "0000", "enter"),
        scan("B-9999999999"),
        scan("5544332"),
        swipe("1001"),
        ("ctrl+p", "quit", "enter"),
        ("ctrl+p", "escape"),
        ("f1", "escape"),
    ],
)
async def test_nothing_but_the_right_person_opens_a_locked_counter(keys: tuple[str, ...]) -> None:
    async with at_the_counter(badged_books(), keys=(*READY, *TICKET, "f12", *keys)) as app:
        assert isinstance(app.current, LockedScreen)
        assert "5544332" not in dump(app)
        assert "30.00" not in dump(app)
        assert desk_at(app).operator == JANE
        assert app.return_code is None


@pytest.mark.parametrize("other", [("diego", "enter", PINS["diego"], "enter"), scan(DIEGOS)])
async def test_somebody_else_signs_in_and_the_cart_waits_for_the_first(
    other: tuple[str, ...],
) -> None:
    books = badged_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f12", *other)) as app:
        operator = desk_at(app).operator
        assert operator is not None
        assert operator.operator_id == "diego"
        assert desk_at(app).cart.lines == ()
        assert desk_at(app).session is None
        assert isinstance(app.current, LookupScreen)
        await type_keys(app, "f12", "f12", *scan(JANES))
        assert "NOT POSTED: the cart of 30.00" in dump(app)
        await type_keys(app, "f4", "c", "f10")
    (receipt,) = receipts_in(books)
    assert receipt.total.cents == 3000


async def test_too_many_wrong_pins_at_the_lock_lock_the_person() -> None:
    books = badged_books()
    wrong = ("0000", "enter") * 5
    async with at_the_counter(books, keys=(*READY, "f12", *wrong)) as app:
        assert "jane is locked after 5 wrong tries" in dump(app)
        await type_keys(app, PINS["jane"], "enter")
        assert isinstance(app.current, LockedScreen)
        await type_keys(app, "f12", *scan(DIEGOS))
        assert isinstance(app.current, LookupScreen)
    assert ("jane", AccessKind.LOCKED) in noted(books)


def idle(app: Counter) -> Callable[[float], None]:
    """A function that lets so many seconds go by and looks whether the counter stands idle."""
    seconds = [0.0]
    app.tick = lambda: seconds[0]
    app.lock_when_idle()

    def wait(more: float) -> None:
        seconds[0] += more
        app.lock_when_idle()

    return wait


async def test_a_counter_that_stands_idle_locks_itself_after_the_minutes_of_policy() -> None:
    books = badged_books()
    async with at_the_counter(books, keys=(*READY, *TICKET)) as app:
        wait = idle(app)
        wait(9 * 60)
        assert not isinstance(app.current, LockedScreen)
        await type_keys(app, "x")
        wait(9 * 60)
        await type_keys(app, "backspace")
        wait(60)
        wait(9 * 60)
        assert not isinstance(app.current, LockedScreen)
        wait(60)
        await type_keys(app)
        assert isinstance(app.current, LockedScreen)
        assert "30.00" not in dump(app)
        wait(10 * 60)
        await type_keys(app, PINS["jane"], "enter")
        assert isinstance(app.current, LookupScreen)
        assert desk_at(app).cart.total.cents == 3000
    locks = [e for e in books.access_events(at(0), at(23)) if e.event == AccessKind.SCREEN_LOCKED]
    assert [event.why for event in locks] == ["idle"]


async def test_nobody_signed_in_and_a_policy_without_minutes_lock_nothing() -> None:
    async with at_the_counter(badged_books()) as app:
        idle(app)(24 * 3600)
        await type_keys(app)
        assert isinstance(app.current, SignInScreen)
    never = replace(sample_office(), sign_in=SignInRules(idle_minutes=0))
    async with at_the_counter(badged_books(), office=never, keys=READY) as app:
        idle(app)(24 * 3600)
        await type_keys(app)
        assert isinstance(app.current, LookupScreen)


async def test_a_lock_hides_even_where_the_books_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = badged_books()
    async with at_the_counter(books, keys=(*READY, *TICKET)) as app:

        def gone(*_: object, **__: object) -> None:
            raise BooksUnavailable("the server is away.")

        monkeypatch.setattr(books, "note_access", gone)
        await type_keys(app, "f12")
        assert isinstance(app.current, LockedScreen)
        monkeypatch.setattr(books, "identify", gone)
        await type_keys(app, PINS["jane"], "enter")
        assert isinstance(app.current, LockedScreen)
        assert "The books cannot be reached: the server is away." in said(app)
        monkeypatch.undo()
        await type_keys(app, PINS["jane"], "enter")
        assert isinstance(app.current, LookupScreen)
        assert desk_at(app).cart.total.cents == 3000


async def test_half_a_sign_in_of_another_leaves_the_first_as_she_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = badged_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f12")) as app:

        def gone(*_: object) -> None:
            raise BooksUnavailable("the server is away.")

        monkeypatch.setattr(books, "session_by", gone)
        await type_keys(app, "diego", "enter", PINS["diego"], "enter")
        assert isinstance(app.current, LockedScreen)
        assert desk_at(app).operator == JANE
        assert desk_at(app).cart.total.cents == 3000


async def test_the_palette_signs_off_at_once() -> None:
    async with at_the_counter(
        badged_books(), keys=(*READY, "ctrl+p", "sign off the", "enter")
    ) as app:
        assert isinstance(app.current, SignInScreen)
        assert desk_at(app).operator is None
