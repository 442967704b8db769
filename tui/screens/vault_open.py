"""The vault's opening: what lay in it on the day the office begins here, counted by two people."""

from domain.custody.pieces import NO_PIECES, Pieces
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.desk_moves import MovesDesk
from tui.screens.asking import Step
from tui.screens.pieces import PiecesScreen
from tui.screens.vault import VaultCountScreen


class VaultOpenScreen(VaultCountScreen):
    """Count what lies in the vault before the first day here, F10, then Y; the second person, who saw it, signs.

    Nothing is booked as over: the city's ledger has had this money all along.
    """

    NAME = "Vault opening"

    def _count(self) -> None:
        told = "Count all that lies in the vault on the day you begin here."
        screen = PiecesScreen("Vault opened with", told, proposed=self.counted or NO_PIECES)
        self.counter.push(screen, self._counted)

    def _counted(self, pieces: object) -> None:
        if not isinstance(pieces, Pieces):
            self.counter.pop()
            return
        self.counted = pieces
        self.place = 0
        self.ask()

    def head(self) -> str:
        """Return the heading."""
        return "Vault opened with"

    def about(self) -> list[str]:
        """Say what was counted."""
        if self.counted is None:
            return []
        return [f"Counted: {self.counted}.", f"The vault opens with {self.counted.amount}."]

    def questions(self) -> tuple[Step, ...]:
        """Ask nothing: there is no difference to explain."""
        return ()

    def keep(self) -> None:
        """Let the witness sign, then record."""
        counted = self.counted or NO_PIECES
        self.ask_approval(
            Act.HAND_OVER,
            f"You saw the vault counted before its first day: {counted}."[:240],
            lambda witness: self._open(counted, witness),
            amount=counted.amount,
        )

    def _open(self, counted: Pieces, witness: Approval) -> None:
        answer = MovesDesk(self.desk).open_vault(counted, witness)
        if isinstance(answer, Refusal):
            self.refuse(answer)
        else:
            self.counter.pop(f"{answer.number}: the vault is opened. Its slip is printing.")
