"""Stock: what lies in the vault and in each drawer by serial number, and the acts that move it."""

from domain.custody.stock import StockAct
from tui.commands import Command
from tui.counter_commands import Find
from tui.desk_stock import Lying, StockDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, pad
from tui.people_commands import PEOPLE_COMMANDS
from tui.reversal_commands import ReverseStock
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_SERIES, _PLACE, _COUNT = 24, 10, 7


class _Act(Command["StockScreen"]):
    """Begin one act on the marked series."""

    group = "drawer"
    weight = 2
    ACT: StockAct

    def available(self, screen: "StockScreen") -> str | None:
        """The person must be one who may sign for it."""
        denied = StockDesk(screen.desk).may_enter(self.ACT)
        return denied.sentence if denied is not None else None

    def run(self, screen: "StockScreen") -> None:
        """Ask for the numbers."""
        screen.begin(self.ACT)


class Receive(_Act):
    """Receive numbers from the vendor into the vault."""

    name, key, also, label = "stock-receive", "r", "", "Receive"
    ACT = StockAct.RECEIVED


class Issue(_Act):
    """Issue numbers from the vault to a drawer; both sides sign."""

    name, key, also, label = "stock-issue", "i", "", "Issue"
    ACT = StockAct.ISSUED


class HandBack(_Act):
    """Hand numbers back from a drawer to the vault; both sides sign."""

    name, key, also, label = "stock-hand-back", "h", "", "Back"
    ACT = StockAct.HANDED_BACK


class Spoil(_Act):
    """Take spoiled or missing numbers out of stock, with the reason; a second person signs."""

    name, key, also, label = "stock-spoil", "s", "", "Spoil"
    ACT = StockAct.SPOILED


class ReturnToVendor(_Act):
    """Return numbers from the vault to the vendor, with the reason."""

    name, key, also, label = "stock-return", "t", "", "Return"
    ACT = StockAct.RETURNED


class CountVault(Command["StockScreen"]):
    """Count the marked series where it lies, without being told what should be there; a second person sees it."""

    name, key, also, label, group = "stock-count", "c", "", "Count", "drawer"

    def run(self, screen: "StockScreen") -> None:
        """Ask for the ranges."""
        from tui.screens.stock_move import StockPlaceCount

        marked = screen.marked
        screen.counter.push(StockPlaceCount(marked.series, marked.place))


class StockScreen(DeskScreen):
    """Mark a series with Up and Down, then press the letter of the act: R receives, I issues, H hands back, S spoils,
    T returns to the vendor, C counts, F8 takes back what was entered wrong. Every act prints a slip to sign.
    """

    NAME = "Stock"
    CART = False
    ACTS = (
        Find,
        Receive,
        Issue,
        HandBack,
        Spoil,
        ReturnToVendor,
        CountVault,
        ReverseStock,
        *PEOPLE_COMMANDS,
    )
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.lying: tuple[Lying, ...] = ()

    @property
    def marked(self) -> Lying:
        """The marked row."""
        return self.lying[self.rows.cursor]

    def load(self) -> None:
        """Read what lies where."""
        self.lying = StockDesk(self.desk).lying()
        self.rows.fill(len(self.lying), self._row, min(self.rows.cursor, len(self.lying) - 1))

    def begin(self, act: StockAct) -> None:
        """Go to the questions of an act on the marked series."""
        from tui.screens.stock_move import StockMoveScreen

        self.counter.push(StockMoveScreen(act, self.marked.series), self.kept)

    def kept(self, words: object) -> None:
        """Read anew what lies where, and say what was kept."""
        self.load()
        if isinstance(words, str):
            self.say(words)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return every series by its places."""
        head = [heading("Accountable stock", columns, "Esc: back"), BLANK]
        return [*head, *self.rows.paint(columns, rows - len(head))]

    def _row(self, index: int, columns: int) -> Line:
        row = self.lying[index]
        rest = columns - _SERIES - _PLACE - _COUNT - 2
        return line(
            pad(row.series.name, _SERIES),
            pad(row.words, _PLACE),
            (f"{row.count:>{_COUNT}}  ", "strong"),
            pad(row.series.words(row.ranges) or "none", rest),
        )

    def enter(self, text: str) -> None:
        """Enter alone does nothing to stock."""
        self.refuse("Press the letter of what is done: R, I, H, S, T or C. Esc goes back.")

    def burst(self, burst: Burst) -> None:
        """A scan is no stock."""
        self.refuse("Finish here first, or go back with Esc. Then scan again.")
