"""Liens in the cart by RPTL 1112: the newest first over the whole cart, the statute's words, the certificate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.office import Office
from domain.receipting.cart import BillLine, Cart, add_bill, add_item, remove_line
from domain.receipting.redemption import (
    check_liens,
    in_lawful_order,
    liens_of,
    redeemed_all,
    with_warning,
)
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, BillStatus, Charge, Instalment
from domain.receivables.facts import NO_FACTS, BillFacts
from domain.receivables.tax_liens import RedemptionCertificate
from domain.refusals import Code, Refusal
from tests.domain.test_tax_liens import WORDS
from tests.exchange.kit import ithaca
from tests.samples import ok

ON = date(2027, 1, 25)
PARCEL = "12.-1-3"


def office(*, part: bool = False, **row: object) -> Office:
    """The City's office; ``part`` takes part payments of taxes, ``row`` changes the order of redemption."""
    found = ithaca().office
    if part:
        tax = replace(found.service("tax"), partial_allowed=True)
        others = tuple(s for s in found.services if s.code != "tax")
        found = replace(found, services=(tax, *others))
    assert found.single is not None
    assert found.single.liens is not None
    rows = tuple(replace(r, **row) for r in found.single.liens.rows)  # type: ignore[arg-type]
    liens = replace(found.single.liens, rows=rows)
    return replace(found, single=replace(found.single, liens=liens))


def tax(year: int, *, parcel: str = PARCEL, service: str = "tax", lien: bool = True) -> BillState:
    """A tax of one instalment that became a lien on 1 January of the year after."""
    charge = (Charge("tax" if service == "tax" else "school", Money(1000_00)),)
    facts = BillFacts(lien_on=date(year + 1, 1, 1)) if lien else NO_FACTS
    bill = Bill(
        f"{service[0].upper()}{year}-{parcel}",
        service,
        parcel,
        f"Tax {year}",
        date(year, 1, 1),
        (Instalment(1, date(year, 1, 31), charge),),
        facts=facts,
    )
    return BillState(bill, name="DOE, JANE")


THREE = (tax(2024), tax(2025), tax(2026))
OLDEST, MIDDLE, NEWEST = THREE
NOW = tax(2027, lien=False)


def paid(state: BillState, on: date = ON) -> BillState:
    """The bill paid whole."""
    owed = assess(state, on, office()).owed
    return replace(state, applied=tuple(Applied(o.instalment, o.kind, o.amount, on) for o in owed))


def cart_of(*states: BillState, at: Office | None = None) -> Cart:
    """A cart that pays these bills whole."""
    cart = Cart("r1")
    for state in states:
        whole = assess(state, ON, at or office()).total
        cart = ok(add_bill(cart, state, ON, at or office(), amount=whole))
    return cart


def refusal_of(cart: Cart, *states: BillState, at: Office | None = None) -> Refusal | None:
    """What stands against the cart by the liens among these bills."""
    policy = at or office()
    return check_liens(cart, liens_of(states, ON, policy), ON, policy)


def notices(cart: Cart, *states: BillState, at: Office | None = None) -> tuple[str, ...]:
    """What the receipt says."""
    policy = at or office()
    return with_warning(cart, liens_of(states, ON, policy), ON, policy).notices


@pytest.mark.parametrize(
    "states", [[NEWEST], [NEWEST, MIDDLE], [OLDEST, MIDDLE, NEWEST], [NOW], [NOW, NEWEST]]
)
def test_rptl_1112_what_may_be_paid(states: list[BillState]) -> None:
    assert refusal_of(cart_of(*states), *THREE, NOW) is None


@pytest.mark.parametrize(
    ("states", "missing"),
    [([OLDEST], "T2026"), ([MIDDLE], "T2026"), ([OLDEST, NEWEST], "T2025"), ([NOW, OLDEST], "T2")],
)
def test_rptl_1112_an_older_lien_without_the_newer_ones_is_refused(
    states: list[BillState], missing: str
) -> None:
    refused = refusal_of(cart_of(*states), *THREE, NOW)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.LIEN_ORDER
    assert missing in refused.sentence
    assert "the newest lien is paid first (Real Property Tax Law 1112)" in refused.sentence


