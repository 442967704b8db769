"""S1: a durable posting by ``Books.post``, with every check of the domain, beside the same rows by bare sqlite3.

Rounds of both sides take turns on twin files of the same schema and size, and sizes take turns too, so that a busy
machine slows all of them. The floor knows its rows beforehand; of the books it reads only the chain's head.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench.posting_books import Made, cart_of, make, office, ok, order_now
from bench.table import percentile
from domain.books import Books
from domain.receipting.cart import Cart
from domain.receipting.posting import Posting, ReceiptOrder, seal_receipt
from domain.receipting.receipt import Receipt
from storage import line_rows, receipt_rows, rows
from storage.open import open_books
from storage.posting_sql import INSERT

NAME = "S1"
SIZES = {"quick": (10_000, 1_000_000), "full": (10_000, 1_000_000, 10_000_000)}
ROUNDS = {"quick": 12, "full": 40}
IN_A_ROUND = 100
LINES = 3
_SETTINGS = ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "cache_size=-65536")

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Side:
    """What one side has taken so far: seconds of each posting, and of each round."""

    postings: list[float] = field(default_factory=list)
    rounds: list[float] = field(default_factory=list)

    def time(self, acts: Sequence[Callable[[], object]]) -> None:
        """Run the acts of one round and keep how long each took."""
        began = perf_counter()
        last = began
        for act in acts:
            act()
            now = perf_counter()
            self.postings.append(now - last)
            last = now
        self.rounds.append(last - began)


class Bare:
    """The floor: one connection, prepared statements, rows that were made before the clock started."""

    def __init__(self, path: Path) -> None:
        self.conn = sqlite3.connect(path, isolation_level=None)
        for setting in _SETTINGS:
            self.conn.execute(f"PRAGMA {setting}")
        self.next_id = self._one("SELECT max(posting_id) FROM posting") + 1
        self.seq = self._one("SELECT last_seq FROM drawer_year") + 1
        self.chain_no = self._one("SELECT chain_no FROM drawer_series") + 1
        self.head = self._one("SELECT head FROM drawer_series")

    def _one(self, statement: str) -> Any:
        return self.conn.execute(statement).fetchone()[0]

    def prepare(self, order: ReceiptOrder) -> Callable[[], None]:
        """Return the act that writes an order's rows as the next posting."""
        posting = seal_receipt(order, self.seq, self.chain_no, self.head)
        body, key = posting.body, self.next_id
        if not isinstance(body, Receipt):
            raise TypeError("an order becomes a receipt")
        written: Rows = {
            "posting": [rows.posting_row(key, posting)],
            "receipt": [receipt_rows.receipt_row(key, body)],
            "receipt_line": list(line_rows.line_rows(key, body.lines)),
            "allocation": list(line_rows.allocation_rows(key, body.lines)),
            "tender": list(rows.tender_rows(key, body.tenders)),
            "journal_line": list(rows.journal_rows(key, posting.journal)),
        }
        self.next_id, self.seq, self.chain_no = key + 1, self.seq + 1, self.chain_no + 1
        self.head = posting.trail.digest
        bills = [
            (line[3], posting.header.entered_at.isoformat(), line[5])
            for line in written["receipt_line"]
        ]
        return lambda: self._write(posting, key, written, bills)

    def _write(
        self, posting: Posting, key: int, written: Rows, bills: list[tuple[Any, ...]]
    ) -> None:
        run = self.conn.execute
        drawer = posting.header.drawer
        run("BEGIN IMMEDIATE")
        run("SELECT chain_no, head FROM drawer_series WHERE drawer = ?", (drawer,)).fetchone()
        for table, some in written.items():
            self.conn.executemany(INSERT[table], some)
        self.conn.executemany(
            "UPDATE bill SET version = version + 1, applied_cents = applied_cents + ?, is_open = 1, "
            "changed_by = 'counter 1', changed_at = ? WHERE bill_no = ?",
            bills,
        )
        run(
            "UPDATE drawer_series SET chain_no = ?, head = ? WHERE drawer = ?",
            (posting.trail.chain_no, posting.trail.digest, drawer),
        )
        run("UPDATE drawer_year SET last_seq = last_seq + 1 WHERE drawer = ?", (drawer,))
        run(
            "INSERT INTO print_job (posting_id, paper, copy_no, station, kick, state) "
            "VALUES (?, 'receipt', 0, ?, 1, 'pending')",
            (key, posting.header.station),
        )
        run("COMMIT")


