"""The lookup index in PostgreSQL, in tables beside the accounts: the same answers as `storage/search_sqlite.py`.

Keys and vocabulary lie in B-trees that compare bytes (COLLATE "C"), the words of an account and their short beginnings
in a GIN index. A GIN index collects all accounts with a word before it gives the first; so for words that are all
common the accounts are read in order instead, for some of the first ones will do.

All functions take an open psycopg connection, leave transactions to the caller and expect the table
``account(account_id, number, name, address, plate)``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from domain.lookup import INDEX_VERSION, SearchHits
from domain.spelling import consonants
from storage.search import find
from storage.search_postgres_index import PgConnection, PostgresIndex, text_rows
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

DDL: tuple[str, ...] = (
    """CREATE TABLE lookup_key (
        key text COLLATE "C" NOT NULL, account_id bigint NOT NULL, PRIMARY KEY (key, account_id))""",
    """CREATE TABLE lookup_vocabulary (
        word text COLLATE "C" NOT NULL PRIMARY KEY, accounts bigint NOT NULL,
        consonants text COLLATE "C" NOT NULL)""",
    "CREATE INDEX lookup_vocabulary_consonants ON lookup_vocabulary (consonants)",
    """CREATE TABLE lookup_text (
        account_id bigint NOT NULL PRIMARY KEY, number text NOT NULL, name text NOT NULL, address text NOT NULL,
        plate text NOT NULL, words text NOT NULL, terms text[] COLLATE "C" NOT NULL)""",
    "CREATE INDEX lookup_text_terms ON lookup_text USING gin (terms) WITH (fastupdate = off)",
    """CREATE TABLE lookup_state (
        one integer NOT NULL PRIMARY KEY CHECK (one = 1), version integer NOT NULL)""",
)
"""Every table of the index, for a migration."""

_COUNTED = """INSERT INTO lookup_vocabulary AS v (word, accounts, consonants) VALUES (%s, %s, %s)
    ON CONFLICT (word) DO UPDATE SET accounts = v.accounts + excluded.accounts"""
_NEXT = """SELECT account_id, number, name, address, plate FROM account
    WHERE account_id > %s ORDER BY account_id LIMIT %s"""
_CHANGED = (
    "SELECT account_id, number, name, address, plate FROM account WHERE account_id = ANY (%s)"
)
_INDEXED = (
    "SELECT account_id, number, name, address, plate FROM lookup_text WHERE account_id = ANY (%s)"
)
_HELD_WORDS = """SELECT substr(term, 2), account_id FROM lookup_text, unnest(terms) AS term
    WHERE starts_with(term, '=')"""
_DIFFERENT = """SELECT account_id FROM (
        SELECT account_id, number, name, address, plate FROM account
        EXCEPT SELECT account_id, number, name, address, plate FROM lookup_text) AS changed
    UNION SELECT account_id FROM lookup_text WHERE account_id NOT IN (SELECT account_id FROM account)
    ORDER BY 1 LIMIT 20"""


def create(conn: PgConnection) -> None:
    """Make the tables, empty; the index is usable after `rebuild` or as `update` fills it."""
    for statement in DDL:
        conn.execute(statement)
    conn.execute("INSERT INTO lookup_state VALUES (1, %s)", (INDEX_VERSION,))


def search(conn: PgConnection, text: str, limit: int = 20) -> SearchHits:
    """Find at most ``limit`` accounts for typed text, best first, as `domain/lookup.py` says."""
    return find(PostgresIndex(conn), text, limit)


def rebuild(conn: PgConnection, progress: Progress = no_progress) -> None:
    """Fill the index anew from all accounts."""
    for statement in _EMPTY:
        conn.execute(statement)
    conn.execute("INSERT INTO lookup_state VALUES (1, %s)", (INDEX_VERSION,))
    counted = conn.execute("SELECT count(*) FROM account").fetchone()
    conn.execute('CREATE TEMP TABLE load_key (key text COLLATE "C", account_id bigint)')
    done, vocabulary = 0, Counter[str]()
    for chunk in _accounts(conn):
        rows = IndexRows()
        for row in chunk:
            rows.add(row)
        _copy(conn, "COPY load_key FROM STDIN", rows.keys)
        _copy(conn, "COPY lookup_text FROM STDIN", text_rows(rows))
        vocabulary.update(rows.vocabulary)
        done += len(chunk)
        progress(done, counted[0] if counted else done)
    for statement in _LOADED:
        conn.execute(statement)
    _count(conn, vocabulary)
    for statement in _ANALYSE:
        conn.execute(statement)


def update(conn: PgConnection, accounts: Iterable[int]) -> None:
    """Bring the index up to date for accounts that were added, changed or removed, in the caller's transaction.

    Each is read from ``account`` as it is now; one that is not there any more leaves the index.
    """
    wanted = sorted(set(accounts))
    for start in range(0, len(wanted), CHUNK):
        ids = wanted[start : start + CHUNK]
        going, coming = changed(conn.execute(_INDEXED, (ids,)), conn.execute(_CHANGED, (ids,)))
        with conn.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM lookup_key WHERE key = %s AND account_id = %s", going.keys
            )
            gone = [doc[0] for doc in going.docs]
            cursor.execute("DELETE FROM lookup_text WHERE account_id = ANY (%s)", (gone,))
        _copy(conn, "COPY lookup_key FROM STDIN", coming.keys)
        _copy(conn, "COPY lookup_text FROM STDIN", text_rows(coming))
        going.vocabulary.update(coming.vocabulary)
        _count(conn, going.vocabulary)


def check(conn: PgConnection) -> list[str]:
    """Return the differences between the index and the accounts, one sentence each; none is good."""
    if conn.execute("SELECT version FROM lookup_state").fetchone() != (INDEX_VERSION,):
        return [STALE]
    found = differences(
        _accounts(conn),
        _stream(conn, "SELECT key, account_id FROM lookup_key"),
        _stream(conn, _HELD_WORDS),
        _stream(conn, "SELECT word, accounts FROM lookup_vocabulary"),
    )
    return found + [
        f"Account {row[0]} is not in the lookup index as it stands in the books. Rebuild the index."
        for row in conn.execute(_DIFFERENT)
    ]


_EMPTY = (
    "TRUNCATE lookup_key, lookup_vocabulary, lookup_text, lookup_state",
    "DROP TABLE IF EXISTS pg_temp.load_key",
    # Made anew when the texts are in, it is built in one go.
    "DROP INDEX IF EXISTS lookup_text_terms",
)
_LOADED = (
    "INSERT INTO lookup_key SELECT key, account_id FROM load_key ORDER BY key, account_id",
    "DROP TABLE load_key",
    *(statement for statement in DDL if "lookup_text_terms" in statement),
)
_ANALYSE = tuple(f"ANALYZE lookup_{name}" for name in ("key", "vocabulary", "text"))


def _accounts(conn: PgConnection) -> Iterable[list[AccountRow]]:
    return in_chunks(lambda last: conn.execute(_NEXT, (last, CHUNK)).fetchall())


def _copy(conn: PgConnection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with conn.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _stream(conn: PgConnection, statement: str) -> Iterator[tuple[str, int]]:
    """Yield rows without holding all of them in memory."""
    with conn.cursor(name="lookup_check") as cursor:
        cursor.itersize = CHUNK
        cursor.execute(statement)
        yield from cursor


def _count(conn: PgConnection, changes: Counter[str]) -> None:
    """Add to the vocabulary how many accounts more (or fewer) have each word; those with none leave it."""
    rows = [(word, by, consonants(word)) for word, by in sorted(changes.items()) if by]
    with conn.cursor() as cursor:
        cursor.executemany(_COUNTED, rows)
        gone = [word for word, by, _ in rows if by < 0]
        cursor.execute(
            "DELETE FROM lookup_vocabulary WHERE word = ANY (%s) AND accounts <= 0", (gone,)
        )
