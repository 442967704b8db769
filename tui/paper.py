"""Paper on the screen: a posting's receipt or drawer report as the text that the printer prints."""

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
    """Return the report that closes a drawer, as it is printed."""
    from domain.papers.drawer_paper import drawer_paper

    return paper_to_text(drawer_paper(posting, desk.books, desk.office))
