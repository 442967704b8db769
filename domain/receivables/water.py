"""Water and sewer: which quarter falls due when, what a quarter's use costs, and what a leak takes off a bill.

Source of the shape: City of Ithaca pages 'City Chamberlain' (zones by account number, the 20th) and 'Rates, Metering
& Billing' (a minimum by meter size, one rate beyond it). Amounts and zones are policy.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.calendar import Calendar
from domain.money import Money, share, split
from domain.office import Source
from domain.refusals import Code, Refusal, refuse

_UNIT = 100
"""Cubic feet (748 gallons): rates are by the hundred, the unit that meters are read in."""


@dataclass(frozen=True, slots=True)
class WaterZone:
    """Accounts whose number begins with ``first`` to ``last`` are due in ``months``, four a year."""

    name: str
    first: int
    last: int
    months: tuple[int, ...]
    source: Source

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ValueError("a zone's first prefix is not above its last")
        if list(self.months) != sorted(set(self.months)) or not self.months:
            raise ValueError("a zone's months are in order, each once")
        if not 1 <= self.months[0] <= self.months[-1] <= 12:
            raise ValueError("a zone's months are from 1 to 12")


@dataclass(frozen=True, slots=True)
class WaterRate:
    """What 100 cubic feet cost, by charge kind in dollars, and the least use billed by meter size in cubic feet."""

    per_unit: tuple[tuple[str, Decimal], ...]
    minimums: tuple[tuple[str, int], ...]
    source: Source
    from_on: date
    to_on: date | None = None

    def minimum(self, meter: str) -> int | None:
        """Return the least cubic feet billed for a meter size, or ``None`` when there is no such size."""
        return next((feet for size, feet in self.minimums if size == meter), None)


@dataclass(frozen=True, slots=True)
class StormwaterFee:
    """A yearly fee that is spread over the year's water bills without losing a cent."""

    per_year: Money
    source: Source
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class LeakRule:
    """A leak takes a bill down to the average of the same quarter of ``years`` years, at least ``least_years``."""

    years: int
    least_years: int
    source: Source

    def __post_init__(self) -> None:
        if not 1 <= self.least_years <= self.years:
            raise ValueError("an average needs at least one year and at most the rule's years")


@dataclass(frozen=True, slots=True)
class WaterRules:
    """The office's water policy. ``due_day`` is the day of the month on which a quarter's bill falls due."""

    prefix_digits: int
    due_day: int
    due_source: Source
    zones: tuple[WaterZone, ...]
    rates: tuple[WaterRate, ...]
    leak: LeakRule
    whole_units: bool = False
    """Whether use beyond the minimum counts only in full hundreds of cubic feet."""
    stormwater: tuple[StormwaterFee, ...] = ()

    def __post_init__(self) -> None:
        ordered = sorted(self.zones, key=lambda zone: zone.first)
        for lower, upper in zip(ordered, ordered[1:], strict=False):
            if upper.first <= lower.last:
                raise ValueError(f"zones {lower.name} and {upper.name} share a prefix")
        if not 1 <= self.due_day <= 28:
            raise ValueError("the due day is in every month: from 1 to 28")

    def rate_on(self, on: date) -> WaterRate | None:
        """Return the rates of bills issued on ``on``, or ``None`` when the policy has none for that day."""
        rows = [r for r in self.rates if r.from_on <= on <= (r.to_on or date.max)]
        return max(rows, key=lambda row: row.from_on) if rows else None

    def stormwater_on(self, on: date) -> StormwaterFee | None:
        """Return the stormwater fee of bills issued on ``on``, or ``None``."""
        rows = [r for r in self.stormwater if r.from_on <= on <= (r.to_on or date.max)]
        return max(rows, key=lambda row: row.from_on) if rows else None


@dataclass(frozen=True, slots=True)
class QuarterDue:
    """A quarter's bill: ``due_on`` as the policy says, ``last_day`` in time after closed days are passed over."""

    due_on: date
    last_day: date


@dataclass(frozen=True, slots=True)
class WaterLine:
    """One line of a bill. ``part`` is ``minimum``, ``beyond`` or ``flat``; ``rate`` is dollars by 100 cubic feet."""

    kind: str
    part: str
    amount: Money
    source: Source
    cubic_feet: int = 0
    rate: Decimal | None = None


