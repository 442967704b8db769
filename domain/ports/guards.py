"""The port of what the guards at the counter keep."""

from datetime import date
from typing import Protocol

from domain.custody.no_sale import NoSale
from domain.refusals import Refusal


class NoSales(Protocol):
    """Drawers opened without a sale; one once kept is never changed."""

    def keep_no_sale(self, opened: NoSale) -> Refusal | None:
        """Keep an opening without a sale; only then may the drawer be opened.

        The same request id again changes nothing. Refuses when the session is not open any more.
        """

    def no_sales(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> tuple[NoSale, ...]:
        """Return the openings of a session or of a business date, oldest first; of all when neither is given."""