def test_rptl_1112_the_oldest_alone_may_be_paid_when_it_is_the_last() -> None:
    cart = cart_of(OLDEST)
    assert refusal_of(cart, OLDEST, paid(MIDDLE), paid(NEWEST)) is None
    assert notices(cart, OLDEST, paid(MIDDLE), paid(NEWEST)) == ()


def test_a_line_taken_out_again_is_noticed() -> None:
    cart = cart_of(NEWEST, MIDDLE)
    assert refusal_of(cart, *THREE) is None
    assert refusal_of(ok(remove_line(cart, 0)), *THREE) is not None


def test_a_lien_paid_in_part_is_not_redeemed() -> None:
    at = office(part=True)
    part = ok(add_bill(Cart("r1"), NEWEST, ON, at, amount=Money(500_00)))
    assert refusal_of(part, *THREE, at=at) is None
    assert notices(part, *THREE, at=at) == (WORDS,)
    more = ok(add_bill(part, MIDDLE, ON, at, amount=assess(MIDDLE, ON, at).total))
    refused = refusal_of(more, *THREE, at=at)
    assert isinstance(refused, Refusal)
    assert "T2026" in refused.sentence
    # Nor is any money taken on an older one.
    cents = ok(add_bill(Cart("r1"), OLDEST, ON, at, amount=Money(1_00)))
    assert refusal_of(cents, *THREE, at=at) is not None


def test_rptl_1112_the_receipt_carries_the_statutes_words_while_one_stays_open() -> None:
    assert notices(cart_of(NEWEST), *THREE) == (WORDS,)
    assert notices(cart_of(NEWEST, MIDDLE), *THREE) == (WORDS,)
    assert notices(cart_of(NEWEST, MIDDLE, OLDEST), *THREE) == ()
    assert notices(cart_of(NOW), NOW) == ()


def test_whether_a_current_tax_brings_the_words_too_is_policy() -> None:
    # The law asks for them when a lien is redeemed and the earliest stays open; the City says them on any payment.
    cart = cart_of(NOW)
    assert notices(cart, *THREE, NOW) == (WORDS,)
    statute = office(warn_on="redemption")
    assert notices(cart, *THREE, NOW, at=statute) == ()
    assert notices(cart_of(NEWEST), *THREE, at=statute) == (WORDS,)


def test_words_of_an_earlier_look_are_taken_out_and_other_notices_stay() -> None:
    cart = replace(cart_of(NEWEST), notices=("Something else.",))
    liens = liens_of(THREE, ON, office())
    once = with_warning(cart, liens, ON, office())
    assert once.notices == ("Something else.", WORDS)
    assert with_warning(once, liens, ON, office()) == once
    without = replace(once, lines=ok(add_item(Cart("r1"), "TS", 1, ON, office())).lines)
    assert with_warning(without, (), ON, office()).notices == ("Something else.",)


def test_two_parcels_on_one_receipt_are_told_apart() -> None:
    other = tax(2026, parcel="9.-2-2")
    both = (*THREE, other, tax(2025, parcel="9.-2-2"))
    cart = cart_of(NEWEST, other)
    assert refusal_of(cart, *both) is None
    assert notices(cart, *both) == (f"Parcel {PARCEL}: {WORDS}", f"Parcel 9.-2-2: {WORDS}")
    assert refusal_of(cart_of(NEWEST, both[-1]), *both) is not None


def test_liens_of_one_number_in_two_services_are_of_one_parcel() -> None:
    school = tax(2026, service="school")
    refused = refusal_of(cart_of(OLDEST, MIDDLE, NEWEST), *THREE, replace_lien(school, 2027))
    assert isinstance(refused, Refusal)
    assert school.bill.bill_no in refused.sentence


