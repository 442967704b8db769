"""Rules on records and money on hand: statements, receipts and their copies, limits, ledgers, whom a bill names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.custody.keeping import OnHand, OnHandAlarm, on_hand_alarm
from domain.money import Money
from domain.office import Office
from domain.receipting.cart import BillLine, Cart, add_bill
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.receipting.posting import Posting, order_receipt, seal_receipt
from domain.receipting.refresh import renew_cart
from domain.receipting.tendering import add_tender
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.assessment import assess
from domain.receivables.bills import Bill, BillState, Charge, Instalment
from domain.receivables.facts import BillFacts, WaterFacts
from domain.receivables.plain_words import explain
from exchange.policy import load_office
from tests.domain.reports.kit import column, made, section, summed, worked
from tests.exchange.kit import ITHACA, ithaca
from tests.rich import approved_cart
from tests.samples import (
    DAY,
    at,
    bill_state,
    cart_of,
    ok,
    receipt_order,
    sample_office,
    session_value,
    water_bill,
)

OFFICE = ithaca().office
OFFICES = [load_office(path.parent).office for path in sorted(ITHACA.parent.glob("*/office.toml"))]
ESCROW = Hold(HoldKind.ESCROW, "Billed to bank code 7: ask before taking money.")
COPY = "Copy of this receipt to"


# [SCC69], [OSC-RICH], [NYCRR16-8]: a statement every day, and money that does not wait


def test_scc69_the_days_statement_tells_all_that_was_received_and_given_back() -> None:
    books = worked()
    statement = made("received", books)
    received = summed(section(statement, "Received"), "amount")
    back = summed(section(statement, "Given back or returned"), "amount")
    assert isinstance(received, Money)
    assert isinstance(back, Money)
    assert back > Money(0)
    # In detail it is the same money: by kind, and by each drawer with its receipt numbers.
    net = received - back
    assert summed(section(made("tender", books), "By kind"), "net") == net
    cashbook = made("cashbook", books).sections[0]
    assert summed(cashbook, "total") == net
    assert column(cashbook, "first") == ["2027-1-000001"]


def alarm(office: Office, days: int, cash: Money) -> OnHandAlarm | None:
    """What is said of money that has waited so many days."""
    waits = OnHand(DAY - timedelta(days=days), cash + Money(5000), cash)
    return on_hand_alarm((waits,), DAY, office.keeping)


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.short_name)
def test_osc_rich_scc69_nycrr16_8_money_waits_a_day_and_cash_is_limited(office: Office) -> None:
    most = office.keeping.max_cash_on_hand
    assert most is not None
    assert alarm(office, 1, most) is None
    late, much = alarm(office, 2, most), alarm(office, 0, most + Money(1))
    assert late is not None
    assert len(late.too_old) == 1
    assert not late.too_much
    assert much is not None
    assert (much.too_old, much.too_much, much.cash) == ((), True, most + Money(1))


def test_tolerance_rounding_and_over_or_short_are_three_ledgers_in_every_office() -> None:
    for office in OFFICES:
        drawers = {office.custody.over, office.custody.short}
        rounding = {row.gl_code for row in office.rounding.rows if row.gl_code}
        rows = [row for service in office.services for row in service.tolerances]
        tolerated = {code for row in rows for code in (row.short_gl_code, row.over_gl_code)}
        assert not drawers & rounding
        assert not tolerated & (drawers | rounding)


# [RPTL986]: to whom the receipt goes, and that its copy stays


def tax() -> BillState:
    """A tax bill of 612.28."""
    due = Instalment(1, date(2027, 1, 31), (Charge("tax", Money(61228)),))
    bill = Bill("T27-1", "tax", "12.-1-3", "City tax 2027", date(2026, 12, 31), (due,))
    return BillState(bill, name="WELLS, BARBARA")


def in_bank(office: Office = OFFICE) -> Cart:
    """A cart with a tax that was billed to a bank and is taken all the same."""
    state = tax()
    return ok(add_bill(Cart("r"), state, DAY, office, holds=(ESCROW,), override=True))


def told(cart: Cart) -> dict[str, str]:
    """What the receipt says of the cart's bill."""
    (line,) = cart.lines
    assert isinstance(line, BillLine)
    return dict(line.particulars)


