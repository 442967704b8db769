"""When a ticket's late fee begins, its clock standing still while an appeal begun in time is pending.

Source: City of Ithaca frequent question 226 (a late fee after 20 days; suspended while an appeal that was begun within
them is pending). The days and how the clock goes on after an answer are policy.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from domain.calendar import Calendar
from domain.money import Money
from domain.office import Source
from domain.receivables.parking import FineRules, surcharges_for
from domain.receivables.tickets import Ticket, TicketState, TicketStep

_BEGINS = (TicketStep.APPEAL, TicketStep.PLEAD)
_ENDS = (TicketStep.DENY, TicketStep.REDUCE, TicketStep.DISMISS, TicketStep.CONVICT)


@dataclass(frozen=True, slots=True)
class HoldRule:
    """``days`` from the issue without a late fee.

    After an answer the ``remaining`` days go on, or the ``whole`` period is given again.
    """

    days: int
    resume: Literal["remaining", "whole"]
    source: Source


class LateFeeStanding(StrEnum):
    """What a ticket's late fee is doing on a day."""

    NOT_YET = "not yet"
    SUSPENDED = "suspended"
    DUE = "due"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Pending:
    """A time during which an answer was awaited, from an appeal or plea to its answer; open when ``to_on`` is none."""

    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class LateFeeDay:
    """The late fee of a ticket as known on a day, and what explains it.

    ``fee_from`` is the first day with the fee: ``None`` while it is suspended, or when the ticket was dismissed.
    ``holds`` are the pending times that stopped the clock; an appeal begun too late is not among them.
    """

    standing: LateFeeStanding
    fee_from: date | None
    holds: tuple[Pending, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One money line of a ticket: ``kind`` is ``fine``, ``late_fee`` or a surcharge's own code."""

    kind: str
    amount: Money
    source: Source | None = None


def late_fee_day(ticket: Ticket, on: date, rule: HoldRule, calendar: Calendar) -> LateFeeDay:
    """Return when the ticket's late fee begins, by what had happened to it up to ``on``.

    The last day without the fee is moved off closed days (General Construction Law 25-a), and an appeal on that day
    is in time. A fee that was due before an appeal stays due.
    """
    nominal = ticket.issued_on + timedelta(days=rule.days)
    holds: list[Pending] = []
    for pending in _pending_times(ticket, on):
        if pending.from_on > calendar.roll(nominal):
            break
        holds.append(pending)
        if pending.to_on is None:
            return LateFeeDay(LateFeeStanding.SUSPENDED, None, tuple(holds), rule.source)
        left = max(0, (nominal - pending.from_on).days)
        days = left if rule.resume == "remaining" else rule.days
        nominal = pending.to_on + timedelta(days=days)
    if any(e.step is TicketStep.DISMISS and e.on <= on for e in ticket.events):
        return LateFeeDay(LateFeeStanding.NONE, None, tuple(holds), rule.source)
    fee_from = calendar.roll(nominal) + timedelta(days=1)
    standing = LateFeeStanding.DUE if on >= fee_from else LateFeeStanding.NOT_YET
    return LateFeeDay(standing, fee_from, tuple(holds), rule.source)


def ticket_lines(
    ticket: Ticket,
    on: date,
    late_fee: Money,
    hold: HoldRule,
    fines: FineRules,
    convicted_by: frozenset[TicketStep],
    calendar: Calendar,
) -> tuple[TicketLine, ...]:
    """Return what the ticket asks for on ``on``, each surcharge on a line of its own; nothing once dismissed or paid.

    A surcharge is owed after a step of ``convicted_by``; where that names ``PAY``, paying is a plea of guilty and
    every open ticket asks for it. Events after ``on`` do not count.
    """
    ticket = ticket.as_of(on)
    if ticket.state in (TicketState.PAID, TicketState.DISMISSED):
        return ()
    lines = [TicketLine("fine", ticket.asks)] if ticket.asks else []
    standing = late_fee_day(ticket, on, hold, calendar)
    if standing.standing is LateFeeStanding.DUE and late_fee and ticket.asks:
        lines.append(TicketLine("late_fee", late_fee, standing.source))
    verdict = ticket.last(*convicted_by)
    convicted_on = verdict.on if verdict else on if TicketStep.PAY in convicted_by else None
    if convicted_on is not None:
        lines.extend(
            TicketLine(s.code, s.amount, s.source)
            for s in surcharges_for(ticket.infraction, convicted_on, fines)
        )
    return tuple(lines)


def _pending_times(ticket: Ticket, on: date) -> list[Pending]:
    """Return the pending times up to ``on``, an appeal that ends in a plea on the same day being one of two."""
    found: list[Pending] = []
    begun: date | None = None
    for event in ticket.events:
        if event.on > on:
            break
        if event.step in _BEGINS:
            begun = event.on
        elif event.step in _ENDS and begun is not None:
            found.append(Pending(begun, event.on))
            begun = None
    return [*found, Pending(begun, None)] if begun is not None else found
