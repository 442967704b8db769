"""The reports over some days that are one table: for programs a list of rows, under the names of their columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from chamberlain.asked import Opened
from chamberlain.reports.access import access_table
from chamberlain.reports.posted import posted_report
from chamberlain.reports.tables import Table, table_of
from domain.reports.catalog import REPORTS


@dataclass(frozen=True, slots=True)
class SpanReport:
    """A report over the days from the first to the last."""

    purpose: str
    table: Callable[[Opened, date, date], Table]


def _one_table(name: str) -> SpanReport:
    def table(at: Opened, first: date, last: date) -> Table:
        return table_of(posted_report(at, name, first, last))

    return SpanReport(REPORTS[name].purpose, table)


SPANS: Final[dict[str, SpanReport]] = {
    "access": SpanReport("who signed in, was refused, approved or looked", access_table),
    **{
        name: _one_table(name)
        for name in (
            "approvals",
            "voids",
            "adjustments",
            "returned",
            "refunds",
            "rounding",
            "sequence",
        )
    },
}
"""By the name that the command line takes."""
