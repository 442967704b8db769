"""The vault: what lies in it by denomination, in bags and with the courier; and its count by two people."""

from domain.custody.acting import PostedAct
from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.vault import VAULT, Custody
from domain.custody.vault_count import VaultCounted
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.commands import Command
from tui.counter_commands import Find
from tui.desk_moves import MovesDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, pad, paragraphs, right
from tui.people_commands import PEOPLE_COMMANDS
from tui.reversal_commands import ReverseVault
from tui.screens.asking import AskingScreen, Step
from tui.screens.desk_screen import DeskScreen
from tui.screens.pieces import PiecesScreen
from tui.widgets.line_pane import LineList

_NAME, _NUMBER, _AMOUNT = 22, 10, 16


class CountVault(Command["VaultScreen"]):
    """Count the vault; a second person sees it. What differs is told when the count is complete, and recorded."""

    name, key, also, label, group = "vault-count", "c", "", "Count", "drawer"
    weight = 3

    def run(self, screen: "VaultScreen") -> None:
        """Count it, then ask the witness."""
        screen.counter.push(VaultCountScreen(), screen.kept)


class OpenVault(Command["VaultScreen"]):
    """Open the vault with what lay in it on the day you begin here; a second person sees the count."""

    name, key, also, label, group = "vault-open", "o", "", "Opening", "drawer"

    def available(self, screen: "VaultScreen") -> str | None:
        """Nothing may lie in the vault by the books, and it may not have been opened before."""
        if MovesDesk(screen.desk).vault_unopened():
            return None
        return "The vault is in the books already. C counts it."

    def run(self, screen: "VaultScreen") -> None:
        """Count it, then ask the witness."""
        from tui.screens.vault_open import VaultOpenScreen

        screen.counter.push(VaultOpenScreen(), screen.kept)


class VaultScreen(DeskScreen):
    """What lies in the vault by denomination, in sealed bags and with the courier. C counts the vault. O opens it with
    what lay there before the first day. F8 takes an act on it back that was entered wrong.
    """

    NAME = "Vault"
    CART = False
    ACTS = (Find, CountVault, OpenVault, ReverseVault, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList(plain=True)
        self.held = Custody()
        self.lines: list[Line] = []

    def load(self) -> None:
        """Read what lies where."""
        self.held = MovesDesk(self.desk).in_vault()
        self.lines = self._lines()
        self.rows.fill(len(self.lines), lambda index, columns: self.lines[index])

    def _lines(self) -> list[Line]:
        vault = self.held.at(VAULT)
        names = {each.value: each.name for each in self.desk.office.denominations}
        pieces = vault.pieces or NO_PIECES
        found = [
            _row(names.get(value, str(value)), f"{number:,}", str(value.times(number)))
            for value, number in pieces.held
        ]
        found.append(_row("In the vault", "", str(vault.amount), "strong"))
        others = [each for each in self.held.holdings if each.place != VAULT]
        if others:
            found.append(BLANK)
        for each in others:
            found.append(_row(f"Cash in {each.place}", "", str(each.amount)))
        return found

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the pieces, and the places beside the vault that hold cash."""
        head = [heading("Vault", columns), line("  ", *_row("Piece", "Number", "Amount", "dim"))]
        return [*head, *self.rows.paint(columns, rows - len(head))]

    def kept(self, answer: object) -> None:
        """Read anew what lies there, and say what a count came to."""
        self.load()
        if isinstance(answer, str):
            self.say(answer)
        elif isinstance(answer, PostedAct) and isinstance(answer.body, VaultCounted):
            body = answer.body
            told = f"differs by {body.difference}" if body.reason else "agrees with the books"
            self.say(f"{answer.number} is kept: the vault {told}. Its slip is printing.")

    def enter(self, text: str) -> None:
        """Go back."""
        self.counter.pop()

    def burst(self, burst: Burst) -> None:
        """A scan is nothing here."""
        self.refuse("Go back with Esc, then scan again.")


class KeepCount(Command["VaultCountScreen"]):
    """Keep the count: the second person, who saw it, signs by badge or PIN."""

    name, key, also, label, group = "vault-keep", "y", "", "Keep it", "drawer"
    weight = 4

    def available(self, screen: "VaultCountScreen") -> str | None:
        """The vault must be counted, and a difference explained."""
        return None if screen.complete else "Count the vault first, and say why it differs."

    def run(self, screen: "VaultCountScreen") -> None:
        """Ask the witness, then record."""
        screen.keep()


class VaultCountScreen(AskingScreen):
    """Count every piece down the numeric pad, F10. If it differs from the books, say why; the difference is recorded.

    Then Y; the second person, who saw the count, signs.
    """

    NAME = "Vault count"
    ACTS = (KeepCount, *PEOPLE_COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self.counted: Pieces | None = None
        self.differs = False

    def load(self) -> None:
        """Begin with the count."""
        self._count()

    def _count(self) -> None:
        told = "Count all that lies in the vault, but not the sealed bags."
        proposed = self.counted or NO_PIECES
        screen = PiecesScreen("Count of the vault", told, proposed=proposed, may_be_none=True)
        self.counter.push(screen, self._counted)

    def _counted(self, pieces: object) -> None:
        if not isinstance(pieces, Pieces):
            self.counter.pop()
            return
        self.counted = pieces
        self.differs = MovesDesk(self.desk).vault_differs(pieces)
        self.place = 0
        self.ask()

    def head(self) -> str:
        """Return the heading."""
        return "Count of the vault"

    def about(self) -> list[str]:
        """Say what was counted, and whether it agrees."""
        if self.counted is None:
            return []
        agrees = "It is NOT what the books say." if self.differs else "It agrees with the books."
        return [f"Counted: {self.counted}.", f"It comes to {self.counted.amount}. {agrees}"]

    def questions(self) -> tuple[Step, ...]:
        """Ask why it differs where it does."""
        if not self.differs:
            return ()
        told = "What is known of it. Esc goes back to count again. The difference is recorded."
        return (Step("reason", "Reason", told=told),)

    @property
    def complete(self) -> bool:
        """Whether the count can be kept."""
        return self.counted is not None and self.step is None

    def answered(self) -> None:
        """Wait for the key."""

    def back(self) -> None:
        """Go back to the reason, and from there to the count."""
        if self.place or (self.entry is not None and self.entry.text):
            super().back()
        else:
            self._count()

    def enter(self, text: str) -> None:
        """Take the reason."""
        if self.step is None:
            self.refuse("Y keeps the count. Esc goes back to it.")
        else:
            super().enter(text)

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Say by which key it is kept."""
        if self.counted is None:
            return []
        return [BLANK, *paragraphs("Y asks the second person to sign, and keeps it.", columns - 2)]

    def keep(self) -> None:
        """Let the witness sign, then record."""
        counted = self.counted or NO_PIECES
        self.ask_approval(
            Act.HAND_OVER,
            f"You saw the vault counted: {counted}."[:240],
            lambda witness: self._record(counted, witness),
            amount=counted.amount,
        )

    def _record(self, counted: Pieces, witness: Approval) -> None:
        answer = MovesDesk(self.desk).count_vault(counted, self.given.get("reason", ""), witness)
        if isinstance(answer, Refusal):
            self.refuse(answer)
        else:
            self.counter.pop(answer)


def _row(name: str, number: str, amount: str, style: str = "") -> Line:
    return line((pad(name, _NAME) + right(number, _NUMBER) + right(amount, _AMOUNT), style))
