"""What may be removed again when it is old: records by series, none of which any posting or digest holds.

What is in a posting stays for good, a payer's name on a receipt too: it is the record of public money, and taking one
word out of it would break the chain behind it. Notes, sheets and carts that were never posted stand beside the postings
and may go. Of an account on which nothing is owed and nothing was done for so long, number and bills stay; whose it is
goes, and comes back only if its program still exports it. The registers of who did what (access, counts, no-sales) are
sealed with each day and stay as well.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.people.acts import Act

RIGHT: Final = Act.APPLY_USERS
"""The administrator's: whoever may remove records is nobody who takes money."""


class RecordSeries(StrEnum):
    """A series of records that may be purged by age."""

    NOTES = "notes"
    SHEETS = "sheets"
    DRAFTS = "drafts"
    ACCOUNTS = "accounts"


YEARS_KEPT: Final = MappingProxyType(
    {
        RecordSeries.NOTES: 6,
        RecordSeries.SHEETS: 6,
        RecordSeries.DRAFTS: 1,
        RecordSeries.ACCOUNTS: 6,
    }
)
"""How many years a record is kept at least, as the office has yet to confirm against its retention schedule."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What was removed, or would be: how many records of a series from before a day."""

    series: RecordSeries
    before: date
    records: int


def latest_cut(series: RecordSeries, today: date) -> date:
    """Return the latest day before which records of a series may be removed."""
    year = today.year - YEARS_KEPT[series]
    leap = (today.month, today.day) == (2, 29)
    return date(year, 2, 28) if leap else today.replace(year=year)
