"""Hypothesis strategies: bills, and what may happen to them over the years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from domain.money import Money
from domain.receivables.application import Allocation, apply_money, whole_amounts
from domain.receivables.assessment import Assessment, Step, assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.refusals import Refusal
from tests.samples import sample_office

OFFICE = sample_office()
START = date(2027, 1, 1)
FACE_KINDS = {
    "tax": ("city",),
    "water": ("water", "sewer"),
    "parking": ("fine",),
    "permits": ("fee",),
}

moments = st.integers(0, 900).map(lambda n: START + timedelta(days=n))


@st.composite
def bills(draw: st.DrawFn, service: str | None = None, instalments: int | None = None) -> Bill:
    """A bill of one to three instalments, small and odd amounts preferred."""
    of = service or draw(st.sampled_from(sorted(FACE_KINDS)))
    count = instalments or draw(st.integers(1, 3))
    due = draw(st.integers(0, 60))
    parts = []
    for number in range(1, count + 1):
        due_on = START + timedelta(days=due)
        due += draw(st.integers(0, 200))
        charges = tuple(
            Charge(kind, Money(draw(st.integers(0, 300) | st.integers(0, 500_000))))
            for kind in FACE_KINDS[of]
        )
        parts.append(Instalment(number, due_on, charges))
    return Bill("B-1", of, "A-1", "A bill", START, tuple(parts))


def paid(state: BillState, amount: Money, on: date) -> BillState:
    """The bill after ``amount`` was applied to it on ``on``; the amount must be one that the policy takes."""
    allocations = apply_money(assess(state, on, OFFICE), amount, OFFICE.service(state.bill.service))
    assert not isinstance(allocations, Refusal), allocations
    return with_applied(state, allocations, on)


def with_applied(state: BillState, allocations: tuple[Allocation, ...], on: date) -> BillState:
    """The bill after these allocations."""
    more = tuple(Applied(a.instalment, a.kind, a.amount, on) for a in allocations)
    return replace(state, applied=state.applied + more, version=state.version + 1)


@st.composite
def histories(draw: st.DrawFn) -> tuple[BillState, date]:
    """A bill after some payments and newer exports, and the day of the last of them."""
    bill = draw(bills())
    state, on = BillState(bill), START
    for _ in range(draw(st.integers(0, 4))):
        on += timedelta(days=draw(st.integers(0, 150)))
        if draw(st.integers(0, 3)) == 0:
            newer = draw(bills(bill.service, len(bill.instalments)))
            mended = tuple(
                replace(i, charges=n.charges)
                for i, n in zip(bill.instalments, newer.instalments, strict=True)
            )
            state = replace(state, bill=replace(bill, instalments=mended))
            continue
        assessment = assess(state, on, OFFICE)
        if assessment.total.cents <= 0:
            continue
        if OFFICE.service(bill.service).partial_allowed:
            amount = Money(draw(st.integers(1, assessment.total.cents)))
        else:
            amount = draw(st.sampled_from(whole_amounts(assessment)))
        state = paid(state, amount, on)
    return state, on


def accruals(assessment: Assessment) -> list[Step]:
    """The steps that add something."""
    return [s for s in assessment.steps if s.kind == "accrual"]
