"""The questions of one act on accountable stock, and of a count at a place; both sides sign before it is kept."""

from domain.custody.acting import PostedAct
from domain.custody.serials import in_words, numbers, read_ranges
from domain.custody.series import StockSeries
from domain.custody.stock import VAULT, StockAct
from domain.custody.stock_acts import BY_HAND, IN_DRAWER, OF_VENDOR, WITH_REASON, StockCounted
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.commands import Command
from tui.desk_stock import StockAsked, StockDesk
from tui.paint import BLANK, Line, line, paragraphs
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.asking import AskingScreen, Choice, Step

_NUMBERS = "The first and the last, such as 1001-1100, or the first and how many, such as 1001+100."


class KeepIt(Command["StockMoveScreen"]):
    """Keep it: after everything was answered, and the second person has signed."""

    name, key, also, label, group = "stock-keep", "y", "", "Keep it", "drawer"
    weight = 4

    def available(self, screen: "StockMoveScreen") -> str | None:
        """All questions must be answered."""
        return None if screen.step is None else screen.ask_first()

    def run(self, screen: "StockMoveScreen") -> None:
        """Ask the second person to sign, then record."""
        screen.keep()


class StockMoveScreen(AskingScreen):
    """Say which numbers, where and why, then press Y; the other side signs with badge or PIN. Esc goes a step back."""

    NAME = "Stock move"
    ACTS = (KeepIt, *PEOPLE_COMMANDS)

    def __init__(self, act: StockAct, series: StockSeries) -> None:
        super().__init__()
        self.act, self.series = act, series

    def head(self) -> str:
        """Return the heading."""
        return BY_HAND[self.act]

    def about(self) -> list[str]:
        """Return the series."""
        return [f"{self.series.name}, one number a {self.series.unit}."]

    def questions(self) -> tuple[Step, ...]:
        """Ask where, which numbers, and what belongs to them."""
        drawers = [Choice(d.code, d.name) for d in self.desk.office.drawers]
        steps: list[Step] = []
        if self.act in IN_DRAWER:
            steps.append(Step("drawer", "Drawer", tuple(drawers)))
        elif self.act is StockAct.SPOILED:
            steps.append(Step("drawer", "Where", (Choice(VAULT, "Vault"), *drawers)))
        steps.append(Step("numbers", "Numbers", told=_NUMBERS))
        if self.act in WITH_REASON:
            steps.append(
                Step("reason", "Reason", told="What happened, for whoever reads the report.")
            )
        if self.act in OF_VENDOR:
            steps.append(
                Step("vendor", "Vendor", told="Who brings or takes them, as on the paper.")
            )
            told = "The packing list or other paper. Enter alone leaves it out."
            steps.append(Step("document", "Paper", told=told, needed=False))
        return tuple(steps)

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Read numbers as they are typed."""
        if step.name != "numbers":
            return answer
        found = read_ranges(answer)
        return found if isinstance(found, Refusal) else in_words(found)

    def answered(self) -> None:
        """Wait for the key."""

    def enter(self, text: str) -> None:
        """Take an answer; Enter never does what the last key does."""
        if self.step is None:
            self.refuse("Y keeps it. Esc goes one step back.")
        else:
            super().enter(text)

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Say what will be done, and by which key."""
        asked = self.asked
        if isinstance(asked, Refusal):
            return [line((asked.sentence, "warn"))]
        many = f"{numbers(asked.ranges)} in all"
        told = paragraphs(f"{asked.words} {many}.", columns - 2)
        return [BLANK, *told, BLANK, line(("Y keeps it and prints the slip.", "strong"))]

    @property
    def asked(self) -> StockAsked | Refusal:
        """What was answered."""
        given = self.given
        ranges = read_ranges(given.get("numbers", ""))
        if isinstance(ranges, Refusal):
            return ranges
        drawer = given.get("drawer", "")
        return StockAsked(
            self.act,
            self.series,
            ranges,
            "" if drawer == VAULT else drawer,
            given.get("reason", ""),
            given.get("vendor", ""),
            given.get("document", ""),
        )

    def keep(self) -> None:
        """Let the other side sign where that is one of the office, then record."""
        asked = self.asked
        if isinstance(asked, Refusal):
            self.refuse(asked)
            return
        refusal = StockDesk(self.desk).stands_against(asked)
        if refusal is not None:
            self.refuse(refusal)
        elif self.act in OF_VENDOR:
            self._record(asked, None)
        else:
            act = StockDesk(self.desk).other_side()
            self.ask_approval(act, asked.words, lambda approval: self._record(asked, approval))

    def _record(self, asked: StockAsked, approval: Approval | None) -> None:
        posted = StockDesk(self.desk).move(asked, approval)
        if isinstance(posted, Refusal):
            self.refuse(posted)
            return
        self.counter.pop(f"{posted.number} is kept; its slip is printing.")


