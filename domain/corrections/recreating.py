"""Recreate as new: the cart of an undone receipt with everything filled in, so that only the difference is typed."""

from datetime import date

from domain.office import Office
from domain.receipting.cart import Cart
from domain.receipting.receipt import Receipt
from domain.receipting.refresh import Look, Renewed, renew_cart


def recreate(receipt: Receipt, request_id: str, look: Look, on: date, office: Office) -> Renewed:
    """Return the cart of ``cart_of_receipt`` with its lines decided again as of ``on``.

    A sentence tells of each line that is not as it was.
    """
    return renew_cart(cart_of_receipt(receipt, request_id), look, on, office)


def cart_of_receipt(receipt: Receipt, request_id: str) -> Cart:
    """Return a new cart with the lines and tenders of ``receipt`` as they were posted, and how the payment came.

    What a second person approved has to be approved again.
    """
    return Cart(
        request_id, receipt.lines, receipt.tenders, receipt.payer, receipt.evidence, receipt.notices
    )
