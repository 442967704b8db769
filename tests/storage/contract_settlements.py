"""Contract: money in no bag is settled by its processor's payment, once; a difference waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.books import Books
from domain.custody.acting import ActOrder, PostedAct
from domain.custody.acts import Signer
from domain.custody.decided import Decision, OpenDifference, open_differences
from domain.custody.deposit_orders import order_bank_told
from domain.custody.drawer import DrawerSession
from domain.custody.settlement_orders import order_decided, order_settled
from domain.custody.settlements import MoneySettled, ToSettle
from domain.ledger.journal import Journal
from domain.money import Money
from domain.people.authority import Operator
from domain.refusals import Code, Refusal
from tests.samples import CHAMBERLAIN, DAY, DIEGO, SUPERVISOR, count_of, ok, sample_office
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.contract_deposits import closed_drawer, made
from tests.storage.custody_kit import pieces, recorded, refusal
from tests.storage.reversal_kit import reversal, reversed_act

OFFICE = sample_office()
KINDS = ("D",)
BANK_DAY = date(2027, 1, 27)


def card_drawer(
    books: Books, drawer: str = "1", operator: Operator = DIEGO, *, counted: int = 2250
) -> DrawerSession:
    """A drawer with a card payment of 22.50 and an electronic one of 4.50, closed."""
    session = kit.open_drawer(books, drawer, operator)
    kit.sell(books, session, f"c-{drawer}", 5, "D")
    kit.sell(books, session, f"e-{drawer}", 1, "E", None, f"conf-{drawer}")
    count = count_of(20000, card=counted, electronic=450)
    reason = "" if counted == 2250 else "unknown"
    ok(books.close_session(close_order(session, count, reason), OFFICE))
    return session


def waiting(books: Books) -> tuple[ToSettle, ...]:
    """What waits for the card processor."""
    return books.unsettled(KINDS, DAY)


def settled_order(
    books: Books,
    gross: int = 2250,
    fee: int = 50,
    *,
    request: str = "s-1",
    parts: tuple[ToSettle, ...] | None = None,
    maker: Operator = SUPERVISOR,
    on: date = BANK_DAY,
    code: str = "cards",
) -> ActOrder | Refusal:
    """The order of a processor's payment for all that waits."""
    some = waiting(books) if parts is None else parts
    asked = custody.asked(request, maker, BANK_DAY)
    clerk = Signer(maker.name, maker.operator_id)
    return order_settled(code, some, Money(gross), Money(fee), on, "ref 9", clerk, asked, OFFICE)


def decision(
    difference: OpenDifference,
    how: Decision = Decision.ACCEPTED,
    *,
    reason: str = "The processor reversed one payment.",
    maker: Operator = CHAMBERLAIN,
    request: str = "x-1",
    made_by: PostedAct | None = None,
) -> ActOrder | Refusal:
    """The order of a decision."""
    asked = custody.asked(request, maker, BANK_DAY)
    return order_decided(difference, how, reason, asked, OFFICE, made=made_by)


def sums(journal: Journal) -> dict[str, int]:
    """Debits less credits by account, in cents."""
    found: dict[str, int] = {}
    for line in journal.lines:
        found[line.gl_code] = found.get(line.gl_code, 0) + line.debit.cents - line.credit.cents
    return found


def told_short(books: Books) -> tuple[PostedAct, PostedAct]:
    """A deposit that the bank says is 5.00 less, left to decide, and the deposit itself."""
    closed_drawer(books)
    deposit = made(books, pieces(d20=20, d1=49))
    order = order_bank_told(
        deposit, Money(46200), BANK_DAY, "9", Signer(SUPERVISOR.name, "sam"),
        custody.asked("b-1", on=BANK_DAY), OFFICE, handed_over=False, source="week.bai", to_decide=True,
    )  # fmt: skip
    return recorded(books, ok(order)), deposit


