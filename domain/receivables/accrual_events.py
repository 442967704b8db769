"""The days on which a ladder, interest or a late fee adds to an instalment, and what it adds by what rate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from domain.calendar import add_months
from domain.money import Money, share
from domain.policy.accruals import DAYS_A_YEAR, Accrual, Interest, Ladder, LateFee
from domain.receivables.bills import Bill, BillState, Instalment
from domain.receivables.last_days import ONE_DAY, LastDay, LastDays
from domain.receivables.steps import Move, Step

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Event:
    """A day on which an accrual adds to an instalment.

    A late fee adds its amount; a rate what it is more than ``rate_before`` of the base; ``days`` of interest by the
    day their part of a year.
    """

    day: date
    accrual: Accrual
    rate_before: Decimal = _NOTHING
    rate: Decimal = _NOTHING
    until: date | None = None
    moves: tuple[Move, ...] = ()
    days: int | None = None

    @property
    def compounds(self) -> bool:
        """Whether the base holds what this accrual added before and is still unpaid."""
        return not isinstance(self.accrual, LateFee) and self.accrual.compound

    def step(self, instalment: int, base: Money) -> Step:
        """Return the step that this event makes of ``base``; its amount is rounded half up to the cent."""
        rate: Decimal | None = self.rate - self.rate_before
        if isinstance(self.accrual, LateFee):
            amount, rate = self.accrual.amount, None
        elif self.days is not None:
            amount = share(base, self.rate * self.days / DAYS_A_YEAR)
        elif self.rate_before:
            # The rises add up to the whole rate of an unchanged base, rounded once.
            amount = share(base, self.rate) - share(base, self.rate_before)
        else:
            amount = share(base, self.rate)
        return Step(
            "accrual",
            instalment,
            self.accrual.kind,
            amount,
            base=base,
            rate=rate,
            from_on=self.day,
            to_on=self.until,
            policy_key=self.accrual.source.policy_key,
            citation=self.accrual.source.citation,
            moves=self.moves,
        )


def events_of(
    accrual: Accrual, state: BillState, instalment: Instalment, last_days: LastDays, on: date
) -> Iterator[Event]:
    """Yield the events of one rule on one instalment up to ``on``; none when the rule is not for that instalment."""
    due_on = instalment.due_on
    if not accrual.from_on <= due_on <= (accrual.to_on or date.max):
        return
    if accrual.instalments and instalment.no not in accrual.instalments:
        return
    found: Iterable[Event]
    if isinstance(accrual, LateFee):
        found = _fee(accrual, state.bill, instalment, last_days)
    elif isinstance(accrual, Ladder):
        found = _rises(accrual, due_on, last_days)
    elif accrual.per == "month":
        found = _months(accrual, accrual.monthly(state.bill.issued_on), due_on, last_days)
    else:
        found = _days(accrual, state, due_on, last_days, on)
    for event in found:
        # Events come in the order of their days; interest by the month has no last one.
        if event.day > on:
            return
        yield event


# Many bills fall due on one day: the days of a ladder are worked out once for all of them.
@lru_cache(maxsize=1024)
def _rises(ladder: Ladder, due_on: date, last_days: LastDays) -> tuple[Event, ...]:
    """Return the days on which the ladder's rate rises.

    Steps are taken by their dates: a step that would not raise the rate any more on its day is passed over, such as
    a month's step after the year's last one. Compound steps each add, so none is passed over.
    """
    dated = [(last_days.before_step(step, due_on), step.rate) for step in ladder.steps]
    rises: list[tuple[LastDay, Decimal, Decimal]] = []
    if ladder.compound:
        rises = [(before, _NOTHING, rate) for before, rate in sorted(dated, key=lambda d: d[0].day)]
    else:
        reached = _NOTHING
        for last in sorted({before.day for before, _ in dated}):
            before, rate = max((d for d in dated if d[0].day == last), key=lambda d: d[1])
            if rate > reached:
                rises.append((before, reached, rate))
                reached = rate
    found: list[Event] = []
    for number, (before, reached, rate) in enumerate(rises):
        # Compound steps may begin on one day; each holds until the next day on which something is added.
        later = (b.day for b, _, _ in rises[number + 1 :] if b.day > before.day)
        day = before.day + ONE_DAY
        found.append(Event(day, ladder, reached, rate, next(later, None), before.moves))
    return tuple(found)


def _months(
    interest: Interest, monthly: Decimal, due_on: date, last_days: LastDays
) -> Iterator[Event]:
    """Yield the first day of each month or part of one of interest."""
    months = 0
    start = _month_starts(interest, due_on, months, last_days)
    while interest.most_months is None or months < interest.most_months:
        following = _month_starts(interest, due_on, months + 1, last_days)
        so_far = _NOTHING if interest.compound else monthly * months
        # Within an extension several months may begin on one day: they are shown as the months they are.
        ended = interest.most_months is not None and months + 1 == interest.most_months
        until = None if ended else max(following.day, start.day + ONE_DAY)
        yield Event(start.day + ONE_DAY, interest, so_far, so_far + monthly, until, start.moves)
        months, start = months + 1, following


def _month_starts(interest: Interest, due_on: date, months: int, last_days: LastDays) -> LastDay:
    """Return the last day before month number ``months`` (from 0) of interest begins."""
    if interest.closed_days == "move_each_step":
        nominal = add_months(due_on + ONE_DAY, months) - ONE_DAY
        return last_days.not_before(last_days.rolled(nominal), due_on)
    in_time = last_days.in_time(due_on)
    counted_from = due_on if interest.closed_days == "counted" else in_time.day
    nominal = add_months(counted_from + ONE_DAY, months) - ONE_DAY
    return in_time if nominal <= in_time.day else LastDay(nominal)


def _days(
    interest: Interest, state: BillState, due_on: date, last_days: LastDays, on: date
) -> Iterator[Event]:
    """Yield a stretch of days of interest for each base: money applied on a day lowers it from the next day on.

    The first stretch begins the day after the last day in time, and holds the days that the calendar added when they
    count.
    """
    in_time = last_days.in_time(due_on)
    first = in_time.day + ONE_DAY
    changes = {a.effective_on + ONE_DAY for a in state.applied}
    starts = [first, *sorted(day for day in changes if first < day <= on)]
    counted = due_on + ONE_DAY if interest.closed_days == "counted" else first
    rate = interest.annual(state.bill.issued_on)
    for number, day in enumerate(starts):
        until = starts[number + 1] - ONE_DAY if number + 1 < len(starts) else max(on, day)
        days = (until - (day if number else counted)).days + 1
        moves = () if number else in_time.moves
        yield Event(day, interest, _NOTHING, rate, until, moves, days)


def _fee(fee: LateFee, bill: Bill, instalment: Instalment, last_days: LastDays) -> Iterator[Event]:
    """Yield the day after the last day without the fee. A fee counted from the issue of the bill comes once a bill."""
    if fee.counted_from == "issued" and instalment.no > 1:
        return
    counted_from = instalment.due_on if fee.counted_from == "due" else bill.issued_on
    last = last_days.rolled(counted_from + timedelta(days=fee.after_days))
    if fee.counted_from == "due":
        last = last_days.not_before(last, instalment.due_on)
    yield Event(last.day + ONE_DAY, fee, moves=last.moves)
