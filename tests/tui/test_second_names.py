"""One human with two sign-in names never approves for himself; an approval of one who is gone answers for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.corrections.policy import CorrectionKind
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.office import Office
from domain.people.approval import Approval
from domain.people.authority import Act, Operator
from domain.records import PostedCorrection
from domain.refusals import Code, Refusal
from storage.memory import MemoryBooks
from tests.rich import rich_office
from tests.samples import DIEGO, PINS, at, count_of, ok, open_order, sample_office
from tests.storage import contract_kit as kit
from tests.tui.desk_corrections_kit import open_desk, pay, support
from tests.tui.desk_kit import FLOAT, desk_of, stocked_books
from tests.tui.test_desk_days import put_clock
from tui.desk import Desk, Station
from tui.desk_corrections import CorrectionDesk
from tui.desk_deposit import DepositDesk
from tui.desk_drawer import DrawerDesk
from tui.desk_drawers import ByHour, DrawersDesk
from tui.desk_people import Asked, PeopleDesk

SECOND = Operator("sam2", "Sam Field", "clerk", person="sam")
"""The supervisor's other name, with which he takes money."""


def limited() -> Office:
    """The office with a limit of 100.00 on a check."""
    office = rich_office()
    kinds = tuple(
        replace(kind, limit=Money(10_000)) if kind.code == "K" else kind
        for kind in office.tender_kinds
    )
    return replace(office, tender_kinds=kinds)


def books_of_two_names() -> MemoryBooks:
    """The sample books with the supervisor's second name."""
    books = stocked_books()
    assert books.add_operator(SECOND, "9191", at(8)) is None
    return books


def approved_cart(books: MemoryBooks) -> Desk:
    """Jane's desk with a check that the supervisor approved."""
    desk = desk_of(books, limited())
    assert desk.sign_in("jane", PINS["jane"]) is None
    assert not isinstance(DrawerDesk(desk).open(FLOAT), Refusal)
    assert desk.add_bill(kit.state(books, kit.WATER)) is None
    asked = Asked(Act.TAKE_MONEY, "Take 130.00 by check, which is over the limit.")
    yes = PeopleDesk(desk).approve(asked, "sam", PINS["sam"])
    assert isinstance(yes, Approval)
    assert desk.tender("K", "", "1001", approval=yes) is None
    assert desk.missing_approvals() == ()
    return desk


def recalled_by(books: MemoryBooks, who: Operator, pin: str) -> Desk:
    """Another counter at which somebody takes the parked cart."""
    ok(books.open_session(open_order("2", who), limited()))
    desk = desk_of(books, limited(), prefix="other", station=Station("S2", "2"))
    assert desk.sign_in(who.operator_id, pin) is None
    (draft,) = desk.parked()
    assert desk.recall(draft.cart.request_id) is None
    return desk


def test_a_cart_approved_by_oneself_under_another_name_is_approved_by_nobody() -> None:
    books = books_of_two_names()
    assert approved_cart(books).park() is None
    desk = recalled_by(books, SECOND, "9191")
    (need,) = desk.missing_approvals()
    order = desk.order()
    assert isinstance(order, Refusal)
    assert order.code is Code.NOT_APPROVED
    asked = Asked(need.act, need.words)
    assert isinstance(PeopleDesk(desk).approve(asked, "sam", PINS["sam"]), Refusal)
    yes = ok(PeopleDesk(desk).approve(asked, "cham", PINS["cham"]))
    assert desk.approve(need, yes) is None
    assert [g.approval.operator_id for g in ok(desk.order()).cart.approvals] == ["cham"]


def test_a_cart_approved_by_another_is_taken_over_with_its_approval() -> None:
    books = books_of_two_names()
    assert approved_cart(books).park() is None
    desk = recalled_by(books, DIEGO, PINS["diego"])
    assert desk.missing_approvals() == ()
    ok(desk.order())


def test_an_approval_of_somebody_disabled_since_answers_for_nothing() -> None:
    books = books_of_two_names()
    desk = approved_cart(books)
    books.set_operator("sam", at(10), disabled=True)
    assert len(desk.missing_approvals()) == 1
    assert isinstance(desk.order(), Refusal)