class SettlementsContract:
    """What the processor paid, and what a person decided."""

    def test_what_waits_is_what_closed_drawers_counted(self, books: Books) -> None:
        session = card_drawer(books)
        kit.open_drawer(books, "2")
        (part,) = waiting(books)
        assert part == ToSettle(DAY, session.session_id, "D", Money(2250))
        assert len(books.unsettled(("D", "E"), DAY)) == 2
        assert books.unsettled(KINDS, BANK_DAY) == ()

    def test_a_payment_moves_the_gross_to_the_bank_less_its_fee(self, books: Books) -> None:
        card_drawer(books)
        posted = recorded(books, ok(settled_order(books)))
        card = next(k.gl_code for k in OFFICE.tender_kinds if k.code == "D")
        assert sums(posted.posting.journal) == {"A.0202": 2200, "A.1325.0440": 50, card: -2250}
        assert isinstance(posted.body, MoneySettled)
        assert (posted.body.taken, posted.body.difference) == (Money(2250), Money(0))
        assert waiting(books) == ()
        totals = {t.gl_code: t.debit - t.credit for t in books.account_totals(DAY, BANK_DAY)}
        assert totals[card] == Money(0)
        assert open_differences(books, DAY) == ()
        assert books.act(posted.number) == posted
        assert books.prove().proves

    def test_a_tender_is_settled_once(self, books: Books) -> None:
        card_drawer(books)
        parts = waiting(books)
        recorded(books, ok(settled_order(books)))
        again = ok(settled_order(books, request="s-2", parts=parts))
        assert refusal(books.record(again)).code is Code.ACT_DONE_BEFORE

    def test_a_payment_that_was_keyed_wrong_is_reversed_and_keyed_again(self, books: Books) -> None:
        card_drawer(books)
        before = waiting(books)
        first = recorded(books, ok(settled_order(books, 2000, 0)))
        back = reversed_act(books, first, on=BANK_DAY)
        assert waiting(books) == before
        assert open_differences(books, DAY) == ()
        assert sums(back.posting.journal) == {
            code: -cents for code, cents in sums(first.posting.journal).items()
        }
        recorded(books, ok(settled_order(books, request="s-2")))
        assert waiting(books) == ()
        assert books.prove().proves

    def test_a_payment_whose_difference_was_decided_is_not_reversed(self, books: Books) -> None:
        card_drawer(books)
        paid = recorded(books, ok(settled_order(books, 2000, 0)))
        (one,) = open_differences(books, DAY)
        recorded(books, ok(decision(one)))
        order = ok(reversal(paid, on=BANK_DAY))
        assert refusal(books.record(order)).code is Code.REVERSAL_BUILT_ON

    def test_a_decision_on_an_answer_that_is_reversed_by_now_is_refused(self, books: Books) -> None:
        card_drawer(books)
        paid = recorded(books, ok(settled_order(books, 2000, 0)))
        (one,) = open_differences(books, DAY)
        reversed_act(books, paid, on=BANK_DAY)
        recorded(books, ok(settled_order(books, request="s-2")))
        assert refusal(books.record(ok(decision(one)))).code is Code.ACT_DONE_BEFORE
        assert books.prove().proves

    def test_an_open_drawer_is_not_settled(self, books: Books) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1", 5, "D")
        part = ToSettle(DAY, session.session_id, "D", Money(2250))
        order = ok(settled_order(books, parts=(part,)))
        assert refusal(books.record(order)).code is Code.SESSION_NOT_CLOSED

    def test_what_does_not_stand_is_refused(self, books: Books) -> None:
        card_drawer(books)
        electronic = books.unsettled(("E",), DAY)
        answers = (
            (settled_order(books, code="none"), Code.PROCESSOR_UNKNOWN),
            (settled_order(books, parts=()), Code.MOVE_NOTHING),
            (settled_order(books, 0, 0), Code.MOVE_NOTHING),
            (settled_order(books, 2250, 2251), Code.SETTLEMENT_FEE),
            (settled_order(books, 450, 1, parts=electronic, code="epay"), Code.SETTLEMENT_FEE),
            (settled_order(books, on=date(2027, 1, 24)), Code.SETTLEMENT_DAY),
            (settled_order(books, maker=DIEGO), Code.NO_RIGHT),
        )
        for answer, code in answers:
            assert isinstance(answer, Refusal), code
            assert answer.code is code
        assert len(waiting(books)) == 1

    def test_a_gross_that_differs_waits_for_a_decision(self, books: Books) -> None:
        card_drawer(books)
        recorded(books, ok(settled_order(books, 2000, 0)))
        (one,) = open_differences(books, DAY)
        assert (one.amount, one.ours, one.theirs) == (Money(-250), Money(2250), Money(2000))
        done = recorded(books, ok(decision(one)))
        assert sums(done.posting.journal) == {one.account: -250, "A.2770.2": 250}
        assert open_differences(books, DAY) == ()
        again = ok(decision(one, request="x-2"))
        assert refusal(books.record(again)).code is Code.ACT_DONE_BEFORE
        assert books.prove().proves

    def test_what_the_bank_says_otherwise_of_a_bag_is_booked_by_a_person_only(
        self, books: Books
    ) -> None:
        told, deposit = told_short(books)
        assert sums(told.posting.journal) == {"A.0202": 46200, "A.0203": -46200}
        (one,) = open_differences(books, DAY)
        assert (one.name, one.amount) == ("bag 77", Money(-500))
        done = recorded(books, ok(decision(one, made_by=deposit)))
        assert sums(done.posting.journal) == {"A.0203": -500, "A.2770.2": 500}
        totals = {t.gl_code: t.debit - t.credit for t in books.account_totals(DAY, BANK_DAY)}
        assert totals["A.0203"] == Money(0)
        assert open_differences(books, DAY) == ()
        assert books.prove().proves

    def test_the_bank_may_put_it_right_itself(self, books: Books) -> None:
        told_short(books)
        (one,) = open_differences(books, DAY)
        done = recorded(books, ok(decision(one, Decision.CORRECTED, reason="Credit of 3 Feb.")))
        assert sums(done.posting.journal) == {"A.0202": 500, "A.0203": -500}

    def test_who_made_the_deposit_decides_on_it_only_where_policy_says_so(
        self, books: Books
    ) -> None:
        _, deposit = told_short(books)
        (one,) = open_differences(books, DAY)
        for answer, code in (
            (decision(one, maker=SUPERVISOR, made_by=deposit), Code.RIGHT_NOT_OWN),
            (decision(one, maker=DIEGO), Code.NO_RIGHT),
            (decision(one, reason=" "), Code.DECISION_REASON),
            (decision(one, reason="x" * 201), Code.DECISION_REASON),
        ):
            assert isinstance(answer, Refusal)
            assert answer.code is code
        assert open_differences(books, DAY) == (one,)

    def test_who_keyed_a_payment_decides_on_it_only_where_policy_says_so(
        self, books: Books
    ) -> None:
        card_drawer(books)
        recorded(books, ok(settled_order(books, 2000, 0)))
        (one,) = open_differences(books, DAY)
        for maker in (SUPERVISOR, replace(SUPERVISOR, operator_id="sam2", person="sam")):
            answer = decision(one, maker=maker)
            assert isinstance(answer, Refusal)
            assert answer.code is Code.RIGHT_NOT_OWN
        recorded(books, ok(decision(one)))

    def test_a_decision_is_on_an_answer_that_there_was(self, books: Books) -> None:
        told_short(books)
        (one,) = open_differences(books, DAY)
        other = replace(one, need=replace(one.need, key="78"))
        assert refusal(books.record(ok(decision(other)))).code is Code.ACT_TOO_EARLY
