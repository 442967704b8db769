"""The deposit: in the form received, item by item, each session once (invariants I8 and I9)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.custody.deposit import (
    ClosedSession,
    Deposit,
    DepositItem,
    Held,
    check_deposit,
    composition,
)
from domain.custody.pieces import Pieces, pieces_of
from domain.money import Money
from domain.refusals import Code, Refusal

DAY = date(2027, 1, 25)
TAX = DepositItem("2027-1-000001", "K", "101", Money(124_567))
WATER = DepositItem("2027-1-000002", "K", "7", Money(20_112))
ORDER = DepositItem("2027-2-000001", "M", "55", Money(4_000))


def cash_of(cents: int) -> Pieces:
    return pieces_of([(Money(1), cents)])


ONE = ClosedSession(
    "1-5", DAY, "2027-1-000001", "2027-1-000009", 9, Money(30_000), Money(-125), (TAX, WATER)
)
TWO = ClosedSession("2-3", DAY, "2027-2-000001", "2027-2-000001", 1, Money(500), Money(0), (ORDER,))
RIGHT = Deposit(
    "D-1", "general", ("1-5", "2-3"), cash_of(30_375), (TAX, WATER, ORDER), (), "77", "A19"
)


def code_of(deposit: Deposit, deposited: tuple[str, ...] = ()) -> Code | None:
    refused = check_deposit(deposit, (ONE, TWO), deposited)
    return refused.code if isinstance(refused, Refusal) else None


def test_cash_is_the_receipts_with_the_drawers_difference_and_checks_are_the_very_checks() -> None:
    proof = composition(RIGHT, (ONE, TWO))
    assert proof.proves
    assert [(r.kind, r.deposited.cents) for r in proof.rows] == [
        ("cash", 30_375),
        ("K", 144_679),
        ("M", 4_000),
    ]
    assert code_of(RIGHT) is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(RIGHT, cash=cash_of(30_500)), Code.DEPOSIT_DIFFERS),
        (replace(RIGHT, items=(TAX, ORDER)), Code.DEPOSIT_DIFFERS),
        (replace(RIGHT, items=(TAX, TAX, WATER, ORDER)), Code.DEPOSIT_DIFFERS),
        (replace(RIGHT, bag=" "), Code.DEPOSIT_UNSEALED),
        (replace(RIGHT, seal=""), Code.DEPOSIT_UNSEALED),
        (replace(RIGHT, items=(TAX, ORDER), held=(Held(WATER, " "),)), Code.HELD_WITHOUT_REASON),
        (
            replace(RIGHT, held=(Held(replace(WATER, number="8"), "torn"),)),
            Code.HELD_UNKNOWN,
        ),
    ],
)
def test_what_is_not_as_it_came_is_not_sealed(wrong: Deposit, code: Code) -> None:
    assert code_of(wrong) is code


def test_a_check_swapped_for_cash_does_not_prove_although_the_amount_does() -> None:
    swapped = replace(RIGHT, cash=cash_of(30_375 + 20_112), items=(TAX, ORDER))
    assert swapped.amount == RIGHT.amount
    assert code_of(swapped) is Code.DEPOSIT_DIFFERS


def test_a_session_is_in_one_deposit() -> None:
    assert code_of(RIGHT, ("1-5",)) is Code.DEPOSITED_TWICE


def test_an_item_held_over_goes_with_a_later_deposit() -> None:
    first = replace(RIGHT, items=(TAX, ORDER), held=(Held(WATER, "not signed"),))
    assert code_of(first) is None
    later = Deposit("D-2", "general", (), Pieces(), (WATER,), (), "78", "A20")
    assert check_deposit(later, (), ("1-5", "2-3"), (WATER,)) is None
    empty = replace(later, items=())
    refused = check_deposit(empty, (), (), (WATER,))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.DEPOSIT_DIFFERS


ITEMS = st.lists(
    st.builds(
        DepositItem,
        st.sampled_from(["A", "B"]),
        st.sampled_from(["K", "M"]),
        st.sampled_from(["1", "2"]),
        st.integers(1, 4).map(Money),
    ),
    max_size=6,
)


@given(ITEMS, ITEMS, st.integers(0, 500), st.integers(-9, 9), st.integers(0, 500))
def test_only_the_same_money_in_the_same_form_proves(
    due: list[DepositItem], here: list[DepositItem], cash: int, over: int, deposited: int
) -> None:
    session = ClosedSession("1-1", DAY, "a", "b", 1, Money(cash), Money(over), tuple(due))
    deposit = Deposit("D", "b", ("1-1",), cash_of(deposited), tuple(here), (), "1", "1")
    proof = composition(deposit, (session,))
    assert proof.proves == (sorted(due) == sorted(here) and deposited == cash + over)
    if proof.proves:
        assert deposit.amount.cents == cash + over + sum(i.amount.cents for i in due)
