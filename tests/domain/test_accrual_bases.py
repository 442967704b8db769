"""What each accrual counts on, to the cent: what was unpaid of the face when its day began, less what credits cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.money import Money
from domain.office import Office
from domain.policy.accruals import LadderStep
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, How, Instalment
from domain.receivables.facts import BillFacts, TicketFacts
from domain.receivables.tickets import TicketStep
from tests.domain.rules import bill_of, interest, ladder, office_of, owed
from tests.domain.test_tickets import ISSUED, event
from tests.exchange.kit import ithaca

DUE, SECOND = date(2027, 3, 31), date(2027, 4, 30)
FAR = date(2027, 12, 31)
TWO = ladder(
    LadderStep(Decimal("0.01"), after_months=0), LadderStep(Decimal("0.02"), after_months=1)
)
COMPOUND = ladder(
    LadderStep(Decimal("0.05"), after_months=0),
    LadderStep(Decimal("0.01"), after_months=0),
    LadderStep(Decimal("0.01"), after_months=1),
    compound=True,
)


def bases(office: Office, *applied: Applied, dues: tuple[date, ...] = (DUE,)) -> list[int]:
    """The bases of what rules added by the end of 2027 to a bill of 1,000.00 for each due date, in cents."""
    steps = owed(bill_of(*dues), FAR, office, *applied).steps
    return [s.base.cents for s in steps if s.kind == "accrual" and s.base is not None]


def city(cents: int, on: date, instalment: int = 1) -> Applied:
    """An amount applied to the tax."""
    return Applied(instalment, "city", Money(cents), on)


def test_a_compound_rule_counts_on_the_face_and_on_all_it_added() -> None:
    assert bases(office_of(COMPOUND)) == [100_000, 105_000, 106_050]


def test_a_compound_rule_that_adds_to_what_was_billed_counts_on_both() -> None:
    own = replace(COMPOUND, kind="city")
    assert bases(office_of(own)) == [100_000, 105_000, 106_050]
    # A payment before the last step lowers its base by itself.
    assert bases(office_of(own), city(6_050, date(2027, 4, 2))) == [100_000, 105_000, 100_000]


def test_a_simple_rule_that_adds_to_what_was_billed_never_counts_on_what_it_added() -> None:
    own = replace(TWO, kind="city")
    assert bases(office_of(own)) == [100_000, 100_000]
    # 10.00 were added and 5.00 paid: the face counts, and not 1,005.00.
    assert bases(office_of(own), city(500, date(2027, 4, 2))) == [100_000, 100_000]
    assert bases(office_of(own), city(1_500, date(2027, 4, 2))) == [100_000, 99_500]


def test_a_payment_counts_from_the_next_day_on() -> None:
    assert bases(office_of(TWO), city(40_000, date(2027, 3, 31))) == [60_000, 60_000]
    assert bases(office_of(TWO), city(40_000, date(2027, 4, 1))) == [100_000, 60_000]
    assert bases(office_of(TWO), city(40_000, date(2027, 4, 30))) == [100_000, 60_000]
    # The last of April is a Friday: the second step begins on Saturday, 1 May.
    assert bases(office_of(TWO), city(40_000, date(2027, 5, 1))) == [100_000, 100_000]


def test_a_credit_covers_the_penalty_of_the_older_part_before_the_newer_part() -> None:
    # 10.00 of penalty on the first half; then 500.00 too much is paid on it: 490.00 of that are left for the second.
    # Its own penalty of 5.10 comes before its face there too, and leaves that much more of the face unpaid.
    over = city(150_000, date(2027, 4, 2))
    assert bases(office_of(TWO), over, dues=(DUE, SECOND)) == [100_000, 51_000, 51_510]


def test_what_was_paid_on_a_penalty_before_it_came_lowers_the_base_until_it_comes() -> None:
    early = Applied(1, "penalty", Money(500), date(2027, 3, 1))
    # The first step is 9.95: it takes the 5.00 up, and the face is unpaid as a whole.
    assert bases(office_of(TWO), early) == [99_500, 100_000]


def test_an_adjustment_counts_as_if_billed_so_from_its_day_on() -> None:
    lower = replace(city(40_000, date(2027, 4, 2)), how=How.ADJUSTED)
    assert bases(office_of(TWO), lower) == [100_000, 60_000]
    higher = replace(city(-40_000, date(2027, 4, 2)), how=How.ADJUSTED)
    assert bases(office_of(TWO), higher) == [100_000, 140_000]
    # Nothing is left of the face: what was added to it is no base of its own.
    own = replace(TWO, kind="city")
    none = replace(city(100_000, date(2027, 4, 2)), how=How.ADJUSTED)
    assert bases(office_of(own), none) == [100_000]
    # Of an instalment that a newer export has no more, it counts for the last one and raises no face.
    gone = replace(city(40_000, date(2027, 4, 2), instalment=2), how=How.ADJUSTED)
    assert bases(office_of(TWO), gone) == [100_000, 60_000]
    # What a payment took is taken back without raising the face above what was billed.
    back = replace(city(-40_000, date(2027, 4, 2)), how=How.TAKEN_BACK)
    assert bases(office_of(TWO), back) == [100_000, 100_000]


def test_nothing_unpaid_draws_nothing() -> None:
    assert bases(office_of(TWO), city(100_000, DUE)) == []
    assert bases(office_of(TWO), city(99_999, DUE)) == [1, 1]


def test_two_charges_of_one_kind_are_one_face() -> None:
    part = Instalment(1, DUE, (Charge("city", Money(60_000)), Charge("city", Money(40_000))))
    bill = replace(bill_of(DUE), instalments=(part,))
    for applied, base in (((), 100_000), ((city(10_000, DUE),), 90_000)):
        found = owed(bill, date(2027, 4, 1), office_of(TWO), *applied).steps
        assert [s.base for s in found if s.kind == "accrual"] == [Money(base)]


def test_gml85_a_fee_for_a_returned_check_draws_nothing_and_cuts_no_days() -> None:
    office = office_of(interest("0.365", per="day", closed_days="counted"))
    kind = office.service("tax").returned_fee_kind
    fee = Applied(1, kind, Money(-2000), date(2027, 4, 5), How.FEE)
    steps = owed(bill_of(DUE), date(2027, 4, 10), office, fee).steps
    (interest_step,) = (s for s in steps if s.charge_kind == "penalty")
    assert (interest_step.base, interest_step.amount) == (Money(100_000), Money(1000))
    # A fee that the program billed itself is a part of the face, and its payment counts.
    billed = Instalment(1, DUE, (Charge("city", Money(100_000)), Charge(kind, Money(2000))))
    paid = Applied(1, kind, Money(2000), date(2027, 4, 5))
    found = owed(replace(bill_of(DUE), instalments=(billed,)), date(2027, 4, 10), office, paid)
    bases = [s.base for s in found.steps if s.charge_kind == "penalty"]
    assert bases == [Money(102_000), Money(100_000)]


def test_what_was_applied_is_told_with_its_day_and_what_it_was() -> None:
    office = office_of(TWO)
    kind = office.service("tax").returned_fee_kind
    on = date(2027, 4, 5)
    rows = (city(40_000, on), Applied(1, kind, Money(-2000), on, How.FEE))
    paid, fee = (s for s in owed(bill_of(DUE), FAR, office, *rows).steps if s.from_on == on)
    assert (paid.kind, paid.amount, paid.how) == ("applied", Money(-40_000), How.PAID)
    assert (fee.kind, fee.charge_kind, fee.amount, fee.how) == (
        "accrual",
        kind,
        Money(2000),
        How.FEE,
    )
    source = office.corrections.returned.source
    assert (fee.policy_key, fee.citation) == (source.policy_key, source.citation)
    assert fee.policy_key


def test_a_tickets_rules_count_on_the_fine_that_a_decision_left_and_to_the_day_asked_for() -> None:
    office = ithaca().office
    rising = replace(TWO, kind="late_fee")
    parking = office.service("parking")
    parking = replace(parking, accruals=(*parking.accruals, rising))
    office = replace(office, services=(parking,))
    part = Instalment(1, ISSUED, (Charge("fine", Money(100_00)),))
    events = (
        event(TicketStep.APPEAL, date(2026, 9, 4)),
        event(TicketStep.REDUCE, date(2026, 9, 8), 60_00),
    )
    facts = BillFacts(ticket=TicketFacts("25", "ABC 1234", None, events))
    bill = Bill("T1", "parking", "ABC 1234", "Ticket", ISSUED, (part,), facts=facts)
    for on, bases in (
        (date(2026, 9, 1), []),
        (date(2026, 9, 2), [100_00]),
        (date(2026, 9, 8), [60_00]),
        (date(2026, 10, 9), [60_00, 60_00, 60_00]),
    ):
        found = assess(BillState(bill), on, office)
        assert [s.base.cents for s in found.steps if s.kind == "accrual" and s.base] == bases, on
