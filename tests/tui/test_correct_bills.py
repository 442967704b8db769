"""By keys: bills are abated, waived, dismissed and adjusted, overpayments go back, and a day is changed by evidence."""

from __future__ import annotations

from datetime import date

import pytest

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.money import Money
from domain.receivables.assessment import assess
from storage.memory import MemoryBooks
from tests.rich import rich_office
from tests.samples import SUPERVISOR, ok, sample_office
from tests.storage import contract_kit as kit
from tests.tui.correction_kit import (
    CHAM,
    LATER,
    SAM,
    checked_books,
    corrections_in,
    on,
    the_correction,
)
from tests.tui.desk_corrections_kit import close, open_desk, pay, sit
from tests.tui.desk_kit import READY, at_the_counter, stocked_books
from tests.tui.guard_kit import CHAM as CHAM_PIN
from tests.tui.guard_kit import FLAGGED, flagged_books, said
from tests.tui.kit import dump, type_keys
from tui.screens.account import AccountScreen
from tui.screens.adjust import AdjustScreen
from tui.screens.approval import ApprovalScreen
from tui.screens.correct_bill import CorrectBillScreen
from tui.screens.corrected import CorrectedScreen
from tui.screens.redate import RedateScreen
from tui.screens.refund import RefundScreen

K = CorrectionKind
WATER = ("W-1002", "enter", "f8")
TICKET = ("KXR4821", "enter", "f8")
WHY = ("1", "by order", "enter", "Order 12", "enter")
FINE_DUE = date(2027, 3, 1)
"""The ticket has its late fee by then."""


def owed(books: Books, bill_no: str, day: date = LATER) -> Money:
    """What is owed on a bill."""
    return assess(kit.state(books, bill_no), day, sample_office()).total


async def test_an_abatement_names_charge_amount_reason_and_document_and_is_approved() -> None:
    books = stocked_books()
    keys = (*SAM, *WATER, "a", "1", "10.50", "enter", *WHY)
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, AdjustScreen)
        assert "Water bill WB-5002 owed 75.00 before, 64.50 after" in said(app)
        assert corrections_in(books) == []
        await type_keys(app, "a", *SAM)
        assert isinstance(app.current, ApprovalScreen)
        assert "Sam Field cannot approve Sam Field's own act." in said(app)
        await type_keys(app, *CHAM)
        assert isinstance(app.current, CorrectedScreen)
        assert "ABATEMENT of WB-5002, as 2027-OFC-C00001" in said(app)
        await type_keys(app, "enter")
        assert isinstance(app.current, CorrectBillScreen)
        assert "64.50" in dump(app)
        await type_keys(app, "escape")
        assert isinstance(app.current, AccountScreen)
        assert "64.50" in dump(app)
    support = the_correction(books, K.ABATEMENT).body.amendment.support
    assert (support.document, support.reason_code) == ("Order 12", "court")
    assert support.approval is not None
    assert support.approval.operator_id == "cham"
    assert support.approval.words.startswith(
        "Abatement on water bill WB-5002: lowered by 10.50, then owed 64.50."
    )


async def test_nobody_changes_a_bill_beside_an_open_drawer() -> None:
    books = stocked_books()
    keys = (*SAM, "ctrl+b", "enter", *WATER)
    async with at_the_counter(books, keys=keys) as app:
        assert "Drawer 1 is open: bills are changed by somebody without a drawer." in said(app)
        for letter in "awds":
            await type_keys(app, letter)
            assert isinstance(app.current, CorrectBillScreen)
            assert "Sam Field has drawer 1 open." in said(app)


async def test_a_clerk_adjusts_no_bill() -> None:
    async with at_the_counter(
        stocked_books(), keys=("diego", "enter", "2222", "enter", *WATER)
    ) as app:
        await type_keys(app, "a")
        assert "The role Clerk may not adjust a bill." in said(app)