def test_a_void_approved_by_somebody_disabled_since_is_refused() -> None:
    books = stocked_books()
    desk = open_desk(books)
    number = pay(desk, kit.WATER)
    why = support(desk, CorrectionKind.VOID)
    books.set_operator("sam", at(10), disabled=True)
    refusal = CorrectionDesk(desk).void(number, why)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.APPROVAL_OTHER


@pytest.mark.parametrize("whose", ["sam", "sam2"])
def test_work_of_ones_other_name_is_ones_own(whose: str) -> None:
    desk = desk_of(books_of_two_names())
    assert desk.sign_in("jane", PINS["jane"]) is None
    asked = Asked(Act.CORRECT_RECEIPTS, "Reverse receipt 2027-2-000001.", whose=whose)
    refusal = PeopleDesk(desk).approve(asked, "sam", PINS["sam"])
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.RIGHT_NOT_OWN


def test_a_void_in_a_drawer_left_open_is_of_the_drawers_day() -> None:
    books = stocked_books()
    desk = open_desk(books)
    number = pay(desk, kit.TAX)
    why = support(desk, CorrectionKind.VOID)
    put_clock(desk, at(9, day=date(2027, 2, 3)))
    done = CorrectionDesk(desk).void(number, why)
    assert isinstance(done, PostedCorrection)
    (effect,) = done.body.amendment.effects
    assert effect.after == Money(122455), "no penalty of the days since"


def test_nobody_approves_what_ones_own_drawer_came_to_under_another_name() -> None:
    """Also where somebody else enters it, and where the other name's role approves any drawer."""
    books = stocked_books()
    boss = Operator("boss", "Jane Doe", "chamberlain", person="jane")
    assert books.add_operator(boss, "8888", at(8)) is None
    desk = desk_of(books)
    assert desk.sign_in("sam", PINS["sam"]) is None
    asked = Asked(Act.CLOSE_DRAWER, "Drawer 1 is turned in other than counted.", whose="jane")
    refusal = PeopleDesk(desk).approve(asked, "boss", "8888")
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.APPROVER_IS_ACTOR
    assert not isinstance(PeopleDesk(desk).approve(asked, "cham", PINS["cham"]), Refusal)


@pytest.mark.parametrize(("owner", "maker"), [("sam2", "sam"), ("sam", "sam2")])
def test_the_drawer_of_ones_other_name_is_ones_own_in_a_deposit(owner: str, maker: str) -> None:
    books = stocked_books()
    names = {"sam": books.operator("sam"), "sam2": replace(SECOND, role="supervisor")}
    assert books.add_operator(replace(SECOND, role="supervisor"), "9191", at(8)) is None
    took = names[owner]
    assert took is not None
    session = kit.open_drawer(books, "1", took)
    kit.sell(books, session, "r-1", 1, "K", None, "101")
    close = CloseOrder("close", session.session_id, took, at(17), count_of(20000, (450,)))
    ok(books.close_session(close, sample_office()))
    desk = desk_of(books)
    assert desk.sign_in(maker, {**PINS, "sam2": "9191"}[maker]) is None
    deposits = DepositDesk(desk)
    draft = replace(deposits.begin(sample_office().keeping.banks[0]), bag="B77", seal="S19")
    refusal = deposits.check(draft)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.RIGHT_NOT_OWN


@pytest.mark.parametrize(("owner", "here"), [("sam2", "sam"), ("sam", "sam2")])
def test_what_the_drawer_of_ones_other_name_should_hold_is_not_shown(owner: str, here: str) -> None:
    books = stocked_books()
    second = replace(SECOND, role="supervisor")
    assert books.add_operator(second, "9191", at(8)) is None
    took = {"sam": books.operator("sam"), "sam2": second}[owner]
    assert took is not None
    kit.open_drawer(books, "1", took)
    desk = desk_of(books)
    assert desk.sign_in(here, {**PINS, "sam2": "9191"}[here]) is None
    drawers = DrawersDesk(desk)
    (row,) = drawers.read(ByHour()).drawers
    assert row.cash is None
    assert isinstance(drawers.may_count(row.now), str)
    assert isinstance(drawers.may_close(row.now.session), str)
