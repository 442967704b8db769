"""Part payments by resolution, their charge, and tolerances: each cent in its own place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.office import ChargeKind, Office, Service
from domain.policy.accruals import Source
from domain.policy.services import PartPayments, Tolerance
from domain.receipting.cart import BillLine, Cart, add_bill
from domain.receivables.application import Allocation, apply_money, balance_after, whole_amounts
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import Applied, BillState, Charge, Instalment
from domain.receivables.tolerances import tolerated
from domain.refusals import Code, Refusal
from tests.domain.rules import added, bill_of, interest, office_of
from tests.samples import water_bill

DUE, RESOLVED = date(2027, 3, 31), date(2027, 3, 1)
SOURCE = Source("tax.part_payments", "Resolution 12 of 2027; Real Property Tax Law 928-a")
CHARGE = "service_charge"


def with_tax(office: Office, tax: Service) -> Office:
    """The office with another tax service."""
    return replace(office, services=(tax, *(s for s in office.services if s.code != "tax")))


def resolved(fee: int = 1000, to_on: date | None = None) -> Office:
    """An office whose council resolved on 1 March 2027 that taxes are taken in part."""
    office = office_of(interest("0.12"))
    tax = office.service("tax")
    return with_tax(
        office,
        replace(
            tax,
            charge_kinds=(*tax.charge_kinds, ChargeKind(CHARGE, "Part payment", "A.1325.1289")),
            application_order=(CHARGE, *tax.application_order),
            part_payments=PartPayments(RESOLVED, SOURCE, Money(fee), CHARGE if fee else "", to_on),
        ),
    )


def apply(
    office: Office, state: BillState, cents: int, on: date
) -> tuple[Allocation, ...] | Refusal:
    """What a payment is applied to."""
    return apply_money(assess(state, on, office), Money(cents), office.service("tax"))


def after(state: BillState, allocations: tuple[Allocation, ...], on: date) -> BillState:
    """The bill after a payment."""
    new = tuple(Applied(a.instalment, a.kind, a.amount, on) for a in allocations)
    return replace(state, applied=(*state.applied, *new))


def test_rptl928a_no_part_payment_without_a_resolution() -> None:
    state = BillState(bill_of(DUE))
    refused = apply(office_of(interest("0.12")), state, 50_000, date(2027, 3, 5))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.PARTIAL_REFUSED
    early = apply(resolved(), state, 50_000, date(2027, 2, 26))
    assert isinstance(early, Refusal)
    ended = apply(resolved(to_on=date(2027, 3, 4)), state, 50_000, date(2027, 3, 5))
    assert isinstance(ended, Refusal)
    assert not isinstance(apply(resolved(), state, 50_000, date(2027, 3, 5)), Refusal)


def test_rptl928a_the_charge_is_the_citys_and_later_interest_runs_on_the_rest() -> None:
    office, state, day = resolved(), BillState(bill_of(DUE)), date(2027, 3, 5)
    taken = apply(office, state, 51_000, day)
    assert taken == (Allocation(1, CHARGE, Money(1000)), Allocation(1, "city", Money(50_000)))
    assert office.service("tax").gl_code(CHARGE) == "A.1325.1289"
    rest = after(state, taken, day)
    assessment = assess(rest, day, office)
    assert assessment.total == Money(50_000)
    charge = next(s for s in assessment.steps if s.charge_kind == CHARGE and s.kind == "accrual")
    assert (charge.amount, charge.policy_key) == (Money(1000), "tax.part_payments")
    assert "928-a" in charge.citation
    late = assess(rest, date(2027, 4, 1), office)
    assert late.total == Money(50_500)
    assert late.steps[1].base == Money(50_000)
    # Paying what is whole is no part payment.
    last = apply(office, rest, 50_500, date(2027, 4, 1))
    assert last == (Allocation(1, "penalty", Money(500)), Allocation(1, "city", Money(50_000)))


def test_rptl928a_a_cart_tells_what_is_left_after_the_charge() -> None:
    state, day = BillState(bill_of(DUE)), date(2027, 3, 5)
    cart = add_bill(Cart("r"), state, day, resolved(), amount=Money(51_000))
    assert isinstance(cart, Cart)
    (line,) = cart.lines
    assert isinstance(line, BillLine)
    assert (line.amount, line.balance_after) == (Money(51_000), Money(50_000))


def test_rptl928a_a_payment_of_the_charge_alone_is_refused() -> None:
    for cents in (1, 1000):
        refused = apply(resolved(), BillState(bill_of(DUE)), cents, date(2027, 3, 5))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.PART_FEE_ONLY


@pytest.mark.parametrize(
    ("second", "cents", "said"),
    [
        (100_000, 100_100, "1.00 beyond 1,000.00 is not more|Type 1,000.00 or more than 1,010.00."),
        (500, 100_300, "3.00 beyond 1,000.00 is not more|Type 1,000.00 or 1,005.00."),
        (0, 600, "6.00 is not more|Type more than 10.00."),
    ],
)
def test_rptl928a_the_charge_never_leaves_an_instalment_unpaid_that_the_amount_would_pay(
    second: int, cents: int, said: str
) -> None:
    bill = bill_of(DUE, date(2027, 6, 30))
    later = replace(bill.instalments[1], charges=(Charge("city", Money(second)),))
    state = BillState(replace(bill, instalments=(bill.instalments[0], later)))
    refused = apply(resolved(), state, cents, date(2027, 3, 5))
    assert isinstance(refused, Refusal)
    begins, ends = said.split("|")
    assert refused.sentence.startswith(begins)
    assert refused.sentence.endswith(ends)


def test_rptl928a_the_charge_is_at_most_ten_dollars() -> None:
    with pytest.raises(ValueError, match=r"at most 10\.00"):
        resolved(fee=1001)
    with pytest.raises(ValueError, match="go together"):
        PartPayments(RESOLVED, SOURCE, Money(1000))
    tax = resolved().service("tax")
    for kind in ("penalty", "unheard_of"):
        with pytest.raises(ValueError, match="charge kind of its own"):
            replace(tax, part_payments=PartPayments(RESOLVED, SOURCE, Money(1), kind))


@given(
    st.integers(2, 900_000),
    st.integers(0, 1000),
    st.lists(st.tuples(st.integers(1, 99), st.integers(0, 120)), max_size=5),
)
def test_part_payments_lose_no_cent_and_save_no_one_anything_but_interest(
    cents: int, fee: int, parts: list[tuple[int, int]]
) -> None:
    office = resolved(fee)
    tax = office.service("tax")
    state, day = BillState(bill_of(DUE, cents=cents)), RESOLVED
    unpaid = state
    charged = 0
    for percent, wait in parts:
        day += timedelta(days=wait)
        before = assess(state, day, office)
        amount = Money(before.total.cents * percent // 100)
        taken = apply_money(before, amount, tax)
        if isinstance(taken, Refusal):
            continue
        assert total(a.amount for a in taken) == amount
        state = after(state, taken, day)
        left = assess(state, day, office)
        assert left.total == balance_after(before, taken, tax)
        charged += sum(a.amount.cents for a in taken if a.kind == CHARGE)
        assert sum(a.amount.cents for a in state.applied if a.kind == CHARGE) == charged
    far = day + timedelta(days=400)
    grown = added(assess(state, far, office)) - charged
    # Every month's rounding may differ by a cent.
    assert grown <= added(assess(unpaid, far, office)) + 20


def tolerance_office(short: int = 500, over: int = 100) -> Office:
    """An office that lets 5.00 too little and 1.00 too much settle a tax bill."""
    office = office_of(interest("0.12"))
    row = Tolerance(
        Money(short), Money(over), "A.1325.1090.1", "A.1325.1090.2", SOURCE, date(2027, 1, 1)
    )
    return with_tax(office, replace(office.service("tax"), tolerances=(row,)))


def asked(office: Office) -> tuple[Assessment, Service]:
    """A bill of two instalments of 1,000.00, in time."""
    state = BillState(bill_of(DUE, date(2027, 6, 30)))
    return assess(state, date(2027, 3, 5), office), office.service("tax")


@pytest.mark.parametrize(
    ("cents", "difference", "gl_code"),
    [
        (99_999, -1, "A.1325.1090.1"),
        (99_500, -500, "A.1325.1090.1"),
        (99_499, None, ""),
        (100_000, None, ""),
        (100_050, None, ""),  # more than one instalment pays on the next
        (199_500, -500, "A.1325.1090.1"),
        (200_100, 100, "A.1325.1090.2"),
        (200_101, None, ""),
        (0, None, ""),
    ],
)
def test_a_tolerance_settles_a_whole_bill_within_its_limit_on_either_side(
    cents: int, difference: int | None, gl_code: str
) -> None:
    assessment, service = asked(tolerance_office())
    found = tolerated(assessment, Money(cents), service)
    if difference is None:
        assert found is None
        return
    assert found is not None
    assert (found.difference, found.gl_code) == (Money(difference), gl_code)
    assert found.source == SOURCE
    assert found.settles + found.difference == Money(cents)


@pytest.mark.parametrize(
    ("owed", "cents", "settles"),
    [
        ([100], 0, None),  # nothing settles nothing, however little is owed
        ([100], 1, 100),
        (
            [100_000, 300],
            100_000,
            None,
        ),  # what pays an instalment to the cent is not short of the next
        ([100_000, 300], 99_999, 100_000),
        ([100_000, 300], 100_001, 100_300),
    ],
)
def test_a_tolerance_never_takes_a_proper_payment_for_a_short_one(
    owed: list[int], cents: int, settles: int | None
) -> None:
    office = tolerance_office()
    parts = tuple(
        Instalment(no, DUE, (Charge("city", Money(face)),)) for no, face in enumerate(owed, 1)
    )
    state = BillState(replace(bill_of(DUE), instalments=parts))
    assessment = assess(state, date(2027, 3, 5), office)
    found = tolerated(assessment, Money(cents), office.service("tax"))
    assert (found and found.settles) == (Money(settles) if settles else None)


def test_new_york_has_no_tolerance_unless_the_policy_says_so() -> None:
    assessment, service = asked(office_of(interest("0.12")))
    for choice in whole_amounts(assessment):
        for cent in (Money(1), Money(-1)):
            assert tolerated(assessment, choice + cent, service) is None
    ended = replace(tolerance_office().service("tax").tolerances[0], to_on=date(2027, 3, 4))
    assert tolerated(assessment, Money(99_999), replace(service, tolerances=(ended,))) is None


def test_a_tolerance_has_an_account_for_each_side() -> None:
    with pytest.raises(ValueError, match="an account each"):
        Tolerance(Money(1), Money(1), "A.1", "A.1", SOURCE, RESOLVED)
    with pytest.raises(ValueError, match="not negative"):
        Tolerance(Money(-1), Money(1), "A.1", "A.2", SOURCE, RESOLVED)


@given(
    st.permutations(office_of().service("water").application_order),
    st.integers(1, 500_000),
    st.integers(0, 500_000),
    st.integers(1, 99),
    st.integers(0, 300),
    st.integers(0, 300),
)
def test_a_payment_split_in_two_on_a_day_comes_to_the_same_in_any_order_of_application(
    order: list[str], water: int, sewer: int, percent: int, wait: int, later: int
) -> None:
    office = office_of()
    service = replace(office.service("water"), application_order=tuple(order))
    office = replace(office, services=(service,))
    state = BillState(water_bill(water=water, sewer=sewer, due_on=DUE))
    day = DUE + timedelta(days=wait)
    owed = assess(state, day, office).total
    amount = Money(max(owed.cents * percent // 100, 1))
    whole = apply_money(assess(state, day, office), amount, service)
    assert not isinstance(whole, Refusal)
    at_once, split = after(state, whole, day), state
    first = Money(amount.cents * 2 // 3)
    for part in (first, amount - first):
        if part:
            taken = apply_money(assess(split, day, office), part, service)
            assert not isinstance(taken, Refusal)
            split = after(split, taken, day)
    assert assess(at_once, day, office).total == owed - amount
    for on in (day, day + timedelta(days=later)):
        assert assess(split, on, office).owed == assess(at_once, on, office).owed
