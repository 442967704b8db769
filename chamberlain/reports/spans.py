"""The reports over some days: each a name, what it is for, and how its table is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from chamberlain.asked import Opened
from chamberlain.reports.access import access_table
from chamberlain.reports.approvals import approvals_table
from chamberlain.reports.corrections import (
    adjustments_table,
    refunds_table,
    returned_table,
    voids_table,
)
from chamberlain.reports.rounding import rounding_table
from chamberlain.reports.sequence import sequence_table
from chamberlain.reports.tables import Table


@dataclass(frozen=True, slots=True)
class SpanReport:
    """A report over the days from the first to the last."""

    purpose: str
    table: Callable[[Opened, date, date], Table]


SPANS: Final[dict[str, SpanReport]] = {
    "access": SpanReport("who signed in, was refused, approved or looked", access_table),
    "approvals": SpanReport("what a second person approved, in which words", approvals_table),
    "voids": SpanReport("receipts voided and reversed, why, and who approved it", voids_table),
    "adjustments": SpanReport("bills changed without money, before and after", adjustments_table),
    "returned": SpanReport(
        "checks that came back, what they had paid, and the fee", returned_table
    ),
    "refunds": SpanReport("refund requests and credits that the office owes", refunds_table),
    "rounding": SpanReport("cash that was rounded, and what took it back", rounding_table),
    "sequence": SpanReport("every receipt number accounted for", sequence_table),
}
"""By the name that the command line takes."""
