"""The letter to a customer whose check came back: what is owed again, the fee, and how to pay it."""

from domain.calendar import day_text
from domain.corrections.values import Correction, ReturnedCheck
from domain.money import Money, total
from domain.office import Office
from domain.papers.frame import letterhead
from domain.receipting.paper import BLANK, RULE, PaperLine, Style, columns, labeled, paragraph
from domain.receipting.posting import Posting


def returned_letter(
    posting: Posting, check: ReturnedCheck, office: Office
) -> tuple[PaperLine, ...]:
    """Return the lines of the letter, in the words of the office's policy; ``{bills}`` there is the list of debts.

    A paragraph of the fee is left out when there was none. A posting of another kind is a programmer's error.
    """
    body = posting.body
    if not isinstance(body, Correction):
        raise TypeError("only a correction's posting is told in a letter")
    facts = _facts(body, check, office)
    lines = [*letterhead(office), BLANK]
    lines += labeled("Date", day_text(posting.header.business_date), 12)
    lines += [*labeled("Our number", str(body.number), 12), RULE]
    for text in office.corrections.returned.letter:
        if "{fee}" in text and not check.fee:
            continue
        if text == "{bills}":
            lines += [*_debts(body, office), BLANK]
        else:
            lines += [*paragraph(text.format(**facts)), BLANK]
    return (*lines, RULE, PaperLine(f"Trail {posting.trail.short}"))


def _facts(body: Correction, check: ReturnedCheck, office: Office) -> dict[str, str]:
    said = body.amendment
    named = [effect.name for effect in said.effects if effect.name]
    taken = [k.name for k in office.tender_kinds if k.code not in _returnable(office)]
    return {
        "name": named[0] if named else "Customer",
        "number": check.number,
        "amount": str(check.amount),
        "reason": office.corrections.reason_name(said.support.reason_code).lower(),
        "fee": str(check.fee),
        "bills": ", ".join(f"{e.bill_no} ({e.after})" for e in said.effects),
        "tenders": " or ".join(name.lower() for name in taken),
    }


def _returnable(office: Office) -> tuple[str, ...]:
    return office.corrections.returned.tender_kinds


def _debts(body: Correction, office: Office) -> list[PaperLine]:
    """Return what is owed: each bill as it stands now, fee and penalties with it, and things that were kept."""
    said = body.amendment
    nouns = {service.code: service.noun for service in office.services}
    lines: list[PaperLine] = []
    owed: list[Money] = []
    for effect in said.effects:
        noun = nouns.get(effect.service, effect.service)
        lines += columns(f"{noun[:1].upper()}{noun[1:]} {effect.bill_no}", str(effect.after))
        lines += paragraph(effect.description, indent=2)
        owed.append(effect.after)
    for line in said.lines:
        lines += columns(line.description, str(line.amount))
        owed.append(line.amount)
    return [*lines, *columns("OWED NOW", str(total(owed)), style=Style.BOLD)]
