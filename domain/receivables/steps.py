"""The steps of an explanation, and what they leave owed by instalment and charge kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.money import Money
from domain.receivables.bills import Bill, How
from domain.receivables.tickets import TicketEvent


@dataclass(frozen=True, slots=True)
class Move:
    """A last day that was moved from one day to another: why (``Sunday``), and by which law."""

    from_on: date
    to_on: date
    why: str
    citation: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation.

    ``kind`` is ``face``, ``accrual`` or ``applied``; ``charge_kind`` says which money line it belongs to. ``from_on``
    is the day the step took effect; ``to_on`` the last day before the next step, when there is one; a face's is its due
    date. ``moves`` tells how the last day before the step (a face's last day in time) was moved. The rate of
    interest by the day is that of a year.

    A ticket has three more kinds, each with the ``events`` that it rests on: ``held``, an appeal or plea that stops the
    late fee from ``from_on`` to its answer on ``to_on`` (none while it is pending; the answer is the second event);
    ``decided``, what a decision adds to or takes off the fine; ``noted``, what happened and changed nothing, such as
    an appeal begun too late. The first and the last are of 0.00. A surcharge's event is the conviction.
    """

    kind: str
    instalment: int
    charge_kind: str
    amount: Money
    base: Money | None = None
    rate: Decimal | None = None
    from_on: date | None = None
    to_on: date | None = None
    policy_key: str = ""
    citation: str = ""
    moves: tuple[Move, ...] = ()
    how: How = How.PAID
    """What an ``applied`` step did: paid, taken back, adjusted, waived or refunded."""
    events: tuple[TicketEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """What is still owed of one charge kind of one instalment."""

    instalment: int
    kind: str
    amount: Money
    due_on: date


def place_in(bill: Bill, instalment: int, kind: str) -> tuple[int, str]:
    """Return under which instalment and charge kind an amount counts.

    A newer export may have fewer instalments than when money was applied: that money counts for the last one.
    """
    return min(instalment, len(bill.instalments)), kind


def owed_of(bill: Bill, order: tuple[str, ...], steps: Iterable[Step]) -> tuple[Owed, ...]:
    """Add the steps up by instalment and charge kind, in the order in which money is applied."""
    sums: dict[tuple[int, str], int] = {}
    for step in steps:
        place = place_in(bill, step.instalment, step.charge_kind)
        sums[place] = sums.get(place, 0) + step.amount.cents
    return owed_in(bill, order, sums)


def owed_in(
    bill: Bill, order: tuple[str, ...], sums: Mapping[tuple[int, str], int]
) -> tuple[Owed, ...]:
    """Return the sums (in cents, by instalment and charge kind) in the order in which money is applied.

    Kinds that the policy no longer lists come last.
    """
    kinds = (*order, *sorted({kind for _, kind in sums}.difference(order)))
    return tuple(
        Owed(instalment.no, kind, Money(cents), instalment.due_on)
        for instalment in bill.instalments
        for kind in kinds
        if (cents := sums.get((instalment.no, kind), 0))
    )


def less_credits(owed: tuple[Owed, ...]) -> tuple[Owed, ...]:
    """Return the debts less the credits (negative amounts) among them, which lower the oldest debts first."""
    credit = sum(-o.amount.cents for o in owed if o.amount.cents < 0)
    if not credit:
        return owed
    left: list[Owed] = []
    for debt in owed:
        if debt.amount.cents <= 0:
            continue
        used = min(credit, debt.amount.cents)
        credit -= used
        if used < debt.amount.cents:
            left.append(replace(debt, amount=Money(debt.amount.cents - used)))
    return tuple(left)
