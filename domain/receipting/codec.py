"""A cart as plain data and back: for the draft that survives a crash, for digests and for the trail.

The lists hold text, whole numbers and nothing else, in a fixed order, so that their one byte form is canonical.
"""

from datetime import date

from domain.custody.serials import ranges_data, ranges_from_data
from domain.money import Money
from domain.people.approval import given_from_data
from domain.receipting.cart import BillLine, Cart, ItemLine, Line
from domain.receipting.tender import Tender
from domain.receivables.application import Allocation
from domain.receivables.evidence import Evidence, EvidenceKind

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
            line.reference,
            line.credit.cents,
            line.credited_for,
            line.series,
            ranges_data(line.serials),
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
        day_data(line.effective_on),
        line.overridden,
        [[label, text] for label, text in line.particulars],
        line.difference.cents,
        line.difference_gl,
        line.no_checks,
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


def evidence_data(evidence: Evidence | None) -> Data | None:
    """Return evidence as plain data; ``None`` when there is none."""
    if evidence is None:
        return None
    return [
        evidence.kind.value,
        evidence.received_on.isoformat(),
        day_data(evidence.postmark_on),
        evidence.carrier,
        int(evidence.proper),
    ]


def day_data(day: date | None) -> str | None:
    """Return a date as plain data."""
    return None if day is None else day.isoformat()


def cart_data(cart: Cart) -> Data:
    """Return a cart as plain data."""
    return [
        cart.request_id,
        cart.payer,
        [line_data(line) for line in cart.lines],
        [tender_data(t) for t in cart.tenders],
        evidence_data(cart.evidence),
        list(cart.notices),
        [given.data() for given in cart.approvals],
    ]


def cart_from_data(data: object) -> Cart:
    """Return the cart that ``cart_data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(request_id), str(payer), list(lines), list(tenders), evidence, list(notices), list(given),
        ]:  # fmt: skip
            return Cart(
                request_id,
                tuple(line_from_data(line) for line in lines),
                tuple(tender_from_data(t) for t in tenders),
                payer,
                evidence_from_data(evidence),
                texts_from_data(notices),
                tuple(given_from_data(each) for each in given),
            )
    raise ValueError("a saved cart is damaged")


def line_from_data(data: object) -> Line:
    """Return the line that ``line_data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case ["item", *rest]:
            return _item_from_data(rest)
        case ["bill", *rest]:
            return _bill_from_data(rest)
    raise ValueError("a saved line is damaged")


def _item_from_data(data: Data) -> ItemLine:
    match data:
        case [
            str(code),
            str(description),
            int(quantity),
            int(price),
            str(gl_code),
            str(reference),
            int(credit),
            str(credited_for),
            str(series),
            list(serials),
        ]:
            return ItemLine(
                code,
                description,
                quantity,
                Money(price),
                gl_code,
                reference,
                Money(credit),
                credited_for,
                series,
                ranges_from_data(serials),
            )
    raise ValueError("a saved line is damaged")


def _bill_from_data(data: Data) -> BillLine:
    match data:
        case [
            str(bill_no),
            str(service),
            str(account),
            str(description),
            str(name),
            int(amount),
            int(balance),
            int(version),
            str(cash_only),
            effective_on,
            str(overridden),
            list(particulars),
            int(difference),
            str(difference_gl),
            str(no_checks),
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
                day_from_data(effective_on),
                overridden,
                particulars_from_data(particulars),
                Money(difference),
                difference_gl,
                no_checks,
            )
    raise ValueError("a saved line is damaged")


def particulars_from_data(data: object) -> tuple[tuple[str, str], ...]:
    """Return a line's particulars (label and text); raises ``ValueError`` when the data is damaged."""
    found: list[tuple[str, str]] = []
    for pair in data if isinstance(data, list) else [None]:
        match pair:
            case [str(label), str(text)]:
                found.append((label, text))
            case _:
                raise ValueError("a saved line's particulars are damaged")
    return tuple(found)


def texts_from_data(data: object) -> tuple[str, ...]:
    """Return texts such as notices; raises ``ValueError`` when the data is damaged."""
    if not isinstance(data, list) or not all(isinstance(text, str) for text in data):
        raise ValueError("saved texts are damaged")
    return tuple(data)


def evidence_from_data(data: object) -> Evidence | None:
    """Return the evidence that ``evidence_data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case None:
            return None
        case [str(kind), str(received_on), postmark_on, str(carrier), (0 | 1) as proper]:
            return Evidence(
                EvidenceKind(kind),
                _day(received_on),
                day_from_data(postmark_on),
                carrier,
                bool(proper),
            )
    raise ValueError("saved evidence is damaged")


def day_from_data(data: object) -> date | None:
    """Return the date that ``day_data`` wrote; raises ``ValueError`` for another spelling."""
    match data:
        case None:
            return None
        case str():
            return _day(data)
    raise ValueError("a saved date is damaged")


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("a saved date is damaged")
    return day


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
