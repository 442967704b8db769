"""What was paid on a bill and by whom, on SQL."""

from typing import Final

from domain.money import Money
from domain.receipting.receipt import ReceiptNo
from domain.records import BillPayment, ItemSale
from storage.cells import day, instant
from storage.failures import read_soundly
from storage.moved import LAST_SALE
from storage.part import Part

_OF_BILL: Final = (
    "SELECT r.year, r.drawer, r.seq, coalesce(l.effective_on, p.business_date), p.business_date, "
    "r.payer, l.amount_cents, coalesce(l.difference_cents, 0) "
    "FROM receipt_line l JOIN receipt r ON r.posting_id = l.posting_id "
    "JOIN posting p ON p.posting_id = l.posting_id WHERE l.bill_no = ? ORDER BY l.bill_version"
)


class SqlPayments(Part):
    """What was paid on a bill, and the last sale of an item, of the port ``Receipting``."""

    def payments_of_bill(self, bill_no: str) -> tuple[BillPayment, ...]:
        """Return what receipts put on a bill, by whom and when, oldest first."""
        rows = self._read(lambda tx: tx.run(_OF_BILL, (bill_no,)).fetchall())
        with read_soundly(f"a payment of bill {bill_no}"):
            return tuple(
                BillPayment(
                    ReceiptNo(year, drawer, seq),
                    day(effective),
                    day(taken),
                    payer,
                    Money(amount),
                    Money(difference),
                )
                for year, drawer, seq, effective, taken, payer, amount, difference in rows
            )

    def last_sale(self, item_code: str, reference: str) -> ItemSale | None:
        """Return the last sale of an item for a reference that stands."""
        row = self._read(lambda tx: tx.run(LAST_SALE, (reference, item_code)).fetchone())
        if row is None:
            return None
        year, drawer, seq, sold_on, at, request_id = row
        with read_soundly("a receipt"):
            return ItemSale(ReceiptNo(year, drawer, seq), day(sold_on), instant(at), request_id)
