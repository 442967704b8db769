"""The life of a parking ticket as a state machine: who did what to it, when, on which paper, and for what reason.

Shape of a Traffic Violations Bureau (General Municipal Law 371): a written appeal is answered, a plea of not guilty
goes to City Court, and an unanswered ticket may go into default (Vehicle and Traffic Law 1806-a). An audit of the
State Comptroller (2011M-194) found tickets lowered without a reason: here no disposition can lack one.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.calendar import add_months
from domain.money import ZERO, Money
from domain.office import Source
from domain.refusals import Code, Refusal, refuse


class TicketState(StrEnum):
    """Where a ticket stands; the value is the clerk's word for it."""

    ISSUED = "issued"
    APPEALED = "under appeal"
    DENIED = "denied on appeal"
    REDUCED = "reduced on appeal"
    DISMISSED = "dismissed"
    IN_COURT = "in City Court"
    CONVICTED = "found guilty"
    NOTICED = "noticed for default"
    DEFAULTED = "in default"
    PAID = "paid"


class TicketStep(StrEnum):
    """What may happen to a ticket; the value reads after 'it cannot be'."""

    APPEAL = "appealed"
    DENY = "denied"
    REDUCE = "reduced"
    DISMISS = "dismissed"
    PLEAD = "pleaded not guilty"
    CONVICT = "found guilty"
    SECOND_NOTICE = "noticed a second time"
    DEFAULT_NOTICE = "noticed for default"
    DEFAULT = "put into default"
    PAY = "paid"


DISPOSITIONS = frozenset(
    {
        TicketStep.DENY,
        TicketStep.REDUCE,
        TicketStep.DISMISS,
        TicketStep.CONVICT,
        TicketStep.DEFAULT,
    }
)
"""Steps that decide a ticket: each needs an actor, a date, a document and a reason."""
EXPLAINED = DISPOSITIONS - {TicketStep.DEFAULT}
"""Those of which a customer is told the reason: a default follows from silence alone."""

_S, _T = TicketState, TicketStep
_NEXT: dict[TicketState, dict[TicketStep, TicketState]] = {
    _S.ISSUED: {
        _T.APPEAL: _S.APPEALED,
        _T.PLEAD: _S.IN_COURT,
        _T.SECOND_NOTICE: _S.ISSUED,
        _T.DEFAULT_NOTICE: _S.NOTICED,
        _T.PAY: _S.PAID,
    },
    _S.APPEALED: {_T.DENY: _S.DENIED, _T.REDUCE: _S.REDUCED, _T.DISMISS: _S.DISMISSED},
    _S.DENIED: {
        _T.PLEAD: _S.IN_COURT,
        _T.SECOND_NOTICE: _S.DENIED,
        _T.DEFAULT_NOTICE: _S.NOTICED,
        _T.PAY: _S.PAID,
    },
    _S.REDUCED: {
        _T.PLEAD: _S.IN_COURT,
        _T.SECOND_NOTICE: _S.REDUCED,
        _T.DEFAULT_NOTICE: _S.NOTICED,
        _T.PAY: _S.PAID,
    },
    _S.IN_COURT: {_T.CONVICT: _S.CONVICTED, _T.DISMISS: _S.DISMISSED},
    _S.NOTICED: {_T.PLEAD: _S.IN_COURT, _T.DEFAULT: _S.DEFAULTED, _T.PAY: _S.PAID},
    _S.CONVICTED: {_T.PAY: _S.PAID},
    _S.DEFAULTED: {_T.PAY: _S.PAID},
    _S.DISMISSED: {},
    _S.PAID: {},
}


@dataclass(frozen=True, slots=True)
class DefaultRule:
    """VTL 1806-a: days from the plea date to the notice, days from the notice to default, and the years allowed."""

    wait_days: int
    notice_days: int
    within_years: int
    source: Source


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One step as it was taken. ``amount`` is the fine that a reduction or a verdict leaves, else ``None``."""

    step: TicketStep
    on: date
    actor: str
    document: str = ""
    reason: str = ""
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket with its history. ``plea_by`` is the last day to answer it; ``fine`` is what it was issued for.

    ``began_as`` is where it stood when its history here begins: a program may hand over a ticket already under appeal.
    """

    ticket_no: str
    plate: str
    infraction: str
    issued_on: date
    plea_by: date
    fine: Money
    began_as: TicketState = TicketState.ISSUED
    events: tuple[TicketEvent, ...] = ()

    def __post_init__(self) -> None:
        if self.plea_by < self.issued_on or self.fine.cents < 0:
            raise ValueError(
                "a ticket is answered after it is issued, and its fine is not negative"
            )

    @property
    def state(self) -> TicketState:
        """Where the ticket stands after all its events."""
        state = self.began_as
        for event in self.events:
            state = _NEXT[state][event.step]
        return state

    @property
    def asks(self) -> Money:
        """The fine that stands: as issued, or as a reduction, a verdict or a dismissal left it."""
        if self.state is TicketState.DISMISSED:
            return ZERO
        return next((e.amount for e in reversed(self.events) if e.amount is not None), self.fine)

    def as_of(self, on: date) -> "Ticket":
        """Return the ticket as it stood at the end of ``on``."""
        return replace(self, events=tuple(e for e in self.events if e.on <= on))

    @property
    def is_open(self) -> bool:
        """Whether the ticket may still have to be paid."""
        return self.state not in (TicketState.PAID, TicketState.DISMISSED)

    @property
    def is_pending(self) -> bool:
        """Whether an appeal or the court has yet to answer."""
        return self.state in (TicketState.APPEALED, TicketState.IN_COURT)

    def last(self, *steps: TicketStep) -> TicketEvent | None:
        """Return the latest event of these steps, if any."""
        return next((e for e in reversed(self.events) if e.step in steps), None)


