"""The cart: what one payer is about to pay, before anything is posted.

A cart is a value; every act returns a new cart or a refusal. Lines are what is relieved or sold, tenders are what was
handed over, and the two meet only in their totals.
"""

from dataclasses import dataclass, replace
from datetime import date

from domain.calendar import day_text
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.people.approval import Given
from domain.policy.rounding import RoundingRow
from domain.receipting.lines import MOST_QUANTITY, BillLine, ItemLine, Line
from domain.receipting.particulars import particulars_of
from domain.receipting.rounding import rounded, rounding_of
from domain.receipting.tender import Tender
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.application import apply_money, balance_after
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import BillState, BillStatus, How, standing
from domain.receivables.evidence import Evidence, effective_for, refuse_short
from domain.receivables.remarks import not_payable
from domain.receivables.tolerances import tolerated
from domain.refusals import Code, Refusal, refuse

__all__ = [
    "MOST_QUANTITY",
    "BillLine",
    "Cart",
    "ItemLine",
    "Line",
    "add_bill",
    "add_item",
    "read_quantity",
    "remove_line",
    "room_for_a_line",
]


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines and tenders of one payer. ``request_id`` is made when the cart is opened and never changes."""

    request_id: str
    lines: tuple[Line, ...] = ()
    tenders: tuple[Tender, ...] = ()
    payer: str = ""
    evidence: Evidence | None = None
    """What came with a payment that did not come over the counter today; its lines count for the day it shows."""
    notices: tuple[str, ...] = ()
    """What the receipt must say beside its lines, such as the words of Real Property Tax Law 1112."""
    approvals: tuple[Given, ...] = ()
    """What a second person said yes to; those that the cart still needs become part of its receipt."""
    rounding_row: RoundingRow | None = None
    """How cash is rounded on the business date; ``round_cash`` gives it, and it is never kept with the cart."""

    @property
    def total(self) -> Money:
        """The sum of the lines."""
        return total(line.amount for line in self.lines)

    @property
    def tendered(self) -> Money:
        """The sum of the tenders."""
        return total(t.amount for t in self.tenders)

    @property
    def rounding(self) -> Money:
        """What rounding adds to the cash that was asked for, below zero where it takes off; zero until cash covers."""
        return rounding_of(self._for_cash, self.cash, self._rounds)

    @property
    def due(self) -> Money:
        """What is still to be handed over, to the cent; zero when the tenders cover the lines."""
        return max(self.total + self.rounding - self.tendered, ZERO)

    @property
    def cash_due(self) -> Money:
        """What is still to be handed over when all of it is cash: rounded where policy rounds."""
        return max(rounded(self._for_cash, self._rounds) - self.cash, ZERO) if self.due else ZERO

    @property
    def cash(self) -> Money:
        """The cash handed over."""
        return total(t.amount for t in self.tenders if t.is_cash)

    @property
    def change(self) -> Money:
        """What is to be handed back; zero when the tenders do not exceed the lines."""
        return max(self.tendered - self.total - self.rounding, ZERO)

    @property
    def _for_cash(self) -> Money:
        """What is left of the lines for cash to pay, after all other money."""
        return max(self.total - (self.tendered - self.cash), ZERO)

    @property
    def _rounds(self) -> RoundingRow | None:
        """How cash is rounded here: not at all where one line is outside of the policy's scope."""
        row = self.rounding_row
        if row is None or all(
            row.covers_item(line.item_code)
            if isinstance(line, ItemLine)
            else row.covers_service(line.service)
            for line in self.lines
        ):
            return row
        return None

    @property
    def unused(self) -> Money:
        """What is left of checks and the like: change is given from cash only, so this must be used up by bills."""
        change = self.change
        if not change:
            return ZERO
        return max(change - self.cash, ZERO)


def add_bill(
    cart: Cart,
    state: BillState,
    on: date,
    office: Office,
    *,
    amount: Money | None = None,
    holds: tuple[Hold, ...] = (),
    override: bool = False,
    order: tuple[str, ...] = (),
) -> Cart | Refusal:
    """Add a payment of ``amount`` on a bill as it stands on ``on``; without an amount, what is due now.

    With evidence in the cart the payment counts for the day that the evidence gives its service; one that came late
    and is short is refused with the amount to return it for. An amount within the service's tolerance settles the bill.

    Refuses a bill that is in the cart already, cancelled, paid or blocked by a hold, one sent to a bank unless that is
    overridden, one on which money was taken at a later date, and an amount or an ``order`` of its charge kinds that the
    policy does not take. Lines may change after money was entered: ``ready`` judges the whole.
    """
    bill = state.bill
    stopped = _stopped(cart, state, office, holds, override) or not_payable(bill, on, office)
    if stopped is not None:
        return stopped
    evidence = cart.evidence
    day = on if evidence is None else effective_for(evidence, office.service(bill.service), office)
    if isinstance(day, Refusal):
        return day
    paid = (a.effective_on for a in standing(state.applied) if a.how is How.PAID)
    later = max(paid, default=day)
    if later > day:
        # A payment dated before another would take penalties back that the other has paid.
        code = Code.BILL_PAID_LATER if later > on else Code.BILL_PAID_SINCE
        return refuse(code, bill=bill.bill_no, later=day_text(later), on=day_text(day))
    assessment = assess(state, day, office)
    if assessment.total.cents <= 0:
        return refuse(Code.BILL_PAID, bill=bill.bill_no)
    wanted = assessment.due if amount is None else amount
    line = _bill_line(state, assessment, wanted, office, order)
    if isinstance(line, Refusal):
        return refuse_short(state, wanted, evidence, office) or line
    escrow = next((h.text for h in holds if h.kind is HoldKind.ESCROW), "")
    line = replace(
        line,
        cash_only=next((h.text for h in holds if h.kind is HoldKind.CASH_ONLY), ""),
        effective_on=None if day == on else day,
        overridden=escrow,
        particulars=particulars_of(state, office.service(bill.service), escrow=bool(escrow)),
        no_checks=next((h.text for h in holds if h.kind is HoldKind.GUARANTEED), ""),
    )
    return replace(cart, lines=(*cart.lines, line), payer=cart.payer or state.name)


