"""The fee on a card in the cart: told in dollars and accepted before the card, a line of its own, gone with its card.

Source of the shape: City of Plattsburgh's local law on card fees. The fee is no part of any bill: it is booked on the
account that the policy names, and the card is charged for both.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from domain.money import ZERO, Money
from domain.office import Office, TenderKind
from domain.receipting.cart import Cart, ItemLine, Line, room_for_a_line
from domain.receipting.tender import Tender
from domain.refusals import Code, Refusal, refuse

FEE_ITEM = "tender_fee"
"""The item code of a fee's line."""
ELECTRONIC = "ELECTRONIC PAYMENT "
FEE_TOLD = "FEE ACCEPTED: "


def fee_of(kind: TenderKind, amount: Money) -> Money:
    """Return the fee for paying ``amount`` with a kind of money; zero for one without a fee."""
    return ZERO if kind.fee is None else kind.fee.on(amount)


def fee_refused(
    cart: Cart, kind: TenderKind, amount: Money, accepted: Money | None, office: Office
) -> Refusal | None:
    """Return ``None`` when the customer accepted the very fee that paying ``amount`` costs, or there is none.

    The refusal tells the fee in dollars and what the card will be charged. A cart without room for the fee's line
    takes no such card.
    """
    fee = fee_of(kind, amount)
    if not fee:
        return None
    if accepted != fee:
        return refuse(
            Code.TENDER_FEE_NOT_ACCEPTED,
            kind=kind.name,
            amount=amount,
            fee=fee,
            whole=amount + fee,
            key=kind.key,
        )
    return room_for_a_line(cart, office)


def with_fee(cart: Cart, kind: TenderKind, amount: Money) -> Cart:
    """Return the cart with the fee for paying ``amount`` as its last line; the same cart where there is none."""
    fee = fee_of(kind, amount)
    if not fee or kind.fee is None:
        return cart
    line = ItemLine(
        FEE_ITEM, f"{kind.name} fee", 1, fee, kind.fee.gl_code, _about(kind.name, amount)
    )
    return replace(cart, lines=(*cart.lines, line))


def without_fee(lines: tuple[Line, ...], tender: Tender) -> tuple[Line, ...]:
    """Return lines without the fee of a tender that is taken out again."""
    for index, line in enumerate(lines):
        if isinstance(line, ItemLine) and _belongs(line, tender):
            return (*lines[:index], *lines[index + 1 :])
    return lines


def check_fees(cart: Cart, office: Office) -> Refusal | None:
    """Return ``None`` when each tender that costs a fee has its line and no line is without its tender."""
    wanted: Counter[tuple[str, Money]] = Counter()
    for tender in cart.tenders:
        kind = office.tender_kind(tender.kind)
        if isinstance(kind, Refusal) or kind.fee is None:
            continue
        line = next((x for x in fee_lines(cart) if _belongs(x, tender)), None)
        if line is None or fee_of(kind, tender.amount - line.amount) != line.amount:
            return refuse(Code.TENDER_FEE_MISSING, kind=tender.name.lower(), amount=tender.amount)
        wanted[line.reference, line.amount] += 1
    found = Counter((line.reference, line.amount) for line in fee_lines(cart))
    for (about, amount), count in (found - wanted).items():
        if count:
            return refuse(Code.TENDER_FEE_LEFT, amount=amount, about=about)
    return None


def fee_lines(cart: Cart) -> Iterator[ItemLine]:
    """Yield the lines of fees on money."""
    for line in cart.lines:
        if isinstance(line, ItemLine) and line.item_code == FEE_ITEM:
            yield line


def with_tender_notices(cart: Cart, office: Office) -> Cart:
    """Return the cart with what its receipt must say of how it was paid; those of an earlier look are taken out.

    General Municipal Law 5-b wants an electronic payment's confirmation to show date, amount, a unique number, and
    that it be kept as a receipt; date and receipt number are on every receipt.
    """
    others = tuple(n for n in cart.notices if not n.startswith((ELECTRONIC, FEE_TOLD)))
    return replace(cart, notices=(*others, *_told(cart, office)))


def fee_words(line: ItemLine, office: Office) -> str:
    """Return why a fee's line comes to what it does."""
    kinds = (k for k in office.tender_kinds if f"{k.name} fee" == line.description)
    fee = next((k.fee for k in kinds), None)
    words = f"{line.description}: {line.amount} for {line.reference}."
    return words if fee is None else f"{words} {fee.source.citation}"


def _told(cart: Cart, office: Office) -> Iterator[str]:
    for tender in cart.tenders:
        kind = office.tender_kind(tender.kind)
        if not isinstance(kind, Refusal) and kind.form == "electronic":
            number = f"{tender.number}: " if tender.number else ": "
            yield f"{ELECTRONIC}{number}{tender.amount}. Keep this as your receipt."
    for line in fee_lines(cart):
        yield f"{FEE_TOLD}{line.amount} was told and accepted before {line.reference} was taken."


def _belongs(line: ItemLine, tender: Tender) -> bool:
    return line.item_code == FEE_ITEM and line.reference == _about(
        tender.name, tender.amount - line.amount
    )


def _about(name: str, amount: Money) -> str:
    return f"{name} {amount}"
