"""Accounts for the tests of the lookup: a few words and letters, so that they meet often."""

from __future__ import annotations

import sqlite3

from hypothesis import strategies as st

from storage.search_memory import MemorySearch
from storage.search_rows import AccountRow

ACCOUNT_TABLE = """CREATE TABLE account (account_id INTEGER PRIMARY KEY, service TEXT NOT NULL DEFAULT 'tax',
    number TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, plate TEXT NOT NULL)"""

CITY: tuple[AccountRow, ...] = (
    (1, "12-3-45.1", "Henderson, Olivia", "12 N Cayuga St", ""),
    (2, "0012345", "Smith, John", "7 Rd of Stones", ""),
    (3, "55-1-2", "SMITH JOHN & MARY", "114 South Hill Ter", ""),
    (4, "55-1-20", "O'Brien, Zoë", "12 Cayuga Heights Road", ""),
    (5, "T-900", "", "", "ABC 1234"),
    (6, "T-901", "McDonald's Land LLC", "1 Hendy Ave", "XYZ-777"),
    (7, "70-1-1", "Hendrix, Smithson", "9 St John St", ""),
)

_LETTERS = st.text("abst", min_size=1, max_size=6)
WORD = st.one_of(
    _LETTERS, st.sampled_from(["smith", "smyth", "stone", "st", "n", "rd", "étoile", "o'bat"])
)
NAME = st.builds(
    lambda words, glue: glue.join(words), st.lists(WORD, max_size=3), st.sampled_from([" ", ", "])
)
NUMBER = st.text("012-. ", min_size=1, max_size=6)
ADDRESS = st.builds(
    lambda house, words: " ".join([house, *words]),
    st.sampled_from(["", "1", "12", "2b"]),
    st.lists(WORD, max_size=3),
)
PLATE = st.text("AB12 -", max_size=4)
ACCOUNTS = st.lists(st.tuples(NUMBER, NAME, ADDRESS, PLATE), max_size=12).map(
    lambda rows: [(i * 3 + 1, *row) for i, row in enumerate(rows)]
)
TYPED = st.one_of(
    st.lists(st.one_of(WORD, st.text("abstxn12", min_size=1, max_size=6)), min_size=1, max_size=3).map(" ".join),
    NUMBER, ADDRESS, PLATE, st.text(max_size=6),
)  # fmt: skip


def memory_of(accounts: list[AccountRow]) -> MemorySearch:
    """The plainly right lookup over these accounts."""
    memory = MemorySearch()
    for row in accounts:
        memory.put(*row)
    return memory


def sqlite_with(accounts: list[AccountRow]) -> sqlite3.Connection:
    """A database in memory holding these accounts, without an index."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.execute(ACCOUNT_TABLE)
    insert = "INSERT INTO account (account_id, number, name, address, plate) VALUES (?, ?, ?, ?, ?)"
    conn.executemany(insert, accounts)
    return conn
