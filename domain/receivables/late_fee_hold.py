"""When a ticket's late fee begins, its clock standing still while an appeal begun in time is pending.

Source: City of Ithaca frequent question 226 (a late fee after 20 days; suspended while an appeal that was begun within
them is pending). The days are the late fee's own; how the clock goes on after an answer is policy.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from domain.calendar import Calendar
from domain.policy.accruals import Source
from domain.receivables.tickets import Ticket, TicketStep

_BEGINS = (TicketStep.APPEAL, TicketStep.PLEAD)
_ENDS = (TicketStep.DENY, TicketStep.REDUCE, TicketStep.DISMISS, TicketStep.CONVICT)


@dataclass(frozen=True, slots=True)
class HoldRule:
    """After an answer the ``remaining`` days without a late fee go on, or the ``whole`` period is given again."""

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
    ``last_written`` is the day before it as written, before closed days moved it. ``holds`` are the pending times that
    stopped the clock; an appeal begun too late is not among them.
    """

    standing: LateFeeStanding
    fee_from: date | None
    last_written: date | None
    holds: tuple[Pending, ...]
    source: Source


def late_fee_day(
    ticket: Ticket, on: date, days: int, rule: HoldRule, calendar: Calendar
) -> LateFeeDay:
    """Return when the ticket's late fee begins after ``days`` without it, by what had happened to it up to ``on``.

    The last day without the fee is moved off closed days (General Construction Law 25-a), and an appeal on that day
    is in time. A fee that was due before an appeal stays due.
    """
    nominal = ticket.issued_on + timedelta(days=days)
    holds: list[Pending] = []
    for pending in _pending_times(ticket, on):
        if pending.from_on > calendar.roll(nominal):
            break
        holds.append(pending)
        if pending.to_on is None:
            return LateFeeDay(LateFeeStanding.SUSPENDED, None, None, tuple(holds), rule.source)
        left = max(0, (nominal - pending.from_on).days)
        more = left if rule.resume == "remaining" else days
        nominal = pending.to_on + timedelta(days=more)
    if any(e.step is TicketStep.DISMISS and e.on <= on for e in ticket.events):
        return LateFeeDay(LateFeeStanding.NONE, None, None, tuple(holds), rule.source)
    fee_from = calendar.roll(nominal) + timedelta(days=1)
    standing = LateFeeStanding.DUE if on >= fee_from else LateFeeStanding.NOT_YET
    return LateFeeDay(standing, fee_from, nominal, tuple(holds), rule.source)


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
