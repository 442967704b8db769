"""Cash by its pieces: so many of each denomination, never fewer than none."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.money import ZERO, Money, total

MOST_PIECES = 999_999


@dataclass(frozen=True, slots=True)
class Pieces:
    """Numbers of pieces by value, largest value first, none of them zero."""

    held: tuple[tuple[Money, int], ...] = ()

    def __post_init__(self) -> None:
        values = [value for value, _ in self.held]
        if values != sorted(set(values), reverse=True):
            raise ValueError("pieces are listed once a value, the largest first")
        if any(value <= ZERO or not 0 < number <= MOST_PIECES for value, number in self.held):
            raise ValueError("there is a number of pieces of each value that is listed")

    @property
    def amount(self) -> Money:
        """What they come to."""
        return total(value.times(number) for value, number in self.held)

    def of(self, value: Money) -> int:
        """Return how many pieces there are of a value."""
        return next((number for held, number in self.held if held == value), 0)

    def plus(self, other: "Pieces") -> "Pieces":
        """Return both together."""
        return pieces_of((*self.held, *other.held))

    def lacks(self, other: "Pieces") -> "Pieces":
        """Return what is missing here to give ``other``; nothing when all of it is here."""
        missing = ((value, number - self.of(value)) for value, number in other.held)
        return pieces_of((value, number) for value, number in missing if number > 0)

    def less(self, other: "Pieces") -> "Pieces":
        """Return what is left without ``other``; to take what is not there is a programmer's error."""
        if self.lacks(other).held:
            raise ValueError("no piece is taken that is not there")
        return pieces_of((value, number - other.of(value)) for value, number in self.held)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [[value.cents, number] for value, number in self.held]

    def __str__(self) -> str:
        return ", ".join(f"{number} x {value}" for value, number in self.held) or "nothing"


NO_PIECES = Pieces()


def pieces_of(rows: Iterable[tuple[Money, int]]) -> Pieces:
    """Return the pieces of rows of (value, number), rows of one value added up; a negative sum is an error."""
    sums: dict[Money, int] = {}
    for value, number in rows:
        sums[value] = sums.get(value, 0) + number
    return Pieces(tuple(sorted(((v, n) for v, n in sums.items() if n), reverse=True)))


def pieces_from_data(data: object) -> Pieces:
    """Return the pieces that ``Pieces.data`` wrote; raises ``ValueError`` when the data is damaged."""
    if not isinstance(data, list):
        raise ValueError("saved pieces are damaged")
    rows: list[tuple[Money, int]] = []
    for row in data:
        match row:
            case [int(cents), int(number)]:
                rows.append((Money(cents), number))
            case _:
                raise ValueError("saved pieces are damaged")
    return Pieces(tuple(rows))
