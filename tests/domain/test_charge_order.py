"""A charge that the customer wants paid first: where policy lets the clerk, never beyond what is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.office import Office
from domain.receipting.cart import BillLine, Cart, add_bill
from domain.receipting.refresh import refresh_line
from domain.receivables.application import order_kept
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca
from tests.samples import ok

DUE, LATE = date(2027, 2, 22), date(2027, 2, 23)
KINDS = ("water", "sewer", "stormwater")


def bill(water: int = 116_76, sewer: int = 72_36, storm: int = 12_00) -> BillState:
    """A quarter's bill, due on Monday, 22 February 2027, of which 10 % are added on the day after."""
    amounts = zip(KINDS, (water, sewer, storm), strict=True)
    charges = tuple(Charge(kind, Money(cents)) for kind, cents in amounts)
    instalment = Instalment(1, date(2027, 2, 20), charges)
    made = Bill("W1", "water", "02-000001", "Water", date(2027, 1, 21), (instalment,))
    return BillState(made)


def office(*, override: bool = True) -> Office:
    """The City's office, with or without the clerk's say in the order."""
    found = ithaca().office
    water = replace(found.service("water"), order_override=override)
    others = tuple(s for s in found.services if s.code != "water")
    return replace(found, services=(water, *others))


def line(amount: int, *order: str, on: date = DUE) -> BillLine:
    """The line of a payment in cents."""
    cart = ok(add_bill(Cart("r1"), bill(), on, office(), amount=Money(amount), order=order))
    found = cart.lines[0]
    assert isinstance(found, BillLine)
    return found


def paid(found: BillLine) -> dict[str, int]:
    """Cents by charge kind, in their order."""
    return {a.kind: a.amount.cents for a in found.allocations}


def test_bms_without_a_wish_the_policys_order_holds() -> None:
    assert paid(line(50_00)) == {"stormwater": 12_00, "sewer": 38_00}
    assert paid(line(50_00, on=LATE)) == {"penalty": 20_11, "stormwater": 12_00, "sewer": 17_89}


def test_bms_the_clerk_may_have_another_charge_paid_first() -> None:
    assert paid(line(50_00, "water")) == {"water": 50_00}
    assert paid(line(130_00, "water", on=LATE)) == {"water": 116_76, "penalty": 13_24}
    whole = line(201_12, "sewer", "water")
    assert list(paid(whole)) == ["sewer", "water", "stormwater"]
    assert not whole.balance_after


@pytest.mark.parametrize(
    ("override", "order", "said"),
    [
        (False, "water", "Penalty, Stormwater, Sewer, Water, and no other order"),
        (True, "penalty", "what is owed is Stormwater, Sewer, Water"),
    ],
)
def test_an_order_that_cannot_be_is_refused(override: bool, order: str, said: str) -> None:
    refused = add_bill(
        Cart("r1"), bill(), DUE, office(override=override), amount=Money(1), order=(order,)
    )
    assert isinstance(refused, Refusal)
    assert refused.code is Code.ORDER_REFUSED
    assert said in refused.sentence


def test_the_policy_file_says_where_it_may_be() -> None:
    services = ithaca().office.services
    assert [s.code for s in services if s.order_override] == ["water"]


@pytest.mark.parametrize(
    ("amount", "order"), [(50_00, ("water",)), (100_00, ("sewer", "water")), (50_00, ())]
)
def test_a_line_that_is_decided_again_keeps_the_clerks_order(
    amount: int, order: tuple[str, ...]
) -> None:
    before = line(amount, *order)
    cart = Cart("r1", (before,))
    moved = replace(bill(), version=4)
    again = ok(refresh_line(cart, moved, DUE, office())).lines[0]
    assert isinstance(again, BillLine)
    assert (again.version, again.allocations) == (4, before.allocations)


def test_a_penalty_that_came_since_is_paid_first_in_the_usual_order() -> None:
    before = line(15_00)
    again = ok(refresh_line(Cart("r1", (before,)), bill(), LATE, office())).lines[0]
    assert isinstance(again, BillLine)
    assert paid(again) == {"penalty": 15_00}
    wished = line(15_00, "water")
    kept = ok(refresh_line(Cart("r1", (wished,)), bill(), LATE, office())).lines[0]
    assert isinstance(kept, BillLine)
    assert paid(kept) == {"water": 15_00}


@given(
    amounts=st.lists(st.integers(0, 300_00), min_size=3, max_size=3),
    order=st.permutations(KINDS),
    some=st.integers(0, 3),
    share=st.integers(1, 100),
    late=st.booleans(),
)
def test_any_order_conserves_every_cent_and_the_bill_is_paid_in_the_end(
    amounts: list[int], order: list[str], some: int, share: int, late: bool
) -> None:
    state, on = bill(*amounts), LATE if late else DUE
    found = assess(state, on, office())
    owed = {o.kind for o in found.open}
    wish = tuple(kind for kind in order[:some] if kind in owed)
    paying = Money(found.total.cents * share // 100)
    if not paying:
        return
    cart = ok(add_bill(Cart("r1"), state, on, office(), amount=paying, order=wish))
    made = cart.lines[0]
    assert isinstance(made, BillLine)
    assert total(a.amount for a in made.allocations) == paying
    assert made.balance_after == found.total - paying
    for place, kind in enumerate(wish):
        # Nothing is paid behind a wished charge that is still owed.
        left = total(o.amount for o in found.open if o.kind == kind) - Money(
            sum(a.amount.cents for a in made.allocations if a.kind == kind)
        )
        later = [a for a in made.allocations if a.kind not in wish[: place + 1]]
        assert not left or not later
    applied = tuple(Applied(a.instalment, a.kind, a.amount, on) for a in made.allocations)
    after = assess(replace(state, applied=applied), on, office())
    assert after.total == made.balance_after
    service = office().service("water")
    again = order_kept(made.allocations, found, service)
    assert set(again) <= owed
