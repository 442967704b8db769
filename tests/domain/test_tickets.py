"""The life of a ticket: its steps in turn, the papers each needs, and default by VTL 1806-a."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.receivables.parking_rules import ParkingRules
from domain.receivables.tickets import (
    DISPOSITIONS,
    Ticket,
    TicketEvent,
    TicketState,
    TicketStep,
    default_dates,
    steps_open,
    take_step,
)
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca

ISSUED = date(2026, 9, 1)
LAST = date(2026, 9, 21)
"""The last day to answer it, and the last without a late fee: a Monday."""
T = TicketStep


def rules() -> ParkingRules:
    """The City's own parking policy."""
    found = ithaca().rules.parking
    assert found is not None
    return found


TICKET = Ticket("T1", "ABC1234", "21", ISSUED, LAST, Money(100_00))


def event(step: TicketStep, on: date, cents: int | None = None) -> TicketEvent:
    """A step with all its papers."""
    amount = None if cents is None else Money(cents)
    return TicketEvent(step, on, "A. Prosecutor", "Decision 26-114", "Meter was broken.", amount)


def after(*events: TicketEvent, ticket: Ticket = TICKET) -> Ticket:
    """The ticket after steps, none of which may be refused."""
    for one in events:
        following = take_step(ticket, one, rules().default)
        assert isinstance(following, Ticket), following
        ticket = following
    return ticket


def refused(ticket: Ticket, one: TicketEvent) -> Refusal:
    """The refusal of a step."""
    found = take_step(ticket, one, rules().default)
    assert isinstance(found, Refusal)
    return found


def day(n: int) -> date:
    """The n-th day after the issue."""
    return ISSUED + timedelta(days=n)


def test_ith_faq226_appeal_denied_then_city_court() -> None:
    ticket = after(
        event(T.APPEAL, day(5)),
        event(T.DENY, day(30)),
        event(T.PLEAD, day(35)),
        event(T.CONVICT, day(80), 80_00),
    )
    assert ticket.state is TicketState.CONVICTED
    assert ticket.asks == Money(80_00)
    assert [e.step for e in ticket.events] == [T.APPEAL, T.DENY, T.PLEAD, T.CONVICT]
    assert after(event(T.PAY, day(81)), ticket=ticket).state is TicketState.PAID


def test_a_granted_appeal_owes_nothing_and_ends_the_ticket() -> None:
    ticket = after(event(T.APPEAL, day(5)), event(T.DISMISS, day(30)))
    assert ticket.asks == Money(0)
    assert not ticket.is_open
    assert steps_open(ticket) == ()
    assert refused(ticket, event(T.PAY, day(31))).code is Code.TICKET_STEP_REFUSED


def test_a_step_out_of_turn_is_refused_with_the_steps_that_are_possible() -> None:
    said = refused(TICKET, event(T.DISMISS, day(3)))
    assert said.code is Code.TICKET_STEP_REFUSED
    assert "appealed" in said.sentence
    pending = after(event(T.APPEAL, day(5)))
    assert refused(pending, event(T.PAY, day(6))).code is Code.TICKET_STEP_REFUSED


@pytest.mark.parametrize("field", ["actor", "document", "reason"])
@pytest.mark.parametrize("step", [T.DENY, T.REDUCE, T.DISMISS])
def test_osc_ith_no_disposition_without_actor_document_and_reason(
    step: TicketStep, field: str
) -> None:
    pending = after(event(T.APPEAL, day(5)))
    full = event(step, day(9), 50_00 if step is T.REDUCE else None)
    lacking = {
        "actor": replace(full, actor="  "),
        "document": replace(full, document=""),
        "reason": replace(full, reason=""),
    }[field]
    said = refused(pending, lacking)
    assert said.code is Code.TICKET_PAPERS_MISSING
    assert field in said.sentence
    assert isinstance(take_step(pending, full, rules().default), Ticket)


