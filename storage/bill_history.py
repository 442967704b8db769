"""What a bill was before something was done to it, on SQL."""

from dataclasses import replace

from domain.receivables.bills import BillState
from storage.bill_rows import applied_from, applied_rows, load_states
from storage.engine import Tx
from storage.failures import read_soundly
from storage.part import Part


class SqlBillHistory(Part):
    """The past of the port ``Lookup``."""

    def bill_as_of(self, bill_no: str, version: int) -> BillState | None:
        """Return a bill without what was done to it from ``version`` on; see the port."""

        def act(tx: Tx) -> BillState | None:
            states = load_states(tx, "WHERE b.bill_no = ?", (bill_no,))
            if not states:
                return None
            state, rows = states[0][1], applied_rows(tx, [bill_no]).get(bill_no, ())
            with read_soundly(f"bill {bill_no}"):
                earlier = tuple(applied_from(row) for row in rows if row[0] < version)
                later = {row[0] for row in rows if row[0] >= version}
            return replace(state, applied=earlier, version=state.version - len(later))

        return self._read(act)
