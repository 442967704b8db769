"""Accountable stock: every serial number is in one place, and the report proves (invariant I16)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.custody.serials import (
    Serials,
    first_of,
    holds,
    in_words,
    joined,
    numbers,
    read_serials,
    without,
)
from domain.custody.stock import (
    VAULT,
    Movement,
    Stock,
    StockAct,
    compare_count,
    move,
    stock_of,
)
from domain.refusals import Code, Refusal

TAGS = "TS"


def moved(stock: Stock, act: StockAct, first: int, last: int, drawer: str = "") -> Stock:
    found = move(stock, Movement(TAGS, act, Serials(first, last), drawer))
    assert isinstance(found, Stock)
    return found


def boxed() -> Stock:
    return moved(Stock(TAGS), StockAct.RECEIVED, 1001, 1500)


def test_a_pad_goes_from_the_box_to_the_drawer_to_the_customer() -> None:
    stock = moved(boxed(), StockAct.ISSUED, 1001, 1100, "1")
    stock = moved(stock, StockAct.SOLD, 1001, 1003, "1")
    assert (stock.at(VAULT), stock.at("1")) == ((Serials(1101, 1500),), (Serials(1004, 1100),))
    assert stock.left(StockAct.SOLD) == (Serials(1001, 1003),)
    assert (stock.received, stock.count, stock.proves) == (500, 497, True)


def test_a_void_brings_the_numbers_back_to_the_drawer() -> None:
    stock = moved(moved(boxed(), StockAct.ISSUED, 1001, 1100, "1"), StockAct.SOLD, 1001, 1003, "1")
    stock = moved(stock, StockAct.TAKEN_BACK, 1001, 1003, "1")
    assert stock.at("1") == (Serials(1001, 1100),)
    assert stock.proves


@pytest.mark.parametrize(
    ("act", "first", "last", "drawer", "code"),
    [
        (StockAct.RECEIVED, 1500, 1510, "", Code.STOCK_OVERLAPS),
        (StockAct.ISSUED, 1490, 1501, "1", Code.STOCK_NOT_THERE),
        (StockAct.SOLD, 1001, 1001, "1", Code.STOCK_NOT_THERE),
        (StockAct.TAKEN_BACK, 1001, 1001, "1", Code.STOCK_NOT_THERE),
        (StockAct.SPOILED, 900, 900, "", Code.STOCK_NOT_THERE),
    ],
)
def test_what_is_not_there_does_not_move(
    act: StockAct, first: int, last: int, drawer: str, code: Code
) -> None:
    refused = move(boxed(), Movement(TAGS, act, Serials(first, last), drawer))
    assert isinstance(refused, Refusal)
    assert refused.code is code


def test_a_sold_range_is_never_received_again() -> None:
    stock = moved(moved(boxed(), StockAct.ISSUED, 1001, 1100, "1"), StockAct.SOLD, 1001, 1003, "1")
    refused = move(stock, Movement(TAGS, StockAct.RECEIVED, Serials(1002, 1002)))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.STOCK_OVERLAPS


def test_a_count_names_what_is_missing_and_what_is_extra() -> None:
    stock = moved(boxed(), StockAct.ISSUED, 1001, 1010, "1")
    count = compare_count(stock, "1", [Serials(1001, 1004), Serials(1006, 1011)])
    assert (count.missing, count.extra) == ((Serials(1005, 1005),), (Serials(1011, 1011),))
    assert compare_count(stock, "1", [Serials(1001, 1010)]).agrees


def test_stock_is_sold_in_its_order() -> None:
    assert first_of((Serials(7, 9), Serials(20, 99)), 3) == Serials(7, 9)
    assert first_of((Serials(7, 9), Serials(20, 99)), 4) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [("1001-1100", (1001, 1100)), ("1001+100", (1001, 1100)), ("7", (7, 7)), ("7 .. 9", (7, 9))],
)
def test_serials_are_read_as_typed(typed: str, found: tuple[int, int]) -> None:
    assert read_serials(typed) == Serials(*found)


@pytest.mark.parametrize(
    "typed", ["", "x", "9-7", "1-", "7+0", "-3", "1-2000000", "999999999999+9"]
)
def test_what_is_no_range_is_refused(typed: str) -> None:
    refused = read_serials(typed)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.SERIALS_UNREADABLE


RANGES = st.builds(lambda a, n: Serials(a, a + n), st.integers(0, 60), st.integers(0, 20))


@given(st.lists(RANGES), RANGES)
def test_sets_of_ranges_are_sets_of_numbers(ranges: list[Serials], part: Serials) -> None:
    apart: list[Serials] = []
    for one in ranges:
        if not any(one.overlaps(other) for other in apart):
            apart.append(one)
    every = {n for one in apart for n in range(one.first, one.last + 1)}
    some = set(range(part.first, part.last + 1))
    found = joined(apart)
    assert numbers(found) == len(every)
    assert holds(found, part) == (some <= every)
    left = without(found, part)
    assert {n for one in left for n in range(one.first, one.last + 1)} == every - some
    assert in_words(found).count(",") == max(len(found) - 1, 0)


class StockMachine(RuleBasedStateMachine):
    """Any movements in any order: refused, or every number is still in exactly one place."""

    def __init__(self) -> None:
        super().__init__()
        self.stock = Stock(TAGS)
        self.posted: list[Movement] = []

    def _try(self, make: Callable[[], Movement]) -> None:
        movement = make()
        found = move(self.stock, movement)
        if isinstance(found, Stock):
            self.stock = found
            self.posted.append(movement)

    @rule(act=st.sampled_from(StockAct), serials=RANGES, drawer=st.sampled_from(["1", "2"]))
    def moves(self, act: StockAct, serials: Serials, drawer: str) -> None:
        self._try(lambda: Movement(TAGS, act, serials, drawer))

    @rule(act=st.sampled_from([StockAct.SPOILED, StockAct.TAKEN_BACK]), serials=RANGES)
    def moves_at_the_vault(self, act: StockAct, serials: Serials) -> None:
        self._try(lambda: Movement(TAGS, act, serials))

    @invariant()
    def every_number_is_in_one_place(self) -> None:
        places = [r for place in self.stock.on_hand for r in place.ranges]
        places += [r for _, ranges in self.stock.gone for r in ranges]
        seen = [n for one in places for n in range(one.first, one.last + 1)]
        assert len(seen) == len(set(seen)) == self.stock.received
        assert self.stock.proves

    @invariant()
    def the_movements_replay_to_the_same(self) -> None:
        assert stock_of(TAGS, self.posted) == self.stock


TestStockMachine = StockMachine.TestCase
