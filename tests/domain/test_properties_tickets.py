"""What holds of a ticket whatever became of it: only a decision lowers it; a day is answered as it stood then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.receivables.facts import BillFacts, TicketFacts
from domain.receivables.tickets import (
    DISPOSITIONS,
    Ticket,
    TicketEvent,
    TicketStep,
    steps_open,
    take_step,
)
from domain.refusals import Refusal
from tests.exchange.kit import ithaca

ISSUED = date(2026, 9, 1)
_LOWERS = DISPOSITIONS - {TicketStep.DENY, TicketStep.DEFAULT}

moments = st.integers(0, 900).map(lambda n: ISSUED + timedelta(days=n))


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """The City's office with other closed days, days without a late fee, and steps that are a conviction."""
    office = ithaca().office
    assert office.single is not None
    parking = office.single.parking
    assert parking is not None
    closed = frozenset(draw(st.lists(moments, max_size=8)))
    convicted_by = draw(
        st.sets(st.sampled_from([TicketStep.CONVICT, TicketStep.DEFAULT, TicketStep.PAY]))
    )
    hold = replace(parking.hold, resume=draw(st.sampled_from(["remaining", "whole"])))
    rules = replace(parking, hold=hold, convicted_by=frozenset(convicted_by))
    single = replace(office.single, parking=rules)
    return replace(office, calendar=Calendar(closed), single=single)


@st.composite
def tickets(draw: st.DrawFn, office: Office) -> Bill:
    """A ticket with any history that its states and dates allow."""
    assert office.single is not None
    parking = office.single.parking
    assert parking is not None
    infraction = draw(st.sampled_from(["06", "21", "25"]))
    fine = Money(draw(st.integers(1, 30_000)))
    plea_by = ISSUED + timedelta(days=20)
    ticket = Ticket("T1", "ABC 1234", infraction, ISSUED, plea_by, fine)
    day = ISSUED
    for _ in range(draw(st.integers(0, 5))):
        day += timedelta(days=draw(st.integers(0, 20) | st.integers(0, 90)))
        may = [s for s in steps_open(ticket) if s is not TicketStep.PAY]
        if not may:
            break
        step, amount = draw(st.sampled_from(may)), None
        if step is TicketStep.REDUCE:
            amount = Money(draw(st.integers(1, max(1, fine.cents - 1))))
        elif step is TicketStep.CONVICT:
            amount = Money(draw(st.integers(1, 40_000)))
        event = TicketEvent(step, day, "Judge", "Letter 1", "As found", amount)
        after = take_step(ticket, event, parking.default)
        ticket = ticket if isinstance(after, Refusal) else after
    facts = TicketFacts(infraction, ticket.plate, plea_by, ticket.events)
    part = Instalment(1, plea_by, (Charge("fine", fine),))
    return Bill(
        "T1", "parking", "ABC 1234", "Ticket", ISSUED, (part,), facts=BillFacts(ticket=facts)
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Office, Bill]:
    """A ticket and the office that it is asked of."""
    office = draw(offices())
    return office, draw(tickets(office))


def history(bill: Bill) -> tuple[TicketEvent, ...]:
    """What became of a ticket."""
    assert bill.facts.ticket is not None
    return bill.facts.ticket.events


@given(cases(), moments, st.integers(0, 400))
def test_only_a_dismissal_a_reduction_or_a_verdict_lowers_what_a_ticket_comes_to(
    case: tuple[Office, Bill], on: date, later: int
) -> None:
    office, bill = case
    then = on + timedelta(days=later)
    now, after = (assess(BillState(bill), day, office) for day in (on, then))
    assert now.total == total(s.amount for s in now.steps) >= ZERO
    decided = [e for e in history(bill) if on < e.on <= then and e.step in _LOWERS]
    assert after.total >= now.total or decided
    if any(e.step is TicketStep.DISMISS and e.on <= then for e in history(bill)):
        assert after.total == ZERO
        assert after.open == ()


@given(cases(), moments)
def test_a_day_is_answered_by_what_had_happened_up_to_it(
    case: tuple[Office, Bill], on: date
) -> None:
    office, bill = case
    known = tuple(e for e in history(bill) if e.on <= on)
    facts = bill.facts.ticket
    assert facts is not None
    then = replace(bill, facts=BillFacts(ticket=replace(facts, events=known)))
    assert assess(BillState(bill), on, office).owed == assess(BillState(then), on, office).owed


@given(cases(), moments, st.integers(0, 400))
def test_a_ticket_paid_as_asked_owes_nothing_until_something_is_decided(
    case: tuple[Office, Bill], on: date, later: int
) -> None:
    office, bill = case
    asked = assess(BillState(bill), on, office)
    paid = tuple(Applied(o.instalment, o.kind, o.amount, on) for o in asked.open)
    then = on + timedelta(days=later)
    assert assess(BillState(bill, paid), on, office).total == ZERO
    if not any(on < e.on <= then for e in history(bill)):
        assert assess(BillState(bill, paid), then, office).total == ZERO
