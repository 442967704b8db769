"""The slip of a correction: what it undoes or changes, before and after, why, and who made and who approved it."""

from datetime import datetime

from domain.calendar import day_text
from domain.corrections.values import Amendment, BillEffect, Correction, Settlement
from domain.office import Office
from domain.papers.frame import copies_to, letterhead
from domain.papers.returned_letter import returned_letter
from domain.receipting.layout import marks, time_text
from domain.receipting.paper import (
    BLANK,
    RULE,
    WIDTH,
    Paper,
    PaperLine,
    Style,
    columns,
    labeled,
    paragraph,
)
from domain.receipting.posting import Header, Posting

_INNER = 31


def correction_paper(
    posting: Posting,
    office: Office,
    copy_no: int,
    training: bool,
    local_time: datetime,
    third_parties: tuple[str, ...] = (),
) -> Paper:
    """Return the paper of a correction: the letter of a returned check where policy has one, else the slip.

    A posting of another kind is a programmer's error. ``local_time`` is the posting's instant in the office's zone.
    A letter names the ``third_parties`` that get a copy of it. The drawer is kicked by the original of a void that
    gives cash back.
    """
    body = posting.body
    if not isinstance(body, Correction):
        raise TypeError("only a correction's posting is printed as one")
    said = body.amendment
    frame = marks(copy_no, training)
    if said.check is not None and office.corrections.returned.letter:
        letter = returned_letter(posting, said.check, office)
        return Paper((*frame, *letter, *copies_to(third_parties), *frame))
    lines = [
        *frame,
        *_head(posting, body, office, local_time),
        *_why(said, posting.header, office),
        *(line for effect in said.effects for line in _effect(effect, office)),
        *_money(said),
        RULE,
        PaperLine(f"Trail {posting.trail.short}"),
        *_signatures(said),
        *frame,
    ]
    cash = said.in_drawer and any(back.tender.is_cash for back in said.tenders)
    return Paper(tuple(lines), kick=cash and copy_no == 0)


def _head(
    posting: Posting, body: Correction, office: Office, local_time: datetime
) -> list[PaperLine]:
    header = posting.header
    lines = [*letterhead(office), BLANK, *paragraph(body.kind.words.upper(), Style.LARGE)]
    lines += [*paragraph(str(body.number), Style.CENTER_BOLD), BLANK]
    for number in body.amendment.corrects:
        lines += labeled("Receipt", str(number))
    lines += labeled("Date", f"{day_text(local_time.date())}  {time_text(local_time)}")
    if header.business_date != local_time.date():
        lines += labeled("Booked on", day_text(header.business_date))
    return [*lines, *labeled("Station", header.station), RULE]


def _why(said: Amendment, header: Header, office: Office) -> list[PaperLine]:
    support = said.support
    lines = [*labeled("Reason", office.corrections.reason_name(support.reason_code))]
    lines += labeled("", support.reason_text)
    lines += labeled("Document", support.document)
    lines += labeled("Made by", header.operator_name)
    approval = support.approval
    if approval is not None:
        lines += labeled("Approved", f"{approval.name}, by {approval.means}")
    return [*lines, RULE]


def _effect(effect: BillEffect, office: Office) -> list[PaperLine]:
    service = next((s for s in office.services if s.code == effect.service), None)
    noun = service.noun if service else effect.service
    lines = [*paragraph(f"{noun[:1].upper()}{noun[1:]} {effect.bill_no}", Style.BOLD)]
    lines += paragraph(effect.description, indent=2)
    for part in effect.parts:
        name = service.charge_name(part.kind) if service else part.kind
        lines += columns(name, str(-part.amount), indent=2, width=_INNER)
        lines += paragraph(f"{part.how} {day_text(part.effective_on)}", indent=4)
    lines += columns("Owed before", str(effect.before), indent=2)
    return [*lines, *columns("Owed after", str(effect.after), indent=2, style=Style.BOLD)]


def _money(said: Amendment) -> list[PaperLine]:
    lines: list[PaperLine] = []
    for line in said.lines:
        what = f"{line.quantity} x {line.description}" if line.quantity else line.description
        lines += columns(what, str(line.amount))
    if said.tenders:
        lines.append(RULE)
    for back in said.tenders:
        lines += columns(
            f"{back.tender.name} {back.tender.number}".strip(), str(back.tender.amount)
        )
    if said.change:
        lines += columns("Less change given", str(-said.change))
    if said.in_drawer:
        lines += columns("GIVEN BACK", str(said.amount), style=Style.BOLD)
    return [*lines, *_settlement(said.settlement)]


def _settlement(settled: Settlement | None) -> list[PaperLine]:
    if settled is None:
        return []
    words = "REFUND REQUEST" if settled.how == "refund" else "CREDIT ON ACCOUNT"
    lines = [RULE, *columns(words, str(settled.amount), style=Style.BOLD)]
    lines += labeled("Payee", settled.payee)
    lines += labeled("Account", settled.account_number)
    if settled.how == "refund":
        lines += paragraph("Paid by check when it is audited. No cash is given.")
    return lines


def _signatures(said: Amendment) -> list[PaperLine]:
    who = ["Made by"]
    if said.support.approval is not None:
        who.append("Approved by")
    if said.in_drawer:
        who.append("Money received back by")
    return [
        line for words in who for line in (BLANK, BLANK, PaperLine("_" * WIDTH), PaperLine(words))
    ]
