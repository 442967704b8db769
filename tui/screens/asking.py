"""The base of the screens that ask one question after the other: each answer stays in view, Esc goes one back."""

from dataclasses import dataclass

from domain.privacy.confidential import refused_text
from domain.refusals import Refusal
from domain.text import clean_text
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, pad, paragraphs, spread, width_of
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import Accept, EntryLine, anything
from tui.widgets.line_pane import LineList

_DIGITS = "123456789"
_LABEL = 14
NO_KEY = " "
"""The key of a choice that is taken by Up, Down and Enter only."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: its code, what the clerk reads, an amount, and its key where that is no digit."""

    code: str
    words: str
    amount: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One question: its name, what the answer is called, the choices or else a line to type.

    ``told`` is said above the line. An answer that is not ``needed`` may be left out.
    """

    name: str
    label: str
    choices: tuple[Choice, ...] = ()
    told: str = ""
    needed: bool = True
    accept: Accept = anything


class AskingScreen(DeskScreen):
    """Answer the questions one after the other. Esc goes one question back and keeps the answers."""

    CART = False
    ACTS = PEOPLE_COMMANDS
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.given: dict[str, str] = {}
        self.place = 0

    # What a screen says -------------------------------------------------------------------------

    def head(self) -> str:
        """Return the heading."""
        raise NotImplementedError

    def about(self) -> list[str]:
        """Return what it is about, a paragraph each."""
        raise NotImplementedError

    def questions(self) -> tuple[Step, ...]:
        """Return the questions as they follow from the answers so far."""
        raise NotImplementedError

    def answered(self) -> None:
        """Act when the last question was answered."""
        raise NotImplementedError

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what stands under the answers when all questions were answered."""
        raise NotImplementedError

    def missing(self, step: Step) -> Refusal | str:
        """Return what is said when an answer that is needed was left out."""
        return self.ask_first()

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Return the answer as it is kept, or what stands against it."""
        return answer

    def changed(self) -> None:
        """Act when an answer is another than before."""

    # The questions ------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask the question of this place."""
        self.ask()

    @property
    def step(self) -> Step | None:
        """The question that is asked now; ``None`` when all are answered."""
        steps = self.questions()
        return steps[self.place] if self.place < len(steps) else None

    def ask_first(self) -> str:
        """Return the sentence that asks for the answer that is missing."""
        step = self.step
        if step is None:
            return "This cannot be done. Esc goes back."
        how = "choose it by its key" if step.choices else "type it, then Enter"
        return f"{step.label} first: {how}."

    def ask(self) -> None:
        """Show the question of this place; behind the last one, go on."""
        step = self.step
        self.entry = None
        if step is None:
            self.answered()
        elif step.choices:
            at = [n for n, c in enumerate(step.choices) if c.code == self.given.get(step.name)]
            self.rows.fill(len(step.choices), self._choice_row, at[0] if at else 0)
        else:
            self.entry = EntryLine(step.label, step.accept)
            self.entry.set(self.given.get(step.name, ""))

    def take(self, answer: str) -> None:
        """Keep the answer to the question and go on to the next."""
        step = self.step
        if step is None:
            return
        if step.needed and not answer:
            self.refuse(self.missing(step))
            return
        secret = None if step.choices else refused_text(answer)
        kept = secret or self.checked(step, answer)
        if isinstance(kept, Refusal):
            self.refuse(kept)
            if self.entry is not None:
                self.entry.spoil()
            return
        if self.given.get(step.name) != kept:
            self.given[step.name] = kept
            self.changed()
        self.place += 1
        self.ask()

    # Keys ---------------------------------------------------------------------------------------

    def take_key(self, press: KeyPress) -> None:
        """Choose by a digit or letter where there is something to choose."""
        step = self.step
        if step is not None and step.choices and press.printable:
            keys = [c.key or _DIGITS[n : n + 1] for n, c in enumerate(step.choices)]
            if press.key != NO_KEY and press.key.lower() in keys:
                self.take(step.choices[keys.index(press.key.lower())].code)
                return
        super().take_key(press)

    def enter(self, text: str) -> None:
        """Take the answer that is marked or typed."""
        step = self.step
        if step is not None:
            self.take(step.choices[self.rows.cursor].code if step.choices else clean_text(text))

    def back(self) -> None:
        """Go one question back; from the first, leave."""
        kept = self.given.get(self.step.name, "") if self.step is not None else ""
        if self.entry is not None and self.entry.text.strip() not in ("", kept):
            super().back()
        elif self.place:
            self.place -= 1
            self.ask()
        else:
            self.counter.pop()

    def burst(self, burst: Burst) -> None:
        """A scan answers no question."""
        self.refuse("Finish here first, or go back with Esc; nothing is done. Then scan again.")

    # Painting -----------------------------------------------------------------------------------

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what it is about, the answers so far, and the question or what comes behind the last."""
        lines = [heading(self.head(), columns, "Esc: one step back")]
        for text in self.about():
            lines += paragraphs(text, columns - 2)
        lines += [BLANK, *self._answers(columns)]
        step, room = self.step, rows - len(lines)
        if step is None:
            return lines + self.end_lines(columns, room)
        if step.choices:
            ask = line((f"{step.label}: choose it by its key.", "strong"))
            return [*lines, ask, *self.rows.paint(columns, room - 1)]
        told = paragraphs(step.told, columns - 2)
        return [*lines, line((f"{step.label}, then Enter.", "strong")), *told]

    def _answers(self, columns: int) -> list[Line]:
        lines: list[Line] = []
        asked = self.questions()[: self.place]
        wide = max([_LABEL, *(width_of(line(step.label)) + 2 for step in asked)])
        for step in asked:
            answer = self.given.get(step.name, "")
            said = next((c.words for c in step.choices if c.code == answer), answer)
            if said:
                lines.append(line((pad(step.label, wide), "dim"), pad(said, columns - wide)))
        return lines

    def _choice_row(self, index: int, columns: int) -> Line:
        step = self.step
        if step is None or index >= len(step.choices):
            return BLANK
        choice = step.choices[index]
        key = choice.key or _DIGITS[index : index + 1] or " "
        words = spread(choice.words, choice.amount, columns - 3)
        return (*line((f"{key.upper()}  ", "strong")), *words)
