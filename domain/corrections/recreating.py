"""Recreate as new: the cart of an undone receipt with everything filled in, so that only the difference is typed."""

from datetime import date

from domain.office import Office
from domain.receipting.cart import Cart
from domain.receipting.receipt import Receipt
from domain.receipting.refresh import Look, Renewed, renew_cart


def recreate(receipt: Receipt, request_id: str, look: Look, on: date, office: Office) -> Renewed:
    """Return a new cart with the lines of ``receipt`` decided again as of ``on``, and its tenders as they were.

    The evidence of another day stays with it. A sentence tells of each line that is not as it was.
    """
    cart = Cart(
        request_id, receipt.lines, receipt.tenders, receipt.payer, receipt.evidence, receipt.notices
    )
    return renew_cart(cart, look, on, office)
