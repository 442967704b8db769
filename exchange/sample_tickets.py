"""The sample city's parking tickets: plate by plate, so that a repeated infraction costs what the second one costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.money import Money
from exchange.sample_histories import NO_HISTORY, History, dismissed, history
from exchange.sample_models import PlacesModel, StateModel, ViolationModel
from exchange.sample_people import Dice, Person, owner_of, stranger
from exchange.sample_policy import SampleCity

_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket as the ticket program exports it."""

    number: str
    issued_on: date
    state: str
    plate: str
    registrant: Person | None
    violation: ViolationModel
    place: str
    fine: Money
    disposition: str
    boot: str
    history: History


def plate_of(states: Sequence[StateModel], seed: int, car: int) -> tuple[str, str]:
    """Return state and plate of a car: in the form of its state, never the same for two cars of one state."""
    state = Dice(seed, 7, car).by_share(states)
    # The number of the car is spread over the letters and digits, so that plates neither repeat nor run in order.
    code = (car * 7_368_787 + 104_729) % (len(_LETTERS) ** 3 * 10_000)
    place, number = divmod(code, 10_000)
    letters = (_LETTERS[place // len(_LETTERS) ** power % len(_LETTERS)] for power in (2, 1, 0))
    digits = iter(f"{number:04d}")
    return state.code, "".join(next(letters if each == "A" else digits) for each in state.plate)


def tickets(sample: SampleCity, seed: int, count: int, parcels: int, on: date) -> Iterator[Ticket]:
    """Yield ``count`` open tickets, and a few dismissed ones, of a city with ``parcels`` parcels as of ``on``."""
    policy, marks = sample.parking, sample.parking.marks
    made = opened = car = 0
    while opened < count:
        dice = Dice(seed, 8, car)
        registrant = _registrant(sample.places, seed, car, parcels, dice)
        state, plate = plate_of(policy.plates.states, seed, car)
        held = min(_tickets_of_one(dice), count - opened)
        booted = held >= policy.boot.from_tickets and dice.one_in(6)
        for nth in range(held):
            number = f"{30_000_000 + made}"
            violation = dice.by_share(policy.violations.kinds)
            fine = violation.fines[min(nth, len(violation.fines) - 1)]
            age = dice.below(21 if dice.percent(35) else policy.violations.repeats_days)
            issued = on - timedelta(days=age)
            place = f"{100 * (1 + dice.below(9))} block {dice.of(sample.places.streets)}"
            past, mark = NO_HISTORY, marks.open
            # A booted car's tickets stand as they were issued: nothing of them is pending.
            if not booted and dice.one_in(100):
                past, mark = dismissed(dice, number, issued, on, marks), marks.dismissed
            elif not booted:
                past = history(dice, number, issued, fine, on, marks)
            yield Ticket(
                number, issued, state, plate, registrant, violation, place, fine, mark,
                marks.booted if booted else "", past,
            )  # fmt: skip
            made += 1
            opened += mark == marks.open
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


def _registrant(
    places: PlacesModel, seed: int, car: int, parcels: int, dice: Dice
) -> Person | None:
    """Return who the car is registered to: an owner in the city, somebody else, or not yet known."""
    throw = dice.below(100)
    if throw < 15:
        return None
    if throw < 50:
        return owner_of(places, seed, dice.below(parcels))
    return stranger(places, seed, car)
