"""What may be added to a debt, and what may put it off, as values of the policy: ladders, interest, fees, extensions.

Nothing is counted here: domain.receivables does that. Every row names the due dates it holds for and its source.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from domain.money import Money

MONTHS_A_YEAR = 12
DAYS_A_YEAR = 365
_HUNDREDTH_OF_A_POINT = Decimal("0.0001")


UNCONFIRMED = ". To be confirmed by the office."
"""How a citation ends while the office has yet to confirm the rule: for those who work with it, not for customers."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: the key in the policy files and the law or page it cites."""

    policy_key: str
    citation: str


@dataclass(frozen=True, slots=True)
class LadderStep:
    """From this date the penalty is ``rate`` of the unpaid face amount in total (0.15 is fifteen percent).

    Exactly one of the four dates is given: ``after_days`` or ``after_months`` after the due date, the first
    ``month_day`` (month, day) after it, or ``on``, the very day as a legal notice prints it. ``after_months`` 0 is the
    day after the due date. Only ``on`` is never moved off closed days: a printed notice has moved it already.
    """

    rate: Decimal
    after_days: int | None = None
    after_months: int | None = None
    month_day: tuple[int, int] | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        dates = (self.after_days, self.after_months, self.month_day, self.on)
        if sum(d is not None for d in dates) != 1:
            raise ValueError(
                "a ladder step has exactly one of after_days, after_months, month_day, on"
            )
        if not Decimal(0) <= self.rate <= Decimal(10):
            raise ValueError("a ladder rate is a fraction of the face amount, from 0 to 10")


@dataclass(frozen=True, slots=True)
class Ladder:
    """A dated penalty ladder: ``steps`` in order of date, each the whole penalty from then on.

    With ``compound`` each step's rate is instead added to what came before, on the unpaid face and penalty together.
    ``instalments`` names those it holds for; all when empty.
    """

    kind: str
    steps: tuple[LadderStep, ...]
    source: Source
    from_on: date
    to_on: date | None = None
    instalments: tuple[int, ...] = ()
    compound: bool = False


@dataclass(frozen=True, slots=True)
class AnnualRate:
    """The rate a year (0.12 is twelve percent) of debts issued from ``from_on`` on, until a later row."""

    rate: Decimal
    from_on: date


ClosedDays = Literal["move_each_step", "not_counted", "counted"]
"""What days that the calendar adds to a last day do to interest.

``move_each_step``: every step's own last day moves (Real Property Tax Law 925-a(1)). The others move the due date
alone (General Construction Law 25-a): its added days are ``not_counted`` when the period was stated in days, and
``counted`` when it was stated in months.
"""


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest on what is unpaid, by the month or part of one, or by the day of a year of 365.

    A month's rate is a twelfth of the annual one, rounded to the nearest hundredth of a percentage point; the annual
    rate is never taken below ``least_annual`` (Real Property Tax Law 924-a). ``compound`` adds unpaid interest to the
    base of a later month. ``most_months`` ends it.
    """

    kind: str
    rates: tuple[AnnualRate, ...]
    least_annual: Decimal
    source: Source
    from_on: date
    to_on: date | None = None
    instalments: tuple[int, ...] = ()
    per: Literal["month", "day"] = "month"
    closed_days: ClosedDays = "move_each_step"
    compound: bool = False
    most_months: int | None = None

    def __post_init__(self) -> None:
        if not self.rates:
            raise ValueError("interest has at least one annual rate")
        if self.per == "day" and (self.compound or self.most_months is not None):
            raise ValueError("interest by the day is simple and has no months")
        if self.per == "day" and self.closed_days == "move_each_step":
            raise ValueError("interest by the day counts the added days or does not")

    def annual(self, issued_on: date) -> Decimal:
        """Return the annual rate of a debt issued on a day: the latest row by then, else the first; never too low."""
        earlier = [row for row in self.rates if row.from_on <= issued_on]
        row = (
            max(earlier, key=lambda r: r.from_on)
            if earlier
            else min(self.rates, key=lambda r: r.from_on)
        )
        return max(row.rate, self.least_annual)

    def monthly(self, issued_on: date) -> Decimal:
        """Return the rate of a month or part of it, a whole number of hundredths of a percentage point."""
        twelfth = self.annual(issued_on) / MONTHS_A_YEAR
        return twelfth.quantize(_HUNDREDTH_OF_A_POINT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class LateFee:
    """A fixed fee, added on the day after the ``after_days``-th day from the due or issue date, moved off closed days.

    Counted from the issue it comes once a bill; counted from the due date, once for each instalment.
    """

    kind: str
    after_days: int
    counted_from: Literal["due", "issued"]
    amount: Money
    source: Source
    from_on: date
    to_on: date | None = None
    instalments: tuple[int, ...] = ()


Accrual = Ladder | Interest | LateFee

ExtensionKind = Literal["warrant", "governor", "senior", "military"]
MOST_GOVERNOR_DAYS = 21
MOST_SENIOR_DAYS = 5


@dataclass(frozen=True, slots=True)
class Extension:
    """A dated row that puts off the last day without penalty of the due dates ``from_on`` to ``to_on``.

    Exactly one is given: ``until``, a day; ``days`` from ``counted_from`` (the due date when that is not given); or
    ``business_days`` after the last day. It holds for everyone, for bills with ``flag``, or for ``accounts``. A
    governor's order gives at most 21 days (Real Property Tax Law 925-a(2)), a resolution for seniors at most 5 business
    days to flagged accounts (925-b), and the military's row names its accounts or flag (925-d).
    """

    kind: ExtensionKind
    source: Source
    from_on: date
    to_on: date
    until: date | None = None
    days: int | None = None
    business_days: int | None = None
    counted_from: date | None = None
    flag: str = ""
    accounts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if sum(d is not None for d in (self.until, self.days, self.business_days)) != 1:
            raise ValueError("an extension has exactly one of until, days, business_days")
        if self.to_on < self.from_on:
            raise ValueError("'to' is not before 'from'")
        if self.until is not None and self.until < self.to_on:
            raise ValueError("'until' is not before the due dates it holds for")
        if self.counted_from is not None and self.days is None:
            raise ValueError("counted_from goes with days")
        named = bool(self.flag or self.accounts)
        if self.kind in ("governor", "warrant") and named:
            raise ValueError(f"a {self.kind} extension holds for everyone: no flag, no accounts")
        if self.kind in ("senior", "military") and not named:
            raise ValueError(f"a {self.kind} extension names the flag or the accounts it holds for")
        self._check_length()

    def _check_length(self) -> None:
        if self.kind == "governor":
            given = self.days if self.until is None else (self.until - self.from_on).days
            if given is None or self.counted_from is not None or given > MOST_GOVERNOR_DAYS:
                raise ValueError(
                    f"a governor's extension is at most {MOST_GOVERNOR_DAYS} days from the due date"
                )
        if self.kind == "senior" and (
            self.business_days is None or self.business_days > MOST_SENIOR_DAYS
        ):
            raise ValueError(f"a senior extension is at most {MOST_SENIOR_DAYS} business_days")

    def is_for(self, account: str, flags: frozenset[str]) -> bool:
        """Whether it puts off due dates of an account for a bill with these flags."""
        if not (self.flag or self.accounts):
            return True
        return account in self.accounts or self.flag in flags
