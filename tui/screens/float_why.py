"""Why a drawer opens with another float than was left there, or than policy gives it: a coded reason, with words."""

from typing import Final

from domain.custody.floats import FloatReason
from domain.money import Money
from domain.privacy.confidential import refused_text
from domain.refusals import Refusal
from tui.commands import FinishKey
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList

FROM_VAULT: Final = "issue"
"""The answer that has the float issued from the vault instead."""
_ISSUE: Final = "Have it issued from the vault; whoever keeps it signs"


class TakeReason(FinishKey["FloatWhyScreen"]):
    """Go on with the marked reason."""

    def run(self, screen: "FloatWhyScreen") -> None:
        """The same as Enter."""
        screen.enter(screen.entry.text.strip())


class FloatWhyScreen(DeskScreen):
    """The float is not what was left in the drawer, or not the standard one. Choose why by its digit, say more in
    words, then Enter. It is kept with your name, and is a line of its own in the reports. Esc goes back to the amount.
    """

    NAME = "Why this float"
    ACTS = (TakeReason, *PEOPLE_COMMANDS)
    CART = False
    chosen = False
    entry: EntryLine
    rows: LineList

    def __init__(self, amount: Money, unlike: Refusal, *, may_issue: bool = False) -> None:
        super().__init__()
        self.amount, self.unlike, self.may_issue = amount, unlike, may_issue
        self.entry = EntryLine("In your words")
        self.rows = LineList()

    def on_mount(self) -> None:
        self.rows.fill(len(self.choices), self._row)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen: the vault where it may be issued from there, then the office's reasons."""
        issue = ((FROM_VAULT, _ISSUE),) if self.may_issue else ()
        reasons = self.desk.office.opening_reasons
        return (*issue, *((reason.code, reason.name) for reason in reasons))

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what differs, and the choices with their digits."""
        told = (
            "Choose why by its digit, say more in words, then Enter. Esc goes back to the amount."
        )
        lines = [
            heading(f"The float counts to {self.amount}", columns),
            BLANK,
            *paragraphs(self.unlike.sentence, columns - 2, "warn"),
            BLANK,
            *paragraphs(told, columns - 2),
            BLANK,
        ]
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        return line((f"{index + 1}  ", "strong"), pad(self.choices[index][1], columns - 3))

    def take_key(self, press: KeyPress) -> None:
        """Choose by a digit, once: what is typed behind it are words, which may begin with a digit."""
        digit = int(press.key) if press.key.isdecimal() and press.key.isascii() else 0
        if not self.chosen and not self.entry.text and 1 <= digit <= len(self.choices):
            self.rows.move_to(digit - 1)
            self.chosen = True
        else:
            super().take_key(press)

    def enter(self, text: str) -> None:
        """Go back with the marked reason and the words, unless they may not be kept."""
        code, _ = self.choices[self.rows.cursor]
        secret = refused_text(text)
        if secret is not None:
            self.refuse(secret)
            self.entry.spoil()
        elif self.may_issue and self.rows.cursor == 0:
            self.counter.pop(FROM_VAULT)
        else:
            self.counter.pop(FloatReason(code, text))

    def burst(self, burst: Burst) -> None:
        """A scan is no reason."""
        self.refuse("Open the drawer first. Choose the reason by its digit, then Enter.")

    def back(self) -> None:
        """Go back to the amount; typed words are taken out first."""
        if self.entry.text:
            super().back()
        else:
            self.counter.pop(None)
