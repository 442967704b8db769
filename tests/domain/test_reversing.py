"""Reversals of acts of custody: what they undo, who may ask and approve, on which date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.custody.act_kinds import body_from_data
from domain.custody.acting import PostedAct, seal_act
from domain.custody.acts import ActBody, Signer
from domain.custody.reversal import ActReversed, reversal_day
from domain.custody.reversing import APPROVES, order_reversal, right_to_reverse
from domain.custody.serials import Serials
from domain.custody.stock import StockAct
from domain.custody.vault import VAULT
from domain.ledger.funds import Funds
from domain.ledger.trail import GENESIS
from domain.money import Money
from domain.people.acts import Act
from domain.people.authority import Operator
from domain.refusals import Code, Refusal
from storage.memory import MemoryBooks
from tests import stock_kit
from tests.samples import CHAMBERLAIN, DAY, DIEGO, JANE, SUPERVISOR, keep_sample_policy, ok
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.custody_kit import pieces
from tests.storage.reversal_kit import OFFICE, reversal, reversing_office, said

FUND = PostedAct(1, seal_act(custody.from_bank("f-1", pieces(d20=3)), 1, 1, GENESIS))


def code(answer: object) -> Code:
    """The code of what must be a refusal."""
    assert isinstance(answer, Refusal)
    return answer.code


def test_it_moves_all_the_other_way_and_points_at_its_act() -> None:
    order = ok(reversal(FUND, reason="  Wrong   amount "))
    body = order.body
    assert isinstance(body, ActReversed)
    assert (body.number, body.reason) == (FUND.number, "Wrong amount")
    assert [(p.place, p.value, p.number) for p in body.pieces()] == [(VAULT, Money(2000), -3)]
    assert dict(body.movements()) == {a: -cents for a, cents in FUND.body.movements()}
    assert body.title == "reversal: change fund from the bank"
    told = dict(body.told())
    assert (told["Reverses"], told["Why"], told["Amount"]) == (
        "2027-VAULT-00001", "Wrong amount", "60.00",
    )  # fmt: skip
    assert [signer.name for signer in body.signers] == ["Sam Field", CHAMBERLAIN.name]
    assert body_from_data(body.kind, body.data()) == body


def test_what_is_due_between_funds_goes_back_too_whatever_policy_says_by_then() -> None:
    body = replace(FUND.body, credit="F.0202")  # type: ignore[type-var]  # a movement of cash
    made = PostedAct(1, seal_act(custody.ordered(body, "f-2"), 1, 1, GENESIS))
    lines = made.posting.journal.lines
    assert len(lines) == 4
    other = replace(OFFICE, funds=Funds())
    for office in (OFFICE, other):
        back = ok(reversal(made, office=office)).journal.lines
        assert [(x.gl_code, x.credit, x.debit) for x in back] == [
            (x.gl_code, x.debit, x.credit) for x in lines
        ]


@pytest.mark.parametrize("reason", ["", " . ", "ab", "!!!"])
def test_it_has_a_reason_that_says_something(reason: str) -> None:
    assert code(reversal(FUND, reason=reason)) is Code.REVERSAL_REASON


def test_a_reason_keeps_no_secret() -> None:
    assert code(reversal(FUND, reason="Card 4111111111111111")) is not Code.REVERSAL_REASON
    assert isinstance(reversal(FUND, reason="Card 4111111111111111"), Refusal)


def test_who_entered_the_act_does_not_approve_its_reversal() -> None:
    answer = reversal(FUND, by=CHAMBERLAIN, second=SUPERVISOR)
    assert code(answer) is Code.REVERSAL_OF_OWN
    other = replace(DIEGO, operator_id="sam2", person="sam", role=SUPERVISOR.role)
    assert code(reversal(FUND, by=CHAMBERLAIN, second=other)) is Code.REVERSAL_OF_OWN


def test_nobody_approves_the_own_reversal() -> None:
    who = custody.asked("r", CHAMBERLAIN, DAY)
    unsigned = Signer(CHAMBERLAIN.name, CHAMBERLAIN.operator_id)
    mine = replace(said(FUND), approver=unsigned, second=CHAMBERLAIN)
    assert code(order_reversal(mine, who, OFFICE)) is Code.ACT_ONE_PERSON
    other = replace(CHAMBERLAIN, operator_id="cham2", person="cham")
    assert code(reversal(FUND, by=CHAMBERLAIN, second=other)) is Code.ACT_ONE_PERSON


def test_who_entered_it_under_another_sign_in_does_not_approve() -> None:
    here = replace(DIEGO, operator_id="sam", person=CHAMBERLAIN.operator_id)
    asked_for = replace(said(FUND, by=DIEGO), entered_by=here)
    roles = tuple(replace(r, acts=r.acts | {Act.KEEP_VAULT}) for r in OFFICE.roles)
    who = custody.asked("r", DIEGO, DAY)
    answer = order_reversal(asked_for, who, replace(OFFICE, roles=roles))
    assert code(answer) is Code.REVERSAL_OF_OWN


@pytest.mark.parametrize("missing", [APPROVES, Act.KEEP_VAULT])
def test_the_approver_holds_the_acts_right_and_the_reversals_own(missing: Act) -> None:
    roles = tuple(
        replace(r, acts=r.acts - {missing}) if r.code == CHAMBERLAIN.role else r
        for r in OFFICE.roles
    )
    office = replace(OFFICE, roles=roles)
    assert code(reversal(FUND, office=office)) is Code.NO_RIGHT
    small = replace(office, small_office=True)
    assert not isinstance(reversal(FUND, office=small), Refusal)


def test_the_one_who_enters_it_holds_the_acts_right() -> None:
    assert code(reversal(FUND, by=JANE)) is Code.NO_RIGHT


def test_an_approval_of_something_else_does_not_do() -> None:
    signer = custody.signed(CHAMBERLAIN, SUPERVISOR, Act.KEEP_VAULT)
    wrong = replace(said(FUND), approver=signer)
    who = custody.asked("r", SUPERVISOR, DAY)
    assert code(order_reversal(wrong, who, reversing_office())) is Code.ACT_UNSIGNED


def test_what_an_open_drawer_signs_for_is_put_right_there() -> None:
    books = MemoryBooks()
    keep_sample_policy(books)
    session = kit.open_drawer(books)
    pull = custody.recorded(books, custody.pull("p-1", session, pieces(d20=1)))
    assert code(reversal(pull)) is Code.REVERSAL_AT_DRAWER


def test_a_reversal_is_not_reversed() -> None:
    order = ok(reversal(FUND))
    again = PostedAct(2, seal_act(order, 2, 2, GENESIS))
    assert code(right_to_reverse(again.body)) is Code.REVERSAL_NOT_OF_THIS
    with pytest.raises(ValueError, match="not reversed"):
        ActReversed(again.number, again.body, "Wrong again", *again.body.signers)


def test_one_without_an_approval_is_no_reversal() -> None:
    mine = Signer(SUPERVISOR.name, "sam")
    with pytest.raises(ValueError, match="second person"):
        ActReversed(FUND.number, FUND.body, "Wrong amount", mine, mine)


@pytest.mark.parametrize(
    ("through", "on"),
    [(None, DAY), (date(2027, 1, 22), DAY), (DAY, date(2027, 1, 27))],
)
def test_a_closed_day_stays_as_it_was(through: date | None, on: date) -> None:
    assert reversal_day(DAY, through, date(2027, 1, 27)) == on


def stock_body(act: StockAct, drawer: str) -> ActBody:
    """An act on numbers 1 to 5."""
    return stock_kit.stock_order(act, "s", Serials(1, 5), drawer=drawer).body


@pytest.mark.parametrize("act", [StockAct.RECEIVED, StockAct.ISSUED, StockAct.SPOILED])
def test_movements_of_stock_are_undone(act: StockAct) -> None:
    body = stock_body(act, "1")
    made = PostedAct(1, seal_act(custody.ordered(body, "s"), 1, 1, GENESIS))
    order = ok(reversal(made))
    (undone,) = order.body.stock()
    assert undone == replace(body.stock()[0], undone=True)


def test_the_signers_are_two_of_the_office() -> None:
    second: Operator = CHAMBERLAIN
    order = ok(reversal(FUND, second=second))
    approval = order.body.signers[1].approval
    assert approval is not None
    assert approval.act == APPROVES
