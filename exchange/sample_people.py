"""Who lives in the sample city: each parcel with its owner is made from its number alone, so that any size streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from exchange.sample_data import (
    COUNTRY_ROADS,
    ELSEWHERE,
    FAMILY,
    GIVEN,
    HOLDING_ENDS,
    HOLDINGS,
    STREETS,
)

T = TypeVar("T")
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


HOME = "Ithaca NY 14850"


def address_of(parcel: int) -> str:
    """Return the address of a parcel: houses go up by twos on either side of each street."""
    row, street = divmod(parcel, len(STREETS))
    return f"{101 + row + (street * 7) % 60} {STREETS[street]}"


def sbl_of(parcel: int) -> str:
    """Return the section-block-lot of a parcel; sections grow with the city."""
    section, rest = divmod(parcel, 240)
    block, lot = divmod(rest, 24)
    return f"{10 + section}.-{block + 1}-{lot + 1}"


def owner_of(seed: int, parcel: int) -> Person:
    """Return the owner of a parcel. One in nine belongs to the owner of an earlier parcel nearby in number."""
    dice = Dice(seed, 1, parcel)
    while parcel > 50 and dice.one_in(9):
        parcel -= 1 + dice.below(50)
        dice = Dice(seed, 1, parcel)
    if dice.percent(8):
        number, road = 1 + dice.below(900), dice.of(STREETS)
        firm = f"{dice.of(HOLDINGS)} {dice.of(HOLDING_ENDS)}"
        return Person("", firm, f"{number} {road}", HOME)
    given, family = dice.of(GIVEN), dice.of(FAMILY)
    if dice.percent(25):
        given = f"{given} {dice.of('ABCDEFGHJKLMNPRSTW')}"
    if dice.percent(70):
        return Person(given, family, address_of(parcel), HOME)
    return _elsewhere(dice, given, family)


def stranger(seed: int, number: int) -> Person:
    """Return somebody who owns nothing in the city."""
    dice = Dice(seed, 2, number)
    return _elsewhere(dice, dice.of(GIVEN), dice.of(FAMILY))


def _elsewhere(dice: Dice, given: str, family: str) -> Person:
    street = f"{1 + dice.below(2400)} {dice.of(COUNTRY_ROADS)}"
    return Person(given, family, street, dice.of(ELSEWHERE))