def test_every_step_needs_an_actor_and_every_verdict_is_a_disposition() -> None:
    nobody = TicketEvent(T.APPEAL, day(5), "")
    assert refused(TICKET, nobody).code is Code.TICKET_PAPERS_MISSING
    assert {T.DENY, T.REDUCE, T.DISMISS, T.CONVICT, T.DEFAULT} == DISPOSITIONS


@pytest.mark.parametrize("cents", [None, 0, -1, 100_00, 120_00])
def test_a_reduction_lowers_the_fine_but_not_to_nothing(cents: int | None) -> None:
    pending = after(event(T.APPEAL, day(5)))
    assert refused(pending, event(T.REDUCE, day(9), cents)).code is Code.TICKET_AMOUNT_REFUSED


def test_only_a_reduction_or_a_verdict_sets_the_fine() -> None:
    assert refused(TICKET, event(T.PAY, day(5), 1)).code is Code.TICKET_AMOUNT_REFUSED


def test_steps_go_forward_in_time() -> None:
    assert refused(TICKET, event(T.APPEAL, day(-1))).code is Code.TICKET_STEP_EARLY
    pending = after(event(T.APPEAL, day(5)))
    assert refused(pending, event(T.DENY, day(4))).code is Code.TICKET_STEP_EARLY


def test_vtl_1806a_default_waits_30_days_a_notice_and_30_more() -> None:
    # The plea date is 21 September: 30 whole days end on 21 October.
    dates = default_dates(TICKET, rules().default)
    assert (dates.notice_from, dates.default_from) == (date(2026, 10, 22), None)
    assert dates.latest == date(2028, 9, 21)
    early = event(T.DEFAULT_NOTICE, date(2026, 10, 21))
    assert refused(TICKET, early).code is Code.TICKET_STEP_EARLY
    noticed = after(event(T.DEFAULT_NOTICE, date(2026, 10, 22)))
    assert default_dates(noticed, rules().default).default_from == date(2026, 11, 22)
    too_soon = refused(noticed, event(T.DEFAULT, date(2026, 11, 21)))
    assert too_soon.code is Code.TICKET_STEP_EARLY
    assert "2026-11-22" in too_soon.sentence
    in_default = after(event(T.DEFAULT, date(2026, 11, 22)), ticket=noticed)
    assert in_default.state is TicketState.DEFAULTED


def test_vtl_1806a_no_default_without_notice_nor_after_two_years() -> None:
    assert refused(TICKET, event(T.DEFAULT, date(2027, 1, 4))).code is Code.TICKET_STEP_REFUSED
    noticed = after(event(T.DEFAULT_NOTICE, date(2026, 10, 22)))
    after(event(T.DEFAULT, date(2028, 9, 21)), ticket=noticed)
    late = refused(noticed, event(T.DEFAULT, date(2028, 9, 22)))
    assert late.code is Code.TICKET_STEP_LATE


def test_vtl_1806a_the_notice_needs_its_certified_mail_number() -> None:
    bare = TicketEvent(T.DEFAULT_NOTICE, date(2026, 10, 22), "Clerk")
    assert refused(TICKET, bare).code is Code.TICKET_PAPERS_MISSING


@given(st.lists(st.tuples(st.sampled_from(list(T)), st.integers(0, 1200)), max_size=12))
def test_no_sequence_of_steps_reaches_a_state_without_its_papers(
    steps: list[tuple[TicketStep, int]],
) -> None:
    ticket = TICKET
    for step, n in steps:
        cents = 50_00 if step is T.REDUCE else None
        following = take_step(ticket, event(step, day(n), cents), rules().default)
        if isinstance(following, Ticket):
            ticket = following
    days = [e.on for e in ticket.events]
    assert days == sorted(days)
    assert all(e.reason and e.document for e in ticket.events if e.step in DISPOSITIONS)
    assert (ticket.asks == Money(0)) == (ticket.state is TicketState.DISMISSED)
