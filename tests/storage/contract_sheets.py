"""What all books must do with sheets, and with the question who paid a bill."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.books import Books
from domain.money import Money
from domain.receipting.cart import ItemLine
from domain.receipting.paper import BLANK, RULE, Paper, PaperLine, Style, paragraph
from domain.records import (
    BillPayment,
    ItemSale,
    PaperKind,
    PostedReceipt,
    PrintState,
    Sheet,
    SheetKind,
)
from tests.samples import DAY, DIEGO, at, ok, receipt_order
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

SAID = Paper((*paragraph("WHY IT IS SO MUCH", Style.LARGE), RULE, PaperLine("a fine"), BLANK))
AT_ONE = "counter 1"


def asked(books: Books, about: str = kit.TAX, moment: int = 10) -> int:
    """Ask for a sheet and return its id."""
    job = books.queue_sheet(SheetKind.EXPLAIN, about, SAID, AT_ONE, "jane", at(moment))
    assert job.sheet_id is not None
    return job.sheet_id


class SheetsContract:
    def test_a_sheet_waits_for_its_printer_and_reads_back(self, books: Books) -> None:
        job = books.queue_sheet(SheetKind.PAYOFF, f"  {kit.TAX} ", SAID, AT_ONE, "jane", at(10))
        assert (job.paper, job.posting_id, job.copy_no) == (PaperKind.SHEET, None, 0)
        assert (job.kick, job.state) == (False, PrintState.PENDING)
        assert books.queued(AT_ONE) == (job,)
        assert books.queued("counter 2") == ()
        assert job.sheet_id is not None
        kept = Sheet(job.sheet_id, SheetKind.PAYOFF, kit.TAX, SAID, AT_ONE, "jane", at(10))
        assert books.sheet(job.sheet_id) == kept
        assert books.sheet(job.sheet_id + 7) is None

    def test_sheets_and_receipts_are_printed_in_the_order_they_were_asked_for(
        self, books: Books
    ) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1")
        asked(books)
        kit.sell(books, session, "r-2")
        papers = [job.paper for job in books.queued(session.station)]
        assert papers == [PaperKind.RECEIPT, PaperKind.SHEET, PaperKind.RECEIPT]

    def test_a_sheet_that_was_being_printed_is_unknown_after_a_stop(self, books: Books) -> None:
        asked(books)
        (job,) = books.queued(AT_ONE)
        assert books.claim(job.job_id)
        (unknown,) = books.recover_prints(AT_ONE)
        assert (unknown.sheet_id, unknown.state) == (job.sheet_id, PrintState.UNKNOWN)
        assert books.queued(AT_ONE) == (unknown,)

    def test_copies_of_a_sheet_are_numbered(self, books: Books) -> None:
        first, other = asked(books), asked(books)
        copies = [books.reprint_sheet(first, "counter 2", "diego", at(11, n)) for n in range(2)]
        again = books.reprint_sheet(other, AT_ONE, "jane", at(12))
        assert [j.copy_no for j in (*copies, again)] == [1, 2, 1]
        assert books.queued("counter 2") == tuple(copies)
        assert books.prove().proves

    def test_a_sheet_that_is_not_there_has_no_copy(self, books: Books) -> None:
        with pytest.raises(ValueError, match="no sheet 9"):
            books.reprint_sheet(9, AT_ONE, "jane", at(12))

    def test_what_we_told_them_before_is_found_by_its_number(self, books: Books) -> None:
        first, _, last = asked(books), asked(books, kit.WATER), asked(books, moment=11)
        assert [s.sheet_id for s in books.sheets(kit.TAX)] == [last, first]
        assert [s.sheet_id for s in books.sheets(kit.TAX, limit=1)] == [last]
        assert books.sheets("T") == ()

    def test_a_sheet_about_nothing_or_that_opens_a_drawer_is_a_programmers_error(
        self, books: Books
    ) -> None:
        for about, paper in (
            ("  ", SAID),
            (kit.TAX, Paper(())),
            (kit.TAX, Paper(SAID.lines, True)),
        ):
            with pytest.raises(ValueError, match="opens no drawer"):
                books.queue_sheet(SheetKind.EXPLAIN, about, paper, AT_ONE, "jane", at(10))
        assert books.queued(AT_ONE) == ()

    def test_the_payments_of_a_bill_tell_receipt_day_payer_and_amount(self, books: Books) -> None:
        kit.fill(books)
        mine, other = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        first = kit.pay(books, mine, "r-1", kit.WATER, cents=1000)
        kit.pay(books, mine, "r-2", kit.TAX)
        second = kit.pay(books, other, "r-3", kit.WATER, cents=250)
        assert books.payments_of_bill(kit.WATER) == tuple(
            BillPayment(kit.receipt_of(one).number, DAY, DAY, "Jane Doe", Money(cents))
            for one, cents in ((first, 1000), (second, 250))
        )
        assert books.payments_of_bill(kit.OTHER_WATER) == ()

    def test_the_last_sale_of_an_item_for_a_reference_is_the_newest_that_stands(
        self, books: Books
    ) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)

        def sell(request: str, reference: str, hour: int) -> PostedReceipt:
            cart = kit.tags_cart(request)
            (line,) = cart.lines
            assert isinstance(line, ItemLine)
            lines = (replace(line, reference=reference),)
            return ok(books.post(receipt_order(replace(cart, lines=lines), session, at(hour))))

        first, second = sell("r-1", "NY ABC1234", 10), sell("r-2", "NY ABC1234", 11)
        sell("r-3", "PA X", 12)
        sell("r-4", "", 13)

        def sale(posted: PostedReceipt, request: str, hour: int) -> ItemSale:
            return ItemSale(kit.receipt_of(posted).number, DAY, at(hour), request)

        assert books.last_sale("T1", "NY ABC1234") == sale(second, "r-2", 11)
        assert books.last_sale("T1", "NY ABC1235") is None
        assert books.last_sale("boot", "NY ABC1234") is None
        ok(books.correct(corrections.void_order(books, session, second)))
        assert books.last_sale("T1", "NY ABC1234") == sale(first, "r-1", 10)
