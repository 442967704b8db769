"""A plan for delinquent taxes: a part down, the rest in equal payments, the last one taking the odd cents.

Source of the shape: Real Property Tax Law 1184 (a local law may allow plans). The numbers are policy: one city asks
25 % down and 24 monthly payments, its county 25 % and seven quarterly ones.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from domain.calendar import Calendar, add_months
from domain.money import ZERO, Money, share, total
from domain.office import Office, Source
from domain.receivables.assessment import assess, last_days_of
from domain.receivables.bills import BillState
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class PlanRule:
    """``down`` is a fraction of the delinquent taxes; then ``payments``, one every ``every_months``.

    A payment is due on the ``month_end``, or on the ``same_day`` of the month as the signing.
    """

    down: Decimal
    payments: int
    every_months: int
    due: Literal["month_end", "same_day"]
    foreclosed_years: int
    source: Source

    def __post_init__(self) -> None:
        if not Decimal(0) <= self.down < Decimal(1) or self.payments < 1 or self.every_months < 1:
            raise ValueError("a plan has a part down below the whole, and at least one payment")


@dataclass(frozen=True, slots=True)
class PlanPayment:
    """One payment: ``no`` 0 is the part down. ``last_day`` is ``due_on`` moved off closed days."""

    no: int
    due_on: date
    last_day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """A parcel's plan: its payments sum to ``amount``."""

    parcel: str
    signed_on: date
    amount: Money
    payments: tuple[PlanPayment, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """How a plan stands on a day: what should have been paid, what is missing of it, and what is left in all."""

    on: date
    expected: Money
    overdue: Money
    left: Money
    next_payment: PlanPayment | None

    @property
    def in_default(self) -> bool:
        """Whether a payment's last day has passed without it."""
        return self.overdue > ZERO


def delinquent(states: Iterable[BillState], on: date, office: Office) -> Money:
    """Return what is owed on ``on`` of the instalments whose last day in time has passed: what a plan is for."""
    owed = ZERO
    for state in states:
        last_days = last_days_of(state, office)
        owed = owed + total(
            debt.amount
            for debt in assess(state, on, office).open
            if last_days.in_time(debt.due_on).day < on
        )
    return owed


def make_plan(
    parcel: str,
    amount: Money,
    signed_on: date,
    rule: PlanRule,
    calendar: Calendar,
    *,
    other_liens: bool = False,
    foreclosed_on: date | None = None,
) -> PaymentPlan | Refusal:
    """Return the plan for all delinquent taxes of a parcel: the part down on signing, then equal payments.

    The last payment takes the odd cents. Refuses when the owner has ``other_liens`` without a plan or lost a property
    within the rule's years, and an amount too small to make every payment at least a cent.
    """
    if amount.cents <= 0:
        return refuse(Code.AMOUNT_NOT_POSITIVE)
    why = ""
    if other_liens:
        why = "the owner has other liens without a plan."
    elif foreclosed_on is not None and signed_on < add_months(
        foreclosed_on, 12 * rule.foreclosed_years
    ):
        why = f"the owner lost a property on {foreclosed_on}, within {rule.foreclosed_years} years."
    down = share(amount, rule.down)
    rest = amount.cents - down.cents
    each = rest // rule.payments
    if not why and each < 1:
        why = f"{amount} is too little for {rule.payments} payments."
    if why:
        return refuse(Code.PLAN_REFUSED, parcel=parcel, why=why)
    amounts = [each] * (rule.payments - 1) + [rest - each * (rule.payments - 1)]
    payments = [PlanPayment(0, signed_on, signed_on, down)] if down else []
    for no, cents in enumerate(amounts, 1):
        due_on = _due_on(signed_on, no, rule)
        payments.append(PlanPayment(no, due_on, calendar.roll(due_on), Money(cents)))
    return PaymentPlan(parcel, signed_on, amount, tuple(payments), rule.source)


def plan_standing(plan: PaymentPlan, paid: Money, on: date) -> PlanStanding:
    """Return how the plan stands on ``on`` after ``paid`` in all. Paying ahead is allowed and asks for nothing more.

    A payment is overdue on the day after its last day.
    """
    expected = total(p.amount for p in plan.payments if p.last_day < on)
    overdue = max(ZERO, expected - paid)
    left = max(ZERO, plan.amount - paid)
    following, so_far = None, ZERO
    for payment in plan.payments:
        so_far = so_far + payment.amount
        if so_far > paid:
            following = payment
            break
    return PlanStanding(on, expected, overdue, left, following)


def _due_on(signed_on: date, no: int, rule: PlanRule) -> date:
    day = add_months(signed_on, no * rule.every_months)
    if rule.due == "same_day":
        return day
    return day.replace(day=monthrange(day.year, day.month)[1])
