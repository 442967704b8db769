"""What all books must do with batches for the accounting programs: no line and no step twice, and all proven."""

from __future__ import annotations

from datetime import timedelta

from domain.books import Books
from domain.ledger.acknowledged import compare
from domain.ledger.batch_life import BatchState
from domain.ledger.batch_orders import (
    content_of,
    order_acknowledgement,
    order_batch,
    order_sending,
)
from domain.ledger.batches import BatchMade, line_claim
from domain.ledger.interface import digest_of_lines
from domain.money import ZERO, Money, total
from domain.receipting.posting import verify
from domain.refusals import Code, Refusal
from tests.samples import CHAMBERLAIN, CONTROLLER, DAY, DIEGO, JANE, at, ok
from tests.storage import batches_kit as kit_of
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage.batches_kit import OFFICE, TAX

EVER = (DAY - timedelta(days=400), DAY + timedelta(days=400))


def two_payments(books: Books) -> None:
    """Two bills of tax, one of water, and tags."""
    kit.fill(books)
    session = kit.open_drawer(books)
    kit.pay(books, session, "r-1", kit.TAX, kit.WATER)
    kit.sell(books, session, "r-2", 2)
    kit.pay(books, session, "r-3", kit.OTHER_TAX)


class BatchesContract:
    def test_a_batch_holds_what_is_in_none_and_no_line_is_in_two(self, books: Books) -> None:
        two_payments(books)
        before = books.not_in_batch("tax", *EVER)
        assert [day for day, _ in before] == [DAY, DAY]
        first = kit_of.make(books)
        assert first.made.postings == tuple(i for _, i in before)
        assert books.not_in_batch("tax", *EVER) == ()
        assert len(books.not_in_batch("water", *EVER)) == 1
        session = books.session_at("1")
        assert session is not None
        ok(books.correct(corrections.void_order(books, session, "2027-1-000001")))
        second = kit_of.make(books)
        assert second.batch_id == "TAX-20270125-02"
        assert not set(first.made.postings) & set(second.made.postings)
        back = [line for line in kit_of.lines(books, first) if line.bill_no == kit.TAX]
        assert second.made.totals.raises == total(line.amount for line in back)
        assert second.made.totals.lowers == ZERO
        assert books.prove().proves

    def test_the_days_outside_are_not_asked(self, books: Books) -> None:
        two_payments(books)
        assert books.not_in_batch("tax", DAY + timedelta(days=1), EVER[1]) == ()
        assert books.not_in_batch("tax", EVER[0], DAY - timedelta(days=1)) == ()
        assert books.not_in_batch("parking", *EVER) == ()

    def test_a_line_is_claimed_once_whatever_its_batch_is_called(self, books: Books) -> None:
        two_payments(books)
        held = kit_of.content(books)
        first = kit_of.make(books)
        other = content_of(TAX, DAY, 2, books.entries_of(first.made.postings), held.holds)
        order = ok(order_batch(other, "again.csv", b"", kit_of.asked("again"), OFFICE))
        answer = books.record(order)
        assert isinstance(answer, Refusal)
        assert answer.code is Code.ACT_DONE_BEFORE
        assert kit_of.batches(books) == (first,)

    def test_a_batch_made_twice_by_one_request_is_one(self, books: Books) -> None:
        two_payments(books)
        held = kit_of.content(books)
        order = ok(order_batch(held, "a.csv", b"x", kit_of.asked("one"), OFFICE))
        assert books.record(order) == books.record(order)
        assert len(kit_of.batches(books)) == 1

    def test_a_batch_is_read_back_as_it_was_made(self, books: Books) -> None:
        two_payments(books)
        made = kit_of.make(books)
        found = books.act_claiming(line_claim("tax", made.made.postings[0]))
        assert found is not None
        assert found.body == made.made
        assert verify(found.posting)
        assert digest_of_lines(kit_of.lines(books, made)) == made.made.lines_digest
        assert isinstance(found.body, BatchMade)

    def test_the_life_of_a_batch(self, books: Books) -> None:
        two_payments(books)
        made = kit_of.make(books)
        assert made.state is BatchState.READY
        early = order_sending(made, TAX, "out", kit_of.asked("s"), OFFICE)
        assert isinstance(early, Refusal)
        assert early.code is Code.BATCH_UNRELEASED
        ok(kit_of.release(books, made))
        released = kit_of.batch(books, made.batch_id)
        assert released.state is BatchState.RELEASED
        kit_of.send(books, released, arrived=None)
        unknown = kit_of.batch(books, made.batch_id)
        assert unknown.state is BatchState.UNKNOWN
        stopped = order_sending(unknown, TAX, "out", kit_of.asked("s"), OFFICE)
        assert isinstance(stopped, Refusal)
        assert stopped.code is Code.BATCH_UNKNOWN
        kit_of.send(books, unknown)
        sent = kit_of.batch(books, made.batch_id)
        assert sent.state is BatchState.SENT
        assert sent.attempts == 2
        lines = kit_of.lines(books, sent)
        told = compare(lines, [kit_of.row(line) for line in lines], ("reference",))
        act = order_acknowledgement(sent, "posted.csv", "d" * 64, told, kit_of.asked("a"), OFFICE)
        ok(books.record(ok(act)))
        done = kit_of.batch(books, made.batch_id)
        assert done.state is BatchState.ACKNOWLEDGED
        assert done.agreed == {line.reference: f"P-{line.posting_id}" for line in lines}
        assert books.prove().proves

    def test_a_second_person_with_the_right_releases_just_this_batch(self, books: Books) -> None:
        two_payments(books)
        made = kit_of.make(books)
        for given, code in (
            (kit_of.approval(made, CHAMBERLAIN), Code.ACT_ONE_PERSON),
            (kit_of.approval(made, CONTROLLER, "Release something else."), Code.BATCH_UNRELEASED),
        ):
            answer = kit_of.release(books, made, given=given)
            assert isinstance(answer, Refusal)
            assert answer.code is code
        ok(kit_of.release(books, made))
        again = kit_of.release(books, kit_of.batch(books, made.batch_id))
        assert isinstance(again, Refusal)
        assert again.code is Code.BATCH_PAST

    def test_a_clerk_sends_nothing(self, books: Books) -> None:
        two_payments(books)
        made = kit_of.make(books)
        order = order_sending(made, TAX, "out", kit_of.asked("s", JANE), OFFICE)
        assert isinstance(order, Refusal)
        assert order.code is Code.NO_RIGHT

    def test_open_bills_of_a_service_are_all_told_by_number(self, books: Books) -> None:
        two_payments(books)
        paid = kit.open_drawer(books, "2", DIEGO)
        everything = {s.bill.bill_no: s for s in books.open_bills_of("water")}
        assert set(everything) == {kit.OTHER_WATER}
        kit.pay(books, paid, "r-9", kit.OTHER_WATER)
        assert list(books.open_bills_of("water")) == []
        named = books.bills_named([kit.WATER, "NONE", kit.TAX])
        assert named == {n: kit.state(books, n) for n in (kit.WATER, kit.TAX)}

    def test_a_program_s_last_list_takes_the_place_of_the_one_before(self, books: Books) -> None:
        assert books.balances_of("tax") == {}
        books.keep_balances("tax", {"T-2": Money(-5), "T-1": Money(100)})
        books.keep_balances("utility", {"T-1": Money(7)})
        assert books.balances_of("tax") == {"T-1": Money(100), "T-2": Money(-5)}
        books.keep_balances("tax", {"T-3": Money(1)})
        assert books.balances_of("tax") == {"T-3": Money(1)}
        assert books.balances_of("utility") == {"T-1": Money(7)}

    def test_ticks_are_each_person_s_own(self, books: Books) -> None:
        books.keep_ticks("B-1", "jane", [0, 3], at(10))
        books.keep_ticks("B-1", "cham", [1], at(10))
        books.keep_ticks("B-1", "jane", [3, 4, 4], at(11))
        assert books.ticks_of("B-1", "jane") == {3, 4}
        assert books.ticks_of("B-1", "cham") == {1}
        assert books.ticks_of("B-2", "jane") == frozenset()
        books.keep_ticks("B-1", "jane", (), at(12))
        assert books.ticks_of("B-1", "jane") == frozenset()