class CountIt(KeepIt):
    """Keep the count: a second person, who saw it, signs. What differs is told then."""

    name = "stock-keep-count"

    def available(self, screen: "StockMoveScreen | StockPlaceCount") -> str | None:
        """It is kept once."""
        if isinstance(screen, StockPlaceCount) and screen.kept is not None:
            return "The count is kept. Esc goes back."
        return None if screen.step is None else screen.ask_first()


class StockPlaceCount(AskingScreen):
    """Type the ranges that lie there, 0 for none, then Y. What should be there is told when the count is kept."""

    NAME = "Stock count"
    ACTS = (CountIt, *PEOPLE_COMMANDS)

    def __init__(self, series: StockSeries, place: str) -> None:
        super().__init__()
        self.series, self.place_name = series, place
        self.kept: PostedAct | None = None

    def head(self) -> str:
        """Return the heading."""
        return "Count the vault" if self.place_name == VAULT else f"Count drawer {self.place_name}"

    def about(self) -> list[str]:
        """Return the series."""
        return [f"{self.series.name}, one number a {self.series.unit}."]

    def questions(self) -> tuple[Step, ...]:
        """Ask for the ranges."""
        return (Step("numbers", "Numbers", told=f"{_NUMBERS} Commas between them; 0 for none."),)

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Read ranges; nought is none."""
        found = () if answer == "0" else read_ranges(answer)
        return found if isinstance(found, Refusal) else in_words(found) or "0"

    def answered(self) -> None:
        """Wait for the key."""

    def enter(self, text: str) -> None:
        """Take the ranges; once the count is kept, go back to the list."""
        if self.kept is not None:
            self.counter.pop()
        elif self.step is None:
            self.refuse("Y keeps the count. Esc goes one step back.")
        else:
            super().enter(text)

    def back(self) -> None:
        """Go a step back; a count that is kept is asked for no more."""
        if self.kept is not None:
            self.counter.pop()
        else:
            super().back()

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Say by which key it is kept, or what differs."""
        if self.kept is None or not isinstance(self.kept.body, StockCounted):
            return [BLANK, line(("Y keeps the count; a second person signs.", "strong"))]
        told = [f"{label}: {words}" for label, words in self.kept.body.told()]
        return [BLANK, *(row for text in told for row in paragraphs(text, columns - 2))]

    def keep(self) -> None:
        """Let the second person sign, then record."""
        act = StockDesk(self.desk).other_side()
        words = f"{self.head()}: {self.series.name} {self.given.get('numbers', '')}."
        self.ask_approval(act, words[:240], self._record)

    def _record(self, approval: Approval) -> None:
        typed = self.given.get("numbers", "0")
        found = () if typed == "0" else read_ranges(typed)
        if isinstance(found, Refusal):
            self.refuse(found)
            return
        posted = StockDesk(self.desk).count(self.series, self.place_name, found, approval)
        if isinstance(posted, Refusal):
            self.refuse(posted)
            return
        self.kept = posted
        self.say(f"{posted.number} is kept. Esc goes back.")
