"""The port of counts beside the blind tries, of the cut-off, and of carts that go to another drawer."""

from datetime import date
from typing import Protocol

from domain.custody.drawer import DrawerSession
from domain.custody.floats import FloatLeft
from domain.custody.session_counts import BlindTry, CountOrder, SessionCount
from domain.custody.sessions import CutOffOrder
from domain.office import Office
from domain.receipting.posting import Posting
from domain.refusals import Refusal


class Counting(Protocol):
    """Counts that are kept for good, and sessions that wait to be counted."""

    def keep_count(self, order: CountOrder, office: Office) -> SessionCount | Refusal:
        """Keep a count with expected against counted as of now; it closes nothing.

        The same request id again returns what was kept; with other content it is refused. A final count is the last one
        that was handed in blind: refuses another, and one where none was handed in; of a session that has one, that one
        is returned. From then on no count is tried, the session is closed on it alone, and no receipt, void or act
        moves money in its drawer.
        """

    def counts(self, session_id: str) -> tuple[SessionCount, ...]:
        """Return the kept counts of a session, oldest first."""

    def final_count(self, session_id: str) -> SessionCount | None:
        """Return the final count of a session, or ``None`` while its count is not in."""

    def tries(self, session_id: str) -> tuple[BlindTry, ...]:
        """Return the blind counts that were handed in of a session, oldest first."""

    def cut_off(self, order: CutOffOrder, office: Office) -> Posting | Refusal:
        """End the taking of money in a session: it waits to be counted, and its drawer may open on a later date.

        Refuses while an earlier session of the drawer still waits.
        """

    def waiting_at(self, drawer: str) -> DrawerSession | None:
        """Return the session of a drawer that was cut off and is not closed yet, or ``None``."""

    def waiting_of(self, operator_id: str) -> tuple[DrawerSession, ...]:
        """Return an operator's sessions that were cut off and are not closed yet, by drawer."""

    def float_left(self, drawer: str) -> FloatLeft | None:
        """Return the float that lies in a drawer by the books, or ``None`` when it never had one of its own.

        A float that was issued from the vault goes back there, and a session without any took up none.
        """

    def cut_off_date(self, drawer: str) -> date | None:
        """Return the latest business date that was cut off at a drawer: it opens on a later one only."""

    def hand_over_carts(self, drawer: str, to: str) -> int | Refusal:
        """Give the parked carts of a drawer to another that is open for receipts; returns how many."""
