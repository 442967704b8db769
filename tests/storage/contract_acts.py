"""What all books must do with acts of custody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.books import Books
from domain.custody.acts import ActNo, Claim
from domain.custody.drawer import DrawerClosed
from domain.custody.floats import FloatIssue
from domain.custody.moves import TURN_IN, CashMoved
from domain.custody.moving import order_turn_in
from domain.custody.taking_back import order_take_back
from domain.custody.vault import VAULT
from domain.custody.vault_count import order_vault_count
from domain.money import Money
from domain.people.acts import Act
from domain.receipting.posting import verify
from domain.records import PaperKind
from domain.refusals import Code, Refusal
from tests.samples import DAY, DIEGO, JANE, SUPERVISOR, count_of, ok, open_order, sample_office
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.custody_kit import pieces, recorded, refusal, signed

OFFICE = sample_office()
LATER = date(2027, 1, 26)


class ActsContract:
    def test_an_act_is_numbered_kept_and_found(self, books: Books) -> None:
        order = custody.from_bank("f-1", pieces(d20=10, d1=50))
        done = recorded(books, order)
        assert str(done.number) == "2027-VAULT-00001"
        assert done.posting.trail.series == "VAULT"
        assert verify(done.posting)
        assert books.posting(done.posting_id) == done.posting
        assert books.act(ActNo(2027, 1)) == done
        assert books.act_asked("f-1") == done
        assert books.act(ActNo(2027, 2)) is None
        assert books.act_asked("f-2") is None
        (held,) = books.holdings().holdings
        assert (held.place, held.amount, held.pieces) == (
            VAULT,
            Money(25000),
            pieces(d20=10, d1=50),
        )
        (job,) = books.queued("back office")
        assert (job.paper, job.posting_id) == (PaperKind.CUSTODY, done.posting_id)
        assert books.prove().proves

    def test_the_same_request_is_the_same_act(self, books: Books) -> None:
        order = custody.from_bank("f-1", pieces(d20=10))
        done = recorded(books, order)
        assert books.record(order) == done
        other = custody.from_bank("f-1", pieces(d20=11))
        said = refusal(books.record(other))
        assert said.code is Code.REQUEST_REUSED
        assert "2027-VAULT-00001" in said.sentence
        assert books.holdings().at(VAULT).amount == Money(20000)

    def test_a_pull_lowers_what_the_drawer_should_hold(self, books: Books) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1", 100, "C")
        done = recorded(books, custody.pull("p-1", session, pieces(d20=20)))
        assert books.takings(session.session_id).moved == Money(-40000)
        assert books.acts(session_id=session.session_id) == (done,)
        assert books.holdings().at(VAULT).amount == Money(40000)
        right = close_order(session, count_of(20000 + 45000 - 40000))
        closed = ok(books.close_session(right, OFFICE)).body
        assert isinstance(closed, DrawerClosed)
        assert closed.over_short == Money(0)
        assert books.prove().proves
        assert books.prove(DAY).proves

    def test_more_than_a_drawer_holds_is_not_told_by_how_much(self, books: Books) -> None:
        session = kit.open_drawer(books)
        said = refusal(books.record(custody.pull("p-1", session, pieces(d20=11))))
        assert said.code is Code.DRAWER_LESS_THAN
        assert "200" not in said.sentence
        recorded(books, custody.pull("p-2", session, pieces(d20=10)))
        more = refusal(books.record(custody.pull("p-3", session, pieces(d1=1))))
        assert more.code is Code.DRAWER_LESS_THAN

    def test_a_pull_that_was_entered_wrong_goes_back_once(self, books: Books) -> None:
        session = kit.open_drawer(books)
        pull = recorded(books, custody.pull("p-1", session, pieces(d20=5)))
        keeper, taker = signed(SUPERVISOR, SUPERVISOR), signed(JANE, SUPERVISOR, Act.HAND_OVER)
        other = signed(DIEGO, SUPERVISOR, Act.HAND_OVER)
        who = custody.asked("k-1")
        wrong = order_take_back(pull, session, keeper, other, who, OFFICE)
        assert isinstance(wrong, Refusal)
        assert wrong.code is Code.SESSION_NOT_YOURS
        done = recorded(books, ok(order_take_back(pull, session, keeper, taker, who, OFFICE)))
        assert books.act(done.number) == done
        assert books.holdings().at(VAULT).amount == Money(0)
        assert books.takings(session.session_id).moved == Money(0)
        again = order_take_back(pull, session, keeper, taker, custody.asked("k-2"), OFFICE)
        assert refusal(books.record(ok(again))).code is Code.ACT_DONE_BEFORE
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        assert books.prove().proves

    def test_a_pull_whose_drawer_is_closed_does_not_go_back(self, books: Books) -> None:
        session = kit.open_drawer(books)
        pull = recorded(books, custody.pull("p-1", session, pieces(d20=5)))
        ok(books.close_session(close_order(session, count_of(10000)), OFFICE))
        keeper, taker = signed(SUPERVISOR, SUPERVISOR), signed(JANE, SUPERVISOR, Act.HAND_OVER)
        order = order_take_back(pull, session, keeper, taker, custody.asked("k-1"), OFFICE)
        assert refusal(books.record(ok(order))).code is Code.SESSION_NOT_OPEN

    def test_a_change_order_changes_the_pieces_and_no_amount(self, books: Books) -> None:
        session = kit.open_drawer(books)
        recorded(books, custody.from_bank("f-1", pieces(d1=30)))
        lack = custody.change_order("c-1", session, pieces(d1=40), pieces(d20=2))
        said = refusal(books.record(lack))
        assert said.code is Code.MOVE_PIECES_MISSING
        assert "10 x 1.00" in said.sentence
        done = recorded(books, custody.change_order("c-2", session, pieces(d1=20), pieces(d20=1)))
        assert done.posting.journal.lines == ()
        assert books.holdings().at(VAULT).pieces == pieces(d20=1, d1=10)
        assert books.takings(session.session_id).moved == Money(0)
        assert books.acts(session_id=session.session_id) == (done,)
        assert books.prove().proves

    def test_a_transfer_moves_what_both_drawers_should_hold(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        recorded(books, custody.transfer("t-1", one, two, pieces(d20=2)))
        assert books.takings(one.session_id).moved == Money(-4000)
        assert books.takings(two.session_id).moved == Money(4000)
        for session, cents in ((one, 16000), (two, 24000)):
            ok(books.close_session(close_order(session, count_of(cents)), OFFICE))
        assert books.prove().proves

    def test_money_of_two_days_is_kept_apart(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO, on=LATER)
        said = refusal(books.record(custody.transfer("t-1", one, two, pieces(d20=2))))
        assert said.code is Code.ACT_OTHER_DAY

    def test_a_closed_drawer_is_pulled_no_more_and_turned_in_once(self, books: Books) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1", 100, "C")
        order = custody.turn_in("i-1", session, pieces(d100=4, d50=1))
        early = refusal(books.record(order))
        assert early.code is Code.SESSION_NOT_CLOSED
        ok(books.close_session(close_order(session, count_of(65000)), OFFICE))
        late = refusal(books.record(custody.pull("p-1", session, pieces(d20=1))))
        assert late.code is Code.SESSION_NOT_OPEN
        done = recorded(books, order)
        assert books.act_claiming(Claim(TURN_IN, session.session_id)) == done
        again = refusal(books.record(custody.turn_in("i-2", session, pieces(d100=4, d50=1))))
        assert again.code is Code.ACT_DONE_BEFORE
        assert "2027-VAULT-00001" in again.sentence
        assert books.prove().proves

    def test_a_count_of_the_vault_records_its_difference(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-1", pieces(d20=10, d1=50)))
        sam, jane = signed(SUPERVISOR, SUPERVISOR), signed(JANE, SUPERVISOR, Act.HAND_OVER)
        held = books.holdings().at(VAULT).pieces
        assert held is not None
        order = order_vault_count(
            pieces(d20=9, d1=52), held, sam, jane, "Miscounted", custody.asked("v-1"), OFFICE
        )
        done = recorded(books, ok(order))
        assert books.act(done.number) == done
        assert books.holdings().at(VAULT).pieces == pieces(d20=9, d1=52)
        assert {line.gl_code for line in done.posting.journal.lines} == {
            OFFICE.custody.vault,
            OFFICE.custody.short,
        }
        assert books.prove().proves

    def test_a_count_of_the_vault_is_of_what_the_books_say_when_it_is_kept(
        self, books: Books
    ) -> None:
        session = kit.open_drawer(books)
        recorded(books, custody.from_bank("f-1", pieces(d20=5)))
        signs = signed(SUPERVISOR, SUPERVISOR), signed(JANE, SUPERVISOR, Act.HAND_OVER)
        counted, before = pieces(d20=10), pieces(d20=5)
        stale = order_vault_count(counted, before, *signs, "Recount", custody.asked("v-1"), OFFICE)
        recorded(books, custody.pull("p-1", session, pieces(d20=5)))
        assert refusal(books.record(ok(stale))).code is Code.VAULT_DIFFERS
        now = order_vault_count(counted, counted, *signs, "", custody.asked("v-2"), OFFICE)
        recorded(books, ok(now))
        assert books.holdings().at(VAULT).amount == Money(20000)

    def test_acts_are_found_by_kind_and_days(self, books: Books) -> None:
        first = recorded(books, custody.from_bank("f-1", pieces(d20=10)))
        second = recorded(books, custody.from_bank("f-2", pieces(d20=10), on=LATER))
        assert books.acts() == (first, second)
        assert books.acts(kind=CashMoved.kind, first=LATER) == (second,)
        assert books.acts(last=DAY) == (first,)
        assert books.acts(kind="stock") == ()
        assert books.acts(session_id="1-1") == ()

    def test_an_act_of_an_earlier_day_follows_one_of_a_later(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-1", pieces(d20=1), on=LATER))
        recorded(books, custody.from_bank("f-2", pieces(d20=1), on=DAY))
        recorded(books, custody.from_bank("f-3", pieces(d20=1), on=LATER))
        recorded(books, custody.from_bank("f-4", pieces(d20=1), on=DAY))
        assert books.prove().proves
        assert books.prove(DAY).proves
        assert books.prove(LATER).proves

    def test_numbers_begin_anew_each_year(self, books: Books) -> None:
        days = (DAY, date(2028, 1, 3), date(2028, 1, 4))
        done = [
            recorded(books, custody.from_bank(f"f-{n}", pieces(d1=1), on=day))
            for n, day in enumerate(days)
        ]
        assert [str(each.number) for each in done] == [
            "2027-VAULT-00001", "2028-VAULT-00001", "2028-VAULT-00002",
        ]  # fmt: skip

    def test_nothing_is_recorded_under_a_policy_that_is_not_kept(self, books: Books) -> None:
        order = custody.from_bank("f-1", pieces(d1=1))
        other = replace(order, header=replace(order.header, policy_digest="0" * 64))
        assert refusal(books.record(other)).code is Code.BOOKS_REFUSED
        assert books.acts() == ()

    def test_an_issued_float_leaves_the_vault_and_goes_back(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-1", pieces(d20=10, d1=100)))
        issue = FloatIssue(pieces(d20=5, d1=100), signed(SUPERVISOR, JANE))
        order = replace(open_order(), issue=issue)
        session = ok(books.open_session(order, OFFICE))
        assert session.issued
        assert books.session(session.session_id) == session
        assert books.holdings().at(VAULT).pieces == pieces(d20=5)
        again = replace(open_order("2", DIEGO, request="o-2"), issue=issue)
        said = books.open_session(again, OFFICE)
        assert isinstance(said, Refusal)
        assert said.code is Code.MOVE_PIECES_MISSING
        closing = ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        assert isinstance(closing.body, DrawerClosed)
        wanted = pieces(d1=200)
        back = order_turn_in(
            session, closing.body, wanted, signed(JANE, SUPERVISOR, Act.HAND_OVER),
            signed(SUPERVISOR, SUPERVISOR), custody.asked("i-1"), OFFICE,
        )  # fmt: skip
        recorded(books, ok(back))
        assert books.holdings().at(VAULT).amount == Money(30000)
        assert books.prove().proves

    def test_an_issued_float_that_was_taken_out_first_goes_back_too(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-1", pieces(d20=10)))
        issue = FloatIssue(pieces(d20=10), signed(SUPERVISOR, JANE))
        session = ok(books.open_session(replace(open_order(), issue=issue), OFFICE))
        count = replace(count_of(0), float_out=Money(20000))
        closing = ok(books.close_session(close_order(session, count), OFFICE))
        assert isinstance(closing.body, DrawerClosed)
        signs = signed(JANE, SUPERVISOR, Act.HAND_OVER), signed(SUPERVISOR, SUPERVISOR)
        who = custody.asked("i-1")
        less = order_turn_in(session, closing.body, pieces(d20=9), *signs, who, OFFICE)
        assert isinstance(less, Refusal)
        assert less.code is Code.TURN_IN_DIFFERS
        back = ok(order_turn_in(session, closing.body, pieces(d20=10), *signs, who, OFFICE))
        recorded(books, back)
        assert books.holdings().at(VAULT).amount == Money(20000)
        assert books.prove().proves

    def test_pieces_that_the_vault_gave_for_counted_ones_are_turned_in(self, books: Books) -> None:
        session = kit.open_drawer(books)
        closing = ok(books.close_session(close_order(session, count_of(25000), "unknown"), OFFICE))
        assert isinstance(closing.body, DrawerClosed)
        keeper, who = signed(SUPERVISOR, SUPERVISOR), custody.asked("i-1")
        sides = signed(JANE, SUPERVISOR, Act.HAND_OVER), keeper, who, OFFICE
        alone = order_turn_in(session, closing.body, pieces(d50=1), *sides)
        assert isinstance(alone, Refusal)
        assert alone.code is Code.TURN_IN_DIFFERS
        most = order_turn_in(session, closing.body, pieces(d100=1), *sides, pieces(d100=1))
        assert isinstance(most, Refusal)
        ok(order_turn_in(session, closing.body, pieces(d50=1), *sides, pieces(d50=1)))

    def test_another_turns_in_what_was_counted_where_the_clerk_is_away(self, books: Books) -> None:
        session = kit.open_drawer(books)
        closing = ok(books.close_session(close_order(session, count_of(25000), "unknown"), OFFICE))
        assert isinstance(closing.body, DrawerClosed)
        keeper, who = signed(SUPERVISOR, SUPERVISOR), custody.asked("i-1")
        one = order_turn_in(session, closing.body, pieces(d1=50), keeper, keeper, who, OFFICE)
        assert isinstance(one, Refusal)
        other = signed(DIEGO, SUPERVISOR, Act.HAND_OVER)
        act = recorded(
            books,
            ok(order_turn_in(session, closing.body, pieces(d1=50), other, keeper, who, OFFICE)),
        )
        assert [signer.operator_id for signer in act.body.signers] == ["diego", "sam"]
        assert books.prove().proves

    def test_where_floats_are_issued_none_is_taken_alone(self, books: Books) -> None:
        office = replace(OFFICE, keeping=replace(OFFICE.keeping, float_rule="issued"))
        said = books.open_session(open_order(), office)
        assert isinstance(said, Refusal)
        assert said.code is Code.FLOAT_NOT_ISSUED
