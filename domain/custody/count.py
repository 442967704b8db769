"""The count of a drawer: denominations, checks one by one, other tenders by their total."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.money import Money, total
from domain.office import Office
from domain.refusals import Code, Refusal, refuse

MOST_PIECES = 99_999


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted. ``pieces`` is (value, number) by denomination; ``items`` is (tender kind, each amount).

    ``totals`` is (tender kind, sum) for kinds that are neither counted by denomination nor item by item.
    """

    pieces: tuple[tuple[Money, int], ...] = ()
    items: tuple[tuple[str, tuple[Money, ...]], ...] = ()
    totals: tuple[tuple[str, Money], ...] = ()

    def __post_init__(self) -> None:
        if any(not 0 <= n <= MOST_PIECES for _, n in self.pieces):
            raise ValueError("a number of pieces is a whole number, not negative")
        counted = [v for v, _ in self.pieces] + [a for _, a in self.totals]
        counted += [a for _, amounts in self.items for a in amounts]
        if any(amount.cents < 0 for amount in counted):
            raise ValueError("a counted amount is not negative")

    @property
    def cash(self) -> Money:
        """The sum of the denominations."""
        return total(value.times(number) for value, number in self.pieces)

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
        ]


def count_from_data(data: object) -> Count:
    """Return the count that ``Count.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [list(pieces), list(items), list(totals)]:
            try:
                return Count(
                    tuple((Money(v), n) for v, n in pieces),
                    tuple((str(k), tuple(Money(a) for a in amounts)) for k, amounts in items),
                    tuple((str(k), Money(a)) for k, a in totals),
                )
            except TypeError as error:
                raise ValueError("a saved count is damaged") from error
    raise ValueError("a saved count is damaged")


def read_pieces(typed: str) -> int | Refusal:
    """Read a number of pieces; nothing typed is none. Refuses what is not a whole number."""
    text = typed.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_PIECES:
        return refuse(Code.COUNT_UNREADABLE, typed=typed)
    return int(text)


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
