"""What was paid on a bill and by whom, in memory."""

from domain.receipting.cart import BillLine, ItemLine
from domain.records import BillPayment, ItemSale, corrected_by
from storage.memory_corrections import corrections_by_receipt
from storage.memory_state import MemoryState


class MemoryPayments:
    """What was paid on a bill, and the last sale of an item, of the port ``Receipting``."""

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

    def last_sale(self, item_code: str, reference: str) -> ItemSale | None:
        """Return the last sale of an item for a reference that stands."""
        with self._state.lock:
            corrections = corrections_by_receipt(self._state)
            for _, posting, receipt in reversed(self._state.receipts()):
                later = corrections.get(receipt.number, ())
                if any(corrected_by(each).ends for each in later):
                    continue
                if any(
                    isinstance(line, ItemLine)
                    and (line.item_code, line.reference) == (item_code, reference)
                    for line in receipt.lines
                ):
                    header = posting.header
                    return ItemSale(
                        receipt.number, header.business_date, header.entered_at, header.request_id
                    )
            return None
