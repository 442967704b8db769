"""Whether what an act would take is where it takes it from, told before anybody signs for it.

The books decide it again in the transaction. What a drawer holds is not told here: its count is blind, and whoever
might ask as often as he or she likes would find it out.
"""

from collections.abc import Callable, Iterable

from domain.custody.acts import PiecesMoved
from domain.custody.pieces import NO_PIECES, Pieces, pieces_of
from domain.custody.stock import Movement, Stock, move
from domain.custody.vault import VAULT, Custody, is_drawer
from domain.money import Money
from domain.refusals import Code, Refusal, refuse


def pieces_missing(held: Custody, moved: Iterable[PiecesMoved]) -> Refusal | None:
    """Refuse pieces that are not in the vault, in a bag or with the courier; drawers are not looked at."""
    leaves: dict[str, list[tuple[Money, int]]] = {}
    for each in moved:
        if each.number < 0 and not is_drawer(each.place):
            leaves.setdefault(each.place, []).append((each.value, -each.number))
    for place, rows in leaves.items():
        lacking = (held.at(place).pieces or NO_PIECES).lacks(pieces_of(rows))
        if lacking.held:
            return refuse(Code.MOVE_PIECES_MISSING, place=place, missing=str(lacking))
    return None


def vault_lacks(held: Custody, wanted: Pieces) -> Refusal | None:
    """Refuse pieces that are not in the vault."""
    return pieces_missing(held, (PiecesMoved(VAULT, value, -n) for value, n in wanted.held))


def vault_too_small(held: Custody, wanted: Money) -> Refusal | None:
    """Refuse an amount that the vault does not come to, or any where it is empty; says what to do about it."""
    there = held.at(VAULT).amount
    if not there:
        return refuse(Code.VAULT_EMPTY)
    return refuse(Code.VAULT_TOO_SMALL, there=there, wanted=wanted) if there < wanted else None


def stock_missing(stock: Callable[[str], Stock], movements: Iterable[Movement]) -> Refusal | None:
    """Refuse numbers that are not where they are taken from, or that were received before; ``stock`` is the books'."""
    after: dict[str, Stock] = {}
    for each in movements:
        moved = move(after.get(each.series) or stock(each.series), each)
        if isinstance(moved, Refusal):
            return moved
        after[each.series] = moved
    return None
