"""The slip of a payment that goes back, and how long an amount holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.office import Office
from domain.papers.return_slip import return_slip
from domain.receipting.paper import WIDTH, paper_to_text
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence, EvidenceKind, Judged, judge
from domain.receivables.payoff import AHEAD_DAYS, good_through, owed_together
from tests.domain.papers.kit import check_golden, fits
from tests.domain.rules import bill_of, interest, office_of

TODAY = date(2027, 2, 5)


def mail_office() -> Office:
    """An office of 1 % a month where a postmark counts for taxes."""
    office = office_of(interest("0.12"))
    tax = replace(office.service("tax"), postmark_counts=True)
    return replace(office, services=(tax,))


def judged(state: BillState, cents: int, postmark_on: date, office: Office | None = None) -> Judged:
    """What is said of a payment that came in today."""
    evidence = Evidence(EvidenceKind.POSTMARK, TODAY, postmark_on)
    found = judge(state, Money(cents), evidence, office or mail_office())
    assert isinstance(found, Judged)
    return found


def test_the_slip_says_why_what_and_by_when() -> None:
    state = BillState(bill_of(date(2027, 1, 31)), name="Jane Doe")
    found = judged(state, 100_000, date(2027, 2, 2))
    paper = return_slip(found, state, Money(100_000), TODAY, mail_office())
    text = fits(paper)
    check_golden("return_slip", text)
    for words in (
        "RETURNED FOR PROPER\n",
        "Jane Doe",
        "1,010.00",
        "Your payment counts for Feb 2, 2027.",
        "Jan 31, 2027 is a Sunday: the last day is\nFeb 1, 2027",
        "No official may waive what is missing.",
        "by Mar 1, 2027.",
        "Test of a rule",
    ):
        assert words in text, text
    assert max(map(len, text.splitlines())) <= WIDTH
    assert not paper.kick
    training = return_slip(found, state, Money(100_000), TODAY, mail_office(), training=True)
    assert "TRAINING" in paper_to_text(training)


def test_a_payment_that_can_be_taken_has_no_slip() -> None:
    state = BillState(bill_of(date(2027, 1, 31)))
    with pytest.raises(ValueError, match="late and short"):
        return_slip(
            judged(state, 100_000, date(2027, 2, 1)), state, Money(100_000), TODAY, mail_office()
        )


@given(st.integers(0, 500))
def test_an_amount_holds_through_its_day_and_not_the_next(wait: int) -> None:
    state, on = BillState(bill_of(date(2027, 1, 31))), date(2027, 1, 1) + timedelta(days=wait)
    owed_on = owed_together((state,), mail_office())
    found = good_through(owed_on, on)
    assert owed_on(found.now.good_through) == found.now.amount
    if found.then is None:
        assert (found.now.good_through - on).days == AHEAD_DAYS
    else:
        assert found.then.from_on == found.now.good_through + timedelta(days=1)
        assert found.then.amount > found.now.amount
