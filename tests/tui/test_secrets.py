"""What may never be kept, by keys: refused, wiped, and noted without a digit."""

from __future__ import annotations

import os

import pytest

from domain.people.access import AccessKind
from storage.memory import MemoryBooks
from tests.secrets_typed import tracks
from tests.tui.desk_kit import (
    READY,
    at_the_counter,
    desk_at,
    held_books,
    receipts_in,
)
from tests.tui.guard_kit import NOTES, TICKET, VISA, noted, said
from tests.tui.kit import PAUSE, dump
from tui.environment import prepare
from tui.screens.lookup import LookupScreen

# What may never be kept.


async def test_a_card_number_in_a_note_is_refused_and_noted_without_a_digit() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*NOTES, f"card {VISA}", "enter")) as app:
        assert "That looks like a card number." in said(app)
        assert "O keeps the note" in said(app)
    (event,) = noted(books, AccessKind.TYPED_REFUSED)
    assert (event.operator_id, event.why) == ("jane", "card-number")
    assert "note on tax" in event.about
    assert "1111" not in repr(event)


@pytest.mark.parametrize("typed", [VISA, "SSN 123-45-6789", "123456789", "checking acct 12345678"])
async def test_a_false_alarm_is_kept_with_a_key_of_its_own_and_noted(typed: str) -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*NOTES, typed, "enter", "o")) as app:
        assert "Kept." in dump(app)
        assert typed in dump(app)
    assert len(noted(books, AccessKind.TYPED_ALLOWED)) == 1
    assert "1111" not in repr(noted(books, AccessKind.TYPED_ALLOWED))


@pytest.mark.parametrize("key", ["n", "escape", "backspace", "left"])
async def test_any_other_key_keeps_nothing(key: str) -> None:
    books = held_books()
    before = len(notes_of(books))
    async with at_the_counter(books, keys=(*NOTES, VISA, "enter", key, "o")) as app:
        assert "Kept." not in dump(app)
    assert len(notes_of(books)) == before


def notes_of(books: MemoryBooks) -> list[str]:
    """All notes in the books."""
    return [note.text for notes in books._state.notes.values() for note in notes]


@pytest.mark.parametrize("track", tracks("4111111111111111"))
@pytest.mark.parametrize("walk", [NOTES, (*READY, *TICKET, "f4"), (*READY, *TICKET, "f4", "k")])
async def test_a_card_swiped_into_any_line_is_wiped(track: str, walk: tuple[str, ...]) -> None:
    books = held_books()
    # A slow reader, whose keys no recogniser takes for a burst.
    slow = tuple(part for key in track for part in (PAUSE, key))
    async with at_the_counter(books, keys=(*walk, *slow)) as app:
        assert "1111" not in dump(app)
        assert "nothing of the card is kept" in said(app)
        assert app.current.entry is not None
        assert app.current.entry.text == ""
    assert {event.why for event in noted(books, AccessKind.TYPED_REFUSED)} == {"track-data"}
    assert receipts_in(books) == []


async def test_what_is_typed_behind_a_swipe_is_typed_again() -> None:
    books = held_books()
    track = tuple(part for key in ";4111111111111111=29121010?" for part in (PAUSE, key))
    async with at_the_counter(books, keys=(*NOTES, *track, "Called.", "enter")) as app:
        assert "Kept." in dump(app)
    assert notes_of(books)[-1] == "Called."


async def test_a_swipe_at_full_speed_is_noted_too() -> None:
    books = held_books()
    keys = (*NOTES, PAUSE, ";4111111111111111=29121010?", "enter")
    async with at_the_counter(books, keys=keys) as app:
        assert "nothing of that card was kept" in said(app)
    (event,) = noted(books, AccessKind.TYPED_REFUSED)
    assert event.about == "note on tax 500700-80.-3-3"


async def test_a_card_number_in_the_omnibox_does_not_stay_there() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*READY, VISA, "enter")) as app:
        assert isinstance(app.current, LookupScreen)
        assert "card number" in dump(app)
        assert "4111" not in dump(app)
    assert len(noted(books, AccessKind.TYPED_REFUSED)) == 1


async def test_a_card_number_is_no_number_of_a_tender() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f4", "k", VISA, "enter")) as app:
        assert "Card numbers are never kept" in said(app)
        assert "4111" not in dump(app)
        assert not desk_at(app).cart.tenders
    assert [each.why for each in noted(books, AccessKind.TYPED_REFUSED)] == ["card-number"]


async def test_a_parked_cart_has_no_card_number_for_a_name() -> None:
    async with at_the_counter(held_books(), keys=(*READY, *TICKET)) as app:
        desk = desk_at(app)
        refusal = desk.park(VISA)
        assert refusal is not None
        assert refusal.code.value == "card-number"
        assert desk.parked() == ()


async def test_a_card_number_is_no_number_of_a_receipt() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*READY, "f9", VISA, "enter")) as app:
        assert "card number" in dump(app)
        assert "4111" not in dump(app)
    assert [each.about for each in noted(books, AccessKind.TYPED_REFUSED)] == ["Receipts"]


def test_textual_writes_no_keys_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_LOG", "keys.log")
    monkeypatch.setenv("TEXTUAL", "debug,devtools")
    prepare()
    assert "TEXTUAL_LOG" not in os.environ
    assert "TEXTUAL" not in os.environ