class Pair:
    """The real books and the bare floor of one size, on twin files."""

    def __init__(self, folder: Path, receipts: int) -> None:
        folder.mkdir()
        made = make(folder / "books.db", receipts)
        twin = folder / "twin.db"
        shutil.copyfile(made.path, twin)
        os.sync()
        self.made: Made = made
        self.policy = office()
        self.books: Books = open_books(f"sqlite:///{made.path}")
        self.bare = Bare(twin)
        self.real_side, self.bare_side = Side(), Side()
        self._dice = random.Random(receipts)
        self._made_carts = 0

    def round(self, count: int = IN_A_ROUND) -> None:
        """Post ``count`` receipts on each side; what comes before the decision to post is not timed."""
        # No bill twice in a round: a cart decided before the bill moved would rightly be refused.
        chosen = self._dice.sample(range(self.made.bills), LINES * count)
        carts = [self._cart(chosen[at : at + LINES]) for at in range(0, len(chosen), LINES)]
        written = [
            self.bare.prepare(order_now(cart, self.made.session, self.policy)) for cart in carts
        ]
        gc.collect()
        self.real_side.time([partial(self._post, cart) for cart in carts])
        self.bare_side.time(written)

    def _cart(self, bills: list[int]) -> Cart:
        self._made_carts += 1
        return cart_of(self.books, f"f{self._made_carts:031x}", bills, self.policy)

    def _post(self, cart: Cart) -> None:
        ok(self.books.post(order_now(cart, self.made.session, self.policy)))

    def forget(self) -> None:
        """Begin to measure: what came before only warmed up."""
        self.real_side, self.bare_side = Side(), Side()

    def close(self) -> None:
        """Let go of both files."""
        self.books.close()
        self.bare.conn.close()


def run(scale: str) -> dict[str, object]:
    """Measure every size of ``scale``; times are in milliseconds, ratios are real to bare."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        pairs = {size: Pair(Path(name) / str(size), size) for size in SIZES[scale]}
        try:
            for pair in pairs.values():
                pair.round()
                pair.forget()
            for _ in range(ROUNDS[scale]):
                for pair in pairs.values():
                    pair.round()
        finally:
            for pair in pairs.values():
                pair.close()
    sizes = {str(size): _figures(pair) for size, pair in pairs.items()}
    first = sizes[str(SIZES[scale][0])]["p50"]
    for figures in sizes.values():
        figures["growth"] = figures["p50"] / first
    columns = ("receipts", *next(iter(sizes.values())))
    return {
        "sizes": sizes,
        "tables": [
            (
                "S1: a durable posting, real books to bare sqlite3 (ms)",
                columns,
                [(int(size), *figures.values()) for size, figures in sizes.items()],
            )
        ],
    }


def _figures(pair: Pair) -> dict[str, float]:
    real, bare = pair.real_side, pair.bare_side
    ratios = [floor / own for own, floor in zip(real.rounds, bare.rounds, strict=True)]
    p50, p99 = percentile(real.postings, 0.5), percentile(real.postings, 0.99)
    bare_p50, bare_p99 = percentile(bare.postings, 0.5), percentile(bare.postings, 0.99)
    return {
        "rate_ratio": median(ratios),
        "p50_ratio": bare_p50 / p50,
        "per_second": len(real.postings) / sum(real.rounds),
        "p50": p50 * 1000,
        "p99": p99 * 1000,
        "p99_to_p50": p99 / p50,
        "bare_p50": bare_p50 * 1000,
        "bare_p99": bare_p99 * 1000,
    }
