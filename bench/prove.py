"""S9: ``prove`` for each million postings, beside one full scan of the same rows, and how memory grows with them.

The books are real: every receipt is posted by ``Books.post``, so that every digest is right and ``prove`` finds
nothing. Each size is proved in a process of its own, whose greatest memory is told; times are of the processor, so that
others on the machine do not count.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from bench.posting_books import cart_of, make_real, office, ok, order_now
from storage.open import open_books
from storage.posted_columns import COLUMNS

NAME = "S9"
SIZES = {"quick": (2_000, 8_000), "full": (10_000, 100_000)}
ROUNDS = 3
LINES = 3
REACH = 8.0
"""At most this many times as long as the scan."""


def run(scale: str) -> dict[str, Any]:
    """Measure at each size; sizes of one's own: ``python -m bench.prove 50000 ...``."""
    return measured(SIZES[scale])


def measured(sizes: tuple[int, ...]) -> dict[str, Any]:
    """Make books of each size, prove and scan them, and lay the figures out."""
    rows, found = [], []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="chamberlain-prove-") as folder:
            path = Path(folder) / "books.db"
            _make(path, size)
            found.append({"receipts": size, **_apart(path)})
        one = found[-1]
        rows.append(
            [
                size, one["rows"], one["prove_s"] * 1e6 / size, one["scan_s"] * 1e6 / size,
                one["prove_s"] / one["scan_s"], one["memory_mib"],
            ]
        )  # fmt: skip
    title = f"S9: prove beside one full scan of the posted rows (reach {REACH:.0f}x, memory flat)"
    columns = (
        "receipts", "rows", "prove s/million", "scan s/million", "prove/scan", "memory MiB",
    )  # fmt: skip
    return {"tables": [(title, columns, rows)], "sizes": found}


def _make(path: Path, receipts: int) -> None:
    """Post real receipts of three bills, a check and cash; the file is made safe only at the end."""
    made = make_real(path, max(300, receipts // 20))
    policy = office()
    with closing(open_books(f"sqlite:///{path}")) as books:
        with books.db._pool.connection() as raw:
            raw.execute("PRAGMA synchronous=OFF")
        for n in range(receipts - 1):
            bills = [(n * LINES + k) % made.bills for k in range(LINES)]
            cart = cart_of(books, f"r-{n}", bills, policy)
            ok(books.post(order_now(cart, made.session, policy)))


def _apart(path: Path) -> dict[str, Any]:
    """Take the measures in a process of its own."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_measure, args=(str(path), sender))
    child.start()
    answer: dict[str, Any] = json.loads(receiver.recv())
    child.join()
    return answer


def _measure(path: str, sender: Any) -> None:
    proves, scans, rows = [], [], 0
    with closing(open_books(f"sqlite:///{path}")) as books:
        for _ in range(ROUNDS):
            began = process_time()
            proof = books.prove()
            proves.append(process_time() - began)
            # The copied bills of the measure are not those of a program: only what was posted is looked at.
            wrong = [x for x in proof.lines if x.differences and x.name in ("Trail", "Journals")]
            if wrong:
                raise RuntimeError(str(wrong))
            scans.append(_scan(path))
            rows = sum(line.checked for line in proof.lines if line.name == "Journals")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer = {
        "prove_s": median(proves),
        "scan_s": median(seconds for seconds, _ in scans),
        "rows": scans[0][1],
        "journal_lines": rows,
        "memory_mib": memory,
    }
    sender.send(json.dumps(answer))


def _scan(path: str) -> tuple[float, int]:
    """Read every posted row once, as Python's own driver hands it out."""
    began, rows = process_time(), 0
    with closing(sqlite3.connect(path)) as conn:
        for table in COLUMNS:
            for _ in conn.execute(f"SELECT * FROM {table}"):
                rows += 1
    return process_time() - began, rows


if __name__ == "__main__":
    from bench.table import print_table

    for table in measured(tuple(int(word) for word in sys.argv[1:]) or SIZES["quick"])["tables"]:
        print_table(*table)
