"""The difference finder: what, in a session's own data, would explain exactly what its drawer is over or short.

Every cause says what it would have done to each kind of money, for each receipt, piece or slip it could have happened
to. Those that come to the very difference are the explanations. A cause that could have happened in many ways is less
likely to have made just this difference, so that each is weighed by how common it is and by how many ways it had.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import product

from domain.money import Money

MOST_SHOWN = 8
MOST_SUSPECTS = 12


class Cause(StrEnum):
    """What may have gone wrong; the value is its name in reports and the benchmark."""

    NOT_TAKEN = "receipt posted, money not taken"
    NOT_POSTED = "money taken, receipt not posted"
    WRONG_KIND = "one kind of money posted as another"
    WRONG_SIDE = "money moved the wrong way"
    SWAPPED = "two digits swapped"
    SLID = "decimal point slid"
    WRONG_NOTE = "change given for another note"
    CHANGE_KEPT = "change not handed out"
    CHANGE_TWICE = "change handed out twice"
    VOID_NOT_PAID_BACK = "void whose cash was not handed back"
    DOUBLED = "one check swiped twice"
    MISCOUNTED = "a piece, strap or roll miscounted"
    WRONG_PILE = "a piece in another's pile"
    FLOAT = "float left out or counted twice"
    PULL = "a pull without its slip"
    OTHER_DRAWER = "the opposite amount in another drawer"
    ROUNDING = "change given on the total before rounding"


# How common each is; our own estimates, which the benchmark of seeded days holds to account.
_COMMON = {
    Cause.NOT_TAKEN: 8,
    Cause.NOT_POSTED: 4,
    Cause.WRONG_KIND: 10,
    Cause.WRONG_SIDE: 4,
    Cause.SWAPPED: 10,
    Cause.SLID: 5,
    Cause.WRONG_NOTE: 6,
    Cause.CHANGE_KEPT: 5,
    Cause.CHANGE_TWICE: 5,
    Cause.VOID_NOT_PAID_BACK: 6,
    Cause.DOUBLED: 6,
    Cause.MISCOUNTED: 9,
    Cause.WRONG_PILE: 9,
    Cause.FLOAT: 6,
    Cause.PULL: 5,
    Cause.OTHER_DRAWER: 6,
    Cause.ROUNDING: 3,
}

Effect = tuple[tuple[str, int], ...]
"""What a cause does to what is counted less what is expected: (tender kind, cents), no zeros, in the kinds' order."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """One way in which a cause could have happened: what it would have done, and the sentence that says so.

    ``receipt`` is the number of the receipt to open; empty when it is not about one. ``weight`` is how likely this way
    is beside the others of the same cause.
    """

    cause: Cause
    effect: Effect
    words: str
    receipt: str = ""
    weight: int = 36


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cause, or two, that come to the difference. ``suspects`` are the ways it could have happened, likeliest first.

    ``percent`` is its share of all explanations found, in whole percent.
    """

    causes: tuple[Cause, ...]
    suspects: tuple[Suspect, ...]
    percent: int


def effect_of(*changes: tuple[str, Money]) -> Effect:
    """Return an effect of changes to what is counted less what is expected, by tender kind."""
    sums: dict[str, int] = {}
    for kind, amount in changes:
        sums[kind] = sums.get(kind, 0) + amount.cents
    return tuple(sorted((kind, cents) for kind, cents in sums.items() if cents))


def explain(difference: Effect, suspects: Iterable[Suspect]) -> tuple[Explanation, ...]:
    """Return what would explain ``difference``, likeliest first; nothing when there is none.

    Two causes together are looked for only where no single one comes to it.
    """
    if not difference:
        return ()
    found = tuple(suspects)
    weights = _weights(found)
    single: dict[Cause, list[tuple[Fraction, Suspect]]] = {}
    for suspect, weight in zip(found, weights, strict=True):
        if suspect.effect == difference:
            single.setdefault(suspect.cause, []).append((weight, suspect))
    if not single:
        return _pairs(difference, found, weights)
    sums = {cause: _sum(weight for weight, _ in rows) for cause, rows in single.items()}
    whole = _sum(sums.values())
    ranked = sorted(single.items(), key=lambda row: -sums[row[0]])
    return tuple(
        Explanation((cause,), _first(rows), _percent(sums[cause], whole))
        for cause, rows in ranked[:MOST_SHOWN]
    )


def _weights(suspects: tuple[Suspect, ...]) -> list[Fraction]:
    sums: dict[Cause, int] = {}
    for suspect in suspects:
        sums[suspect.cause] = sums.get(suspect.cause, 0) + suspect.weight
    return [Fraction(_COMMON[s.cause] * s.weight, sums[s.cause]) for s in suspects]


def _sum(weights: Iterable[Fraction]) -> Fraction:
    return sum(weights, Fraction(0))


def _percent(part: Fraction, whole: Fraction) -> int:
    return round(part * 100 / whole)


def _first(rows: list[tuple[Fraction, Suspect]]) -> tuple[Suspect, ...]:
    ordered = sorted(rows, key=lambda row: -row[0])
    return tuple(suspect for _, suspect in ordered[:MOST_SUSPECTS])


def _pairs(
    difference: Effect, suspects: tuple[Suspect, ...], weights: list[Fraction]
) -> tuple[Explanation, ...]:
    """Return the likeliest pairs of causes, each pair once and shown by its likeliest two ways.

    Of ways that do the same the likeliest of each cause is looked at: the commonest cause does not hide another.
    """
    best: dict[Effect, dict[Cause, tuple[Fraction, Suspect]]] = {}
    for suspect, weight in zip(suspects, weights, strict=True):
        ways = best.setdefault(suspect.effect, {})
        if weight > ways.get(suspect.cause, (Fraction(0), suspect))[0]:
            ways[suspect.cause] = (weight, suspect)
    found: dict[tuple[Cause, ...], tuple[Fraction, Suspect, Suspect]] = {}
    for effect, ways in best.items():
        rest = _less(difference, effect)
        if effect > rest:
            continue
        for (weight, one), (second, other) in product(ways.values(), best.get(rest, {}).values()):
            causes = tuple(sorted((one.cause, other.cause)))
            if causes not in found or weight * second > found[causes][0]:
                found[causes] = (weight * second, one, other)
    whole = _sum(row[0] for row in found.values())
    ranked = sorted(found.values(), key=lambda row: -row[0])
    return tuple(
        Explanation((one.cause, other.cause), (one, other), _percent(weight, whole))
        for weight, one, other in ranked[:MOST_SHOWN]
    )


def _less(whole: Effect, part: Effect) -> Effect:
    sums = dict(whole)
    for kind, cents in part:
        sums[kind] = sums.get(kind, 0) - cents
    return tuple(sorted((kind, cents) for kind, cents in sums.items() if cents))
