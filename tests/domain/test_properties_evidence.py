"""What holds of every payment that came with evidence, at every office that comes with the program."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.money import ZERO, Money
from domain.receivables.application import apply_money, whole_amounts
from domain.receivables.evidence import (
    Evidence,
    EvidenceKind,
    effective_for,
    judge,
    refuse_effective_day,
)
from domain.refusals import Refusal
from tests.domain.policies import Case, shipped, unpaid

_SHOW_NONE = {
    EvidenceKind.COUNTER,
    EvidenceKind.METER,
    EvidenceKind.ILLEGIBLE,
    EvidenceKind.DROP_BOX,
}
_IN_AN_ENVELOPE = {
    EvidenceKind.POSTMARK,
    EvidenceKind.METER_CANCELLED,
    EvidenceKind.BANK_BILL_PAY,
    EvidenceKind.CARRIER,
}

_SHOW_NONE = {
    EvidenceKind.COUNTER,
    EvidenceKind.METER,
    EvidenceKind.ILLEGIBLE,
    EvidenceKind.DROP_BOX,
}
_IN_AN_ENVELOPE = {
    EvidenceKind.POSTMARK,
    EvidenceKind.METER_CANCELLED,
    EvidenceKind.BANK_BILL_PAY,
    EvidenceKind.CARRIER,
}

carriers = st.sampled_from(["", "UPS 2nd Day Air", "fedex 2 day", "A bicycle"])


kinds = st.sampled_from(list(EvidenceKind)) | st.just(EvidenceKind.POSTMARK)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Case, Evidence]:
    """An unpaid bill of an office that comes with the program, and evidence of any kind from around a due date."""
    case = draw(unpaid(draw(st.sampled_from(shipped()))))
    due_on = draw(st.sampled_from(case.state.bill.instalments)).due_on
    came = due_on + timedelta(days=draw(st.integers(-3, 6) | st.integers(-30, 90)))
    apart = draw(st.none() | st.sampled_from([-6, -2, -1, 0, 1, 2]))
    marked = None if apart is None else came + timedelta(days=apart)
    return case, Evidence(draw(kinds), came, marked, draw(carriers), draw(st.booleans()))


@given(cases(), st.integers(0, 30))
def test_i12_the_day_a_payment_counts_for_is_never_after_its_entry(
    came_in: tuple[Case, Evidence], waited: int
) -> None:
    case, evidence = came_in
    found = effective_for(evidence, case.service, case.office)
    shown, came = evidence.postmark_on, evidence.received_on
    if isinstance(found, Refusal):
        assert shown is None or shown > came
        return
    assert found <= came
    assert shown is None or shown <= came or evidence.kind in _SHOW_NONE
    if not evidence.proper and evidence.kind in _IN_AN_ENVELOPE:
        assert found == came
    entered = evidence.received_on + timedelta(days=waited)
    refused = refuse_effective_day(found, entered, evidence)
    # Only what was handed over at the counter has no day but that of its entry.
    assert (refused is not None) == (evidence.kind is EvidenceKind.COUNTER and found != entered)
    if found < evidence.received_on and evidence.kind is not EvidenceKind.DROP_BOX:
        assert found == evidence.postmark_on


@given(cases(), st.integers(1, 1_000_000), st.data())
def test_a_payment_goes_back_only_when_it_is_late_and_short(
    came_in: tuple[Case, Evidence], cents: int, data: st.DataObject
) -> None:
    case, evidence = came_in
    usual = case.on(evidence.received_on)
    amount = data.draw(st.sampled_from([Money(cents), *whole_amounts(usual)]))
    found = judge(case.state, amount, evidence, case.office)
    if isinstance(found, Refusal):
        assert isinstance(effective_for(evidence, case.service, case.office), Refusal)
        return
    assert found.assessment == case.on(found.effective_on)
    assert found.returned == (found.late and found.short > ZERO)
    # Late is after the last day in time of an instalment that is still owed, moved off closed days.
    owed = {o.instalment for o in found.assessment.open}
    parts = (i for i in case.state.bill.instalments if i.no in owed)
    last = min((case.office.calendar.roll(i.due_on) for i in parts), default=date.max)
    assert found.late == (last < found.effective_on)
    taken = apply_money(found.assessment, amount, case.service)
    if not isinstance(taken, Refusal):
        assert not found.returned
    elif found.short:
        # What is short becomes whole by just what is missing.
        assert amount + found.short in whole_amounts(found.assessment)
    if found.returned:
        assert found.effective_on > min(i.due_on for i in case.state.bill.instalments)


@given(cases(), st.integers(0, 90))
def test_evidence_of_an_earlier_day_never_costs_more(
    came_in: tuple[Case, Evidence], waited: int
) -> None:
    case, on = came_in[0], came_in[1].received_on
    came = on + timedelta(days=waited)
    marked = Evidence(EvidenceKind.POSTMARK, came, on)
    counted = effective_for(marked, case.service, case.office)
    assert not isinstance(counted, Refusal)
    assert case.on(counted).total <= case.on(came).total
    assert counted in (on, came)
