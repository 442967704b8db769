"""Account: everything that one customer owes, in all services, holds and notes first."""

from dataclasses import dataclass

from domain.money import ZERO, Money, parse_money, total
from domain.people.approval import Approval
from domain.privacy.masking import is_flagged_customer
from domain.receipting.redemption import is_parcel
from domain.receivables.accounts import HoldKind
from domain.receivables.assessment import Assessment
from domain.receivables.bills import BillState, BillStatus
from domain.receivables.overdue import days_overdue
from domain.receivables.ticket_steps import late_fee_words, parking_of
from domain.records import AccountView, Customer
from domain.refusals import Code, refuse
from tui.account_detail import detail_lines
from tui.account_head import Head
from tui.at_the_desk import AT_THE_DESK
from tui.explaining import Amount, of_bill
from tui.guard_commands import Reveal
from tui.paint import BLANK, Line, line, pad, right, spread
from tui.screens.account_keys import All, CorrectBill, Notes, Whole
from tui.screens.account_papers import ACCOUNT_PAPERS
from tui.screens.explaining import ExplainingScreen, Why
from tui.screens.rule_keys import PayFirst, ReleaseBoot
from tui.widgets.entry_line import EntryLine, money_digits
from tui.widgets.line_pane import LineList

_AMOUNT = 12
_LEAST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Owing:
    """One bill of the customer with what it comes to today."""

    view: AccountView
    state: BillState
    assessment: Assessment


