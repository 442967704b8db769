"""What all books must do with reversals of acts of custody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.acts import Claim, Signer
from domain.custody.banking import TOLD
from domain.custody.deposit_orders import order_bank_told, order_hand_over
from domain.custody.depositing import item_claim
from domain.custody.moves import TURN_IN, CashMoved
from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.reversal import ActReversed, reversal_claim
from domain.custody.serials import Serials
from domain.custody.stock import VAULT as STOCK_VAULT
from domain.custody.stock import StockAct
from domain.custody.vault import VAULT
from domain.custody.vault_count import VaultCounted
from domain.money import Money
from domain.refusals import Code
from tests import stock_kit
from tests.samples import DAY, JANE, SUPERVISOR, ok
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.contract_deposits import (
    LATER,
    PREPARED,
    closed_drawer,
    deposit_of,
    deposit_order,
    made,
    waiting,
)
from tests.storage.custody_kit import pieces, recorded, refusal, signed
from tests.storage.reversal_kit import OFFICE, reversal, reversed_act

CASH = pieces(d20=20, d1=49)


def in_vault(books: Books) -> Pieces:
    """What lies in the vault."""
    return books.holdings().at(VAULT).pieces or NO_PIECES


def sums(act: PostedAct) -> dict[str, Money]:
    """What an act moved on each ledger account."""
    return {line.gl_code: line.debit - line.credit for line in act.posting.journal.lines}


def handed_over(books: Books, done: PostedAct) -> PostedAct:
    """The courier has the bag."""
    return recorded(
        books, ok(order_hand_over(done, PREPARED, "A. Driver", custody.asked("h-1"), OFFICE))
    )


class ReversalsContract:
    def test_a_reversed_deposit_lets_its_receipts_into_another(self, books: Books) -> None:
        session = closed_drawer(books)
        before = waiting(books)
        first = made(books, CASH)
        back = reversed_act(books, first)
        assert waiting(books) == before
        assert (in_vault(books), books.holdings().at("bag 77").amount) == (CASH, Money(0))
        assert sums(back) == {code: -amount for code, amount in sums(first).items()}
        assert books.act_claiming(item_claim("2027-1-000002", 1)) is None
        assert books.act_claiming(reversal_claim(first.number)) == back
        again = recorded(books, ok(deposit_order(books, deposit_of(books, CASH), "d-2")))
        assert books.act_claiming(item_claim("2027-1-000002", 1)) == again
        assert waiting(books).sessions == ()
        third = custody.ordered(again.body, "again")
        assert refusal(books.record(third)).code is Code.ACT_DONE_BEFORE
        assert session.session_id in again.body.deposit.sessions  # type: ignore[attr-defined]  # a deposit
        assert books.prove().proves

    def test_it_may_be_reversed_and_made_time_after_time(self, books: Books) -> None:
        closed_drawer(books)
        for turn in range(3):
            done = recorded(books, ok(deposit_order(books, deposit_of(books, CASH), f"d-{turn}")))
            reversed_act(books, done, f"rev-{turn}")
        assert len(waiting(books).sessions) == 1
        assert books.prove().proves

    def test_an_act_is_reversed_once(self, books: Books) -> None:
        closed_drawer(books)
        done = made(books, CASH)
        back = reversed_act(books, done)
        assert reversed_act(books, done) == back, "the same request is answered as before"
        other = refusal(books.record(ok(reversal(done, "rev-2"))))
        assert other.code is Code.ACT_DONE_BEFORE
        assert str(back.number) in other.sentence

    def test_a_deposit_that_left_or_that_the_bank_has_is_not_reversed(self, books: Books) -> None:
        closed_drawer(books)
        done = made(books, CASH)
        gone = handed_over(books, done)
        no = refusal(books.record(ok(reversal(done))))
        assert no.code is Code.REVERSAL_BUILT_ON
        assert str(gone.number) in no.sentence
        clerk = Signer(SUPERVISOR.name, "sam")
        told = order_bank_told(
            done, done.body.amount, LATER, "slip", clerk, custody.asked("b-1", on=LATER), OFFICE,  # type: ignore[attr-defined]  # a deposit
            handed_over=True,
        )  # fmt: skip
        answer = recorded(books, ok(told))
        late = refusal(books.record(ok(reversal(gone, "rev-2"))))
        assert late.code is Code.REVERSAL_BUILT_ON
        reversed_act(books, answer, "rev-3", on=LATER)
        assert books.act_claiming(Claim(TOLD, "77")) is None
        reversed_act(books, gone, "rev-4")
        reversed_act(books, done, "rev-5")
        assert in_vault(books) == CASH
        assert books.prove().proves

    def test_what_was_decided_of_a_deposit_that_is_reversed_by_now_is_refused(
        self, books: Books
    ) -> None:
        closed_drawer(books)
        first = made(books, CASH)
        clerk = Signer(SUPERVISOR.name, "sam")
        gone = ok(order_hand_over(first, PREPARED, "A. Driver", custody.asked("h-1"), OFFICE))
        told = order_bank_told(
            first, first.body.amount, LATER, "slip", clerk, custody.asked("b-1", on=LATER), OFFICE,  # type: ignore[attr-defined]  # a deposit
            handed_over=False,
        )  # fmt: skip
        back = reversed_act(books, first)
        recorded(books, ok(deposit_order(books, deposit_of(books, CASH, held=(1,)), "d-2")))
        for stale in (gone, ok(told)):
            no = refusal(books.record(stale))
            assert no.code is Code.ACT_DONE_BEFORE
            assert str(back.number) in no.sentence
        assert books.holdings().at("bag 77").pieces == CASH
        assert books.prove().proves

    def test_the_bank_takes_no_other_bags_cash_from_the_courier(self, books: Books) -> None:
        closed_drawer(books)
        done = made(books, CASH)
        gone = handed_over(books, done)
        clerk = Signer(SUPERVISOR.name, "sam")
        told = order_bank_told(
            done, done.body.amount, LATER, "slip", clerk, custody.asked("b-1", on=LATER), OFFICE,  # type: ignore[attr-defined]  # a deposit
            handed_over=True,
        )  # fmt: skip
        reversed_act(books, gone)
        assert refusal(books.record(ok(told))).code is Code.ACT_TOO_EARLY

    def test_a_drawer_is_turned_in_again(self, books: Books) -> None:
        session = closed_drawer(books)
        turned = books.act_claiming(Claim(TURN_IN, session.session_id))
        assert turned is not None
        reversed_act(books, turned)
        assert in_vault(books) == pieces(d20=20)
        early = refusal(books.record(ok(deposit_order(books, deposit_of(books, CASH)))))
        assert early.code is Code.ACT_TOO_EARLY
        recorded(books, custody.turn_in("i-2", session, pieces(d1=49)))
        done = made(books, CASH)
        no = books.act_claiming(Claim(TURN_IN, session.session_id))
        assert no is not None
        assert refusal(books.record(ok(reversal(no, "rev-2")))).code is Code.REVERSAL_BUILT_ON
        reversed_act(books, done, "rev-3")
        reversed_act(books, no, "rev-4")
        assert books.prove().proves

    def test_money_that_is_not_there_any_more_is_not_taken_back(self, books: Books) -> None:
        session = kit.open_drawer(books)
        fund = recorded(books, custody.from_bank("f-1", pieces(d20=2)))
        change = custody.change_order("c-1", session, pieces(d20=1), pieces(d10=2))
        recorded(books, change)
        no = refusal(books.record(ok(reversal(fund))))
        assert no.code is Code.MOVE_PIECES_MISSING
        assert "1 x 20.00" in no.sentence
        back = custody.change_order("c-2", session, pieces(d10=2), pieces(d20=1))
        recorded(books, back)
        undone = reversed_act(books, fund)
        assert in_vault(books) == NO_PIECES
        assert sums(undone) == {code: -amount for code, amount in sums(fund).items()}
        assert isinstance(fund.body, CashMoved)

    def test_a_count_of_the_vault_goes_back_with_its_difference(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-1", pieces(d20=2)))
        accounts = OFFICE.custody
        body = VaultCounted(
            pieces(d20=1), pieces(d20=2), signed(SUPERVISOR, SUPERVISOR),
            signed(JANE, SUPERVISOR), "Gone", accounts.vault, accounts.short,
        )  # fmt: skip
        counted = recorded(books, custody.ordered(body, "v-1"))
        assert in_vault(books) == pieces(d20=1)
        back = reversed_act(books, counted, reason="Counted a strap twice")
        assert in_vault(books) == pieces(d20=2)
        assert sums(back) == {code: -amount for code, amount in sums(counted).items()}

    def test_an_item_that_was_held_over_waits_with_its_session_again(self, books: Books) -> None:
        closed_drawer(books)
        before = waiting(books)
        first = made(books, CASH, held=(1,))
        later = recorded(
            books, ok(deposit_order(books, deposit_of(books, Pieces(), bag="78"), "d-2"))
        )
        assert refusal(books.record(ok(reversal(first)))).code is Code.REVERSAL_BUILT_ON
        reversed_act(books, later)
        ((_, item),) = waiting(books).held
        assert item.number == "102"
        reversed_act(books, first, "rev-2")
        assert waiting(books) == before
        recorded(books, ok(deposit_order(books, deposit_of(books, CASH), "d-3")))
        assert books.prove().proves

    def test_an_item_that_was_held_over_twice_bars_the_first_deposit(self, books: Books) -> None:
        closed_drawer(books)
        first = made(books, CASH, held=(0, 1))
        second = deposit_of(books, Pieces(), bag="78", held=(1,))
        later = recorded(books, ok(deposit_order(books, second, "d-2")))
        assert refusal(books.record(ok(reversal(first)))).code is Code.REVERSAL_BUILT_ON
        reversed_act(books, later)
        assert len(waiting(books).held) == 2
        reversed_act(books, first, "rev-2")
        assert waiting(books).held == ()
        assert books.prove().proves

    @pytest.mark.parametrize(
        ("act", "place", "left"),
        [
            (StockAct.RECEIVED, "", ()),
            (StockAct.ISSUED, "1", (Serials(1001, 1010),)),
            (StockAct.SPOILED, "", (Serials(1001, 1010),)),
            (StockAct.RETURNED, "", (Serials(1001, 1010),)),
        ],
    )
    def test_stock_goes_back_to_where_it_was(
        self, books: Books, act: StockAct, place: str, left: tuple[Serials, ...]
    ) -> None:
        numbers = Serials(1001, 1010)
        done = recorded(books, stock_kit.stock_order(StockAct.RECEIVED, "in", numbers))
        if act is not StockAct.RECEIVED:
            done = recorded(books, stock_kit.stock_order(act, "out", numbers, drawer=place))
            assert books.stock("TS").at(STOCK_VAULT) == ()
        reversed_act(books, done, reason="Wrong numbers")
        stock = books.stock("TS")
        assert (stock.at(STOCK_VAULT), stock.at("1"), stock.gone) == (left, (), ())
        assert stock.proves
        assert books.prove().proves

    def test_stock_handed_back_goes_to_its_drawer_again(self, books: Books) -> None:
        stock_kit.stocked(books)
        numbers = Serials(1041, 1050)
        order = stock_kit.stock_order(StockAct.HANDED_BACK, "hb", numbers, drawer="1")
        done = recorded(books, order)
        reversed_act(books, done)
        assert books.stock("TS").at("1") == (Serials(1041, 1060),)
        moved = [each.movement.words for each in books.stock_moves()]
        assert moved[-1] == "reversal: handed back to the vault"

    def test_numbers_that_were_moved_on_are_not_taken_back(self, books: Books) -> None:
        done = recorded(books, stock_kit.stock_order(StockAct.RECEIVED, "in", Serials(1001, 1010)))
        out = stock_kit.stock_order(StockAct.ISSUED, "out", Serials(1005, 1006), drawer="1")
        issued = recorded(books, out)
        no = refusal(books.record(ok(reversal(done))))
        assert no.code is Code.STOCK_NOT_THERE
        reversed_act(books, issued, "rev-2")
        reversed_act(books, done, "rev-3")
        assert books.stock("TS").count == 0

    def test_it_prints_a_slip_and_is_read_back(self, books: Books) -> None:
        closed_drawer(books)
        done = made(books, CASH)
        queued = len(books.queued("back office"))
        back = reversed_act(books, done)
        assert len(books.queued("back office")) == queued + 1
        assert books.acts(kind=ActReversed.kind) == (back,)
        body = back.body
        assert isinstance(body, ActReversed)
        assert (body.number, body.body, body.reason) == (done.number, done.body, "Wrong bag")
        assert back.posting.header.business_date == DAY
        wrong = replace(ok(reversal(done, "rev-9")), body=replace(body, reason="Wrong seal"))
        assert refusal(books.record(wrong)).code is Code.ACT_DONE_BEFORE
