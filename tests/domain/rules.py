"""What tests of the rules share: New York's holidays, an office of one service, a bill of round halves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.calendar import Calendar
from domain.money import Money
from domain.office import Office
from domain.policy.accruals import (
    Accrual,
    AnnualRate,
    Extension,
    Interest,
    Ladder,
    LadderStep,
    Source,
)
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from tests.samples import sample_office

_HOLIDAYS = {
    2026: "01-01 01-19 02-12 02-16 05-25 06-19 07-04 09-07 10-12 11-03 11-11 11-26 12-25",
    2027: "01-01 01-18 02-12 02-15 05-31 06-19 07-04 07-05 09-06 10-11 11-02 11-11 11-25 12-25",
}
CALENDAR = Calendar(
    frozenset(
        date.fromisoformat(f"{year}-{day}")
        for year, days in _HOLIDAYS.items()
        for day in days.split()
    )
)
LAW = "Real Property Tax Law 925-a(1)"
SINCE = date(2000, 1, 1)
SOURCE = Source("tax.penalty", "Test of a rule")


def ladder(*steps: LadderStep, **more: object) -> Ladder:
    """A ladder of these steps for every due date."""
    return replace(Ladder("penalty", steps, SOURCE, SINCE), **more)  # type: ignore[arg-type]


def interest(annual: str, **more: object) -> Interest:
    """Interest of this annual rate, such as ``0.12``, for every due date."""
    rates = (AnnualRate(Decimal(annual), SINCE),)
    return replace(
        Interest("penalty", rates, Decimal("0.12"), SOURCE, SINCE),
        **more,  # type: ignore[arg-type]
    )


def office_of(*accruals: Accrual, extensions: tuple[Extension, ...] = ()) -> Office:
    """The sample office with only these rules on its taxes, and New York's holidays."""
    office = sample_office()
    service = replace(
        office.service("tax"), accruals=accruals, extensions=extensions, closed_days_rule=LAW
    )
    others = tuple(s for s in office.services if s.code != "tax")
    return replace(office, services=(service, *others), calendar=CALENDAR)


def bill_of(
    *dues: date, cents: int = 100_000, issued_on: date = date(2026, 12, 31), account: str = "A-1"
) -> Bill:
    """A tax bill with an instalment of ``cents`` for each due date."""
    charge = (Charge("city", Money(cents)),)
    parts = tuple(Instalment(no, due, charge) for no, due in enumerate(dues, 1))
    return Bill("T-1", "tax", account, "City tax", issued_on, parts)


def owed(
    bill: Bill, on: date, office: Office, *applied: Applied, flags: frozenset[str] = frozenset()
) -> Assessment:
    """What the bill comes to."""
    flagged = replace(bill, facts=replace(bill.facts, flags=flags))
    return assess(BillState(flagged, applied), on, office)


def added(assessment: Assessment) -> int:
    """The cents that rules added."""
    return sum(s.amount.cents for s in assessment.steps if s.kind == "accrual")
