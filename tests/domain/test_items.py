"""Items after their sale: honored to a day, exchanged for credit or the difference, taxed only when flagged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.office import Item, Source
from domain.receivables.items import (
    Exchange,
    ItemRules,
    TaxFlag,
    check_honored,
    quote_exchange,
    tax_flag,
)
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca

ON = date(2027, 1, 25)
RULES = ithaca().rules.items


def item(code: str) -> Item:
    """An item that the City sells."""
    found = ithaca().office.item(code)
    assert isinstance(found, Item)
    return found


def by(mode: str) -> ItemRules:
    """The City's rules with the other way of exchanging."""
    assert mode in ("difference", "credit")
    row = RULES.exchanges[0]
    new = replace(row, mode="difference") if mode == "difference" else replace(row, mode="credit")
    return replace(RULES, exchanges=(new,))


def quote(old_count: int, new_count: int, rules: ItemRules = RULES) -> Exchange:
    """An exchange of old trash tags for single new ones that must not be refused."""
    found = quote_exchange("t1old", old_count, item("T1"), new_count, ON, rules)
    assert isinstance(found, Exchange)
    return found


def test_parkithaca2_tokens_are_honored_through_31_december_2018() -> None:
    assert check_honored("TK", date(2018, 12, 31), RULES) is None
    refused = check_honored("tk", date(2019, 1, 1), RULES)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.ITEM_NOT_HONORED
    assert "2018-12-31" in refused.sentence
    assert check_honored("TS", ON, RULES) is None
    token = RULES.honored[0]
    assert (token.sale_to, token.honor_to) == (date(2018, 7, 31), date(2018, 12, 31))


def test_ith_tags_a_sheet_of_six_is_27_and_a_tag_4_50() -> None:
    for code, cents in (("TS", 27_00), ("T1", 4_50), ("YS", 9_00), ("Y1", 1_50)):
        price = item(code).price_on(ON)
        assert price is not None
        assert price.amount == Money(cents)


def test_weny_sun_tags_old_tags_are_credit_toward_new_ones() -> None:
    found = quote(6, 6)
    assert (found.price, found.credit, found.to_pay, found.left) == (
        Money(27_00),
        Money(22_50),
        Money(4_50),
        Money(0),
    )
    assert "credit" in found.source.citation
    # Ten old ones are worth 37.50: what new ones do not use is a claim, not change.
    over = quote(10, 6)
    assert (over.to_pay, over.credit, over.left) == (Money(0), Money(27_00), Money(10_50))


def test_by_the_difference_tags_are_exchanged_one_for_one() -> None:
    found = quote(6, 6, by("difference"))
    assert (found.to_pay, found.left) == (Money(4_50), Money(0))
    refused = quote_exchange("T1OLD", 6, item("T1"), 5, ON, by("difference"))
    assert isinstance(refused, Refusal)
    assert "6 new ones" in refused.sentence
    dear = replace(RULES.exchanges[0], mode="difference", worth=Money(5_00))
    cheaper = quote_exchange("T1OLD", 1, item("T1"), 1, ON, replace(RULES, exchanges=(dear,)))
    assert isinstance(cheaper, Refusal)
    assert "costs less" in cheaper.sentence


@pytest.mark.parametrize(
    ("old", "new", "on", "said"),
    [
        ("QQ", "T1", ON, "no exchange"),
        ("T1OLD", "TS", ON, "item T1 only"),
        ("T1OLD", "T1", date(2018, 12, 31), "begins on 2019-01-01"),
        ("T1OLD", "T1", date(2030, 1, 2), "ended on 2029-12-31"),
    ],
)
def test_what_is_not_exchanged_is_refused_with_the_reason(
    old: str, new: str, on: date, said: str
) -> None:
    rules = replace(RULES, exchanges=(replace(RULES.exchanges[0], to_on=date(2029, 12, 31)),))
    refused = quote_exchange(old, 1, item(new), 1, on, rules)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.EXCHANGE_REFUSED
    assert said in refused.sentence


def test_an_item_no_longer_sold_is_not_given_in_exchange() -> None:
    gone = replace(item("T1"), sale_to=date(2026, 12, 31))
    refused = quote_exchange("T1OLD", 1, gone, 1, ON, RULES)
    assert isinstance(refused, Refusal)
    assert "not sold on 2027-01-25" in refused.sentence


@given(st.integers(1, 500), st.integers(1, 500))
def test_an_exchange_loses_no_cent(old_count: int, new_count: int) -> None:
    found = quote(old_count, new_count)
    assert found.credit + found.to_pay == found.price == Money(450 * new_count)
    assert found.credit + found.left == Money(375 * old_count)
    assert min(found.to_pay.cents, found.left.cents) == 0


def test_tb_st_700_no_item_is_taxed_unless_it_is_flagged() -> None:
    assert {tax_flag(i.code, RULES) for i in ithaca().office.items} == {"none"}
    flag = TaxFlag("GS", "parking", Source("item_rules.taxes.GS", "TB-ST-677"))
    flagged = replace(RULES, taxes=(flag,))
    assert tax_flag("gs", flagged) == "parking"
    assert tax_flag("TS", flagged) == "none"


def test_every_exchange_is_for_an_item_the_office_sells() -> None:
    codes = {i.code for i in ithaca().office.items}
    assert {e.new for e in RULES.exchanges} <= codes
