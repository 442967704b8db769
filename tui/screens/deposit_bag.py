"""A sealed bag: the courier takes it, and the bank says what was in it. Each is asked, shown, and kept by a key."""

from domain.calendar import day_text
from domain.custody.acting import PostedAct
from domain.money import Money, parse_money
from domain.refusals import Code, Refusal, refuse
from domain.when import read_past_day
from tui.desk_deposit import Bag, DepositDesk
from tui.screens.asking import Step
from tui.screens.kept import KeptScreen
from tui.widgets.entry_line import money_digits


class BagScreen(KeptScreen):
    """What is done with one sealed bag: answer, read, then Y keeps it."""

    def __init__(self, bag: Bag) -> None:
        super().__init__()
        self.bag = bag

    def about(self) -> list[str]:
        """Return the bag and its amount."""
        made = self.bag.deposit.deposit
        return [f"Bag {made.bag}, seal {made.seal}, of {day_text(self.bag.on)}: {made.amount}."]


class CourierScreen(BagScreen):
    """Type the courier's name as on the badge, then Y. The slip is printed: you and the courier sign it."""

    NAME = "Courier"

    def head(self) -> str:
        """Return the heading."""
        return "The courier takes a bag"

    def questions(self) -> tuple[Step, ...]:
        """Ask for the courier's name."""
        return (Step("courier", "Courier", told="The name as it stands on the courier's badge."),)

    def will(self) -> str:
        """Return who takes it."""
        return f"{self.given.get('courier', '')} takes the bag; the slip is printed and both sign."

    def act(self) -> PostedAct | Refusal:
        """Hand it over."""
        return DepositDesk(self.desk).hand_over(self.bag, self.given["courier"])

    def done(self, posted: PostedAct) -> str:
        """Say that it is with the courier."""
        return f"{posted.number}: the bag is with {self.given['courier']}. Sign the slip, both."


class BankSaysScreen(BagScreen):
    """Type the amount that the bank found, its day and the number on its slip; where the amount differs, why. Then Y.

    The difference is recorded, never forced: it is booked over or short with your words.
    """

    NAME = "Bank's answer"

    def head(self) -> str:
        """Return the heading."""
        return "What the bank says of a bag"

    def questions(self) -> tuple[Step, ...]:
        """Ask for amount, day and slip, and for the reason of a difference."""
        steps = (
            Step("amount", "Bank's amount", told="As on the bank's slip.", accept=money_digits),
            Step("on", "Bank's day", told="The day the bank counts it for, such as 1/26 or today."),
            Step(
                "reference",
                "Slip number",
                told="The number on the bank's slip. Enter alone leaves it out.",
                needed=False,
            ),
        )
        if not self.difference:
            return steps
        told = f"The bank says {self.difference} {'more' if self.difference.cents > 0 else 'less'}. Why?"
        return (*steps, Step("reason", "Reason", told=told.replace("-", "")))

    @property
    def amount(self) -> Money | None:
        """What was typed."""
        return parse_money(self.given.get("amount", ""))

    @property
    def difference(self) -> Money | None:
        """What the bank says less what was deposited; ``None`` while nothing was typed, or where they agree."""
        return None if self.amount is None else (self.amount - self.bag.deposit.amount) or None

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Read the amount and the day; a day to come, or before the bag was made up, is none."""
        if step.name == "amount":
            amount = parse_money(answer)
            return refuse(Code.AMOUNT_UNREADABLE, typed=answer) if amount is None else str(amount)
        if step.name == "on":
            day = read_past_day(answer, self.desk.local(self.desk.clock()).date())
            if day is None or day < self.bag.banked_from:
                bag, on = self.bag.deposit.deposit.bag, self.bag.banked_from.isoformat()
                return refuse(Code.BANK_DAY, bag=bag, on=on)
            return day.isoformat()
        return answer

    def will(self) -> str:
        """Return what will be kept."""
        off = self.difference
        said = "the whole deposit" if off is None else f"{off} against the deposit, booked as said"
        return f"The bank acknowledges {self.amount} on {self.given.get('on', '')}: {said}."

    def act(self) -> PostedAct | Refusal:
        """Keep the bank's answer."""
        given, amount = self.given, self.amount
        day = read_past_day(given["on"], self.desk.local(self.desk.clock()).date())
        if amount is None or day is None:
            return refuse(Code.AMOUNT_UNREADABLE, typed=given["amount"])
        reason = given.get("reason", "") if self.difference else ""
        reference = given.get("reference", "")
        return DepositDesk(self.desk).bank_told(self.bag, amount, day, reference, reason)

    def done(self, posted: PostedAct) -> str:
        """Say that it is acknowledged."""
        return f"{posted.number}: the bank has acknowledged bag {self.bag.deposit.deposit.bag}."
