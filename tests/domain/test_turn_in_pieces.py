"""Which counted pieces go to the vault, and which is changed first where none of them come to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.custody.moving import proposed_pieces, to_change
from domain.custody.pieces import pieces_of
from domain.money import Money
from tests.storage.custody_kit import pieces


def test_the_largest_go_and_small_ones_stay_also_where_one_fewer_fits() -> None:
    assert proposed_pieces(pieces(d20=10, d1=30).held, Money(12500)) == pieces(d20=6, d1=5)
    assert proposed_pieces(pieces(d50=1, d20=3).held, Money(6000)) == pieces(d20=3)
    assert proposed_pieces(pieces(c25=1, c10=3).held, Money(30)) == pieces(c10=3)
    assert proposed_pieces(pieces(d100=3).held, Money(12000)) is None


def test_the_smallest_piece_that_is_larger_than_what_is_lacking_is_changed() -> None:
    assert to_change(pieces(d100=3), Money(12000)) == (Money(10000), Money(2000))
    assert to_change(pieces(d100=2, d50=1), Money(11000)) == (Money(5000), Money(1000))
    assert to_change(pieces(d100=3), Money(10000)) is None


VALUES = (1, 5, 10, 25, 100, 200, 500, 1000, 2000, 5000, 10000)


@given(
    st.lists(st.integers(0, 4), min_size=11, max_size=11),
    st.lists(st.integers(0, 4), min_size=11, max_size=11),
)
def test_what_some_of_the_pieces_come_to_is_found(there: list[int], some: list[int]) -> None:
    held = pieces_of(zip(map(Money, VALUES), there, strict=True))
    part = pieces_of(
        (Money(value), min(a, b)) for value, a, b in zip(VALUES, there, some, strict=True)
    )
    found = proposed_pieces(held.held, part.amount)
    assert found is not None
    assert found.amount == part.amount
    assert not held.lacks(found).held
