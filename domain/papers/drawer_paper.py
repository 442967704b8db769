"""The report of a closed drawer, read from the books: the same on paper and on the screen."""

from zoneinfo import ZoneInfo

from domain.corrections.policy import CorrectionKind
from domain.custody.cash_moved import cash_moved
from domain.custody.drawer import DrawerClosed
from domain.custody.report_layout import drawer_report_paper
from domain.office import Office
from domain.ports.printing import DrawerBooks
from domain.receipting.paper import Paper
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.records import CorrectedBy


def drawer_paper(posting: Posting, books: DrawerBooks, office: Office, copy_no: int = 0) -> Paper:
    """Return the report that a closing prints, its voids and its first and last receipt with it."""
    name = posting.header.session_id
    receipts = _receipts(posting, books)
    return drawer_report_paper(
        posting,
        office,
        copy_no,
        books.training,
        posting.header.entered_at.astimezone(ZoneInfo(office.time_zone)),
        [receipt.number for receipt, _ in receipts],
        len(books.no_sales(session_id=name)),
        [(r, by) for r, by in receipts if by and by.kind is CorrectionKind.VOID],
        books.tries(name),
        books.counts(name),
        books.session(name),
        cash_moved(books.acts(session_id=name), name),
    )


def _receipts(posting: Posting, books: DrawerBooks) -> list[tuple[Receipt, CorrectedBy | None]]:
    """Return the receipts of the session that ``posting`` closed, oldest first, each with what undid it."""
    closed = posting.body
    if not isinstance(closed, DrawerClosed) or not closed.receipts:
        return []
    found = books.receipts(session_id=posting.header.session_id, limit=closed.receipts)
    return [
        (one.posting.body, one.undone)
        for one in reversed(found)
        if isinstance(one.posting.body, Receipt)
    ]
