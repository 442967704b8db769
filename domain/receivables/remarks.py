"""What is said of a bill beside its amounts, and what stands against taking it at all, by its facts and the policy."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.calendar import day_text
from domain.office import Office
from domain.receivables.bills import Bill, BillState
from domain.receivables.foreclosure import foreclosure_from, foreclosure_rule
from domain.receivables.told import About, Told
from domain.refusals import Code, Refusal, refuse


def not_payable(bill: Bill, on: date, office: Office) -> Refusal | None:
    """Refuse a bill that is on a tax bill by now, or whose amounts are not given out yet on ``on``, the business date.

    An envelope with an earlier postmark that comes in later is taken: only the day of the entry is asked.
    """
    service = office.service(bill.service)
    relevied = bill.facts.relevied
    if is_relevied(bill, on, office) and relevied is not None:
        noun = f"{service.noun[:1].upper()}{service.noun[1:]}"
        day, tax = day_text(relevied.on), f"tax bill {relevied.tax_bill}"
        return refuse(Code.BILL_RELEVIED, noun=noun, bill=bill.bill_no, tax=tax, on=day)
    first = given_out_from(bill, office)
    if first is not None and on < first:
        noun, day = service.noun, day_text(first)
        return refuse(Code.NOT_GIVEN_OUT, noun=noun, bill=bill.bill_no, first=day)
    return None


def is_relevied(bill: Bill, on: date, office: Office) -> bool:
    """Whether a tax bill carries the bill on ``on``, and the policy has it paid there."""
    relevied = bill.facts.relevied
    rule = office.service(bill.service).relevy
    return rule is not None and relevied is not None and relevied.on <= on


def given_out_from(bill: Bill, office: Office) -> date | None:
    """Return the first day on which the bill's amounts are given out; ``None`` where the policy asks for none."""
    row = office.service(bill.service).given_out
    return None if row is None else row.first_day(min(i.due_on for i in bill.instalments))


def third_parties(states: Iterable[BillState]) -> tuple[str, ...]:
    """Return who gets a copy of every notice on these bills, each once (Real Property Tax Law 923)."""
    found = (state.bill.facts.third_party for state in states)
    return tuple(dict.fromkeys(each for each in found if each))


def lien_notes(bill: Bill, office: Office) -> Iterator[Told]:
    """Yield since when the bill is a lien, and from which day on a court may foreclose it."""
    lien_on, rule = bill.facts.lien_on, foreclosure_rule(office)
    if lien_on is None:
        return
    yield Told(About.NOTED, f"It has been a lien on the property since {day_text(lien_on)}.")
    liens = office.single.liens if office.single is not None else None
    if rule is not None and liens is not None and bill.service in liens.services:
        day = day_text(foreclosure_from(lien_on, rule, office.calendar))
        yield Told(About.NOTED, f"A court may foreclose from {day} on.", law=rule.source.citation)


def demand_notes(state: BillState, on: date, office: Office, unpaid: set[int]) -> Iterator[Told]:
    """Yield what is said of when and where the bill is asked for; ``unpaid`` are its open instalments."""
    bill, service = state.bill, office.service(state.bill.service)
    if is_relevied(bill, on, office) and bill.facts.relevied is not None and service.relevy:
        number, day = bill.facts.relevied.tax_bill, day_text(bill.facts.relevied.on)
        text = f"It was put on tax bill {number} on {day} and is paid with it, not by itself."
        yield Told(About.NOTED, text, law=service.relevy.source.citation)
    first = given_out_from(bill, office)
    if first is not None and on < first and service.given_out is not None:
        text = f"Amounts of this bill are not given out before {day_text(first)}."
        yield Told(About.NOTED, text, law=service.given_out.source.citation)
    row = service.reminder
    if row is None or row.instalment not in unpaid:
        return
    due_on = next((i.due_on for i in bill.instalments if i.no == row.instalment), None)
    if due_on is not None and on <= row.mailed_on(due_on):
        mailed = day_text(row.mailed_on(due_on))
        text = f"A reminder for part {row.instalment} goes out on {mailed}."
        yield Told(About.NOTED, text, law=row.source.citation)
