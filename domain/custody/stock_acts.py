"""Accountable stock as acts of custody: received, issued, handed back, spoiled, returned to the vendor, and counted.

What moves between two people is signed by both: the vendor's driver signs on paper, the office's people by sign-in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Final

from domain.custody.acts import ActBody, Signer, signer_from_data
from domain.custody.serials import RangeSet, in_words, numbers, ranges_data, ranges_from_data
from domain.custody.stock import Movement, StockAct, StockCount

IN_DRAWER: Final = frozenset({StockAct.ISSUED, StockAct.HANDED_BACK})
"""The acts that are always a drawer's; spoiled numbers may come from a drawer or from the vault."""
OF_VENDOR: Final = frozenset({StockAct.RECEIVED, StockAct.RETURNED})
WITH_REASON: Final = frozenset({StockAct.SPOILED, StockAct.RETURNED})
BY_HAND: Final[Mapping[StockAct, str]] = MappingProxyType(
    {
        StockAct.RECEIVED: "Stock received",
        StockAct.ISSUED: "Stock issued",
        StockAct.HANDED_BACK: "Stock handed back",
        StockAct.SPOILED: "Stock spoiled",
        StockAct.RETURNED: "Stock returned to vendor",
    }
)
"""The acts that people enter, as the slip names them; sales and what undoes them follow from receipts."""


@dataclass(frozen=True, slots=True)
class StockMove(ActBody):
    """Numbers of a series that go from one place to another, signed by both sides.

    ``drawer`` is the drawer that they leave or reach, empty for the vault. ``reason`` says why they are spoiled or
    returned; ``document`` is the vendor's packing list or the like.
    """

    kind: ClassVar[str] = "stock"
    act: StockAct
    series: str
    name: str
    ranges: RangeSet
    giver: Signer
    receiver: Signer
    drawer: str = ""
    reason: str = ""
    document: str = ""

    def __post_init__(self) -> None:
        if self.act not in BY_HAND or not (self.series and self.name and self.ranges):
            raise ValueError("stock is moved by hand: an act, a series and numbers")
        if (self.act in IN_DRAWER) > bool(self.drawer) or (
            self.act in OF_VENDOR and bool(self.drawer)
        ):
            raise ValueError("stock is issued to a drawer, and received into the vault")
        if self.act in WITH_REASON and not self.reason:
            raise ValueError("stock that is spoiled or returned has a reason")

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The giver and the receiver; of spoiled numbers, who found them and who saw them."""
        return (self.giver, self.receiver)

    @property
    def title(self) -> str:
        """What is done with the stock."""
        return BY_HAND[self.act]

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return the series, its numbers and how many they are, where, and why."""
        where = f"drawer {self.drawer}" if self.drawer else "the vault"
        facts = (
            ("Stock", self.name),
            ("Numbers", in_words(self.ranges)),
            ("Count", str(numbers(self.ranges))),
            ("Place", where),
            ("Reason", self.reason),
            ("Paper", self.document),
        )
        return tuple(fact for fact in facts if fact[1])

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.act.value,
            self.series,
            self.name,
            ranges_data(self.ranges),
            self.giver.data(),
            self.receiver.data(),
            self.drawer,
            self.reason,
            self.document,
        ]

    def stock(self) -> tuple[Movement, ...]:
        """Return the movement of each range."""
        return tuple(Movement(self.series, self.act, one, self.drawer) for one in self.ranges)


def stock_move_from_data(data: object) -> StockMove:
    """Return what ``StockMove.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(act), str(series), str(name), ranges, giver, receiver,
            str(drawer), str(reason), str(document),
        ]:  # fmt: skip
            return StockMove(
                StockAct(act),
                series,
                name,
                ranges_from_data(ranges),
                signer_from_data(giver),
                signer_from_data(receiver),
                drawer,
                reason,
                document,
            )
    raise ValueError("a saved movement of stock is damaged")


@dataclass(frozen=True, slots=True)
class StockCounted(ActBody):
    """A count of a series at a place beside a drawer's close: what was missing there and what was too much."""

    kind: ClassVar[str] = "stock_count"
    count: StockCount
    name: str
    counter: Signer
    witness: Signer

    @property
    def signers(self) -> tuple[Signer, ...]:
        """Who counted and who saw it."""
        return (self.counter, self.witness)

    @property
    def title(self) -> str:
        """What it is."""
        return "Stock counted"

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what was counted where, and what differs."""
        differs = (
            ("Missing", in_words(self.count.missing)),
            ("Not of here", in_words(self.count.extra)),
        )
        found = tuple(fact for fact in differs if fact[1]) or (("Count", "agrees"),)
        return (("Stock", self.name), ("Place", self.count.place), *found)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [self.count.data(), self.name, self.counter.data(), self.witness.data()]


def stock_counted_from_data(data: object) -> StockCounted:
    """Return what ``StockCounted.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [count, str(name), counter, witness]:
            return StockCounted(
                stock_count_from_data(count),
                name,
                signer_from_data(counter),
                signer_from_data(witness),
            )
    raise ValueError("a saved count of stock is damaged")


def stock_count_from_data(data: object) -> StockCount:
    """Return what ``StockCount.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(series), str(place), missing, extra]:
            return StockCount(series, place, ranges_from_data(missing), ranges_from_data(extra))
    raise ValueError("a saved count of stock is damaged")
