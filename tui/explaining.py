"""What a clerk may be asked to explain: the amounts of a screen, each looked up only when it is chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from domain.calendar import day_text
from domain.money import ZERO, Money
from domain.office import Item, Office, Price
from domain.receipting.boot_release import BOOT_ITEM, parking_rules
from domain.receipting.cart import BillLine, Cart, ItemLine, Line
from domain.receipting.receipt import Receipt
from domain.receipting.tender_fees import FEE_ITEM, fee_words
from domain.receivables.assessment import Assessment
from domain.receivables.bills import BillState
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal, refuse
from tui.cart_pane import line_words
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Explained:
    """A bill and what it came to, by the policy that says why: today's, or the one of an old receipt.

    ``paid`` and ``left`` are what a line of a cart or a receipt pays on it and leaves; none where nothing is paid.
    """

    state: BillState
    assessment: Assessment
    office: Office
    paid: Money | None = None
    left: Money = ZERO
    receipt: str = ""
    """The number of the receipt that is explained; empty for what is owed or about to be paid."""
    changed_since: bool = False
    """Whether the bill's program changed it after the receipt: its charges and due dates are then today's."""


Answer = Explained | Refusal | str
"""An explanation by steps, one that is a sentence, as of an item's price, or why there is none."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount that may be asked about: what it is, and how it is explained."""

    words: str
    amount: Money
    explain: Callable[[], Answer]


def of_bill(desk: Desk, state: BillState, assessment: Assessment) -> Amount:
    """Return the amount owed on a bill."""
    noun = desk.office.service(state.bill.service).noun.removesuffix(" bill")

    def explain() -> Explained:
        return Explained(desk.single.as_released(state), assessment, desk.office)

    return Amount(f"{noun} {state.bill.bill_no}", assessment.total, explain)


def of_account(desk: Desk, account_id: int) -> tuple[Amount, ...]:
    """Return what is owed on one account, bill by bill; none where nothing is."""
    customer = desk.customer(account_id)
    states = customer.accounts[0].bills if customer is not None else ()
    found = ((state, desk.assessed(state)) for state in states)
    return tuple(of_bill(desk, state, owed) for state, owed in found if owed.total > ZERO)


def of_cart(desk: Desk, cart: Cart) -> tuple[Amount, ...]:
    """Return the lines of a cart, the one in front or one that is parked."""
    return tuple(of_line(desk, line) for line in cart.lines)


def of_line(desk: Desk, line: Line) -> Amount:
    """Return one line of a cart."""
    return Amount(_words(desk, line), line.amount, partial(_line_explained, desk, line))


def _words(desk: Desk, line: Line) -> str:
    """Return what a line is for: the bill with its kind and description, or the items."""
    if isinstance(line, ItemLine):
        return line_words(line)
    # A receipt of a service that the policy has dropped since has its code for a name.
    services = (each for each in desk.office.services if each.code == line.service)
    noun = next((each.noun.removesuffix(" bill") for each in services), line.service)
    return f"{noun} {line.bill_no} {line.description}"


def _line_explained(desk: Desk, line: Line) -> Answer:
    if isinstance(line, ItemLine):
        return _item_words(line, desk.today, desk.office)
    return _owed(desk, line, line.effective_on or desk.counts_on)


def _owed(desk: Desk, line: BillLine, on: date) -> Answer:
    state = desk.bill_typed(line.bill_no)
    if state is None:
        return refuse(Code.BILL_UNKNOWN, bill=line.bill_no)
    state = desk.single.as_released(desk.shown(state))
    assessment = desk.assessed(state, on)
    return Explained(state, assessment, desk.office, line.amount, line.balance_after)


def of_receipt(desk: Desk, posted: PostedReceipt) -> tuple[Amount, ...]:
    """Return the lines of a posted receipt, to be explained by the policy of its day."""
    receipt = posted.posting.body
    lines = receipt.lines if isinstance(receipt, Receipt) else ()
    return tuple(
        Amount(_words(desk, line), line.amount, partial(_as_posted, desk, posted, line))
        for line in lines
    )


def _as_posted(desk: Desk, posted: PostedReceipt, line: Line) -> Answer:
    header = posted.posting.header
    if isinstance(line, ItemLine):
        office = desk.policy_at(header.policy_digest) or desk.office
        return _item_words(line, header.business_date, office)
    past = desk.assessed_as_posted(posted, line.bill_no)
    if isinstance(past, Refusal):
        return past
    return Explained(
        desk.shown(past.state),
        past.assessment,
        past.office,
        line.amount,
        line.balance_after,
        str(past.receipt.number),
        past.imported_since,
    )


def of_item(desk: Desk, item: Item) -> Amount:
    """Return an item's price today."""
    price = item.price_on(desk.today)
    amount = price.amount if price is not None else ZERO
    return Amount(item.name, amount, lambda: _price_words(item.name, price, amount))


def _item_words(line: ItemLine, on: date, office: Office) -> str:
    """Return why a line of items comes to what it does: how many, at which price, since when, by whose decision."""
    many = f"{line.quantity} x {line.description}" if line.quantity > 1 else line.description
    rules = parking_rules(office)
    if line.item_code == BOOT_ITEM and rules is not None:
        return f"{many}: {line.unit_price}, {line.reference}. {rules.boot.source.citation}"
    if line.item_code == FEE_ITEM:
        return fee_words(line, office)
    item = office.item(line.item_code)
    price = None if isinstance(item, Refusal) else item.price_on(on)
    words = _price_words(many, price, line.unit_price)
    if line.credit:
        words = f"{words} Less {line.credit} for {line.credited_for}."
    return words


def _price_words(what: str, price: Price | None, amount: Money) -> str:
    if price is None or price.amount != amount:
        return f"{what}: {amount} each."
    return f"{what}: {amount} each since {day_text(price.from_on)}. {price.source.citation}"
