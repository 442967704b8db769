"""The vault and the ways of cash: signed by two, nothing made or lost (invariant I7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.custody.pieces import NO_PIECES, Pieces, pieces_from_data, pieces_of
from domain.custody.vault import (
    BANK,
    COURIER,
    VAULT,
    Custody,
    Move,
    MoveKind,
    bag_place,
    custody_after,
    drawer_place,
    moved,
    taken_in,
)
from domain.money import ZERO, Money, total
from domain.refusals import Code, Refusal

TWENTIES, FIVES, QUARTERS = Money(2000), Money(500), Money(25)
ONE, TWO = drawer_place("1"), drawer_place("2")


def pieces(twenties: int = 0, fives: int = 0, quarters: int = 0) -> Pieces:
    return pieces_of([(TWENTIES, twenties), (FIVES, fives), (QUARTERS, quarters)])


def move(
    kind: MoveKind,
    source: str,
    target: str,
    what: Pieces,
    back: Pieces = NO_PIECES,
    by: str = "doe",
) -> Move:
    return Move(kind, source, target, what, by, "roe", back)


FUND = move(MoveKind.FROM_BANK, BANK, VAULT, pieces(40, 40, 80))
FLOAT = move(MoveKind.FLOAT, VAULT, ONE, pieces(5, 10, 40))


def test_a_days_cash_from_the_fund_to_the_bank() -> None:
    custody = taken_in(custody_after([FUND, FLOAT]), ONE, Money(50_000))
    custody = custody_after(
        [
            move(MoveKind.PULL, ONE, VAULT, pieces(20)),
            move(MoveKind.CHANGE_ORDER, VAULT, ONE, pieces(0, 4), pieces(1)),
            move(MoveKind.TURNED_IN, ONE, VAULT, pieces(9, 7, 40)),
            move(MoveKind.BAGGED, VAULT, bag_place("77"), pieces(25)),
            move(MoveKind.HANDED_OVER, bag_place("77"), COURIER, pieces(25)),
            move(MoveKind.BANKED, COURIER, BANK, pieces(25)),
        ],
        custody,
    )
    assert custody.at(bag_place("77")).amount == custody.at(COURIER).amount == ZERO
    assert custody.at(VAULT).amount + custody.at(ONE).amount == FUND.given.amount


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (move(MoveKind.PULL, VAULT, ONE, pieces(1)), Code.MOVE_WAY),
        (move(MoveKind.BANKED, VAULT, BANK, pieces(1)), Code.MOVE_WAY),
        (move(MoveKind.FLOAT, VAULT, TWO, pieces(1), by="roe"), Code.MOVE_ONE_PERSON),
        (move(MoveKind.FLOAT, VAULT, TWO, pieces(41)), Code.MOVE_PIECES_MISSING),
        (move(MoveKind.PULL, ONE, VAULT, pieces(40)), Code.MOVE_NOT_THERE),
        (move(MoveKind.TRANSFER, TWO, ONE, pieces(1)), Code.MOVE_NOT_THERE),
        (
            move(MoveKind.CHANGE_ORDER, VAULT, ONE, pieces(0, 4), pieces(2)),
            Code.CHANGE_ORDER_UNEQUAL,
        ),
    ],
)
def test_what_may_not_be_is_refused(wrong: Move, code: Code) -> None:
    refused = moved(custody_after([FUND, FLOAT]), wrong)
    assert isinstance(refused, Refusal)
    assert refused.code is code


def test_a_posted_movement_that_could_not_be_is_damage() -> None:
    with pytest.raises(ValueError, match="more than is in the vault"):
        custody_after([FLOAT])


@given(st.lists(st.tuples(st.integers(1, 10_000), st.integers(0, 99)), max_size=6))
def test_pieces_are_kept_as_plain_data(rows: list[tuple[int, int]]) -> None:
    held = pieces_of((Money(value), number) for value, number in rows)
    assert pieces_from_data(held.data()) == held
    assert held.amount.cents == sum(value * number for value, number in rows)
    assert held.less(held) == Pieces()
    assert held.plus(held).less(held) == held


class CashMachine(RuleBasedStateMachine):
    """Any movements and any takings: refused, or all the cash is somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.custody = Custody()
        self.outside = 0

    @rule(
        kind=st.sampled_from(MoveKind),
        source=st.sampled_from([VAULT, BANK, COURIER, ONE, TWO, bag_place("7")]),
        goal=st.sampled_from([VAULT, BANK, COURIER, ONE, TWO, bag_place("7")]),
        what=st.builds(pieces, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
    )
    def moves(self, kind: MoveKind, source: str, goal: str, what: Pieces) -> None:
        if not what.held or source == goal:
            return
        back = what if kind is MoveKind.CHANGE_ORDER else NO_PIECES
        after = moved(self.custody, move(kind, source, goal, what, back))
        if isinstance(after, Custody):
            self.custody = after
            self.outside += what.amount.cents * ((source == BANK) - (goal == BANK))

    @rule(drawer=st.sampled_from([ONE, TWO]), cents=st.integers(1, 90_000))
    def takes(self, drawer: str, cents: int) -> None:
        self.custody = taken_in(self.custody, drawer, Money(cents))
        self.outside += cents

    @invariant()
    def all_the_cash_is_somewhere(self) -> None:
        assert total(h.amount for h in self.custody.holdings).cents == self.outside
        for holding in self.custody.holdings:
            assert holding.amount > ZERO
            assert holding.pieces is None or holding.pieces.amount == holding.amount


TestCashMachine = CashMachine.TestCase
