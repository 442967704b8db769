"""A cart as plain data and back: for the draft that survives a crash, for digests and for the trail.

The lists hold text, whole numbers and nothing else, in a fixed order, so that their one byte form is canonical.
"""

from domain.money import Money
from domain.receipting.cart import BillLine, Cart, ItemLine, Line
from domain.receipting.tender import Tender
from domain.receivables.application import Allocation

Data = list[object]


def line_data(line: Line) -> Data:
    """Return a cart or receipt line as plain data."""
    if isinstance(line, ItemLine):
        return [
            "item",
            line.item_code,
            line.description,
            line.quantity,
            line.unit_price.cents,
            line.gl_code,
        ]
    return [
        "bill",
        line.bill_no,
        line.service,
        line.account_number,
        line.description,
        line.name,
        line.amount.cents,
        line.balance_after.cents,
        line.version,
        line.cash_only,
        [[a.instalment, a.kind, a.amount.cents] for a in line.allocations],
    ]


def tender_data(tender: Tender) -> Data:
    """Return a tender as plain data."""
    return [
        tender.kind,
        tender.name,
        tender.amount.cents,
        tender.number,
        int(tender.is_cash),
        tender.gl_code,
    ]


def cart_data(cart: Cart) -> Data:
    """Return a cart as plain data."""
    return [
        cart.request_id,
        cart.payer,
        [line_data(line) for line in cart.lines],
        [tender_data(t) for t in cart.tenders],
    ]


def cart_from_data(data: object) -> Cart:
    """Return the cart that ``cart_data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(request_id), str(payer), list(lines), list(tenders)]:
            return Cart(
                request_id,
                tuple(line_from_data(line) for line in lines),
                tuple(tender_from_data(t) for t in tenders),
                payer,
            )
    raise ValueError("a saved cart is damaged")


def line_from_data(data: object) -> Line:
    """Return the line that ``line_data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case ["item", str(code), str(description), int(quantity), int(price), str(gl_code)]:
            return ItemLine(code, description, quantity, Money(price), gl_code)
        case [
            "bill",
            str(bill_no),
            str(service),
            str(account),
            str(description),
            str(name),
            int(amount),
            int(balance),
            int(version),
            str(cash_only),
            list(allocations),
        ]:
            return BillLine(
                bill_no,
                service,
                account,
                description,
                name,
                Money(amount),
                Money(balance),
                version,
                tuple(_allocation_from_data(a) for a in allocations),
                cash_only,
            )
    raise ValueError("a saved line is damaged")


def _allocation_from_data(data: object) -> Allocation:
    match data:
        case [int(instalment), str(kind), int(cents)]:
            return Allocation(instalment, kind, Money(cents))
    raise ValueError("a saved line is damaged")


def tender_from_data(data: object) -> Tender:
    """Return the tender that ``tender_data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(kind), str(name), int(cents), str(number), int(is_cash), str(gl_code)]:
            return Tender(kind, name, Money(cents), number, bool(is_cash), gl_code)
    raise ValueError("a saved tender is damaged")
