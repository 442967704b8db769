"""What all books must do with deposits, bags, the bank's answers, and the drawers as they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.books import Books
from domain.custody.acting import ActOrder, PostedAct
from domain.custody.acts import Signer
from domain.custody.banking import BankTold
from domain.custody.deposit import Deposit, Held
from domain.custody.deposit_orders import (
    Undeposited,
    order_bank_told,
    order_deposit,
    order_hand_over,
)
from domain.custody.depositing import item_claim
from domain.custody.drawer import DrawerSession
from domain.custody.keeping import on_hand_alarm
from domain.custody.pieces import Pieces
from domain.custody.vault import COURIER, VAULT
from domain.money import Money, total
from domain.people.acts import Act
from domain.records import DraftState
from domain.refusals import Code, Refusal
from tests.samples import CHAMBERLAIN, DAY, DIEGO, SUPERVISOR, count_of, ok, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.custody_kit import pieces, recorded, refusal, signed

OFFICE = sample_office()
BANK = OFFICE.keeping.banks[0]
LATER = date(2027, 1, 26)
PREPARED = signed(SUPERVISOR, SUPERVISOR)
VERIFIED = signed(CHAMBERLAIN, SUPERVISOR, Act.MAKE_DEPOSIT)


def waiting(books: Books) -> Undeposited:
    """What waits for the sample office's bank account."""
    return books.undeposited(BANK, OFFICE)


def closed_drawer(books: Books, *, turned_in: bool = True) -> DrawerSession:
    """A drawer with 450.00 in cash, two checks and a pull of 400.00, short by 1.00, closed and turned in."""
    session = kit.open_drawer(books)
    kit.sell(books, session, "r-1", 100, "C")
    kit.sell(books, session, "r-2", 1, "K", None, "101")
    kit.sell(books, session, "r-3", 3, "K", None, "102")
    recorded(books, custody.pull("p-1", session, pieces(d20=20)))
    close = close_order(session, count_of(20000 + 5000 - 100, (450, 1350)), "unknown")
    ok(books.close_session(close, OFFICE))
    if turned_in:
        recorded(books, custody.turn_in("i-1", session, pieces(d1=49)))
    return session


def deposit_of(books: Books, cash: Pieces, bag: str = "77", held: tuple[int, ...] = ()) -> Deposit:
    """A deposit of all that waits; ``held`` are the places of items that are held over."""
    found = waiting(books)
    items = [i for s in found.sessions for i in s.items] + [i for _, i in found.held]
    return Deposit(
        "",
        "general",
        tuple(s.session_id for s in found.sessions),
        cash,
        tuple(item for n, item in enumerate(items) if n not in held),
        tuple(Held(item, "unsigned") for n, item in enumerate(items) if n in held),
        bag,
        "A19",
    )


def deposit_order(books: Books, deposit: Deposit, request: str = "d-1") -> ActOrder | Refusal:
    """The order of a deposit."""
    who = custody.asked(request)
    return order_deposit(deposit, waiting(books), PREPARED, VERIFIED, who, OFFICE)


def made(books: Books, cash: Pieces, **how: object) -> PostedAct:
    """A deposit in the books."""
    return recorded(books, ok(deposit_order(books, deposit_of(books, cash, **how))))  # type: ignore[arg-type]


