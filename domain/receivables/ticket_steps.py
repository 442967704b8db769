"""What a ticket's history does to it: appeals hold the late fee, decisions set the fine, a conviction adds surcharges.

Sources: City of Ithaca frequent question 226 (the hold), General Municipal Law 371 (the answers), Vehicle and Traffic
Law 1809-aa and 1809-b (surcharges on conviction). Each step names the events that it rests on, with their papers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.money import ZERO, Money, total
from domain.office import Office
from domain.policy.accruals import LateFee
from domain.policy.services import Service
from domain.receivables.accrual_events import Event
from domain.receivables.bills import Bill, BillState, Charge, Instalment, standing
from domain.receivables.last_days import ONE_DAY, LastDays
from domain.receivables.late_fee_hold import LateFeeDay, LateFeeStanding, late_fee_day
from domain.receivables.parking import surcharges_for
from domain.receivables.parking_rules import ParkingRules
from domain.receivables.steps import Step
from domain.receivables.tickets import Ticket, TicketEvent, TicketStep

_SETS_FINE = (TicketStep.REDUCE, TicketStep.DISMISS, TicketStep.CONVICT)


@dataclass(frozen=True, slots=True)
class History:
    """A ticket's history as it counts on a day.

    ``bill`` has the fine that stands, ``fees`` are the late fees on the days that the history gives them, and
    ``steps`` what it adds, takes off, holds or only notes.
    """

    bill: Bill
    fees: tuple[Event, ...]
    steps: tuple[Step, ...]


def ticket_of(bill: Bill) -> Ticket | None:
    """Return the ticket that a bill of one instalment is by its facts, issued for the fine on its face; else ``None``.

    A ticket whose last day to answer is not known may be answered until it is due.
    """
    facts = bill.facts.ticket
    if facts is None or len(bill.instalments) > 1:
        return None
    instalment = bill.instalments[0]
    plea_by = max(facts.plea_by or instalment.due_on, bill.issued_on)
    return Ticket(
        bill.bill_no,
        facts.plate or bill.account_number,
        facts.infraction,
        bill.issued_on,
        plea_by,
        _fine(instalment),
        events=facts.events,
    )


def parking_of(bill: Bill, office: Office) -> ParkingRules | None:
    """Return the rules that a ticket's bill falls under; ``None`` when it is no ticket or the policy has no rules."""
    if bill.facts.ticket is None or office.single is None:
        return None
    rules = office.single.parking
    return rules if rules is not None and bill.service == rules.service else None


def history_of(state: BillState, on: date, office: Office, last_days: LastDays) -> History | None:
    """Return what a ticket's history does by ``on``; ``None`` for any other bill, and where there is no history.

    A bill on which the program left no fine is settled there: no decision brings it back.
    """
    rules = parking_of(state.bill, office)
    if rules is None:
        return None
    on_paying = TicketStep.PAY in rules.convicted_by
    ticket = ticket_of(state.bill)
    if ticket is None or not ticket.fine or not (ticket.events or on_paying):
        return None
    ticket = ticket.as_of(on)
    decided, fine = _decisions(ticket, state.bill)
    bill = _with_fine(state.bill, fine)
    fees, held = _late_fees(ticket, bill, on, rules, office.service(bill.service), last_days)
    surcharges = _surcharges(ticket, state, on, rules)
    steps = (*held, *decided, *surcharges)
    told = {event for step in steps for event in step.events}
    noted = (
        Step("noted", 1, _fine_kind(bill), ZERO, from_on=event.on, events=(event,))
        for event in ticket.events
        if event not in told
    )
    return History(bill, tuple(fees), tuple(sorted((*steps, *noted), key=_day)))


def in_order(history: History, accrued: Iterable[Step]) -> list[Step]:
    """Return the history's steps and what rules added, by their days; on one day the history comes first."""
    return sorted((*history.steps, *accrued), key=_day)


def late_fee_of(state: BillState, on: date, office: Office) -> LateFeeDay | None:
    """Return when a ticket's late fee begins, as known on ``on``; ``None`` for a bill that draws none by a history."""
    rules, ticket = parking_of(state.bill, office), ticket_of(state.bill)
    if rules is None or ticket is None:
        return None
    instalment = state.bill.instalments[0]
    for fee in _fees(instalment, office.service(state.bill.service)):
        days = _days(fee, state.bill)
        return late_fee_day(ticket.as_of(on), on, days, rules.hold, office.calendar)
    return None


def late_fee_words(state: BillState, on: date, office: Office) -> str:
    """Return what the counter says of a late fee to come, such as ``late fee in 3 days``; empty when there is none."""
    found = late_fee_of(state, on, office)
    if found is None:
        return ""
    if found.standing is LateFeeStanding.SUSPENDED:
        return "late fee held"
    if found.standing is not LateFeeStanding.NOT_YET or found.fee_from is None:
        return ""
    days = (found.fee_from - on).days
    return f"late fee in {days} days" if days > 1 else "late fee tomorrow"


