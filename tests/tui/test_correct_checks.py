"""By keys: a check that paid three bills comes back: three are owed again, the fee once, the hold, the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.corrections.policy import CorrectionKind
from domain.money import Money
from domain.receivables.assessment import assess
from domain.records import PaperKind, PrintState
from storage.memory import MemoryBooks
from tests.samples import DAY, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit
from tests.tui.correction_kit import (
    CHAM,
    LATER,
    SAM,
    checked_books,
    corrections_in,
    on,
    the_correction,
)
from tests.tui.desk_corrections_kit import close, open_desk, pay
from tests.tui.desk_kit import READY, at_the_counter, desk_at, scan, stocked_books, swipe
from tests.tui.guard_kit import VISA, said
from tests.tui.kit import dump, type_keys
from tui.screens.approval import ApprovalScreen
from tui.screens.correct import CorrectScreen
from tui.screens.corrected import CorrectedScreen
from tui.screens.lookup import LookupScreen
from tui.screens.notes import NotesScreen
from tui.screens.returned import ReturnedScreen

K = CorrectionKind.RETURNED_CHECK
FIND = ("f8", "3", "1001", "enter")
WHY = ("1", "enter", "Bank notice 4711", "enter")
"""Not sufficient funds; no words; the bank's notice."""


def owed(books: MemoryBooks, bill_no: str, day: date = LATER) -> Money:
    """What is owed on a bill."""
    return assess(kit.state(books, bill_no), day, sample_office()).total


async def test_a_check_that_paid_three_bills_comes_back_with_fee_hold_and_letter() -> None:
    books = checked_books()
    async with at_the_counter(books, prepare=on(LATER), prefix="b", keys=(*SAM, *FIND)) as app:
        assert isinstance(app.current, ReturnedScreen)
        shown = said(app)
        assert "Check 1001, Jan 25, 2027, DOE, JANE: 772.28" in shown
        assert "tax bill T27-000101 612.28, water bill WB-5001 130.00, ticket 5544332" in shown
        await type_keys(app, *WHY)
        shown = said(app)
        assert "Tax bill T27-000101 owed 612.27 before, 1,244.55 after" in shown
        assert "Water bill WB-5001 owed 0.00 before, 130.00 after" in shown
        assert "Ticket 5544332 owed 0.00 before, 30.00 after" in shown
        assert shown.count("Fee, once, on bill T27-000101 20.00") == 1
        assert corrections_in(books) == []
        # One command: nobody else is asked, the bank's notice is its support.
        await type_keys(app, "r")
        assert isinstance(app.current, CorrectedScreen)
        assert "The letter to the customer is printing." in said(app)
        (job,) = [job for job in books.queued("S1") if job.paper is PaperKind.CORRECTION]
        assert job.state is PrintState.PENDING
        await type_keys(app, "enter")
        assert isinstance(app.current, CorrectScreen)
    posted = the_correction(books, K)
    assert job.posting_id == posted.posting_id
    assert [owed(books, n) for n in (kit.TAX, kit.WATER, kit.TICKET)] == [
        Money(122455 + 2000),
        Money(13000),
        Money(3000),
    ]
    check = posted.body.amendment.check
    assert check is not None
    assert (check.fee, check.fee_bill_no) == (Money(2000), kit.TAX)
    assert posted.body.amendment.support.document == "Bank notice 4711"
    assert books.prove().proves


def twice_returned() -> MemoryBooks:
    """Books in which a second check of the same customer is about to come back."""
    books = checked_books()
    books.correct(corrections_kit.returned_order(books, "1001", 77228, LATER, request="b-0"))
    desk = open_desk(books, day=LATER, prefix="again")
    pay(desk, kit.WATER, kind="K", number="1002")
    close(desk)
    return books


async def test_the_second_check_that_comes_back_sets_a_hold_which_shows_its_end() -> None:
    books = twice_returned()
    day = date(2027, 1, 28)
    keys = (*SAM, "f8", "3", "1002", "enter", *WHY)
    async with at_the_counter(books, prepare=on(day), prefix="c", keys=keys) as app:
        hold = "2 checks came back: cash or guaranteed funds only until 2028-01-28."
        assert f"Hold on account W-1001: {hold}" in said(app)
        await type_keys(app, "r")
        assert isinstance(app.current, CorrectedScreen)
        assert hold in said(app)
        await type_keys(app, "f2", "W-1001", "enter")
        assert "until 2028-01-28" in said(app)
        await type_keys(app, "f7")
        assert isinstance(app.current, NotesScreen)
        assert "HOLD W-1001: 2 checks came back" in said(app)
        assert "only until 2028-01-28." in said(app)


async def test_a_payer_whose_checks_came_back_pays_no_check_until_the_hold_ends() -> None:
    books = twice_returned()
    second = corrections_kit.returned_order(books, "1002", 13000, LATER, request="b-1")
    books.correct(second)
    day = date(2027, 1, 28)
    keys = (*READY, *scan("WB-5001"), "f4", *swipe("1003"))
    async with at_the_counter(books, prepare=on(day), prefix="c", keys=keys) as app:
        assert "No check is taken. Take cash or a money order." in said(app)
        assert not desk_at(app).cart.tenders
        await type_keys(app, "ctrl+u", "c", "f10")
        assert "POSTED" in dump(app)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9999", "No check 9999 of any amount is left among the receipts."),
        ("1001 5.00", "No check 1001 of 5.00 is left among the receipts."),
        ("1001 smith", "No check 1001 of any amount is left"),
        ("", "Check first: type it, then Enter."),
        (VISA, "That looks like a card number."),
    ],
)
async def test_a_check_that_is_not_there_is_refused(typed: str, sentence: str) -> None:
    books = checked_books()
    keys = (*SAM, "f8", "3", typed, "enter")
    async with at_the_counter(books, prepare=on(LATER), prefix="b", keys=keys) as app:
        assert isinstance(app.current, ReturnedScreen)
        assert sentence in said(app)
    assert corrections_in(books) == []


