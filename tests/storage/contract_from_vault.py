"""What all books must do with cash that the vault gives up into a bag, and with a check whose deposit moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.books import Books
from domain.corrections.ordering import CorrectionOrder
from domain.custody.acting import PostedAct
from domain.custody.acts import Signer
from domain.custody.deposit import VAULT_ROW
from domain.custody.deposit_orders import order_bank_told, order_hand_over
from domain.custody.depositing import DepositMade, item_claim
from domain.custody.vault import COURIER, VAULT
from domain.grounds import DepositGround, Grounds
from domain.money import Money
from domain.records import PostedCorrection
from domain.refusals import Code, Refusal
from domain.reports.asked import Asked
from domain.reports.deposits import composition_report, deposit_report
from domain.reports.deposits_proved import proved
from domain.reports.exhibit_money import deposit_parts, deposits_about
from tests.samples import DAY, ok, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.contract_deposits import (
    LATER,
    PREPARED,
    closed_drawer,
    deposit_of,
    deposit_order,
    waiting,
)
from tests.storage.custody_kit import pieces, recorded
from tests.storage.reversal_kit import reversed_act

OFFICE = sample_office()
WHY = "Change fund too large"
FUND = pieces(d10=10)


def made_with(books: Books, cents: int, cash: object = None, request: str = "d-1") -> PostedAct:
    """A deposit of all that waits, with so much of the vault's own."""
    whole = cash or pieces(d20=20, d10=cents // 1000, d1=49)
    deposit = deposit_of(books, whole)  # type: ignore[arg-type]  # pieces
    deposit = replace(deposit, from_vault=Money(cents), why_from_vault=WHY)
    return recorded(books, ok(deposit_order(books, deposit, request)))


def sums(act: PostedAct) -> dict[str, Money]:
    """What an act moved on each ledger account."""
    return {line.gl_code: line.debit - line.credit for line in act.posting.journal.lines}


def deposited_check(books: Books) -> PostedAct:
    """A check over a tax bill that lies in a sealed bag."""
    kit.fill(books)
    session = kit.open_drawer(books)
    corrections.paid_by_check(books, session, "r-1", "4471", kit.TAX)
    corrections.close(books, session)
    return recorded(books, ok(deposit_order(books, deposit_of(books, pieces()))))


def resting_on(books: Books, made: str, request: str = "b-1") -> CorrectionOrder:
    """The order that takes the check back, decided while that deposit held it."""
    order = corrections.returned_order(books, "4471", 61228, LATER, request)
    (back,) = order.amendment.tenders
    ground = DepositGround(str(back.receipt), back.tender_no, made)
    return replace(order, grounds=Grounds(deposits=(ground,)))


def code_of(answer: object) -> Code:
    """The code of the refusal that an answer must be."""
    assert isinstance(answer, Refusal), answer
    return answer.code


class FromVaultContract:
    def test_surplus_change_fund_goes_to_the_bank_on_its_own_line(self, books: Books) -> None:
        closed_drawer(books)
        recorded(books, custody.from_bank("f-1", FUND))
        done = made_with(books, 6000)
        vault = OFFICE.custody.vault
        assert sums(done) == {
            "A.0203": Money(52700), "A.0201": Money(-46700), vault: Money(-6000),
        }  # fmt: skip
        assert books.holdings().at(VAULT).pieces == pieces(d10=4)
        assert books.holdings().at("bag 77").amount == Money(50900)
        (proof,) = proved(books, [done], OFFICE)
        cash, own, *_ = proof.composition.rows
        assert (cash.deposited, cash.difference) == (Money(44900), Money(0))
        assert (own.kind, own.deposited, own.difference) == (VAULT_ROW, Money(6000), Money(0))
        assert proof.composition.proves
        assert books.prove().proves

    def test_the_reports_tell_it_and_why(self, books: Books) -> None:
        closed_drawer(books)
        recorded(books, custody.from_bank("f-1", FUND))
        made_with(books, 6000)
        asked = Asked(OFFICE, DAY, DAY)
        words = f"Bag 77: 60.00 of its cash is from the vault: {WHY}."
        composed = composition_report(books, asked)
        assert words in composed.notes
        assert [row.cells[0] for row in composed.sections[0].rows[:2]] == ["Cash", "From the vault"]
        assert words in deposit_report(books, asked).notes
        (told,) = deposits_about(books, asked)
        assert f" {words.removeprefix('Bag 77: ')} It proves." in told.words[0]
        (section,) = deposit_parts((told,), asked)
        assert [row.cells[0] for row in section.rows[:2]] == ["Cash", "From the vault"]

    def test_its_reversal_puts_the_pieces_back(self, books: Books) -> None:
        closed_drawer(books)
        recorded(books, custody.from_bank("f-1", FUND))
        before = books.holdings().at(VAULT)
        done = made_with(books, 6000)
        back = reversed_act(books, done)
        assert books.holdings().at(VAULT) == before
        assert sums(back) == {code: -amount for code, amount in sums(done).items()}
        made_with(books, 2000, request="d-2")
        assert books.prove().proves

    def test_the_courier_and_the_bank_know_all_of_it(self, books: Books) -> None:
        closed_drawer(books)
        recorded(books, custody.from_bank("f-1", FUND))
        done = made_with(books, 6000)
        recorded(books, ok(order_hand_over(done, PREPARED, "A. D.", custody.asked("h-1"), OFFICE)))
        assert books.holdings().at(COURIER).amount == Money(50900)
        clerk, asked = Signer("Sam Field", "sam"), custody.asked("b-1", on=LATER)
        told = order_bank_told(
            done, Money(52700), LATER, "slip", clerk, asked, OFFICE, handed_over=True
        )
        assert sums(recorded(books, ok(told)))["A.0203"] == Money(-52700)
        assert books.prove().proves

    def test_it_may_be_all_that_goes(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-1", FUND))
        done = made_with(books, 4000, pieces(d10=4))
        assert isinstance(done.body, DepositMade)
        assert (done.body.numbers, done.body.amount) == ((), Money(4000))
        again = books.act(done.number)
        assert again == done
        assert books.prove().proves

    def test_what_the_vault_does_not_hold_is_refused(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-1", FUND))
        deposit = replace(
            deposit_of(books, pieces(d20=1)), from_vault=Money(2000), why_from_vault=WHY
        )
        order = ok(deposit_order(books, deposit))
        assert code_of(books.record(order)) is Code.MOVE_PIECES_MISSING

    @pytest.mark.parametrize(("cents", "why"), [(2000, ""), (2000, " -- "), (1000, WHY)])
    def test_without_a_reason_or_with_another_amount_it_is_not_sealed(
        self, books: Books, cents: int, why: str
    ) -> None:
        recorded(books, custody.from_bank("f-1", FUND))
        deposit = deposit_of(books, pieces(d10=2))
        said = replace(deposit, from_vault=Money(cents), why_from_vault=why)
        wanted = Code.DEPOSIT_DIFFERS if why == WHY else Code.VAULT_CASH_REASON
        assert code_of(deposit_order(books, said)) is wanted
        assert code_of(deposit_order(books, deposit)) is Code.DEPOSIT_DIFFERS


class DepositMovedContract:
    def test_a_check_is_not_taken_back_once_its_deposit_was_reversed(self, books: Books) -> None:
        done = deposited_check(books)
        order = resting_on(books, str(done.number))
        reversed_act(books, done)
        assert code_of(books.correct(order)) is Code.CHECK_DEPOSIT_MOVED
        assert books.corrections(DAY, LATER) == ()
        assert isinstance(books.correct(resting_on(books, "", "b-2")), PostedCorrection)
        assert books.prove().proves

    def test_nor_once_another_deposit_holds_it(self, books: Books) -> None:
        done = deposited_check(books)
        (first, none) = resting_on(books, str(done.number)), resting_on(books, "", "b-2")
        assert code_of(books.correct(none)) is Code.CHECK_DEPOSIT_MOVED
        reversed_act(books, done)
        again = deposit_order(books, deposit_of(books, pieces(), "78"), "d-2")
        other = recorded(books, ok(again))
        assert code_of(books.correct(first)) is Code.CHECK_DEPOSIT_MOVED
        assert books.act_claiming(item_claim("2027-1-000001", 1)) == other
        now = resting_on(books, str(other.number), "b-3")
        assert isinstance(books.correct(now), PostedCorrection)
        assert waiting(books).sessions == ()