async def test_enter_alone_takes_the_whole_charge() -> None:
    books = stocked_books()
    keys = (*SAM, *WATER, "a", "2", "enter", *WHY, "a", *CHAM)
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, CorrectedScreen)
    assert owed(books, kit.OTHER_WATER) == Money(5000)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("a", "1", "900", "enter"), "50.00 of Water was billed, and 900.00 is more."),
        (("a", "1", "-5", "enter"), "an abatement only lowers what is owed."),
        (("a", "1", ".", "enter"), "'.' is not an amount."),
        (("a", "1", "5", "enter", "1", "enter"), "needs a few words on what happened"),
        (
            ("a", "1", "5", "enter", "1", "x", "enter", "enter"),
            "needs the document that it rests on",
        ),
        (("w",), "no law lets this office waive"),
        (("d",), "no law lets this office dismiss a water bill."),
        (("r",), "Bill WB-5002 is not overpaid: 75.00 is owed on it."),
        (("e",), "No payment on bill WB-5002 was taken here."),
        (("enter",), "Choose by its letter what is to be set right."),
    ],
)
async def test_what_cannot_be_is_refused_with_its_sentence(
    keys: tuple[str, ...], sentence: str
) -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*SAM, *WATER, *keys)) as app:
        assert sentence in said(app)
    assert corrections_in(books) == []


async def test_a_charge_is_raised_with_a_minus_by_an_adjustment_only() -> None:
    books = stocked_books()
    keys = (*SAM, *WATER, "s", "1", "-5", "enter", *WHY, "a")
    async with at_the_counter(books, keys=keys) as app:
        assert "raised by 5.00, then owed 80.00" in said(app)
        await type_keys(app, *CHAM)
        assert isinstance(app.current, CorrectedScreen)
    assert owed(books, kit.OTHER_WATER) == Money(8000)


async def test_a_late_fee_is_waived_by_the_chamberlain_where_the_law_gives_leave() -> None:
    books = stocked_books()
    keys = (*SAM, *TICKET, "w")
    async with at_the_counter(books, prepare=on(FINE_DUE), keys=keys) as app:
        shown = said(app)
        assert "Sample Code 9" in shown
        assert "Late fee 20.00" in shown
        await type_keys(app, "1", "enter", *WHY, "a")
        assert "May approve: Chamberlain." in said(app)
        await type_keys(app, *CHAM)
        assert isinstance(app.current, CorrectedScreen)
    assert owed(books, kit.TICKET, FINE_DUE) == Money(3000)


async def test_a_penalty_of_property_tax_is_waived_by_nobody() -> None:
    keys = (*SAM, "500700-70.-1-1", "enter", "f8", "w")
    async with at_the_counter(stocked_books(), prepare=on(FINE_DUE), keys=keys) as app:
        assert isinstance(app.current, CorrectBillScreen)
        assert "no law lets this office waive Penalty of a tax bill." in said(app)


async def test_a_ticket_is_dismissed_as_a_whole() -> None:
    books = stocked_books()
    keys = (*SAM, *TICKET, "d", *WHY)
    async with at_the_counter(books, keys=keys) as app:
        shown = said(app)
        assert "Sample Code 8" in shown
        assert "Ticket 5544332 owed 30.00 before, 0.00 after" in shown
        await type_keys(app, "a", *CHAM, "enter", "escape")
        assert isinstance(app.current, AccountScreen)
        assert "Nothing is owed." in dump(app)
    the_correction(books, K.DISMISSAL)


def overpaid_books() -> MemoryBooks:
    """Books in which a paid water bill was lowered by 10.00 afterwards."""
    from tests.storage.corrections_kit import adjustment_order

    books = checked_books()
    lowered = adjustment_order(
        books, K.ABATEMENT, kit.OTHER_WATER, (1, "water", 1000), on=LATER, request="a-0"
    )
    ok(books.correct(lowered))
    return books


