"""The float that is proposed out of the vault: what a drawer needs to give change, and never more than is there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.custody.float_mix import proposed_float
from domain.custody.pieces import NO_PIECES, Pieces, pieces_of
from domain.money import Money
from tests.storage.custody_kit import pieces

ROLLS = {Money(25): 40, Money(10): 50, Money(5): 40, Money(1): 50}
AMPLE = pieces(d100=5, d50=4, d20=60, d10=60, d5=90, d1=300, c25=400, c10=300, c5=240, c1=400)
FLOAT = Money(20000)


def test_a_float_is_rolls_of_coin_and_small_notes() -> None:
    proposed = proposed_float(AMPLE, FLOAT, ROLLS)
    assert proposed is not None
    coins = [proposed.of(Money(cents)) for cents in (25, 10, 5, 1)]
    assert coins == [40, 50, 40, 100]
    assert all(proposed.of(Money(cents)) for cents in (2000, 1000, 500, 100))
    assert proposed.of(Money(100)) >= 20
    assert not proposed.of(Money(5000))
    assert proposed.amount == FLOAT


def test_each_drawer_of_four_gets_a_float_to_give_change_from() -> None:
    left, found = AMPLE, []
    for drawers in (4, 3, 2, 1):
        proposed = proposed_float(left, FLOAT, ROLLS, drawers=drawers)
        assert proposed is not None
        found.append(proposed)
        left = left.less(proposed)
    for each in found:
        assert each.of(Money(25)) == 40
        assert each.of(Money(100)) >= 20
        assert each.of(Money(500)) >= 5


def test_the_offices_own_mix_is_proposed_where_the_vault_has_it() -> None:
    mix = ((Money(2000), 5), (Money(500), 12), (Money(100), 30), (Money(25), 40))
    proposed = proposed_float(AMPLE, FLOAT, ROLLS, mix)
    assert proposed == pieces(d20=5, d5=12, d1=30, c25=40)
    # What is lacking of it is made up of other pieces, and what is too much is left out.
    scarce = pieces(d20=60, d5=4, d1=300, c25=40)
    assert proposed_float(scarce, FLOAT, ROLLS, mix) == pieces(d20=7, d5=4, d1=30, c25=40)
    small = proposed_float(AMPLE, Money(10000), ROLLS, mix)
    assert small is not None
    assert (small.amount, small.of(Money(25))) == (Money(10000), 40)


def test_coin_goes_in_rolls_or_not_at_all_while_notes_suffice() -> None:
    loose = pieces(d20=20, d10=20, d5=20, d1=40, c25=39)
    proposed = proposed_float(loose, FLOAT, ROLLS)
    assert proposed is not None
    assert not proposed.of(Money(25))
    odd = proposed_float(loose, Money(20050), ROLLS)
    assert odd is not None
    assert odd.of(Money(25)) == 2
    # A float of nothing but coin is better than none.
    assert proposed_float(pieces(c25=800), FLOAT, ROLLS) == pieces(c25=800)


def test_a_float_takes_what_there_is_and_no_more() -> None:
    assert proposed_float(pieces(d100=1, d20=5), FLOAT, ROLLS) == pieces(d100=1, d20=5)
    assert proposed_float(pieces(d100=9), Money(15000), ROLLS) is None
    assert proposed_float(NO_PIECES, FLOAT, ROLLS) is None


VALUES = (1, 5, 10, 25, 100, 500, 1000, 2000, 5000, 10000)


@given(
    st.lists(st.integers(0, 120), min_size=10, max_size=10),
    st.integers(1, 600),
    st.integers(1, 5),
    st.lists(st.tuples(st.sampled_from(VALUES), st.integers(1, 60)), unique_by=lambda row: row[0]),
)
def test_a_proposal_comes_to_the_float_out_of_what_lies_there(
    numbers: list[int], dollars: int, drawers: int, mix: list[tuple[int, int]]
) -> None:
    vault = pieces_of(zip(map(Money, VALUES), numbers, strict=True))
    wanted = tuple((Money(value), number) for value, number in mix)
    found = proposed_float(vault, Money(dollars * 100), ROLLS, wanted, drawers)
    assert found is None or isinstance(found, Pieces)
    if found is not None:
        assert found.amount == Money(dollars * 100)
        assert not vault.lacks(found).held
