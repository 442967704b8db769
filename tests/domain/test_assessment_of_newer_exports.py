"""Money that was applied to what a newer export or policy no longer has still counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, BillState, Charge, Instalment
from tests.domain.histories import OFFICE, bills, histories, paid
from tests.samples import DAY, bill_state, tax_bill

later = st.integers(0, 900).map(lambda n: timedelta(days=n))


def test_a_bill_that_was_paid_in_two_instalments_and_comes_back_in_one_stays_paid() -> None:
    bill = tax_bill()
    settled = paid(bill_state(bill), bill.face, DAY)
    one = Instalment(1, date(2027, 1, 31), (Charge("city", bill.face),))
    newer = replace(settled, bill=replace(bill, instalments=(one,)))
    assert assess(newer, DAY, OFFICE).total == Money(0)
    assert assess(newer, DAY, OFFICE).open == ()
    assert assess(newer, date(2028, 1, 1), OFFICE).total == Money(0)


def test_money_on_a_charge_that_the_policy_no_longer_lists_counts() -> None:
    state = bill_state(tax_bill(), [Applied(1, "old kind", Money(1000), DAY)])
    assessment = assess(state, DAY, OFFICE)
    assert assessment.total == tax_bill().face - Money(1000)
    assert total(o.amount for o in assessment.open) == assessment.total


@given(histories(), st.data(), later)
def test_a_newer_export_forgets_no_money(
    history: tuple[BillState, date], data: st.DataObject, after: timedelta
) -> None:
    state, on = history
    newer = replace(state, bill=data.draw(bills(state.bill.service)))
    assessment = assess(newer, on + after, OFFICE)
    added = total(s.amount for s in assessment.steps if s.kind == "accrual")
    applied = total(a.amount for a in state.applied)
    assert assessment.total == newer.bill.face + added - applied
    assert total(o.amount for o in assessment.open) == max(assessment.total, Money(0))
