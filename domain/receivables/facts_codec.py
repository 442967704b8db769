"""The facts of a bill as plain data and back: lists in a fixed order, so that their one byte form is canonical."""

from datetime import date

from domain.money import Money
from domain.receivables.facts import NO_FACTS, BillFacts, Relevied, TicketFacts, WaterFacts
from domain.receivables.tickets import TicketEvent, TicketStep

Data = list[object]

NOTHING: Data = []
"""How a bill without facts is written, as most are."""


def facts_data(facts: BillFacts) -> Data:
    """Return facts as plain data: dates in ISO 8601, amounts in cents, steps of a ticket by their stable name."""
    if facts == NO_FACTS:
        return NOTHING
    ticket, water = facts.ticket, facts.water
    relevied = facts.relevied
    data: Data = [
        _day_data(facts.lien_on),
        _cents_data(facts.assessed),
        _day_data(facts.roll_delivered_on),
        None if ticket is None else _ticket_data(ticket),
        None if water is None else [water.meter, water.cubic_feet],
        sorted(facts.flags),
    ]
    if relevied is None and not facts.third_party:
        return data
    moved = None if relevied is None else [relevied.on.isoformat(), relevied.tax_bill]
    return [*data, moved, facts.third_party]


def facts_from_data(data: object) -> BillFacts:
    """Return the facts that ``facts_data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case []:
            return NO_FACTS
        case [lien_on, assessed, roll_delivered_on, ticket, water, flags, *rest] if _fits(rest):
            facts = BillFacts(
                _day(lien_on),
                _cents(assessed),
                _day(roll_delivered_on),
                _ticket(ticket),
                _water(water),
                _flags(flags),
                *((_relevied(rest[0]), _text(rest[1])) if rest else ()),
            )
            if facts != NO_FACTS:
                return facts
    raise ValueError("a bill's facts are damaged")


_LATER = 2
"""How many facts were added to the form; they are left out where a bill has neither."""


def _fits(rest: list[object]) -> bool:
    """Whether the facts that were added later are all there, or none of them; empty ones are not written."""
    return not rest or (len(rest) == _LATER and rest != [None, ""])


def _day_data(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _cents_data(amount: Money | None) -> int | None:
    return None if amount is None else amount.cents


def _ticket_data(ticket: TicketFacts) -> Data:
    return [
        ticket.infraction,
        ticket.plate,
        _day_data(ticket.plea_by),
        int(ticket.boot_on),
        [_event_data(event) for event in ticket.events],
    ]


def _event_data(event: TicketEvent) -> Data:
    return [
        event.step.name,
        event.on.isoformat(),
        event.actor,
        event.document,
        event.reason,
        _cents_data(event.amount),
    ]


def _day(data: object) -> date | None:
    return None if data is None else _a_day(data)


def _a_day(data: object) -> date:
    if isinstance(data, str) and (day := date.fromisoformat(data)).isoformat() == data:
        return day
    raise ValueError("a date in a bill's facts is damaged")


def _whole(data: object) -> int:
    if type(data) is int:
        return data
    raise ValueError("a number in a bill's facts is damaged")


def _cents(data: object) -> Money | None:
    return None if data is None else Money(_whole(data))


def _ticket(data: object) -> TicketFacts | None:
    match data:
        case None:
            return None
        case [str(infraction), str(plate), plea_by, boot_on, list(events)] if _whole(boot_on) in (
            0,
            1,
        ):
            told = tuple(_event(event) for event in events)
            return TicketFacts(infraction, plate, _day(plea_by), told, bool(boot_on))
    raise ValueError("a ticket's facts are damaged")


def _event(data: object) -> TicketEvent:
    match data:
        case [str(step), on, str(actor), str(document), str(reason), amount] if (
            step in TicketStep.__members__
        ):
            known = TicketStep[step]
            return TicketEvent(known, _a_day(on), actor, document, reason, _cents(amount))
    raise ValueError("a step in a ticket's facts is damaged")


def _water(data: object) -> WaterFacts | None:
    match data:
        case None:
            return None
        case [str(meter), cubic_feet]:
            return WaterFacts(meter, _whole(cubic_feet))
    raise ValueError("a water bill's facts are damaged")


def _text(data: object) -> str:
    if isinstance(data, str):
        return data
    raise ValueError("a text in a bill's facts is damaged")


def _relevied(data: object) -> Relevied | None:
    match data:
        case None:
            return None
        case [on, str(tax_bill)]:
            return Relevied(_a_day(on), tax_bill)
    raise ValueError("what a bill was moved to is damaged")


def _flags(data: object) -> frozenset[str]:
    if isinstance(data, list) and all(isinstance(each, str) for each in data):
        flags = frozenset(data)
        if sorted(flags) == data:
            return flags
    raise ValueError("a bill's flags are damaged")
