"""The desk's papers beside receipts: kept in the books with who asked, and the printer woken for each."""

from __future__ import annotations

from datetime import date

import pytest

from domain.money import Money
from domain.receipting.paper import paper_to_text
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence, EvidenceKind, judge
from domain.receivables.plain_words import About
from domain.records import PrintJob, SheetKind
from domain.refusals import Code, Refusal
from tests.samples import PINS, at, ok, sample_office
from tests.storage.contract_kit import TAX, TICKET, open_drawer, pay, receipt_of
from tests.tui.desk_kit import StillPrinter, stocked_books
from tui.desk import Desk, Station
from tui.desk_sheets import SheetDesk
from tui.explaining import Explained


@pytest.fixture
def desk() -> Desk:
    made = Desk(
        stocked_books(training=True),
        sample_office(),
        Station("counter 1", "1"),
        clock=lambda: at(15),
        new_id=lambda: "r-1",
        printer=StillPrinter(),
    )
    assert made.sign_in("jane", PINS["jane"]) is None
    return made


def bill(desk: Desk, number: str = TAX) -> BillState:
    state = desk.books.bill(number)
    assert state is not None
    return state


def printed(desk: Desk, answer: PrintJob | Refusal) -> tuple[SheetKind, str, str]:
    """The kind, the subject and the text of a sheet that was asked for, as the books keep it."""
    job = ok(answer)
    assert isinstance(desk.printer, StillPrinter)
    assert desk.printer.woken == 1
    assert desk.books.queued("counter 1")[-1] == job
    assert job.sheet_id is not None
    sheet = desk.books.sheet(job.sheet_id)
    assert sheet is not None
    assert (sheet.operator_id, sheet.station, sheet.at) == ("jane", "counter 1", at(15))
    text = paper_to_text(sheet.paper)
    assert "TRAINING" in text.splitlines()[0]
    return sheet.kind, sheet.about, text


def test_a_bill_explained_is_what_was_looked_at(desk: Desk) -> None:
    on = date(2027, 10, 5)
    sheets = SheetDesk(desk)
    looked_at = paper_to_text(sheets.explained(bill(desk), on))
    assert printed(desk, sheets.print_explained(bill(desk), on)) == (
        SheetKind.EXPLAIN,
        TAX,
        looked_at,
    )
    assert "late penalty 15 % of 612.28" in looked_at


def test_the_screen_says_what_the_sheet_says(desk: Desk) -> None:
    state, sheets = bill(desk), SheetDesk(desk)
    owed = desk.assessed(state, date(2027, 10, 5))
    told = sheets.told(Explained(state, owed, desk.office))
    assert [t.text for t in told if t.about is About.ADDED] == [
        "Part 1: late penalty 15 % of 612.28, from Oct 1, 2027",
        "Part 2: late penalty 15 % of 612.27, from Oct 1, 2027",
    ]


def test_a_payoff_is_about_its_account(desk: Desk) -> None:
    state = bill(desk)
    kind, about, text = printed(
        desk, SheetDesk(desk).print_payoff((state,), state.bill.account_number, state.name)
    )
    assert (kind, about) == (SheetKind.PAYOFF, "500700-70.-1-1")
    assert "1,224.55" in text


def test_a_payment_that_goes_back_takes_its_slip_along(desk: Desk) -> None:
    state = bill(desk)
    late = Evidence(EvidenceKind.METER, date(2027, 2, 5))
    judged = ok(judge(state, Money(61228), late, desk.office))
    kind, about, text = printed(desk, SheetDesk(desk).print_returned(judged, state, Money(61228)))
    assert (kind, about) == (SheetKind.RETURN_SLIP, TAX)
    assert "Short by" in text


def test_a_boot_comes_off_with_the_code_of_its_receipt(desk: Desk) -> None:
    session = open_drawer(desk.books)
    posted = pay(desk.books, session, "r-9", TICKET)
    kind, about, text = printed(desk, SheetDesk(desk).print_boot_release(posted.posting, "KXR4821"))
    assert (kind, about) == (SheetKind.BOOT_RELEASE, "KXR4821")
    assert posted.posting.trail.short in text
    assert str(receipt_of(posted).number) in text


def test_nobody_signed_in_prints_nothing(desk: Desk) -> None:
    desk.sign_off()
    refused = SheetDesk(desk).print_explained(bill(desk))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.SIGN_IN_REFUSED
    assert desk.books.queued("counter 1") == ()
