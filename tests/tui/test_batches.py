"""Batches by keys: made, ticked, keyed again by a second person, released, sent, and what differs is settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.ledger.acknowledged import REFERENCE, Row, compare
from domain.ledger.batch_life import BatchState
from domain.money import Money
from domain.records import SheetKind
from storage.memory import MemoryBooks
from tests.samples import PINS, ok
from tests.storage import batches_kit
from tests.storage import contract_kit as kit
from tests.tui.batches_port import PortInMemory
from tests.tui.desk_kit import at_the_counter, stocked_books
from tests.tui.ithaca_kit import sheets_printed
from tests.tui.kit import LARGE, SMALL, check_golden, dump, type_keys
from tests.tui.test_screens import dressed
from tui.desk import Desk
from tui.screens.batch import BatchScreen
from tui.screens.batches import BatchesScreen
from tui.screens.palette import PaletteScreen
from tui.theme import LOOKS

CHAM = ("cham", "enter", PINS["cham"], "enter")
CONNIE = ("con", "enter", PINS["con"], "enter")
LIST = (*CHAM, "ctrl+p", "batches", "enter")
OPEN = (*LIST, "down", "down", "enter")


def paid_books() -> MemoryBooks:
    """The sample books with two bills of tax and one of water paid, in a drawer that is open still."""
    books = stocked_books()
    session = kit.open_drawer(books)
    kit.pay(books, session, "r-1", kit.TAX, kit.WATER)
    kit.pay(books, session, "r-3", kit.OTHER_TAX)
    return books


def batch_books() -> MemoryBooks:
    """The same with the batch of the tax program made."""
    books = paid_books()
    batches_kit.make(books)
    return books


def told_books() -> MemoryBooks:
    """The same, where the program lacks a line, has one twice, and one that is nobody's."""
    books = batch_books()
    (held,) = batches_kit.batches(books)
    ok(batches_kit.release(books, held))
    batches_kit.send(books, batches_kit.batch(books, held.batch_id))
    held = batches_kit.batch(books, held.batch_id)
    lines = batches_kit.lines(books, held)
    rows = [batches_kit.row(line) for line in lines[1:]]
    rows += [replace(rows[0], its_reference="P-99"), Row(("2099-9-000001/1/1",), Money(700), "P-7")]
    batches_kit.hear(books, held, compare(lines, rows, (REFERENCE,)))
    return books


def with_port(**keys: object) -> tuple[list[PortInMemory], Callable[[Desk], None]]:
    """A list that gets the port, and what hands one to the desk."""
    made: list[PortInMemory] = []

    def prepare(desk: Desk) -> None:
        made.append(PortInMemory(desk.books, **keys))  # type: ignore[arg-type] # as the test names them
        desk.programs = made[0]

    return made, prepare


def said(shown: str) -> str:
    """What is shown, in single blanks."""
    return " ".join(shown.split())


def state_of(books: MemoryBooks, program: str = "tax") -> BatchState:
    """Where the only batch of a program stands."""
    (held,) = (b for b in batches_kit.batches(books) if b.made.program == program)
    return held.state


async def test_what_is_in_no_batch_is_made_into_one_and_listed() -> None:
    books = paid_books()
    _, prepare = with_port()
    async with at_the_counter(books, prepare=prepare, keys=LIST) as app:
        assert isinstance(app.current, BatchesScreen)
        assert "in no batch yet" in dump(app)
        waiting = app.current.row
        assert waiting is not None
        await type_keys(app, "m")
        assert "is made." in dump(app)
        assert dump(app).count("in no batch yet") == 1
        await type_keys(app, "m", "m")
    assert {b.made.program for b in batches_kit.batches(books)} == {"tax", "water"}


async def test_a_batch_is_ticked_keyed_again_released_and_sent() -> None:
    books = batch_books()
    port, prepare = with_port()
    async with at_the_counter(books, prepare=prepare, keys=OPEN) as app:
        assert isinstance(app.current, BatchScreen)
        assert dump(app).count("KEY AGAIN") == 2
        await type_keys(app, " ", " ")
        assert "Every amount is ticked." in dump(app)
        await type_keys(app, "n")
        assert "not released" in said(dump(app))
        amounts = [stub.amount for stub in app.current.tape]
        await type_keys(app, "r")
        shown = dump(app)
        assert not any(str(amount) in shown for amount in amounts), "it must be keyed blind"
        await type_keys(app, "1.00", "enter")
        assert "is not its amount" in said(dump(app))
        assert str(amounts[0]) not in dump(app)
        await type_keys(app, "ctrl+u", str(amounts[0]), "enter", str(amounts[1]), "enter")
        assert "A second person must approve" in dump(app)
        await type_keys(app, *CONNIE)
        assert "RELEASED" in dump(app)
        await type_keys(app, "w", "n")
        assert "SENT" in dump(app)
    (held,) = batches_kit.batches(books)
    assert held.released is not None
    assert (held.released.rekeyed, held.released.ticked) == (2, 2)
    assert held.released.verified_by.operator_id == "cham", "who keyed again is who is signed in"
    assert held.released.released_by.operator_id == "con"
    assert (port[0].written, port[0].sent) == (
        [held.batch_id],
        [(held.batch_id, False), (held.batch_id, False)],
    )
    assert books.prove().proves


