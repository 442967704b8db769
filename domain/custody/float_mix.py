"""Which pieces of the vault make a useful float: the office's own mix, or rolls of coin and small notes first."""

from collections.abc import Iterable, Mapping
from typing import Final

from domain.custody.pieces import Pieces, pieces_of
from domain.money import Money

LARGEST_IN_FLOAT: Final = Money(2000)
"""Larger notes change nothing for a customer; they are proposed only where the smaller ones do not suffice."""
_NOTE: Final = Money(100)
_COINS: Final = 4
"""Coin is at most the fourth part of a float."""
_LOOSE: Final = 20
"""So many pieces of a coin go together where policy gives it no roll."""

Taken = dict[Money, int]


def proposed_float(
    vault: Pieces,
    amount: Money,
    rolls: Mapping[Money, int] | None = None,
    mix: Iterable[tuple[Money, int]] = (),
    drawers: int = 1,
) -> Pieces | None:
    """Return pieces of the vault that come to a float, or ``None`` where there are none such.

    ``mix`` is the office's own; what the vault lacks of it is made up of other pieces. Without one, coin goes in whole
    rolls (``rolls``: pieces of a roll by value) and of each note up to a twenty some, the small ones first. So many
    ``drawers`` still want a float: of each value no more than its part is taken while that suffices. The issuer may
    change all of it.
    """
    part = pieces_of((value, number // max(drawers, 1)) for value, number in vault.held)
    wanted = tuple(mix)
    for held in (part, vault):
        begins = [_of_mix(held, amount, wanted)] if wanted else []
        begins += _begins(held, amount, rolls or {})
        for begun in begins:
            found = _filled(begun, held, amount)
            if found is not None:
                return found
    return None


def _of_mix(held: Pieces, amount: Money, mix: tuple[tuple[Money, int], ...]) -> Taken:
    """Return what of the mix is there, the small pieces first, up to the amount."""
    left, taken = amount.cents, Taken()
    for value, number in sorted(mix):
        some = min(number, held.of(value), left // value.cents)
        taken[value], left = some, left - some * value.cents
    return taken


def _begins(held: Pieces, amount: Money, rolls: Mapping[Money, int]) -> list[Taken]:
    """Return what a float may begin with, the best first: coin and notes, with ever fewer rolls, then nothing."""
    coins, left = Taken(), amount.cents // _COINS
    for value, number in held.held:
        some = _whole_dollars(value, rolls.get(value, 0)) if value < _NOTE else 0
        if 0 < some <= number and some * value.cents <= left:
            coins[value], left = some, left - some * value.cents
    found = []
    for many in range(len(coins), -1, -1):
        begun = dict(list(coins.items())[:many])
        found.append(begun | _notes(held, amount.cents - _cents(begun)))
    return [*found, {}]


def _whole_dollars(value: Money, roll: int) -> int:
    """Return how many pieces make the fewest rolls that come to whole dollars."""
    size = roll or _LOOSE
    return next(size * n for n in range(1, 101) if size * n * value.cents % _NOTE.cents == 0)


def _notes(held: Pieces, left: int) -> Taken:
    """Return some of each note up to a twenty, from the smallest, so that each kind has its part of what is left."""
    small = sorted(value for value, _ in held.held if _NOTE <= value <= LARGEST_IN_FLOAT)
    taken = Taken()
    for at, value in enumerate(small):
        some = min(held.of(value), left // (len(small) - at + 1) // value.cents)
        taken[value], left = some, left - some * value.cents
    return taken


def _filled(begun: Taken, held: Pieces, amount: Money) -> Pieces | None:
    """Return the float made up to the amount by the largest notes that fit, then larger ones, then loose coin."""
    taken, left = dict(begun), amount.cents - _cents(begun)
    order = sorted(
        held.held, key=lambda each: (each[0] > LARGEST_IN_FLOAT, each[0] < _NOTE, -each[0].cents)
    )
    for value, number in order:
        some = min(number - taken.get(value, 0), left // value.cents)
        taken[value], left = taken.get(value, 0) + some, left - some * value.cents
    return None if left else pieces_of(taken.items())


def _cents(taken: Taken) -> int:
    return sum(value.cents * number for value, number in taken.items())
