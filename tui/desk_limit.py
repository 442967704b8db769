"""The desk's look at the drawer's cash limit: whether it is passed, never by how much or what the drawer holds."""

from typing import TYPE_CHECKING

from domain.custody.drawer import DrawerSession, expected_of
from domain.office import Office
from domain.outage import BooksUnavailable
from domain.receipting.posting import ReceiptOrder
from domain.records import PostedReceipt
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.books import Books


class DeskLimit:
    """Whether the open drawer holds more cash than policy lets lie in it. Asked behind each act that moves cash."""

    books: "Books"
    office: Office
    session: DrawerSession | None
    _passed_in = ""

    @property
    def over_limit(self) -> bool:
        """Whether the open drawer was over its limit when it was last looked at."""
        return self.session is not None and self._passed_in == self.session.session_id

    def post(self, order: ReceiptOrder) -> PostedReceipt | Refusal:
        """Post a receipt and look at the limit behind it; a job for a thread."""
        result = self.books.post(order)
        if not isinstance(result, Refusal):
            self.look_at_limit()
        return result

    def look_at_limit(self) -> None:
        """Look again. It is asked behind a posting, so books that cannot be reached leave the answer as it was."""
        session, limit = self.session, self.office.keeping.drawer_limit
        if session is None or limit is None:
            return
        try:
            takings = self.books.takings(session.session_id)
        except BooksUnavailable:
            return
        cash = expected_of(self.office.cash, session.float_amount, takings)
        self._passed_in = session.session_id if cash > limit else ""

    def limit_words(self) -> str:
        """Return what is to be done about a drawer that is over its limit; nothing while it is not."""
        if not self.over_limit:
            return ""
        limit = self.office.keeping.drawer_limit
        return f"CASH LIMIT: more than {limit} is in the drawer. Ctrl+P cash, then P: pull."
