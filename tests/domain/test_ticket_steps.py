"""What a ticket's history does to what it comes to: the late fee held, the fine decided, surcharges of a conviction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receivables.assessment import Assessment, Step, assess, ticket_of
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.receivables.facts import BillFacts, TicketFacts
from domain.receivables.ticket_steps import late_fee_of, late_fee_words
from domain.receivables.tickets import TicketEvent, TicketStep, out_of_turn
from tests.domain.test_tickets import ISSUED, LAST, T, day, event
from tests.exchange.kit import ithaca

FEE_FROM = LAST + timedelta(days=1)
SURCHARGE = {"06": Money(25_00), "21": Money(30_00)}


def office(*more: TicketStep) -> Office:
    """The City's office; with ``PAY`` among ``more``, paying is a conviction too."""
    found = ithaca().office
    if not more or found.single is None or found.single.parking is None:
        return found
    parking = found.single.parking
    parking = replace(parking, convicted_by=parking.convicted_by | set(more))
    return replace(found, single=replace(found.single, parking=parking))


def bill(*events: TicketEvent, infraction: str = "21", cents: int = 100_00) -> Bill:
    """A ticket of 1 September 2026 with a history."""
    facts = TicketFacts(infraction, "NY ABC1234", LAST, events)
    due_on = ISSUED + timedelta(days=20)
    instalment = Instalment(1, due_on, (Charge("fine", Money(cents)),))
    return Bill(
        "T1",
        "parking",
        "NY ABC1234",
        "Handicapped",
        ISSUED,
        (instalment,),
        facts=BillFacts(ticket=facts),
    )


def assessed(
    on: date, *events: TicketEvent, infraction: str = "21", paid: tuple[Applied, ...] = ()
) -> Assessment:
    """What the ticket comes to."""
    return assess(BillState(bill(*events, infraction=infraction), paid), on, office())


def lines(found: Assessment) -> dict[str, Money]:
    """What is owed by charge kind."""
    return {o.kind: o.amount for o in found.owed}


def steps(found: Assessment, kind: str) -> list[Step]:
    """The steps of one kind."""
    return [s for s in found.steps if s.kind == kind]


def test_a_ticket_without_a_history_is_what_any_bill_with_its_late_fee_is() -> None:
    with_facts = bill()
    without = replace(with_facts, facts=BillFacts())
    for number in range(60):
        on = ISSUED + timedelta(days=number)
        assert assess(BillState(with_facts), on, office()).steps == (
            assess(BillState(without), on, office()).steps
        )
    assert lines(assessed(LAST)) == {"fine": Money(100_00)}
    assert lines(assessed(FEE_FROM)) == {"fine": Money(100_00), "late_fee": Money(10_00)}


def test_ith_faq226_the_late_fee_is_held_while_an_appeal_is_pending_and_says_so() -> None:
    appeal = event(T.APPEAL, day(5))
    found = assessed(day(400), appeal)
    assert lines(found) == {"fine": Money(100_00)}
    (held,) = steps(found, "held")
    assert (held.amount, held.charge_kind) == (ZERO, "late_fee")
    assert (held.from_on, held.to_on, held.events) == (day(5), None, (appeal,))
    assert "226" in held.citation
    assert held.policy_key == "parking_rules.appeal"


def test_ith_faq226_after_a_denial_the_days_go_on_and_the_fee_comes_on_its_day() -> None:
    # Appealed on day 5, answered on day 30 (1 October): 15 days were left, so the fee begins on the 17th.
    appeal, answer = event(T.APPEAL, day(5)), event(T.DENY, day(30))
    assert "late_fee" not in lines(assessed(date(2026, 10, 16), appeal, answer))
    found = assessed(date(2026, 10, 17), appeal, answer)
    assert lines(found)["late_fee"] == Money(10_00)
    (held,) = steps(found, "held")
    assert (held.from_on, held.to_on, held.events) == (day(5), day(30), (appeal, answer))
    (fee,) = steps(found, "accrual")
    assert (fee.from_on, fee.policy_key) == (date(2026, 10, 17), "parking.late_fee")


