"""Who lives in the sample city: each parcel with its owner is made from its number alone, so that any size streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from exchange.sample_data import FAMILY, GIVEN, HOLDING_ENDS, HOLDINGS
from exchange.sample_models import PlacesModel


class Shared(Protocol):
    """Something met the more often, the larger its share is beside the others'."""

    @property
    def share(self) -> int:
        """The share, at least 1."""


T = TypeVar("T")
S = TypeVar("S", bound=Shared)
_MASK = (1 << 64) - 1


class Dice:
    """Even-handed throws that follow from a few whole numbers alone: the same on every machine (SplitMix64)."""

    __slots__ = ("_state",)

    def __init__(self, *numbers: int) -> None:
        self._state = 0x9E3779B97F4A7C15
        for number in numbers:
            self._state = self._throw() ^ (number & _MASK)

    def _throw(self) -> int:
        self._state = z = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, bound: int) -> int:
        """Return a whole number from 0 up to, not including, ``bound``."""
        return self._throw() % bound

    def one_in(self, times: int) -> bool:
        """Return true once in so many throws."""
        return self._throw() % times == 0

    def percent(self, share: int) -> bool:
        """Return true in ``share`` of a hundred throws."""
        return self._throw() % 100 < share

    def of(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self._throw() % len(choices)]

    def by_share(self, choices: Sequence[S]) -> S:
        """Return one of the choices, each as often as its share says."""
        left = self._throw() % sum(choice.share for choice in choices)
        for choice in choices[:-1]:
            if left < choice.share:
                return choice
            left -= choice.share
        return choices[-1]


@dataclass(frozen=True, slots=True)
class Person:
    """A person or firm: given and family name (a firm has only the latter), street and city of the mail."""

    given: str
    family: str
    street: str
    city: str

    @property
    def listed(self) -> str:
        """The name as a roll writes it: family name first, in capitals."""
        return f"{self.family}, {self.given}".upper() if self.given else self.family.upper()

    @property
    def spoken(self) -> str:
        """The name as a letter writes it."""
        return f"{self.given} {self.family}" if self.given else self.family

    @property
    def mail(self) -> str:
        """Street and city in one line."""
        return f"{self.street}, {self.city}"


def address_of(places: PlacesModel, parcel: int) -> str:
    """Return the address of a parcel: houses go up by twos on either side of each street."""
    row, street = divmod(parcel, len(places.streets))
    return f"{101 + row + (street * 7) % 60} {places.streets[street]}"


def sbl_of(parcel: int) -> str:
    """Return the section-block-lot of a parcel; sections grow with the city."""
    section, rest = divmod(parcel, 240)
    block, lot = divmod(rest, 24)
    return f"{10 + section}.-{block + 1}-{lot + 1}"


def owner_of(places: PlacesModel, seed: int, parcel: int) -> Person:
    """Return the owner of a parcel. One in nine belongs to the owner of an earlier parcel nearby in number."""
    dice = Dice(seed, 1, parcel)
    while parcel > 50 and dice.one_in(9):
        parcel -= 1 + dice.below(50)
        dice = Dice(seed, 1, parcel)
    if dice.percent(8):
        number, road = 1 + dice.below(900), dice.of(places.streets)
        firm = f"{dice.of(HOLDINGS)} {dice.of(HOLDING_ENDS)}"
        return Person("", firm, f"{number} {road}", places.home)
    given, family = dice.of(GIVEN), dice.of(FAMILY)
    if dice.percent(25):
        given = f"{given} {dice.of('ABCDEFGHJKLMNPRSTW')}"
    if dice.percent(70):
        return Person(given, family, address_of(places, parcel), places.home)
    return _elsewhere(places, dice, given, family)


def stranger(places: PlacesModel, seed: int, number: int) -> Person:
    """Return somebody who owns nothing in the city."""
    dice = Dice(seed, 2, number)
    return _elsewhere(places, dice, dice.of(GIVEN), dice.of(FAMILY))


def _elsewhere(places: PlacesModel, dice: Dice, given: str, family: str) -> Person:
    street = f"{1 + dice.below(2400)} {dice.of(places.roads)}"
    return Person(given, family, street, dice.of(places.elsewhere))
