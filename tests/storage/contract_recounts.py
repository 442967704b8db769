"""What all books must do with a turn-in that is not what the drawer's accepted count says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.drawer import DrawerSession
from domain.custody.floats import FloatIssue
from domain.custody.moves import CashMoved
from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.vault import VAULT
from domain.money import ZERO, Money
from domain.people.acts import Act
from domain.refusals import Code, Refusal
from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS
from domain.reports.report import Report
from tests.samples import DAY, DIEGO, JANE, SUPERVISOR, count_of, ok, open_order
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.contract_deposits import OFFICE, deposit_of, deposit_order, made, waiting
from tests.storage.custody_kit import pieces, recorded, refusal, signed
from tests.storage.reversal_kit import reversed_act

FOUND = pieces(d20=2, d5=1)


def counted_wrong(books: Books, cents: int = 1_000_000) -> DrawerSession:
    """A drawer with 45.00 in cash beside its float of 200.00, closed on a count in which a digit slipped."""
    session = kit.open_drawer(books)
    kit.sell(books, session, "r-1", 10, "C")
    ok(books.close_session(close_order(session, count_of(cents), "unknown"), OFFICE))
    return session


def turned_in(
    books: Books, session: DrawerSession, held: Pieces, request: str = "i-1"
) -> PostedAct:
    """What is really there, brought to the vault."""
    return recorded(books, ok(custody.turn_in_other(books, request, session, held)))


def net(books: Books, code: str) -> Money:
    """A ledger account's balance."""
    totals = books.account_totals(DAY, DAY)
    return next((t.debit - t.credit for t in totals if t.gl_code == code), ZERO)


def report(books: Books, name: str) -> Report:
    """A report of the day, every figure with its postings."""
    return REPORTS[name].make(books, Asked(OFFICE, DAY, DAY))


def rows(found: Iterable[tuple[object, ...]], *words: str) -> list[tuple[object, ...]]:
    """The rows that say all these words."""
    return [row for row in found if all(any(w in str(cell) for cell in row) for w in words)]


