"""The keys of the deposit screen: seal, hold over, propose cash, from the vault, take or leave a session, drop."""

from typing import TYPE_CHECKING

from domain.money import Money
from tui.commands import Command, FinishKey
from tui.screens.asking import AskingScreen, Choice, Step

if TYPE_CHECKING:
    from tui.paint import Line
    from tui.screens.deposit import DepositScreen


class Seal(FinishKey["DepositScreen"]):
    """Seal the deposit: a second person verifies it, and its slip is printed."""

    def run(self, screen: "DepositScreen") -> None:
        """Ask for the second person when the deposit proves."""
        screen.seal()


class HoldOver(Command["DepositScreen"]):
    """Hold over the marked check with a reason; again, and it goes with the rest."""

    name, key, also, label, group = "hold-over", "h", "", "Hold", "deposit"

    def available(self, screen: "DepositScreen") -> str | None:
        """The cursor must be on a check."""
        if screen.place.item is None:
            return "Go to the check with Up and Down, then H holds it over."
        return None

    def run(self, screen: "DepositScreen") -> None:
        """Ask why, or let it go again."""
        item = screen.place.item
        if item is None:
            return
        if screen.draft.reason_of(item):
            screen.changed(screen.draft.holding(item, ""))
            screen.say(f"{item.number} goes with the deposit.")
            return

        def because(reason: object) -> None:
            if isinstance(reason, str):
                screen.changed(screen.draft.holding(item, reason))
                screen.say(f"{item.number} is held over: {reason}.")

        screen.counter.push(HeldReasonScreen(item.number), because)


class Propose(Command["DepositScreen"]):
    """Propose the cash: pieces that the vault holds and that come to what is due. Count them into the bag."""

    name, key, also, label, group = "propose-cash", "p", "", "Propose", "deposit"

    def run(self, screen: "DepositScreen") -> None:
        """Fill in the pieces."""
        from dataclasses import replace

        if not screen.draft.cash_due:
            screen.refuse("No cash is due of what goes with this deposit.")
            return
        pieces = screen.draft.proposal(screen.vault)
        if pieces is None:
            screen.refuse(
                f"The vault has no pieces that come to {screen.draft.cash_due}. Turn in the drawers' cash, "
                "or change a note at the bank; then count."
            )
            return
        screen.changed(replace(screen.draft, cash=pieces))
        screen.say("Proposed from what the vault holds. Count it into the bag.")


class FromVault(Command["DepositScreen"]):
    """From the vault: cash that the vault gives up goes along, on its own line and with a reason."""

    name, key, also, label, group = "from-vault", "v", "", "Vault", "deposit"

    def available(self, screen: "DepositScreen") -> str | None:
        """The bank account must take cash."""
        if screen.bank.takes(screen.desk.office.cash.code):
            return None
        return f"{screen.bank.name} takes no cash, so none of the vault goes there."

    def run(self, screen: "DepositScreen") -> None:
        """Ask how much, and why."""
        from dataclasses import replace

        from tui.desk_deposit import DepositDesk
        from tui.screens.deposit_vault import FromVaultScreen

        def given(answer: object) -> None:
            match answer:
                case (Money() as amount, str(why)):
                    draft = replace(screen.draft, from_vault=amount, why_from_vault=why)
                    screen.changed(draft)
                    screen.say(f"{amount} from the vault. P proposes the cash anew.")

        own = DepositDesk(screen.desk).vaults_own()
        screen.counter.push(FromVaultScreen(own), given)


class TakeOrLeave(Command["DepositScreen"]):
    """Leave the marked session for a later deposit, or take it in again."""

    name, key, also, label, group = "take-or-leave", " ", "", "Take", "deposit"

    def available(self, screen: "DepositScreen") -> str | None:
        """The cursor must be on a session whose cash is in the vault."""
        session = screen.place.session
        if session is None:
            return "Go to the session with Up, then Space leaves it for a later deposit."
        if session.session_id in screen.early:
            return (
                f"The cash of drawer session {session.session_id} is not in the vault. Turn it in first, then open "
                "the deposit again."
            )
        return None

    def run(self, screen: "DepositScreen") -> None:
        """Turn it."""
        if screen.place.session is not None:
            screen.changed(screen.draft.turning(screen.place.session.session_id))


class DropDeposit(Command["DepositScreen"]):
    """Drop this deposit and go back; nothing was posted."""

    name, key, also, label, group = "drop-deposit", "ctrl+z", "", "Drop", "deposit"

    def run(self, screen: "DepositScreen") -> None:
        """Go back to the list."""
        screen.counter.pop()


class HeldReasonScreen(AskingScreen):
    """Choose by its digit why this item does not go to the bank now, and say more where that helps."""

    NAME = "Held over"

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number

    def head(self) -> str:
        """Return the heading."""
        return f"Hold over {self.number}"

    def about(self) -> list[str]:
        """Say what becomes of it."""
        return ["It stays in the vault, is listed on the slip, and waits for the next deposit."]

    def questions(self) -> tuple[Step, ...]:
        """Ask for the coded reason, then for words."""
        reasons = self.desk.office.keeping.held_reasons
        told = "For whoever makes the next deposit. Enter alone leaves it out."
        return (
            Step("reason", "Reason", tuple(Choice(r.code, r.name) for r in reasons)),
            Step("words", "In words", told=told, needed=False),
        )

    def answered(self) -> None:
        """Hand the reason to the deposit."""
        codes = self.desk.office.keeping.held_reasons
        name = next((r.name for r in codes if r.code == self.given["reason"]), "")
        words = self.given.get("words", "")
        self.counter.pop(f"{name}: {words}"[:120] if words else name)

    def end_lines(self, columns: int, rows: int) -> "list[Line]":
        """Nothing stands behind the last question."""
        return []
