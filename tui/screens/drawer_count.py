"""Drawer count: blind, down the numeric pad; what should be there is never shown."""

from dataclasses import dataclass, field

from domain.custody.count import Count, read_pieces
from domain.custody.drawer import CountVerdict
from domain.money import Money, parse_money
from domain.office import Office, TenderKind
from domain.refusals import Code, Refusal, refuse
from tui.commands import Command, FinishKey
from tui.desk_drawer import DrawerDesk
from tui.keys import Burst, KeyPress
from tui.paint import Line, line, pad, right, spread
from tui.screens.desk_screen import DeskScreen
from tui.screens.drawer_close import DrawerCloseScreen, close_balanced, show_closing
from tui.widgets.entry_line import EntryLine, digits, money_digits
from tui.widgets.line_pane import LineList


@dataclass
class Place:
    """One place of the count: a denomination, a kind counted item by item, or a kind counted by its sum."""

    label: str
    value: Money | None = None
    kind: TenderKind | None = None
    pieces: int = 0
    done: bool = False
    amounts: list[Money] = field(default_factory=list)

    @property
    def sum(self) -> Money:
        """What was counted at this place."""
        if self.value is not None:
            return self.value.times(self.pieces)
        return Money(sum(amount.cents for amount in self.amounts))


def places_of(office: Office) -> list[Place]:
    """Return the places of an office's count: cash by denomination first, then the other kinds."""
    places = [Place(each.name, value=each.value) for each in office.denominations]
    for kind in office.tender_kinds:
        if kind.counted != "denominations":
            places.append(Place(kind.name, kind=kind))
    return places


def count_of(places: list[Place]) -> Count:
    """Return the count that was keyed in."""
    items, totals = [], []
    for place in places:
        if place.kind is not None and place.kind.counted == "items":
            items.append((place.kind.code, tuple(place.amounts)))
        elif place.kind is not None:
            totals.append((place.kind.code, place.sum))
    pieces = tuple((place.value, place.pieces) for place in places if place.value is not None)
    return Count(pieces, tuple(items), tuple(totals))


class HandIn(FinishKey["DrawerCountScreen"]):
    """Hand the count in. The answer is only whether it agrees."""

    def run(self, screen: "DrawerCountScreen") -> None:
        """Hand in what was keyed; a number in the line is taken first."""
        if screen.entry.text and not screen.take(screen.entry.text.strip()):
            return
        screen.hand_in()


class Accept(Command["DrawerCountScreen"]):
    """Accept a count that does not agree, with a reason."""

    name, key, also, label, group = "accept-count", "a", "", "Accept", "drawer"

    def available(self, screen: "DrawerCountScreen") -> str | None:
        """The count must have been handed in first."""
        return None if screen.refused else "Count, then F10 hands the count in."

    def run(self, screen: "DrawerCountScreen") -> None:
        """Ask for the reason and close."""
        screen.counter.push(DrawerCloseScreen(count_of(screen.places)))


class DropCount(Command["DrawerCountScreen"]):
    """Drop this count and go back; nothing was handed in."""

    name, key, also, label, group = "drop-count", "ctrl+z", "", "Drop", "drawer"

    def run(self, screen: "DrawerCountScreen") -> None:
        """Go back to the customers."""
        screen.counter.lookup()


