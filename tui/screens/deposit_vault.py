"""What the vault gives up into a bag beside the day's receipts: how much, and why."""

from domain.custody.deposit import says_why
from domain.money import ZERO, Money, parse_money
from domain.refusals import Code, Refusal, refuse
from tui.paint import Line
from tui.screens.asking import AskingScreen, Step
from tui.widgets.entry_line import money_digits


class FromVaultScreen(AskingScreen):
    """Type how much of the vault's own cash goes into the bag beside what came in, and why. 0 leaves it out."""

    NAME = "From the vault"

    def __init__(self, own: Money) -> None:
        super().__init__()
        self.own = own

    def head(self) -> str:
        """Return the heading."""
        return "Cash from the vault to the bank"

    def about(self) -> list[str]:
        """Say how much the vault can give up, and how it is told."""
        own = max(self.own, ZERO)
        return [
            f"Of what lies in the vault {own} is its own; the rest came in by receipts.",
            "It stands on its own line of the proof and of the slip.",
        ]

    def questions(self) -> tuple[Step, ...]:
        """Ask for the amount, and for the reason of one that is not nothing."""
        told = "How much goes to the bank beside what came in. 0 leaves it out."
        amount = Step("amount", "From the vault", told=told, accept=money_digits)
        if not self.amount:
            return (amount,)
        why = "Why the vault gives it up, such as: change fund too large."
        return (amount, Step("reason", "Reason", told=why))

    @property
    def amount(self) -> Money | None:
        """What was typed."""
        return parse_money(self.given.get("amount", ""))

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Read the amount, which the vault must have of its own, and refuse a reason that says nothing."""
        if step.name == "reason":
            kept = self.amount or ZERO
            return answer if says_why(answer) else refuse(Code.VAULT_CASH_REASON, amount=kept)
        amount = parse_money(answer)
        if amount is None or amount < ZERO:
            return refuse(Code.AMOUNT_UNREADABLE, typed=answer)
        if amount > max(self.own, ZERO):
            return refuse(Code.VAULT_CASH_WAITS, spare=max(self.own, ZERO))
        return str(amount)

    def answered(self) -> None:
        """Hand it to the deposit."""
        amount = self.amount or ZERO
        reason = self.given.get("reason", "")[:120] if amount else ""
        self.counter.pop((amount, reason))

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Nothing stands behind the last question."""
        return []