async def test_nobody_releases_his_or_her_own_batch() -> None:
    books = batch_books()
    _, prepare = with_port(rekey_from=None)
    async with at_the_counter(books, prepare=prepare, keys=(*OPEN, "r", *CHAM)) as app:
        await type_keys(app, "escape", "escape")
        assert state_of(books) is BatchState.READY


async def test_ticks_are_kept_for_the_one_who_made_them_and_the_tape_prints() -> None:
    books = batch_books()
    _, prepare = with_port()
    async with at_the_counter(books, prepare=prepare, keys=(*OPEN, "down", " ")) as app:
        assert "1 of 2 ticked" in dump(app)
        await type_keys(app, "escape", "enter")
        assert "1 of 2 ticked" in dump(app), "left and opened again"
        (held,) = batches_kit.batches(books)
        assert books.ticks_of(held.batch_id, "cham") == {1}
        assert books.ticks_of(held.batch_id, "con") == frozenset()
        await type_keys(app, "p")
        assert "The tape prints" in dump(app)
        ((kind, about, text, _),) = sheets_printed(app)
        assert (kind, about) == (SheetKind.TAPE, held.batch_id)
        assert text.count("key again") == 2
        assert "[x] 2027-1-000002" in text
        assert held.made.totals.hash_text in text
        assert "1 of 2" in text
        await type_keys(app, "up", "escape", "enter")
    async with at_the_counter(books, prepare=prepare, keys=OPEN) as app:
        assert "1 of 2 ticked" in dump(app), "after the counter was started anew"
        await type_keys(app, " ", " ")
        assert books.ticks_of(held.batch_id, "cham") == {0}, "the second tick is taken back"


async def test_what_broke_off_is_sent_again_only_by_its_own_key() -> None:
    books = batch_books()
    port, prepare = with_port(rekey_from=None, arrives=None)
    async with at_the_counter(books, prepare=prepare, keys=(*OPEN, "r", *CONNIE, "n")) as app:
        assert state_of(books) is BatchState.UNKNOWN
        await type_keys(app, "n", "enter", "escape")
        assert len(port[0].sent) == 1
        port[0].arrives = True
        await type_keys(app, "n", "y")
        assert "SENT" in dump(app)
    assert port[0].sent[1:] == [(batches_kit.batches(books)[0].batch_id, True)]


async def test_each_difference_is_settled_with_a_reason_and_a_second_person() -> None:
    books = told_books()
    _, prepare = with_port()
    settle = ("s", "Keyed in by hand.", "enter", *CONNIE)
    async with at_the_counter(books, prepare=prepare, keys=OPEN) as app:
        assert "What the program says otherwise" in dump(app)
        await type_keys(app, "s", "4111 1111 1111 1111", "enter")
        assert "card number" in said(dump(app)).lower()
        await type_keys(app, "ctrl+u", "Keyed in by hand.", "enter", *CONNIE)
        assert "settled." in dump(app)
        await type_keys(app, *settle, *settle)
        assert "SETTLED" in dump(app)
        await type_keys(app, "s")
        assert "says nothing otherwise" in dump(app)
    assert state_of(books) is BatchState.SETTLED
    assert books.prove().proves


async def test_without_the_port_the_command_is_named() -> None:
    async with at_the_counter(batch_books(), keys=(*OPEN, "r")) as app:
        assert "chamberlain export tax --release" in said(dump(app))
        await type_keys(app, "n")
        assert "chamberlain export tax --send" in said(dump(app))
        await type_keys(app, "w")
        assert "chamberlain export tax --on" in said(dump(app))
        await type_keys(app, "escape", "up", "up", "m")
        assert "chamberlain export PROGRAM" in said(dump(app))


async def test_a_clerk_has_no_batches() -> None:
    keys = ("jane", "enter", PINS["jane"], "enter", "ctrl+p", "batches", "enter")
    async with at_the_counter(batch_books(), keys=keys) as app:
        assert not isinstance(app.current, BatchesScreen)
        assert isinstance(app.current, PaletteScreen) or "may not" in said(dump(app))


REKEYED = (*OPEN, "r", "1.00", "enter")
SCENES: dict[str, tuple[Callable[[], MemoryBooks], tuple[str, ...]]] = {
    "batches": (batch_books, LIST),
    "batches_none": (stocked_books, LIST),
    "batch_tape": (batch_books, (*OPEN, " ")),
    "batch_lines": (batch_books, (*OPEN, "tab")),
    "batch_rekey": (batch_books, REKEYED),
    "batch_release": (batch_books, ()),
    "batch_differs": (told_books, OPEN),
    "batch_settle": (told_books, (*OPEN, "s", "Keyed in by hand.")),
    "batch_settle_approve": (told_books, (*OPEN, "s", "Keyed in by hand.", "enter")),
}


@pytest.mark.parametrize("name", SCENES)
async def test_each_screen_of_batches_at_80_by_24(name: str) -> None:
    made, keys = SCENES[name]
    _, prepare = with_port(rekey_from=None if name == "batch_release" else Money(10000))
    keys = keys or (*OPEN, "r")
    async with at_the_counter(made(), SMALL, prepare, keys=keys) as app:
        shown = dump(app)
        check_golden(f"screen_{name}", shown)
        assert all(len(row) <= 80 for row in shown.splitlines())
        for look in LOOKS.values():
            assert dressed(app, look) == shown


async def test_a_batch_that_differs_at_120_by_40() -> None:
    _, prepare = with_port()
    async with at_the_counter(told_books(), LARGE, prepare, keys=OPEN) as app:
        check_golden("wide_batch_differs", dump(app))
