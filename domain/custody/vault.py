"""The vault, drawers, bags and the bank: where the office's cash lies, and every way from one place to another.

Each movement is signed by the one who gives and the one who receives, who are two people. Cash is neither made nor lost
by a movement: it comes from outside only at the bank, and a change order gives as much as it takes (invariant I7).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.custody.pieces import MOST_PIECES, NO_PIECES, Pieces
from domain.money import ZERO, Money
from domain.refusals import Code, Refusal, refuse

VAULT = "vault"
BANK = "bank"
COURIER = "courier"


class MoveKind(StrEnum):
    """What a movement is; the value is its name on slips and reports."""

    FROM_BANK = "change fund from the bank"
    FLOAT = "float to a drawer"
    PULL = "cash pull"
    CHANGE_ORDER = "change order"
    TRANSFER = "drawer to drawer"
    TURNED_IN = "closed drawer to the vault"
    BAGGED = "deposit into a bag"
    HANDED_OVER = "bag to the courier"
    BANKED = "bag taken in by the bank"


@dataclass(frozen=True, slots=True)
class Move:
    """Cash from one place to another: ``given``; a change order gets as much ``back``.

    Places are ``vault``, ``bank``, ``courier``, a drawer as ``drawer 1``, a bag as ``bag 77``. ``given_by`` and
    ``received_by`` are sign-in names; the bank and the courier sign on paper.
    """

    kind: MoveKind
    source: str
    target: str
    given: Pieces
    given_by: str
    received_by: str
    back: Pieces = NO_PIECES

    def __post_init__(self) -> None:
        nothing = not self.given.held and self.kind is not MoveKind.TURNED_IN
        if nothing or self.source == self.target:
            raise ValueError("a movement takes something from one place to another")
        if bool(self.back.held) != (self.kind is MoveKind.CHANGE_ORDER):
            raise ValueError("a change order alone gets something back")


@dataclass(frozen=True, slots=True)
class Holding:
    """What lies at a place. A drawer's pieces are not known between its counts: only what it comes to."""

    place: str
    amount: Money
    pieces: Pieces | None = None


@dataclass(frozen=True, slots=True)
class Custody:
    """All places that hold something, in the order of their names."""

    holdings: tuple[Holding, ...] = ()

    def at(self, place: str) -> Holding:
        """Return what lies at a place: nothing, of known pieces, where nothing was brought."""
        found = next((h for h in self.holdings if h.place == place), None)
        if found is not None:
            return found
        return Holding(place, ZERO, None if is_drawer(place) else NO_PIECES)


def drawer_place(code: str) -> str:
    """Return the place of a drawer by its code."""
    return f"drawer {code}"


def bag_place(number: str) -> str:
    """Return the place of a deposit bag by its number."""
    return f"bag {number}"


def is_drawer(place: str) -> bool:
    """Whether a place is a drawer."""
    return place.startswith("drawer ")


_ROUTES: dict[MoveKind, tuple[str, str]] = {
    MoveKind.FROM_BANK: (BANK, VAULT),
    MoveKind.FLOAT: (VAULT, "drawer "),
    MoveKind.PULL: ("drawer ", VAULT),
    MoveKind.CHANGE_ORDER: (VAULT, "drawer "),
    MoveKind.TRANSFER: ("drawer ", "drawer "),
    MoveKind.TURNED_IN: ("drawer ", VAULT),
    MoveKind.BAGGED: (VAULT, "bag "),
    MoveKind.HANDED_OVER: ("bag ", COURIER),
    MoveKind.BANKED: (COURIER, BANK),
}


def check_move(custody: Custody, move: Move) -> Refusal | None:
    """Return ``None`` when a movement may be made, else why not.

    Refuses one person signing for both sides, a way that the kind of movement does not go, a change order of two
    amounts, and what is not there: pieces of the vault and of bags, the amount of a drawer.
    """
    begins, ends = _ROUTES[move.kind]
    if not (move.source.startswith(begins) and move.target.startswith(ends)):
        return refuse(Code.MOVE_WAY, kind=move.kind, source=move.source, target=move.target)
    if move.given_by == move.received_by:
        return refuse(Code.MOVE_ONE_PERSON, kind=move.kind)
    if move.back.held and move.back.amount != move.given.amount:
        return refuse(Code.CHANGE_ORDER_UNEQUAL, given=move.given.amount, back=move.back.amount)
    return _missing(custody, move.source, move.given) or _missing(custody, move.target, move.back)


def _missing(custody: Custody, place: str, wanted: Pieces) -> Refusal | None:
    if place == BANK or not wanted.held:
        return None
    held = custody.at(place)
    if held.amount < wanted.amount:
        return refuse(Code.MOVE_NOT_THERE, place=place, wanted=wanted.amount, there=held.amount)
    lacking = held.pieces.lacks(wanted) if held.pieces is not None else NO_PIECES
    if lacking.held:
        return refuse(Code.MOVE_PIECES_MISSING, place=place, missing=str(lacking))
    return None


def too_many(place: str, value: Money, after: int) -> Refusal:
    """Return the refusal of more pieces of a value than can be kept of it in one place."""
    return refuse(Code.MOVE_TOO_MANY, place=place, value=value, number=after, most=MOST_PIECES)


def moved(custody: Custody, move: Move) -> Custody | Refusal:
    """Return where everything lies after a movement, or the refusal of ``check_move``."""
    refusal = check_move(custody, move)
    if refusal is not None:
        return refusal
    custody = _take(custody, move.source, move.given)
    custody = _put(custody, move.target, move.given)
    if move.back.held:
        custody = _put(_take(custody, move.target, move.back), move.source, move.back)
    return custody


def _take(custody: Custody, place: str, pieces: Pieces) -> Custody:
    if place == BANK:
        return custody
    held = custody.at(place)
    left = held.pieces.less(pieces) if held.pieces is not None else None
    return _set(custody, Holding(place, held.amount - pieces.amount, left))


def _put(custody: Custody, place: str, pieces: Pieces) -> Custody:
    if place == BANK:
        return custody
    held = custody.at(place)
    more = held.pieces.plus(pieces) if held.pieces is not None else None
    return _set(custody, Holding(place, held.amount + pieces.amount, more))


def _set(custody: Custody, holding: Holding) -> Custody:
    others = [h for h in custody.holdings if h.place != holding.place]
    kept = [*others, holding] if holding.amount else others
    return replace(custody, holdings=tuple(sorted(kept, key=lambda h: h.place)))


def taken_in(custody: Custody, place: str, amount: Money) -> Custody:
    """Return where everything lies after a drawer took ``amount`` from customers; negative when it gave money back."""
    if not is_drawer(place):
        raise ValueError("customers pay at a drawer")
    return _set(custody, Holding(place, custody.at(place).amount + amount))


def custody_after(moves: Iterable[Move], custody: Custody = Custody()) -> Custody:
    """Return where everything lies after movements as they were posted.

    Raises ``ValueError`` with the refusal's sentence for one that could not have been posted: damage in the books.
    """
    for move in moves:
        after = moved(custody, move)
        if isinstance(after, Refusal):
            raise ValueError(after.sentence)
        custody = after
    return custody
