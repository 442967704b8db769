"""Why a bill comes to what it comes to, in sentences that a customer accepts: the one place for their wording.

The explanation on the screen, on the printed sheet and on the command line say the same, because all of them ask here.
The amounts of the sentences add up to the assessment's total.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.calendar import day_text
from domain.money import Money, share, total
from domain.office import Office
from domain.policy.accruals import Accrual, Interest, LateFee
from domain.policy.services import Service
from domain.receivables.assessment import Assessment
from domain.receivables.bills import Bill, BillState, BillStatus, How, Instalment
from domain.receivables.plain_rates import by_day_texts, rose_texts
from domain.receivables.plain_tickets import fine_more, surcharge_more, ticket_notes, ticket_told
from domain.receivables.plain_water import water_more, water_notes
from domain.receivables.remarks import demand_notes, lien_notes
from domain.receivables.scofflaws import scofflaw_notes
from domain.receivables.steps import Move, Step
from domain.receivables.told import About, Told, holidays_unknown, move_texts, rate_text

__all__ = ["About", "Told", "difference_text", "explain", "move_texts", "rate_text"]

_TICKET_STEPS = ("held", "decided", "noted")


@dataclass(frozen=True, slots=True)
class _Bill:
    """The bill that is explained, and what its sentences look up."""

    state: BillState
    assessment: Assessment
    office: Office
    service: Service

    def instalment(self, no: int) -> Instalment:
        instalments = self.state.bill.instalments
        return instalments[min(no, len(instalments)) - 1]

    def name(self, step: Step) -> str:
        """Return what a step's money is called."""
        return self.service.charge_name(step.charge_kind)

    def named(self, step: Step) -> str:
        """Return what a step's money is called, and of which part of the bill it is when there are several."""
        parts = len(self.state.bill.instalments)
        return self.name(step) + (f", part {step.instalment} of {parts}" if parts > 1 else "")

    def late(self, step: Step) -> str:
        """Return how a sentence on what was added begins: ``Late penalty``, ``Part 2: late penalty``."""
        name = self.name(step)
        if "late" not in name.casefold().split():
            name = f"Late {name[:1].lower()}{name[1:]}"
        if len(self.state.bill.instalments) == 1:
            return name
        return f"Part {step.instalment}: {name[:1].lower()}{name[1:]}"

    def rule(self, step: Step) -> Accrual | None:
        """Return the service's rule that made a step; ``None`` for what other rules added."""
        due_on = self.instalment(step.instalment).due_on
        for accrual in self.service.accruals:
            same = (accrual.kind, accrual.source.policy_key) == (step.charge_kind, step.policy_key)
            if same and accrual.from_on <= due_on <= (accrual.to_on or due_on):
                return accrual
        return None


def explain(
    state: BillState, assessment: Assessment, office: Office, same_plate: Iterable[Bill] = ()
) -> tuple[Told, ...]:
    """Return the explanation of ``assessment``, which must be of ``state``: billed and added by instalment, then paid.

    What water was used comes before it; notes on what lies on the bill and what is to come are last. ``same_plate``
    are other tickets of a ticket's plate.
    """
    of = _Bill(state, assessment, office, office.service(state.bill.service))
    told: list[Told] = [*water_notes(state.bill, office)]
    paid: list[Told] = []
    said: set[Move] = set()
    same_plate = tuple(same_plate)
    for group in _groups(of):
        sentence = _told(of, group, same_plate)
        fresh = [m for step in group for m in step.moves if m not in said]
        said.update(fresh)
        sentence = replace(sentence, more=(*sentence.more, *move_texts(fresh)))
        acts = sentence.about in (About.PAID, About.CHANGED)
        (paid if acts else told).append(sentence)
    plate = scofflaw_notes(state, assessment.on, office, same_plate)
    return (*told, *paid, *_notes(of), *plate)


def difference_text(difference: Money, on: date, service: Service) -> str:
    """Return how a payment of ``on`` that was a little off, below zero when short, settled what it did all the same."""
    which = "too little" if difference.cents < 0 else "too much"
    row = service.tolerance_on(on)
    law = f" ({row.source.citation})" if row is not None else ""
    return f"{abs(difference)} {which}: taken as paid in full{law}."


