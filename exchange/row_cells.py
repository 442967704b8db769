"""The cells of a row: where each column is, how a pattern is filled, and the fault that refuses a row."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from domain.text import clean_text
from exchange.column_map import ColumnMap, pieces_of

Getter = Callable[[Sequence[str]], str]
_STRAY = " ,;-"


class RowFault(Exception):
    """A row that is refused: the column, its value, and why."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class HeaderFault(Exception):
    """A heading that does not have what the column map asks for."""


def places_of(heading: Sequence[str], column_map: ColumnMap) -> dict[str, int]:
    """Return the place of every column that the map names; refuses a heading in which one is missing or doubled."""
    places: dict[str, int] = {}
    cleaned = [clean_text(name) for name in heading]
    for name in column_map.column_names():
        if cleaned.count(name) != 1:
            fault = "is missing" if name not in cleaned else "comes twice"
            raise HeaderFault(f"column {name!r} {fault} in the heading")
        places[name] = cleaned.index(name)
    return places


def getter(pattern: str, place: Mapping[str, int]) -> Getter:
    """Return a function that fills ``pattern`` from a row; nothing for an empty pattern."""
    if not pattern:
        return lambda cells: ""
    pieces = pieces_of(pattern)
    if len(pieces) == 1:
        return itemgetter(place[pattern])
    texts, places = pieces[0::2], tuple(place[name] for name in pieces[1::2])

    def fill(cells: Sequence[str]) -> str:
        filled = texts[0]
        for at, text in zip(places, texts[1:], strict=True):
            filled += cells[at] + text
        return filled.strip(_STRAY)

    return fill
