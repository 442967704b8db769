"""What all books must do with differences that are settled by hand: each once, by two people, and no longer listed."""

from __future__ import annotations

from dataclasses import replace

from domain.books import Books
from domain.ledger.acknowledged import REFERENCE, Difference, Finding, Row, Told, compare
from domain.ledger.batch_life import Batch, BatchState, waiting
from domain.ledger.batch_settled import BatchSettled
from domain.ledger.settling import order_settlement
from domain.ledger.summed import compare_sums
from domain.money import Money, total
from domain.refusals import Code, Refusal
from domain.reports.asked import Asked
from domain.reports.programs import differences_report
from tests.samples import CHAMBERLAIN, CONTROLLER, DAY, ok
from tests.storage import batches_kit as kit_of
from tests.storage.batches_kit import OFFICE
from tests.storage.contract_batches import two_payments

BY = (REFERENCE,)


def four_ways(books: Books) -> Batch:
    """A batch of which one line is missing, one other, one told twice, and one row is nobody's."""
    two_payments(books)
    made = kit_of.make(books)
    lines = kit_of.lines(books, made)
    rows = [kit_of.row(line) for line in lines[1:]]
    rows[0] = kit_of.row(lines[1], 1)
    more = [replace(kit_of.row(lines[-1]), its_reference="twice"), Row(("who",), Money(7), "P-7")]
    return kit_of.hear(books, made, compare(lines, [*rows, *more], BY))


def listed(books: Books) -> list[str]:
    """The lines on the worklist."""
    report = differences_report(books, Asked(OFFICE, DAY, DAY))
    return [str(row.cells[1]) for section in report.sections for row in section.rows]


def code_of(answer: object) -> Code:
    """Why something was refused."""
    assert isinstance(answer, Refusal), answer
    return answer.code


class SettlingContract:
    def test_each_difference_is_settled_once_and_leaves_the_worklist(self, books: Books) -> None:
        held = four_ways(books)
        assert held.state is BatchState.DIFFERING
        assert {d.finding for d in held.differences} >= set(Finding) - {Finding.DIFFERENT}
        for number, difference in enumerate(held.differences, start=1):
            act = ok(kit_of.settle(books, held, difference))
            assert isinstance(act.body, BatchSettled)
            assert (act.body.difference, act.posting.header.operator_name) == (
                difference,
                CHAMBERLAIN.name,
            )
            now = kit_of.batch(books, held.batch_id)
            assert difference not in now.differences
            assert len(now.differences) == len(held.differences) - number
            assert len(listed(books)) == len(now.differences)
            late = kit_of.settle(books, held, difference, request=f"again {number}")
            assert code_of(late) is Code.ACT_DONE_BEFORE
            assert code_of(kit_of.settle(books, now, difference)) is Code.DIFFERENCE_PAST
        done = kit_of.batch(books, held.batch_id)
        assert (done.state, done.unagreed, waiting((done,))) == (BatchState.SETTLED, 0, ())
        assert books.prove().proves

    def test_two_people_settle_with_a_reason_or_nobody(self, books: Books) -> None:
        held = four_ways(books)
        found = held.differences[0]
        for reason, person, code in (
            ("", CONTROLLER, Code.SETTLING_REASON),
            ("x" * 101, CONTROLLER, Code.SETTLING_REASON),
            ("Card 4111 1111 1111 1111.", CONTROLLER, Code.CARD_NUMBER),
            ("Keyed.", None, Code.SETTLING_ALONE),
            ("Keyed.", CHAMBERLAIN, Code.ACT_ONE_PERSON),
        ):
            if person and not reason.startswith("K"):
                given = kit_of.approval(held, person, "Settle something else.")
                answer: object = order_settlement(
                    held, found, reason, given, kit_of.asked("s"), OFFICE
                )
            else:
                answer = kit_of.settle(books, held, found, reason, person)
            assert code_of(answer) is code
        other = kit_of.approval(held, CONTROLLER, "Settle something else.")
        asked = kit_of.asked("s")
        answer = order_settlement(held, found, "Keyed.", other, asked, OFFICE)
        assert code_of(answer) is Code.SETTLING_ALONE
        assert kit_of.batch(books, held.batch_id) == held

    def test_what_a_later_report_says_of_a_settled_line_is_a_new_difference(
        self, books: Books
    ) -> None:
        held = four_ways(books)
        missing = next(d for d in held.differences if d.finding is Finding.MISSING)
        ok(kit_of.settle(books, held, missing))
        again = Told((), Money(0), (missing,))
        now = kit_of.hear(books, kit_of.batch(books, held.batch_id), again, "e")
        assert missing in now.differences
        ok(kit_of.settle(books, now, missing, request="second"))
        assert missing not in kit_of.batch(books, held.batch_id).differences
        assert books.prove().proves

    def test_a_sum_that_is_settled_settles_all_its_lines(self, books: Books) -> None:
        two_payments(books)
        made = kit_of.make(books)
        lines = kit_of.lines(books, made)
        first = lines[0].bill_no
        rows = [
            Row((bill,), total(x.amount for x in lines if x.bill_no == bill), "P")
            for bill in {line.bill_no for line in lines}
            if bill != first
        ]
        held = kit_of.hear(books, made, compare_sums(lines, rows, ("bill",)))
        (found,) = held.differences
        assert isinstance(found, Difference)
        assert found.references == tuple(x.reference for x in lines if x.bill_no == first)
        assert held.unagreed == len(found.references)
        ok(kit_of.settle(books, held, found))
        done = kit_of.batch(books, held.batch_id)
        assert (done.state, done.unagreed) == (BatchState.SETTLED, 0)
        assert books.prove().proves
