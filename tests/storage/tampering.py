"""Tampering with posted rows as an attacker with the database in hand would, and what ``prove`` then says.

Each trial is one transaction on its own connection: the guards are switched off, one thing is done, the guards are put
back, the books are proved as they stand, and everything is taken back.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import UniqueConstraint

from domain.books import Books
from domain.custody.acting import Asked
from domain.custody.closing_day import order_seal
from domain.custody.sessions import CloseOrder
from domain.records import Proof
from storage.address import read_address
from storage.engine import Tx
from storage.guards import expected
from storage.posted_columns import COLUMNS
from storage.proving import proof_of
from storage.sealing_sql import REGISTERS
from storage.tables import metadata
from tests.samples import DAY, DIEGO, SUPERVISOR, at, count_of, ok, sample_office
from tests.storage.worked_books import work

KINDS = ("change", "delete", "insert", "swap")
TABLES = (*COLUMNS, *REGISTERS)
"""All posted tables, and the registers that the closing of a day seals."""

Row = dict[str, Any]


def sealed_work(books: Books) -> None:
    """Worked books whose every day is closed."""
    work(books)
    session = books.session_at("2")
    assert session is not None
    takings = books.takings(session.session_id)
    taken = dict(takings.taken)
    items = {
        kind: [amount.cents for amount in amounts]
        for kind, amounts in books.check_amounts(session.session_id)
    }
    cash = session.float_amount + taken["C"] - takings.change + takings.moved
    card, electronic = (sum(items.get(kind, ())) for kind in ("D", "E"))
    count = count_of(
        cash.cents, items.get("K", ()), orders=items.get("M", ()), card=card, electronic=electronic
    )
    close = CloseOrder("close-2", session.session_id, DIEGO, at(18), count)
    ok(books.close_session(close, sample_office()))
    for number, day in enumerate(books.days_to_seal()):
        asked = Asked(f"seal-{number + 1}", SUPERVISOR, "back office", day, at(19, day=DAY))
        ok(books.seal_day(ok(order_seal(asked, sample_office(), day))))


class Attacker:
    """A connection of somebody who may do anything on the database."""

    def __init__(self, url: str) -> None:
        address = read_address(url)
        assert address is not None
        self.sqlite = address.sqlite
        self._raw: Any
        if address.sqlite:
            self._raw = sqlite3.connect(address.place, isolation_level=None)
            self._raw.execute("PRAGMA ignore_check_constraints=ON")
        else:
            import psycopg

            self._raw = psycopg.connect(address.dsn)
            self._raw.autocommit = True
        self.errors = (sqlite3.Error,) if self.sqlite else (_pg_error(),)

    def close(self) -> None:
        """Let go."""
        self._raw.close()

    def run(self, statement: str, params: tuple[Any, ...] = ()) -> Any:
        """Run one statement."""
        return self._raw.execute(statement if self.sqlite else statement.replace("?", "%s"), params)

    @contextmanager
    def unguarded(self, *, keep: bool = False) -> Iterator[None]:
        """Begin, with the guards off; what is done within is taken back unless it is kept."""
        self.run("BEGIN")
        try:
            if self.sqlite:
                for name in expected(sqlite=True):
                    self.run(f"DROP TRIGGER {name}")
            else:
                self.run("SET LOCAL session_replication_role = replica")
            yield
            if keep:
                self.guard()
                self.run("COMMIT")
        finally:
            if not keep or (self.sqlite and self._raw.in_transaction):
                self.run("ROLLBACK")

    def guard(self) -> None:
        """Put the guards back, so that nobody sees that they were off."""
        if self.sqlite:
            for statement in expected(sqlite=True).values():
                self.run(statement)
        else:
            self.run("SET LOCAL session_replication_role = origin")

    @property
    def tx(self) -> Tx:
        """What the program's own functions work on."""
        return Tx(self._raw, self.sqlite)

    def proof(self) -> Proof:
        """What the program says of the books as they stand in this transaction."""
        tx = self.tx
        try:
            return proof_of(tx, None)
        finally:
            tx.end_streams()

    def rows(self, table: str) -> list[Row]:
        """All rows of a table."""
        columns = [c.name for c in metadata.tables[table].columns]
        keys = ", ".join(keys_of(table))
        found = self.run(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {keys}").fetchall()
        return [dict(zip(columns, row, strict=True)) for row in found]


def _pg_error() -> type[Exception]:
    import psycopg

    return psycopg.Error


def keys_of(table: str) -> list[str]:
    """The key of a table."""
    return [c.name for c in metadata.tables[table].primary_key.columns]


def _where(table: str) -> str:
    return " AND ".join(f"{key} = ?" for key in keys_of(table))


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys_of(table))


@dataclass
class Trials:
    """What was tried, by (table, kind), and what was found of it."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many trials there were."""
        return self.tried.total()


