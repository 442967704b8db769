"""Through which business date the books are closed: what every posting to a chosen date asks.

Receipts and voids need not ask: they are of an open session, and a day with one is not closed.
"""

from datetime import date
from typing import Final

from domain.custody.closing_day import against_sealed
from domain.custody.day_seal import CLOSING
from domain.refusals import Refusal
from storage.cells import day
from storage.engine import Tx
from storage.sealing_sql import SEALED_THROUGH

_WHAT: Final = (CLOSING,)


def sealed_through(tx: Tx) -> date | None:
    """Return the last business date that is closed, or ``None``: one step in an index."""
    found = tx.run(SEALED_THROUGH, _WHAT).fetchone()[0]
    return None if found is None else day(found)


def day_closed(tx: Tx, on: date) -> Refusal | None:
    """Refuse a posting to a business date that is closed; ask once the posting's series is locked."""
    return against_sealed(on, sealed_through(tx))
