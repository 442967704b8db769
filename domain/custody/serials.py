"""Serial numbers of accountable stock: ranges of them, and sets of ranges that never overlap.

All of it is arithmetic on whole numbers; a series' prefix and width are the policy's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.refusals import Code, Refusal, refuse

MOST_AT_ONCE = 1_000_000
_RANGE = re.compile(r"(?P<first>[0-9]{1,12})(?:\s*(?:-|\.\.|\+)\s*(?P<last>[0-9]{1,12}))?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Serials:
    """The serial numbers from ``first`` to ``last``, both included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last < 10**12 or self.last - self.first >= MOST_AT_ONCE:
            raise ValueError("a range of serial numbers runs upwards and is not endless")

    def __len__(self) -> int:
        return self.last - self.first + 1

    def overlaps(self, other: "Serials") -> bool:
        """Whether a number is in both."""
        return self.first <= other.last and other.first <= self.last


RangeSet = tuple[Serials, ...]
"""Ranges in order that neither overlap nor touch."""


def joined(ranges: Iterable[Serials]) -> RangeSet:
    """Return the set of ranges that must not overlap, in order, neighbors joined; overlap is a programmer's error."""
    found: list[Serials] = []
    for one in sorted(ranges):
        if found and one.first <= found[-1].last:
            raise ValueError("ranges of one set do not overlap")
        if found and one.first == found[-1].last + 1 and len(found[-1]) + len(one) <= MOST_AT_ONCE:
            found[-1] = Serials(found[-1].first, one.last)
        else:
            found.append(one)
    return tuple(found)


def holds(within: RangeSet, part: Serials) -> bool:
    """Whether every number of ``part`` is in the set."""
    wanted = part.first
    for one in within:
        if one.first <= wanted <= one.last:
            wanted = one.last + 1
            if wanted > part.last:
                return True
    return False


def without(within: RangeSet, part: Serials) -> RangeSet:
    """Return the set less ``part``; numbers that are not in it do not matter."""
    left: list[Serials] = []
    for one in within:
        if not one.overlaps(part):
            left.append(one)
            continue
        if one.first < part.first:
            left.append(Serials(one.first, part.first - 1))
        if one.last > part.last:
            left.append(Serials(part.last + 1, one.last))
    return tuple(left)


def first_of(within: RangeSet, count: int) -> Serials | None:
    """Return the lowest ``count`` numbers that follow one another, or ``None`` where the lowest range is shorter.

    Stock is sold in its order: a clerk who opens a second pad before the first is empty leaves a gap.
    """
    if not within or count < 1 or len(within[0]) < count:
        return None
    return Serials(within[0].first, within[0].first + count - 1)


def next_of(within: RangeSet, count: int) -> RangeSet | None:
    """Return the lowest ``count`` numbers of the set, over the end of a pad; ``None`` when there are fewer."""
    taken: list[Serials] = []
    for one in within:
        if count > 0:
            taken.append(Serials(one.first, min(one.last, one.first + count - 1)))
            count -= len(taken[-1])
    return tuple(taken) if count <= 0 else None


def less(within: RangeSet, parts: Iterable[Serials]) -> RangeSet:
    """Return the set less every part."""
    for part in parts:
        within = without(within, part)
    return within


def numbers(within: RangeSet) -> int:
    """Return how many serial numbers are in the set."""
    return sum(len(one) for one in within)


def ranges_data(within: RangeSet) -> list[object]:
    """Return the set as plain data: ``[first, last]`` of each range."""
    return [[one.first, one.last] for one in within]


def ranges_from_data(data: object) -> RangeSet:
    """Return the set that ``ranges_data`` wrote; raises ``ValueError`` when the data is damaged."""
    found: list[Serials] = []
    for pair in data if isinstance(data, list) else [None]:
        match pair:
            case [int(first), int(last)]:
                found.append(Serials(first, last))
            case _:
                raise ValueError("saved serial numbers are damaged")
    if joined(found) != tuple(found):
        raise ValueError("saved serial numbers are not in order")
    return tuple(found)


def in_words(within: RangeSet) -> str:
    """Return the set as a clerk reads it: ``1001-1100, 1201``."""
    return ", ".join(
        str(one.first) if one.first == one.last else f"{one.first}-{one.last}" for one in within
    )


def read_ranges(typed: str) -> RangeSet | Refusal:
    """Read ranges with commas between them, as ``in_words`` writes them; refuses numbers that are typed twice."""
    found: list[Serials] = []
    for part in typed.split(","):
        one = read_serials(part)
        if isinstance(one, Refusal):
            return one
        if any(one.overlaps(other) for other in found):
            return refuse(Code.SERIALS_UNREADABLE, typed=typed.strip())
        found.append(one)
    return joined(found)


def read_serials(typed: str) -> Serials | Refusal:
    """Read ``1001-1100``, ``1001+100`` (how many) or ``1001``; refuses anything else and a range that runs down."""
    match = _RANGE.match(typed.strip())
    if match is None:
        return refuse(Code.SERIALS_UNREADABLE, typed=typed.strip())
    first = int(match["first"])
    last = first if match["last"] is None else int(match["last"])
    if "+" in typed:
        last = first + last - 1
    if not first <= last < first + MOST_AT_ONCE or last >= 10**12:
        return refuse(Code.SERIALS_UNREADABLE, typed=typed.strip())
    return Serials(first, last)
