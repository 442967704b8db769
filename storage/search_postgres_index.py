"""How the tables of the PostgreSQL lookup index are asked; `storage/search_postgres.py` is the way in."""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any

from psycopg import Connection, Cursor

from domain.lookup import LAST
from domain.spelling import (
    MEANT,
    SHORTEST_BEGINNING,
    Near,
    forgivable,
    is_consonants,
    near,
    neighbours,
    shortest_beginnings,
)
from storage.search_rows import IndexRows

PgConnection = Connection[Any]

LONGEST_INDEXED_BEGINNING = 5
MOST_TERMS = 64
"""A longer beginning is spelled out as the words it may become."""
COMMON = 20_000
"""When even the rarest word has more accounts than this, the accounts are read in order."""
READ_FOR_ONE = 3
"""How many of them are read for one that another store would pass."""
MOST_READ = 10_000
ENOUGH = 2
"""They are also read in order, quicker, when so many promise this many times the accounts asked for."""

_KEYED = """SELECT key, account_id FROM lookup_key WHERE key >= %s AND key < %s
    ORDER BY key, account_id LIMIT %s OFFSET %s"""
_KNOWN = "SELECT 1 FROM lookup_vocabulary WHERE word >= %s AND word < %s LIMIT 1"
_HOW_MANY = """SELECT coalesce(sum(accounts), 0)::bigint FROM (
    SELECT accounts FROM lookup_vocabulary WHERE word >= %s AND word < %s ORDER BY word LIMIT 5000) AS first_ones"""
_TERMS = "SELECT word FROM lookup_vocabulary WHERE word >= %s AND word < %s ORDER BY word LIMIT %s"
# Materialized, it is planned for all its rows, by the index; it is still read only as far as the limit.
_INDEXED_WORDS = """WITH found AS MATERIALIZED (
        SELECT account_id FROM lookup_text WHERE terms @> %s::text[]{either} AND words LIKE ALL (%s::text[]))
    SELECT account_id FROM found LIMIT %s"""
_EITHER = " AND terms && %s::text[]"
_READ = """SELECT account_id FROM (
        SELECT account_id, words FROM lookup_text ORDER BY account_id LIMIT %s) AS oldest
    WHERE words LIKE ALL (%s::text[]) LIMIT %s"""
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


class PostgresIndex:
    """The steps of a lookup, each one query."""

    def __init__(self, conn: PgConnection) -> None:
        self._conn = conn
        self._counted: dict[tuple[str, bool], int] = {}

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

    def worded(
        self, words: Sequence[str], whole: Sequence[bool], count: int, effort: int
    ) -> list[int]:
        """Return accounts that have all words."""
        pairs = list(zip(words, whole, strict=True))
        texts = [f"% {word}{' ' * exact}%" for word, exact in pairs]
        having = [self._how_many(*pair) for pair in pairs]
        found: list[int] = []
        often = self._often(having, count)
        if often or min(having) > COMMON:
            reading = MOST_READ if often else effort * READ_FOR_ONE
            found = _ids(self._conn.execute(_READ, (reading, texts, count)))
        if len(found) == count or min(having) > COMMON:
            return found
        all_of = [_term(word, exact) for word, exact in pairs]
        either = [self._either(*pair) for pair in pairs]
        either = [terms for terms in either if terms]
        query = _INDEXED_WORDS.format(either=_EITHER * len(either))
        return _ids(self._conn.execute(query, (all_of, *either, texts, count)))

    def _often(self, having: Sequence[int], count: int) -> bool:
        """Whether the words, if they meet by chance, do so often enough to read accounts in order for ``count``."""
        (last,) = self._conn.execute("SELECT max(account_id) FROM lookup_text").fetchone() or (0,)
        return MOST_READ * prod(some / max(last or 0, 1) for some in having) >= ENOUGH * count

    def _either(self, word: str, exact: bool) -> list[str]:
        """Return the words that a beginning may become when it is longer than those indexed, if they are not many."""
        if exact or len(word) <= LONGEST_INDEXED_BEGINNING:
            return []
        rows = self._conn.execute(_TERMS, (word, word + LAST, MOST_TERMS + 1)).fetchall()
        return [_term(term, True) for (term,) in rows] if len(rows) <= MOST_TERMS else []

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

    def _how_many(self, word: str, exact: bool) -> int:
        """Return about how many accounts have a word, counting some twice."""
        if (word, exact) not in self._counted:
            # PostgreSQL stores no NUL; \x01 sorts before all letters as well, so the range is the word alone.
            values = (word, word + ("\x01" if exact else LAST))
            (self._counted[word, exact],) = self._conn.execute(_HOW_MANY, values).fetchone() or (0,)
        return self._counted[word, exact]


def _ids(rows: Cursor[Any]) -> list[int]:
    return [account for (account,) in rows.fetchall()]


def _term(word: str, exact: bool) -> str:
    """Return how a whole word, or a beginning, stands among the terms of an account."""
    return f"={word}" if exact else word[:LONGEST_INDEXED_BEGINNING]


def text_rows(rows: IndexRows) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `lookup_text`: the account's text, its words, and the terms they are found by."""
    for doc in rows.docs:
        words = doc[5].split()
        terms = {word[:n] for word in words for n in range(1, LONGEST_INDEXED_BEGINNING + 1)}
        yield (*doc, sorted(terms.union(_term(word, True) for word in words)))