class DepositsContract:
    def test_what_waits_is_what_came_in(self, books: Books) -> None:
        session = closed_drawer(books)
        (one,) = waiting(books).sessions
        assert (one.session_id, one.business_date) == (session.session_id, DAY)
        assert (one.cash, one.cash_over, one.moved) == (Money(45000), Money(-100), Money(0))
        assert (one.first_receipt, one.last_receipt) == ("2027-1-000001", "2027-1-000003")
        assert [(i.number, i.amount) for i in one.items] == [
            ("101", Money(450)), ("102", Money(1350)),
        ]  # fmt: skip
        (hand,) = waiting(books).on_hand()
        assert (hand.amount, hand.cash) == (Money(46700), Money(44900))
        assert on_hand_alarm((hand,), LATER, OFFICE.keeping) is None
        late = on_hand_alarm((hand,), date(2027, 1, 27), OFFICE.keeping)
        assert late is not None
        assert late.too_old == (hand,)

    def test_a_deposit_takes_its_session_once_and_its_cash_from_the_vault(
        self, books: Books
    ) -> None:
        closed_drawer(books)
        order = ok(deposit_order(books, deposit_of(books, pieces(d20=20, d1=49))))
        done = recorded(books, order)
        assert waiting(books) == Undeposited(())
        assert books.holdings().at(VAULT).amount == Money(0)
        assert books.holdings().at("bag 77").amount == Money(44900)
        sums = {line.gl_code: line.debit - line.credit for line in done.posting.journal.lines}
        assert sums == {"A.0203": Money(46700), "A.0201": Money(-46700)}
        again = replace(order, header=replace(order.header, request_id="d-2"))
        assert refusal(books.record(again)).code is Code.ACT_DONE_BEFORE
        assert books.act_claiming(item_claim("2027-1-000002", 1)) == done
        assert books.prove().proves

    def test_cash_goes_to_one_bank_account_whatever_policy_calls_it_later(
        self, books: Books
    ) -> None:
        closed_drawer(books)
        recorded(books, custody.from_bank("f-1", pieces(d20=50, d1=100)))
        made(books, pieces(d20=20, d1=49))
        other = replace(BANK, code="new", tenders=(OFFICE.cash.code,))
        office = replace(OFFICE, keeping=replace(OFFICE.keeping, banks=(other,)))
        found = books.undeposited(other, office)
        names = tuple(each.session_id for each in found.sessions)
        again = Deposit("", "new", names, pieces(d20=20, d1=49), (), (), "78", "A20")
        order = order_deposit(again, found, PREPARED, VERIFIED, custody.asked("d-2"), office)
        assert refusal(books.record(ok(order))).code is Code.ACT_DONE_BEFORE

    def test_money_must_be_in_the_vault_first(self, books: Books) -> None:
        closed_drawer(books, turned_in=False)
        recorded(books, custody.from_bank("f-1", pieces(d1=49)))
        order = ok(deposit_order(books, deposit_of(books, pieces(d20=20, d1=49))))
        said = refusal(books.record(order))
        assert said.code is Code.ACT_TOO_EARLY
        assert "turn-in of session 1-1" in said.sentence

    def test_what_does_not_prove_is_not_sealed(self, books: Books) -> None:
        closed_drawer(books)
        said = deposit_order(books, deposit_of(books, pieces(d20=20, d1=48)))
        assert isinstance(said, Refusal)
        assert said.code is Code.DEPOSIT_DIFFERS

    def test_an_item_held_over_goes_with_a_later_deposit(self, books: Books) -> None:
        closed_drawer(books)
        made(books, pieces(d20=20, d1=49), held=(1,))
        ((on, item),) = waiting(books).held
        assert (on, item.number) == (DAY, "102")
        later = ok(deposit_order(books, deposit_of(books, Pieces(), bag="78"), "d-2"))
        recorded(books, later)
        assert waiting(books) == Undeposited(())
        assert books.prove().proves

    def test_the_bank_acknowledges_what_the_courier_took(self, books: Books) -> None:
        closed_drawer(books)
        done = made(books, pieces(d20=20, d1=49))
        hand = custody.asked("h-1")
        recorded(books, ok(order_hand_over(done, PREPARED, "A. Driver", hand, OFFICE)))
        assert books.holdings().at(COURIER).amount == Money(44900)
        told = order_bank_told(
            done,
            Money(46600),
            LATER,
            "slip 4",
            Signer(SUPERVISOR.name, "sam"),
            custody.asked("b-1", on=LATER),
            OFFICE,
            handed_over=True,
            reason="One bill was a counterfeit.",
        )
        answer = recorded(books, ok(told))
        assert isinstance(answer.body, BankTold)
        assert answer.body.difference == Money(-100)
        assert books.holdings().holdings == ()
        sums = {line.gl_code: line.debit - line.credit for line in answer.posting.journal.lines}
        assert total(sums.values()) == Money(0)
        assert sums["A.0202"] == Money(46600)
        assert len(books.queued("back office")) == 4, "nothing is printed of the bank's answer"
        assert books.prove().proves

    def test_a_check_that_came_back_before_waits_no_more(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        corrections.paid_by_check(books, session, "r-1", "4471", kit.TAX)
        corrections.close(books, session)
        assert len(waiting(books).sessions[0].items) == 1
        ok(books.correct(corrections.returned_order(books, "4471", 61228, LATER)))
        assert waiting(books).sessions[0].items == ()

    def test_a_transfer_is_money_of_the_drawer_that_got_it(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        kit.sell(books, one, "r-1", 100, "C")
        recorded(books, custody.transfer("t-1", one, two, pieces(d20=2)))
        for session, cents in ((one, 61000), (two, 24000)):
            ok(books.close_session(close_order(session, count_of(cents)), OFFICE))
        assert [s.moved for s in waiting(books).sessions] == [Money(-4000), Money(4000)]

    def test_the_drawers_now(self, books: Books) -> None:
        assert books.drawers_now(OFFICE) == ()
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1", 100, "C")
        recorded(books, custody.pull("p-1", session, pieces(d20=20)))
        books.save_draft(kit.draft_of(kit.tags_cart("parked-1"), DraftState.PARKED))
        (now,) = books.drawers_now(OFFICE)
        assert (now.session, now.cash, now.receipts) == (session, Money(25000), 1)
        assert (now.parked, now.waits) == (1, False)
        assert now.last_at == custody.asked("any").at
        assert not now.to_pull(OFFICE.keeping)
