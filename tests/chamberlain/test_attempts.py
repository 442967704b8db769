"""What is tried in vain, by keys and by SQL, is refused in a sentence; what matters is in the access report."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.people.authority import Operator
from storage.open import open_books
from tests.chamberlain.kit import ADA, AT, ON, Line, office, water_row, write_water
from tests.tui.desk_kit import at_the_counter
from tests.tui.guard_kit import VISA, said
from tests.tui.kit import type_keys
from tui.desk import Desk
from tui.screens.approval import ApprovalScreen
from tui.screens.notes import NotesScreen
from tui.screens.undo import VoidScreen

SAM = Operator("sam", "Sam Field", "supervisor")
READY = ("ada", "enter", "1234", "enter", "ctrl+b", "enter")
PAID = (*READY, "W-7", "enter", "f4", "c", "f10")


def stand_still(desk: Desk) -> None:
    """Let the desk's clock stand on the day of the books."""
    desk.clock = lambda: AT


async def test_what_is_tried_in_vain_is_refused_and_what_matters_is_in_the_access_report(
    line: Line, tmp_path: Path
) -> None:
    assert line("import", "water", write_water(tmp_path, water_row(7))).code == 0
    books = open_books(line.url)
    try:
        for operator, pin in ((ADA, "1234"), (SAM, "2468")):
            books.add_operator(operator, pin, AT)
        async with at_the_counter(books, prepare=stand_still, office=office(), keys=PAID) as app:
            assert len(books.receipts(on=ON)) == 1
            # To void without a reason, and without words.
            await type_keys(app, "f8", "v")
            assert isinstance(app.current, VoidScreen)
            assert "Reason first: choose it by its key." in said(app)
            await type_keys(app, "1", "enter")
            assert "A void needs a few words on what happened" in said(app)
            # To approve one's own act.
            await type_keys(app, "by card", "enter", "v", "ada", "enter", "1234", "enter")
            assert isinstance(app.current, ApprovalScreen)
            assert "Ada Lark cannot approve Ada Lark's own act." in said(app)
            await type_keys(app, "escape", "escape", "escape", "escape")
            # To keep a card number in a note.
            await type_keys(app, "f2", "jane doe", "enter", "f7", f"Card {VISA}", "enter")
            assert isinstance(app.current, NotesScreen)
            assert "That looks like a card number." in said(app)
        assert books.corrections(ON, ON) == ()
    finally:
        books.close()
    logged = line("report", "access", "--on", ON.isoformat(), "--json").json
    tried = [(row["operator"], row["event"], row["about"], row["why"]) for row in logged]
    own = ("approval refused", "approve a void or a reversal, asked by ada", "approver-is-actor")
    assert ("ada", *own) in tried
    note = ("typed text refused", "note on water 10-000007", "card-number")
    assert ("ada", *note) in tried
    assert VISA not in str(logged)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tender SET amount_cents = 1",
        "UPDATE receipt SET payer = 'SOMEBODY ELSE'",
        "DELETE FROM posting",
        "DELETE FROM access_event",
    ],
)
async def test_a_posted_row_cannot_be_edited_by_sql(
    line: Line, tmp_path: Path, statement: str
) -> None:
    assert line("import", "water", write_water(tmp_path, water_row(7))).code == 0
    books = open_books(line.url)
    try:
        books.add_operator(ADA, "1234", AT)
        async with at_the_counter(books, prepare=stand_still, office=office(), keys=PAID):
            assert len(books.receipts(on=ON)) == 1
    finally:
        books.close()
    table = statement.removeprefix("UPDATE ").removeprefix("DELETE FROM ").split()[0]
    with (
        closing(sqlite3.connect(line.url.removeprefix("sqlite:///"))) as behind,
        pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"),
    ):
        behind.execute(statement)
    assert line("prove").code == 0
