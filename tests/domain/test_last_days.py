"""The last day before something begins, to the day: where a rule's own date, a closed day and an extension meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.policy.accruals import Extension, LadderStep, Source
from domain.policy.services import Returned
from domain.receivables.last_days import LastDay, LastDays
from domain.receivables.steps import Move
from tests.domain.rules import CALENDAR, LAW, bill_of, interest, office_of, owed

DUE = date(2027, 1, 31)
SUNDAY = Move(DUE, date(2027, 2, 1), "Sunday", LAW)
ORDER = Source("tax.storm", "Executive Order 999")
COUNTY = Returned((4, 1), "Tompkins County", Source("tax.returned", "A page"))


def days(*extensions: Extension) -> LastDays:
    """The last days of New York's calendar with these extensions."""
    return LastDays(CALENDAR, LAW, extensions)


def until(day: date, due_on: date = DUE) -> Extension:
    """A row that puts one due date off to a day."""
    return Extension("warrant", ORDER, due_on, due_on, until=day)


def step(**when: object) -> LadderStep:
    """A ladder's step."""
    return LadderStep(Decimal("0.01"), **when)  # type: ignore[arg-type]


def test_an_extension_tells_from_which_day_to_which_it_moved_the_last_one() -> None:
    found = days(until(date(2027, 2, 19))).in_time(DUE)
    moved = Move(
        date(2027, 2, 1), date(2027, 2, 19), "roll and warrant received late", ORDER.citation
    )
    assert found == LastDay(date(2027, 2, 19), (SUNDAY, moved))


def test_an_extension_to_the_day_that_holds_anyway_moves_nothing() -> None:
    for day in (DUE, date(2027, 2, 1)):
        assert days(until(day)).in_time(DUE) == LastDay(date(2027, 2, 1), (SUNDAY,))


def test_no_business_days_are_none_and_each_is_one_that_the_office_is_open() -> None:
    for count, last in ((0, 1), (1, 2), (4, 5), (5, 8)):
        row = Extension("senior", ORDER, DUE, DUE, business_days=count, accounts=("A-1",))
        assert days(row).in_time(DUE).day == date(2027, 2, last)


def test_a_rules_own_move_is_told_where_an_extension_ends_on_the_same_day() -> None:
    # 28 February 2027 is a Sunday: the second month begins on 2 March, with the extension or without it.
    second, own = step(after_months=1), Move(date(2027, 2, 28), date(2027, 3, 1), "Sunday", LAW)
    for found in (days(), days(until(date(2027, 3, 1)))):
        assert found.before_step(second, DUE) == LastDay(date(2027, 3, 1), (own,))
    later = days(until(date(2027, 3, 5))).before_step(second, DUE)
    assert later.day == date(2027, 3, 5)


def test_a_public_holiday_is_told_as_one() -> None:
    # 12 February 2027, a Friday, is Lincoln's Birthday; Washington's is the Monday after it.
    (move,) = days().rolled(date(2027, 2, 12)).moves
    assert move == Move(date(2027, 2, 12), date(2027, 2, 16), "public holiday", LAW)
    assert days().rolled(date(2027, 2, 13)).moves[0].why == "Saturday"


def test_a_step_some_days_after_the_due_date_begins_on_that_day() -> None:
    due_on = date(2027, 3, 31)
    for after, last in ((1, date(2027, 3, 31)), (10, date(2027, 4, 9)), (12, date(2027, 4, 12))):
        # 11 April 2027, the last day before the twelfth, is a Sunday.
        assert days().before_step(step(after_days=after), due_on).day == last


def test_a_steps_month_and_day_is_the_first_after_the_due_date() -> None:
    for due_on, last in (
        (date(2027, 9, 29), date(2027, 9, 30)),
        (date(2027, 9, 30), date(2027, 9, 30)),
        # Due on the day itself: the next one is a year away.
        (date(2027, 10, 1), date(2028, 10, 2)),
    ):
        assert days().before_step(step(month_day=(10, 1)), due_on).day == last


def test_town_tax_a_bill_is_paid_here_through_31_march() -> None:
    assert days().here(COUNTY, DUE) == LastDay(date(2027, 3, 31))
    # 31 March 2029 is a Saturday.
    assert days().here(COUNTY, date(2029, 1, 31)).day == date(2029, 4, 2)
    # A bill that is due on the day itself goes a year later.
    assert days().here(COUNTY, date(2027, 4, 1)).day == date(2028, 3, 31)


def test_town_tax_the_assessment_says_from_which_day_the_county_collects() -> None:
    office = office_of(interest("0.12"))
    town = replace(office, services=(replace(office.service("tax"), returned=COUNTY),))
    bill = bill_of(date(2027, 6, 30), DUE)
    found = owed(bill, DUE, town)
    assert found.returned_on == date(2027, 4, 1)
    assert (found.bill_no, found.service, found.on) == ("T-1", "tax", DUE)
    assert owed(bill, DUE, office).returned_on is None


def test_a_bill_that_is_put_off_is_not_returned_before_its_last_day() -> None:
    assert days(until(date(2027, 6, 15))).here(COUNTY, DUE).day == date(2027, 6, 15)
    assert days(until(date(2027, 2, 19))).here(COUNTY, DUE).day == date(2027, 3, 31)
