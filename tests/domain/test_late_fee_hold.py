"""The late fee's hold while an appeal begun in time is pending."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.money import Money
from domain.receivables.late_fee_hold import LateFeeStanding, Pending, late_fee_day
from domain.receivables.tickets import Ticket, TicketState, steps_open
from tests.domain.test_tickets import ISSUED, LAST, TICKET, T, after, day, event, rules
from tests.exchange.kit import ithaca

DAYS = 20
CALENDAR = ithaca().office.calendar


def fee_from(ticket: Ticket, on: date, calendar: Calendar = CALENDAR) -> date | None:
    """The first day with the late fee."""
    return late_fee_day(ticket, on, DAYS, rules().hold, calendar).fee_from


def standing(ticket: Ticket, on: date) -> LateFeeStanding:
    """What the late fee does on a day."""
    return late_fee_day(ticket, on, DAYS, rules().hold, CALENDAR).standing


def test_ith_faq226_late_fee_after_20_days() -> None:
    assert standing(TICKET, LAST) is LateFeeStanding.NOT_YET
    assert standing(TICKET, date(2026, 9, 22)) is LateFeeStanding.DUE
    assert fee_from(TICKET, LAST) == date(2026, 9, 22)


def test_gcl_25a_the_twentieth_day_on_a_saturday_is_moved() -> None:
    # 20 days from 23 August 2026 end on Saturday, 12 September.
    ticket = replace(TICKET, issued_on=date(2026, 8, 23))
    assert fee_from(ticket, ISSUED) == date(2026, 9, 15)


def test_ith_faq226_an_appeal_within_20_days_suspends_the_fee_while_it_is_pending() -> None:
    pending = after(event(T.APPEAL, LAST))
    assert standing(pending, date(2027, 6, 1)) is LateFeeStanding.SUSPENDED
    assert fee_from(pending, date(2027, 6, 1)) is None
    # Asked for a day before the appeal, the answer is that day's.
    assert standing(pending, day(3)) is LateFeeStanding.NOT_YET


def test_ith_faq226_an_appeal_after_20_days_does_not_suspend_it() -> None:
    pending = after(event(T.APPEAL, day(21)))
    found = late_fee_day(pending, day(25), DAYS, rules().hold, CALENDAR)
    assert (found.standing, found.holds) == (LateFeeStanding.DUE, ())
    assert found.fee_from == date(2026, 9, 22)


def test_after_a_denial_the_remaining_days_go_on_or_the_whole_period_by_policy() -> None:
    # Appealed on day 5, answered on day 30 (1 October): 15 days were left.
    denied = after(event(T.APPEAL, day(5)), event(T.DENY, day(30)))
    assert fee_from(denied, day(30)) == date(2026, 10, 17)
    whole = replace(rules().hold, resume="whole")
    found = late_fee_day(denied, day(30), DAYS, whole, CALENDAR)
    assert found.fee_from == date(2026, 10, 22)
    assert found.holds == (Pending(day(5), day(30)),)


def test_the_court_suspends_it_again_when_the_plea_was_in_time() -> None:
    in_court = after(event(T.APPEAL, day(5)), event(T.DENY, day(30)), event(T.PLEAD, day(40)))
    assert standing(in_court, day(200)) is LateFeeStanding.SUSPENDED
    guilty = after(event(T.CONVICT, day(100)), ticket=in_court)
    # Five days were left on the day of the plea; the fifth after 10 December is the 15th.
    assert fee_from(guilty, day(100)) == date(2026, 12, 16)
    too_late = after(event(T.APPEAL, day(5)), event(T.DENY, day(30)), event(T.PLEAD, day(50)))
    assert standing(too_late, day(50)) is LateFeeStanding.DUE


def test_a_dismissed_ticket_has_no_late_fee_even_when_appealed_late() -> None:
    ticket = after(event(T.APPEAL, day(40)), event(T.DISMISS, day(60)))
    assert standing(ticket, day(61)) is LateFeeStanding.NONE
    assert standing(ticket, day(59)) is LateFeeStanding.DUE


def test_a_ticket_handed_over_under_appeal_goes_on_from_there() -> None:
    ticket = replace(TICKET, began_as=TicketState.APPEALED)
    assert steps_open(ticket) == (T.DENY, T.REDUCE, T.DISMISS)
    assert after(event(T.DISMISS, day(30)), ticket=ticket).asks == Money(0)


@given(
    appeal=st.integers(0, 20),
    waited=st.integers(0, 400),
    asked=st.integers(0, 900),
)
def test_an_appeal_in_time_never_brings_the_fee_forward(
    appeal: int, waited: int, asked: int
) -> None:
    denied = after(event(T.APPEAL, day(appeal)), event(T.DENY, day(appeal + waited)))
    found = fee_from(denied, day(asked))
    assert found is None or found >= date(2026, 9, 22)
    if asked >= appeal + waited:
        # The days that ran without the fee are 20, before the end is moved off a closed day.
        assert found is not None
        assert found - day(21 + waited) >= timedelta(0)
        assert found - day(21 + waited) <= timedelta(days=4)
