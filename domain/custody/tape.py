"""The check tape: what was counted item by item against the tenders, with the receipts that they are on.

It says what is missing, what is there and posted nowhere, and what looks like one item with two amounts. It is shown
only when the count is in, or the amounts could be typed from it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.money import Money


@dataclass(frozen=True, slots=True)
class TapeTender:
    """A tender that should be among the items: its amount, the receipt it is on, and its number where it has one."""

    amount: Money
    receipt: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class TapeLine:
    """One line where tape and tenders part: ``posted`` without ``counted`` is missing, the other way round extra.

    With both it is one item that looks like two amounts.
    """

    kind: str
    posted: TapeTender | None
    counted: Money | None

    @property
    def words(self) -> str:
        """What it is called: missing, extra or different."""
        if self.posted is None:
            return "extra"
        return "missing" if self.counted is None else "different"


def match_tape(
    kind: str, tenders: Iterable[TapeTender], counted: Iterable[Money]
) -> tuple[TapeLine, ...]:
    """Match counted amounts to tenders one to one and return what is left on either side, tenders first.

    Equal amounts match. Of what is left, a missing and an extra item whose digits are alike are one that differs.
    """
    left = Counter(counted)
    missing: list[TapeTender] = []
    for tender in tenders:
        if left[tender.amount] > 0:
            left[tender.amount] -= 1
        else:
            missing.append(tender)
    extra = sorted(left.elements(), reverse=True)
    lines = []
    for tender in missing:
        twin = next((each for each in extra if alike(tender.amount, each)), None)
        if twin is not None:
            extra.remove(twin)
        lines.append(TapeLine(kind, tender, twin))
    return (*lines, *(TapeLine(kind, None, each) for each in extra))


def alike(one: Money, other: Money) -> bool:
    """Whether two amounts may be one misread: the same digits in another order, one digit off, or a slid point."""
    first, second = str(one.cents), str(other.cents)
    if first.rstrip("0") == second.rstrip("0"):
        return True
    if len(first) != len(second):
        return False
    apart = sum(a != b for a, b in zip(first, second, strict=True))
    return apart == 1 or (apart == 2 and sorted(first) == sorted(second))
