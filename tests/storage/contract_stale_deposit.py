"""Contract: a deposit that is not any more what came in, since it was made up, is not sealed."""

from __future__ import annotations

from domain.books import Books
from domain.custody.acts import Claim
from domain.custody.moves import TURN_IN
from domain.custody.pieces import Pieces
from domain.money import Money
from domain.refusals import Code
from tests.samples import ok
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.contract_deposits import (
    LATER,
    closed_drawer,
    deposit_of,
    deposit_order,
    made,
    waiting,
)
from tests.storage.custody_kit import pieces, recorded, refusal
from tests.storage.reversal_kit import reversed_act

CASH = pieces(d20=20, d1=49)


class StaleDepositContract:
    """What happens while a bag is made up."""

    def test_a_check_that_came_back_meanwhile(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        corrections.paid_by_check(books, session, "r-8", "4471", kit.TAX)
        corrections.close(books, session)
        order = ok(deposit_order(books, deposit_of(books, Pieces())))
        ok(books.correct(corrections.returned_order(books, "4471", 61228, LATER)))
        no = refusal(books.record(order))
        assert no.code is Code.DEPOSIT_DIFFERS
        assert "K 4471 of 612.28 waits no more" in no.sentence
        totals = {t.gl_code: t.debit - t.credit for t in books.account_totals(LATER, LATER)}
        assert totals.get(custody.OFFICE.keeping.transit, Money(0)) == Money(0)

    def test_an_item_whose_earlier_deposit_was_reversed_meanwhile(self, books: Books) -> None:
        closed_drawer(books)
        first = made(books, CASH, held=(1,))
        later = ok(deposit_order(books, deposit_of(books, Pieces(), bag="78"), "d-2"))
        reversed_act(books, first)
        no = refusal(books.record(later))
        assert no.code is Code.DEPOSIT_DIFFERS
        assert "K 102 of 13.50 waits no more" in no.sentence
        assert books.prove().proves

    def test_a_drawer_that_was_turned_in_again_with_a_difference_meanwhile(
        self, books: Books
    ) -> None:
        session = closed_drawer(books)
        recorded(books, custody.from_bank("f-1", pieces(d1=9)))
        order = ok(deposit_order(books, deposit_of(books, CASH)))
        turned = books.act_claiming(Claim(TURN_IN, session.session_id))
        assert turned is not None
        reversed_act(books, turned)
        recorded(books, ok(custody.turn_in_other(books, "i-2", session, pieces(d1=44))))
        no = refusal(books.record(order))
        assert no.code is Code.DEPOSIT_DIFFERS
        assert "cash by 5.00" in no.sentence
        recorded(books, ok(deposit_order(books, deposit_of(books, pieces(d20=20, d1=44)), "d-2")))
        assert waiting(books).sessions == ()
        assert books.prove().proves
