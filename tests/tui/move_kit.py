"""Books and keys for cash on its ways: a vault that holds something, and who signs how."""

from __future__ import annotations

from domain.custody.moves import CashMoved
from domain.custody.vault import VAULT
from domain.money import Money
from storage.memory import MemoryBooks
from tests.samples import PINS
from tests.storage.custody_kit import from_bank, pieces, recorded
from tests.tui.desk_kit import stocked_books

SAM = ("sam", "enter", PINS["sam"], "enter")
JANE_SIGNS = ("jane", "enter", PINS["jane"], "enter")
DIEGO = ("diego", "enter", PINS["diego"], "enter")
CASH = ("ctrl+p", "cash", "enter")
FUND = pieces(d20=20, d10=20, d5=40, d1=100, c25=80)


def vault_books() -> MemoryBooks:
    """The sample books with 920.00 in the vault."""
    books = stocked_books()
    recorded(books, from_bank("fund", FUND))
    return books


def counted(**by_place: str) -> tuple[str, ...]:
    """The keys of pieces down the pad, by their places: ``p20="5"`` is five twenties; F10 goes on with them."""
    places = ("p100", "p50", "p20", "p10", "p5", "p2", "p1", "c50", "c25", "c10", "c5", "c1")
    keys: list[str] = []
    for place in places[: 1 + max(places.index(name) for name in by_place)]:
        keys += [*by_place.get(place, ""), "enter"]
    return (*keys, "f10")


def moves(books: MemoryBooks) -> list[CashMoved]:
    """The movements so far, without the one that filled the vault."""
    found = [each.body for each in books.acts(kind=CashMoved.kind)]
    return [body for body in found if isinstance(body, CashMoved)][1:]


def in_vault(books: MemoryBooks) -> Money:
    """What the vault holds."""
    return books.holdings().at(VAULT).amount


def said(shown: str) -> str:
    """What the screen says, in one line."""
    return " ".join(" ".join(row.split("│")[0] for row in shown.splitlines()).split())