class AccountScreen(ExplainingScreen):
    """Enter puts the chosen bill into the cart, as far as it is due; then F2 for the next customer or F4 for the money.

    Type an amount and Enter to pay that much of it. W takes the whole bill with instalments that are not due yet, A all
    bills, ? explains the amount. M is for a payment by mail. Holds, long overdue bills and notes stand at the top: read
    them first. A confidential customer is masked until V asks why.
    """

    NAME = "Account"
    NOTHING = "Nothing is owed here. F9 finds the receipts of what was paid."
    ACTS = (
        Why,
        Whole,
        All,
        *ACCOUNT_PAPERS,
        PayFirst,
        ReleaseBoot,
        Reveal,
        CorrectBill,
        Notes,
        *AT_THE_DESK,
    )
    entry: EntryLine
    rows: LineList

    def __init__(self, account_id: int) -> None:
        super().__init__()
        self.account_id = account_id
        self.entry = EntryLine("Amount, or Enter for what is due", money_digits)
        self.rows = LineList()
        self.customer = Customer(())
        self.owing: list[Owing] = []
        self.alerts: list[tuple[str, str]] = []
        """What the facts of each account make the clerk say, with the account's number."""
        self.to_come: dict[str, str] = {}
        """What is said of a late fee to come, by the number of the ticket."""

    def load(self) -> None:
        """Read the customer anew and assess every bill as of today."""
        self.customer = self.desk.customer(self.account_id) or Customer(())
        found = [
            Owing(view, state, self.desk.assessed(state))
            for view in self.customer.accounts
            for state in view.bills
            if state.bill.status is not BillStatus.CANCELLED
        ]
        self.owing = [owing for owing in found if owing.assessment.total > ZERO]
        today, desk = self.desk.today, self.desk
        self.alerts = [
            (view.account.number, words)
            for view in self.customer.accounts
            for words in desk.single.alerts(view, today)
        ]
        self.to_come = {
            owing.state.bill.bill_no: _short(late_fee_words(owing.state, today, desk.office))
            for owing in self.owing
        }
        first = self._first() if self.rows.painter != self._row else self.rows.cursor
        self.rows.fill(len(self.owing), self._row, first)

    def _first(self) -> int:
        """Return the row to begin on: the first, or where that is a lien, the one that the law has paid first."""
        states = [owing.state for owing in self.owing]
        if not states or states[0].bill.facts.lien_on is None:
            return 0
        return states.index(self.desk.single.in_order(states, self.desk.today)[0])

    @property
    def chosen(self) -> Owing:
        """The bill under the cursor."""
        return self.owing[self.rows.cursor]

    @property
    def explains(self) -> bool:
        """Whether something is owed."""
        return bool(self.owing)

    def amounts(self) -> tuple[Amount, ...]:
        """Return what is owed on the chosen bill."""
        if not self.owing:
            return ()
        return (of_bill(self.desk, self.chosen.state, self.chosen.assessment),)

    def plate_view(self) -> AccountView | None:
        """Return the account of the chosen ticket, else the first account with tickets, if there is any."""
        office = self.desk.office
        views = [self.chosen.view] if self.owing else []
        for view in (*views, *self.customer.accounts):
            if any(parking_of(state.bill, office) for state in view.bills):
                return view
        return None

    def parcel_view(self) -> AccountView | None:
        """Return the parcel of the chosen bill, else the first parcel on the screen, if there is any."""
        views = [self.chosen.view] if self.owing else []
        views += [owing.view for owing in self.owing]
        office = self.desk.office
        return next((view for view in views if is_parcel(view.account.service, office)), None)

    def in_cart(self, owing: Owing) -> bool:
        """Whether the bill is in the cart already."""
        return bool(self._cart_amount(owing))

    def _cart_amount(self, owing: Owing) -> Money:
        """Return how much the cart has for the bill."""
        number = owing.state.bill.bill_no
        lines = self.desk.cart.lines
        return total(each.amount for each in lines if getattr(each, "bill_no", "") == number)

    @property
    def masked(self) -> bool:
        """Whether the customer is confidential and nobody said why he or she is looked at."""
        views = self.customer.accounts
        seen = self.desk.seen & {view.account_id for view in views}
        return is_flagged_customer(self.customer) and not seen

    def head(self) -> Head:
        """Return what stands above the bills."""
        days = {o.state.bill.bill_no: days_overdue(o.assessment) for o in self.owing}
        least = self.desk.office.guards.overdue_alert_days
        overdue = [(number, late) for number, late in days.items() if late >= least]
        seen = "V shows the customer, and asks why." if self.desk.may_see() is None else ""
        masked = f"MASKED: confidential. {seen}".rstrip() if self.masked else ""
        return Head(self.customer, self.desk.local, self.alerts, overdue, masked)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return name and address, holds and notes, then the bills."""
        lines = self.head().lines(columns, max(3, rows - 6))
        if not self.owing:
            return [*lines, BLANK, line(("Nothing is owed.", "strong"))]
        owed = total(o.assessment.total for o in self.owing)
        due = total(o.assessment.due for o in self.owing)
        words = f"Owed in all {owed}" if owed != due else "Owed"
        lines.append(spread(words, f"due now {due}", columns, "title", "strong"))
        chosen = self.chosen
        detail = detail_lines(chosen.view.account, chosen.state, chosen.assessment, columns)
        room = rows - len(lines) - len(detail)
        if room < min(len(self.owing), _LEAST_ROWS):
            return lines + self.rows.paint(columns, rows - len(lines))
        listed = self.rows.paint(columns, room)
        return [*lines, *listed, *[BLANK] * (room - len(listed)), *detail]

    def _row(self, index: int, columns: int) -> Line:
        owing = self.owing[index]
        bill, assessment = owing.state.bill, owing.assessment
        service = self.desk.office.service(bill.service)
        words = f"{service.noun.removesuffix(' bill')} {bill.bill_no}"
        widest = max(_AMOUNT, *(len(str(each.assessment.due)) for each in self.owing))
        amount = right(str(assessment.due), widest)
        room = columns - widest - 1
        state = self._state_words(owing)
        state_width = min(max(len(self._state_words(each)) for each in self.owing), room // 2)
        return line(
            pad(words, room - state_width - 1), " ", (pad(state, state_width), "dim"), " ", amount
        )

    def _state_words(self, owing: Owing) -> str:
        paid = self._cart_amount(owing)
        if paid:
            # The amount of the row is what is due: a part of it says how much is paid now.
            return "in cart" if paid == owing.assessment.due else f"{paid} in cart, of"
        if words := self.to_come.get(owing.state.bill.bill_no):
            return words
        late = days_overdue(owing.assessment)
        if late > 0:
            return f"PAST DUE {late} d"
        open_days = [o.due_on for o in owing.assessment.owed if o.amount > ZERO]
        return f"due {min(open_days):%m-%d-%y}" if open_days else ""

    def in_escrow(self, owing: Owing) -> bool:
        """Whether a bill was sent to a bank, so that money for it is taken only when O says so."""
        return any(hold.kind is HoldKind.ESCROW for hold in owing.view.account.holds)

    def add(
        self,
        owing: Owing,
        amount: Money | None,
        *,
        override: bool = False,
        approval: Approval | None = None,
    ) -> bool:
        """Put a bill into the cart and say so; returns whether it went in."""
        holds = owing.view.account.holds
        refusal = self.desk.add_bill(
            owing.state, amount=amount, holds=holds, override=override, approval=approval
        )
        words = f"In the cart: {owing.state.bill.bill_no}. F2 next customer, F4 money."
        return self.answer(refusal, words)

    def enter(self, text: str) -> None:
        """Put the chosen bill into the cart: the amount typed, or what is due."""
        if not self.owing:
            self.counter.lookup()
            return
        amount = parse_money(text) if text else None
        if text and amount is None:
            self.refuse(refuse(Code.AMOUNT_UNREADABLE, typed=text).sentence)
            self.entry.spoil()
            return
        if self.add(self.chosen, amount):
            self.entry.clear()
            self._to_next_open()
        else:
            self.entry.spoil()

    def _to_next_open(self) -> None:
        """Go to what is likely paid next: behind a lien the one that the law has next, else the next bill below."""
        left = [owing.state for owing in self.owing if not self.in_cart(owing)]
        if self.chosen.state.bill.facts.lien_on is not None and left:
            first = self.desk.single.in_order(left, self.desk.today)[0]
            if first.bill.facts.lien_on is not None:
                self.rows.move_to([owing.state for owing in self.owing].index(first))
                return
        for index in range(self.rows.cursor, len(self.owing)):
            if not self.in_cart(self.owing[index]):
                self.rows.move_to(index)
                return


def _short(words: str) -> str:
    """Return words of days as the rows have them: ``PAST DUE 3 d``."""
    return words.replace(" days", " d")