class Campaign:
    """Random trials over all tables and kinds, each as often as the others as far as rows allow."""

    def __init__(self, attacker: Attacker, seed: int) -> None:
        self._attacker = attacker
        self._random = random.Random(seed)
        self._rows = {table: attacker.rows(table) for table in TABLES}
        self.trials = Trials()

    def run(self, number: int) -> Trials:
        """Make ``number`` trials."""
        places = [(table, kind) for table in TABLES for kind in KINDS]
        place = 0
        while self.trials.total < number:
            table, kind = places[place % len(places)]
            place += 1
            self.trial(table, kind)
            assert place < 20 * number, "the database refuses nearly everything"
        return self.trials

    def trial(self, table: str, kind: str) -> None:
        """Do one thing and prove; what the database itself refuses is no trial."""
        made = getattr(self, f"_{kind}")(table)
        if made is None:
            return
        words, ids, statements = made
        attacker = self._attacker
        with attacker.unguarded():
            try:
                for statement, params in statements:
                    attacker.run(statement, params)
            except attacker.errors:
                return
            if attacker.rows(table) == self._rows[table]:
                return
            attacker.guard()
            proof = attacker.proof()
        self._note((table, kind), words, ids, proof)

    def _note(self, at: tuple[str, str], words: str, ids: set[int], proof: Proof) -> None:
        self.trials.tried[at] += 1
        said = [sentence for line in proof.lines for sentence in line.differences]
        if said:
            self.trials.found[at] += 1
        else:
            self.trials.missed.append(f"{at[1]} of {at[0]}: {words}")
        if any(f"osting {i}" in s for i in ids for s in said) or at[0] in REGISTERS:
            self.trials.named[at] += bool(said)

    def _change(self, table: str) -> Any:
        row = self._random.choice(self._rows[table])
        column = self._random.choice(list(row))
        value = self._other(table, column, row[column])
        ids = {row.get("posting_id", 0), value if column == "posting_id" else 0}
        statement = f"UPDATE {table} SET {column} = ? WHERE {_where(table)}"
        return (
            f"{column} of {_key(table, row)} from {row[column]!r} to {value!r}",
            ids,
            [(statement, (value, *_key(table, row)))],
        )

    def _other(self, table: str, column: str, value: Any) -> Any:
        """Another value for a cell: another row's, or one that is slightly off."""
        others = sorted({r[column] for r in self._rows[table]} - {value, None}, key=repr)
        whole = isinstance(value, int) or isinstance(others[0] if others else "", int)
        if others and self._random.random() < 0.5:
            return self._random.choice(others)
        if value is None:
            return 1 if whole else "x"
        if whole:
            return value + self._random.choice((1, -1, 100, -100, 10**6))
        at_sign = self._random.randrange(len(value)) if value else 0
        kinds: list[Callable[[], str]] = [
            lambda: value + "x",
            lambda: value + " ",
            lambda: value.swapcase() + ("" if value.swapcase() != value else "y"),
            lambda: (
                value[:at_sign]
                + ("1" if value[at_sign : at_sign + 1] != "1" else "2")
                + value[at_sign + 1 :]
            ),
            lambda: value[:-1] if value else "z",
        ]
        return self._random.choice(kinds)()

    def _delete(self, table: str) -> Any:
        row = self._random.choice(self._rows[table])
        statement = f"DELETE FROM {table} WHERE {_where(table)}"
        ids = {row.get("posting_id", 0)}
        if table == "posting":
            # What is seen is the parts without it, or the link after it.
            ids |= {r["posting_id"] for r in self._rows[table]}
        return f"{_key(table, row)}", ids, [(statement, _key(table, row))]

    def _insert(self, table: str) -> Any:
        """A row like another, with a key and with what must be there once of its own."""
        row = dict(self._random.choice(self._rows[table]))
        keys = keys_of(table)
        ids = {r["posting_id"] for r in self._rows["posting"]}
        if keys == ["posting_id"] and table != "posting":
            taken = {r["posting_id"] for r in self._rows[table]}
            row["posting_id"] = self._random.choice(sorted(ids - taken))
        else:
            last = max(r[keys[-1]] for r in self._rows[table])
            inside = table in REGISTERS
            row[keys[-1]] = -1 if inside else last + self._random.randint(1, 5)
        fresh = self._random.randrange(10**8)
        for column in row:
            if column not in keys and self._once(table, column):
                value = row[column]
                row[column] = value + fresh if isinstance(value, int) else f"{value}{fresh}"
        places = ", ".join("?" * len(row))
        statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"
        named = {row["posting_id"]} if "posting_id" in row else ids
        return f"{row}", named, [(statement, tuple(row.values()))]

    def _once(self, table: str, column: str) -> bool:
        rules = [
            [c.name for c in rule.columns]
            for rule in metadata.tables[table].constraints
            if isinstance(rule, UniqueConstraint)
        ]
        return any(rule[-1] == column for rule in rules)

    def _swap(self, table: str) -> Any:
        """Two rows that change everything but their keys."""
        if len(self._rows[table]) < 2:
            return None
        one, two = self._random.sample(self._rows[table], 2)
        rest = [column for column in one if column not in keys_of(table)]
        if not rest or all(one[c] == two[c] for c in rest):
            return None
        # Both go and come back with each other's keys: rows that are the other way round for a moment would collide.
        gone = f"DELETE FROM {table} WHERE {_where(table)}"
        back = f"INSERT INTO {table} ({', '.join(one)}) VALUES ({', '.join('?' * len(one))})"
        moved = [
            tuple((keyed if c in keys_of(table) else told)[c] for c in one)
            for keyed, told in ((one, two), (two, one))
        ]
        ids = {one.get("posting_id", 0), two.get("posting_id", 0)}
        return (
            f"{_key(table, one)} with {_key(table, two)}",
            ids,
            [
                *((gone, _key(table, row)) for row in (one, two)),
                *((back, values) for values in moved),
            ],
        )


@contextmanager
def attacking(url: str) -> Iterator[Attacker]:
    """An attacker on books, for as long as it takes."""
    with closing(Attacker(url)) as attacker:
        yield attacker
