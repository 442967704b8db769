"""Paper on the screen: a posting's receipt or drawer report as the text that the printer prints."""

from domain.custody.report_layout import drawer_report_paper
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.receipting.posting import Posting
from domain.records import PostedReceipt
from tui.desk import Desk


def receipt_text(desk: Desk, posted: PostedReceipt) -> str:
    """Return a receipt as its original was printed, and marked where it was undone since."""
    at = desk.local(posted.posting.header.entered_at)
    paper = receipt_paper(
        posted.posting,
        desk.office,
        copy_no=0,
        training=desk.books.training,
        local_time=at,
        undone=posted.undone,
    )
    return paper_to_text(paper)


def drawer_report_text(desk: Desk, posting: Posting) -> str:
    """Return the report that closes a drawer."""
    from domain.custody.cash_moved import cash_moved

    at = desk.local(posting.header.entered_at)
    no_sales = len(desk.books.no_sales(session_id=posting.header.session_id))
    paper = drawer_report_paper(
        posting,
        desk.office,
        copy_no=0,
        training=desk.books.training,
        local_time=at,
        no_sales=no_sales,
        tries=desk.books.tries(posting.header.session_id),
        counts=desk.books.counts(posting.header.session_id),
        session=desk.books.session(posting.header.session_id),
        moved=cash_moved(
            desk.books.acts(session_id=posting.header.session_id), posting.header.session_id
        ),
    )
    return paper_to_text(paper)
