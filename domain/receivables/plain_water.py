"""The words for a water bill: what was used, what the meter's minimum is, and what a hundred cubic feet cost."""

from collections.abc import Iterator

from domain.money import total
from domain.office import Office
from domain.receivables.bills import Bill
from domain.receivables.facts import WaterFacts
from domain.receivables.told import About, Told
from domain.receivables.water import WaterLine, WaterRules, stormwater_line, use_charges
from domain.refusals import Refusal


def water_notes(bill: Bill, office: Office) -> Iterator[Told]:
    """Yield what was used and what is billed at least; nothing for a bill whose use is not known."""
    facts, rules = bill.facts.water, _rules(office)
    rate = rules.rate_on(bill.issued_on) if rules is not None else None
    minimum = rate.minimum(facts.meter) if facts is not None and rate is not None else None
    if facts is None or rate is None or minimum is None:
        return
    law = rate.source.citation
    used = f"{_feet(facts.cubic_feet)} were used"
    if facts.cubic_feet <= minimum:
        text = f"{used}. A {facts.meter} inch meter is billed for at least {_feet(minimum)}."
        more: tuple[str, ...] = ("This is the minimum bill: less use does not lower it.",)
    else:
        text = f"{used}: {_feet(minimum)}, the minimum of a {facts.meter} inch meter, and what is beyond it."
        more = ()
    yield Told(About.NOTED, text, law=law, more=(*more, "100 cubic feet are 748 gallons."))


def water_more(bill: Bill, kind: str, office: Office) -> tuple[str, ...]:
    """Return how a charge of a water bill was reckoned; nothing when the policy's rates do not make it."""
    facts, rules = bill.facts.water, _rules(office)
    if facts is None or rules is None:
        return ()
    billed = total(c.amount for i in bill.instalments for c in i.charges if c.kind == kind)
    lines = _lines(bill, kind, facts, rules)
    if not lines:
        return ()
    reckoned = total(line.amount for line in lines)
    if reckoned != billed:
        # An export may tell what is left of a bill, or what a correction made of it.
        return (
            f"By the rates known here the whole charge is {reckoned}; the bill asks for {billed}.",
        )
    return tuple(_line_text(line, rules) for line in lines)


def _lines(bill: Bill, kind: str, facts: WaterFacts, rules: WaterRules) -> tuple[WaterLine, ...]:
    lines = use_charges(facts.meter, facts.cubic_feet, bill.issued_on, rules)
    found = () if isinstance(lines, Refusal) else tuple(x for x in lines if x.kind == kind)
    if found or len(bill.instalments) > 1:
        return found
    flat = stormwater_line(bill.account_number, bill.instalments[0].due_on, bill.issued_on, rules)
    return () if flat is None or isinstance(flat, Refusal) or flat.kind != kind else (flat,)


def _line_text(line: WaterLine, rules: WaterRules) -> str:
    if line.part == "flat":
        return "Its part of the year's fee."
    which = "The minimum, " if line.part == "minimum" else "Beyond the minimum, "
    return f"{which}{_feet(line.cubic_feet)} at {line.rate} for each 100: {line.amount}."


def _feet(cubic_feet: int) -> str:
    return f"{cubic_feet:,} cubic feet"


def _rules(office: Office) -> WaterRules | None:
    return office.single.water if office.single is not None else None
