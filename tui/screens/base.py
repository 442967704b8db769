"""The screen that every screen is: the fixed layout, the way of a key, and how both become painted rows.

A screen keeps its state in plain attributes, changes it while a key is handled, and paints it in ``body_lines``.
It never refreshes anything: after every key the rows are made anew and those that differ are painted.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from tui.commands import Acts, AnyCommand, CommandTable, shown
from tui.keys import Burst, KeyPress, Stroke
from tui.paint import Line, block, paragraphs
from tui.widgets import entry_line, key_bar, message_line, status_bar
from tui.widgets.canvas import Canvas
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_bar import KeyLabel
from tui.widgets.line_pane import LineList
from tui.widgets.message_line import Message
from tui.widgets.swipes import Swipes

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from domain.refusals import Refusal
    from tui.app import CounterApp

COLUMNS, ROWS = 80, 24
"""The smallest terminal that the counter is worked on."""


def cart_columns(columns: int) -> int:
    """Return how wide the cart's pane is on a terminal of that many columns."""
    return min(44, 29 + max(0, columns - COLUMNS) // 4)


@cache
def table_of(screen: "type[CounterScreen]") -> CommandTable:
    """Return the commands of a screen class: its own, its base classes', and those of every screen."""
    from tui.everywhere import EVERYWHERE

    own = [each for base in screen.__mro__ for each in vars(base).get("ACTS", ())]
    return CommandTable([*own, *EVERYWHERE])


class CounterScreen(Screen[None], inherit_bindings=False):
    """Base of all screens. The docstring of a screen is the procedure that F1 shows."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = "CounterScreen { layout: vertical; overflow: hidden; }"

    NAME: ClassVar[str] = ""
    """What the screen is called in help and on the key card."""
    ACTS: ClassVar[Acts] = ()
    """The commands of this screen, beside those of its base classes and of every screen."""
    CART: ClassVar[bool] = True
    """Whether the cart's pane is shown; only screens before sign-in and reading screens go without."""

    entry: EntryLine | None = None
    rows: LineList | None = None

    def __init__(self) -> None:
        super().__init__()
        self.message = Message()
        self.swipes = Swipes()
        self.then: Callable[[Any], None] | None = None
        self._canvas: Canvas | None = None
        self._painted: list[Line] = []
        self._cursor = (0, 0)

    # What a screen says -------------------------------------------------------------------------

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the lines of the left pane, in at most that many columns and rows."""
        return self.rows.paint(columns, rows) if self.rows is not None else []

    def cart_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the lines of the cart's pane; the app's cart painter unless a screen has its own."""
        return self.counter.paint_cart(columns, rows)

    def enter(self, text: str) -> None:
        """Act on Enter. ``text`` is the entry line without outer spaces; it stays in the line until cleared."""

    def typed(self) -> None:
        """Act on a change of the entry line (search as you type)."""

    def moved(self) -> None:
        """Act on a change of the selected row."""

    def burst(self, burst: Burst) -> None:
        """Act on a scanned code or the line of a check. By default it is typed and entered."""
        if self.entry is None:
            self.refuse("Nothing can be scanned here. Go back with Esc and scan again.")
            return
        self.entry.set(burst.text)
        self.enter(burst.text.strip())

    def swiped(self) -> None:
        """Act on a card that was swiped where none is read: wipe the line, and say so."""
        if self.entry is not None:
            self.entry.clear()
            self.typed()
        from domain.refusals import Code, refuse

        self.refuse(refuse(Code.TRACK_DATA))

    def back(self) -> None:
        """Act on Esc: one step back. What was typed is not thrown away unasked."""
        if self.entry is not None and self.entry.text:
            self.refuse(
                "The line is not empty. Enter takes it, Ctrl+U clears it; then Esc goes back."
            )
        elif self.counter.at_root:
            self.refuse("This is the first screen. Ctrl+Q leaves the program.")
        else:
            self.counter.pop()

    def why_not_quit(self) -> str | None:
        """Return None when the program may be left now, else why not and which key to press."""
        return None

    # What a screen uses -------------------------------------------------------------------------

    @property
    def counter(self) -> "CounterApp":
        """The app, as what it is."""
        return cast("CounterApp", self.app)

    @classmethod
    def table(cls) -> CommandTable:
        """Return the commands that work on this screen."""
        return table_of(cls)

    def say(self, text: str, tone: str = "good") -> None:
        """Show an answer on the message line."""
        self.message = Message(text, tone)

    def refuse(self, why: "str | Refusal") -> None:
        """Show a refusal: what happened, why, and which key to press."""
        self.message = Message(why if isinstance(why, str) else why.sentence, "bad")

    def unused(self, key: str) -> str:
        """Return what is said of a key that does nothing here."""
        return f"{shown(key)} does nothing here. F1 shows the keys of this screen."

    def do(self, command: AnyCommand) -> None:
        """Run a command if it is available, else say why it is not."""
        self.message = Message()
        reason = command.available(self)
        if reason is None:
            command.run(self)
        else:
            self.refuse(reason)

    def do_named(self, name: str | None) -> None:
        """Run the command that the palette or the menu came back with, if it came back with one."""
        command = self.table().named(name) if name else None
        if command is not None:
            self.do(command)

    # The way of a key ---------------------------------------------------------------------------

    def handle(self, stroke: Stroke) -> None:
        """Act on a stroke, completely. Only the gate calls this."""
        if self.too_small:
            if stroke == KeyPress("ctrl+q"):
                self.take_key(stroke)
        elif isinstance(stroke, Burst):
            self.message = Message()
            self.burst(stroke)
        elif self.swipes.begins(stroke):
            self.swiped()
        elif not self.swipes.goes_on(stroke):
            self.take_key(stroke)
        self.build()

    def take_key(self, press: KeyPress) -> None:
        """Act on one key: the entry line takes what it accepts, then the commands, then the rest."""
        key, command = press.key, self.table().at(press.key)
        first = command is not None and command.over_entry
        if press.printable and self.entry is not None and not first and self.entry.handle(key):
            self.typed()
        elif command is not None:
            self.do(command)
        elif self.entry is not None and not press.printable and self.entry.handle(key):
            self.typed()
        elif self.rows is not None and self.rows.handle(key):
            self.moved()
        elif key == "enter":
            self.message = Message()
            self.enter(self.entry.text.strip() if self.entry is not None else "")
        elif key == "escape":
            self.message = Message()
            self.back()
        else:
            self.refuse(self.unused(key))

    # Painting -----------------------------------------------------------------------------------

    @property
    def too_small(self) -> bool:
        """Whether the window is smaller than the counter can be worked on."""
        size = self.app.size
        return size.width < COLUMNS or size.height < ROWS

    def build(self) -> None:
        """Make the rows anew from the state. Cheap; done after every key, also within a burst."""
        columns, rows = self.app.size
        self._painted = self._sorry(columns) if self.too_small else self._sheet(columns, rows)

    def present(self) -> None:
        """Show the rows that differ from what the terminal shows."""
        if self._canvas is not None and self.is_mounted:
            self.app.cursor_position = type(self.app.cursor_position)(*self._cursor)
            self._canvas.show(self._painted)

    def _sorry(self, columns: int) -> list[Line]:
        text = f"The counter needs a window of {COLUMNS} columns and {ROWS} rows. Make this window larger."
        return [*paragraphs(text, max(1, columns), "strong")]

    def _sheet(self, columns: int, rows: int) -> list[Line]:
        """Return all rows: status, body and cart, entry line, message, keys. A long message makes the body shorter."""
        message = message_line.paint(self.message, columns)
        entry, cursor = self._entry(columns)
        above = [
            status_bar.paint(self.counter.status, columns),
            *self._body(columns, rows - 3 - len(message)),
            entry,
        ]
        self._cursor = (cursor, len(above) - 1)
        return [*above, *message, key_bar.paint(self._key_labels(), columns)]

    def _body(self, columns: int, rows: int) -> list[Line]:
        cart = cart_columns(columns) if self.CART else 0
        left = columns - cart - 2 if cart else columns
        body = block(self.body_lines(left, rows), left, rows)
        if not cart:
            return body
        pane = block(self.cart_lines(cart, rows), cart, rows)
        return [(*a, (" │", "rule"), *b) for a, b in zip(body, pane, strict=True)]

    def _entry(self, columns: int) -> tuple[Line, int]:
        if self.entry is None:
            return entry_line.idle_line("", columns), 0
        painted, cursor = self.entry.paint(columns)
        return block([painted], columns, 1, "entry")[0], cursor

    def _key_labels(self) -> list[KeyLabel]:
        commands = [each for each in self.table() if each.in_bar]
        commands.sort(key=lambda each: _bar_order(each.key))
        return [
            KeyLabel(shown(each.key), each.label, each.available(self) is None, each.weight)
            for each in commands
        ]

    # Textual ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self._canvas = Canvas(self.counter.inks, ascii_only=self.counter.ascii_only)
        yield self._canvas

    def arrive(self) -> None:
        """Make and show the rows when this screen becomes the current one."""
        self.build()
        self.present()

    def on_resize(self, event: "events.Resize") -> None:
        self.arrive()


def _bar_order(key: str) -> tuple[int, int]:
    """F-keys first, by number; then the other keys in the order the screen lists them."""
    return (0, int(key[1:])) if key[:1] == "f" and key[1:].isdigit() else (1, 0)
