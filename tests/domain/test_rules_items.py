"""Items sold to somebody: plates of garage cards, outlets of tags, what is not refunded, how far ahead permits are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.corrections.non_refundable import refuse_refund
from domain.corrections.values import Support
from domain.money import Money
from domain.office import Office
from domain.policy.accruals import Source
from domain.receipting.ahead import check_ahead
from domain.receipting.cart import Cart, ItemLine
from domain.receipting.exchanges import sell_or_exchange
from domain.receipting.refresh import renew_cart
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.receivables.items import Wholesale
from domain.refusals import Code, Refusal
from exchange.policy import PolicyError, make_office
from exchange.policy_folder import read_policy
from tests.domain.corrections_kit import posted, stands
from tests.exchange.kit import ITHACA, ithaca
from tests.samples import ok, permit_bill

ON = date(2027, 1, 25)


def office() -> Office:
    """The City's office."""
    return ithaca().office


def sold(typed: str, quantity: int = 1, at: Office | None = None) -> ItemLine:
    """The line of one sale that must not be refused."""
    (line,) = ok(sell_or_exchange(Cart("r"), typed, quantity, ON, at or office())).lines
    assert isinstance(line, ItemLine)
    return line


@pytest.mark.parametrize("code", ["GC", "GR", "GS"])
def test_ith_580_id_and_plates_are_needed_at_the_sale_and_at_a_transfer(code: str) -> None:
    refused = sell_or_exchange(Cart("r"), code, 1, ON, office())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.ITEM_PARTICULARS
    assert "ID and the plate" in refused.sentence
    assert sold(f"{code}/abc1234").reference == "ID seen. Plate ABC1234"
    assert sold(f"{code}/ABC1234, DEF5678").reference == "ID seen. Plates ABC1234, DEF5678"


def test_ith_709_a_permit_is_for_at_most_two_vehicles() -> None:
    for typed, said in (("GC/A1B2,C3D4,E5F6", "at most 2 vehicles"), ("GC/A1;DROP", "no plate")):
        refused = sell_or_exchange(Cart("r"), typed, 1, ON, office())
        assert isinstance(refused, Refusal)
        assert said in refused.sentence
    # The same plate twice is one vehicle.
    assert sold("GC/A1B2,a1b2,C3D4").reference == "ID seen. Plates A1B2, C3D4"


def test_ith_159_a_new_card_is_10_once_and_a_replacement_10() -> None:
    assert sold("GC/ABC1234").amount == sold("GR/ABC1234").amount == Money(10_00)


def test_ith_709_a_switch_of_garage_or_a_lost_ticket_is_20() -> None:
    assert sold("GS/ABC1234").amount == Money(20_00)


def test_two_cards_for_two_customers_are_two_lines() -> None:
    one = ok(sell_or_exchange(Cart("r"), "GC/ABC1234", 1, ON, office()))
    two = ok(sell_or_exchange(one, "GC/ABC1234", 1, ON, office()))
    assert len(two.lines) == 2
    full = replace(office(), most_lines=2)
    refused = sell_or_exchange(two, "GC/XYZ1", 1, ON, full)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.CART_FULL


@pytest.mark.parametrize("item", ["GC", "GR", "GS"])
def test_ith_580_fees_and_cards_are_not_refunded_because_somebody_changed_his_mind(
    item: str,
) -> None:
    cart = ok(sell_or_exchange(Cart("r"), f"{item}/ABC1234", 1, ON, office()))
    standing = stands(posted(ok(add_tender(cart, "C", office()))))
    refused = refuse_refund(standing, Support("changed_mind", "No car any more"), office())
    assert refused is not None
    assert refused.code is Code.NOT_REFUNDED
    assert "changed his or her mind" in refused.sentence
    # A mistake of the counter is set right all the same, and tags are taken back as ever.
    assert refuse_refund(standing, Support("wrong_tender", "It was a check"), office()) is None
    tags = ok(add_tender(ok(sell_or_exchange(Cart("r"), "TS", 1, ON, office())), "C", office()))
    assert refuse_refund(stands(posted(tags)), Support("changed_mind"), office()) is None


