"""The lookup index in PostgreSQL, in tables beside the accounts: the same answers as `storage/search_sqlite.py`.

Keys, words and the vocabulary lie in B-trees that compare bytes (COLLATE "C"). Several words together are found from
the rarest one, whose accounts are looked at for the others.

All functions take an open psycopg connection, leave transactions to the caller and expect the table
``account(account_id, number, name, address, plate)``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from psycopg import Connection

from domain.lookup import INDEX_VERSION, LAST, SearchHits
from domain.spelling import (
    MEANT,
    SHORTEST_BEGINNING,
    Near,
    consonants,
    forgivable,
    is_consonants,
    near,
    neighbours,
    shortest_beginnings,
)
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

DDL: tuple[str, ...] = (
    """CREATE TABLE lookup_key (
        key text COLLATE "C" NOT NULL, account_id bigint NOT NULL, PRIMARY KEY (key, account_id))""",
    """CREATE TABLE lookup_vocabulary (
        word text COLLATE "C" NOT NULL PRIMARY KEY, accounts bigint NOT NULL,
        consonants text COLLATE "C" NOT NULL)""",
    "CREATE INDEX lookup_vocabulary_consonants ON lookup_vocabulary (consonants)",
    """CREATE TABLE lookup_text (
        account_id bigint NOT NULL PRIMARY KEY, number text NOT NULL, name text NOT NULL, address text NOT NULL,
        plate text NOT NULL, words text NOT NULL)""",
    """CREATE TABLE lookup_word (
        word text COLLATE "C" NOT NULL, account_id bigint NOT NULL, PRIMARY KEY (word, account_id))""",
    """CREATE TABLE lookup_state (
        one integer NOT NULL PRIMARY KEY CHECK (one = 1), version integer NOT NULL)""",
)
"""Every table of the index, for a migration."""

MOST_CANDIDATES = 5_000
"""How many accounts with the rarest word are looked at for the others: what bounds the time of a key press."""
# An account comes up once for each of its words with the same beginning.
_REPEATS = 10

_KEYED = """SELECT key, account_id FROM lookup_key WHERE key >= %s AND key < %s
    ORDER BY key, account_id LIMIT %s OFFSET %s"""
_KNOWN = "SELECT 1 FROM lookup_vocabulary WHERE word >= %s AND word < %s LIMIT 1"
_HOW_MANY = """SELECT coalesce(sum(accounts), 0)::bigint FROM (
    SELECT accounts FROM lookup_vocabulary WHERE word >= %s AND word < %s ORDER BY word LIMIT 500) AS some"""
_WITH = """SELECT account_id FROM lookup_word WHERE word >= %s AND word < %s
    ORDER BY word, account_id LIMIT %s"""
# The offset keeps the planner from turning the walk from the rarest word into a join of everything.
_WITH_ALL = """SELECT w.account_id FROM (
        SELECT account_id FROM lookup_word WHERE word >= %s AND word < %s
        ORDER BY word, account_id LIMIT %s) AS w
    CROSS JOIN LATERAL (
        SELECT 1 FROM lookup_text AS t
        WHERE t.account_id = w.account_id AND t.words LIKE ALL (%s::text[]) OFFSET 0) AS t
    LIMIT %s"""
_EQUAL = "SELECT word, accounts FROM lookup_vocabulary WHERE word = ANY (%s::text[])"
_BEGIN = """SELECT v.word, v.accounts FROM unnest(%s::text[]) AS p (beginning)
    CROSS JOIN LATERAL (
        SELECT word, accounts FROM lookup_vocabulary
        WHERE word >= p.beginning COLLATE "C" AND word < (p.beginning || %s) COLLATE "C" OFFSET 0) AS v
    WHERE NOT (v.word >= %s AND v.word < %s)
    ORDER BY left(v.word, 1) <> %s, v.accounts DESC, v.word LIMIT %s"""
_SKELETON = """SELECT word, accounts FROM lookup_vocabulary
    WHERE consonants >= %s AND consonants < %s AND NOT (word >= %s AND word < %s)
    ORDER BY accounts DESC, word LIMIT %s"""
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
_DIFFERENT = """SELECT account_id FROM (
        SELECT account_id, number, name, address, plate FROM account
        EXCEPT SELECT account_id, number, name, address, plate FROM lookup_text) AS changed
    UNION SELECT account_id FROM lookup_text WHERE account_id NOT IN (SELECT account_id FROM account)
    ORDER BY 1 LIMIT 20"""

PgConnection = Connection[Any]


def create(conn: PgConnection) -> None:
    """Make the tables, empty; the index is usable after `rebuild` or as `update` fills it."""
    for statement in DDL:
        conn.execute(statement)
    conn.execute("INSERT INTO lookup_state VALUES (1, %s)", (INDEX_VERSION,))


def search(conn: PgConnection, text: str, limit: int = 20) -> SearchHits:
    """Find at most ``limit`` accounts for typed text, best first, as `domain/lookup.py` says."""
    return find(_PostgresIndex(conn), text, limit)


def rebuild(conn: PgConnection, progress: Progress = no_progress) -> None:
    """Fill the index anew from all accounts."""
    for statement in _EMPTY:
        conn.execute(statement)
    conn.execute("INSERT INTO lookup_state VALUES (1, %s)", (INDEX_VERSION,))
    counted = conn.execute("SELECT count(*) FROM account").fetchone()
    for statement in _LOAD:
        conn.execute(statement)
    done, vocabulary = 0, Counter[str]()
    for chunk in _accounts(conn):
        rows = IndexRows()
        for row in chunk:
            rows.add(row)
        _copy(conn, "COPY load_key FROM STDIN", rows.keys)
        _copy(conn, "COPY load_word FROM STDIN", rows.words)
        _copy(conn, "COPY lookup_text FROM STDIN", rows.docs)
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
            for table, rows in (("key", going.keys), ("word", going.words)):
                cursor.executemany(_GONE[table], rows)
            cursor.execute(_GONE["text"], ([doc[0] for doc in going.docs],))
        _copy(conn, "COPY lookup_key FROM STDIN", coming.keys)
        _copy(conn, "COPY lookup_word FROM STDIN", coming.words)
        _copy(conn, "COPY lookup_text FROM STDIN", coming.docs)
        going.vocabulary.update(coming.vocabulary)
        _count(conn, going.vocabulary)


def check(conn: PgConnection) -> list[str]:
    """Return the differences between the index and the accounts, one sentence each; none is good."""
    if conn.execute("SELECT version FROM lookup_state").fetchone() != (INDEX_VERSION,):
        return [STALE]
    found = differences(
        _accounts(conn),
        _stream(conn, "SELECT key, account_id FROM lookup_key"),
        _stream(conn, "SELECT word, account_id FROM lookup_word"),
        _stream(conn, "SELECT word, accounts FROM lookup_vocabulary"),
    )
    return found + [
        f"Account {row[0]} is not in the lookup index as it stands in the books. Rebuild the index."
        for row in conn.execute(_DIFFERENT)
    ]


_EMPTY = (
    "TRUNCATE lookup_key, lookup_vocabulary, lookup_text, lookup_word, lookup_state",
    "DROP TABLE IF EXISTS pg_temp.load_key, pg_temp.load_word",
)
_LOAD = (
    'CREATE TEMP TABLE load_key (key text COLLATE "C", account_id bigint)',
    'CREATE TEMP TABLE load_word (word text COLLATE "C", account_id bigint)',
)
_LOADED = (
    "INSERT INTO lookup_key SELECT key, account_id FROM load_key ORDER BY key, account_id",
    "INSERT INTO lookup_word SELECT word, account_id FROM load_word ORDER BY word, account_id",
    "DROP TABLE load_key, load_word",
)
_ANALYSE = tuple(f"ANALYZE lookup_{name}" for name in ("key", "vocabulary", "text", "word"))
_GONE = {
    "key": "DELETE FROM lookup_key WHERE key = %s AND account_id = %s",
    "word": "DELETE FROM lookup_word WHERE word = %s AND account_id = %s",
    "text": "DELETE FROM lookup_text WHERE account_id = ANY (%s)",
}


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


class _PostgresIndex:
    """The steps of a lookup, each one query."""

    def __init__(self, conn: PgConnection) -> None:
        self._conn = conn

    def keyed(self, beginning: str, count: int) -> list[tuple[str, int]]:
        """Return the keys with this beginning, in order, until ``count`` accounts are among them."""
        rows: list[tuple[str, int]] = []
        while True:
            # Half as many again: an account with two keys in the range seldom fills the second query.
            asked = count + count // 2 + 1
            values = (beginning, beginning + LAST, asked, len(rows))
            more = self._conn.execute(_KEYED, values).fetchall()
            rows += more
            if len(more) < asked or len({account for _, account in rows}) >= count:
                return rows

    def known(self, beginning: str) -> bool:
        """Whether any word of any account begins so."""
        return self._conn.execute(_KNOWN, (beginning, beginning + LAST)).fetchone() is not None

    def worded(self, words: Sequence[str], whole: Sequence[bool], count: int) -> list[int]:
        """Return accounts that have all words, starting from the rarest word."""
        # PostgreSQL stores no NUL; \x01 sorts before all letters as well, so the range is the word alone.
        ranges = [
            (word, word + ("\x01" if exact else LAST))
            for word, exact in zip(words, whole, strict=True)
        ]
        if len(words) == 1:
            found = self._conn.execute(_WITH, (*ranges[0], count * _REPEATS))
        else:
            needles = [f"% {word}{' ' * exact}%" for word, exact in zip(words, whole, strict=True)]
            rarest = min(ranges, key=self._how_many)
            values = (*rarest, MOST_CANDIDATES, needles, count * _REPEATS)
            found = self._conn.execute(_WITH_ALL, values)
        return list(dict.fromkeys(account for (account,) in found.fetchall()))[:count]

    def near(self, word: str) -> list[Near]:
        """Return the nearest words: those with one wrong letter, then longer ones, then by consonants."""
        if not forgivable(word):
            return []
        texts = neighbours(word)
        plain = (word, word + LAST)
        rows = self._conn.execute(_EQUAL, (texts,)).fetchall()
        if len(rows) < MEANT and len(word) >= SHORTEST_BEGINNING:
            # Twice as many, for the whole words are met again here.
            values = (shortest_beginnings(texts), LAST, *plain, word[0], 2 * MEANT)
            rows += self._conn.execute(_BEGIN, values).fetchall()
        if len(rows) < MEANT and is_consonants(word):
            rows += self._conn.execute(_SKELETON, (*plain, *plain, 2 * MEANT)).fetchall()
        return [item for row in rows if (item := near(word, *row)) is not None]

    def _how_many(self, words: tuple[str, str]) -> int:
        row = self._conn.execute(_HOW_MANY, words).fetchone()
        return int(row[0]) if row else 0
