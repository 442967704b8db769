"""The count of accountable stock at the close of a drawer: ranges typed blind, one series after the other."""

from domain.custody.serials import in_words, read_ranges
from domain.custody.series import StockSeries
from domain.custody.stock_close import Counted
from domain.refusals import Refusal
from tui.paint import Line
from tui.screens.asking import AskingScreen, Step


class StockCountScreen(AskingScreen):
    """Type the ranges that lie in the drawer, 0 for none. What should be there is not told before the close is kept.

    Its result is the count by series; going back from the first question leaves it out.
    """

    NAME = "Count stock"

    def __init__(self, series: tuple[StockSeries, ...]) -> None:
        super().__init__()
        self.series = series

    def head(self) -> str:
        """Return the heading."""
        return f"Count the stock of drawer {self.desk.drawer_here}"

    def about(self) -> list[str]:
        """Say how it is counted."""
        return ["Look at what lies in the drawer and type its numbers as they are printed."]

    def questions(self) -> tuple[Step, ...]:
        """Ask for the ranges of each series."""
        told = "Ranges such as 21-40, 52, without letters, commas between them; 0 for none."
        return tuple(Step(each.code, each.name, told=told) for each in self.series)

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Read ranges; nought is none."""
        found = () if answer == "0" else read_ranges(answer)
        return found if isinstance(found, Refusal) else in_words(found) or "0"

    def answered(self) -> None:
        """Hand the count (``domain.custody.stock_close.Counted``) to whoever pushed this screen, and leave."""
        counted: Counted = ()
        for each in self.series:
            typed = self.given.get(each.code, "0")
            found = () if typed == "0" else read_ranges(typed)
            if isinstance(found, Refusal):
                self.refuse(found)
                return
            counted = (*counted, (each.code, found))
        self.counter.pop(counted)

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Nothing stands behind the last question."""
        return []
