"""By keys: what a receipt brings beside its own paper, and that a crash between the two loses none of it."""

from __future__ import annotations

from typing import Any

import pytest

from domain.outage import BooksUnavailable
from domain.receipting.posting import ReceiptOrder
from domain.records import PrintJob, SheetKind
from domain.refusals import Refusal
from storage.memory import MemoryBooks
from tests.domain.test_boot_release import PLATE, tickets
from tests.domain.test_redemption import MIDDLE, NEWEST, OLDEST, PARCEL, THREE
from tests.tui.desk_kit import SIGN_IN, desk_at
from tests.tui.ithaca_kit import (
    books_of,
    ithaca_counter,
    left_pane,
    only_receipt,
    said,
    sheets_printed,
)
from tests.tui.kit import check_golden, dump, type_keys
from tui.counter import Counter
from tui.screens.receipt import ReceiptScreen

RELEASE = (PLATE, "enter", "b", "f4", "c", "f10")
REDEEM = (PARCEL, "enter", "a", "f4", "c", "f10")


def booted() -> MemoryBooks:
    """Books with five tickets of a plate with a boot on it."""
    return books_of(*tickets(5, booted=True))


def slips(app: Counter) -> list[tuple[str, int]]:
    """The slips for boots that were printed: the plate, and the number of the copy."""
    kinds = SheetKind.BOOT_RELEASE
    return [(about, copy) for kind, about, _, copy in sheets_printed(app) if kind is kinds]


def certificates(app: Counter) -> list[tuple[str, str, int]]:
    """The certificates of redemption that were printed: the parcel, their text, the number of the copy."""
    kinds = SheetKind.CERTIFICATE
    return [(a, text, copy) for kind, a, text, copy in sheets_printed(app) if kind is kinds]


async def test_the_slip_for_a_boot_prints_by_itself_behind_the_receipt() -> None:
    books = booted()
    async with ithaca_counter(books, *RELEASE) as app:
        assert slips(app) == [(PLATE, 0)]
        jobs = [str(job.paper) for job in books.queued("S1")]
        assert jobs == ["receipt", "sheet"]
        ((_, _, text, _),) = sheets_printed(app)
        posted = desk_at(app).last
        assert posted is not None
        assert posted.posting.trail.short in text
        assert f"Boot of {PLATE} released: its slip is printing." in left_pane(app)
        check_golden("screen_receipt_boot", dump(app))


async def test_a_receipt_without_a_release_prints_no_slip() -> None:
    books = booted()
    async with ithaca_counter(books, "3", "enter", "f4", "c", "f10") as app:
        assert slips(app) == []
        await type_keys(app, "ctrl+v")
        assert "This receipt brings no other paper with it." in said(app)


async def test_the_slip_is_asked_for_again_as_a_duplicate_and_looking_prints_none() -> None:
    books = booted()
    async with ithaca_counter(books, *RELEASE, "ctrl+v") as app:
        assert slips(app) == [(PLATE, 0), (PLATE, 1)]
        assert "The slip is printing." in dump(app)
        await type_keys(app, "enter", "f9", "enter")
        assert isinstance(app.current, ReceiptScreen)
        assert slips(app) == [(PLATE, 0), (PLATE, 1)]
        assert f"Boot of {PLATE} released: its slip was printed." in left_pane(app)


async def test_a_slip_that_a_crash_left_out_prints_at_the_next_sign_in_once() -> None:
    books = booted()
    async with ithaca_counter(books, *RELEASE[:-1]) as app:
        order = desk_at(app).order()
        assert isinstance(order, ReceiptOrder)
        # The counter dies when the books have posted and before anything else is done.
        assert not isinstance(books.post(order), Refusal)
    for _ in range(2):
        async with ithaca_counter(books, *SIGN_IN, ready=False) as app:
            assert slips(app) == [(PLATE, 0)]
    async with ithaca_counter(books, *SIGN_IN, ready=False) as app:
        assert "is printing now" not in said(app)
    assert only_receipt(books).notices[0].startswith("BOOT RELEASED")


async def test_books_that_fail_behind_the_receipt_leave_the_slip_to_a_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = booted()
    kept, fails = books.queue_sheet, [True]

    def queue_sheet(*asked: Any) -> PrintJob:
        if fails:
            raise BooksUnavailable("the line is down.")
        return kept(*asked)

    monkeypatch.setattr(books, "queue_sheet", queue_sheet)
    async with ithaca_counter(books, *RELEASE) as app:
        assert "POSTED 2027-1-000001" in dump(app)
        assert "The books cannot be reached: the line is down." in said(app)
        assert f"Boot of {PLATE} released: Ctrl+V prints its slip." in left_pane(app)
        assert slips(app) == []
        fails.clear()
        await type_keys(app, "ctrl+v")
        assert slips(app) == [(PLATE, 0)]


async def test_an_answer_that_was_lost_and_asked_again_prints_one_slip() -> None:
    books = booted()
    async with ithaca_counter(books, *RELEASE[:-1]) as app:
        order = desk_at(app).order()
        assert isinstance(order, ReceiptOrder)
        assert not isinstance(books.post(order), Refusal)
        await type_keys(app, "f10")
        assert slips(app) == [(PLATE, 0)]


async def test_rptl_1112_the_last_lien_offers_the_certificate_and_one_key_prints_it() -> None:
    books = books_of(*THREE)
    async with ithaca_counter(books, *REDEEM) as app:
        assert f"Every lien of {PARCEL} is redeemed. Ctrl+V prints the certificate." in left_pane(
            app
        )
        check_golden("screen_receipt_redeemed", dump(app))
        assert certificates(app) == []
        await type_keys(app, "ctrl+v")
        ((parcel, text, copy),) = certificates(app)
        assert (parcel, copy) == (PARCEL, 0)
        assert "CERTIFICATE OF REDEMPTION" in " ".join(text.split())
        for lien in THREE:
            assert lien.bill.bill_no in text
        assert "DOE, JANE" in text
        await type_keys(app, "ctrl+v")
        assert [copy for _, _, copy in certificates(app)] == [0, 1]


async def test_rptl_1112_no_certificate_while_a_lien_is_open() -> None:
    books = books_of(*THREE)
    keys = (NEWEST.bill.bill_no, "enter", MIDDLE.bill.bill_no, "enter", "f4", "c", "f10")
    async with ithaca_counter(books, *keys) as app:
        assert "is redeemed" not in left_pane(app)
        await type_keys(app, "ctrl+v")
        assert certificates(app) == []
        await type_keys(app, "enter", OLDEST.bill.bill_no, "enter", "f4", "c", "f10", "ctrl+v")
        ((parcel, text, _),) = certificates(app)
        assert parcel == PARCEL
        assert NEWEST.bill.bill_no in text


async def test_both_papers_of_one_receipt_print_by_one_key() -> None:
    books = books_of(*THREE, *tickets(5, booted=True))
    keys = (PARCEL, "enter", "a", "down", "down", "down", "b", "f4", "c", "f10", "ctrl+v")
    async with ithaca_counter(books, *keys) as app:
        assert "The slip and certificate are printing." in dump(app)
        assert [copy for _, copy in slips(app)] == [0, 1]
        assert [copy for _, _, copy in certificates(app)] == [0]
