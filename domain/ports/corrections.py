"""The port of corrections: posting them, and finding them from what they correct and back."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from domain.corrections.holds import ReturnOf
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.values import CorrectionNo
from domain.receipting.receipt import ReceiptNo
from domain.receivables.accounts import Account
from domain.records import PostedCorrection, PostedReceipt
from domain.refusals import Refusal


class Correcting(Protocol):
    """Corrections: new postings that point at what they correct."""

    def correct(self, order: CorrectionOrder) -> PostedCorrection | Refusal:
        """Post a correction and queue its slip, in one transaction.

        The same request id with the same content returns the same correction; with other content it is refused. What
        the order was decided on is read again: refuses a receipt undone before, a tender taken back before, a bill
        that has moved, a void in a session that is not open, a reversal or a returned check of one that is, and an
        adjustment by somebody who has a drawer open.
        """

    def correction_asked(self, request_id: str) -> PostedCorrection | None:
        """Return what a request id was posted as, or ``None``: the truth where an answer was lost."""

    def correction(self, number: CorrectionNo) -> PostedCorrection | None:
        """Return a correction by its number, or ``None``."""

    def corrections_of(self, receipt: ReceiptNo) -> tuple[PostedCorrection, ...]:
        """Return the corrections that name a receipt, in the order of posting."""

    def corrections_of_bill(self, bill_no: str) -> tuple[PostedCorrection, ...]:
        """Return the corrections that touched a bill, in the order of its versions."""

    def corrections(self, first: date, last: date) -> tuple[PostedCorrection, ...]:
        """Return the corrections of the business dates from ``first`` to ``last``, in the order of posting."""

    def tendered(self, kind: str, number: str, since: date) -> tuple[PostedReceipt, ...]:
        """Return the receipts from a business date on with a tender of this kind and number, in the order of posting.

        Leading zeros of the number do not count.
        """

    def returns_of(self, accounts: Iterable[Account]) -> tuple[ReturnOf, ...]:
        """Return the checks that came back on these accounts, or on other accounts of their parties, oldest first."""