def test_ith_580_permits_are_renewed_at_most_three_months_ahead() -> None:
    def due(on: date) -> BillState:
        bill = permit_bill()
        first = replace(bill.instalments[0], due_on=on)
        return BillState(replace(bill, instalments=(first,)))

    assert check_ahead(due(date(2027, 4, 25)), ON, office()) is None
    refused = check_ahead(due(date(2027, 4, 26)), ON, office())
    assert refused is not None
    assert refused.code is Code.TOO_FAR_AHEAD
    assert "Jan 26, 2027" in refused.sentence
    assert check_ahead(due(date(2020, 1, 1)), ON, office()) is None


def test_ith_rpp_a_residential_permit_costs_the_same_on_any_day_of_its_year() -> None:
    # 45.00 from 1 August to 31 July: the row's amount is asked for whole, whenever it is bought.
    state = BillState(permit_bill(cents=45_00))
    for on in (date(2026, 8, 1), date(2027, 1, 25), date(2027, 7, 31)):
        assert assess(state, on, office()).total == Money(45_00)
    permits = office().service("permits")
    assert (permits.accruals, permits.partial_allowed) == ((), False)


def test_ith_tags_an_outlet_is_named_on_its_receipt_and_an_unknown_one_refused() -> None:
    line = sold("TS/GREEN", 40)
    assert (line.reference, line.amount) == ("Outlet GREEN, GreenStar", Money(40 * 27_00))
    names = {outlet.name for outlet in ithaca().rules.items.outlets}
    assert names == {"Wegmans", "Tops", "GreenStar", "P&C", "Agway", "Dandy", "Cornell Store"}
    for typed in ("TS/NOBODY", "GZ/GREEN"):
        refused = sell_or_exchange(Cart("r"), typed, 1, ON, office())
        assert isinstance(refused, Refusal)
        assert refused.code in (Code.ITEM_PARTICULARS, Code.ITEM_UNKNOWN)


def wholesale() -> Office:
    """The City's office where outlets pay 25.00 a sheet from 2027 on."""
    single = office().single
    assert single is not None
    source = Source("item_rules.wholesale.TS", "Contract 5")
    row = Wholesale("TS", Money(25_00), date(2027, 1, 1), source)
    return replace(office(), single=replace(single, items=replace(single.items, wholesale=(row,))))


def test_ith_tags_an_outlet_pays_the_wholesale_price_where_there_is_one() -> None:
    assert sold("TS/GREEN", 40, wholesale()).amount == Money(40 * 25_00)
    assert sold("TS", 40, wholesale()).amount == Money(40 * 27_00)
    assert sold("T1/GREEN", 1, wholesale()).amount == Money(4_50)
    cart = ok(sell_or_exchange(Cart("r"), "TS/GREEN", 40, ON, wholesale()))
    renewed = renew_cart(cart, lambda _: None, ON, wholesale())
    assert (renewed.cart.lines, renewed.notices) == (cart.lines, ())


def test_ith_243_scratch_off_tags_wait_for_the_offices_prices() -> None:
    # 15, 30, 60, 90 and 120 minutes are sold, but no page says for how much: no item is made up.
    text = (ITHACA / "items.toml").read_text(encoding="utf-8")
    assert "15, 30, 60, 90 and 120 minutes" in " ".join(text.replace("#", " ").split())
    assert not any("minute" in item.name for item in office().items)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('items = ["GC", "GR", "GS"]\nid_seen', 'items = ["QQ"]\nid_seen'),
        ('services = ["permits"]', 'services = ["dogs"]'),
        ('service = "permits"\nmonths', 'service = "dogs"\nmonths'),
        ('code = "TOPS"', 'code = "WEGMANS"'),
    ],
)
def test_a_rule_of_sale_that_names_nothing_real_is_refused(old: str, new: str) -> None:
    files = read_policy(ITHACA)
    text = files["item_rules.toml"]
    assert old in text
    with pytest.raises(PolicyError, match="item_rules"):
        make_office({**files, "item_rules.toml": text.replace(old, new)})