class RecountsContract:
    def test_what_is_really_there_is_turned_in_and_the_difference_is_booked(
        self, books: Books
    ) -> None:
        session = counted_wrong(books)
        over = net(books, OFFICE.custody.over)
        done = turned_in(books, session, FOUND)
        assert isinstance(done.body, CashMoved)
        said = done.body.recount()
        assert said is not None
        assert (said.session_id, said.owner_id, said.reason_text) == (
            "1-1",
            "jane",
            "A digit slipped",
        )
        assert (said.over_short, said.of_float) == (Money(4500 - 980000), ZERO)
        assert [s.operator_id for s in done.body.signers] == ["jane", "sam", "cham"]
        assert books.holdings().at(VAULT).pieces == FOUND
        assert books.act(done.number) == done
        # The close was over by as much as the turn-in is short, so that nothing is left of either.
        assert over == Money(-975500)
        assert net(books, OFFICE.custody.over) + net(books, OFFICE.custody.short) == ZERO
        assert net(books, OFFICE.custody.undeposited) == Money(4500)
        assert books.prove().proves

    def test_its_deposit_is_the_cash_of_its_receipts_and_both_differences(
        self, books: Books
    ) -> None:
        session = counted_wrong(books)
        turned_in(books, session, FOUND)
        (one,) = waiting(books).sessions
        assert (one.cash, one.cash_over, one.moved) == (Money(4500), ZERO, ZERO)
        assert isinstance(deposit_order(books, deposit_of(books, pieces(d20=2))), Refusal)
        made(books, FOUND)
        assert "PROVES" in " ".join(report(books, "composition").notes)
        assert net(books, OFFICE.custody.undeposited) == ZERO
        assert books.prove().proves

    def test_a_count_that_was_too_low_leaves_no_cash_behind(self, books: Books) -> None:
        session = counted_wrong(books, 20500)
        turned_in(books, session, FOUND)
        (one,) = waiting(books).sessions
        assert one.cash_over == ZERO
        made(books, FOUND)
        assert books.prove().proves

    def test_a_count_of_no_more_than_the_float_strands_nothing(self, books: Books) -> None:
        session = counted_wrong(books, 15000)
        turned_in(books, session, FOUND)
        (one,) = waiting(books).sessions
        # What the float lacks by its count is still there, and found at the next opening.
        assert one.cash + one.cash_over + one.moved == Money(4500)
        made(books, FOUND)
        assert books.prove().proves

    def test_what_is_found_after_the_deposit_is_refused(self, books: Books) -> None:
        session = counted_wrong(books, 15000)
        kit.sell(books, other := kit.open_drawer(books, "2", DIEGO), "r-2", 2, "C")
        ok(books.close_session(close_order(other, count_of(20900)), OFFICE))
        recorded(books, custody.turn_in("i-2", other, pieces(d1=9)))
        made(books, pieces(d1=9))
        late = books.record(ok(custody.turn_in_other(books, "i-1", session, FOUND)))
        assert isinstance(late, Refusal)
        assert books.prove().proves

    def test_nothing_is_turned_in_where_nothing_is_there_beside_the_float(
        self, books: Books
    ) -> None:
        session = counted_wrong(books)
        turned_in(books, session, NO_PIECES)
        (one,) = waiting(books).sessions
        assert one.cash + one.cash_over + one.moved == ZERO
        assert books.holdings().at(VAULT).amount == ZERO
        assert books.prove().proves

    def test_the_same_amount_in_other_pieces_moves_nothing_in_the_ledger(
        self, books: Books
    ) -> None:
        session = counted_wrong(books, 24500)
        done = turned_in(books, session, FOUND)
        assert done.posting.journal.lines == ()
        assert ("Pieces", "other than counted") in done.body.told()
        assert waiting(books).sessions[0].cash_over == ZERO
        assert books.prove().proves

    @pytest.mark.parametrize(
        ("counted", "there"), [(95000, 150), (95000, 245), (150, 245), (0, 100), (0, 245)]
    )
    def test_an_issued_float_is_the_vaults_as_far_as_it_is_there(
        self, books: Books, counted: int, there: int
    ) -> None:
        recorded(books, custody.from_bank("f-1", pieces(d1=400)))
        issue = FloatIssue(pieces(d1=200), signed(SUPERVISOR, JANE))
        session = ok(books.open_session(replace(open_order(), issue=issue), OFFICE))
        kit.sell(books, session, "r-1", 10, "C")
        ok(books.close_session(close_order(session, count_of(counted), "unknown"), OFFICE))
        turned_in(books, session, pieces(d1=there))
        (one,) = waiting(books).sessions
        assert one.cash + one.cash_over + one.moved == Money(max(there - 200, 0) * 100)
        assert net(books, OFFICE.custody.undeposited) == Money(max(there - 200, 0) * 100)
        assert net(books, OFFICE.custody.vault) == Money((200 + min(there, 200)) * 100)
        assert books.prove().proves
        if there > 200:
            made(books, pieces(d1=there - 200))
            assert books.prove().proves

    def test_who_gives_and_whose_drawer_it_is_do_not_approve_it(self, books: Books) -> None:
        session = counted_wrong(books)

        def said(**how: object) -> Code:
            order = custody.turn_in_other(books, "i-1", session, FOUND, **how)  # type: ignore[arg-type]  # its own
            assert isinstance(order, Refusal)
            return order.code

        assert said(by=JANE) is Code.APPROVER_IS_ACTOR
        assert said(by=SUPERVISOR) is Code.NOT_APPROVED
        assert said(act=Act.KEEP_VAULT) is Code.NOT_APPROVED
        assert said(code="felt like it") is Code.REASON_NEEDED
        assert said(text="card 4111 1111 1111 1111") is Code.CARD_NUMBER

    def test_it_is_taken_back_as_a_whole_and_can_be_entered_again(self, books: Books) -> None:
        session = counted_wrong(books)
        before = waiting(books)
        done = turned_in(books, session, pieces(d20=2))
        reversed_act(books, done)
        assert waiting(books) == before
        assert books.holdings().at(VAULT).amount == ZERO
        turned_in(books, session, FOUND, "i-2")
        again = refusal(books.record(ok(custody.turn_in_other(books, "i-3", session, FOUND))))
        assert again.code is Code.ACT_DONE_BEFORE
        made(books, FOUND)
        assert books.prove().proves

    def test_the_reports_tell_it_of_the_person_whose_drawer_it_was(self, books: Books) -> None:
        session = counted_wrong(books)
        done = turned_in(books, session, pieces(d20=2))
        reversed_act(books, done)
        turned_in(books, session, FOUND, "i-2")
        (jane,) = [s for s in report(books, "overshort").sections if "jane" in s.title]
        told = [(row.cells[5], row.cells[4]) for row in jane.rows]
        assert (Money(975500), "close") in told
        assert told.count((Money(-976000), "turn-in")) == 1
        assert (Money(976000), "turn-in reversed") in told
        assert (Money(-975500), "turn-in") in told
        (kinds, _) = report(books, "drawer").sections
        assert (
            len(
                rows(
                    [r.cells for r in kinds.rows], "At the turn-in", "A digit slipped", "Chris Ham"
                )
            )
            == 3
        )
