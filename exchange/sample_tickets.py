"""The sample city's parking tickets: plate by plate, so that a repeated infraction costs what the second one costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from exchange.sample_data import STREETS, VIOLATIONS
from exchange.sample_people import Dice, Person, owner_of, stranger

_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"
_STATES: Final = ("NY",) * 16 + ("PA", "PA", "NJ", "CT")
_BOOT_AT: Final = 5
"""Unpaid tickets from which a car may be booted (Ithaca Journal, 2014)."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket as the ticket program exports it; ``violation`` is a place in ``VIOLATIONS``."""

    number: str
    issued_on: date
    state: str
    plate: str
    registrant: Person | None
    violation: int
    place: str
    cents: int
    disposition: str
    boot: str


def plate_of(seed: int, car: int) -> tuple[str, str]:
    """Return state and plate of a car: in the form of its state, never the same for two cars of one state."""
    dice = Dice(seed, 7, car)
    state = dice.of(_STATES)
    # The number of the car is spread over the letters and digits, so that plates neither repeat nor run in order.
    code = (car * 7_368_787 + 104_729) % (len(_LETTERS) ** 3 * 10_000)
    letters, digits = divmod(code, 10_000)
    a, b, c = (_LETTERS[letters // len(_LETTERS) ** power % len(_LETTERS)] for power in (2, 1, 0))
    return (
        state,
        f"{a}{digits // 100:02d}{b}{digits % 100:02d}{c}"
        if state == "NJ"
        else f"{a}{b}{c}{digits:04d}",
    )


def tickets(seed: int, count: int, parcels: int, on: date) -> Iterator[Ticket]:
    """Yield ``count`` open tickets, and a few dismissed ones, of a city with ``parcels`` parcels as of ``on``."""
    made = opened = car = 0
    while opened < count:
        dice = Dice(seed, 8, car)
        registrant = _registrant(seed, car, parcels, dice)
        state, plate = plate_of(seed, car)
        held = min(_tickets_of_one(dice), count - opened)
        boot = ("B" if dice.one_in(6) else "E") if held >= _BOOT_AT else ""
        for nth in range(held):
            dismissed = dice.one_in(100)
            number = f"{30_000_000 + made}"
            disposition = "DISMISSED" if dismissed else "REDUCED" if dice.one_in(50) else "OPEN"
            violation = _violation(dice.below(100))
            fine = VIOLATIONS[violation][2][min(nth, 2)]
            issued = on - timedelta(days=dice.below(21) if dice.percent(35) else dice.below(540))
            place = f"{100 * (1 + dice.below(9))} block {dice.of(STREETS)}"
            cents = fine // 2 if disposition == "REDUCED" else fine
            yield Ticket(
                number, issued, state, plate, registrant, violation, place, cents, disposition, boot
            )
            made += 1
            opened += not dismissed
        car += 1


def _tickets_of_one(dice: Dice) -> int:
    """Most cars have one open ticket; a few have many."""
    throw = dice.below(100)
    return (
        1
        if throw < 78
        else 2
        if throw < 91
        else 3 + dice.below(3)
        if throw < 98
        else 5 + dice.below(7)
    )


def _registrant(seed: int, car: int, parcels: int, dice: Dice) -> Person | None:
    """Return who the car is registered to: an owner in the city, somebody else, or not yet known."""
    throw = dice.below(100)
    if throw < 15:
        return None
    return owner_of(seed, dice.below(parcels)) if throw < 50 else stranger(seed, car)


def _violation(hundredth: int) -> int:
    for place, (_, _, _, share) in enumerate(VIOLATIONS):
        if hundredth < share:
            return place
        hundredth -= share
    raise AssertionError("the shares of the violations come to a hundred")
