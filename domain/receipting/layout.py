"""The receipt as paper: what was relieved or sold, what was handed over, and what is left, in 42 columns.

For a tax bill it says what Real Property Tax Law 986 asks of a receipt: date of payment, who paid, the property's
number, the name assessed and the amount of tax; the policy names what else of the roll, as the bill's particulars.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from domain.calendar import day_text
from domain.corrections.policy import CorrectionKind
from domain.money import total
from domain.office import Office
from domain.receipting.cart import BillLine, ItemLine
from domain.receipting.numbering import numbers_sold
from domain.receipting.paper import (
    BLANK,
    RULE,
    Paper,
    PaperLine,
    Style,
    columns,
    labeled,
    paragraph,
)
from domain.receipting.posting import Header, Posting
from domain.receipting.receipt import Receipt
from domain.receipting.tender import Tender
from domain.receivables.application import Allocation
from domain.receivables.evidence_words import evidence_words
from domain.records import CorrectedBy

_INNER = 31
"""The column at which amounts end that are part of another: the eye adds up the outer column only."""


def time_text(moment: datetime) -> str:
    """Return the time of day as it is printed: ``4:05 PM``."""
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02d} {'AM' if moment.hour < 12 else 'PM'}"


def marks(copy_no: int, training: bool) -> tuple[PaperLine, ...]:
    """Return the lines that stand at the top and at the bottom of a paper that is not an original or not real."""
    lines: list[PaperLine] = []
    if training:
        lines.append(PaperLine("TRAINING", Style.LARGE))
        lines.append(PaperLine("No money was taken. Not a receipt.", Style.CENTER_BOLD))
    if copy_no:
        lines.append(PaperLine(f"DUPLICATE {copy_no}", Style.LARGE))
    return tuple(lines)


def undone_marks(undone: CorrectedBy) -> tuple[PaperLine, ...]:
    """Return the lines that stand on every copy of a receipt that was voided or reversed: by whom, when, as which."""
    word = "VOID" if undone.kind is CorrectionKind.VOID else "REVERSED"
    by = f"by {undone.operator_name} on {day_text(undone.on)}"
    approved = f", approved by {undone.approved_by}" if undone.approved_by else ""
    return (
        PaperLine(word, Style.LARGE),
        *paragraph(f"{by}{approved}: {undone.number}. Not a receipt.", Style.CENTER_BOLD),
    )


def receipt_paper(
    posting: Posting,
    office: Office,
    copy_no: int,
    training: bool,
    local_time: datetime,
    undone: CorrectedBy | None = None,
) -> Paper:
    """Return the receipt of ``posting`` as paper; a posting of another kind is a programmer's error.

    ``copy_no`` 0 is the original, n is marked DUPLICATE n. ``local_time`` is the posting's instant in the office's
    time zone. One that was ``undone`` says so first and last. The drawer is kicked by the original of a receipt that
    takes cash.
    """
    receipt, header = posting.body, posting.header
    if not isinstance(receipt, Receipt):
        raise TypeError("only a receipt's posting is printed as a receipt")
    frame = (*marks(copy_no, training), *(undone_marks(undone) if undone else ()))
    lines: list[PaperLine] = [*frame, *_head(receipt, header, office, local_time)]
    for line in receipt.lines:
        lines += _item(line, office) if isinstance(line, ItemLine) else _bill(line, receipt, office)
    lines += [RULE, *_money(receipt), RULE, *_notices(receipt), *_foot(posting, office), *frame]
    return Paper(tuple(lines), kick=receipt.takes_cash and copy_no == 0)


def _head(
    receipt: Receipt, header: Header, office: Office, local_time: datetime
) -> list[PaperLine]:
    lines = [
        line
        for number, text in enumerate(office.receipt.header or (office.name,))
        for line in paragraph(text, Style.CENTER if number else Style.CENTER_BOLD)
    ]
    lines += [BLANK, PaperLine("RECEIPT", Style.CENTER)]
    lines += [*paragraph(str(receipt.number), Style.LARGE), BLANK]
    lines += labeled("Date", f"{day_text(local_time.date())}  {time_text(local_time)}")
    told_by_line = any(isinstance(x, BillLine) and x.effective_on for x in receipt.lines)
    if header.effective_on != local_time.date() and not told_by_line:
        lines += labeled("Paid as of", day_text(header.effective_on), 11)
    if header.business_date != local_time.date() and (
        told_by_line or header.business_date != header.effective_on
    ):
        lines += labeled("Booked on", day_text(header.business_date), 11)
    lines += labeled("Drawer", f"{header.drawer}, {header.station}")
    lines += labeled("Operator", header.operator_name)
    lines += labeled("Payer", receipt.payer)
    return [*lines, RULE]


def _item(line: ItemLine, office: Office) -> list[PaperLine]:
    lines = [*columns(line.description, str(line.amount))]
    price = f"{line.quantity} x {line.unit_price}"
    if line.credit:
        gross = str(line.unit_price.times(line.quantity))
        lines += columns(price, gross, indent=2, width=_INNER)
        lines += columns(f"Less {line.credited_for}", str(-line.credit), indent=2, width=_INNER)
    else:
        lines.append(PaperLine(f"  {price}"))
    lines += paragraph(line.reference, indent=2)
    return [*lines, *paragraph(numbers_sold(line, office), indent=2)]


def _bill(line: BillLine, receipt: Receipt, office: Office) -> list[PaperLine]:
    service = next((s for s in office.services if s.code == line.service), None)
    # A receipt of a service that the policy has dropped since still prints, under the codes it was posted with.
    noun = service.noun if service else line.service
    lines = [*columns(line.description or noun, str(line.amount), style=Style.BOLD)]
    lines += paragraph(f"{noun[:1].upper()}{noun[1:]} {line.bill_no}", indent=2)
    if line.account_number != line.bill_no:
        lines += paragraph(f"Account {line.account_number}", indent=2)
    lines += paragraph(f"Name {line.name}" if line.name else "", indent=2)
    for label, text in line.particulars:
        lines += paragraph(f"{label}: {text}", indent=2)
    if line.effective_on is not None:
        lines += _paid_as_of(line.effective_on, receipt)
    if line.overridden:
        lines += paragraph(f"Taken despite: {line.overridden}", indent=2)
    instalment = 0
    for allocation in _told(line):
        if _tells_instalments(line) and allocation.instalment != instalment:
            instalment = allocation.instalment
            lines.append(PaperLine(f"  Instalment {instalment}"))
        name = service.charge_name(allocation.kind) if service else allocation.kind
        lines += columns(name, str(allocation.amount), indent=4, width=_INNER)
    if line.difference:
        said = "Short, tolerated" if line.difference.cents < 0 else "Over, tolerated"
        lines += columns(said, str(line.difference), indent=4, width=_INNER)
    return [*lines, *columns("Balance left", str(line.balance_after), indent=2, width=_INNER)]


def _paid_as_of(day: date, receipt: Receipt) -> tuple[PaperLine, ...]:
    shown = evidence_words(receipt.evidence, day) if receipt.evidence is not None else ""
    said = paragraph(f"Paid as of {day_text(day)}" + (":" if shown else ""), indent=2)
    return (*said, *paragraph(shown, indent=4))


def _told(line: BillLine) -> tuple[Allocation, ...]:
    """Return the parts worth telling: all of several, or one that is an instalment's or not the whole amount."""
    worth = len(line.allocations) > 1 or _tells_instalments(line) or line.difference
    return line.allocations if worth else ()