@dataclass(frozen=True, slots=True)
class DefaultDates:
    """When a ticket may go into default. ``default_from`` is known once the notice has been mailed."""

    notice_from: date
    default_from: date | None
    latest: date
    source: Source


def steps_open(ticket: Ticket) -> tuple[TicketStep, ...]:
    """Return the steps that the ticket's state allows, whatever the date."""
    return tuple(_NEXT[ticket.state])


def out_of_turn(ticket: Ticket) -> TicketEvent | None:
    """Return the first event of a history that the state before it does not allow; ``None`` when all are in turn."""
    state = ticket.began_as
    for event in ticket.events:
        if event.step not in _NEXT[state]:
            return event
        state = _NEXT[state][event.step]
    return None


def default_dates(ticket: Ticket, rule: DefaultRule) -> DefaultDates:
    """Return the dates of default: 30 days from the plea date to the notice, 30 more to the default, within 2 years.

    The numbers are the policy's (VTL 1806-a). Both waits are whole days: the step may be taken on the day after them.
    """
    noticed = ticket.last(TicketStep.DEFAULT_NOTICE)
    return DefaultDates(
        ticket.plea_by + timedelta(days=rule.wait_days + 1),
        noticed.on + timedelta(days=rule.notice_days + 1) if noticed else None,
        add_months(ticket.plea_by, 12 * rule.within_years),
        rule.source,
    )


def take_step(ticket: Ticket, event: TicketEvent, rule: DefaultRule) -> Ticket | Refusal:
    """Return the ticket after ``event``, or refuse: a step out of turn, out of its dates, or without its papers."""
    if event.step not in _NEXT[ticket.state]:
        choices = ", ".join(steps_open(ticket)) or "nothing"
        return refuse(
            Code.TICKET_STEP_REFUSED,
            ticket=ticket.ticket_no,
            state=ticket.state,
            step=event.step,
            choices=choices,
        )
    fault = _papers(ticket, event) or _date_fault(ticket, event, rule) or _amount(ticket, event)
    if fault is not None:
        return fault
    return replace(ticket, events=(*ticket.events, event))


def _papers(ticket: Ticket, event: TicketEvent) -> Refusal | None:
    wanted = {"an actor": event.actor}
    if event.step in DISPOSITIONS or event.step is TicketStep.DEFAULT_NOTICE:
        wanted["a document"] = event.document
    if event.step in DISPOSITIONS:
        wanted["a reason"] = event.reason
    missing = [name for name, text in wanted.items() if not text.strip()]
    if not missing:
        return None
    return refuse(
        Code.TICKET_PAPERS_MISSING,
        ticket=ticket.ticket_no,
        step=event.step,
        missing=" and ".join(missing),
    )


def _date_fault(ticket: Ticket, event: TicketEvent, rule: DefaultRule) -> Refusal | None:
    """Refuse a step before the one it follows, before the law lets it be, or after its last day."""
    dates = default_dates(ticket, rule)
    first = max([ticket.issued_on, *(e.on for e in ticket.events)])
    if event.step is TicketStep.DEFAULT_NOTICE:
        first = max(first, dates.notice_from)
    if event.step is TicketStep.DEFAULT and dates.default_from is not None:
        first = max(first, dates.default_from)
    if event.on < first:
        return refuse(
            Code.TICKET_STEP_EARLY,
            ticket=ticket.ticket_no,
            step=event.step,
            on=event.on,
            first=first,
        )
    if event.step is TicketStep.DEFAULT and event.on > dates.latest:
        return refuse(
            Code.TICKET_STEP_LATE,
            ticket=ticket.ticket_no,
            step=event.step,
            on=event.on,
            last=dates.latest,
        )
    return None


def _amount(ticket: Ticket, event: TicketEvent) -> Refusal | None:
    """Refuse a reduction that does not lower the fine, and an amount where none belongs."""
    why, amount = "", event.amount
    if event.step is TicketStep.REDUCE:
        if amount is None or not ZERO < amount < ticket.asks:
            why = f"it is more than 0.00 and less than {ticket.asks}."
    elif event.step is TicketStep.CONVICT:
        if amount is not None and amount.cents < 0:
            why = "it is not negative."
    elif amount is not None:
        why = "only a reduction or a verdict sets the fine."
    if not why:
        return None
    shown = "no amount" if amount is None else str(amount)
    return refuse(
        Code.TICKET_AMOUNT_REFUSED,
        ticket=ticket.ticket_no,
        step=event.step,
        amount=shown,
        why=why,
    )
