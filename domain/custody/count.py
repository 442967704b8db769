"""The count of a drawer: denominations, checks one by one, other tenders by their total."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.money import ZERO, Money, total
from domain.office import Denomination, Office
from domain.refusals import Code, Refusal, refuse

MOST_PIECES = 99_999


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted. ``pieces`` is (value, number) by denomination; ``items`` is (tender kind, each amount).

    ``totals`` is (tender kind, sum) for kinds that are neither counted by denomination nor item by item. ``bundles``
    is (value, number) of the straps and rolls among the pieces, which ``pieces`` has piece by piece already;
    ``float_out`` is what was counted out for the float first, and is not among the pieces.
    """

    pieces: tuple[tuple[Money, int], ...] = ()
    items: tuple[tuple[str, tuple[Money, ...]], ...] = ()
    totals: tuple[tuple[str, Money], ...] = ()
    bundles: tuple[tuple[Money, int], ...] = ()
    float_out: Money = ZERO

    def __post_init__(self) -> None:
        if any(not 0 <= n <= MOST_PIECES for _, n in (*self.pieces, *self.bundles)):
            raise ValueError("a number of pieces is a whole number, not negative")
        counted = [self.float_out, *(v for v, _ in self.pieces)] + [a for _, a in self.totals]
        counted += [a for _, amounts in self.items for a in amounts]
        if any(amount.cents < 0 for amount in counted):
            raise ValueError("a counted amount is not negative")

    @property
    def cash(self) -> Money:
        """The sum of the denominations, and the float that was taken out before."""
        return self.float_out + total(value.times(number) for value, number in self.pieces)

    def of_kind(self, kind: str, office: Office) -> Money:
        """Return what was counted of one tender kind."""
        counted = next(k.counted for k in office.tender_kinds if k.code == kind)
        if counted == "denominations":
            return self.cash
        if counted == "items":
            return total(a for k, amounts in self.items if k == kind for a in amounts)
        return total(a for k, a in self.totals if k == kind)

    def data(self) -> list[object]:
        """Return the count as plain data in a fixed order."""
        return [
            [[value.cents, number] for value, number in self.pieces],
            [[kind, [a.cents for a in amounts]] for kind, amounts in self.items],
            [[kind, amount.cents] for kind, amount in self.totals],
            [[value.cents, number] for value, number in self.bundles],
            self.float_out.cents,
        ]


def count_from_data(data: object) -> Count:
    """Return the count that ``Count.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [list(pieces), list(items), list(totals), list(bundles), int(out)]:
            try:
                return Count(
                    tuple((Money(v), n) for v, n in pieces),
                    tuple((str(k), tuple(Money(a) for a in amounts)) for k, amounts in items),
                    tuple((str(k), Money(a)) for k, a in totals),
                    tuple((Money(v), n) for v, n in bundles),
                    Money(out),
                )
            except TypeError as error:
                raise ValueError("a saved count is damaged") from error
    raise ValueError("a saved count is damaged")


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one denomination: loose pieces, straps and rolls."""

    loose: int = 0
    straps: int = 0
    rolls: int = 0

    @property
    def bundles(self) -> int:
        """How many straps and rolls."""
        return self.straps + self.rolls

    def pieces(self, of: Denomination) -> int:
        """Return how many pieces that is."""
        return self.loose + self.straps * of.strap + self.rolls * of.roll


_PART = re.compile(r"([0-9]{1,6})([sr*]?)[+]?")


def read_counted(typed: str, of: Denomination) -> Counted | Refusal:
    """Read what was counted of a denomination: ``17``, ``2s`` for two straps, ``3r`` for rolls, ``2s17`` for both.

    ``*`` is the strap or the roll, whichever the denomination has, so that the numeric pad is enough: ``2*17``. Refuses
    what cannot be read, and straps or rolls of a denomination that policy gives none.
    """
    text = typed.strip().lower()
    parts = _PART.findall(text)
    if "".join(f"{n}{kind}" for n, kind in parts) != text.replace("+", ""):
        return refuse(Code.COUNT_UNREADABLE, typed=typed)
    sums = {"": 0, "s": 0, "r": 0}
    for number, mark in parts:
        kind = mark if mark != "*" else "s" if of.strap else "r"
        if (kind == "s" and not of.strap) or (kind == "r" and not of.roll):
            return refuse(Code.COUNT_NO_BUNDLE, name=of.name, kind=_BUNDLES[kind])
        sums[kind] += int(number)
    counted = Counted(sums[""], sums["s"], sums["r"])
    if counted.pieces(of) > MOST_PIECES:
        return refuse(Code.COUNT_UNREADABLE, typed=typed)
    return counted


_BUNDLES = {"s": "straps", "r": "rolls"}


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """A counted item that has no tender (``extra``) or a tender that was not counted (``missing``)."""

    amount: Money
    missing: bool


def match_items(tenders: Iterable[Money], counted: Iterable[Money]) -> tuple[ItemDifference, ...]:
    """Match counted checks to tenders amount by amount and return what is left on either side, largest first."""
    have, seen = Counter(tenders), Counter(counted)
    missing = [ItemDifference(a, True) for a in (have - seen).elements()]
    extra = [ItemDifference(a, False) for a in (seen - have).elements()]
    return tuple(sorted((*missing, *extra), key=lambda d: (-d.amount.cents, d.missing)))
