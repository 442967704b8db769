"""The end of the day by keys: the alarm at sign-in, the checklist, and the checks that the bank sent back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.books import Books
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.values import ReturnedCheck
from domain.custody.acting import order_act
from domain.custody.acts import Signer
from domain.custody.deposit_draft import DepositDraft
from domain.custody.deposit_orders import order_deposit
from domain.custody.statements import Returned, StatementTaken
from domain.money import Money
from domain.records import PostedCorrection, PrintState
from domain.refusals import Refusal
from storage.memory import MemoryBooks
from tests.samples import DAY, PINS, SUPERVISOR, ok, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.contract_deposits import (
    PREPARED,
    VERIFIED,
    closed_drawer,
    deposit_of,
    deposit_order,
    made,
    waiting,
)
from tests.storage.custody_kit import pieces, recorded
from tests.storage.reversal_kit import reversed_act
from tests.tui.desk_corrections_kit import returned, sit
from tests.tui.desk_kit import READY, at_the_counter, stocked_books
from tests.tui.kit import dump, type_keys
from tests.tui.test_deposit import CHAM, FILL, SAM, closed_books, said
from tui.desk_bank_returns import BankReturns
from tui.screens.bank_returns import BankReturnsScreen
from tui.screens.day_end import DayEndScreen
from tui.screens.deposits import DepositsScreen
from tui.screens.lookup import LookupScreen
from tui.screens.returned import ReturnedScreen

OFFICE = sample_office()
STRICT = replace(OFFICE, keeping=replace(OFFICE.keeping, max_cash_on_hand=Money(40000)))
DAY_END = (*SAM, "ctrl+p", "end of day", "enter")
RETURNS = (*SAM, "ctrl+p", "bank returns", "enter")


def lines_of(shown: str, mark: str) -> list[str]:
    """The lines of the checklist that begin with a mark."""
    rows = (row.removeprefix("> ").strip() for row in shown.splitlines())
    return [" ".join(row.split()) for row in rows if row.startswith(mark)]


async def test_too_much_money_on_hand_is_told_at_sign_in_to_those_who_deposit_it() -> None:
    async with at_the_counter(closed_books(), office=STRICT, keys=SAM) as app:
        assert "CASH ON HAND: 449.00, above the 400.00 allowed." in said(dump(app).replace("│", ""))
    jane = ("jane", "enter", PINS["jane"], "enter")
    async with at_the_counter(closed_books(), office=STRICT, keys=jane) as app:
        assert "CASH ON HAND" not in dump(app)
    async with at_the_counter(closed_books(), keys=SAM) as app:
        assert "CASH ON HAND" not in dump(app)


async def test_the_alarm_is_gone_when_the_money_is_on_its_way() -> None:
    keys = (*SAM, "ctrl+p", "deposit", "enter", "enter", *FILL, "f10", *CHAM, "enter", "escape")
    async with at_the_counter(closed_books(), office=STRICT, keys=keys) as app:
        assert isinstance(app.current, LookupScreen)
        assert "CASH ON HAND" not in dump(app)


async def test_the_checklist_names_what_is_open_and_leads_there() -> None:
    books = closed_books()
    two = kit.open_drawer(books, "2")
    async with at_the_counter(books, keys=DAY_END) as app:
        assert isinstance(app.current, DayEndScreen)
        shown = lines_of(dump(app), "OPEN")
        assert shown[0].startswith(f"OPEN Open drawer drawer {two.drawer} is open: Jane Doe")
        assert shown[1].startswith("OPEN Undeposited General account: 467.00 since Jan 25, 2027")
        await type_keys(app, "down", "down", "enter")
        assert isinstance(app.current, DepositsScreen)
        await type_keys(app, "enter", *FILL, "f10", *CHAM, "enter", "escape")
        assert isinstance(app.current, DayEndScreen)
        assert "467.00, proves" in dump(app)
        assert "General account: nothing waits" in dump(app)


async def test_held_over_items_and_late_bags_are_named() -> None:
    books = stocked_books()
    closed_drawer(books)
    made(books, pieces(d20=20, d1=49), held=(1,))
    async with at_the_counter(books, keys=DAY_END) as app:
        shown = "\n".join(lines_of(dump(app), "OPEN"))
        assert "Held over 102, 13.50, of Jan 25, 2027" in shown
        assert "bag 77 is still here" in shown


async def test_a_quiet_day_is_done() -> None:
    async with at_the_counter(stocked_books(), keys=DAY_END) as app:
        assert "Nothing is open. The day is done." in dump(app)
        await type_keys(app, "enter")
        assert "This line is done" in dump(app)


async def test_a_parked_cart_is_open() -> None:
    async with at_the_counter(
        keys=(*READY, "2*YS", "enter", "f5", "ctrl+p", "sign off", "enter")
    ) as app:
        await type_keys(app, *DAY_END)
        assert any("Parked cart" in row for row in lines_of(dump(app), "OPEN"))


async def test_prints_that_no_counter_made_are_named_for_each() -> None:
    books = closed_books()
    for counter in books.unprinted():
        for job in books.queued(counter):
            books.mark(job.job_id, PrintState.PRINTED)
    kit.sell(books, kit.open_drawer(books, "2"), "far")
    (far,) = books.unprinted()
    async with at_the_counter(books, keys=DAY_END) as app:
        assert isinstance(app.current, DayEndScreen)
        (row,) = [each for each in lines_of(dump(app), "OPEN") if "Prints" in each]
        assert row == f"OPEN Prints 1 is not printed at {far}; print there"
        at = [point.what for point in app.current.points].index("Prints")
        await type_keys(app, *["down"] * (at - app.current.rows.cursor), "enter")
        assert "This is done at its own counter." in dump(app)
        (job,) = books.queued(far)
        books.mark(job.job_id, PrintState.SENDING)
        assert books.unprinted() == {far: 1}
        books.mark(job.job_id, PrintState.PRINTED)
    async with at_the_counter(books, keys=DAY_END) as app:
        assert "all are printed, at every counter" in dump(app)


def returned_by_bank(books: Books, *numbers: str, cents: int = 61228) -> None:
    """Take a statement in that sends checks back."""
    back = tuple(
        Returned(date(2027, 1, 26), Money(cents), number, "NSF", "4321") for number in numbers
    )
    body = StatementTaken("j.bai", "a" * 64, (), (), back, Signer(SUPERVISOR.name, "sam"))
    recorded(books, ok(order_act(body, custody.asked("statement"), OFFICE)))


def books_with_check() -> MemoryBooks:
    """Books with check 4471 over 612.28 in a closed drawer."""
    books = stocked_books()
    session = kit.open_drawer(books)
    corrections.paid_by_check(books, session, "r-1", "4471", kit.TAX)
    corrections.close(books, session)
    return books


def test_two_returned_checks_without_a_number_are_two() -> None:
    books = books_with_check()
    returned_by_bank(books, "", "")
    desk = sit(books, SUPERVISOR)
    assert len(BankReturns(desk).listed()) == 2


async def test_a_check_that_the_bank_sent_back_opens_its_return_with_number_and_amount() -> None:
    books = books_with_check()
    returned_by_bank(books, "4471", "999")
    async with at_the_counter(books, keys=DAY_END) as app:
        assert any("check 4471, 612.28" in row for row in lines_of(dump(app), "OPEN"))
    async with at_the_counter(books, keys=RETURNS) as app:
        assert isinstance(app.current, BankReturnsScreen)
        assert "to be entered" in dump(app)
        assert "no such check stands" in said(dump(app))
        await type_keys(app, "enter")
        assert isinstance(app.current, ReturnedScreen)
        assert "4471" in dump(app)
        await type_keys(app, "1", "enter", "Statement of Jan 26", "enter", "r")
        assert "TAKEN BACK" in dump(app)
    assert taken_back(books).deposited is False
    async with at_the_counter(books, keys=RETURNS, prefix="later") as app:
        assert "to be entered" not in dump(app)
        await type_keys(app, "enter")
        assert "Nothing is to be done here: entered." in dump(app)


async def test_a_check_in_a_deposit_is_borne_by_the_bank_that_it_was_deposited_in() -> None:
    bank = replace(OFFICE.keeping.banks[0], gl_code="A.0202.7")
    office = replace(OFFICE, keeping=replace(OFFICE.keeping, banks=(bank,)))
    books = books_with_check()
    waiting = books.undeposited(bank, office)
    draft = DepositDraft(bank, waiting, bag="7", seal="8")
    order = order_deposit(draft.deposit, waiting, PREPARED, VERIFIED, custody.asked("d-1"), office)
    recorded(books, ok(order))
    returned_by_bank(books, "4471")
    keys = (*RETURNS, "enter", "1", "enter", "Statement of Jan 26", "enter", "r")
    async with at_the_counter(books, office=office, keys=keys) as app:
        assert "TAKEN BACK" in dump(app)
    assert taken_back(books).deposited
    (posted,) = books.corrections(DAY, DAY)
    sums = {line.gl_code: line.credit for line in posted.posting.journal.lines}
    assert sums["A.0202.7"] == Money(61228)


async def test_a_check_whose_deposit_is_reversed_meanwhile_is_not_taken_back_on_the_bank(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = books_with_check()
    done = recorded(books, ok(deposit_order(books, deposit_of(books, pieces()))))
    returned_by_bank(books, "4471")
    correct = books.correct

    def too_late(order: CorrectionOrder) -> PostedCorrection | Refusal:
        reversed_act(books, done)
        return correct(order)

    monkeypatch.setattr(books, "correct", too_late)
    keys = (*RETURNS, "enter", "1", "enter", "Statement of Jan 26", "enter", "r")
    async with at_the_counter(books, keys=keys) as app:
        assert "was made or reversed a moment ago. Nothing was posted." in said(dump(app))
        assert books.corrections(DAY, DAY) == ()
        await type_keys(app, "r")
        assert "TAKEN BACK" in dump(app)
    assert taken_back(books).deposited is False


def taken_back(books: Books) -> ReturnedCheck:
    """The check of the only correction."""
    (posted,) = books.corrections(DAY, DAY)
    check = posted.body.amendment.check
    assert check is not None
    return check


def test_of_a_check_over_two_receipts_the_bank_bears_only_what_it_was_given() -> None:
    books = stocked_books()
    session = kit.open_drawer(books)
    for request, bill in (("r-1", kit.TAX), ("r-2", kit.WATER)):
        corrections.paid_by_check(books, session, request, "4471", bill)
    corrections.close(books, session)
    recorded(books, ok(deposit_order(books, deposit_of(books, pieces(), held=(1,)))))
    (_, kept), *_ = waiting(books).held
    whole = Money(61228) + kept.amount
    returned(sit(books, SUPERVISOR), "4471", whole.cents)
    sums = {t.gl_code: t.debit - t.credit for t in books.account_totals(DAY, DAY)}
    assert sums.get(OFFICE.custody.undeposited, Money(0)) == Money(0)
    assert waiting(books).held == ()
    assert books.prove().proves
