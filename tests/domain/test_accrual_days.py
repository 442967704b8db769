"""The days of each accrual, to the day: from when to when a step holds, and what moved its first day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.money import Money
from domain.office import Office
from domain.policy.accruals import Accrual, Extension, LadderStep, LateFee, Source
from domain.receivables.bills import Applied, Bill
from domain.receivables.steps import Step
from tests.domain.rules import SINCE, SOURCE, bill_of, interest, ladder, office_of, owed

JANUARY = date(2027, 1, 31)
SUNDAY = "2027-01-31 Sunday 2027-02-01"
ORDER = Source("tax.storm", "Executive Order 999")


def steps(office: Office, on: date, *applied: Applied, bill: Bill | None = None) -> list[Step]:
    """What rules added by a day to a bill of 1,000.00 due on Sunday, 31 January 2027."""
    found = owed(bill or bill_of(JANUARY), on, office, *applied).steps
    return [s for s in found if s.kind == "accrual"]


def days(found: list[Step]) -> list[tuple[str, str, str]]:
    """From when to when each step holds, and what moved the day before it."""
    return [
        (
            str(s.from_on),
            str(s.to_on or ""),
            ", ".join(f"{m.from_on} {m.why} {m.to_on}" for m in s.moves),
        )
        for s in found
    ]


def city(cents: int, on: date) -> Applied:
    """An amount applied to the tax."""
    return Applied(1, "city", Money(cents), on)


@pytest.mark.parametrize(
    "rule",
    [
        ladder(LadderStep(Decimal("0.05"), after_months=0)),
        interest("0.12"),
        LateFee("late", 0, "due", Money(500), SOURCE, SINCE),
    ],
)
def test_a_rule_holds_for_the_due_dates_of_its_row_both_ends_included(rule: Accrual) -> None:
    row = replace(rule, from_on=date(2027, 3, 1), to_on=date(2027, 3, 31), kind="penalty")
    for due_on, holds in (
        (date(2027, 2, 28), False),
        (date(2027, 3, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ):
        found = steps(office_of(row), date(2027, 6, 1), bill=bill_of(due_on))
        assert bool(found) == holds, due_on


def test_each_step_of_a_ladder_holds_until_the_next_one_that_raises_it() -> None:
    rising = ladder(
        LadderStep(Decimal("0.01"), after_months=0),
        LadderStep(Decimal("0.02"), after_months=1),
        LadderStep(Decimal("0.02"), after_months=2),
        LadderStep(Decimal("0.15"), month_day=(10, 1)),
    )
    assert days(steps(office_of(rising), date(2028, 1, 1))) == [
        ("2027-02-02", "2027-03-01", SUNDAY),
        ("2027-03-02", "2027-09-30", "2027-02-28 Sunday 2027-03-01"),
        ("2027-10-01", "", ""),
    ]


def test_each_month_of_interest_holds_until_the_next_begins() -> None:
    assert days(steps(office_of(interest("0.12")), date(2027, 4, 10))) == [
        ("2027-02-02", "2027-03-01", SUNDAY),
        ("2027-03-02", "2027-03-31", "2027-02-28 Sunday 2027-03-01"),
        ("2027-04-01", "2027-04-30", ""),
    ]
    assert days(steps(office_of(interest("0.12", most_months=2)), date(2027, 9, 1))) == [
        ("2027-02-02", "2027-03-01", SUNDAY),
        ("2027-03-02", "", "2027-02-28 Sunday 2027-03-01"),
    ]


def test_months_within_an_extension_begin_together_on_the_day_after_it() -> None:
    storm = Extension("warrant", ORDER, JANUARY, JANUARY, until=date(2027, 4, 15))
    office = office_of(interest("0.12"), extensions=(storm,))
    moved = f"{SUNDAY}, 2027-02-01 roll and warrant received late 2027-04-15"
    assert days(steps(office, date(2027, 5, 1))) == [
        ("2027-04-16", "2027-04-16", moved),
        ("2027-04-16", "2027-04-16", moved),
        ("2027-04-16", "2027-04-30", moved),
        ("2027-05-01", "2027-06-01", ""),
    ]


def test_gcl25a_months_are_counted_from_the_moved_day_or_from_the_written_one() -> None:
    for closed_days, second in (("not_counted", "2027-03-02"), ("counted", "2027-03-01")):
        office = office_of(interest("0.12", closed_days=closed_days))
        first, following, *_ = days(steps(office, date(2027, 4, 10)))
        assert (first[0], first[2]) == ("2027-02-02", SUNDAY)
        assert (following[0], following[2]) == (second, "")


def by_the_day(closed_days: str = "not_counted") -> Office:
    """Interest of 36.5 % a year by the day: a dollar a day on 1,000.00."""
    return office_of(interest("0.365", per="day", closed_days=closed_days))


def test_days_of_interest_are_cut_where_a_payment_lowers_what_is_unpaid() -> None:
    paid = (city(50_000, date(2027, 2, 10)), city(25_000, date(2027, 2, 20)))
    found = steps(by_the_day(), date(2027, 2, 28), *paid)
    assert days(found) == [
        ("2027-02-02", "2027-02-10", SUNDAY),
        ("2027-02-11", "2027-02-20", ""),
        ("2027-02-21", "2027-02-28", ""),
    ]
    assert [s.amount.cents for s in found] == [900, 500, 200]


def test_a_payment_lowers_the_interest_of_the_very_next_day() -> None:
    paid = city(50_000, date(2027, 2, 10))
    assert [s.amount.cents for s in steps(by_the_day(), date(2027, 2, 10), paid)] == [900]
    assert [s.amount.cents for s in steps(by_the_day(), date(2027, 2, 11), paid)] == [900, 50]


def test_a_payment_in_time_cuts_no_days() -> None:
    for on in (date(2027, 1, 20), date(2027, 2, 1)):
        (step,) = steps(by_the_day(), date(2027, 2, 11), city(50_000, on))
        assert days([step]) == [("2027-02-02", "2027-02-11", SUNDAY)]
        assert step.amount == Money(500)
    # Where the calendar's days count, they are in the first stretch: eleven days.
    (counted,) = steps(by_the_day("counted"), date(2027, 2, 11))
    assert counted.amount == Money(1100)


def test_a_late_fee_is_counted_from_the_due_date_or_from_the_issue() -> None:
    from_due = LateFee("penalty", 20, "due", Money(1000), SOURCE, SINCE)
    from_issue = replace(from_due, counted_from="issued")
    # Issued on 31 December 2026, due on 31 January 2027; the twentieth days are a Wednesday and a Saturday.
    on = date(2027, 6, 1)
    assert days(steps(office_of(from_issue), on)) == [("2027-01-21", "", "")]
    assert days(steps(office_of(from_due), on)) == [
        ("2027-02-23", "", "2027-02-20 Saturday 2027-02-22")
    ]


def test_an_extension_of_the_due_date_puts_off_a_fee_that_is_counted_from_it_alone() -> None:
    storm = Extension("warrant", ORDER, JANUARY, JANUARY, until=date(2027, 4, 15))
    fee = LateFee("penalty", 20, "due", Money(1000), SOURCE, SINCE)
    from_issue = replace(fee, counted_from="issued")
    for row, first in ((fee, "2027-04-16"), (from_issue, "2027-01-21")):
        (found,) = days(steps(office_of(row, extensions=(storm,)), date(2027, 6, 1)))
        assert found[0] == first
