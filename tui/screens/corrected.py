"""Corrected: what was done, what the hands must do now, and the way on."""

from dataclasses import dataclass, field

from domain.money import Money, format_cents
from domain.receipting.receipt import ReceiptNo
from domain.refusals import Refusal
from tui.at_the_desk import AT_THE_DESK
from tui.commands import Command
from tui.desk_corrections import CorrectionDesk
from tui.desk_previews import Fact
from tui.keys import Burst
from tui.paint import BLANK, Line, centered, line, paragraphs, spread
from tui.screens.desk_screen import DeskScreen
from tui.widgets import big_digits
from tui.widgets.message_line import Message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: a heading, facts, words, and the cash that is to be handed back.

    ``receipt`` is the one that was undone and may be recreated as new.
    """

    head: str
    facts: tuple[Fact, ...] = field(default=(), repr=False)
    told: tuple[str, ...] = ()
    give_back: Money | None = None
    receipt: ReceiptNo | None = None


class Recreate(Command["CorrectedScreen"]):
    """Recreate as new: a cart with everything of the undone receipt, so that only the difference is typed."""

    name, key, also, label, group = "recreate", "n", "", "New", "correct"
    weight = 4

    def available(self, screen: "CorrectedScreen") -> str | None:
        """A receipt must have been undone, and a drawer be open to take the money again."""
        if screen.outcome.receipt is None:
            return "There is nothing to recreate. Enter goes on."
        denied = screen.desk.may_take_money()
        return denied.sentence if denied is not None else None

    def run(self, screen: "CorrectedScreen") -> None:
        """Fill the cart and go to the money."""
        screen.recreate()


class CorrectedScreen(DeskScreen):
    """What was done. N takes the undone receipt up again as a new cart; Enter goes on."""

    NAME = "Corrected"
    CART = False
    ACTS = (Recreate, *AT_THE_DESK)

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what was done; cash to give back in the largest type."""
        done = self.outcome
        lines = [centered(done.head, columns, "strong"), BLANK]
        if done.give_back is not None:
            lines += [centered("GIVE BACK IN CASH", columns, "title"), BLANK]
            lines += [*big_digits.paint(format_cents(done.give_back.cents), columns - 1), BLANK]
        ways = [centered(self._ways(), columns, "strong")]
        told = [row for text in done.told for row in paragraphs(text, columns - 2)]
        room = max(1, rows - len(lines) - len(told) - len(ways) - 2)
        facts = [row for fact in done.facts for row in fact_lines(fact, columns)]
        if len(facts) > room:
            facts = [*facts[: room - 1], line((f"  and {len(facts) - room + 1} more", "dim"))]
        return [*lines, *facts, *([BLANK] if facts else []), *told, BLANK, *ways]

    def _ways(self) -> str:
        if self.outcome.receipt is not None and self.desk.may_take_money() is None:
            return "N: recreate it as new.  Enter: go on."
        return "Enter: go on."

    def burst(self, burst: Burst) -> None:
        """A scan is the next customer's."""
        self.scanned(burst)

    def recreate(self) -> None:
        """Take the undone receipt up as a new cart, at the money."""
        from tui.screens.tender import TenderScreen

        number = self.outcome.receipt
        if number is None:
            return
        parked = bool(self.desk.cart.lines)
        refusal = CorrectionDesk(self.desk).recreate(number)
        if isinstance(refusal, Refusal):
            self.refuse(refusal)
            return
        if not self.desk.cart.lines:
            self.counter.lookup_saying(" ".join(self.desk.notices))
            return
        tender = TenderScreen()
        told = self.desk.notices or (
            "As it was. Change what was wrong; Backspace takes money back.",
        )
        if parked:
            told = (*told, "The cart in front was parked; F5 recalls it.")
        tender.message = Message(" ".join(told), "warn" if self.desk.notices else "")
        self.counter.lookup()
        self.counter.push(tender)

    def enter(self, text: str) -> None:
        """Go on."""
        self.counter.pop()


def fact_lines(fact: Fact, columns: int) -> list[Line]:
    """Return a fact in a list: its words, and what stands at the right; words alone are wrapped."""
    style = "strong" if fact.strong else ""
    if fact.right:
        return [spread(f"  {fact.words}", fact.right, columns, style)]
    return [line(("  ", ""), *row) for row in paragraphs(fact.words, columns - 4, style)]
