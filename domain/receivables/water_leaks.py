"""What a proven leak takes off a water bill: the excess over the average of the same quarter, with a floor.

Source of the rule: City of Ithaca news item 117 of 2016. The Water office decides whether there was a leak; this
counts what follows. Years are policy.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.money import Money, total
from domain.office import Source
from domain.receivables.water import WaterLine, WaterRules, use_charges
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class QuarterUse:
    """The use of one past quarter, known by the day its bill fell due."""

    due_on: date
    cubic_feet: int

    def __post_init__(self) -> None:
        if self.cubic_feet < 0:
            raise ValueError("a quarter's use is not negative")


@dataclass(frozen=True, slots=True)
class LeakAdjustment:
    """What a leak takes off a bill, with all that explains it.

    ``billed_as`` is the use that stays on the bill: the ``average`` of the ``quarters``, never below ``floor`` (the
    meter's minimum) nor above the use itself. ``credits`` sum to what is taken off, one for each charge kind.
    """

    used: int
    quarters: tuple[QuarterUse, ...]
    average: int
    floor: int
    billed_as: int
    credits: tuple[tuple[str, Money], ...]
    source: Source

    @property
    def amount(self) -> Money:
        """What the next bill is lowered by."""
        return total(amount for _, amount in self.credits)


def leak_adjustment(
    meter: str,
    quarter: QuarterUse,
    earlier: Iterable[QuarterUse],
    issued_on: date,
    rules: WaterRules,
) -> LeakAdjustment | Refusal:
    """Return what a proven leak takes off the bill of ``quarter``: its use over the same quarter's average.

    ``earlier`` may hold any quarters; those of the same month in the rule's years before count. The average is taken
    down to a whole cubic foot. Refuses when too few years are known. The amount is zero when there was no excess.
    """
    leak = rules.leak
    same = _same_quarters(quarter, earlier, leak.years)
    if len(same) < leak.least_years:
        return refuse(Code.LEAK_HISTORY_SHORT, known=len(same), needed=leak.least_years)
    before = use_charges(meter, quarter.cubic_feet, issued_on, rules)
    if isinstance(before, Refusal):
        return before
    floor = max(line.cubic_feet for line in before if line.part == "minimum")
    average = sum(use.cubic_feet for use in same) // len(same)
    billed_as = min(quarter.cubic_feet, max(average, floor))
    after = use_charges(meter, billed_as, issued_on, rules)
    if isinstance(after, Refusal):
        raise AssertionError("the same meter and day were charged a line above")
    credits = tuple(
        (kind, _of(before, kind) - _of(after, kind))
        for kind in dict.fromkeys(line.kind for line in before)
    )
    return LeakAdjustment(quarter.cubic_feet, same, average, floor, billed_as, credits, leak.source)


def _same_quarters(
    quarter: QuarterUse, earlier: Iterable[QuarterUse], years: int
) -> tuple[QuarterUse, ...]:
    """Return the uses of the same month in the years before, oldest first."""
    found = [
        use
        for use in earlier
        if use.due_on.month == quarter.due_on.month
        and 1 <= quarter.due_on.year - use.due_on.year <= years
    ]
    if len({use.due_on.year for use in found}) != len(found):
        raise ValueError("a quarter's use is given once")
    return tuple(sorted(found, key=lambda use: use.due_on))


def _of(lines: Iterable[WaterLine], kind: str) -> Money:
    return total(line.amount for line in lines if line.kind == kind)