def replace_lien(state: BillState, year: int) -> BillState:
    """The bill as a lien of 20 January of a year."""
    return replace(state, bill=replace(state.bill, facts=BillFacts(lien_on=date(year, 1, 20))))


def test_what_is_no_lien() -> None:
    cancelled = replace(NEWEST, bill=replace(NEWEST.bill, status=BillStatus.CANCELLED))
    later = replace(NEWEST, bill=replace(NEWEST.bill, facts=BillFacts(lien_on=date(2027, 3, 1))))
    nothing = replace(NEWEST.bill.instalments[0], charges=(Charge("tax", Money(0)),))
    settled = replace(NEWEST, bill=replace(NEWEST.bill, instalments=(nothing,)))
    early = paid(NEWEST, date(2026, 12, 30))
    assert liens_of((cancelled, later, settled, early, NOW), ON, office()) == ()
    (lien,) = liens_of((paid(NEWEST),), ON, office())
    assert (lien.lien_no, lien.redeemed_on) == (NEWEST.bill.bill_no, ON)


def test_money_taken_back_opens_the_lien_again() -> None:
    state = paid(NEWEST)
    back = tuple(replace(a, amount=-a.amount) for a in state.applied)
    (lien,) = liens_of((replace(state, applied=(*state.applied, *back)),), ON, office())
    assert lien.redeemed_on is None


def test_an_office_without_rules_on_liens_keeps_no_order() -> None:
    free = replace(ithaca().office, single=None)
    cart = cart_of(OLDEST)
    assert check_liens(cart, (), ON, free) is None
    assert with_warning(cart, (), ON, free) == cart
    assert liens_of(THREE, ON, free) == ()
    assert in_lawful_order(THREE, ON, free) == THREE


def test_all_bills_of_a_parcel_go_in_by_the_order_of_the_law() -> None:
    ordered = in_lawful_order((OLDEST, NOW, MIDDLE, NEWEST), ON, office())
    assert ordered == (NEWEST, MIDDLE, OLDEST, NOW)
    turned = in_lawful_order(ordered, ON, office(order="oldest_first"))
    assert turned == (OLDEST, MIDDLE, NEWEST, NOW)
    cart = Cart("r1")
    for state in ordered:
        cart = ok(add_bill(cart, state, ON, office()))
        assert refusal_of(cart, *THREE, NOW) is None


def test_rptl_1112_the_certificate_when_the_last_is_redeemed() -> None:
    refused = redeemed_all((OLDEST, paid(MIDDLE), paid(NEWEST)), ON, office())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.LIEN_OPEN
    given = redeemed_all(tuple(paid(s) for s in THREE), ON, office())
    assert isinstance(given, RedemptionCertificate)
    assert [x.lien_no for x in given.liens] == [s.bill.bill_no for s in THREE]
    assert redeemed_all((NOW,), ON, office()) is None


@given(
    st.lists(
        st.sets(st.sampled_from([2022, 2023, 2024, 2025, 2026]), min_size=1), min_size=1, max_size=6
    )
)
def test_by_carts_that_are_let_through_the_redeemed_liens_are_always_the_newest(
    choices: list[set[int]],
) -> None:
    states = {year: tax(year) for year in (2022, 2023, 2024, 2025, 2026)}
    for choice in choices:
        wanted = [states[y] for y in choice if not states[y].applied]
        cart = cart_of(*wanted)
        if check_liens(cart, liens_of(states.values(), ON, office()), ON, office()) is not None:
            continue
        warned = notices(cart, *states.values())
        for line in cart.lines:
            assert isinstance(line, BillLine)
            year = int(line.bill_no[1:5])
            states[year] = paid(states[year])
        still = [year for year, state in states.items() if not state.applied]
        done = [year for year, state in states.items() if state.applied]
        assert not done or not still or min(done) > max(still)
        assert (warned == (WORDS,)) is bool(still and wanted)