def _decisions(ticket: Ticket, bill: Bill) -> tuple[list[Step], Money]:
    """Return what decisions made of the fine, step by step, and the fine that stands.

    A reduction never raises it, whatever its amount says: the program may export a fine that is lowered already.
    """
    steps: list[Step] = []
    fine, kind = ticket.fine, _fine_kind(bill)
    for event in ticket.events:
        if event.step not in _SETS_FINE:
            continue
        if event.step is TicketStep.DISMISS:
            after = ZERO
        elif event.amount is None:
            continue
        else:
            lowers = event.step is TicketStep.REDUCE
            after = min(fine, event.amount) if lowers else event.amount
        steps.append(
            Step("decided", 1, kind, after - fine, base=fine, from_on=event.on, events=(event,))
        )
        fine = after
    return steps, fine


def _late_fees(
    ticket: Ticket,
    bill: Bill,
    on: date,
    rules: ParkingRules,
    service: Service,
    last_days: LastDays,
) -> tuple[list[Event], list[Step]]:
    """Return the late fees by ``on``, and a step for each time that held them."""
    instalment = bill.instalments[0]
    events: list[Event] = []
    held: dict[date, Step] = {}
    for fee in _fees(instalment, service):
        days = _days(fee, bill)
        found = late_fee_day(ticket, on, days, rules.hold, last_days.calendar)
        for pending in found.holds:
            step = Step(
                "held",
                1,
                fee.kind,
                ZERO,
                from_on=pending.from_on,
                to_on=pending.to_on,
                policy_key=rules.hold.source.policy_key,
                citation=rules.hold.source.citation,
                events=_around(ticket, pending.from_on, pending.to_on),
            )
            held.setdefault(pending.from_on, step)
        if found.last_written is None or found.fee_from is None:
            continue
        last = last_days.rolled(found.last_written)
        if fee.counted_from == "due":
            last = last_days.not_before(last, instalment.due_on)
        if last.day < on:
            events.append(Event(last.day + ONE_DAY, fee, moves=last.moves))
    return events, list(held.values())


def _around(ticket: Ticket, from_on: date, to_on: date | None) -> tuple[TicketEvent, ...]:
    """Return the appeal or plea that was begun on a day, and the answer to it when there was one."""
    begins = (TicketStep.APPEAL, TicketStep.PLEAD)
    begun = [e for e in ticket.events if e.on == from_on and e.step in begins][-1:]
    answers = [
        e for e in ticket.events if e.on == to_on and e.step in (*_SETS_FINE, TicketStep.DENY)
    ][:1]
    return (*begun, *answers)


def _surcharges(ticket: Ticket, state: BillState, on: date, rules: ParkingRules) -> list[Step]:
    """Return the surcharges of a conviction; where paying is one, of the day of the payment or else of ``on``."""
    if ticket.last(TicketStep.DISMISS) is not None:
        return []
    verdict = ticket.last(*rules.convicted_by)
    convicted_on = verdict.on if verdict is not None else None
    if convicted_on is None and TicketStep.PAY in rules.convicted_by:
        convicted_on = min((a.effective_on for a in standing(state.applied)), default=on)
    if convicted_on is None:
        return []
    return [
        Step(
            "accrual",
            1,
            surcharge.code,
            surcharge.amount,
            from_on=convicted_on,
            policy_key=surcharge.source.policy_key,
            citation=surcharge.source.citation,
            events=() if verdict is None else (verdict,),
        )
        for surcharge in surcharges_for(ticket.infraction, convicted_on, rules.fines)
    ]


def _fees(instalment: Instalment, service: Service) -> list[LateFee]:
    return [
        a
        for a in service.accruals
        if isinstance(a, LateFee)
        and a.from_on <= instalment.due_on <= (a.to_on or date.max)
        and (not a.instalments or instalment.no in a.instalments)
    ]


def _days(fee: LateFee, bill: Bill) -> int:
    """Return the days without the fee, counted from the issue of the ticket."""
    if fee.counted_from == "issued":
        return fee.after_days
    return (bill.instalments[0].due_on - bill.issued_on).days + fee.after_days


def _fine_kind(bill: Bill) -> str:
    return bill.instalments[0].charges[0].kind


def _fine(instalment: Instalment) -> Money:
    kind = instalment.charges[0].kind
    return total(c.amount for c in instalment.charges if c.kind == kind)


def _with_fine(bill: Bill, fine: Money) -> Bill:
    instalment, kind = bill.instalments[0], _fine_kind(bill)
    others = tuple(c for c in instalment.charges if c.kind != kind)
    return replace(bill, instalments=(replace(instalment, charges=(Charge(kind, fine), *others)),))


def _day(step: Step) -> date:
    return step.from_on or date.min
