"""Repeat scofflaws: three unanswered tickets within 18 months put a registration at risk, as the counter says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.policy.accruals import Source
from domain.receipting.boot_release import registration_words
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.receivables.plain_words import explain
from domain.receivables.scofflaw_rule import ScofflawRule
from domain.receivables.scofflaws import scofflaw_tickets
from domain.receivables.tickets import Ticket, TicketState
from tests.domain.test_boot_release import ON, PLATE, office, paid, ticket, tickets
from tests.exchange.kit import ithaca
from tests.samples import sample_office

RULE = ScofflawRule(3, 18, Source("parking_rules.scofflaw", "VTL 510(4-c)"))
FIRST = date(2026, 1, 31)


def issued(number: int, on: date, state: TicketState = TicketState.ISSUED) -> Ticket:
    """A ticket of one plate."""
    return Ticket(f"{number}", "ABC1234", "06", on, on + timedelta(20), Money(3000), state)


def test_vtl_510_4c_three_open_tickets_within_18_months_and_not_two() -> None:
    rules = ithaca().rules.parking
    assert rules is not None
    assert rules.scofflaw is not None
    assert (rules.scofflaw.at_open, rules.scofflaw.months) == (3, 18)
    assert "510(4-c)" in rules.scofflaw.source.citation
    states = tickets(3)
    assert registration_words(PLATE, states[:2], ON, office()) == ""
    said = registration_words(PLATE, states, ON, office())
    assert said == "REGISTRATION AT RISK: 3 open tickets within 18 months"
    assert registration_words(PLATE, [*states[:2], paid(states[2])], ON, office()) == ""


@pytest.mark.parametrize(("last", "found"), [(date(2027, 7, 31), 3), (date(2027, 8, 1), 0)])
def test_vtl_510_4c_months_count_to_the_day(last: date, found: int) -> None:
    mine = [issued(1, FIRST), issued(2, date(2026, 12, 1)), issued(3, last)]
    assert len(scofflaw_tickets("abc 1234", mine, RULE)) == found


def test_vtl_510_4c_only_unanswered_tickets_of_the_same_plate_count() -> None:
    mine = [issued(1, FIRST), issued(2, FIRST), issued(3, FIRST)]
    assert len(scofflaw_tickets("ABC1234", mine, RULE)) == 3
    for state in (
        TicketState.APPEALED,
        TicketState.IN_COURT,
        TicketState.PAID,
        TicketState.DISMISSED,
    ):
        assert scofflaw_tickets("ABC1234", [*mine[:2], issued(3, FIRST, state)], RULE) == ()
    assert scofflaw_tickets("ABC1234", [*mine[:2], replace(mine[2], plate="XYZ9")], RULE) == ()


def test_a_burst_long_ago_counts_while_it_is_unanswered_and_an_older_ticket_does_not() -> None:
    burst = [issued(n, date(2022, 3, n)) for n in range(1, 5)]
    mine = [issued(8, date(2019, 1, 1)), *burst, issued(9, date(2026, 1, 1))]
    assert [t.ticket_no for t in scofflaw_tickets("ABC1234", mine, RULE)] == ["1", "2", "3", "4"]


def test_the_explanation_of_a_ticket_says_it_with_the_law_and_names_the_others() -> None:
    states = tickets(3)
    told = explained(states[0], states[1:])
    (note,) = [t for t in told if "registration" in t.text]
    assert "510(4-c)" in note.law
    assert note.more == ("The others: 1, 2.",)
    assert not any("registration" in t.text for t in explained(states[0], states[1:2]))


def explained(state: BillState, others: list[BillState]):  # type: ignore[no-untyped-def]
    """What is said of a ticket beside the plate's others."""
    made = office()
    return explain(state, assess(state, ON, made), made, [o.bill for o in others])


def test_an_office_without_the_rule_says_nothing() -> None:
    assert registration_words(PLATE, [ticket(n) for n in range(9)], ON, sample_office()) == ""
    with pytest.raises(ValueError, match="two tickets"):
        ScofflawRule(1, 18, RULE.source)


@given(st.lists(st.integers(0, 2000), max_size=12), st.integers(0, 2000))
def test_one_ticket_more_never_takes_a_plate_out(days: list[int], more: int) -> None:
    mine = [issued(n, FIRST + timedelta(day)) for n, day in enumerate(days)]
    before = set(scofflaw_tickets("ABC1234", mine, RULE))
    after = set(scofflaw_tickets("ABC1234", [*mine, issued(99, FIRST + timedelta(more))], RULE))
    assert before <= after
    assert len(before) == 0 or len(before) >= RULE.at_open