def _tells_instalments(line: BillLine) -> bool:
    """Whether the bill is seen to have several instalments; a posting does not say how many there are."""
    return bool(line.balance_after) or any(a.instalment > 1 for a in line.allocations)


def _money(receipt: Receipt) -> list[PaperLine]:
    lines = [*columns("TOTAL", str(receipt.total), style=Style.BOLD)]
    cash = [tender for tender in receipt.tenders if tender.is_cash]
    if receipt.rounding:
        # Other money stands above: the rounding is of the cash that is left after it.
        others = [tender for tender in receipt.tenders if not tender.is_cash]
        asked = total(t.amount for t in cash) - receipt.change
        lines += [*_tenders(others), *columns("Cash rounding", str(receipt.rounding))]
        lines += [*columns("Cash due", str(asked), style=Style.BOLD), *_tenders(cash)]
    else:
        lines += _tenders(receipt.tenders)
    if receipt.takes_cash:
        lines += columns("CHANGE", str(receipt.change), style=Style.BOLD)
    return lines


def _tenders(tenders: Iterable[Tender]) -> Iterator[PaperLine]:
    for tender in tenders:
        yield from columns(f"{tender.name} {tender.number}".strip(), str(tender.amount))


def _notices(receipt: Receipt) -> list[PaperLine]:
    """Return what the receipt must say, such as the words of Real Property Tax Law 1112, each a paragraph."""
    if not receipt.notices:
        return []
    told = [(*paragraph(text), BLANK) for text in receipt.notices]
    return [*(line for lines in told for line in lines)][:-1] + [RULE]


def _foot(posting: Posting, office: Office) -> list[PaperLine]:
    texts = office.receipt
    lines = [*paragraph(f"{texts.received_by} {posting.header.operator_name}")]
    receipt = posting.body
    for name in receipt.approved_by if isinstance(receipt, Receipt) else ():
        lines += paragraph(f"Approved by {name}")
    lines.append(PaperLine(f"Trail {posting.trail.short}"))
    if texts.footer:
        lines.append(BLANK)
    return [*lines, *(line for text in texts.footer for line in paragraph(text, Style.CENTER))]