@pytest.mark.parametrize("typed", ["1001", "01001", "1001 772.28", "1001 doe", "1001 772.28 jane"])
async def test_a_check_is_found_by_number_amount_and_payer(typed: str) -> None:
    keys = (*SAM, "f8", "3", typed, "enter")
    async with at_the_counter(checked_books(), prepare=on(LATER), prefix="b", keys=keys) as app:
        assert "Check 1001, Jan 25, 2027, DOE, JANE: 772.28" in said(app)


async def test_the_check_itself_may_be_swiped() -> None:
    keys = (*SAM, "f8", "3", *swipe("1001"))
    async with at_the_counter(checked_books(), prepare=on(LATER), prefix="b", keys=keys) as app:
        assert "Check 1001, Jan 25, 2027, DOE, JANE: 772.28" in said(app)
        await type_keys(app, *swipe("1001"))
        assert "Finish here first" in said(app)


async def test_among_several_checks_of_a_number_the_clerk_chooses() -> None:
    books = stocked_books()
    desk = open_desk(books)
    pay(desk, kit.WATER, kind="K", number="55")
    pay(desk, kit.OTHER_WATER, kind="K", number="55")
    close(desk)
    keys = (*SAM, "f8", "3", "55", "enter")
    async with at_the_counter(books, prepare=on(LATER), prefix="b", keys=keys) as app:
        assert "Which check: choose it by its key." in said(app)
        await type_keys(app, "2")
        assert "Nguyen, Thanh: 75.00" in said(app)
        await type_keys(app, "escape", "1")
        assert "Jane Doe: 130.00" in said(app)


async def test_from_the_customers_bills_f8_lists_the_checks_that_paid_them() -> None:
    books = checked_books()
    keys = (*SAM, "W-1001", "enter", "f8", "c")
    async with at_the_counter(books, prepare=on(LATER), prefix="b", keys=keys) as app:
        assert isinstance(app.current, ReturnedScreen)
        assert "Check 1001, Jan 25, 2027, DOE, JANE 772.28" in said(app)
        await type_keys(app, "1", *WHY, "r")
        assert isinstance(app.current, CorrectedScreen)
    assert len(corrections_in(books)) == 1


async def test_a_customer_without_checks_is_asked_for_the_number() -> None:
    keys = (*SAM, "W-1002", "enter", "f8", "c")
    async with at_the_counter(checked_books(), prepare=on(LATER), prefix="b", keys=keys) as app:
        assert "No check that stands paid this customer's bills." in said(app)
        await type_keys(app, "1001", "enter")
        assert "It paid tax bill T27-000101" in said(app)


async def test_a_check_in_an_open_drawer_cannot_have_come_back() -> None:
    books = stocked_books()
    desk = open_desk(books)
    pay(desk, kit.WATER, kind="K", number="55")
    keys = (*SAM, "f8", "3", "55", "enter")
    async with at_the_counter(books, prefix="b", keys=keys) as app:
        assert "is in drawer 1, which is still open" in said(app)
        assert "Void receipt 2027-1-000001 instead." in said(app)


async def test_a_check_comes_back_once() -> None:
    books = checked_books()
    books.correct(corrections_kit.returned_order(books, "1001", 77228, DAY, request="b-0"))
    keys = (*SAM, "f8", "3", "1001", "enter")
    async with at_the_counter(books, prepare=on(LATER), prefix="b", keys=keys) as app:
        assert "Check 1001 was already taken back, as 2027-OFC-C00001." in said(app)


async def test_a_return_needs_its_document() -> None:
    books = checked_books()
    keys = (*SAM, *FIND, "1", "enter", "enter")
    async with at_the_counter(books, prepare=on(LATER), prefix="b", keys=keys) as app:
        assert "A returned check needs the document that it rests on." in said(app)
        await type_keys(app, "r", "ctrl+u", "escape", "escape", "escape", "ctrl+u", "escape")
        assert isinstance(app.current, CorrectScreen)
    assert corrections_in(books) == []


async def test_where_policy_wants_a_second_person_one_is_asked() -> None:
    books = checked_books()
    office = sample_office()
    roles = tuple(
        replace(
            role,
            acts=role.acts - {"return_checks"},
            with_approval=role.with_approval | {"return_checks"},
        )
        if role.code == "supervisor"
        else role
        for role in office.roles
    )
    asking = replace(office, roles=roles)
    keys = (*SAM, *FIND, *WHY, "r")
    async with at_the_counter(
        books, prepare=on(LATER), prefix="b", office=asking, keys=keys
    ) as app:
        assert isinstance(app.current, ApprovalScreen)
        assert "came back from the bank: 3 bills are owed again" in said(app)
        await type_keys(app, *CHAM)
        assert isinstance(app.current, CorrectedScreen)
    approval = the_correction(books, K).body.amendment.support.approval
    assert approval is not None
    assert approval.operator_id == "cham"


async def test_a_clerk_enters_no_returned_check() -> None:
    keys = (*READY, "ctrl+p", "returned", "enter")
    async with at_the_counter(stocked_books(), keys=keys) as app:
        assert isinstance(app.current, LookupScreen)
        assert "The role Clerk may not enter a returned check." in said(app)