def _bill_line(
    state: BillState,
    assessment: Assessment,
    amount: Money,
    office: Office,
    order: tuple[str, ...],
) -> BillLine | Refusal:
    bill = state.bill
    service = office.service(bill.service)
    within = tolerated(assessment, amount, service)
    allocations = apply_money(assessment, within.settles if within else amount, service, order)
    if isinstance(allocations, Refusal):
        return allocations
    return BillLine(
        bill.bill_no,
        bill.service,
        bill.account_number,
        bill.description,
        state.name,
        amount,
        balance_after(assessment, allocations, service),
        state.version,
        allocations,
        difference=within.difference if within else ZERO,
        difference_gl=within.gl_code if within else "",
    )


def add_item(cart: Cart, code: str, quantity: int, on: date, office: Office) -> Cart | Refusal:
    """Add ``quantity`` of item ``code`` at its price on ``on``; the same item at the same price adds to its line."""
    item = office.item(code)
    if isinstance(item, Refusal):
        return item
    price = item.price_on(on)
    if price is None:
        return refuse(Code.ITEM_NOT_SOLD, item=item.name, on=on.isoformat())
    if not 1 <= quantity <= MOST_QUANTITY:
        return refuse(Code.QUANTITY_REFUSED, typed=quantity, most=MOST_QUANTITY)
    for index, line in enumerate(cart.lines):
        if isinstance(line, ItemLine) and _is_more_of(line, item.code, price.amount):
            if line.quantity + quantity > MOST_QUANTITY:
                return refuse(
                    Code.QUANTITY_REFUSED, typed=line.quantity + quantity, most=MOST_QUANTITY
                )
            more = replace(line, quantity=line.quantity + quantity)
            return replace(cart, lines=(*cart.lines[:index], more, *cart.lines[index + 1 :]))
    refusal = room_for_a_line(cart, office)
    if refusal is not None:
        return refusal
    line = ItemLine(item.code, item.name, quantity, price.amount, item.gl_code)
    return replace(cart, lines=(*cart.lines, line))


def remove_line(cart: Cart, index: int) -> Cart | Refusal:
    """Take the line at ``index`` (from 0) out of the cart; tenders stay, for ``ready`` to judge."""
    if not 0 <= index < len(cart.lines):
        return refuse(Code.LINE_UNKNOWN)
    lines = (*cart.lines[:index], *cart.lines[index + 1 :])
    return replace(cart, lines=lines, payer=cart.payer if lines else "")


def _is_more_of(line: ItemLine, code: str, price: Money) -> bool:
    """Whether the same item at the same price adds to a line: not to one that is about a plate, or has a credit."""
    return (line.item_code, line.unit_price) == (code, price) and not (
        line.reference or line.credit
    )


def _stopped(
    cart: Cart, state: BillState, office: Office, holds: tuple[Hold, ...], override: bool
) -> Refusal | None:
    """Return what stands against taking money on a bill at all, whatever the day and the amount."""
    bill_no = state.bill.bill_no
    refusal = room_for_a_line(cart, office)
    if refusal is not None:
        return refusal
    if any(isinstance(line, BillLine) and line.bill_no == bill_no for line in cart.lines):
        return refuse(Code.BILL_IN_CART, bill=bill_no)
    if state.bill.status is BillStatus.CANCELLED:
        program = office.service(state.bill.service).program
        return refuse(Code.BILL_CANCELLED, bill=bill_no, program=program)
    for hold in holds:
        if hold.kind is HoldKind.BLOCKED:
            return refuse(Code.BILL_HELD, bill=bill_no, hold=hold.text)
        if hold.kind is HoldKind.ESCROW and not override:
            return refuse(Code.BILL_IN_ESCROW, bill=bill_no, hold=hold.text)
    return None


def room_for_a_line(cart: Cart, office: Office) -> Refusal | None:
    """Return the refusal of one more line when the cart holds as many as a receipt does."""
    if len(cart.lines) >= office.most_lines:
        return refuse(Code.CART_FULL, most=office.most_lines)
    return None


def read_quantity(typed: str) -> int | Refusal:
    """Read a quantity as typed, from 1 to the most that one line sells."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= MOST_QUANTITY:
        return refuse(Code.QUANTITY_REFUSED, typed=typed.strip(), most=MOST_QUANTITY)
    return int(text)
