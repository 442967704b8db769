"""Posting receipts and reading them, on SQL."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from domain.receipting.cart import BillLine
from domain.receipting.posting import Posting, ReceiptOrder, seal_receipt
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.records import PaperKind, PostedReceipt
from domain.refusals import Code, Refusal, refuse
from storage import posting_sql as sql
from storage.engine import Tx
from storage.moved import gone, moved, unlogged
from storage.part import Part
from storage.posting_load import load_one, load_receipts, reused
from storage.session_state import count_in
from storage.stock_sql import sell_stock

_AT_ONCE: Final = 500
_IN_ORDER: Final = (
    "SELECT p.posting_id FROM posting p JOIN receipt r ON r.posting_id = p.posting_id "
    "WHERE p.{} = ? ORDER BY r.year, r.drawer, r.seq"
)


class SqlReceipting(Part):
    """The port ``Receipting``."""

    def post(self, order: ReceiptOrder) -> PostedReceipt | Refusal:
        """Post a receipt and queue its printing, in one transaction; see the port."""
        return self._try(lambda tx: _post(tx, order), "F10")

    def attempt(self, request_id: str) -> PostedReceipt | None:
        """Return what a request id was posted as, or ``None``."""

        def act(tx: Tx) -> PostedReceipt | None:
            found = tx.run(sql.POSTED_AS, (request_id,)).fetchone()
            return _receipt(tx, found[0]) if found else None

        return self._read(act)

    def receipt(self, number: ReceiptNo) -> PostedReceipt | None:
        """Return a receipt by its number, or ``None``."""
        key = (number.year, number.drawer, number.seq)

        def act(tx: Tx) -> PostedReceipt | None:
            found = tx.run(
                "SELECT posting_id FROM receipt WHERE year = ? AND drawer = ? AND seq = ?", key
            ).fetchone()
            return _receipt(tx, found[0]) if found else None

        return self._read(act)

    def posting(self, posting_id: int) -> Posting | None:
        """Return a posting of any kind by its id."""
        return self._read(lambda tx: load_one(tx, posting_id))

    def receipts(
        self, *, session_id: str | None = None, on: date | None = None, limit: int = 200
    ) -> tuple[PostedReceipt, ...]:
        """Return the receipts of a session or a business date, newest first."""
        wanted = [("session_id", session_id), ("business_date", on.isoformat() if on else None)]
        given = [(column, value) for column, value in wanted if value is not None]
        where = "".join(f" AND {column} = ?" for column, _ in given)
        # With the plus SQLite goes by the index of the day or session, not backwards through all postings.
        order = "+posting_id" if given else "posting_id"
        statement = (
            f"SELECT posting_id FROM posting WHERE kind = 'receipt'{where} "  # noqa: S608 - constants
            f"ORDER BY {order} DESC LIMIT ?"
        )

        def act(tx: Tx) -> tuple[PostedReceipt, ...]:
            ids = tx.run(statement, (*(value for _, value in given), limit)).fetchall()
            return load_receipts(tx, [row[0] for row in ids])

        return self._read(act)

    def receipts_in_order(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> Iterator[PostedReceipt]:
        """Yield the receipts of a session or else of a business date by their numbers."""
        column = "business_date" if session_id is None else "session_id"
        wanted = (on.isoformat() if on else "") if session_id is None else session_id
        found = self._read(lambda tx: tx.run(_IN_ORDER.format(column), (wanted,)).fetchall())
        ids = [row[0] for row in found]
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            yield from self._read(lambda tx, some=some: load_receipts(tx, some))  # type: ignore[misc] # bound now

    def receipts_approved(self, first: date, last: date) -> tuple[PostedReceipt, ...]:
        """Return the receipts of these business dates with an approval, in the order of posting."""
        statement = (
            "SELECT DISTINCT a.posting_id FROM receipt_approval a JOIN posting p "
            "ON p.posting_id = a.posting_id WHERE p.business_date >= ? AND p.business_date <= ? "
            "ORDER BY a.posting_id"
        )
        days = (first.isoformat(), last.isoformat())

        def act(tx: Tx) -> tuple[PostedReceipt, ...]:
            return load_receipts(tx, [row[0] for row in tx.run(statement, days)])

        return self._read(act)

    def receipts_of_bill(self, bill_no: str) -> tuple[ReceiptNo, ...]:
        """Return the numbers of the receipts that applied money to a bill, oldest first."""
        statement = (
            "SELECT r.year, r.drawer, r.seq FROM receipt_line l "
            "JOIN receipt r ON r.posting_id = l.posting_id WHERE l.bill_no = ? ORDER BY l.bill_version"
        )
        return self._read(
            lambda tx: tuple(ReceiptNo(*row) for row in tx.run(statement, (bill_no,)))
        )


def _receipt(tx: Tx, posting_id: int) -> PostedReceipt | None:
    found = load_receipts(tx, (posting_id,))[0]
    return found if isinstance(found.posting.body, Receipt) else None


def _post(tx: Tx, order: ReceiptOrder) -> PostedReceipt | Refusal:
    header = order.header
    # First the drawer's row: from here on nobody else posts to this drawer.
    series = tx.run(sql.SERIES_TO_WRITE[tx.sqlite], (header.drawer,)).fetchone()
    earlier = tx.run(sql.POSTED_AS, (header.request_id,)).fetchone()
    if earlier is not None:
        return _again(tx, order, *earlier)
    if series is None or series[2] != header.session_id:
        return refuse(Code.SESSION_NOT_OPEN, drawer=header.drawer)
    lines = sorted(
        (x for x in order.cart.lines if isinstance(x, BillLine)), key=lambda x: x.bill_no
    )
    refusal = _against(tx, order, lines) or sell_stock(tx, order.cart.lines, header.drawer)
    if refusal is not None:
        return refusal
    chain_no, head, _ = series
    year = header.business_date.year
    seq = tx.run(sql.NEXT_SEQ, (header.drawer, year)).fetchone()[0]
    posting = seal_receipt(order, seq, chain_no + 1, head)
    posting_id: int = tx.run(sql.NEXT_ID[tx.sqlite]).fetchone()[0]
    with tx.together():
        sql.write_posting(tx, posting_id, posting)
        _derive(tx, posting_id, posting, lines)
    return PostedReceipt(posting_id, posting)


def _again(tx: Tx, order: ReceiptOrder, posting_id: int, digest: str) -> PostedReceipt | Refusal:
    posted = load_receipts(tx, (posting_id,))[0]
    return posted if digest == order.header.request_digest else reused(posted.posting)


def _against(tx: Tx, order: ReceiptOrder, lines: list[BillLine]) -> Refusal | None:
    """Return who has gone or what has moved since the order was decided; its bills are locked from here on."""
    refusal = (
        count_in(tx, order.header.session_id)
        or gone(tx, order.header.operator_id, order.approvers)
        or unlogged(tx, order.given)
        or moved(tx, order.grounds)
    )
    if refusal is not None:
        return refusal
    return next((r for line in lines if (r := _moved(tx, line)) is not None), None)


def _moved(tx: Tx, line: BillLine) -> Refusal | None:
    """Lock a bill and return ``None`` when it is as the clerk saw it."""
    bill = tx.run(sql.BILL_TO_WRITE[tx.sqlite], (line.bill_no,)).fetchone()
    if bill is None:
        return refuse(Code.BILL_UNKNOWN, bill=line.bill_no)
    version, by, at = bill
    if version == line.version:
        return None
    return refuse(Code.BILL_CHANGED, bill=line.bill_no, by=by, at=tx.clock_time(at))


def _derive(tx: Tx, posting_id: int, posting: Posting, lines: list[BillLine]) -> None:
    """Carry a receipt into the rows that follow from it: series, bills, paper, and no draft any more."""
    header, trail = posting.header, posting.trail
    by, at = f"counter {header.drawer}", header.entered_at.isoformat()
    tx.run(sql.MOVE_HEAD, (trail.chain_no, trail.digest, header.drawer))
    for line in lines:
        is_open = int(line.balance_after.cents > 0)
        tx.run(sql.APPLY, (line.settled.cents, is_open, by, at, line.bill_no))
    kick = int(isinstance(posting.body, Receipt) and posting.body.takes_cash)
    tx.run(sql.QUEUE_PRINT, (posting_id, PaperKind.RECEIPT.value, header.station, kick))
    tx.run(sql.DROP_DRAFT, (header.request_id,))
