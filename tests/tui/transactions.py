"""Whole transactions as a fast clerk types them, for the tests of type-ahead; run as a program, a counter to type at.

Each transaction is a pure list of keys with what it must leave in the books: lines and tenders in cents, and change.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tui.environment import prepare

prepare()

from chamberlain.readers import Readers  # noqa: E402  # Textual reads the environment while it is imported
from domain.receipting.receipt import Receipt  # noqa: E402
from storage.memory import MemoryBooks  # noqa: E402
from tests.samples import water_account, water_bill  # noqa: E402
from tests.tui.desk_kit import READY, books_with, desk_of, receipts_in, scan  # noqa: E402
from tui.app import run  # noqa: E402
from tui.counter import Counter, Opening  # noqa: E402

Left = tuple[tuple[int, ...], tuple[tuple[str, int], ...], int]
"""What a receipt holds: line amounts, tenders as kind and cents, and change."""

TERMINAL_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "f2": "\x1bOQ",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f11": "\x1b[23~",
    "ctrl+b": "\x02",
    "ctrl+q": "\x11",
}


@dataclass(frozen=True)
class Transaction:
    """The keys of one payer, and what they must leave in the books; nothing where the cart is only parked."""

    keys: tuple[str, ...]
    left: Left


def bill_cents(n: int) -> int:
    """Return what bill ``n`` of the type-ahead city comes to."""
    return 1000 + (n * 7919) % 90000


def type_ahead_books(bills: int) -> MemoryBooks:
    """Return books with that many customers, each with one water bill of its own amount."""
    accounts = tuple(
        water_account(f"W-{n:05d}", f"Payer {n}", f"{n} Main St") for n in range(bills)
    )
    demands = tuple(
        water_bill(f"WB-{n:05d}", f"W-{n:05d}", water=bill_cents(n), sewer=0) for n in range(bills)
    )
    return books_with(accounts, demands)


def money(cents: int) -> str:
    """Return cents as a clerk types them."""
    return f"{cents // 100}.{cents % 100:02d}" if cents % 100 else str(cents // 100)


def transaction(n: int, rng: random.Random) -> Transaction:
    """Return one payer's transaction on bill ``n``."""
    due = bill_cents(n)
    number = f"WB-{n:05d}"
    match rng.randrange(6):
        case 0:  # typed number, exact cash
            return Transaction((number, "enter", "f4", "c", "f10"), ((due,), (("C", due),), 0))
        case 1:  # scanned, cash and change, an amount and F10
            paid = due + rng.randrange(1, 5000)
            keys = (*scan(number), "f4", money(paid), "f10")
            return Transaction(keys, ((due,), (("C", paid),), paid - due))
        case 2:  # by the account, in part, check and cash
            part = rng.randrange(500, due)
            check = rng.randrange(100, part)
            keys = (f"W-{n:05d}", "enter", money(part), "enter", "f4", money(check), "k", "77")
            tenders = (("K", check), ("C", part - check))
            return Transaction((*keys, "enter", "c", "f10"), ((part,), tenders, 0))
        case 3:  # tags
            sheets = rng.randrange(1, 40)
            left: Left = ((sheets * 2700,), (("C", sheets * 2700),), 0)
            return Transaction((str(sheets), "f11", "f4", "c", "f10"), left)
        case 4:  # slips rubbed out on the way; a look at the receipts; parked and taken up again
            keys = (
                "zz",
                "backspace",
                "backspace",
                number,
                "enter",
                "f5",
                "f9",
                "escape",
                "f5",
                "enter",
            )
            return Transaction(
                (*keys, "f4", "9", "backspace", "c", "f10"), ((due,), (("C", due),), 0)
            )
        case _:  # two things, card and cash, next on the receipt screen with Enter
            keys = (number, "enter", "2*YS", "enter", "f4", "5", "d", "c", "f10", "enter")
            return Transaction(keys, ((due, 1800), (("D", 500), ("C", due + 1300)), 0))


def transactions(count: int, seed: int) -> list[Transaction]:
    """Return that many transactions, each on its own bill."""
    rng = random.Random(seed)
    return [transaction(n, rng) for n in range(count)]


def left_in(receipts: Iterable[Receipt]) -> list[Left]:
    """Return what the receipts hold, in the order of their numbers."""
    return [
        (
            tuple(line.amount.cents for line in each.lines),
            tuple((tender.kind, tender.amount.cents) for tender in each.tenders),
            each.change.cents,
        )
        for each in sorted(receipts, key=lambda receipt: receipt.number)
    ]


def terminal_bytes(keys: Iterable[str]) -> bytes:
    """Return the bytes that a terminal sends for these keys."""
    return "".join(TERMINAL_KEYS.get(key, key) for key in keys).encode()


def main(path: str, bills: str) -> int:
    """Run the counter on this terminal; on leaving, write what was posted to ``path``."""
    books = type_ahead_books(int(bills))
    desk = desk_of(books)
    code = run(Counter(Opening(lambda: desk), recognise=Readers(), tune_memory=True))
    Path(path).write_text("\n".join(map(repr, left_in(receipts_in(books)))), encoding="utf-8")
    return code


__all__ = ["READY", "Left", "Transaction", "left_in", "terminal_bytes", "transactions"]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
