"""The ports of custody beside the drawer's own: acts on cash, stock and deposits, and what lies where."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from domain.custody.acting import ActOrder, PostedAct
from domain.custody.acts import ActNo, Claim
from domain.custody.deposit_orders import Undeposited
from domain.custody.drawers_now import DrawerNow
from domain.custody.keeping import BankAccount
from domain.custody.settlements import ToSettle
from domain.custody.vault import Custody as Holdings
from domain.office import Office
from domain.refusals import Refusal


class CustodyActs(Protocol):
    """Recording acts of custody and finding them."""

    def record(self, order: ActOrder) -> PostedAct | Refusal:
        """Record an act and queue its slip, in one transaction.

        The same request id with the same content returns the same act; with other content it is refused. Refuses what
        has moved since the order was decided: a session that is not open (or not closed) as the act needs it, what an
        act before took for itself, what an act before has not done yet, pieces that are not there, and more cash than
        a drawer holds by the books, without saying how much that is.
        """

    def act_asked(self, request_id: str) -> PostedAct | None:
        """Return what a request id was recorded as, or ``None``: the truth where an answer was lost."""

    def act(self, number: ActNo) -> PostedAct | None:
        """Return an act by its number, or ``None``."""

    def act_claiming(self, claim: Claim) -> PostedAct | None:
        """Return the act that took something for itself alone, or ``None`` while none did."""

    def acts(
        self,
        *,
        kind: str = "",
        session_id: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[PostedAct, ...]:
        """Return the acts of one kind or of all, in the order of posting.

        ``session_id`` keeps those that have to do with a session; ``first`` and ``last`` bound the business date.
        """

    def holdings(self) -> Holdings:
        """Return what lies in the vault, in bags and with the courier, by pieces. Drawers are not in it."""


class Deposits(Protocol):
    """What waits for the bank, and the drawers as they stand."""

    def undeposited(self, bank: BankAccount, office: Office) -> Undeposited:
        """Return what waits for a bank account: closed sessions in no deposit to it, oldest first, and held items.

        A session's items are those of its kinds that were neither voided nor returned by a bank meanwhile.
        """

    def unsettled(self, kinds: Collection[str], since: date) -> tuple[ToSettle, ...]:
        """Return what closed sessions from ``since`` on have of these tender kinds and no settlement took, by date.

        A kind of which a session has nothing is left out.
        """

    def drawers_now(self, office: Office) -> tuple[DrawerNow, ...]:
        """Return all sessions that are not closed, by drawer, those that wait to be counted after the open one."""
