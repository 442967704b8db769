"""The lookup index in SQLite, in tables beside the accounts.

Keys lie in one sorted table. Words lie in an FTS5 index that holds nothing but which account has which word, with
short beginnings indexed too; a vocabulary beside it makes longer beginnings and wrong letters a few probes. Where
Python's SQLite lacks FTS5, a plain table of words gives the same answers, slower on two common short words.

All functions take an open `sqlite3.Connection`, leave transactions to the caller and expect the table
``account(account_id, number, name, address, plate)``.
"""

import json
import sqlite3
from collections.abc import Iterable

from domain.lookup import INDEX_VERSION, SearchHits
from storage.search import find
from storage.search_rows import (
    CHUNK,
    STALE,
    AccountRow,
    IndexRows,
    Progress,
    changed,
    differences,
    in_chunks,
    no_progress,
)
from storage.search_sqlite_index import FtsIndex, TableIndex

DDL: tuple[str, ...] = (
    """CREATE TABLE lookup_key (
        key TEXT NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (key, account_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE lookup_vocabulary (
        word TEXT NOT NULL PRIMARY KEY, accounts INTEGER NOT NULL, consonants TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX lookup_vocabulary_consonants ON lookup_vocabulary (consonants)",
    """CREATE TABLE lookup_text (
        account_id INTEGER PRIMARY KEY, number TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
        plate TEXT NOT NULL, words TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE lookup_word (
        word TEXT NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (word, account_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE lookup_state (
        one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, words_in TEXT NOT NULL
    ) STRICT""",
)
"""The plain tables, for a migration; `create` adds the FTS5 table where it can."""

FTS_DDL = """CREATE VIRTUAL TABLE lookup_fts USING fts5(
    words, content='', columnsize=0, detail=none, prefix='1 2 3 4 5', tokenize='ascii')"""


def has_fts5(conn: sqlite3.Connection) -> bool:
    """Whether this SQLite was built with FTS5."""
    return (
        conn.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone() is not None
    )


def create(conn: sqlite3.Connection) -> None:
    """Make the tables, empty; the index is usable after `rebuild` or as `update` fills it."""
    for statement in DDL:
        conn.execute(statement)
    create_words(conn)


def create_words(conn: sqlite3.Connection) -> None:
    """Make what depends on this SQLite: the FTS5 table if it can, and the note which of the two stores is used."""
    words_in = "fts5" if has_fts5(conn) else "table"
    if words_in == "fts5":
        conn.execute(FTS_DDL)
    conn.execute("INSERT INTO lookup_state VALUES (1, ?, ?)", (INDEX_VERSION, words_in))


def search(conn: sqlite3.Connection, text: str, limit: int = 20) -> SearchHits:
    """Find at most ``limit`` accounts for typed text, best first, as `domain/lookup.py` says."""
    return find(_index(conn), text, limit)


def rebuild(conn: sqlite3.Connection, progress: Progress = no_progress) -> None:
    """Fill the index anew from all accounts; in the store of words that this SQLite has."""
    index = _emptied(conn)
    index.loading()
    total = conn.execute("SELECT count(*) FROM account").fetchone()[0]
    conn.execute("CREATE TEMP TABLE lookup_load (key TEXT, account_id INTEGER)")
    done, vocabulary = 0, IndexRows().vocabulary
    for chunk in _accounts(conn):
        rows = IndexRows()
        for row in chunk:
            rows.add(row)
        conn.executemany("INSERT INTO lookup_load VALUES (?, ?)", rows.keys)
        index.add_words(rows)
        vocabulary.update(rows.vocabulary)
        done += len(chunk)
        progress(done, total)
    # Sorted first, the table is written from left to right once, in full pages.
    conn.execute("INSERT INTO lookup_key SELECT * FROM lookup_load ORDER BY key, account_id")
    conn.execute("DROP TABLE lookup_load")
    index.count(vocabulary)
    index.loaded()


def update(conn: sqlite3.Connection, accounts: Iterable[int]) -> None:
    """Bring the index up to date for accounts that were added, changed or removed, in the caller's transaction.

    Each is read from ``account`` as it is now; one that is not there any more leaves the index.
    """
    index = _index(conn)
    wanted = sorted(set(accounts))
    for start in range(0, len(wanted), CHUNK):
        ids = json.dumps(wanted[start : start + CHUNK])
        going, coming = changed(conn.execute(_INDEXED, (ids,)), conn.execute(_CHANGED, (ids,)))
        conn.executemany("DELETE FROM lookup_key WHERE key = ? AND account_id = ?", going.keys)
        index.remove_words(going)
        conn.executemany("INSERT INTO lookup_key VALUES (?, ?)", coming.keys)
        index.add_words(coming)
        going.vocabulary.update(coming.vocabulary)
        index.count(going.vocabulary)


def check(conn: sqlite3.Connection) -> list[str]:
    """Return the differences between the index and the accounts, one sentence each; none is good."""
    if conn.execute("SELECT version FROM lookup_state").fetchone() != (INDEX_VERSION,):
        return [STALE]
    found = differences(
        _accounts(conn),
        conn.execute("SELECT key, account_id FROM lookup_key"),
        _index(conn).held_words(),
        conn.execute("SELECT word, accounts FROM lookup_vocabulary"),
    )
    return found + [
        f"Account {row[0]} is not in the lookup index as it stands in the books. Rebuild the index."
        for row in conn.execute(_DIFFERENT)
    ]


def _accounts(conn: sqlite3.Connection) -> Iterable[list[AccountRow]]:
    return in_chunks(lambda last: conn.execute(_NEXT, (last, CHUNK)).fetchall())


def _index(conn: sqlite3.Connection) -> TableIndex:
    words_in = conn.execute("SELECT words_in FROM lookup_state").fetchone()
    return FtsIndex(conn) if words_in == ("fts5",) else TableIndex(conn)


def _emptied(conn: sqlite3.Connection) -> TableIndex:
    """Empty every table, and take the better store of words that this SQLite can read."""
    for statement in _EMPTY:
        conn.execute(statement)
    if has_fts5(conn):
        conn.execute("DROP TABLE IF EXISTS lookup_fts")
    create_words(conn)
    return _index(conn)


_EMPTY = tuple(
    f"DELETE FROM lookup_{name}"  # noqa: S608 - the names stand in the next line
    for name in ("key", "vocabulary", "text", "word", "state")
)
_NEXT = """SELECT account_id, number, name, address, plate FROM account
    WHERE account_id > ? ORDER BY account_id LIMIT ?"""
_CHANGED = """SELECT account_id, number, name, address, plate FROM account
    WHERE account_id IN (SELECT value FROM json_each(?))"""
_INDEXED = """SELECT account_id, number, name, address, plate FROM lookup_text
    WHERE account_id IN (SELECT value FROM json_each(?))"""
_DIFFERENT = """SELECT account_id FROM (
        SELECT account_id, number, name, address, plate FROM account
        EXCEPT SELECT account_id, number, name, address, plate FROM lookup_text)
    UNION SELECT account_id FROM lookup_text WHERE account_id NOT IN (SELECT account_id FROM account)
    ORDER BY 1 LIMIT 20"""