def test_an_appeal_after_the_20_days_is_noted_and_holds_nothing() -> None:
    appeal = event(T.APPEAL, day(25))
    found = assessed(day(30), appeal)
    assert lines(found)["late_fee"] == Money(10_00)
    assert steps(found, "held") == []
    (noted,) = steps(found, "noted")
    assert (noted.amount, noted.events, noted.from_on) == (ZERO, (appeal,), day(25))


def test_osc_a_reduction_is_a_step_with_its_day_and_document() -> None:
    appeal, answer = event(T.APPEAL, day(5)), event(T.REDUCE, day(30), 60_00)
    before = assessed(day(29), appeal, answer)
    assert (before.total, steps(before, "decided")) == (Money(100_00), [])
    found = assessed(day(30), appeal, answer)
    (decided,) = steps(found, "decided")
    assert decided.amount == Money(-40_00)
    assert (decided.from_on, decided.base) == (day(30), Money(100_00))
    assert decided.events[0].document == "Decision 26-114"
    assert decided.events[0].reason
    assert found.total == Money(60_00)


def test_a_fine_that_the_program_lowered_already_is_not_lowered_twice_nor_raised() -> None:
    appeal, answer = event(T.APPEAL, day(5)), event(T.REDUCE, day(30), 60_00)
    lowered = replace(bill(appeal, answer, cents=60_00))
    assert assess(BillState(lowered), day(30), office()).total == Money(60_00)
    settled = bill(appeal, answer, event(T.PLEAD, day(31)), event(T.CONVICT, day(90)), cents=0)
    assert assess(BillState(settled), day(200), office()).total == ZERO


def test_a_dismissed_ticket_owes_nothing_not_even_a_late_fee_that_was_due() -> None:
    appeal, answer = event(T.APPEAL, day(40)), event(T.DISMISS, day(60))
    assert assessed(day(59), appeal, answer).total == Money(110_00)
    found = assessed(day(60), appeal, answer)
    assert (found.total, found.owed) == (ZERO, ())
    assert steps(found, "decided")[0].amount == Money(-100_00)


def test_vtl_1809_b_a_conviction_adds_the_surcharge_as_a_line_of_its_own() -> None:
    guilty = event(T.CONVICT, day(60), 75_00)
    found = assessed(day(61), event(T.PLEAD, day(3)), guilty)
    assert lines(found) == {"fine": Money(75_00), "handicapped_surcharge": Money(30_00)}
    (surcharge,) = steps(found, "accrual")
    assert (surcharge.from_on, surcharge.events) == (day(60), (guilty,))
    assert "1809-b" in surcharge.citation
    kinds = {k.code: k.gl_code for k in office().service("parking").charge_kinds}
    accounts = [kinds[k] for k in ("fine", "state_surcharge", "handicapped_surcharge", "late_fee")]
    assert len(set(accounts)) == 4


def test_vtl_1809_aa_a_default_is_a_conviction_where_policy_says_so() -> None:
    lapsed = (event(T.DEFAULT_NOTICE, day(60)), event(T.DEFAULT, day(95)))
    found = assessed(day(100), *lapsed, infraction="06")
    assert lines(found)["state_surcharge"] == Money(25_00)
    assert "state_surcharge" not in lines(assessed(day(94), *lapsed, infraction="06"))
    assert "state_surcharge" not in lines(assessed(day(100), *lapsed, infraction="25"))


def test_where_paying_is_a_plea_of_guilty_every_open_ticket_asks_for_the_surcharge() -> None:
    state = BillState(bill())
    found = assess(state, day(3), office(T.PAY))
    assert lines(found) == {"fine": Money(100_00), "handicapped_surcharge": Money(30_00)}
    paid = tuple(Applied(1, kind, amount, day(3)) for kind, amount in lines(found).items())
    assert assess(replace(state, applied=paid), day(900), office(T.PAY)).total == ZERO
    appealed = BillState(bill(event(T.APPEAL, day(1)), event(T.DISMISS, day(9))))
    assert assess(appealed, day(10), office(T.PAY)).total == ZERO


