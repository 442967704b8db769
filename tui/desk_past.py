"""What the desk knows of other days: an old receipt explained under the policy of its day."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from domain.office import Office
from domain.receipting.as_posted import AsPosted, assess_as_posted, line_on
from domain.records import PostedReceipt
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.books import Books

PolicyAt = Callable[[str], Office | None]
"""Returns the policy of a posting by its digest, or ``None`` when it cannot be read."""


def this_one_only(office: Office) -> PolicyAt:
    """Return what knows only the policy in force."""
    return lambda digest: office if digest == office.digest else None


def first_open_day(books: "Books", today: date, of: Iterable[date] = ()) -> date:
    """Return the calendar day, or the next one where it is closed already: cash still leaves the house that evening.

    Nothing is of a day before what it is about: ``of`` are the business dates of that, which after a cut-off may be
    the next day's.
    """
    through = books.sealed_through()
    day = today if through is None or through < today else through + timedelta(days=1)
    return max((day, *of))


class DeskPast:
    """The part of the desk that looks back."""

    books: "Books"
    policy_at: PolicyAt

    def assessed_as_posted(self, posted: PostedReceipt, bill_no: str) -> AsPosted | Refusal:
        """Return what a bill came to when a receipt took money on it, by the rules of that day; see the domain."""
        posting = posted.posting
        line = line_on(posting, bill_no)
        before = self.books.bill_as_of(bill_no, line.version) if line else None
        office = self.policy_at(posting.header.policy_digest)
        return assess_as_posted(posting, bill_no, before, office)
