"""What waits for a processor's payment, on SQL."""

from collections.abc import Collection
from datetime import date
from typing import Final

from domain.custody.settlements import ToSettle, settled_claim
from storage.cells import day, money
from storage.custody_acts_sql import STANDS
from storage.engine import Tx
from storage.failures import read_soundly
from storage.part import Part

_WAITING: Final = (
    "SELECT p.business_date, p.session_id, t.kind, t.counted_cents FROM posting p "  # noqa: S608 - constants
    "JOIN drawer_closing d ON d.posting_id = p.posting_id "
    "JOIN closing_tally t ON t.posting_id = p.posting_id "
    "WHERE p.business_date >= ? AND t.kind = ? AND t.counted_cents <> 0 AND NOT EXISTS "
    "(SELECT 1 FROM custody_claim c JOIN custody_act a ON a.posting_id = c.posting_id "
    f"WHERE c.what = ? AND c.claimed = p.session_id AND {STANDS})"
)


class SqlSettlements(Part):
    """What no settlement has taken, of the port ``Deposits``."""

    def unsettled(self, kinds: Collection[str], since: date) -> tuple[ToSettle, ...]:
        """Return what closed sessions have of these kinds that no settlement has taken, by date."""
        return self._read(lambda tx: _unsettled(tx, kinds, since))


def _unsettled(tx: Tx, kinds: Collection[str], since: date) -> tuple[ToSettle, ...]:
    found = []
    with read_soundly("what a drawer was counted for"):
        for code in kinds:
            params = (since.isoformat(), code, settled_claim(code, "any").what)
            for on, session_id, kind, cents in tx.run(_WAITING, params):
                found.append(ToSettle(day(on), session_id, kind, money(cents)))
    return tuple(sorted(found))