def zone_of(account_number: str, rules: WaterRules) -> WaterZone | Refusal:
    """Return the zone of a water account by its leading digits; refuses a number that no zone covers."""
    head = account_number.strip()[: rules.prefix_digits]
    if len(head) == rules.prefix_digits and head.isascii() and head.isdigit():
        for zone in rules.zones:
            if zone.first <= int(head) <= zone.last:
                return zone
    ranges = ", ".join(
        f"{z.first:0{rules.prefix_digits}d}-{z.last:0{rules.prefix_digits}d}" for z in rules.zones
    )
    return refuse(Code.WATER_ZONE_UNKNOWN, account=account_number, ranges=ranges)


def quarters_due(
    account_number: str, year: int, rules: WaterRules, calendar: Calendar
) -> tuple[QuarterDue, ...] | Refusal:
    """Return the due dates of one year's bills, each moved off closed days (General Construction Law 25-a)."""
    zone = zone_of(account_number, rules)
    if isinstance(zone, Refusal):
        return zone
    days = (date(year, month, rules.due_day) for month in zone.months)
    return tuple(QuarterDue(day, calendar.roll(day)) for day in days)


def next_due(
    account_number: str, on: date, rules: WaterRules, calendar: Calendar
) -> QuarterDue | Refusal:
    """Return the first bill that can still be paid in time on ``on``."""
    for year in (on.year - 1, on.year, on.year + 1):
        quarters = quarters_due(account_number, year, rules, calendar)
        if isinstance(quarters, Refusal):
            return quarters
        for quarter in quarters:
            if quarter.last_day >= on:
                return quarter
    raise AssertionError("every zone has a bill each year")


def use_charges(
    meter: str, cubic_feet: int, issued_on: date, rules: WaterRules
) -> tuple[WaterLine, ...] | Refusal:
    """Return what a quarter's use costs on a bill issued on ``issued_on``: the minimum, then the use beyond it.

    Each charge kind is rounded to the cent once, as a whole. Refuses a day without rates or an unknown meter size.
    """
    if cubic_feet < 0:
        raise ValueError("a quarter's use is not negative")
    rate = rules.rate_on(issued_on)
    if rate is None:
        return refuse(Code.WATER_RATE_MISSING, on=issued_on)
    minimum = rate.minimum(meter)
    if minimum is None:
        sizes = ", ".join(size for size, _ in rate.minimums)
        return refuse(Code.WATER_METER_UNKNOWN, meter=meter, sizes=sizes)
    beyond = max(0, cubic_feet - minimum)
    if rules.whole_units:
        beyond -= beyond % _UNIT
    lines: list[WaterLine] = []
    for kind, dollars in rate.per_unit:
        least, whole = _cost(dollars, minimum), _cost(dollars, minimum + beyond)
        lines.append(WaterLine(kind, "minimum", least, rate.source, minimum, dollars))
        if beyond:
            lines.append(WaterLine(kind, "beyond", whole - least, rate.source, beyond, dollars))
    return tuple(lines)


def stormwater_line(
    account_number: str, due_on: date, issued_on: date, rules: WaterRules
) -> WaterLine | Refusal | None:
    """Return this bill's part of the year's stormwater fee, or ``None`` when the policy has none for the day.

    The parts of one year's bills sum to the year's fee; odd cents go to the first bills of the year.
    """
    fee = rules.stormwater_on(issued_on)
    if fee is None:
        return None
    zone = zone_of(account_number, rules)
    if isinstance(zone, Refusal):
        return zone
    if due_on.month not in zone.months:
        months = ", ".join(str(month) for month in zone.months)
        return refuse(Code.WATER_NOT_DUE, account=account_number, on=due_on, months=months)
    parts = split(fee.per_year, [1] * len(zone.months))
    return WaterLine("stormwater", "flat", parts[zone.months.index(due_on.month)], fee.source)


def _cost(dollars: Decimal, cubic_feet: int) -> Money:
    return share(Money(100), dollars * cubic_feet / _UNIT)
