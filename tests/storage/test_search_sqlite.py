"""The SQLite lookup against the plainly right one, with FTS5 and without."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.lookup import INDEX_VERSION, SearchHits
from storage import search, search_sqlite, search_sqlite_index
from storage.search_rows import AccountRow
from tests.storage.accounts import ACCOUNTS, CITY, TYPED, memory_of, sqlite_with


def without_fts5(conn: sqlite3.Connection) -> sqlite3.Connection:
    """Make the index as on a SQLite that was built without FTS5."""
    for statement in search_sqlite.DDL:
        conn.execute(statement)
    conn.execute("INSERT INTO lookup_state VALUES (1, ?, 'table')", (INDEX_VERSION,))
    return conn


def filled(accounts: list[AccountRow], *, fts5: bool) -> sqlite3.Connection:
    conn = sqlite_with([])
    if fts5:
        search_sqlite.create(conn)
    else:
        without_fts5(conn)
    insert = "INSERT INTO account (account_id, number, name, address, plate) VALUES (?, ?, ?, ?, ?)"
    conn.executemany(insert, accounts)
    if fts5:
        search_sqlite.rebuild(conn)
    else:
        search_sqlite.update(conn, [row[0] for row in accounts])
    return conn


@pytest.fixture(params=[True, False], ids=["fts5", "table"])
def city(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    conn = filled(list(CITY), fts5=request.param)
    yield conn
    conn.close()


@pytest.mark.parametrize(
    ("text", "ids", "forgiven"),
    [
        ("henderson", (1,), False),
        ("Olivia Hend", (1,), False),
        ("12-3-45.1", (1,), False),
        ("12345", (2, 1), False),
        ("abc1234", (5,), False),
        ("ABC 12", (5,), False),
        ("xyz777", (6,), False),
        ("obrien zoe", (4,), False),
        ("o brien", (4,), True),
        ("mc donalds", (6,), True),
        ("cayuga st 12", (1,), False),
        ("north cayuga street", (1,), False),
        ("114 s hill terrace", (3,), False),
        ("hendersen", (1,), True),
        ("hendersen olivia", (1,), True),
        ("hedner", (1,), True),
        ("hndrs", (1,), True),
        ("smitj mary", (3,), True),
        ("john hendrix", (7,), False),
        ("mary hendrix", (), False),
        ("55-1-21", (), False),
        ("zzz", (), False),
        ("", (), False),
        ("%", (), False),
        ("'); DROP TABLE account --", (), False),
    ],
)
def test_what_a_clerk_types(
    city: sqlite3.Connection, text: str, ids: tuple[int, ...], forgiven: bool
) -> None:
    assert search_sqlite.search(city, text) == SearchHits(ids, forgiven)
    assert memory_of(list(CITY)).search(text) == SearchHits(ids, forgiven)


def test_the_equal_key_comes_first(city: sqlite3.Connection) -> None:
    assert search_sqlite.search(city, "55-1-2").ids == (3, 4)
    assert search_sqlite.search(city, "smith").ids == (2, 3, 7)


@settings(max_examples=150)
@given(accounts=ACCOUNTS, text=TYPED, limit=st.integers(1, 6))
def test_fts5_answers_as_reading_everything_does(
    accounts: list[AccountRow], text: str, limit: int
) -> None:
    conn = filled(accounts, fts5=True)
    assert search_sqlite.search(conn, text, limit) == memory_of(accounts).search(text, limit)
    conn.close()


@settings(max_examples=150)
@given(accounts=ACCOUNTS, text=TYPED)
def test_a_table_of_words_finds_the_same(accounts: list[AccountRow], text: str) -> None:
    conn = filled(accounts, fts5=False)
    found, right = search_sqlite.search(conn, text, 50), memory_of(accounts).search(text, 50)
    assert (set(found.ids), found.forgiven) == (set(right.ids), right.forgiven)
    assert len(found.ids) == len(right.ids)
    conn.close()


@settings(max_examples=100)
@given(before=ACCOUNTS, after=ACCOUNTS, text=TYPED, fts5=st.booleans())
def test_updates_leave_the_index_as_a_rebuild_would(
    before: list[AccountRow], after: list[AccountRow], text: str, fts5: bool
) -> None:
    conn = filled(before, fts5=fts5)
    conn.execute("DELETE FROM account")
    insert = "INSERT INTO account (account_id, number, name, address, plate) VALUES (?, ?, ?, ?, ?)"
    conn.executemany(insert, after)
    search_sqlite.update(conn, {row[0] for row in before + after})
    assert search_sqlite.check(conn) == []
    found, right = search_sqlite.search(conn, text, 50), memory_of(after).search(text, 50)
    assert (set(found.ids), found.forgiven) == (set(right.ids), right.forgiven)
    conn.close()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM lookup_key WHERE key = 'john smith'",
        "UPDATE lookup_key SET account_id = 2 WHERE key = 'henderson olivia'",
        "INSERT INTO lookup_key VALUES ('nobody', 1)",
        "UPDATE lookup_vocabulary SET accounts = accounts + 1 WHERE word = 'smith'",
        "DELETE FROM lookup_text WHERE account_id = 3",
        "UPDATE account SET name = 'Jones, Ann' WHERE account_id = 3",
        "DELETE FROM account WHERE account_id = 3",
        "DELETE FROM lookup_state",
        "UPDATE lookup_state SET version = version + 1",
    ],
)
def test_check_names_every_kind_of_damage(city: sqlite3.Connection, damage: str) -> None:
    assert search_sqlite.check(city) == []
    city.execute(damage)
    assert search_sqlite.check(city) != []
    search_sqlite.rebuild(city)
    assert search_sqlite.check(city) == []


def test_check_sees_lost_words(city: sqlite3.Connection) -> None:
    if city.execute("SELECT words_in FROM lookup_state").fetchone() == ("fts5",):
        city.execute(
            "INSERT INTO lookup_fts (lookup_fts, rowid, words) VALUES ('delete', 3, 'mary')"
        )
    else:
        city.execute("DELETE FROM lookup_word WHERE word = 'mary'")
    assert len(search_sqlite.check(city)) == 1


def test_a_rolled_back_import_leaves_no_trace(city: sqlite3.Connection) -> None:
    city.execute("BEGIN")
    city.execute("UPDATE account SET name = 'Jones, Ann' WHERE account_id = 3")
    search_sqlite.update(city, [3])
    assert search_sqlite.search(city, "jones").ids == (3,)
    city.execute("ROLLBACK")
    assert search_sqlite.search(city, "jones").ids == ()
    assert search_sqlite.check(city) == []


def test_a_search_leaves_no_lock_behind(city: sqlite3.Connection) -> None:
    search_sqlite.search(city, "s", 1)
    city.execute("DROP TABLE lookup_key")


def test_progress_is_told() -> None:
    conn = sqlite_with(list(CITY))
    search_sqlite.create(conn)
    told: list[tuple[int, int]] = []
    search_sqlite.rebuild(conn, lambda done, of: told.append((done, of)))
    assert told == [(7, 7)]


def test_without_fts5_the_table_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_sqlite, "has_fts5", lambda conn: False)
    conn = sqlite_with(list(CITY))
    search_sqlite.create(conn)
    search_sqlite.rebuild(conn)
    assert conn.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%fts5%'").fetchall() == []
    assert search_sqlite.search(conn, "hendersen olivia") == SearchHits((1,), True)
    monkeypatch.undo()
    search_sqlite.rebuild(conn)
    assert conn.execute("SELECT words_in FROM lookup_state").fetchone() == ("fts5",)
    assert conn.execute("SELECT count(*) FROM lookup_word").fetchone() == (0,)
    assert search_sqlite.search(conn, "hendersen olivia") == SearchHits((1,), True)


def test_many_words_with_one_beginning() -> None:
    accounts: list[AccountRow] = [
        (i, str(i), f"Person christo{chr(97 + i % 26)}{chr(97 + i // 26)}", "", "")
        for i in range(200)
    ]
    conn = filled(accounts, fts5=True)
    assert search_sqlite.search(conn, "christo per", 500) == memory_of(accounts).search(
        "christo per", 500
    )
    assert len(search_sqlite.search(conn, "christo per", 500).ids) == 200


@settings(max_examples=100)
@given(accounts=ACCOUNTS, text=TYPED, effort=st.integers(1, 4))
def test_with_little_effort_it_finds_fewer_and_nothing_wrong(
    accounts: list[AccountRow], text: str, effort: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_sqlite_index, "MARK_EVERY", 4)
        for name in ("EFFORT", "EFFORT_TO_FILL", "LEAST_EFFORT"):
            patch.setattr(search, name, effort)
        conn = filled(accounts, fts5=True)
        found = search_sqlite.search(conn, text, 50)
        assert search_sqlite.check(conn) == []
        conn.close()
    right = memory_of(accounts).search(text, 50)
    if found.forgiven == right.forgiven:
        assert set(found.ids) <= set(right.ids)


def test_words_that_hardly_ever_meet_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_sqlite_index, "MARK_EVERY", 10)
    monkeypatch.setattr(search, "EFFORT", 20)
    accounts: list[AccountRow] = [
        (i, str(i), "Ann Ash" if i in (11, 990) else ("Ann Oak", "Bob Ash")[i % 2], "", "")
        for i in range(1, 1001)
    ]
    conn = filled(accounts, fts5=True)
    # Half of a thousand accounts have the rarer word: twenty of them lie among the first forty.
    assert search_sqlite.search(conn, "as an").ids == (11,)
    monkeypatch.setattr(search, "EFFORT", 1000)
    assert search_sqlite.search(conn, "as an").ids == (11, 990)
