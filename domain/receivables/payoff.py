"""What it takes to pay everything off, "good through" which day, and what each day or month adds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import add_months
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, BillStatus

AHEAD_DAYS = 62
"""Two months: an amount is told for no longer than that unasked, because policy and bill may change."""
MOST_DAYS = 3660
"""Ten years: a statement that goes further promises what no policy can know."""
_FEWEST_RISES = 2


@dataclass(frozen=True, slots=True)
class PayoffRow:
    """``amount`` pays all off on any day from ``from_on`` through ``good_through``; ``added`` since the row before."""

    from_on: date
    good_through: date
    amount: Money
    added: Money


@dataclass(frozen=True, slots=True)
class PayoffStatement:
    """The amounts of a span of days, without a gap.

    ``per_day`` is what every day adds, when each adds the same and more than nothing; ``per_month`` likewise for a
    span in which the amount rises once in each month. Either needs two rises: one alone promises no second.
    """

    rows: tuple[PayoffRow, ...]
    per_day: Money | None
    per_month: Money | None

    @property
    def now(self) -> PayoffRow:
        """The amount of the first day, and the last day on which it still holds."""
        return self.rows[0]

    @property
    def then(self) -> PayoffRow | None:
        """What it comes to after that; ``None`` when it holds to the statement's end."""
        return self.rows[1] if len(self.rows) > 1 else None

    def amount_on(self, on: date) -> Money | None:
        """Return what pays everything off on ``on``; ``None`` outside the statement's days."""
        return next((r.amount for r in self.rows if r.from_on <= on <= r.good_through), None)


def owed_together(states: Iterable[BillState], office: Office) -> Callable[[date], Money]:
    """Return what bills come to together on a day: cancelled ones are left out, a credit of one lowers no other."""
    asked = [state for state in states if state.bill.status is not BillStatus.CANCELLED]
    return lambda on: total(max(assess(state, on, office).total, ZERO) for state in asked)


def good_through(owed_on: Callable[[date], Money], on: date) -> PayoffStatement:
    """Return the statement of the next 62 days: ``now`` says until when today's amount holds, ``then`` what follows."""
    return payoff_statement(owed_on, on, on + timedelta(days=AHEAD_DAYS))


def payoff_statement(
    owed_on: Callable[[date], Money], from_on: date, through: date
) -> PayoffStatement:
    """Return the statement of what ``owed_on`` says for every day from ``from_on`` through ``through``.

    ``owed_on`` is the assessment's total on a day, or the sum of several bills' totals; it is asked once for each day.
    """
    days = (through - from_on).days + 1
    if not 1 <= days <= MOST_DAYS:
        raise ValueError("a statement covers at least a day and at most ten years")
    rows: list[PayoffRow] = []
    for number in range(days):
        day = from_on + timedelta(days=number)
        amount = owed_on(day)
        if rows and rows[-1].amount == amount:
            last = rows[-1]
            rows[-1] = PayoffRow(last.from_on, day, amount, last.added)
        else:
            added = amount - rows[-1].amount if rows else ZERO
            rows.append(PayoffRow(day, day, amount, added))
    found = tuple(rows)
    return PayoffStatement(found, _per_day(found), _per_month(found))


def _per_day(rows: tuple[PayoffRow, ...]) -> Money | None:
    daily = all(r.from_on == r.good_through for r in rows)
    return _same(rows) if daily else None


def _per_month(rows: tuple[PayoffRow, ...]) -> Money | None:
    """Return what a month adds, when each later row begins in the month after the one before it."""
    months = [(r.from_on.year, r.from_on.month) for r in rows[1:]]
    following = [add_months(r.from_on.replace(day=1), 1) for r in rows[1:]]
    steady = all(
        (day.year, day.month) == month for day, month in zip(following, months[1:], strict=False)
    )
    return _same(rows) if steady else None


def _same(rows: tuple[PayoffRow, ...]) -> Money | None:
    added = {r.added for r in rows[1:]}
    one = next(iter(added), None)
    steady = len(rows) > _FEWEST_RISES and len(added) == 1
    return one if one is not None and steady and one > ZERO else None
