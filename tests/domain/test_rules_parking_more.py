"""The small rows of the rules on tickets, checks, refunds and sales tax that no other file of rules names."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from domain.custody.deposit import composition
from domain.money import ZERO, Money
from domain.receipting.cart import add_bill
from domain.receipting.tendering import add_tender
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.items import tax_flag
from domain.receivables.parking import Fine, Offense, progressive_fine
from domain.receivables.tickets import Ticket, TicketEvent, TicketStep, take_step
from domain.refusals import Code, Refusal
from exchange.policy import load_office
from tests.domain import corrections_kit as kit
from tests.domain.corrections_orders import reversal
from tests.domain.test_deposit import ONE, RIGHT, TWO
from tests.domain.test_tickets import rules as ticket_rules
from tests.exchange.kit import ITHACA, ithaca
from tests.samples import DAY, bill_state, ok, sample_office, water_bill

ON = date(2027, 1, 25)
OFFICES = sorted(path.parent for path in ITHACA.parent.glob("*/office.toml"))


@pytest.mark.parametrize("infraction", ["02", "12"])
def test_ith_park_codes_without_a_published_fine_come_with_the_tickets_amount(
    infraction: str,
) -> None:
    # 02 is overtime, 12 odd and even sides at night: their amounts are on the tickets, and none is made up.
    rules = ithaca().rules.parking
    assert rules is not None
    refused = progressive_fine(Offense("1", "ABC1234", infraction, ON), (), rules.fines)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.FINE_UNKNOWN
    known = progressive_fine(Offense("1", "ABC1234", "25", ON), (), rules.fines)
    assert isinstance(known, Fine)
    assert known.amount == Money(15_00)


def test_ij_boot_ith_park_the_bureau_to_ask_is_told_with_its_telephone() -> None:
    questions = tomllib.loads((ITHACA / "parking.toml").read_text(encoding="utf-8"))["questions"]
    assert "607-274-6581" in questions["ask"]
    assert "City Court" in questions["appeal_to"]
    assert "20 days" in questions["appeal_to"]


def test_vtl1809a_the_surcharge_of_large_cities_is_in_no_office_here() -> None:
    for folder in OFFICES:
        parking = load_office(folder).rules.parking
        for surcharge in parking.fines.surcharges if parking else ():
            assert "1809-a " not in f"{surcharge.source.citation} "
            assert surcharge.amount != Money(15_00)


def test_vtl_235_244_an_office_without_a_tribunal_goes_from_a_denial_to_city_court() -> None:
    rule = ticket_rules().default
    ticket = Ticket("T1", "ABC1234", "06", date(2026, 9, 1), date(2026, 9, 21), Money(30_00))
    for step, day in ((TicketStep.APPEAL, 5), (TicketStep.DENY, 9)):
        ticket = ok(take_step(ticket, _event(step, day), rule))
    # No verdict without a plea: the bureau itself finds nobody guilty.
    refused = take_step(ticket, _event(TicketStep.CONVICT, 12), rule)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.TICKET_STEP_REFUSED
    assert not isinstance(take_step(ticket, _event(TicketStep.PLEAD, 12), rule), Refusal)


def _event(step: TicketStep, day: int) -> TicketEvent:
    return TicketEvent(step, date(2026, 9, day), "Clerk", "Letter 7", "As decided")


def test_gml85_after_returned_checks_cash_or_guaranteed_money_is_demanded() -> None:
    guaranteed = Hold(HoldKind.GUARANTEED, "Two checks came back.")
    office, state = sample_office(), bill_state(water_bill())
    cart = ok(add_bill(kit.cart("r", [], []), state, DAY, office, holds=(guaranteed,)))
    refused = add_tender(cart, "K", office, number="1")
    assert isinstance(refused, Refusal)
    assert refused.code is Code.PAYER_HELD
    for kind in ("C", "M"):
        assert not isinstance(add_tender(cart, kind, office, number="1"), Refusal)


def test_ftworth_osc_ith_a_refund_of_another_day_is_a_claim_and_never_from_a_drawer() -> None:
    water = bill_state(water_bill())
    posting = kit.posted(kit.cart("r-1", [(water, None)], [("C", 13000, "")]))
    order = ok(reversal(posting, kit.paid(water, posting)))
    settled = order.amendment.settlement
    assert settled is not None
    assert settled.how == "refund"
    cash = sample_office().cash.gl_code
    assert all(line.gl_code != cash for line in order.journal.lines)


def test_nycrr16_8_scc69_money_is_deposited_in_the_form_in_which_it_came() -> None:
    assert composition(RIGHT, (ONE, TWO)).proves
    # The same amount with a check turned into cash is another form.
    check, *others = RIGHT.items
    swapped = replace(RIGHT, items=tuple(others))
    assert not composition(swapped, (ONE, TWO)).proves
    assert check.amount > ZERO


def test_nycrr529_tbst677_no_item_is_taxed_before_the_office_says_so() -> None:
    for folder in OFFICES:
        loaded = load_office(folder)
        for item in loaded.office.items:
            assert tax_flag(item.code, loaded.rules.items) == "none"
