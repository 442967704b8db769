"""Correct a bill: choose it, then by a letter what is to be set right."""

from dataclasses import dataclass
from typing import ClassVar

from domain.corrections.adjusting import Change, choices_of
from domain.corrections.effects import owed_on
from domain.corrections.policy import ADJUSTMENTS, CorrectionKind
from domain.money import ZERO, Money
from domain.receivables.bills import BillState
from domain.records import Customer
from domain.refusals import Code, Refusal, refuse
from tui.at_the_desk import AT_THE_DESK
from tui.commands import Command
from tui.correction_commands import may_correct
from tui.desk_previews import adjustment, refund
from tui.explaining import Amount, of_bill
from tui.paint import BLANK, Line, heading, line, pad, paragraphs, right
from tui.screens.explaining import ExplainingScreen, WhyOffBar
from tui.widgets.line_pane import LineList

_AMOUNT = 12
_K = CorrectionKind


class OnBill(Command["CorrectBillScreen"]):
    """Correct the chosen bill."""

    group = "correct"
    weight = 3
    KIND: ClassVar[CorrectionKind]

    def available(self, screen: "CorrectBillScreen") -> str | None:
        """The person must hold the right, and have no drawer open where bills are changed."""
        if not screen.listed:
            return "This customer has no bill here. Esc goes back."
        refusal = screen.against(self.KIND)
        return refusal.sentence if refusal is not None else None

    def run(self, screen: "CorrectBillScreen") -> None:
        """Go to the kind's own questions."""
        screen.adjust(self.KIND)


class Abate(OnBill):
    """Abate: an authority lowers the bill, such as the Assessor or a court."""

    name, key, also, label = "abate", "a", "", "Abate"
    KIND = _K.ABATEMENT


class Waive(OnBill):
    """Waive: a fee is given up where the law gives leave.

    A penalty of property tax is nobody's to waive.
    """

    name, key, also, label = "waive", "w", "", "Waive"
    KIND = _K.WAIVER


class Dismiss(OnBill):
    """Dismiss: the bill is not owed at all any more, such as a ticket on appeal."""

    name, key, also, label = "dismiss", "d", "", "Dismiss"
    KIND = _K.DISMISSAL


class SetRight(OnBill):
    """Set right: an error on the bill, up or down."""

    name, key, also, label = "set-right", "s", "", "Adjust"
    KIND = _K.ADJUSTMENT


class Settle(OnBill):
    """Refund: what was paid too much becomes a refund request or a credit."""

    name, key, also, label = "settle", "r", "", "Refund"
    KIND = _K.REFUND

    def run(self, screen: "CorrectBillScreen") -> None:
        """Ask what becomes of it, if it is overpaid at all."""
        screen.refund()


class OtherDay(OnBill):
    """Effective day: a payment counts for another day, by evidence."""

    name, key, also, label = "other-day", "e", "", "Eff. day"
    KIND = _K.EFFECTIVE_CHANGE

    def run(self, screen: "CorrectBillScreen") -> None:
        """Ask which payment, and what shows its day."""
        screen.redate()


class CheckBack(OnBill):
    """Check: one that paid this customer's bills came back from the bank."""

    name, key, also, label = "check-back", "c", "", "Check"
    KIND = _K.RETURNED_CHECK

    def run(self, screen: "CorrectBillScreen") -> None:
        """List this customer's checks."""
        from tui.screens.returned import ReturnedScreen

        screen.counter.push(ReturnedScreen(screen.customer), lambda _result: screen.load())


@dataclass(frozen=True, slots=True)
class Listed:
    """One bill with what is owed on it; below zero when it is overpaid."""

    state: BillState
    owed: Money


