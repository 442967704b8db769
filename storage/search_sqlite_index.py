"""How the tables of the SQLite lookup index are asked and filled; `storage/search_sqlite.py` is the way in."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from domain.lookup import LAST, words_of
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
from storage.search_rows import IndexRows

LONGEST_INDEXED_BEGINNING = 5
MOST_TERMS = 64
"""A longer beginning is spelled out as the words it may become, so that FTS5 can skip instead of merging."""
MARK = chr(0xF0000)
MARK_EVERY = 16_384
"""Every so many accounts, one has besides its words a private character. FTS5 looks for accounts with all words through
the whole index before it gives an answer or minds a limit of row ids; asked for "word or mark" it gives each mark."""
PAGE = 1_000
"""Bytes of a page of FTS5: moving on to an account reads one, and reads it from its beginning."""

_MATCH = "SELECT rowid FROM lookup_fts WHERE lookup_fts MATCH ? AND rowid <= ? ORDER BY rowid"
_NO_END = (1 << 63) - 1
_HELD = "CREATE VIRTUAL TABLE temp.lookup_held USING fts5vocab(main, lookup_fts, instance)"
_COUNTED = """INSERT INTO lookup_vocabulary (word, accounts, consonants) VALUES (?, ?, ?)
    ON CONFLICT (word) DO UPDATE SET accounts = accounts + excluded.accounts"""
_EQUAL = """SELECT v.word, v.accounts FROM json_each(?) AS p
    CROSS JOIN lookup_vocabulary AS v ON v.word = p.value"""
_BEGIN = """SELECT v.word, v.accounts FROM json_each(?) AS p
    CROSS JOIN lookup_vocabulary AS v ON v.word >= p.value AND v.word < p.value || ?
    WHERE NOT (v.word >= ? AND v.word < ?)
    ORDER BY substr(v.word, 1, 1) <> ?, v.accounts DESC, v.word LIMIT ?"""
_SKELETON = """SELECT word, accounts FROM lookup_vocabulary
    WHERE consonants >= ? AND consonants < ? AND NOT (word >= ? AND word < ?)
    ORDER BY accounts DESC, word LIMIT ?"""
# A beginning with more different words than this is common enough for all that is decided by the number.
_HOW_MANY = """SELECT cast(total(accounts) AS INTEGER) FROM (
    SELECT accounts FROM lookup_vocabulary WHERE word >= ? AND word < ? LIMIT 1000)"""
_WITH_ALL = """SELECT w.account_id FROM (
        SELECT account_id FROM lookup_word WHERE word >= ? AND word < ? LIMIT ?) AS w
    CROSS JOIN lookup_text AS t ON t.account_id = w.account_id
    WHERE NOT EXISTS (SELECT 1 FROM json_each(?) AS n WHERE instr(t.words, n.value) = 0) LIMIT ?"""
# An account comes up once for each of its words with the same beginning.
_REPEATS = 10


class TableIndex:
    """Words in a plain table."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._counted: dict[tuple[str, str], int] = {}

    def keyed(self, beginning: str, count: int) -> list[tuple[str, int]]:
        """Return the keys with this beginning, in order, until ``count`` accounts are among them."""
        rows: list[tuple[str, int]] = []
        seen: set[int] = set()
        cursor = self._conn.execute(
            "SELECT key, account_id FROM lookup_key WHERE key >= ? AND key < ? ORDER BY key, account_id",
            (beginning, beginning + LAST),
        )
        for row in cursor:
            rows.append(row)
            seen.add(row[1])
            if len(seen) >= count:
                break
        # A cursor left half read would keep its read lock.
        cursor.close()
        return rows

    def known(self, beginning: str) -> bool:
        """Whether any word of any account begins so."""
        return bool(self._terms(beginning, 1))

    def worded(
        self, words: Sequence[str], whole: Sequence[bool], count: int, effort: int
    ) -> list[int]:
        """Return accounts that have all words, starting from the rarest word."""
        rarest = min((_range(*pair) for pair in zip(words, whole, strict=True)), key=self._how_many)
        needles = [f" {word} " if e else f" {word}" for word, e in zip(words, whole, strict=True)]
        found = self._conn.execute(
            _WITH_ALL, (*rarest, effort, json.dumps(needles), count * _REPEATS)
        ).fetchall()
        return list(dict.fromkeys(account for (account,) in found))[:count]

    def near(self, word: str) -> list[Near]:
        """Return the nearest words: those with one wrong letter, then longer ones, then by consonants."""
        if not forgivable(word):
            return []
        texts = neighbours(word)
        plain = (word, word + LAST)
        rows = self._conn.execute(_EQUAL, (json.dumps(texts),)).fetchall()
        if len(rows) < MEANT and len(word) >= SHORTEST_BEGINNING:
            beginnings = json.dumps(shortest_beginnings(texts))
            # Twice as many, for the whole words are met again here.
            values = (beginnings, LAST, *plain, word[0], 2 * MEANT)
            rows += self._conn.execute(_BEGIN, values).fetchall()
        if len(rows) < MEANT and is_consonants(word):
            rows += self._conn.execute(_SKELETON, (*plain, *plain, 2 * MEANT)).fetchall()
        return [item for row in rows if (item := near(word, *row)) is not None]

    def add_words(self, rows: IndexRows) -> None:
        """Store the words and texts of accounts that come."""
        self._conn.executemany("INSERT INTO lookup_text VALUES (?, ?, ?, ?, ?, ?)", rows.docs)
        self._conn.executemany("INSERT INTO lookup_word VALUES (?, ?)", rows.words)

    def remove_words(self, rows: IndexRows) -> None:
        """Take away the words and texts of accounts that go."""
        ids = [(doc[0],) for doc in rows.docs]
        self._conn.executemany("DELETE FROM lookup_text WHERE account_id = ?", ids)
        self._conn.executemany(
            "DELETE FROM lookup_word WHERE word = ? AND account_id = ?", rows.words
        )

    def count(self, changes: Counter[str]) -> None:
        """Add to the vocabulary how many accounts more (or fewer) have each word; those with none leave it."""
        rows = [(word, by, consonants(word)) for word, by in sorted(changes.items()) if by]
        self._conn.executemany(_COUNTED, rows)
        gone = [(word,) for word, by, _ in rows if by < 0]
        self._conn.executemany(
            "DELETE FROM lookup_vocabulary WHERE word = ? AND accounts <= 0", gone
        )

    def held_words(self) -> Iterator[tuple[str, int]]:
        """Yield every word with every account that has it, as stored."""
        yield from self._conn.execute("SELECT word, account_id FROM lookup_word")

    def loading(self) -> None:
        """Expect all accounts at once."""

    def loaded(self) -> None:
        """All accounts are stored; put the store into its quickest shape."""

    def _how_many(self, words: tuple[str, str]) -> int:
        """Return about how many accounts have a word in this range, counting some twice."""
        if words not in self._counted:
            (self._counted[words],) = self._conn.execute(_HOW_MANY, words).fetchone()
        return self._counted[words]

    def _terms(self, beginning: str, most: int) -> list[str]:
        rows = self._conn.execute(
            "SELECT word FROM lookup_vocabulary WHERE word >= ? AND word < ? LIMIT ?",
            (beginning, beginning + LAST, most),
        )
        return [word for (word,) in rows.fetchall()]


