"""Somebody changes the books behind the program's back, with guards dropped and put back: ``prove`` names the posting.

What a chain inside one database cannot show (a tail cut off together with the drawer's row, a chain recomputed from
the change on) is shown by the digests on paper, and is not tried here.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from domain.records import Proof
from storage.guards import expected
from storage.open import open_books
from storage.posted_columns import COLUMNS
from storage.tables import metadata
from tests.storage.books_fixtures import worked_file

__all__ = ["worked_file"]

CASES = [(table, column) for table, columns in COLUMNS.items() for column in columns]


class Thief:
    """Opens a copy of worked books as a database shell would, and leaves the guards as they were."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def act(self, *statements: tuple[str, tuple[Any, ...]]) -> None:
        """Run statements with every rule of the database switched off."""
        guards = expected(sqlite=True)
        with closing(sqlite3.connect(self._path, isolation_level=None)) as conn:
            conn.execute("PRAGMA ignore_check_constraints=ON")
            conn.execute("PRAGMA synchronous=OFF")
            conn.execute("BEGIN")
            for name in guards:
                conn.execute(f"DROP TRIGGER {name}")
            for statement, params in statements:
                conn.execute(statement, params)
            for guard in guards.values():
                conn.execute(guard)
            conn.execute("COMMIT")

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Look."""
        with closing(sqlite3.connect(self._path)) as conn:
            return conn.execute(statement).fetchall()

    def rebuild(self) -> None:
        """Let the program make anew what follows from the postings."""
        with closing(open_books(f"sqlite:///{self._path}", checkpoints=False)) as books:
            books.rebuild()

    def proof(self) -> Proof:
        """What the program then says."""
        with closing(open_books(f"sqlite:///{self._path}", checkpoints=False)) as books:
            return books.prove()


@pytest.fixture
def thief(worked_file: Path, tmp_path: Path) -> Thief:
    """A thief with a copy of the books."""
    copy = tmp_path / "books.db"
    shutil.copyfile(worked_file, copy)
    return Thief(copy)


def first_difference(proof: Proof, *names: str) -> str:
    """The first sentence about the postings themselves, or in the lines of these names."""
    said = [
        d for line in proof.lines if line.name in (names or ("Trail",)) for d in line.differences
    ]
    return said[0] if said else ""


def test_untouched_books_prove(thief: Thief) -> None:
    proof = thief.proof()
    assert proof.proves, proof
    assert {line.name for line in proof.lines if line.checked == 0} == set()


def _changed(value: Any, column: str) -> list[Any]:
    """Other values for a cell: one that looks as good, and one that no program would write."""
    if value is None:
        return [1, "x", "[]", "2027-01-20"]
    if isinstance(value, int):
        return [value + 1, -value - 7]
    if column.endswith("_on") or column == "business_date":
        return ["2027-01-26", value.replace("-", "")]
    if column == "entered_at":
        return [value.replace("T", " "), "2027-01-25T23:59:59+00:00"]
    return [value + "x", "" if value else "y", value.swapcase()]


@pytest.mark.parametrize(("table", "column"), CASES, ids=lambda name: str(name))
def test_a_changed_value_in_any_column_names_its_posting(
    worked_file: Path, tmp_path: Path, table: str, column: str
) -> None:
    keys = [c.name for c in metadata.tables[table].primary_key.columns]
    wanted = f"SELECT {', '.join(keys)}, {column} FROM {table} ORDER BY {', '.join(keys)}"
    tried = 0
    for *key, value in _spread(Thief(worked_file).rows(wanted)):
        for other in _changed(value, column):
            if other == value or (column == "posting_id" and table == "posting" and other < 0):
                continue
            copy = tmp_path / f"{tried}.db"
            shutil.copyfile(worked_file, copy)
            thief = Thief(copy)
            where = " AND ".join(f"{k} = ?" for k in keys)
            change = f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {where}"
            before = thief.rows(f"SELECT * FROM {table}")
            try:
                thief.act((change, (other, *key)))
            except sqlite3.IntegrityError:
                continue
            if thief.rows(f"SELECT * FROM {table}") == before:
                continue
            tried += 1
            # The how manieth claim it is follows from the acts before it, not from its own posting.
            where_told = ("Trail", "Custody") if column == "turn" else ()
            said = first_difference(thief.proof(), *where_told)
            named = {f"Posting {key[0]} "} | (
                {f"Posting {other} "} if column == "posting_id" else set()
            )
            assert any(name in said for name in named), (key, value, other, said)
            copy.unlink()
    assert tried, "nothing was changed"


def _spread(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Some rows from the whole table, the last too, one of them with a value that most have not."""
    usual = Counter(row[-1] for row in rows).most_common(1)[0][0]
    unusual = [row for row in rows if row[-1] != usual][:1]
    return list(dict.fromkeys([*rows[:: max(1, len(rows) // 5)], *unusual, *rows[-1:]]))


@pytest.mark.parametrize("table", [t for t in COLUMNS if t != "posting"])
def test_a_removed_row_names_its_posting(thief: Thief, table: str) -> None:
    keys = [c.name for c in metadata.tables[table].primary_key.columns]
    key = thief.rows(f"SELECT {', '.join(keys)} FROM {table}")[-1]
    where = " AND ".join(f"{k} = ?" for k in keys)
    thief.act((f"DELETE FROM {table} WHERE {where}", key))
    assert f"Posting {key[0]} " in first_difference(thief.proof())


@pytest.mark.parametrize("table", [t for t in COLUMNS if t != "posting"])
def test_an_added_row_names_its_posting(thief: Thief, table: str) -> None:
    columns = COLUMNS[table]
    row = dict(
        zip(columns, thief.rows(f"SELECT {', '.join(columns)} FROM {table}")[0], strict=True)
    )
    keys = [c.name for c in metadata.tables[table].primary_key.columns]
    if keys == ["posting_id"]:
        taken = {r[0] for r in thief.rows(f"SELECT posting_id FROM {table}")}
        others = [r[0] for r in thief.rows("SELECT posting_id FROM posting") if r[0] not in taken]
        row["posting_id"] = others[0]
        row |= {"seq": 99} if "seq" in row else {}
    else:
        row[keys[-1]] += 50
        free = {"bill_version": 99, "ends": None, "tender_no": 99, "claimed": "another"}
        row |= {name: value for name, value in free.items() if name in row and name not in keys}
    places = ", ".join("?" * len(columns))
    thief.act(
        (f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", tuple(row.values()))
    )
    assert f"Posting {row['posting_id']} " in first_difference(thief.proof())


def _receipt_ids(thief: Thief) -> list[int]:
    return [row[0] for row in thief.rows("SELECT posting_id FROM receipt ORDER BY posting_id")]


def test_a_whole_posting_removed_is_seen_at_the_next_one(thief: Thief) -> None:
    gone, *rest = _receipt_ids(thief)
    thief.act(*((f"DELETE FROM {t} WHERE posting_id = ?", (gone,)) for t in reversed(COLUMNS)))
    said = first_difference(thief.proof())
    assert "does not follow link" in said
    assert f"Posting {rest[0]} " in said


def test_the_last_posting_removed_is_seen_at_its_drawer(thief: Thief) -> None:
    gone = _receipt_ids(thief)[-1]
    thief.act(*((f"DELETE FROM {t} WHERE posting_id = ?", (gone,)) for t in reversed(COLUMNS)))
    proof = thief.proof()
    found = [d for line in proof.lines if line.name == "Drawers" for d in line.differences]
    assert found
    assert found[0].startswith("Drawer 2 stands at link ")


def test_two_postings_that_changed_places_are_seen(thief: Thief) -> None:
    one, two = _receipt_ids(thief)[:2]
    moves = [(one, 900), (two, one), (900, two)]
    thief.act(
        *(
            (f"UPDATE {table} SET posting_id = ? WHERE posting_id = ?", (to, old))
            for old, to in moves
            for table in COLUMNS
        )
    )
    assert "does not follow link" in first_difference(thief.proof())


@pytest.mark.parametrize(
    "written", ["[1]", "{}", "[null,null,null,null,null]", "[null, null]", "x", ""]
)
def test_damaged_facts_name_their_bill(thief: Thief, written: str) -> None:
    thief.act(("UPDATE bill SET facts_json = ? WHERE bill_no = 'WB-5001'", (written,)))
    found = [d for line in thief.proof().lines for d in line.differences]
    assert found == ["Bill WB-5001 is damaged: its facts or amounts cannot be read."]


@pytest.mark.parametrize(
    ("statement", "line", "said"),
    [
        (
            "UPDATE bill SET applied_cents = 0 WHERE applied_cents > 0",
            "Bills",
            "applied_cents is 0",
        ),
        ("UPDATE bill SET version = version + 1", "Bills", "version is"),
        ("UPDATE bill SET is_open = 1 - is_open", "Bills", "is_open is"),
        ("UPDATE charge SET amount_cents = amount_cents + 1", "Bills", "face_cents is"),
        ("UPDATE drawer_year SET last_seq = 77", "Receipt numbers", "stands at 77"),
        ("UPDATE correction_year SET last_seq = 77", "Corrections", "stands at 77"),
        ("DELETE FROM correction_year", "Corrections", "stands at 0"),
        ("UPDATE drawer_series SET head = previous_head", "Drawers", ""),
        ("UPDATE drawer_series SET open_session_id = '1-1'", "Drawers", "has session 1-1 open"),
        ("UPDATE drawer_series SET last_business_date = '2020-01-01'", "Drawers", "2020-01-01"),
        ("DELETE FROM drawer_series", "Drawers", "no row of its own"),
        ("DELETE FROM print_job", "Paper", "has no print job"),
        ("DELETE FROM print_copy", "Paper", "Nobody is recorded"),
        ("DELETE FROM print_job WHERE sheet_id IS NOT NULL", "Paper", "Sheet 1 (explain) has no"),
        ("DELETE FROM sheet_copy", "Paper", "copy 1 of sheet 1"),
        ("UPDATE account SET name = 'SOMEBODY ELSE'", "Lookup index", "lookup index"),
    ],
)
def test_what_follows_from_postings_is_compared_and_can_be_made_anew(
    thief: Thief, statement: str, line: str, said: str
) -> None:
    change = statement.replace("previous_head", f"'{'0' * 64}'")
    thief.act((change, ()))
    proof = thief.proof()
    assert first_difference(proof) == ""
    differences = {found.name: found.differences for found in proof.lines if found.differences}
    assert list(differences) == [line]
    assert said in differences[line][0]
    if "_copy" not in statement:
        thief.rebuild()
        assert thief.proof().proves
