"""What racing counters do. The orders are decided before the race, so that both saw the bill as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain.books import Books
from domain.corrections.ordering import CorrectionOrder
from domain.people.authority import Operator
from domain.receipting.posting import ReceiptOrder
from domain.receipting.receipt import Receipt
from domain.records import PostedCorrection, PostedReceipt
from tests.samples import open_order, sample_office
from tests.storage.contract_kit import draft_of, tags_cart


@dataclass(frozen=True, slots=True)
class PostAll:
    """Posts the n-th order in round n and tells the number."""

    orders: tuple[ReceiptOrder, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Post one."""
        answer = books.post(self.orders[n])
        return number_of(answer) if isinstance(answer, PostedReceipt) else answer


@dataclass(frozen=True, slots=True)
class CorrectAll:
    """Posts the n-th correction in round n and tells its number."""

    orders: tuple[CorrectionOrder, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Correct one."""
        answer = books.correct(self.orders[n])
        return str(answer.body.number) if isinstance(answer, PostedCorrection) else answer


@dataclass(frozen=True, slots=True)
class OpenDrawers:
    """Opens drawer n in round n, or always the same one."""

    operator: Operator
    drawers: tuple[str, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Open one."""
        drawer = self.drawers[n % len(self.drawers)]
        request = f"open-{drawer}-{n}-{self.operator.operator_id}"
        answer = books.open_session(
            open_order(drawer, self.operator, request=request), sample_office()
        )
        return getattr(answer, "session_id", answer)


@dataclass(frozen=True, slots=True)
class Recall:
    """Takes the n-th parked cart in round n."""

    drawer: str
    operator: Operator

    def __call__(self, books: Books, n: int) -> Any:
        """Take one."""
        by = draft_of(tags_cart("by"), drawer=self.drawer, operator=self.operator)
        answer = books.recall(f"parked-{n}", by)
        return getattr(answer, "drawer", answer)


@dataclass(frozen=True, slots=True)
class Reprint:
    """Asks for one more copy of the same receipt in each round."""

    posting_id: int
    operator: Operator

    def __call__(self, books: Books, n: int) -> Any:
        """Ask once."""
        from domain.records import PaperKind
        from tests.samples import at

        job = books.reprint(
            self.posting_id, PaperKind.RECEIPT, "counter 1", self.operator.operator_id, at(12)
        )
        return job.copy_no


def number_of(posted: PostedReceipt) -> str:
    """A receipt's number as printed."""
    assert isinstance(posted.posting.body, Receipt)
    return str(posted.posting.body.number)


def renamed(order: ReceiptOrder, request_id: str) -> ReceiptOrder:
    """The same order under another request id."""
    cart = replace(order.cart, request_id=request_id)
    return replace(order, header=replace(order.header, request_id=request_id), cart=cart)
