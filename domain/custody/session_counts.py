"""Counts of a session beside the blind tries: the final one, surprise counts, and counts at a hand-over.

The final count is the last one handed in, once it is accepted or no try is left. From then on it stays as it is: only
then may anybody be told what the drawer should hold. A surprise count and a count at a hand-over are of an open drawer,
by a second person with the clerk present; they are kept with both names and close nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.custody.count import Count
from domain.custody.count_kind import CountKind as CountKind
from domain.custody.drawer import CountVerdict, DrawerSession, Tally
from domain.money import Money, total
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text


@dataclass(frozen=True, slots=True)
class BlindTry:
    """One blind count that was handed in at a UTC instant, and whether it agreed."""

    operator_id: str
    count: Count
    at: datetime
    balanced: bool


def same_again(
    count: Count, tried: BlindTry | None, verdict: CountVerdict, *, moved: bool
) -> Refusal | None:
    """Refuse a count that is the last one that did not agree, unchanged: it is no new try, and tells nothing new.

    ``moved`` says that money came or went since that try: then the answer could be another, and it is a try.
    """
    if tried is None or moved or tried.balanced or verdict.balanced or tried.count != count:
        return None
    return refuse(Code.COUNT_SAME)


@dataclass(frozen=True, slots=True)
class CountOrder:
    """A request to keep a count of ``session_id``, at ``at`` (UTC).

    ``present`` is the second of the two people, as (sign-in name, name); of a final count there is none.
    """

    request_id: str
    kind: CountKind
    session_id: str
    operator_id: str
    operator_name: str
    at: datetime
    count: Count
    present: tuple[str, str] = ("", "")
    remark: str = ""

    def __post_init__(self) -> None:
        if not self.request_id or self.at.utcoffset() != timedelta(0):
            raise ValueError("a count has a request id and a UTC instant")
        if self.present[0] == self.operator_id:
            raise ValueError("the one who counts and the one who is present are two people")
        if (self.kind is CountKind.FINAL) == bool(self.present[0]):
            raise ValueError("a count of an open drawer names both people; a final one its counter")
        object.__setattr__(self, "remark", clean_text(self.remark))


@dataclass(frozen=True, slots=True)
class SessionCount:
    """A count that is kept: who asked for what, and expected against counted at that moment, by tender kind."""

    order: CountOrder
    drawer: str
    tallies: tuple[Tally, ...]

    @property
    def over_short(self) -> Money:
        """The whole difference over all tender kinds; over is positive."""
        return total(t.over_short for t in self.tallies)


def kept_before(kept: SessionCount, order: CountOrder) -> SessionCount | Refusal:
    """Return the count that was kept under the order's request id; refuses where it says anything else than the order.

    The moment may differ: whoever asks again because no answer came asks later.
    """
    if replace(order, at=kept.order.at) == kept.order:
        return kept
    return refuse(Code.COUNT_REUSED, drawer=kept.drawer)


def against_final(
    session: DrawerSession, count: Count, final: SessionCount | None
) -> Refusal | None:
    """Refuse to close a session on another count than its final one."""
    if final is None or final.order.count == count:
        return None
    return refuse(Code.COUNT_IN, drawer=session.drawer)


def final_of(
    session: DrawerSession, order: CountOrder, tries: Sequence[BlindTry]
) -> Refusal | None:
    """Refuse a final count that is not the last one handed in."""
    if not tries:
        return refuse(Code.COUNT_MISSING)
    if tries[-1].count != order.count:
        return refuse(Code.COUNT_IN, drawer=session.drawer)
    return None


def tallies_data(tallies: tuple[Tally, ...]) -> list[object]:
    """Return expected against counted as plain data in a fixed order."""
    return [[t.kind, t.name, t.expected.cents, t.counted.cents] for t in tallies]


def tallies_from_data(data: object) -> tuple[Tally, ...]:
    """Return what ``tallies_data`` wrote; raises ``ValueError`` when the data is damaged."""
    if not isinstance(data, list):
        raise ValueError("a kept count is damaged")
    found = []
    for row in data:
        match row:
            case [str(kind), str(name), int(expected), int(counted)]:
                found.append(Tally(kind, name, Money(expected), Money(counted)))
            case _:
                raise ValueError("a kept count is damaged")
    return tuple(found)