class FtsIndex(TableIndex):
    """Words in FTS5, which answers for any words together with little more work than the rarest needs."""

    def worded(
        self, words: Sequence[str], whole: Sequence[bool], count: int, effort: int
    ) -> list[int]:
        """Return the oldest accounts that have all words."""
        pairs = sorted(
            zip(words, whole, strict=True), key=lambda pair: self._how_many(_range(*pair))
        )
        parts = [self._part(word, exact) for word, exact in pairs]
        if not all(parts):
            return []
        up_to = self._up_to(pairs[0], effort) if len(parts) > 1 else None
        if up_to is None:
            values = (_rarest_first(parts), _NO_END)
        else:
            values = (_rarest_first([f"({part} OR {_quoted(MARK)})" for part in parts]), up_to)
        found: list[int] = []
        cursor = self._conn.execute(_MATCH, values)
        for (account,) in cursor:
            if up_to is None or account % MARK_EVERY or self._has(account, pairs):
                found.append(account)
                if len(found) == count:
                    break
        cursor.close()
        return found

    def _up_to(self, rarest: tuple[str, bool], effort: int) -> int | None:
        """Return the account before which about ``effort`` have the rarest word; None when not more have it."""
        passed = self._how_many(_range(*rarest))
        if passed <= effort:
            return None
        (last,) = self._conn.execute("SELECT max(account_id) FROM lookup_text").fetchone()
        return int(last) * effort // passed

    def _has(self, account: int, pairs: Sequence[tuple[str, bool]]) -> bool:
        """Whether an account that was found by its mark has the words too."""
        text = "SELECT name, address FROM lookup_text WHERE account_id = ?"
        words = words_of(*self._conn.execute(text, (account,)).fetchone())
        return all(
            word in words if exact else any(w.startswith(word) for w in words)
            for word, exact in pairs
        )

    def _part(self, word: str, exact: bool) -> str:
        """Return one word as FTS5 reads it. Folded words hold letters and digits only, nothing to escape."""
        if exact:
            return _quoted(word)
        if len(word) <= LONGEST_INDEXED_BEGINNING:
            return f'"{word}"*'
        terms = self._terms(word, MOST_TERMS + 1)
        if len(terms) > MOST_TERMS:
            return f'"{word}"*'
        either = " OR ".join(map(_quoted, terms))
        return f"({either})" if terms else ""

    def add_words(self, rows: IndexRows) -> None:
        """Store the words and texts of accounts that come."""
        texts = [(*doc[:5], "") for doc in rows.docs]
        self._conn.executemany("INSERT INTO lookup_text VALUES (?, ?, ?, ?, ?, ?)", texts)
        words = [(doc[0], doc[5] + mark(doc[0])) for doc in rows.docs]
        self._conn.executemany("INSERT INTO lookup_fts (rowid, words) VALUES (?, ?)", words)

    def remove_words(self, rows: IndexRows) -> None:
        """Take away the words and texts of accounts that go; FTS5 has to be told what it was given."""
        ids = [(doc[0],) for doc in rows.docs]
        self._conn.executemany("DELETE FROM lookup_text WHERE account_id = ?", ids)
        words = [(doc[0], doc[5] + mark(doc[0])) for doc in rows.docs]
        self._conn.executemany(
            "INSERT INTO lookup_fts (lookup_fts, rowid, words) VALUES ('delete', ?, ?)", words
        )

    def held_words(self) -> Iterator[tuple[str, int]]:
        """Yield every word with every account that has it, as stored; and a wrong mark as if it were a word."""
        self._conn.execute("DROP TABLE IF EXISTS temp.lookup_held")
        self._conn.execute(_HELD)
        for word, account in self._conn.execute("SELECT term, doc FROM temp.lookup_held"):
            if word != MARK or account % MARK_EVERY:
                yield word, account
        self._conn.execute("DROP TABLE temp.lookup_held")

    def loading(self) -> None:
        """Collect many accounts in memory before writing, and merge nothing on the way."""
        self._set("pgsz", PAGE)
        self._set("automerge", 0)
        self._set("hashsize", 64 << 20)

    def loaded(self) -> None:
        """Merge everything into one piece, and go back to the settings for small changes."""
        self._conn.execute("INSERT INTO lookup_fts (lookup_fts) VALUES ('optimize')")
        self._set("automerge", 4)
        self._set("hashsize", 1 << 20)

    def _set(self, name: str, value: int) -> None:
        self._conn.execute("INSERT INTO lookup_fts (lookup_fts, rank) VALUES (?, ?)", (name, value))


def mark(account: int) -> str:
    """Return the mark of an account, empty for most."""
    return "" if account % MARK_EVERY else MARK


def _quoted(term: str) -> str:
    return f'"{term}"'


def _range(word: str, exact: bool) -> tuple[str, str]:
    """Return from where up to where the words meant lie. No word holds a NUL: up to word + NUL is the word alone."""
    return (word, word + ("\0" if exact else LAST))


def _rarest_first(parts: Sequence[str]) -> str:
    """Join parts so that FTS5 meets the first two before it looks at the third, and so on.

    It would else move every list on at each step, the longest ones too. It flattens AND inside AND, but not OR: so
    each pair is bracketed with a word that no account has.
    """
    joined = parts[0]
    for i, part in enumerate(parts[1:], start=1):
        joined = f"{joined} AND {part}" if i == 1 else f'(({joined}) OR "{LAST}") AND {part}'
    return joined
