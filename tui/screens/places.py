"""The base of the counts down the numeric pad: places one under the other, each with its number or its amounts."""

from typing import ClassVar

from tui.commands import Acts, Command, FinishKey
from tui.count_places import Place, total_of
from tui.keys import Burst, KeyPress
from tui.paint import Line, line, pad, right, spread
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList


class CountDone(FinishKey["PlacesScreen"]):
    """What was typed is complete; goes on with it."""

    def run(self, screen: "PlacesScreen") -> None:
        """Go on with what was keyed; a number in the line is taken first."""
        if screen.entry.text and not screen.take(screen.entry.text.strip()):
            return
        screen.hand_in()


class DropCount(Command["PlacesScreen"]):
    """Drop this count and go back; nothing was handed in."""

    name, key, also, label, group = "drop-count", "ctrl+z", "", "Drop", "drawer"

    def run(self, screen: "PlacesScreen") -> None:
        """Go back without what was counted."""
        screen.drop()


class PlacesScreen(DeskScreen):
    """A count down the numeric pad: Enter takes what was typed and goes down, Up goes back to correct."""

    ACTS: ClassVar[Acts] = (CountDone, DropCount)
    CART = False
    LAST: ClassVar[str] = "That was the last. F10 hands the count in."
    LEFT: ClassVar[str] = (
        "The count is not handed in. F10 hands it in; Ctrl+Z drops it and goes back."
    )
    entry: EntryLine
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Place] = []
        self.rows = LineList()
        self.entry = EntryLine("How many")

    def on_mount(self) -> None:
        self.places = self.all_places()
        self.rows.fill(len(self.places), self._row)
        self._ask()

    def all_places(self) -> list[Place]:
        """Return the places of this count."""
        raise NotImplementedError

    def heading(self) -> str:
        """Return what is counted."""
        raise NotImplementedError

    def hand_in(self) -> None:
        """Act on a count that is complete."""
        raise NotImplementedError

    def drop(self) -> None:
        """Leave without the count: back to the customers."""
        self.counter.lookup()

    @property
    def place(self) -> Place:
        """Where the count is."""
        return self.places[self.rows.cursor]

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the places with what was counted at each, and the sum of the count; of swiped checks the number."""
        head = spread(
            self.heading(), f"Counted {total_of(self.places)}", columns, "title", "strong"
        )
        return [head, *self.rows.paint(columns, rows - 1)]

    def _row(self, index: int, columns: int) -> Line:
        place = self.places[index]
        room = columns - 30
        # Where the count stands the row says how bundles are typed, until something is counted there.
        told = place.last or (place.hint if index == self.rows.cursor and not place.words else "")
        return line(
            (pad(place.label, 20), "strong"),
            right(place.words, 8),
            "  ",
            (pad(told, max(0, room - 14)), "dim"),
            right(str(place.sum) if place.words or place.done else "", 14),
        )

    def _ask(self) -> None:
        self.entry = EntryLine(self.place.question, self.place.accept)

    def take_key(self, press: KeyPress) -> None:
        """Take what was typed before another place is gone to; rub out the last check when the line is empty."""
        leaves = press.key in ("up", "down", "pageup", "pagedown", "ctrl+home", "ctrl+end")
        if leaves and self.entry.text and not self.take(self.entry.text.strip()):
            return
        if press.key == "backspace" and not self.entry.text and self.place.amounts:
            gone = self.place.rub_out()
            self.say(f"Taken out of the count: {gone}.")
            return
        super().take_key(press)

    def take(self, text: str) -> bool:
        """Take what was typed at this place; returns whether it could be read."""
        refusal = self.place.take(text)
        if refusal is not None:
            self.refuse(refusal.sentence)
            self.entry.spoil()
            return False
        self.entry.clear()
        return True

    def enter(self, text: str) -> None:
        """Take what was typed and go down; at checks stay for the next one until nothing is typed."""
        stays = self.place.by_item and bool(text)
        if not text:
            self.place.nothing_typed()
        elif not self.take(text):
            return
        if stays:
            self._ask()
            return
        if self.rows.cursor == len(self.places) - 1:
            self.say(self.LAST)
            return
        self.rows.move_to(self.rows.cursor + 1)
        self._ask()

    def burst(self, burst: Burst) -> None:
        """A scan counts nothing."""
        self.refuse("A scan does not count money. Type the number or the amount.")

    def moved(self) -> None:
        """Ask for what belongs to the place that was gone to."""
        self._ask()

    def back(self) -> None:
        """Leave the count only when nothing was counted, or it would be lost."""
        if self.entry.text or any(place.done for place in self.places):
            self.refuse(self.LEFT)
        else:
            self.counter.pop()
