"""Liens by RPTL 1112: newest first, the statute's words on the receipt, the certificate when the last is redeemed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.receivables.tax_liens import (
    Lien,
    LienRules,
    Order,
    RedemptionCertificate,
    check_redemption,
    open_liens,
    payable_next,
    receipt_warning,
    redemption_certificate,
)
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca

ON = date(2027, 1, 25)
WORDS = (
    "This parcel remains subject to one or more delinquent tax liens. The payment you have made will "
    "not postpone the enforcement of the outstanding lien or liens. Continued failure to pay the entire "
    "amount owed will result in the loss of the property."
)


def rules(order: Order = "newest_first") -> LienRules:
    """The City's own policy on liens, or the same with another order."""
    found = ithaca().rules.liens
    assert found is not None
    return replace(found, rows=tuple(replace(row, order=order) for row in found.rows))


def lien(year: int, number: str = "") -> Lien:
    """An open lien of 1 January."""
    return Lien(number or f"L{year}", "12.-1-3", date(year, 1, 1))


THREE = (lien(2025), lien(2024), lien(2026))


def redeem(liens: tuple[Lien, ...], *numbers: str) -> tuple[Lien, ...]:
    """The liens after these were paid."""
    return tuple(replace(x, redeemed_on=ON) if x.lien_no in numbers else x for x in liens)


@pytest.mark.parametrize("chosen", [["L2026"], ["L2026", "L2025"], ["L2025", "L2026", "L2024"], []])
def test_rptl_1112_the_newest_may_be_redeemed_first(chosen: list[str]) -> None:
    assert check_redemption(THREE, chosen, ON, rules()) is None


@pytest.mark.parametrize(
    ("chosen", "missing"),
    [
        (["L2024"], "L2026 and L2025"),
        (["L2025"], "L2026"),
        (["L2024", "L2026"], "L2025"),
    ],
)
def test_rptl_1112_the_oldest_alone_is_refused(chosen: list[str], missing: str) -> None:
    refused = check_redemption(THREE, chosen, ON, rules())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.LIEN_ORDER
    assert f"before {missing}: the newest lien is paid first" in refused.sentence
    assert f"Pay {missing} in full first" in refused.sentence


def test_rptl_1112_the_oldest_may_be_paid_when_it_is_the_last() -> None:
    left = redeem(THREE, "L2026", "L2025")
    assert [x.lien_no for x in payable_next(left, ON, rules())] == ["L2024"]
    assert check_redemption(left, ["L2024"], ON, rules()) is None


def test_liens_of_one_date_stand_beside_each_other() -> None:
    two = (lien(2026, "B"), lien(2026, "A"), lien(2025))
    assert [x.lien_no for x in payable_next(two, ON, rules())] == ["A", "B"]
    assert check_redemption(two, ["A"], ON, rules()) is None
    assert check_redemption(two, ["B"], ON, rules()) is None
    refused = check_redemption(two, ["A", "L2025"], ON, rules())
    assert isinstance(refused, Refusal)
    assert "before B:" in refused.sentence


def test_a4466_the_order_is_policy_by_date() -> None:
    before = rules().rows[0]
    turned = replace(before, order="oldest_first", from_on=date(2028, 1, 1))
    both = replace(rules(), rows=(replace(before, to_on=date(2027, 12, 31)), turned))
    assert check_redemption(THREE, ["L2026"], ON, both) is None
    assert check_redemption(THREE, ["L2024"], date(2028, 1, 3), both) is None
    refused = check_redemption(THREE, ["L2026"], date(2028, 1, 3), both)
    assert isinstance(refused, Refusal)
    assert "oldest" in refused.sentence
    assert check_redemption(THREE, ["L2025"], ON, rules("any")) is None


@pytest.mark.parametrize("number", ["L2023", "L2026"])
def test_a_number_that_is_no_open_lien_is_refused(number: str) -> None:
    refused = check_redemption(redeem(THREE, "L2026"), [number], ON, rules())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.LIEN_UNKNOWN
    assert "L2025, L2024" in refused.sentence


def test_liens_of_two_parcels_are_a_programmers_error() -> None:
    other = replace(lien(2023), parcel="9.-9-9")
    with pytest.raises(ValueError, match="one parcel"):
        check_redemption((*THREE, other), ["L2026"], ON, rules())


def test_rptl_1112_the_receipt_carries_the_statutes_words_while_one_is_open() -> None:
    assert receipt_warning(redeem(THREE, "L2026"), ON, rules()) == WORDS
    assert receipt_warning(redeem(THREE, "L2026", "L2025"), ON, rules()) == WORDS
    assert receipt_warning(redeem(THREE, "L2026", "L2025", "L2024"), ON, rules()) == ""


def test_rptl_1112_the_certificate_is_given_when_the_last_is_redeemed() -> None:
    refused = redemption_certificate(redeem(THREE, "L2026", "L2025"), ON, rules())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.LIEN_OPEN
    assert "L2024" in refused.sentence
    paid = redeem(THREE, "L2026", "L2025", "L2024")
    given = redemption_certificate(paid, ON, rules())
    assert isinstance(given, RedemptionCertificate)
    assert [x.lien_no for x in given.liens] == ["L2024", "L2025", "L2026"]
    assert "1112" in given.source.citation
    # The day before, they were open.
    assert isinstance(redemption_certificate(paid, date(2027, 1, 24), rules()), Refusal)


@given(
    years=st.lists(st.integers(2015, 2026), min_size=1, max_size=7),
    choices=st.lists(st.sets(st.integers(0, 6)), max_size=8),
)
def test_the_redeemed_liens_are_always_the_newest_ones(
    years: list[int], choices: list[set[int]]
) -> None:
    liens = tuple(lien(year, f"N{n}") for n, year in enumerate(years))
    for choice in choices:
        chosen = {f"N{n}" for n in choice}
        if check_redemption(liens, chosen, ON, rules()) is None:
            liens = redeem(liens, *chosen)
        redeemed = [x.lien_on for x in liens if x.redeemed_on is not None]
        still = [x.lien_on for x in open_liens(liens)]
        # An upper set in lien date: nothing redeemed is older than anything open.
        assert not redeemed or not still or min(redeemed) >= max(still)


@given(
    years=st.lists(st.integers(2015, 2026), min_size=1, max_size=7),
    order=st.sampled_from(["newest_first", "oldest_first", "any"]),
)
def test_there_is_always_a_way_to_redeem_one_by_one(years: list[int], order: Order) -> None:
    liens = tuple(lien(year, f"N{n}") for n, year in enumerate(years))
    for left in range(len(liens), 0, -1):
        first = payable_next(liens, ON, rules(order))[0]
        assert check_redemption(liens, [first.lien_no], ON, rules(order)) is None
        liens = redeem(liens, first.lien_no)
        assert len(open_liens(liens)) == left - 1
