"""The words for a ticket: which offense it is, what an appeal holds, what was decided, and what is still to come."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from domain.calendar import day_text
from domain.money import ZERO
from domain.office import Office
from domain.policy.accruals import LateFee
from domain.receivables.assessment import Assessment
from domain.receivables.bills import Bill, BillState
from domain.receivables.late_fee_hold import LateFeeStanding
from domain.receivables.parking import FineRow, Offense, progressive_fine
from domain.receivables.parking_rules import ParkingRules
from domain.receivables.steps import Step
from domain.receivables.ticket_steps import late_fee_of, parking_of, ticket_of
from domain.receivables.tickets import EXPLAINED, TicketEvent, TicketStep
from domain.receivables.told import About, Told, ordinal_text
from domain.refusals import Refusal

_T = TicketStep
_HAPPENED = {
    _T.APPEAL: "An appeal was begun on {day}",
    _T.DENY: "The appeal was denied on {day}",
    _T.REDUCE: "The fine was lowered on {day}",
    _T.DISMISS: "The ticket was dismissed on {day}",
    _T.PLEAD: "A plea of not guilty was made on {day}",
    _T.CONVICT: "Found guilty on {day}",
    _T.SECOND_NOTICE: "A second notice was mailed on {day}",
    _T.DEFAULT_NOTICE: "A notice of default was mailed on {day}",
    _T.DEFAULT: "The ticket went into default on {day}",
    _T.PAY: "Paid in the ticket program on {day}",
}


def fine_more(
    bill: Bill, step: Step, office: Office, same_plate: Iterable[Bill]
) -> tuple[str, ...]:
    """Return which offense the fine on a ticket's face is for; nothing when the policy has no fines for it.

    The earlier tickets are named as far as they are known here; the amount tells the number where they are not.
    """
    rules, ticket = parking_of(bill, office), ticket_of(bill)
    if rules is None or ticket is None or step.charge_kind != bill.instalments[0].charges[0].kind:
        return ()
    row = rules.fines.row(ticket.infraction, ticket.issued_on)
    if row is None:
        return ()
    offense = Offense(ticket.ticket_no, ticket.plate, ticket.infraction, ticket.issued_on)
    fine = progressive_fine(offense, _offenses(same_plate), rules.fines)
    span = f"within {rules.fines.months} months"
    if not isinstance(fine, Refusal) and fine.amount == ticket.fine:
        return _known(row, fine.ordinal, fine.earlier, span)
    if row.fines.count(ticket.fine) == 1:
        return _known(row, row.fines.index(ticket.fine) + 1, (), span)
    return (f"{row.name}: the fine came with the ticket.",)


def _known(row: FineRow, number: int, earlier: tuple[str, ...], span: str) -> tuple[str, ...]:
    title = f"{ordinal_text(number)} ticket for {row.name} {span}"
    if number == 1:
        title = f"First ticket for {row.name} {span}"
    said = [f"{title}."]
    if earlier:
        said.append(f"Earlier: {', '.join(earlier)}.")
    if len(set(row.fines)) > 1:
        which = [ordinal_text(n) for n in range(1, len(row.fines) + 1)]
        which[-1] += " and later"
        ladder = (f"{each} {amount}" for each, amount in zip(which, row.fines, strict=True))
        said.append(f"Fines: {', '.join(ladder)}.")
    return tuple(said)


def _offenses(bills: Iterable[Bill]) -> Iterator[Offense]:
    for bill in bills:
        ticket = ticket_of(bill)
        if ticket is not None:
            dismissed = ticket.last(_T.DISMISS) is not None
            yield Offense(
                ticket.ticket_no, ticket.plate, ticket.infraction, ticket.issued_on, dismissed
            )


def surcharge_more(step: Step, office: Office) -> tuple[str, ...]:
    """Return what a surcharge was added for; nothing for another step."""
    rules = office.single.parking if office.single is not None else None
    if rules is None or step.charge_kind not in {s.code for s in rules.fines.surcharges}:
        return ()
    if not step.events:
        return ("Paying is a plea of guilty: the State's surcharge is part of it.",)
    return tuple(f"The State asks for it. {happened(event)}" for event in step.events[:1])


def ticket_told(step: Step, state: BillState, assessment: Assessment, office: Office) -> Told:
    """Return the sentence of a step that a ticket's history made: held, decided or noted."""
    event = step.events[0] if step.events else None
    if step.kind == "held":
        return _held(step, event, state, office)
    papers = _papers(event)
    if step.kind == "decided" and event is not None:
        text = _HAPPENED[event.step].format(day=day_text(event.on))
        if step.base is not None and event.step is not _T.DISMISS:
            text += f": the fine is {step.base + step.amount}, not {step.base}"
        return Told(About.ADDED, text, step.amount, step.citation, papers)
    if event is None:
        raise ValueError("a step of a ticket's history rests on what happened")
    late = next((s for s in assessment.steps if _is_late_fee(s, event)), None)
    if late is not None and late.from_on is not None:
        begun = "The appeal" if event.step is _T.APPEAL else "The plea"
        text = (
            f"{begun} of {day_text(event.on)} came when the late fee was due already: it does not "
            "hold it."
        )
        return Told(About.NOTED, text, more=papers)
    return Told(About.NOTED, happened(event), more=papers)


