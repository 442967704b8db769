"""What all books must do with carts before the commit and with paper owed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.books import Books
from domain.records import DraftState, PaperKind, PrintState
from domain.refusals import Code, Refusal
from tests.samples import DIEGO, at, ok
from tests.storage import contract_kit as kit


def refused(answer: object) -> Code:
    """The code of an answer that must be a refusal."""
    assert isinstance(answer, Refusal)
    return answer.code


class DraftsContract:
    def test_a_cart_comes_back_as_it_was(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        cart = kit.bills_cart(books, session, "r-1", kit.TAX, kit.WATER)
        draft = kit.draft_of(cart, label="Mr. O'Connor")
        books.save_draft(draft)
        assert books.active_draft("counter 1", "jane") == draft

    def test_saving_again_replaces(self, books: Books) -> None:
        books.save_draft(kit.draft_of(kit.tags_cart("r-1")))
        newer = kit.draft_of(kit.tags_cart("r-1", 5), moment=at(10, 1))
        books.save_draft(newer)
        assert books.active_draft("counter 1", "jane") == newer

    def test_a_cart_is_its_stations_and_operators_own(self, books: Books) -> None:
        books.save_draft(kit.draft_of(kit.tags_cart("r-1")))
        assert books.active_draft("counter 2", "jane") is None
        assert books.active_draft("counter 1", "diego") is None

    def test_the_newest_active_cart_is_the_one(self, books: Books) -> None:
        newer = kit.draft_of(kit.tags_cart("r-2"), moment=at(11))
        books.save_draft(newer)
        books.save_draft(kit.draft_of(kit.tags_cart("r-1"), moment=at(10)))
        assert books.active_draft("counter 1", "jane") == newer

    def test_parked_carts_are_listed_oldest_first(self, books: Books) -> None:
        late = kit.draft_of(kit.tags_cart("r-1"), DraftState.PARKED, moment=at(11))
        early = kit.draft_of(kit.tags_cart("r-2"), DraftState.PARKED, moment=at(10), label="Lee")
        other = kit.draft_of(kit.tags_cart("r-3"), DraftState.PARKED, drawer="2", moment=at(10, 30))
        books.save_draft(kit.draft_of(kit.tags_cart("r-4")))
        for draft in (late, early, other):
            books.save_draft(draft)
        assert books.parked() == (early, other, late)
        assert books.parked("1") == (early, late)
        assert books.parked("3") == ()
        assert books.active_draft("counter 2", "jane") is None

    def test_a_parked_cart_is_taken_to_another_counter(self, books: Books) -> None:
        parked = kit.draft_of(kit.tags_cart("r-1", 2), DraftState.PARKED, label="Lee")
        books.save_draft(parked)
        by = kit.draft_of(kit.tags_cart("r-9"), drawer="2", operator=DIEGO, moment=at(10, 42))
        taken = ok(books.recall("r-1", by))
        assert taken.cart == parked.cart
        assert (taken.drawer, taken.station, taken.operator_id) == ("2", "counter 2", "diego")
        assert taken.state is DraftState.ACTIVE
        assert books.parked() == ()
        assert books.active_draft("counter 2", "diego") == taken

    def test_a_cart_is_taken_once(self, books: Books) -> None:
        books.save_draft(kit.draft_of(kit.tags_cart("r-1"), DraftState.PARKED))
        by = kit.draft_of(kit.tags_cart("r-9"), drawer="2", operator=DIEGO, moment=at(10, 42))
        ok(books.recall("r-1", by))
        answer = books.recall("r-1", kit.draft_of(kit.tags_cart("r-8"), drawer="3"))
        assert isinstance(answer, Refusal)
        assert answer.code is Code.CART_TAKEN
        assert kit.on_the_wall(at(10, 42)) in answer.sentence
        assert books.active_draft("counter 3", "jane") is None

    def test_a_cart_that_is_gone_is_not_taken(self, books: Books) -> None:
        by = kit.draft_of(kit.tags_cart("r-9"))
        assert refused(books.recall("r-1", by)) is Code.CART_UNKNOWN
        books.save_draft(kit.draft_of(kit.tags_cart("r-1"), DraftState.PARKED))
        books.drop_draft("r-1")
        assert refused(books.recall("r-1", by)) is Code.CART_UNKNOWN

    def test_dropping_what_is_not_kept_is_no_error(self, books: Books) -> None:
        books.drop_draft("never")
        assert books.parked() == ()


class PrintQueueContract:
    def test_a_receipt_owes_its_paper(self, books: Books) -> None:
        session = kit.open_drawer(books)
        cash = kit.sell(books, session, "r-1")
        card = kit.sell(books, session, "r-2", 1, "D")
        first, second = books.queued(session.station)
        assert (first.posting_id, second.posting_id) == (cash.posting_id, card.posting_id)
        assert (first.kick, second.kick) == (True, False)
        assert {j.paper for j in (first, second)} == {PaperKind.RECEIPT}
        assert {(j.copy_no, j.state, j.station) for j in (first, second)} == {
            (0, PrintState.PENDING, session.station)
        }
        assert books.queued("counter 2") == ()
        kit.sell(books, kit.open_drawer(books, "2", DIEGO), "r-3")
        assert books.unprinted() == {"counter 1": 2, "counter 2": 1}

    @pytest.mark.parametrize(
        ("state", "listed"),
        [
            (PrintState.PENDING, True),
            (PrintState.FAILED, True),
            (PrintState.UNKNOWN, True),
            (PrintState.SENDING, False),
            (PrintState.PRINTED, False),
            (PrintState.DROPPED, False),
        ],
    )
    def test_what_is_still_owed_stays_in_the_queue(
        self, books: Books, state: PrintState, listed: bool
    ) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1")
        (job,) = books.queued(session.station)
        books.mark(job.job_id, state)
        assert books.queued(session.station) == ((replace(job, state=state),) if listed else ())
        left = listed or state is PrintState.SENDING
        assert books.unprinted() == ({session.station: 1} if left else {})

    @pytest.mark.parametrize("state", list(PrintState))
    def test_a_job_is_claimed_once(self, books: Books, state: PrintState) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1")
        (job,) = books.queued(session.station)
        books.mark(job.job_id, state)
        assert books.claim(job.job_id) is (state in (PrintState.PENDING, PrintState.FAILED))
        assert books.claim(job.job_id) is False

    def test_what_was_being_sent_is_unknown_after_a_stop(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        for number, session in enumerate((one, one, two)):
            kit.sell(books, session, f"r-{number}")
        first, second = books.queued(one.station)
        (other,) = books.queued(two.station)
        books.mark(first.job_id, PrintState.SENDING)
        books.mark(other.job_id, PrintState.SENDING)
        unknown = replace(first, state=PrintState.UNKNOWN)
        assert books.recover_prints(one.station) == (unknown,)
        assert books.recover_prints(one.station) == ()
        assert books.queued(one.station) == (unknown, second)
        assert books.queued(two.station) == ()

    def test_copies_are_numbered_and_counted(self, books: Books) -> None:
        session = kit.open_drawer(books)
        first, other = kit.sell(books, session, "r-1"), kit.sell(books, session, "r-2")
        jobs = [
            books.reprint(first.posting_id, PaperKind.RECEIPT, "counter 2", "diego", at(14, n))
            for n in range(2)
        ]
        again = books.reprint(other.posting_id, PaperKind.RECEIPT, "counter 1", "jane", at(15))
        assert [j.copy_no for j in (*jobs, again)] == [1, 2, 1]
        assert [j.station for j in (*jobs, again)] == ["counter 2", "counter 2", "counter 1"]
        assert not any(j.kick for j in jobs)
        assert books.queued("counter 2") == tuple(jobs)
        read = books.receipt(kit.receipt_of(first).number)
        assert read is not None
        assert read.copies == 2
        assert [p.copies for p in books.receipts()] == [1, 2]
        assert books.prove().proves
