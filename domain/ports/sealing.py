"""The port of closing days, and of holding the books against what was printed."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from domain.custody.acting import PostedAct
from domain.custody.closing_day import SealOrder
from domain.ledger.on_paper import Held, OnPaper
from domain.refusals import Refusal


class Sealing(Protocol):
    """Closing days."""

    def seal_day(self, order: SealOrder) -> PostedAct | Refusal:
        """Close a business date for good and queue its report, in one transaction in which nobody else posts.

        From then on nothing is posted to it or to a day before it. Refuses a day that is closed, one that follows a
        day with postings that is not, one with a drawer that is not counted and closed, and one without postings.
        """

    def sealed_through(self) -> date | None:
        """Return the last business date that is closed, or ``None`` while none is."""

    def days_to_seal(self) -> tuple[date, ...]:
        """Return the business dates with postings that are not closed, in order."""

    def held_against(self, papers: Iterable[OnPaper]) -> tuple[Held, ...]:
        """Look each digest from paper up and say what the books have in its place."""
