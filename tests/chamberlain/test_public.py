"""What anybody may have of receipts and accounts: the tax roll and tax receipts, never water, plates or checks."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from zoneinfo import ZoneInfo

from chamberlain.reports.public import (
    Publicity,
    is_public_receipt,
    names_of,
    public_receipt_data,
    public_row,
)
from chamberlain.reports.receipts import COLUMNS, receipt_data, receipt_row
from chamberlain.stop import DONE, REFUSED
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import CorrectionNo
from domain.custody.no_sale import NoSale
from domain.receipting.posting import seal_receipt
from domain.receipting.receipt import Receipt
from domain.receivables.accounts import Hold, HoldKind
from domain.records import CorrectedBy, PostedReceipt
from storage.open import open_books
from tests.chamberlain.kit import AT, ON, Line, open_drawer, take
from tests.samples import (
    DAY,
    at,
    bill_state,
    cart_of,
    intake_of,
    receipt_order,
    sample_office,
    session_value,
    tax_bill,
    water_account,
    water_bill,
)

OFFICE = sample_office()
TAX, WATER = bill_state(tax_bill()), bill_state(water_bill())


def posted(*states: object) -> tuple[PostedReceipt, Receipt]:
    """A receipt that pays these bills in cash."""
    cart = replace(cart_of("r", *states), payer="Jane Doe")  # type: ignore[arg-type]  # bill states
    posting = seal_receipt(receipt_order(cart, session_value()), 1, 2, "ab" * 32)
    assert isinstance(posting.body, Receipt)
    return PostedReceipt(1, posting), posting.body


def test_rptl986_a_tax_receipt_is_public_with_its_payer_and_without_how_it_was_paid() -> None:
    # RPTL 986: who paid, which parcel, how much, when.
    made, receipt = posted(TAX)
    data = receipt_data(made)
    shown = public_receipt_data(data, receipt, OFFICE)
    assert list(shown) == list(data)
    assert shown["payer"] == "Jane Doe"
    assert shown["lines"] == data["lines"]
    assert shown["total_cents"] == data["total_cents"]
    assert shown["tenders"] is None
    assert shown["change_cents"] is None


def test_that_a_receipt_was_undone_is_as_public_as_the_receipt() -> None:
    made, receipt = posted(TAX)
    by = CorrectedBy(
        CorrectionNo(2027, "1", 1),
        CorrectionKind.VOID,
        "Jane Doe",
        "Sam Field",
        DAY,
        at(15),
        "typo",
    )
    data = receipt_data(replace(made, corrected=(by,)))
    shown = public_receipt_data(data, receipt, OFFICE)
    assert shown["undone"] == "void"
    assert shown["corrections"] == ["2027-1-C00001"]


def test_of_a_water_bill_only_the_amount_is_public() -> None:
    made, receipt = posted(TAX, WATER)
    assert not is_public_receipt(receipt, OFFICE)
    shown = public_receipt_data(receipt_data(made), receipt, OFFICE)
    assert shown["payer"] is None
    lines = shown["lines"]
    assert isinstance(lines, list)
    tax, water = lines
    assert tax["bill"] == TAX.bill.bill_no
    assert {key: value for key, value in water.items() if value is not None} == {
        "kind": "bill",
        "service": "water",
        "amount_cents": 13000,
    }
    said = repr(shown)
    assert WATER.bill.bill_no not in said
    assert WATER.bill.account_number not in said


def test_a_row_keeps_its_columns() -> None:
    made, receipt = posted(WATER)
    row = receipt_row(made)
    shown = public_row(row, COLUMNS, of_record=is_public_receipt(receipt, OFFICE))
    told = dict(zip(names_of(COLUMNS), shown, strict=True))
    assert told["total"] == receipt.total
    assert [told[name] for name in ("payer", "lines", "tenders", "change")] == [None] * 4
    of_tax = dict(zip(names_of(COLUMNS), public_row(row, COLUMNS, of_record=True), strict=True))
    assert of_tax["payer"] == "Jane Doe"
    assert of_tax["tenders"] is None
    assert {column.public for column in COLUMNS} == set(Publicity)


def test_the_command_line_gives_the_public_only_what_is_public(stocked: Line) -> None:
    session = open_drawer(stocked.url)
    take(stocked.url, session, "r1", ["W-1"])
    whole = stocked("report", "receipts", "--on", ON.isoformat(), "--json")
    assert whole.json[0]["payer"]
    public = stocked("report", "receipts", "--on", ON.isoformat(), "--public", "--json")
    assert public.code == DONE
    assert public.json[0]["payer"] is None
    assert "W-1" not in public.out
    assert "1001" not in public.out
    text = stocked("report", "receipts", "--on", ON.isoformat(), "--public", "--format", "csv").out
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["payer"], row["lines"], row["tenders"]) == ("", "", "")
    assert row["total"] == "112.00"
    found = stocked("find", "W-1", "--json")
    assert found.json
    assert stocked("find", "W-1", "--public", "--json").json == []


def test_a_flagged_customer_is_found_by_number_and_without_a_name(line: Line) -> None:
    flag = Hold(HoldKind.CONFIDENTIAL, "By court order.")
    account = replace(water_account("W-1080", "Hannah Holden", "7 Hancock St"), holds=(flag,))
    bills = (water_bill("WB-5080", "W-1080"),)
    books = open_books(line.url)
    try:
        books.take_in(intake_of(bills), (account,), bills)
    finally:
        books.close()
    for text in ("holden", "hancock"):
        ran = line("find", text)
        assert ran.code == REFUSED
        assert "W-1080" not in ran.out
    for text in ("W-1080", "WB-5080"):
        ran = line("find", text, "--json")
        assert [each["name"] for each in ran.json] == ["(withheld)"]
        assert "Holden" not in ran.out


def test_a_sheet_of_a_flagged_customer_has_no_name(line: Line) -> None:
    flag = Hold(HoldKind.CONFIDENTIAL, "By court order.")
    account = replace(water_account("W-1080", "Hannah Holden", "7 Hancock St"), holds=(flag,))
    bills = (water_bill("WB-5080", "W-1080"),)
    books = open_books(line.url)
    try:
        books.take_in(intake_of(bills), (account,), bills)
    finally:
        books.close()
    for number in ("WB-5080", "W-1080"):
        ran = line("sheet", "explain", number)
        assert ran.code == DONE
        assert "Holden" not in ran.out
        assert "WB-5080" in ran.out


def test_the_drawers_report_lists_what_was_opened_without_a_sale(stocked: Line) -> None:
    session = open_drawer(stocked.url)
    opened = NoSale(
        "n-1",
        session.session_id,
        session.drawer,
        session.station,
        session.operator_id,
        session.operator_name,
        session.business_date,
        AT,
        "change",
        "Two tens",
        "sam",
    )
    books = open_books(stocked.url)
    try:
        assert books.keep_no_sale(opened) is None
    finally:
        books.close()
    (report,) = stocked("report", "drawer", "--json").json
    assert report["no_sales"] == [
        {
            "at": AT.astimezone(ZoneInfo("America/New_York")).isoformat(),
            "operator": session.operator_id,
            "reason": "change",
            "reason_text": "Two tens",
            "approved_by": "sam",
        }
    ]
    text = stocked("report", "drawer").out
    assert "opened without a sale" in text
    assert "Two tens" in text
