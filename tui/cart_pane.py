"""The cart's pane: lines, tenders and totals, always in the same place on every screen."""

from domain.custody.serials import in_words
from domain.money import total
from domain.receipting.cart import BillLine, Cart, ItemLine
from domain.receipting.cart import Line as CartLine
from domain.receivables.evidence_words import evidence_words
from tui.desk import Desk
from tui.paint import BLANK, Line, clip, line, spread, wrap


def line_words(entry: CartLine) -> str:
    """Return what a cart line is, in few words: the bill and whose, or the quantity and item."""
    if isinstance(entry, BillLine):
        return f"{entry.bill_no} {entry.name or entry.description}"
    return f"{entry.quantity} x {entry.description}"


def numbers_words(entry: CartLine) -> str:
    """Return the serial numbers that a line sells, as the clerk takes them off the pad; empty when there are none."""
    return f"No. {in_words(entry.serials)}" if isinstance(entry, ItemLine) and entry.serials else ""


def paint_cart(desk: Desk | None, columns: int, rows: int) -> list[Line]:
    """Return the cart of the desk in at most ``rows`` lines: newest lines kept in view, totals always whole."""
    cart = desk.cart if desk else None
    width = columns - 1
    if cart is None or not cart.lines:
        told = [*_limit(desk, width), *_came(cart, width)]
        return [line((" CART", "title")), *told, BLANK, line((" empty", "dim"))]
    came = [*_limit(desk, width), *_came(cart, width)]
    foot = _foot(cart, width, max(1, rows - 8 - len(came)))
    room = max(1, rows - len(foot) - len(came) - 2)
    body = [row for entry in cart.lines for row in _rows(entry, width)]
    if len(body) > room:
        hidden = len(body) - room + 1
        body = [line((f" {hidden} more above", "dim")), *body[hidden:]]
    count = f"{len(cart.lines)} line{'s' if len(cart.lines) > 1 else ''}"
    head = [spread(" CART", count, width, "title", "dim")]
    if cart.payer:
        head.append(line((clip(f" {cart.payer}", width), "dim")))
    head.extend(came)
    filler = [BLANK] * max(0, rows - len(head) - len(body) - len(foot))
    return [*head, *body, *filler, *foot][:rows]


def _rows(entry: CartLine, width: int) -> list[Line]:
    """Return a line of the cart, and beneath it the numbers that go with it."""
    rows = [spread(" " + line_words(entry), str(entry.amount), width)]
    numbers = numbers_words(entry)
    return [*rows, line((clip(f"   {numbers}", width), "strong"))] if numbers else rows


def _limit(desk: Desk | None, width: int) -> list[Line]:
    """Return what is to be done while the drawer holds more cash than it may; what it holds is not said."""
    words = desk.limit_words() if desk is not None else ""
    return [line((f" {row}", "warn")) for row in wrap(words, width - 1)] if words else []


def _came(cart: Cart | None, width: int) -> list[Line]:
    """Return how the payment came, when it did not come over the counter today."""
    evidence = cart.evidence if cart else None
    if evidence is None:
        return []
    words = evidence_words(evidence, evidence.postmark_on or evidence.received_on)
    if not evidence.proper:
        words += ", does not count"
    return [line((f" {row}", "warn")) for row in wrap(f"CAME: {words}", width - 1)]


def _foot(cart: Cart, width: int, most: int) -> list[Line]:
    foot = [
        line((" " + "-" * (width - 1), "rule")),
        spread(" TOTAL", str(cart.total), width, "strong"),
    ]
    shown = cart.tenders if len(cart.tenders) <= most else cart.tenders[1 - most :]
    if len(shown) < len(cart.tenders):
        earlier = total(each.amount for each in cart.tenders[: len(cart.tenders) - len(shown)])
        words = f" {len(cart.tenders) - len(shown)} earlier"
        foot.append(spread(words, str(earlier), width, "dim"))
    for tender in shown:
        words = f" {tender.name} {tender.number}".rstrip()
        foot.append(spread(words, str(tender.amount), width))
    if cart.tenders:
        if cart.rounding:
            foot.append(spread(" Cash rounding", str(cart.rounding), width))
        if cart.due:
            foot.append(spread(" STILL DUE", str(cart.due), width, "strong"))
        elif cart.unused:
            foot.append(spread(" LEFT OF CHECK", str(cart.unused), width, "warn"))
        else:
            foot.append(spread(" CHANGE", str(cart.change), width, "strong"))
    return foot