def _groups(of: _Bill) -> Iterator[tuple[Step, ...]]:
    """Yield the steps that one sentence tells together, in the order of the first of each.

    The rises of a ladder on one base are one penalty, months of interest one interest, and what one payment paid one
    payment.
    """
    groups: dict[tuple[object, ...], list[Step]] = {}
    for number, step in enumerate(of.assessment.steps):
        key: tuple[object, ...] = (number,)
        if step.kind == "applied":
            key = (step.how, step.from_on, step.amount.cents > 0)
        elif step.kind == "accrual" and _rises(of.rule(step)):
            key = (step.instalment, step.charge_kind, step.policy_key, step.base)
        groups.setdefault(key, []).append(step)
    for group in groups.values():
        if group[0].kind == "accrual" and not _is_whole(group):
            yield from ((step,) for step in group)
        else:
            yield tuple(group)


def _rises(rule: Accrual | None) -> bool:
    """Whether the rule's steps on one base are one amount that rose."""
    return rule is not None and not isinstance(rule, LateFee) and not _by_day(rule)


def _is_whole(group: list[Step]) -> bool:
    """Whether the rates of a group, taken together, make its amount to the cent."""
    first = group[0]
    if len(group) == 1 or first.base is None:
        return len(group) == 1
    return share(first.base, _rate(group)) == total(s.amount for s in group)


def _rate(group: Iterable[Step]) -> Decimal:
    return sum((s.rate for s in group if s.rate is not None), Decimal(0))


def _by_day(rule: Accrual | None) -> bool:
    return isinstance(rule, Interest) and rule.per == "day"


def _told(of: _Bill, group: tuple[Step, ...], same_plate: tuple[Bill, ...]) -> Told:
    step = group[0]
    if step.kind == "face":
        return _billed(of, step, same_plate)
    if step.kind == "applied":
        return _paid(of, group)
    if step.kind in _TICKET_STEPS:
        return ticket_told(step, of.state, of.assessment, of.office)
    amount = total(s.amount for s in group)
    text, more = _added(of, group)
    return Told(About.ADDED, text, amount, group[-1].citation, more)


def _billed(of: _Bill, step: Step, same_plate: tuple[Bill, ...]) -> Told:
    bill, due_on = of.state.bill, of.instalment(step.instalment).due_on
    text, more = of.named(step), water_more(bill, step.charge_kind, of.office)
    if bill.facts.ticket is not None:
        text = f"{text}, ticket of {day_text(bill.issued_on)}"
        more = fine_more(bill, step, of.office, same_plate)
        if due_on == bill.issued_on:
            return Told(About.BILLED, text, step.amount, more=more)
    return Told(About.BILLED, text, step.amount, more=(*more, f"Due {day_text(due_on)}."))


