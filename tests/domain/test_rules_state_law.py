"""Laws that the counter executes and that no other file of rules names: cents, parts, bureaus, returned checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.corrections.holds import held_until
from domain.corrections.policy import ReturnedChecks
from domain.money import Money, parse_money, share
from domain.office import Office
from domain.policy.accruals import Source
from domain.policy.services import ChargeKind, PartPayments
from domain.receivables.application import apply_money, whole_amounts
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, BillState, How
from domain.receivables.tickets import (
    DefaultRule,
    Ticket,
    TicketEvent,
    TicketState,
    TicketStep,
    take_step,
)
from domain.refusals import Refusal
from tests.domain.rules import bill_of, interest, office_of
from tests.domain.test_tickets import rules as ticket_rules
from tests.exchange.kit import ithaca

DUE = date(2027, 3, 31)


def test_sfl100_public_accounts_are_kept_in_cents() -> None:
    assert Money(1) + Money(2) == Money(3)
    assert parse_money("126.96") == Money(12_696)
    # A bill is never rounded to a nickel: 1 % of 612.28 is 6.12.
    assert share(Money(61_228), interest("0.12").monthly(DUE)) == Money(612)


def resolved(fee: int) -> Office:
    """An office whose council resolved that taxes are taken in part."""
    office = office_of(interest("0.12"))
    tax = office.service("tax")
    row = PartPayments(
        date(2027, 1, 1),
        Source("tax.part_payments", "Resolution 1 of 2027; Real Property Tax Law 928-a"),
        Money(fee),
        "part_fee" if fee else "",
    )
    tax = replace(
        tax,
        charge_kinds=(*tax.charge_kinds, ChargeKind("part_fee", "Part payment", "A.1325.1289")),
        application_order=("part_fee", *tax.application_order),
        part_payments=row,
    )
    return replace(office, services=(tax,))


@pytest.mark.parametrize("fee", [0, 1000])
def test_rptl928a_once_authorized_every_part_payment_must_be_taken(fee: int) -> None:
    office = resolved(fee)
    assessment = assess(BillState(bill_of(DUE)), date(2027, 3, 1), office)
    for cents in (fee + 1, fee + 2, 50_000, 99_998):
        taken = apply_money(assessment, Money(cents), office.service("tax"))
        assert not isinstance(taken, Refusal), cents


def test_rptl928a_old_a_part_payment_puts_off_no_date_and_frees_no_rest() -> None:
    office = resolved(0)
    half = Applied(1, "city", Money(50_000), date(2027, 3, 1))
    late = assess(BillState(bill_of(DUE), (half,)), date(2027, 4, 1), office)
    assert late.total == Money(50_500)
    assert whole_amounts(late) == (Money(50_500),)


def test_gml371_a_bureau_answers_an_appeal_and_what_it_denies_goes_to_the_court() -> None:
    rule: DefaultRule = ticket_rules().default
    ticket = Ticket("T1", "ABC1234", "06", date(2026, 9, 1), date(2026, 9, 21), Money(30_00))
    for step, day, state in (
        (TicketStep.APPEAL, 5, TicketState.APPEALED),
        (TicketStep.DENY, 20, TicketState.DENIED),
        (TicketStep.PLEAD, 25, TicketState.IN_COURT),
        (TicketStep.CONVICT, 29, TicketState.CONVICTED),
        (TicketStep.PAY, 30, TicketState.PAID),
    ):
        event = TicketEvent(step, date(2026, 9, day), "Clerk", "Letter 7", "As decided")
        after = take_step(ticket, event, rule)
        assert isinstance(after, Ticket), step
        ticket = after
        assert ticket.state is state


def test_gml85_gol5_328_the_charge_for_a_returned_check_is_at_most_what_the_law_says() -> None:
    assert ReturnedChecks(fee=Money(2000), fee_most=Money(2000)).fee == Money(2000)
    with pytest.raises(ValueError, match=r"at most 20\.00"):
        ReturnedChecks(fee=Money(2001), fee_most=Money(2000))
    # Without a resolution there is none; the City's own is within the law's most.
    assert ReturnedChecks().fee == Money(0)
    city = ithaca().office.corrections.returned
    assert Money(0) < city.fee <= city.fee_most == Money(2000)


def test_tx_nsf_three_returned_in_twelve_months_and_no_checks_for_a_year() -> None:
    rules = ReturnedChecks(per_account=3, within_months=12, hold_months=12)
    days = [date(2026, 3, 2), date(2026, 9, 1), date(2027, 2, 26)]
    assert held_until(days[:2], rules.per_account, date(2026, 12, 1), rules) is None
    assert held_until(days, rules.per_account, date(2027, 2, 26), rules) == date(2028, 2, 26)
    assert held_until(days, rules.per_account, date(2028, 2, 25), rules) == date(2028, 2, 26)
    assert held_until(days, rules.per_account, date(2028, 2, 26), rules) is None
    # A year and a day apart, the first does not count any more.
    apart = [days[0], days[1], date(2027, 3, 2)]
    assert held_until(apart, rules.per_account, date(2027, 3, 2), rules) is None


def test_oh_nsf_two_returned_and_only_guaranteed_funds_are_taken() -> None:
    rules = ReturnedChecks(per_account=2)
    days = [date(2027, 1, 4), date(2027, 1, 5)]
    assert held_until(days[:1], rules.per_account, date(2027, 1, 6), rules) is None
    assert held_until(days, rules.per_account, date(2027, 1, 6), rules) == date(2028, 1, 5)


def test_a_returned_check_reopens_the_bill_at_its_day_and_interest_is_as_if_never_paid() -> None:
    office = office_of(interest("0.12"))
    paid = Applied(1, "city", Money(100_000), date(2027, 3, 15))
    back = replace(paid, amount=Money(-100_000), how=How.TAKEN_BACK)
    never, returned = BillState(bill_of(DUE)), BillState(bill_of(DUE), (paid, back))
    for on in (date(2027, 3, 15), DUE, date(2027, 4, 1), date(2027, 9, 9)):
        assert assess(returned, on, office).owed == assess(never, on, office).owed
    assert assess(BillState(bill_of(DUE), (paid,)), date(2027, 9, 9), office).total == Money(0)
