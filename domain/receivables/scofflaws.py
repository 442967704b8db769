"""Plates whose registration may be acted on: so many tickets unanswered within so many months.

Source of the shape: Vehicle and Traffic Law 510(4-c). The State acts on the registration; the counter only says that a
plate stands so, and by which tickets. Numbers are policy.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.calendar import add_months
from domain.office import Office
from domain.receivables.bills import Bill, BillState
from domain.receivables.parking import plate_key
from domain.receivables.scofflaw_rule import ScofflawRule
from domain.receivables.ticket_steps import parking_of, ticket_of
from domain.receivables.tickets import Ticket, out_of_turn
from domain.receivables.told import About, Told

SCOFFLAW = "REGISTRATION AT RISK: "


def scofflaw_tickets(
    plate: str, tickets: Iterable[Ticket], rule: ScofflawRule
) -> tuple[Ticket, ...]:
    """Return the open tickets of a plate by which it is a scofflaw, by their days; none when it is not one.

    A ticket that awaits an answer or the court is answered. Tickets of exactly the rule's months apart still count.
    """
    key = plate_key(plate)
    mine = sorted(
        (t for t in tickets if plate_key(t.plate) == key and _unanswered(t)),
        key=lambda t: (t.issued_on, t.ticket_no),
    )
    counted: dict[str, Ticket] = {}
    for first in mine:
        last = add_months(first.issued_on, rule.months)
        within = [t for t in mine if first.issued_on <= t.issued_on <= last]
        if len(within) >= rule.at_open:
            counted.update((t.ticket_no, t) for t in within)
    return tuple(counted.values())


def _unanswered(ticket: Ticket) -> bool:
    """Whether a ticket is open and awaits nobody's answer; a history out of turn tells nothing of it."""
    return out_of_turn(ticket) is None and ticket.is_open and not ticket.is_pending


def scofflaw_words(tickets: tuple[Ticket, ...], rule: ScofflawRule) -> str:
    """Return what the counter says of a plate with these tickets; nothing for none."""
    if not tickets:
        return ""
    return f"{SCOFFLAW}{len(tickets)} open tickets within {rule.months} months"


def scofflaw_notes(
    state: BillState, on: date, office: Office, same_plate: Iterable[Bill]
) -> Iterator[Told]:
    """Yield what the explanation of an open ticket says of the registration, by the ticket program's last export."""
    rules, mine = parking_of(state.bill, office), ticket_of(state.bill)
    rule = rules.scofflaw if rules is not None else None
    if rule is None or mine is None or not mine.as_of(on).is_open:
        return
    others = (ticket_of(bill) for bill in same_plate)
    known = [mine, *(t for t in others if t is not None and t.issued_on <= on)]
    found = scofflaw_tickets(mine.plate, [t.as_of(on) for t in known], rule)
    if mine.ticket_no in {t.ticket_no for t in found}:
        numbers = ", ".join(t.ticket_no for t in found if t.ticket_no != mine.ticket_no)
        yield Told(
            About.NOTED,
            f"{len(found)} tickets of this plate within {rule.months} months: while they are unanswered, the State "
            "may act on the vehicle's registration.",
            law=rule.source.citation,
            more=(f"The others: {numbers}.",),
        )
