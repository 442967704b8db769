"""What was paid on a bill and by whom, in memory."""

from domain.receipting.cart import BillLine
from domain.records import BillPayment
from storage.memory_state import MemoryState


class MemoryPayments:
    """The payments of a bill, of the port ``Receipting``."""

    _state: MemoryState

    def payments_of_bill(self, bill_no: str) -> tuple[BillPayment, ...]:
        """Return what receipts put on a bill, by whom and when, oldest first."""
        with self._state.lock:
            return tuple(
                BillPayment(
                    receipt.number,
                    line.effective_on or posting.header.business_date,
                    posting.header.business_date,
                    receipt.payer,
                    line.amount,
                    line.difference,
                )
                for _, posting, receipt in self._state.receipts()
                for line in receipt.lines
                if isinstance(line, BillLine) and line.bill_no == bill_no
            )
