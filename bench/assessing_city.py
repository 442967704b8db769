"""The open bills of a made-up city, of every service, late and not, some paid in part; the same on every run.

Their amounts and dates are those of the model office's policy; each bill is made both as a domain value and as the
bare row of whole numbers that the floor adds up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from domain.calendar import add_months
from domain.money import Money
from domain.office import Office
from domain.receivables.application import apply_money, whole_amounts
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.receivables.facts import NO_FACTS, BillFacts, TicketFacts
from domain.receivables.tickets import TicketEvent, TicketStep
from domain.refusals import Refusal

ON = date(2027, 1, 25)
_SERVICES = ("tax", "water", "parking", "school", "permits")
_WEIGHTS = (38, 30, 22, 6, 4)
_FINES = (1500, 2000, 3000, 4500, 6000, 10000)

Row = tuple[tuple[tuple[int, int], ...], int]
"""What the floor knows of a bill: each instalment's due day (as a number) and face in cents, and the cents paid."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open bill as the books hand it out, and its bare row."""

    state: BillState
    row: Row


def open_bills(count: int, office: Office) -> list[Open]:
    """Return ``count`` open bills of the city."""
    dice = Random(count)
    return [_opened(number, dice, office) for number in range(count)]


def _opened(number: int, dice: Random, office: Office) -> Open:
    service = dice.choices(_SERVICES, _WEIGHTS)[0]
    state = BillState(_bill(f"{service[0].upper()}{number:07d}", service, dice))
    if dice.random() < 0.25:
        state = _paid_in_part(state, dice, office)
    parts = tuple((i.due_on.toordinal(), i.face.cents) for i in state.bill.instalments)
    return Open(state, (parts, sum(a.amount.cents for a in state.applied)))


def _bill(number: str, service: str, dice: Random) -> Bill:
    make = {"tax": _tax, "water": _water, "parking": _ticket, "school": _school}.get(service)
    issued_on, parts = make(dice) if make else _permit(dice)
    instalments = tuple(
        Instalment(no, due_on, tuple(Charge(kind, Money(cents)) for kind, cents in charges.items()))
        for no, (due_on, charges) in enumerate(parts, 1)
    )
    facts = _facts(issued_on, dice) if service == "parking" else NO_FACTS
    return Bill(number, service, number, "A bill", issued_on, instalments, facts=facts)


_Parts = tuple[date, list[tuple[date, dict[str, int]]]]


def _tax(dice: Random) -> _Parts:
    """Two halves; most of this year, the others one to five years late."""
    year = 2027 - dice.choice((0, 0, 0, 0, 1, 1, 2, 3, 4, 5))
    half = dice.randrange(20_000, 400_000)
    first, second = {"tax": half + half % 2}, {"tax": half}
    if dice.random() < 0.3:
        first["sidewalk"] = 7500
    dues = [(date(year, 1, 31), first), (date(year, 6, 30), second)]
    return date(year - 1, 12, 31), dues


def _water(dice: Random) -> _Parts:
    """A quarter due on a 20th: one of the last six."""
    due_on = add_months(date(2027, 2, 20), -3 * dice.randrange(6))
    use = dice.randrange(12, 90)
    charges = {"water": 973 * use, "sewer": 603 * use, "stormwater": 1200}
    return due_on - timedelta(days=30), [(due_on, charges)]


def _ticket(dice: Random) -> _Parts:
    """A ticket of the last three years, due on its day."""
    day = ON - timedelta(days=dice.randrange(1000))
    return day, [(day, {"fine": dice.choice(_FINES)})]


def _facts(issued_on: date, dice: Random) -> BillFacts:
    """What the ticket program tells; of one ticket in five, that it was appealed, and of half of them, denied."""
    plea_by = issued_on + timedelta(days=20)
    events: tuple[TicketEvent, ...] = ()
    if dice.random() < 0.2:
        events = (TicketEvent(TicketStep.APPEAL, issued_on + timedelta(days=9), "Owner"),)
        if dice.random() < 0.5:
            day = issued_on + timedelta(days=40)
            events += (TicketEvent(TicketStep.DENY, day, "Clerk", "Letter 1", "As issued"),)
    facts = TicketFacts(dice.choice(("06", "17", "21", "25")), "ABC 1234", plea_by, events)
    return BillFacts(ticket=facts)


def _school(dice: Random) -> _Parts:
    """A bill that the district's collector returned at the end of some year."""
    due_on = date(2026 - dice.randrange(4), 12, 31)
    return date(due_on.year, 9, 1), [(due_on, {"school": dice.randrange(50_000, 900_000)})]


def _permit(dice: Random) -> _Parts:
    due_on = ON + timedelta(days=dice.randrange(-60, 20))
    return due_on - timedelta(days=20), [(due_on, {"fee": 8500, "card": 1000})]


def _paid_in_part(state: BillState, dice: Random, office: Office) -> BillState:
    """Apply a payment that leaves something open, on a day when the bill was out; else leave the bill as it is."""
    bill = state.bill
    day = bill.issued_on + timedelta(days=dice.randrange(1 + (ON - bill.issued_on).days))
    service = office.service(bill.service)
    assessment = assess(state, day, office)
    if service.partial_allowed:
        amount = Money(max(1, assessment.total.cents * dice.randrange(10, 90) // 100))
    else:
        amount = whole_amounts(assessment)[0]
    if amount >= assessment.total:
        return state
    taken = apply_money(assessment, amount, service)
    if isinstance(taken, Refusal):
        raise TypeError(taken.sentence)
    return replace(
        state, applied=tuple(Applied(a.instalment, a.kind, a.amount, day) for a in taken)
    )


def least(rows: list[Row], on: int) -> Iterator[int]:
    """Yield the least that an answer can be made of: the charges added up, one percent of what is past due."""
    for parts, paid in rows:
        cents = -paid
        for due, face in parts:
            cents += face
            if due < on:
                cents += face // 100
        yield cents