def _is_late_fee(step: Step, event: TicketEvent) -> bool:
    """Whether a step is a late fee that an appeal or plea came too late for."""
    begun = event.step in (_T.APPEAL, _T.PLEAD)
    before = step.from_on is not None and step.from_on <= event.on
    return begun and step.kind == "accrual" and step.rate is None and not step.events and before


def happened(event: TicketEvent) -> str:
    """Return one step of a ticket's history as a sentence."""
    return f"{_HAPPENED[event.step].format(day=day_text(event.on))}."


def _papers(event: TicketEvent | None) -> tuple[str, ...]:
    """Return the reason and the paper of a step; of a decision also that one of them is not known here."""
    if event is None:
        return ()
    decided = event.step in EXPLAINED
    if decided and not event.reason and not event.document:
        return ("No reason is known here, and no document.",)
    reason = f"Reason: {event.reason}." if event.reason else ""
    document = f"Document: {event.document}." if event.document else ""
    if decided:
        reason = reason or "No reason is known here."
        document = document or "No document is known here."
    return tuple(words for words in (reason, document) if words)


def _held(step: Step, event: TicketEvent | None, state: BillState, office: Office) -> Told:
    """Return why a late fee is, or was, suspended, since when and until what."""
    since = state.bill.issued_on if step.from_on is None else step.from_on
    pled = event is not None and event.step is _T.PLEAD
    begun = "a plea of not guilty" if pled else "an appeal"
    if step.to_on is not None:
        text = f"The late fee stood still from {day_text(since)} to {day_text(step.to_on)}"
        denied = [e for e in step.events[1:] if e.step is _T.DENY]
        said = tuple(words for e in denied for words in (happened(e), *_papers(e)))
        return Told(
            About.NOTED, f"{text}, while {begun} was pending.", law=step.citation, more=said
        )
    text = f"The late fee has been suspended since {day_text(since)}: {begun} was begun in time."
    until = "the court decides" if pled else "the answer comes"
    more = (f"It stays off until {until}.", *_after(step, since, state, office))
    return Told(About.NOTED, text, law=step.citation, more=more)


def _after(step: Step, since: date, state: BillState, office: Office) -> tuple[str, ...]:
    """Return how many days without a late fee are left after the answer."""
    rules = parking_of(state.bill, office)
    before = late_fee_of(state, since - timedelta(days=1), office)
    if rules is None or before is None or before.last_written is None:
        return ()
    left = max(0, (before.last_written - since).days)
    if rules.hold.resume == "whole":
        service = office.service(state.bill.service)
        fees = (
            a for a in service.accruals if isinstance(a, LateFee) and a.kind == step.charge_kind
        )
        left = next((fee.after_days for fee in fees), left)
    if not left:
        return ("Then no day is left to pay without it.",)
    return (f"Then {left} day{'s are' if left > 1 else ' is'} left to pay without it.",)


def ticket_notes(state: BillState, on: date, office: Office) -> Iterator[Told]:
    """Yield what is still to come for a ticket: a late fee not due yet, a boot."""
    rules, facts = parking_of(state.bill, office), state.bill.facts.ticket
    if rules is None or facts is None:
        return
    found = late_fee_of(state, on, office)
    fee = _fee_to_come(state, office)
    open_still = state.bill.face > ZERO and (ticket := ticket_of(state.bill)) and ticket.is_open
    if (
        found is not None
        and found.standing is LateFeeStanding.NOT_YET
        and found.fee_from is not None
        and fee is not None
        and open_still
        and not state.applied
    ):
        last = day_text(found.fee_from - timedelta(days=1))
        yield Told(
            About.NOTED,
            f"A late fee of {fee.amount} is added after {last}, unless it is paid or appealed by then.",
            law=fee.source.citation,
        )
    if facts.boot_on:
        yield Told(
            About.NOTED,
            "A boot is on the vehicle. It comes off when all open tickets and the boot fee of "
            f"{rules.boot.fee} are paid at once{_in_cash(rules, office)}.",
            law=rules.boot.source.citation,
        )


def _in_cash(rules: ParkingRules, office: Office) -> str:
    only = all(code == office.cash.code for code in rules.boot.tenders)
    return ", in cash" if only else ""


def _fee_to_come(state: BillState, office: Office) -> LateFee | None:
    due_on = state.bill.instalments[0].due_on
    for accrual in office.service(state.bill.service).accruals:
        if isinstance(accrual, LateFee) and accrual.from_on <= due_on <= (accrual.to_on or due_on):
            return accrual
    return None
