"""Money never loses a cent: typed, printed, multiplied by rates, split."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import (
    MOST_CENTS,
    MOST_TYPED,
    Money,
    format_cents,
    parse_money,
    share,
    split,
    total,
)

amounts = st.integers(0, MOST_TYPED - 1).map(Money)


@given(amounts)
def test_what_is_printed_is_read_back(amount: Money) -> None:
    assert parse_money(str(amount)) == amount
    assert parse_money(str(amount).replace(",", "")) == amount
    assert parse_money(f" ${amount} ") == amount


@given(st.text(max_size=20))
def test_anything_typed_is_an_amount_or_nothing(typed: str) -> None:
    amount = parse_money(typed)
    assert amount is None or parse_money(str(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("200", 20000), ("12.5", 1250), (".05", 5), ("3.", 300), ("1,224.55", 122455), ("0", 0)],
)
def test_short_forms_that_a_clerk_types(typed: str, cents: int) -> None:
    assert parse_money(typed) == Money(cents)


@pytest.mark.parametrize(
    "typed",
    [
        "", ".", "$", "-5", "+5", "1e3", "1.234", "1,22", "12,34.50", "1,2345", "5 0", "0x1", "nan",
        "１２", "٣", "1.2.3", "$$5", "999999999999", "999999999999999", "1" * 400, "1000000000", "1,000,000,000.00",
    ],
)  # fmt: skip
def test_what_is_not_an_amount(typed: str) -> None:
    assert parse_money(typed) is None


@pytest.mark.parametrize("zeros", [0, 1, 7, 13, 14])
def test_an_amount_is_read_in_at_most_seventeen_characters(zeros: int) -> None:
    assert parse_money("0" * zeros + "1.05") == (Money(105) if zeros <= 13 else None)


@pytest.mark.parametrize("cents", [1.0, "1", True, None, Decimal(1)])
def test_money_is_whole_cents_only(cents: Any) -> None:
    with pytest.raises(TypeError, match=f"whole cents, not {type(cents).__name__}"):
        Money(cents)


@pytest.mark.parametrize("cents", [MOST_CENTS, -MOST_CENTS])
def test_money_has_bounds(cents: int) -> None:
    with pytest.raises(ValueError, match="range"):
        Money(cents)


def test_money_is_multiplied_by_whole_numbers_alone() -> None:
    assert Money(450).times(6) == Money(2700)
    assert Money(450).times(0) == Money(0)
    assert Money(450).times(-1) == Money(-450)
    half: Any = 0.5
    with pytest.raises(TypeError, match="whole numbers only"):
        Money(100).times(half)


@given(st.integers(-(10**10), 10**10).map(Money))
def test_an_amount_and_its_opposite_are_as_large(amount: Money) -> None:
    assert abs(amount) == abs(-amount) == max(amount, -amount)
    assert amount + -amount == Money(0)


def test_negative_amounts_are_printed_with_a_sign_in_front() -> None:
    assert format_cents(-123456) == "-1,234.56"
    assert format_cents(-5) == "-0.05"


@given(st.integers(-(10**10), 10**10).map(Money), st.lists(st.integers(0, 10**6), min_size=1))
def test_a_split_conserves_every_cent(amount: Money, weights: list[int]) -> None:
    if not sum(weights):
        with pytest.raises(ValueError, match="weights"):
            split(amount, weights)
        return
    parts = split(amount, weights)
    assert total(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        exact = Decimal(amount.cents) * weight / sum(weights)
        assert abs(part.cents - exact) < 1
        assert weight or not part


@pytest.mark.parametrize(
    ("cents", "weights", "parts"),
    [
        # 5.33 and 4.67: the odd cent goes to the larger remainder, not to the larger part.
        (10, [8, 7], (5, 5)),
        (-10, [8, 7], (-5, -5)),
        # Equal remainders: to the first.
        (5, [1, 1], (3, 2)),
        (-5, [1, 1], (-3, -2)),
        (100, [1, 1, 1], (34, 33, 33)),
        (7, [1], (7,)),
        (0, [2, 1], (0, 0)),
    ],
)
def test_the_odd_cents_of_a_split_go_to_the_largest_remainders(
    cents: int, weights: list[int], parts: tuple[int, ...]
) -> None:
    assert tuple(part.cents for part in split(Money(cents), weights)) == parts


def test_a_split_refuses_negative_weights() -> None:
    with pytest.raises(ValueError, match="weights"):
        split(Money(100), [2, -1])


@given(st.integers(0, 10**10).map(Money), st.integers(0, 10000).map(lambda n: Decimal(n) / 10000))
def test_a_share_is_rounded_half_up_to_the_cent(base: Money, rate: Decimal) -> None:
    ten_thousandths = base.cents * int(rate * 10000)
    assert share(base, rate).cents == (ten_thousandths + 5000) // 10000