def _added(of: _Bill, group: tuple[Step, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the sentence and the smaller ones of what rules added."""
    step, rule, name = group[0], of.rule(group[0]), of.named(group[0])
    day = "" if step.from_on is None else day_text(step.from_on)
    if step.how is How.FEE:
        return f"{name}: the check of {day} came back unpaid", ()
    if step.charge_kind == of.service.part_fee_kind:
        return f"{name}, with the part payment of {day}", ()
    if isinstance(rule, LateFee):
        return f"{of.late(step)}, from {day}", (_days_over(of, rule, step),)
    if step.base is None or step.rate is None:
        return f"{name}, {day}", surcharge_more(step, of.office)
    base = _base(of, step)
    if isinstance(rule, Interest) and rule.per == "day":
        due_on = of.instalment(step.instalment).due_on
        return f"{of.late(step)} {rate_text(step.rate)} a year of {base}", by_day_texts(
            step, due_on
        )
    if isinstance(rule, Interest):
        months = f"{rate_text(step.rate)} for each month or part of one, from {day}"
        if len(group) == 1:
            return f"{of.late(step)} {rate_text(step.rate)} of {base}, from {day}", ()
        return f"{of.late(step)} {rate_text(_rate(group))} of {base}", (f"{months}.",)
    last = group[-1].from_on
    text = f"{of.late(step)} {rate_text(_rate(group))} of {base}"
    text += f", from {day_text(last)}" if last else ""
    whole = base == f"{of.instalment(step.instalment).face}"
    return text, rose_texts(group, of.name(step), whole=whole)


def _base(of: _Bill, step: Step) -> str:
    """Return the base of a rate, saying when it is not simply what was billed."""
    base, face = step.base or Money(0), of.instalment(step.instalment).face
    if base > face:
        name = of.name(step)
        return f"{base}, earlier {name[:1].lower()}{name[1:]} included"
    return f"{base}" if base == face else f"the {base} then unpaid"


def _days_over(of: _Bill, rule: LateFee, step: Step) -> str:
    """Return which days without a late fee had passed."""
    if any(s.kind == "held" and s.charge_kind == step.charge_kind for s in of.assessment.steps):
        return f"The {rule.after_days} days without it were over, less the days they stood still."
    bill = of.state.bill
    issued = rule.counted_from == "issued"
    day = day_text(bill.issued_on if issued else of.instalment(step.instalment).due_on)
    if not rule.after_days:
        return f"It was not paid by {day}."
    return f"It was not paid within {rule.after_days} days of {day}."


def _paid(of: _Bill, group: tuple[Step, ...]) -> Told:
    """Return what one act on the bill did to it, and to which of its parts when there are several."""
    step, amount = group[0], total(s.amount for s in group)
    day = "" if step.from_on is None else day_text(step.from_on)
    text = {
        How.PAID: f"Paid {day}" if amount.cents <= 0 else f"Payment of {day} taken back",
        How.TAKEN_BACK: f"Payment of {day} taken back",
        How.ADJUSTED: f"Bill changed by the office, {day}",
        How.WAIVED: f"Waived by the office, {day}",
        How.REFUNDED: f"Refunded {day}",
        How.FEE: f"Fee added {day}",
    }[step.how]
    parts: dict[str, Money] = {}
    for s in group:
        name = of.named(s)
        parts[name] = parts.get(name, Money(0)) + s.amount
    listed = "; ".join(f"{abs(part)} {name}" for name, part in parts.items())
    about = About.PAID if step.how is How.PAID and amount.cents <= 0 else About.CHANGED
    return Told(about, text, amount, more=(f"{listed}.",) if len(parts) > 1 else ())


def _notes(of: _Bill) -> Iterator[Told]:
    """Yield what belongs to no amount: what lies on the bill, and what is to come."""
    bill, assessment, service = of.state.bill, of.assessment, of.service
    if bill.status is BillStatus.CANCELLED:
        yield _note(f"{service.program} cancelled this bill: nothing is asked for it.")
    yield from ticket_notes(of.state, assessment.on, of.office)
    yield from lien_notes(bill, of.office)
    if bill.status is not BillStatus.CANCELLED:
        unpaid = {o.instalment for o in assessment.open}
        yield from demand_notes(of.state, assessment.on, of.office, unpaid)
    if service.returned is not None and assessment.returned_on is not None and assessment.open:
        begins = "It is paid" if assessment.returned_on <= assessment.on else "It will be paid"
        yield _note(
            f"{begins} to {service.returned.to} from {day_text(assessment.returned_on)} on, not here.",
            service.returned.source.citation,
        )
    unknown = holidays_unknown(_days(of), of.office.calendar)
    if unknown:
        yield _note(unknown)
    over = -assessment.total.cents
    if over > 0:
        yield _note(f"{Money(over)} more was paid than is owed.")
    elif any(o.amount.cents < 0 for o in assessment.owed):
        yield _note("A credit on this bill is taken off its oldest part first.")


def _days(of: _Bill) -> Iterator[date]:
    """Yield the days that an open bill's explanation rests on: when it falls due, what began when, the day asked."""
    if not of.assessment.open or of.state.bill.status is BillStatus.CANCELLED:
        return
    yield of.assessment.on
    yield from (instalment.due_on for instalment in of.state.bill.instalments)
    for step in of.assessment.steps:
        if step.kind == "accrual" and step.from_on is not None:
            yield step.from_on


def _note(text: str, law: str = "") -> Told:
    return Told(About.NOTED, text, law=law)