def test_rptl986_of_a_payment_out_of_escrow_the_owner_gets_the_receipt_too() -> None:
    assert told(in_bank())[COPY] == "WELLS, BARBARA, the owner"
    posting = posted()
    paper = " ".join(paper_to_text(receipt_paper(posting, OFFICE, 0, False, at(9))).split())
    assert "Copy of this receipt to: WELLS, BARBARA, the owner" in paper
    # A bill that no bank has says nothing of it, nor does an office whose policy does not ask for it.
    assert COPY not in told(ok(add_bill(Cart("r"), tax(), DAY, OFFICE)))
    silent = replace(OFFICE.service("tax"), receipt_particulars=())
    others = tuple(service for service in OFFICE.services if service.code != "tax")
    assert COPY not in told(in_bank(replace(OFFICE, services=(silent, *others))))


def posted() -> Posting:
    """The posting of the cart, paid in cash; despite the hold, with a yes."""
    cart = ok(add_tender(in_bank(), "C", OFFICE, amount=in_bank().total))
    cart = approved_cart(cart, DAY, OFFICE)
    session = session_value()
    order = ok(order_receipt(cart, session, session.operator_id, at(9, 30), OFFICE))
    return seal_receipt(order, 1, 1, "ab" * 32)


def test_rptl986_the_owners_copy_goes_when_the_banks_hold_does() -> None:
    state = tax()
    kept = renew_cart(in_bank(), lambda _: (state, (ESCROW,)), DAY, OFFICE)
    assert told(kept.cart) == told(in_bank())
    gone = renew_cart(in_bank(), lambda _: (state, ()), DAY, OFFICE)
    assert COPY not in told(gone.cart)


def test_rptl986_the_receipt_of_the_books_is_printed_again_word_for_word_for_inspection() -> None:
    posting = posted()
    first, second = (
        paper_to_text(receipt_paper(posting, OFFICE, copy, False, at(9))) for copy in (0, 1)
    )
    assert second.replace("DUPLICATE 1", "").split() == first.split()


# [ITH-OLD], [ITH-RATES]: who is billed for water, and its unit


def test_ith_old_a_tenant_may_pay_and_the_receipt_names_the_billed_owner_beside_the_payer() -> None:
    cart = cart_of("r", bill_state(water_bill(), name="OWNER, OLIVE"))
    assert cart.payer == "OWNER, OLIVE"
    order = receipt_order(replace(cart, payer="TENANT, TIM"), session_value())
    posting = seal_receipt(order, 1, 1, "ab" * 32)
    paper = paper_to_text(receipt_paper(posting, sample_office(), 0, False, at(9)))
    assert "Name OWNER, OLIVE" in paper
    assert "TENANT, TIM" in paper.partition("WB-5001")[0]


def test_ith_rates_a_hundred_cubic_feet_are_told_as_748_gallons() -> None:
    due = Instalment(1, date(2027, 2, 20), (Charge("water", Money(11_676)),))
    facts = BillFacts(water=WaterFacts("5/8", 800))
    bill = Bill("W-1", "water", "02-1", "Water", date(2027, 1, 20), (due,), facts=facts)
    state = BillState(bill)
    said = explain(state, assess(state, DAY, OFFICE), OFFICE)
    assert any("100 cubic feet are 748 gallons." in one.more for one in said)


def test_ith_rates_a_meters_fee_is_in_no_policy_because_no_page_says_it() -> None:
    for office in OFFICES:
        names = [item.name for item in office.items]
        names += [kind.name for service in office.services for kind in service.charge_kinds]
        assert not [name for name in names if "meter" in name.lower()]


def test_osc_ith_only_what_the_law_knows_is_a_line_of_a_ticket() -> None:
    kinds = {kind.code for kind in OFFICE.service("parking").charge_kinds}
    assert kinds == {
        *("fine", "late_fee", "state_surcharge", "handicapped_surcharge"),
        *("boot", "tow", "returned_fee"),
    }