@pytest.mark.parametrize(
    ("key", "how", "payee"), [("1", "refund", "N. Guyen"), ("2", "credit", "")]
)
async def test_what_was_paid_too_much_becomes_a_refund_request_or_a_credit(
    key: str, how: str, payee: str
) -> None:
    books = overpaid_books()
    named = (payee, "enter") if payee else ()
    keys = (*SAM, *WATER, "r", key, *named, "1", "lowered after it was paid", "enter")
    async with at_the_counter(books, prepare=on(LATER), prefix="b", keys=keys) as app:
        assert isinstance(app.current, RefundScreen)
        assert "Water bill WB-5002 overpaid 10.00 before, owed 0.00 after" in said(app)
        await type_keys(app, "f")
        assert "May approve: Chamberlain." in said(app)
        await type_keys(app, *CHAM)
        assert isinstance(app.current, CorrectedScreen)
    settled = corrections_in(books)[-1].body.amendment.settlement
    assert settled is not None
    assert (settled.how, settled.amount) == (how, Money(1000))
    assert settled.payee == (payee or "Nguyen, Thanh")
    assert settled.account_number == ("W-1002" if how == "credit" else "")


async def test_the_list_says_which_bill_is_overpaid() -> None:
    keys = (*SAM, *WATER)
    async with at_the_counter(overpaid_books(), prepare=on(LATER), prefix="b", keys=keys) as app:
        assert "overpaid 10.00" in dump(app)


LATE = date(2027, 2, 4)


def late_books() -> MemoryBooks:
    """Books in which the first instalment of a tax was paid four days late, with its penalty."""
    books = stocked_books()
    desk = open_desk(books, day=LATE)
    pay(desk, kit.TAX)
    close(desk)
    return books


PAYMENT = (*SAM, "500700-70.-1-1", "enter", "f8", "e", "1", "p")


async def test_a_payment_counts_for_the_day_of_its_postmark_with_evidence_and_approval() -> None:
    books = late_books()
    keys = (*PAYMENT, "1/29", "enter", "1", "overlooked", "enter", "Envelope", "enter")
    day = on(date(2027, 2, 8))
    async with at_the_counter(
        books, prepare=day, prefix="b", office=rich_office(), keys=keys
    ) as app:
        assert isinstance(app.current, RedateScreen)
        shown = said(app)
        assert "Counts for Jan 29, 2027: postmark of Jan 29, 2027" in shown
        assert "Refund request, paid by check; no cash is given 6.12" in shown
        await type_keys(app, "e", *CHAM)
        assert isinstance(app.current, CorrectedScreen)
    amendment = the_correction(books, K.EFFECTIVE_CHANGE).body.amendment
    assert amendment.evidence is not None
    assert amendment.evidence.postmark_on == date(2027, 1, 29)
    assert amendment.support.document == "Envelope"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2/30", "shows no day"),
        ("2/6", "after it came in on 2027-02-04"),
    ],
)
async def test_a_day_that_cannot_be_is_refused_where_it_is_typed(typed: str, sentence: str) -> None:
    day = on(date(2027, 2, 8))
    keys = (*PAYMENT, typed, "enter")
    async with at_the_counter(
        late_books(), prepare=day, prefix="b", office=rich_office(), keys=keys
    ) as app:
        assert isinstance(app.current, RedateScreen)
        assert "Day it shows, then Enter." in said(app)
        assert sentence in said(app)


async def test_a_confidential_customer_is_corrected_by_who_may_see_him_only() -> None:
    books = flagged_books()
    async with at_the_counter(books, keys=(*READY, FLAGGED, "enter", "f8")) as app:
        assert isinstance(app.current, AccountScreen)
        assert "This customer is confidential: V asks why first." in said(app)
    async with at_the_counter(
        books, keys=(*CHAM_PIN, FLAGGED, "enter", "v", "asked", "enter", "f8")
    ) as app:
        assert isinstance(app.current, CorrectBillScreen)
        assert "WB-5090" in dump(app)


async def test_the_drawer_that_another_desk_opened_is_seen_too() -> None:
    books = stocked_books()
    open_desk_of_sam = sit(books, SUPERVISOR, prefix="drawer")
    keys = (*SAM, *WATER, "a", "1", "5", "enter", *WHY)
    async with at_the_counter(books, keys=keys) as app:
        from tui.desk_drawer import DrawerDesk

        ok(DrawerDesk(open_desk_of_sam).open(Money(20000)))
        await type_keys(app, "a", *CHAM)
        assert isinstance(app.current, AdjustScreen)
        assert "Sam Field has drawer 1 open." in said(app)
    assert corrections_in(books) == []