class CorrectBillScreen(ExplainingScreen):
    """Choose the bill with Up and Down, then by its letter what is to be set right: A abate, W waive, D dismiss, S set
    an error right, R refund what was paid too much, E another effective day, C a check that came back.

    Nobody changes a bill with a drawer open. Each needs a document and a second person.
    """

    NAME = "Correct a bill"
    CART = False
    ACTS = (Abate, Waive, Dismiss, SetRight, Settle, OtherDay, CheckBack, WhyOffBar, *AT_THE_DESK)
    rows: LineList

    def __init__(self, account_id: int, bill_no: str = "") -> None:
        super().__init__()
        self.account_id = account_id
        self.bill_no = bill_no
        self.rows = LineList()
        self.customer = Customer(())
        self.listed: list[Listed] = []

    def load(self) -> None:
        """Read the customer's bills anew, paid ones too; the cursor stays on its bill."""
        desk = self.desk
        if self.listed:
            self.bill_no = self.chosen.bill.bill_no
        self.customer = desk.customer(self.account_id) or Customer(())
        self.listed = [
            Listed(state, owed_on(state, desk.today, desk.office))
            for view in self.customer.accounts
            for state in view.bills
        ]
        numbers = [each.state.bill.bill_no for each in self.listed]
        at = numbers.index(self.bill_no) if self.bill_no in numbers else 0
        self.rows.fill(len(self.listed), self._row, at)

    @property
    def explains(self) -> bool:
        """Whether there is a bill."""
        return bool(self.listed)

    def amounts(self) -> tuple[Amount, ...]:
        """Return what is owed on the bill under the cursor."""
        return (of_bill(self.desk, self.chosen, self.desk.assessed(self.chosen)),)

    @property
    def chosen(self) -> BillState:
        """The bill under the cursor."""
        return self.listed[self.rows.cursor].state

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the bills and what may be done."""
        lines = [heading("Correct a bill", columns)]
        if self.desk.session is not None:
            told = f"Drawer {self.desk.session.drawer} is open: bills are changed by somebody without a drawer."
            lines += paragraphs(told, columns - 2, "warn")
        lines.append(BLANK)
        listed = self.rows.paint(columns, max(3, rows - len(lines) - 9))
        return [*lines, *listed, BLANK, *self._ways(columns)]

    def _ways(self, columns: int) -> list[Line]:
        found: list[Line] = []
        for each in self.table():
            if isinstance(each, OnBill):
                off = each.available(self) is not None
                words = f"({each.title()})" if off else each.title()
                key = (f"{each.key.upper()}  ", "dim" if off else "strong")
                found.append(line(key, (pad(words, columns - 3), "dim" if off else "")))
        return found

    def _row(self, index: int, columns: int) -> Line:
        each = self.listed[index]
        bill = each.state.bill
        noun = self.desk.office.service(bill.service).noun
        amount = f"overpaid {-each.owed}" if each.owed < ZERO else str(each.owed)
        room = columns - max(_AMOUNT, len(amount)) - 1
        words = pad(f"{noun} {bill.bill_no} {bill.description}", room)
        return line(words, " ", right(amount, columns - room - 1))

    def against(self, kind: CorrectionKind) -> Refusal | None:
        """Return what stands against this kind of correction by the person at the desk now."""
        desk = self.desk
        if kind in ADJUSTMENTS and desk.session is not None and desk.operator is not None:
            name, drawer = desk.operator.name, desk.session.drawer
            return refuse(Code.ADJUSTING_WITH_DRAWER, name=name, drawer=drawer)
        return may_correct(desk, kind)

    def adjust(self, kind: CorrectionKind) -> None:
        """Go to the questions of an adjustment, unless there is nothing on the bill for it."""
        from tui.screens.adjust import AdjustScreen

        desk, state = self.desk, self.chosen
        changes = choices_of(kind, state, desk.today, desk.office)
        if not changes or kind is _K.DISMISSAL:
            owed = desk.assessed(state).open
            # The rules themselves say why there is nothing that may be given up.
            wanted = tuple(Change(o.instalment, o.kind, o.amount) for o in owed[:1])
            found = adjustment(desk, kind, state, wanted)
            if isinstance(found, Refusal):
                self.refuse(found)
                return
        self.counter.push(AdjustScreen(kind, state), lambda _result: self.load())

    def refund(self) -> None:
        """Go to the refund of what was paid too much, if anything was."""
        from tui.screens.refund import RefundScreen

        found = refund(self.desk, self.chosen, self.desk.office.corrections.overpaid)
        if isinstance(found, Refusal):
            self.refuse(found)
            return
        self.counter.push(RefundScreen(self.chosen), lambda _result: self.load())

    def redate(self) -> None:
        """Go to another effective day of a payment, if a payment was taken here."""
        from tui.screens.redate import RedateScreen

        bill_no = self.chosen.bill.bill_no
        payments = self.desk.books.payments_of_bill(bill_no)
        if not payments:
            self.refuse(f"No payment on bill {bill_no} was taken here.")
            return
        self.counter.push(RedateScreen(self.chosen, payments), lambda _result: self.load())

    def enter(self, text: str) -> None:
        """Say that a letter is wanted."""
        self.refuse("Choose by its letter what is to be set right. Esc goes back.")
