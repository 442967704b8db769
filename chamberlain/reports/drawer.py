"""Drawer sessions as they are in the books: what a report of a drawer is made of.

What an open drawer should hold is never told: whoever counts it could read it here first.
"""

from dataclasses import dataclass
from datetime import datetime

from chamberlain.reports.receipts import receipt_of
from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.custody.acts import Recount
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.no_sale import NoSale
from domain.money import Money, total
from domain.records import PostedReceipt


@dataclass(frozen=True, slots=True)
class DrawerReport:
    """One session, its receipts from first to last, and how it was closed (UTC); ``None`` while it is open."""

    session: DrawerSession
    receipts: tuple[PostedReceipt, ...]
    closed: DrawerClosed | None
    closed_at: datetime | None
    head: str
    no_sales: tuple[NoSale, ...] = ()
    closed_by: str = ""
    recounts: tuple[Recount, ...] = ()
    """What turn-ins found beside the accepted count, and what took that back."""

    @property
    def voided(self) -> tuple[PostedReceipt, ...]:
        """The receipts that were voided in their own session: their money is in none of the drawer's amounts."""
        return tuple(
            each
            for each in self.receipts
            if each.undone is not None and each.undone.kind is CorrectionKind.VOID
        )

    @property
    def approved_by(self) -> str:
        """Who approved the close; empty where nobody did."""
        approval = self.closed.approval if self.closed else None
        return approval.name if approval else ""

    @property
    def expected(self) -> Money | None:
        """What it should have held, over all kinds of money; ``None`` while it is open."""
        return total(t.expected for t in self.closed.tallies) if self.closed else None

    @property
    def counted(self) -> Money | None:
        """What was counted, over all kinds of money; ``None`` while it is open."""
        return total(t.counted for t in self.closed.tallies) if self.closed else None


def total_of(receipts: tuple[PostedReceipt, ...]) -> Money:
    """Return what receipts come to, those that were voided with them."""
    return total(receipt_of(each).total for each in receipts)


def read_drawer(books: Books, session: DrawerSession) -> DrawerReport:
    """Return the report of a session from its postings."""
    receipts = tuple(books.receipts_in_order(session_id=session.session_id))
    closing = books.closing(session.session_id)
    no_sales = books.no_sales(session_id=session.session_id)
    if closing is None:
        newest = max(receipts, key=lambda each: each.posting_id, default=None)
        head = newest.posting.trail.digest if newest else ""
        return DrawerReport(session, receipts, None, None, head, no_sales)
    _, posting = closing
    if not isinstance(posting.body, DrawerClosed):
        raise TypeError("a session is closed by a closing")
    return DrawerReport(
        session,
        receipts,
        posting.body,
        posting.header.entered_at,
        posting.trail.digest,
        no_sales,
        posting.header.operator_name,
        tuple(r for act in books.acts(session_id=session.session_id) if (r := act.body.recount())),
    )