class DrawerCountScreen(DeskScreen):
    """Count the whole drawer with the float in it. Type how many of each note and coin, Enter goes down.

    At checks and money orders type each amount and Enter; Enter alone goes on. Up goes back to correct. F10 hands the
    count in: you are told only whether it agrees. What does not agree may be counted again, or accepted with a reason.
    """

    NAME = "Count drawer"
    ACTS = (HandIn, Accept, DropCount)
    CART = False
    entry: EntryLine
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Place] = []
        self.rows = LineList()
        self.entry = EntryLine("How many", digits)
        self.refused = False

    def on_mount(self) -> None:
        self.places = places_of(self.desk.office)
        self.rows.fill(len(self.places), self._row)
        self._ask()

    @property
    def place(self) -> Place:
        """Where the count is."""
        return self.places[self.rows.cursor]

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the places with what was counted at each, and the sum of the count."""
        counted = Money(sum(place.sum.cents for place in self.places))
        head = spread(
            "Count of the drawer, float included", f"Counted {counted}", columns, "title", "strong"
        )
        return [head, *self.rows.paint(columns, rows - 1)]

    def _row(self, index: int, columns: int) -> Line:
        place = self.places[index]
        number = place.pieces if place.value is not None else len(place.amounts)
        words = f"{number:,}" if number or place.done else ""
        room = columns - 30
        last = ", ".join(str(a) for a in place.amounts[-4:]) if place.kind is not None else ""
        return line(
            (pad(place.label, 20), "strong"),
            right(words, 8),
            "  ",
            (pad(last, max(0, room - 14)), "dim"),
            right(str(place.sum) if words else "", 14),
        )

    def _ask(self) -> None:
        place = self.place
        if place.value is not None:
            self.entry = EntryLine(f"How many {place.label}", digits)
        elif place.kind is not None and place.kind.counted == "items":
            self.entry = EntryLine(f"Amount of each {place.label.lower()}", money_digits)
        else:
            self.entry = EntryLine(f"Total of {place.label.lower()}", money_digits)

    def take_key(self, press: KeyPress) -> None:
        """Take what was typed before another place is gone to; rub out the last check when the line is empty."""
        leaves = press.key in ("up", "down", "pageup", "pagedown", "ctrl+home", "ctrl+end")
        if leaves and self.entry.text and not self.take(self.entry.text.strip()):
            return
        if press.key == "backspace" and not self.entry.text and self.place.amounts:
            gone = self.place.amounts.pop()
            self.say(f"Taken out of the count: {gone}.")
            return
        super().take_key(press)

    def take(self, text: str) -> bool:
        """Take what was typed at this place; returns whether it could be read."""
        place = self.place
        if place.value is not None:
            pieces = read_pieces(text)
            if isinstance(pieces, Refusal):
                self.refuse(pieces.sentence)
                self.entry.spoil()
                return False
            place.pieces = pieces
        else:
            amount = parse_money(text)
            if amount is None:
                self.refuse(refuse(Code.AMOUNT_UNREADABLE, typed=text).sentence)
                self.entry.spoil()
                return False
            if place.kind is not None and place.kind.counted == "items":
                place.amounts.append(amount)
            else:
                place.amounts = [amount]
        self.entry.clear()
        place.done = True
        return True

    def enter(self, text: str) -> None:
        """Take what was typed and go down; at checks stay for the next one until nothing is typed."""
        stays = self.place.kind is not None and self.place.kind.counted == "items" and bool(text)
        if text and not self.take(text):
            return
        if stays:
            return
        if self.rows.cursor == len(self.places) - 1:
            self.say("That was the last. F10 hands the count in.")
            return
        self.rows.move_to(self.rows.cursor + 1)
        self._ask()

    def burst(self, burst: Burst) -> None:
        """A scan counts nothing."""
        self.refuse("A scan does not count money. Type the number or the amount.")

    def moved(self) -> None:
        """Ask for what belongs to the place that was gone to."""
        self._ask()

    def hand_in(self) -> None:
        """Hand the count in and say only whether it agrees."""
        if not any(place.done for place in self.places):
            self.refuse(refuse(Code.COUNT_MISSING).sentence)
            return
        count = count_of(self.places)
        verdict = DrawerDesk(self.desk).try_count(count)
        if isinstance(verdict, Refusal):
            closed = DrawerDesk(self.desk).closed_already()
            if closed is not None:
                show_closing(self, closed)
            elif verdict.code is Code.COUNT_TRIES_SPENT:
                self._last_try_gone()
            else:
                self.refuse(verdict.sentence)
        elif verdict.balanced:
            close_balanced(self, count)
        else:
            self._not_balanced(verdict)

    def _not_balanced(self, verdict: CountVerdict) -> None:
        self.refused = True
        self.refuse(refuse(Code.COUNT_NOT_BALANCED, tries=verdict.tries_left).sentence)
        self.rows.move_to(0)
        self._ask()
        if not verdict.tries_left:
            self._last_try_gone()

    def _last_try_gone(self) -> None:
        """Close on the count as it is: no further one is answered, so that the right sum cannot be guessed."""
        self.refused = True
        closing = DrawerCloseScreen(count_of(self.places))
        closing.refuse("The count did not agree and no try is left. Say why, then Enter.")
        self.counter.push(closing)

    def back(self) -> None:
        """Leave the count only when nothing was counted, or it would be lost."""
        if self.entry.text or any(place.done for place in self.places):
            self.refuse(
                "The count is not handed in. F10 hands it in; Ctrl+Z drops it and goes back."
            )
        else:
            self.counter.pop()
