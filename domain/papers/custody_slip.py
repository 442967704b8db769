"""The slip of an act of custody: what went from whom to whom, with a line for each to sign."""

from datetime import datetime

from domain.calendar import day_text
from domain.custody.acts import CustodyAct, Signer
from domain.custody.banking import BagHandedOver
from domain.custody.depositing import DepositMade
from domain.custody.stock_words import as_printed
from domain.office import Office
from domain.papers.deposit_lines import bag_lines, deposit_lines
from domain.papers.frame import letterhead
from domain.receipting.layout import marks, time_text
from domain.receipting.paper import (
    BLANK,
    RULE,
    WIDTH,
    Paper,
    PaperLine,
    Style,
    labeled,
    paragraph,
)
from domain.receipting.posting import Posting


def custody_paper(
    posting: Posting, office: Office, copy_no: int, training: bool, local_time: datetime
) -> Paper:
    """Return the slip of an act; a posting of another kind is a programmer's error.

    ``local_time`` is the posting's instant in the office's zone.
    """
    act = posting.body
    if not isinstance(act, CustodyAct):
        raise TypeError("only an act's posting is printed as one")
    header, frame = posting.header, marks(copy_no, training)
    lines = [*frame, *letterhead(office), BLANK]
    lines += paragraph(act.body.title.upper(), Style.LARGE)
    lines += [*paragraph(str(act.number), Style.CENTER_BOLD), BLANK]
    lines += labeled("Date", f"{day_text(local_time.date())}  {time_text(local_time)}")
    if header.business_date != local_time.date():
        lines += labeled("Booked on", day_text(header.business_date))
    lines += labeled("Station", header.station)
    lines.append(RULE)
    if isinstance(act.body, DepositMade):
        lines += deposit_lines(act.body, office)
    elif isinstance(act.body, BagHandedOver):
        lines += bag_lines(act.body, office)
    else:
        for label, value in as_printed(act.body, office):
            lines += labeled(label, value)
    lines += [RULE, PaperLine(f"Trail {posting.trail.short}")]
    for signer in act.body.signers:
        lines += [BLANK, BLANK, PaperLine("_" * WIDTH), *paragraph(_signed(signer))]
    return Paper((*lines, *frame))


def _signed(signer: Signer) -> str:
    """Return a signer's name, and by what it is signed already."""
    return f"{signer.name}, by {signer.approval.means}" if signer.approval else signer.name
