"""Pieces of cash down the numeric pad: what is given, taken back, put into a float or found in the vault."""

from collections.abc import Iterable
from typing import ClassVar

from domain.custody.count import Counted
from domain.custody.pieces import NO_PIECES, Pieces, pieces_of
from domain.money import Money
from tui.commands import Acts
from tui.count_places import Place, total_of
from tui.paint import BLANK, Line, paragraphs, spread
from tui.screens.places import CountDone, PlacesScreen


class TakePieces(CountDone):
    """Go on with these pieces."""


class PiecesScreen(PlacesScreen):
    """Type how many of each note and coin, Enter goes down; 2s is two straps, 3r three rolls. F10 goes on with them.

    Nothing has moved yet: the other side signs first. Ctrl+Z drops what was typed.
    """

    NAME = "Pieces"
    ACTS: ClassVar[Acts] = (TakePieces,)
    LAST = "That was the last. F10 goes on with these pieces."
    LEFT = "F10 goes on with these pieces; Ctrl+Z drops them and goes back."

    def __init__(
        self,
        title: str,
        told: str,
        *,
        proposed: Pieces = NO_PIECES,
        wanted: Money | None = None,
        may_be_none: bool = False,
        may_differ: bool = False,
    ) -> None:
        super().__init__()
        self.may_differ = may_differ
        self.told_of: Pieces | None = None
        self.title_words, self.told = title, told
        self.proposed, self.wanted, self.may_be_none = proposed, wanted, may_be_none

    def all_places(self) -> list[Place]:
        """Return the denominations, with what is proposed of each."""
        places = [Place(each.name, of=each) for each in self.desk.office.denominations]
        for place in places:
            number = self.proposed.of(place.of.value) if place.of is not None else 0
            if number:
                place.counted, place.done = Counted(loose=number), True
        return places

    def heading(self) -> str:
        """Return what the pieces are for."""
        return self.title_words

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the places, what they come to, and what is asked for beneath."""
        counted = total_of(self.places)
        of = f" of {self.wanted}" if self.wanted is not None else ""
        head = spread(self.heading(), f"{counted}{of}", columns, "title", "strong")
        told = [BLANK, *paragraphs(self.told, columns - 2, "dim")]
        return [head, *self.rows.paint(columns, rows - 1 - len(told)), *told]

    def hand_in(self) -> None:
        """Go back with the pieces; none are taken only where there may be none."""
        found = taken(self.places)
        if not found.held and not self.may_be_none:
            self.refuse("Nothing is counted. Type how many of each piece, then F10.")
        elif self.wanted is not None and found.amount != self.wanted and not self.sure(found):
            self.refuse(self._differs(found))
        else:
            self.counter.pop(found)

    def sure(self, found: Pieces) -> bool:
        """Whether pieces that come to another amount are meant: handed in twice, where they may differ at all."""
        again, self.told_of = self.told_of == found, found
        return self.may_differ and again

    def _differs(self, found: Pieces) -> str:
        if not self.may_differ:
            return f"These come to {found.amount}, and {self.wanted} is wanted. Change them."
        return (
            f"These come to {found.amount}; {self.wanted} was counted. Change them; or F10 again if no more and no "
            "less is there."
        )

    def drop(self) -> None:
        """Go back without pieces."""
        self.counter.pop(None)

    def back(self) -> None:
        """Leave when nothing was typed beyond what was proposed."""
        if not self.entry.text and taken(self.places) == self.proposed:
            self.counter.pop(None)
        else:
            self.refuse(self.LEFT)


def taken(places: Iterable[Place]) -> Pieces:
    """Return the pieces that were typed."""
    return pieces_of((place.of.value, place.pieces) for place in places if place.of is not None)
