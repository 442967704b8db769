"""Receipts as data, as columns and as CSV."""

from collections.abc import Sequence

from chamberlain.output import Cell, plain_amount
from chamberlain.reports.public import Column, Publicity
from domain.receipting.cart import ItemLine, Line
from domain.receipting.receipt import Receipt
from domain.receipting.tender import Tender
from domain.records import PostedReceipt

COLUMNS = (
    Column("receipt", Publicity.ALWAYS),
    Column("business_date", Publicity.ALWAYS),
    Column("entered_at", Publicity.ALWAYS),
    Column("session", Publicity.ALWAYS),
    Column("operator", Publicity.ALWAYS),
    Column("payer", Publicity.OF_RECORD),
    Column("total", Publicity.ALWAYS),
    Column("change", Publicity.NEVER),
    Column("rounding", Publicity.NEVER),
    Column("lines", Publicity.OF_RECORD),
    Column("tenders", Publicity.NEVER),
    Column("state", Publicity.ALWAYS),
)


def receipt_of(posted: PostedReceipt) -> Receipt:
    """Return the receipt in a posting; a posting of another kind is a programmer's error."""
    body = posted.posting.body
    if not isinstance(body, Receipt):
        raise TypeError("the books list receipts only")
    return body


def receipt_data(posted: PostedReceipt) -> dict[str, object]:
    """Return a receipt as data for JSON; ``entered_at`` is UTC, ``digest`` its place in the trail."""
    header, receipt = posted.posting.header, receipt_of(posted)
    return {
        "receipt": str(receipt.number),
        "business_date": header.business_date.isoformat(),
        "effective_on": header.effective_on.isoformat(),
        "entered_at": header.entered_at.isoformat(),
        "session": header.session_id,
        "drawer": header.drawer,
        "operator": header.operator_id,
        "payer": receipt.payer,
        "total_cents": receipt.total.cents,
        "change_cents": receipt.change.cents,
        "rounding_cents": receipt.rounding.cents,
        "lines": [_line_data(line) for line in receipt.lines],
        "tenders": [_tender_data(tender) for tender in receipt.tenders],
        "copies": posted.copies,
        "corrections": [str(each.number) for each in posted.corrected],
        "undone": posted.undone.kind.value if posted.undone else None,
        "digest": posted.posting.trail.digest,
    }


def _line_data(line: Line) -> dict[str, object]:
    if isinstance(line, ItemLine):
        return {
            "kind": "item",
            "item": line.item_code,
            "description": line.description,
            "quantity": line.quantity,
            "unit_price_cents": line.unit_price.cents,
            "amount_cents": line.amount.cents,
        }
    return {
        "kind": "bill",
        "bill": line.bill_no,
        "service": line.service,
        "account": line.account_number,
        "description": line.description,
        "amount_cents": line.amount.cents,
        "balance_after_cents": line.balance_after.cents,
    }


def _tender_data(tender: Tender) -> dict[str, object]:
    return {
        "kind": tender.kind,
        "name": tender.name,
        "amount_cents": tender.amount.cents,
        "number": tender.number,
    }


def receipt_row(posted: PostedReceipt) -> Sequence[Cell]:
    """Return a receipt as one row of ``COLUMNS``."""
    header, receipt = posted.posting.header, receipt_of(posted)
    lines = (
        line.item_code if isinstance(line, ItemLine) else line.bill_no for line in receipt.lines
    )
    tenders = (f"{t.name} {plain_amount(t.amount)}" for t in receipt.tenders)
    return (
        str(receipt.number),
        header.business_date.isoformat(),
        header.entered_at.isoformat(timespec="seconds"),
        header.session_id,
        header.operator_id,
        receipt.payer,
        receipt.total,
        receipt.change,
        receipt.rounding,
        ", ".join(lines),
        ", ".join(tenders),
        posted.undone.kind.words if posted.undone else "",
    )
