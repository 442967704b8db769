"""A processor's payment, keyed from its paper: gross, fee and net must agree before Y keeps it."""

from datetime import date

from domain.calendar import day_text
from domain.custody.acting import PostedAct
from domain.custody.keeping import Processor
from domain.custody.settlements import WaitingDay
from domain.money import ZERO, Money, parse_money, total
from domain.refusals import Code, Refusal, refuse
from domain.when import read_past_day
from tui.desk_settlements import Payment, SettlementDesk
from tui.screens.asking import Step
from tui.screens.kept import KeptScreen
from tui.widgets.entry_line import money_digits


class PaymentScreen(KeptScreen):
    """Type the gross, the fee that was kept back and the net as the processor's paper has them, and the bank's day.

    A gross that is not what was taken is kept as it is; the difference waits for whoever may decide on it.
    """

    NAME = "Payment"

    def __init__(self, processor: Processor, days: tuple[WaitingDay, ...]) -> None:
        super().__init__()
        self.processor = processor
        self.days = days

    @property
    def taken(self) -> Money:
        """What the drawers counted."""
        return total(day.amount for day in self.days)

    def head(self) -> str:
        """Return the heading."""
        return f"What {self.processor.name} paid"

    def about(self) -> list[str]:
        """Return the dates and what was taken."""
        dates = ", ".join(day_text(day.business_date) for day in self.days)
        return [f"Of {dates}: {self.taken} taken."]

    def questions(self) -> tuple[Step, ...]:
        """Ask for gross, fee and net, the bank's day and its reference."""
        fee = Step("fee", "Fee", told="What was kept back; 0 for nothing.", accept=money_digits)
        return (
            Step("gross", "Gross", told="Before any fee, as on the paper.", accept=money_digits),
            *((fee,) if self.processor.fee_gl_code else ()),
            Step("net", "Net", told="What reached the bank account.", accept=money_digits),
            Step("on", "Bank's day", told="The day the bank counts it for, such as 1/26 or today."),
            Step(
                "reference",
                "Reference",
                told="The bank's; Enter alone leaves it out.",
                needed=False,
            ),
        )

    def _amount(self, name: str) -> Money:
        return parse_money(self.given.get(name, "")) or ZERO

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Read amounts and the day; a net that is not gross less fee is refused."""
        if step.name == "on":
            day = self._day(answer)
            first = min(each.business_date for each in self.days)
            if day is None or day < first:
                name = self.processor.name
                return refuse(Code.SETTLEMENT_DAY, name=name, on=first.isoformat())
            return day.isoformat()
        if step.name == "reference":
            return answer
        amount = parse_money(answer)
        if amount is None:
            return refuse(Code.AMOUNT_UNREADABLE, typed=answer)
        gross, fee = self._amount("gross"), self._amount("fee")
        if step.name == "net" and amount != gross - fee:
            return refuse(Code.SETTLEMENT_NET, gross=gross, fee=fee, net=gross - fee, typed=amount)
        return str(amount)

    def changed(self) -> None:
        """Ask for the net again when what it follows from is another."""
        step = self.step
        if step is not None and step.name in ("gross", "fee"):
            self.given.pop("net", None)

    def will(self) -> str:
        """Return what will be kept."""
        gross, fee = self._amount("gross"), self._amount("fee")
        off = gross - self.taken
        said = "all that was taken"
        if off:
            more = "more" if off > ZERO else "less"
            said = f"{abs(off)} {more} than was taken, which waits for a decision"
        return f"{gross} less {fee}: {gross - fee} reached the bank on {self.given.get('on', '')}; {said}."

    def _day(self, typed: str) -> date | None:
        return read_past_day(typed, SettlementDesk(self.desk).today)

    def act(self) -> PostedAct | Refusal:
        """Keep the payment."""
        day = self._day(self.given["on"])
        if day is None:
            return refuse(Code.AMOUNT_UNREADABLE, typed=self.given["on"])
        paid = Payment(
            self.processor, self.days, self._amount("gross"), self._amount("fee"), day,
            self.given.get("reference", ""),
        )  # fmt: skip
        return SettlementDesk(self.desk).settle(paid)

    def done(self, posted: PostedAct) -> str:
        """Say that it is settled."""
        return f"{posted.number}: {self.processor.name} has paid {self._amount('gross')}."