def test_money_paid_before_a_reduction_is_a_credit_then() -> None:
    paid = (Applied(1, "fine", Money(100_00), day(4)),)
    history = (event(T.APPEAL, day(5)), event(T.REDUCE, day(30), 60_00))
    assert assessed(day(29), *history, paid=paid).total == ZERO
    assert assessed(day(40), *history, paid=paid).total == Money(-40_00)


def test_the_counter_says_how_long_it_is_to_the_late_fee() -> None:
    state = BillState(bill())
    assert late_fee_words(state, LAST - timedelta(days=2), office()) == "late fee in 3 days"
    assert late_fee_words(state, LAST, office()) == "late fee tomorrow"
    assert late_fee_words(state, FEE_FROM, office()) == ""
    appealed = BillState(bill(event(T.APPEAL, day(5))))
    assert late_fee_words(appealed, day(90), office()) == "late fee held"
    other = BillState(replace(bill(), facts=BillFacts()))
    assert late_fee_words(other, LAST, office()) == ""


def test_only_a_bill_with_facts_of_a_ticket_is_one() -> None:
    ticket = ticket_of(bill())
    assert ticket is not None
    assert (ticket.plate, ticket.fine, ticket.plea_by) == ("NY ABC1234", Money(100_00), LAST)
    assert ticket_of(replace(bill(), facts=BillFacts())) is None


def test_a_history_out_of_turn_is_found() -> None:
    answer = event(T.DENY, day(9))
    ticket = ticket_of(bill(answer))
    assert ticket is not None
    assert out_of_turn(ticket) is answer


gaps = st.lists(st.integers(0, 60), min_size=6, max_size=6)
paths = st.sampled_from(
    [
        (),
        (T.APPEAL,),
        (T.APPEAL, T.DENY),
        (T.APPEAL, T.REDUCE),
        (T.APPEAL, T.DISMISS),
        (T.APPEAL, T.DENY, T.PLEAD, T.CONVICT),
        (T.APPEAL, T.REDUCE, T.PLEAD, T.CONVICT),
        (T.PLEAD, T.CONVICT),
        (T.PLEAD, T.DISMISS),
        (T.DEFAULT_NOTICE, T.DEFAULT),
    ]
)


@given(
    path=paths,
    waits=gaps,
    asked=st.integers(0, 500),
    later=st.integers(0, 500),
    infraction=st.sampled_from(["06", "21", "25"]),
)
def test_a_history_never_breaks_the_sum_and_paying_settles_for_good(
    path: tuple[TicketStep, ...], waits: list[int], asked: int, later: int, infraction: str
) -> None:
    events, at = [], 0
    for step, wait in zip(path, waits, strict=False):
        at += wait
        events.append(event(step, day(at), 60_00 if step is T.REDUCE else None))
    on = day(asked)
    found = assessed(on, *events, infraction=infraction)
    assert found.total == total(s.amount for s in found.steps)
    assert found.total >= ZERO
    known = [e for e in events if e.on <= on]
    told = [e for s in found.steps for e in s.events]
    assert {id(e) for e in known} == {id(e) for e in told}
    if found.total:
        # Nothing that happened before the payment brings anything back; a later decision may.
        paid = tuple(Applied(o.instalment, o.kind, o.amount, on) for o in found.owed)
        state = BillState(bill(*known, infraction=infraction), paid)
        pending = late_fee_of(state, on, office())
        after = assess(state, on + timedelta(days=later), office())
        assert after.total == ZERO
        assert pending is not None


@given(waits=st.integers(0, 20), asked=st.integers(0, 400), more=st.integers(0, 400))
def test_what_a_ticket_comes_to_never_falls_without_a_decision(
    waits: int, asked: int, more: int
) -> None:
    appeal = event(T.APPEAL, day(waits))
    first = assessed(day(asked), appeal).total
    assert assessed(day(asked + more), appeal).total >= first
