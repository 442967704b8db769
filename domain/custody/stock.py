"""Accountable stock: tags, cards and permits by serial number, from the printer's box to the customer.

Every number is in exactly one place: not yet received, in the vault, in one drawer, sold, spoiled, or returned to the
vendor. A movement takes it from one place to another; one that would take what is not there is refused, so that
opening + received - sold - spoiled - returned is always what is on hand (invariant I16).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.custody.serials import (
    RangeSet,
    Serials,
    holds,
    in_words,
    joined,
    less,
    numbers,
    ranges_data,
    without,
)
from domain.refusals import Code, Refusal, refuse

VAULT = "vault"


class StockAct(StrEnum):
    """What may happen to stock; the value is how it is told."""

    RECEIVED = "received"
    ISSUED = "issued to drawer"
    SOLD = "sold"
    SPOILED = "spoiled"
    HANDED_BACK = "handed back to the vault"
    RETURNED = "returned to vendor"
    TAKEN_BACK = "taken back from a customer"


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of a range of a series. ``drawer`` is the drawer that it left or came to; empty for the vault.

    ``undone`` says that it takes such a movement back: the numbers go the other way.
    """

    series: str
    act: StockAct
    serials: Serials
    drawer: str = ""
    undone: bool = False

    def __post_init__(self) -> None:
        at_drawer = self.act in (StockAct.ISSUED, StockAct.HANDED_BACK, StockAct.SOLD)
        if at_drawer and not self.drawer:
            raise ValueError(f"stock is {self.act} at a drawer")
        if self.undone and self.act in (StockAct.SOLD, StockAct.TAKEN_BACK):
            raise ValueError("a sale is undone by a correction of its receipt")

    @property
    def words(self) -> str:
        """What happened, in words."""
        return f"reversal: {self.act.value}" if self.undone else self.act.value


@dataclass(frozen=True, slots=True)
class Place:
    """Where ranges of a series lie: the vault, or a drawer by its code."""

    name: str
    ranges: RangeSet


@dataclass(frozen=True, slots=True)
class Stock:
    """One series as its movements left it. ``gone`` are the numbers that left for good, by act."""

    series: str
    on_hand: tuple[Place, ...] = ()
    gone: tuple[tuple[StockAct, RangeSet], ...] = ()
    received: int = 0

    def at(self, place: str) -> RangeSet:
        """Return what lies at a place."""
        return next((p.ranges for p in self.on_hand if p.name == place), ())

    def left(self, act: StockAct) -> RangeSet:
        """Return what was sold, spoiled or returned."""
        return next((ranges for code, ranges in self.gone if code is act), ())

    @property
    def count(self) -> int:
        """How many are on hand, in all places together."""
        return sum(numbers(place.ranges) for place in self.on_hand)

    @property
    def proves(self) -> bool:
        """Whether received less sold, spoiled and returned is what is on hand."""
        return self.received - sum(numbers(ranges) for _, ranges in self.gone) == self.count


GONE = frozenset({StockAct.SOLD, StockAct.SPOILED, StockAct.RETURNED})
"""The acts after which numbers are not on hand any more."""
_FROM_VAULT = (StockAct.ISSUED, StockAct.RETURNED)


def move(stock: Stock, movement: Movement) -> Stock | Refusal:
    """Return the stock after a movement.

    Refuses a range that was received before, and numbers that are not where the movement would take them from.
    """
    act, serials = movement.act, movement.serials
    if movement.undone:
        return _undo(stock, movement)
    if act is StockAct.RECEIVED:
        return _receive(stock, movement)
    if act is StockAct.TAKEN_BACK:
        return _bring_back(stock, movement, StockAct.SOLD)
    source = VAULT if act in _FROM_VAULT or not movement.drawer else movement.drawer
    taken = _taken(stock, source, serials)
    if isinstance(taken, Refusal):
        return taken
    if act is StockAct.ISSUED:
        return _add(taken, movement.drawer, serials)
    if act is StockAct.HANDED_BACK:
        return _add(taken, VAULT, serials)
    gone = joined((*taken.left(act), serials))
    rest = tuple(row for row in taken.gone if row[0] is not act)
    return replace(taken, gone=(*rest, (act, gone)))


