"""Bank differences: what the bank says otherwise of a bag or a payment, until a person has decided on each."""

from domain.custody.acting import PostedAct
from domain.custody.decided import Decision, OpenDifference
from domain.refusals import Refusal
from tui.counter_commands import Find
from tui.desk_settlements import SettlementDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs, spread
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.asking import Choice, Step
from tui.screens.desk_screen import DeskScreen
from tui.screens.kept import KeptScreen
from tui.widgets.line_pane import LineList

_CHOICES = (
    Choice(Decision.ACCEPTED, "Accept it: it is booked over or short", key="a"),
    Choice(Decision.CORRECTED, "The bank has put it right since", key="c"),
)


class BankDifferencesScreen(DeskScreen):
    """Enter decides on the marked difference, with a reason. One that the bank is still to put right may wait here:
    nothing of it is booked until somebody decides.
    """

    NAME = "Bank differences"
    CART = False
    ACTS = (Find, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.listed: tuple[OpenDifference, ...] = ()

    def load(self) -> None:
        """Read what waits for a decision."""
        desk = SettlementDesk(self.desk)
        self.listed, self.today = desk.differences(), desk.today
        self.rows.fill(len(self.listed), self._row, self.rows.cursor)

    def done(self, words: object) -> None:
        """Read anew, and say what was done."""
        self.attempt(self.load)
        if isinstance(words, str):
            self.say(words)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the differences, the oldest first."""
        lines = [heading("Differences with the bank", columns), BLANK]
        if not self.listed:
            told = "Nothing is to be decided: the bank agrees, or somebody has decided."
            return [*lines, *paragraphs(told, columns - 2)]
        lines += [line("Enter decides on the one at the mark."), BLANK]
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _row(self, index: int, columns: int) -> Line:
        each = self.listed[index]
        age = max((self.today - each.on).days, 0)
        words = f"{each.name}: bank {each.theirs}, ours {each.ours}, {age} days"
        return spread(words, str(each.amount), columns, "bad")

    def enter(self, text: str) -> None:
        """Decide on the marked difference."""
        denied = SettlementDesk(self.desk).may_decide()
        if not self.listed:
            self.counter.pop()
        elif denied is not None:
            self.refuse(denied)
        else:
            self.counter.push(DecisionScreen(self.listed[self.rows.cursor]), self.done)

    def burst(self, burst: Burst) -> None:
        """A scan decides nothing."""
        self.refuse("Choose the difference with Up and Down, then Enter. Esc goes back.")

    def back(self) -> None:
        """Go back to where it was opened."""
        self.counter.pop()


class DecisionScreen(KeptScreen):
    """Choose how the difference ends and type why, then Y. Esc leaves it waiting."""

    NAME = "Decision"

    def __init__(self, difference: OpenDifference) -> None:
        super().__init__()
        self.difference = difference

    def head(self) -> str:
        """Return the heading."""
        return "The bank says otherwise"

    def about(self) -> list[str]:
        """Return what the bank says and what we say."""
        each = self.difference
        return [f"{each.words}. Bank's day {each.on.isoformat()}, reference {each.reference}."]

    def questions(self) -> tuple[Step, ...]:
        """Ask how it ends, and why."""
        told = "What was found out, or the bank's own correction: its day and reference."
        return (Step("how", "Decision", _CHOICES), Step("reason", "Reason", told=told))

    @property
    def decision(self) -> Decision:
        """What was chosen."""
        return Decision(self.given.get("how", Decision.ACCEPTED))

    def will(self) -> str:
        """Return what will be kept."""
        each = self.difference
        if self.decision is Decision.CORRECTED:
            return f"{each.amount} of {each.name} is put right in the bank account."
        where = "over" if each.amount.cents > 0 else "short"
        return f"{each.amount} of {each.name} is booked {where}, under your name."

    def act(self) -> PostedAct | Refusal:
        """Keep the decision."""
        reason = self.given.get("reason", "")
        return SettlementDesk(self.desk).decide(self.difference, self.decision, reason)

    def done(self, posted: PostedAct) -> str:
        """Say that it is decided."""
        return f"{posted.number}: {self.difference.name} is decided."