def _receive(stock: Stock, movement: Movement) -> Stock | Refusal:
    known = [r for place in stock.on_hand for r in place.ranges]
    known += [r for _, ranges in stock.gone for r in ranges]
    twice = next((r for r in known if r.overlaps(movement.serials)), None)
    if twice is not None:
        return refuse(
            Code.STOCK_OVERLAPS, serials=in_words((movement.serials,)), known=in_words((twice,))
        )
    more = replace(stock, received=stock.received + len(movement.serials))
    return _add(more, VAULT, movement.serials)


def _undo(stock: Stock, movement: Movement) -> Stock | Refusal:
    """Take a movement back: the numbers must all be where it left them."""
    act, serials = movement.act, movement.serials
    if act in GONE:
        return _bring_back(stock, movement, act)
    back = {StockAct.ISSUED: VAULT, StockAct.HANDED_BACK: movement.drawer}
    left = _taken(stock, movement.drawer if act is StockAct.ISSUED else VAULT, serials)
    if isinstance(left, Refusal):
        return left
    if act is StockAct.RECEIVED:
        return replace(left, received=left.received - len(serials))
    return _add(left, back[act], serials)


def _taken(stock: Stock, source: str, serials: Serials) -> Stock | Refusal:
    """Return the stock without numbers that lie at a place, or refuse those that do not lie there."""
    there = stock.at(source)
    if not holds(there, serials):
        return _not_there(stock, serials, _named(source), there)
    return _set(stock, source, without(there, serials))


def _bring_back(stock: Stock, movement: Movement, gone: StockAct) -> Stock | Refusal:
    """Bring numbers that left for good back into a drawer or the vault, as when a sale is void."""
    there = stock.left(gone)
    if not holds(there, movement.serials):
        return _not_there(stock, movement.serials, f"those {gone.value}", there)
    rest = tuple(row for row in stock.gone if row[0] is not gone)
    left = joined(without(there, movement.serials))
    less = replace(stock, gone=(*rest, (gone, left)) if left else rest)
    return _add(less, movement.drawer or VAULT, movement.serials)


def _not_there(stock: Stock, serials: Serials, place: str, there: RangeSet) -> Refusal:
    return refuse(
        Code.STOCK_NOT_THERE,
        serials=in_words((serials,)),
        series=stock.series,
        place=place,
        there=in_words(there) or "none",
    )


def _add(stock: Stock, place: str, serials: Serials) -> Stock:
    return _set(stock, place, joined((*stock.at(place), serials)))


def _set(stock: Stock, place: str, ranges: RangeSet) -> Stock:
    others = tuple(p for p in stock.on_hand if p.name != place)
    # Joined anew: what was too long for one range may fit once a part of it is gone, and the books read it so.
    places = (*others, Place(place, joined(ranges))) if ranges else others
    return replace(stock, on_hand=tuple(sorted(places, key=lambda p: p.name)))


def _named(place: str) -> str:
    return "the vault" if place == VAULT else f"drawer {place}"


def stock_of(series: str, movements: Iterable[Movement]) -> Stock:
    """Return a series after its movements, as they were posted; one that could not be posted is damage in the books.

    Raises ``ValueError`` with the refusal's sentence.
    """
    stock = Stock(series)
    for movement in movements:
        if movement.series == series:
            moved = move(stock, movement)
            if isinstance(moved, Refusal):
                raise ValueError(moved.sentence)
            stock = moved
    return stock


@dataclass(frozen=True, slots=True)
class StockCount:
    """What was counted of a series at a place against what should lie there, by serial number."""

    series: str
    place: str
    missing: RangeSet
    extra: RangeSet

    @property
    def agrees(self) -> bool:
        """Whether every number that should be there is, and no other."""
        return not self.missing and not self.extra

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [self.series, self.place, ranges_data(self.missing), ranges_data(self.extra)]


def compare_count(stock: Stock, place: str, counted: Iterable[Serials]) -> StockCount:
    """Compare the ranges counted at a place with what the movements left there; never shown before the count is in."""
    there, seen = stock.at(place), joined(counted)
    return StockCount(stock.series, place, less(there, seen), less(seen, there))
