"""The report of a closed day: what it came to, where every series stands, and the seal, for whoever audits it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from domain.calendar import day_text
from domain.custody.acts import CustodyAct
from domain.custody.day_seal import DaySealed, DayTotals, SeriesHead
from domain.office import Office
from domain.papers.frame import letterhead
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
from domain.receipting.posting import Posting

_GROUP: Final = 8
_IN_A_LINE: Final = 4


def closes_day(posting: Posting) -> bool:
    """Whether a posting closes a day."""
    return isinstance(posting.body, CustodyAct) and isinstance(posting.body.body, DaySealed)


def day_report_paper(
    posting: Posting, office: Office, copy_no: int, training: bool, local_time: datetime
) -> Paper:
    """Return the report of a closed day with its seal in words and as a code; another posting is a programmer's error.

    ``local_time`` is the posting's instant in the office's zone.
    """
    act = posting.body
    if not isinstance(act, CustodyAct) or not isinstance(act.body, DaySealed):
        raise TypeError("only the closing of a day is printed as one")
    seal, frame = act.body, marks(copy_no, training)
    lines = [*frame, *letterhead(office), BLANK, PaperLine("DAY CLOSED", Style.LARGE)]
    lines += [*paragraph(day_text(seal.on), Style.CENTER_BOLD), BLANK]
    lines += labeled("Number", str(act.number))
    lines += labeled("Closed", f"{day_text(local_time.date())}  {time_text(local_time)}")
    lines += [*labeled("By", seal.closer.name), RULE]
    lines += [*_totals("THE DAY", seal.day), RULE]
    lines += [*_totals("ALL CLOSED DAYS", seal.ever), RULE]
    lines.append(PaperLine("SERIES", Style.BOLD))
    for head in seal.heads:
        lines += _head(head)
    lines += [RULE, PaperLine("SEAL OF THE DAY", Style.CENTER_BOLD), *grouped(seal.digest)]
    lines.append(PaperLine(f"Trail {posting.trail.short}"))
    lines += [BLANK, BLANK, PaperLine("_" * WIDTH), *paragraph(f"Closed by {seal.closer.name}")]
    return Paper((*lines, *frame), code=f"{seal.on.isoformat()} {seal.digest.upper()}")


def grouped(digest: str) -> Iterator[PaperLine]:
    """Yield a digest in groups of what a reader takes in at once when typing it back."""
    shown = digest.upper()
    groups = [shown[i : i + _GROUP] for i in range(0, len(shown), _GROUP)]
    for start in range(0, len(groups), _IN_A_LINE):
        yield PaperLine(" ".join(groups[start : start + _IN_A_LINE]), Style.CENTER)


def _totals(heading: str, totals: DayTotals) -> Iterator[PaperLine]:
    yield PaperLine(heading, Style.BOLD)
    for label, value in (
        ("Postings", f"{totals.postings:,}"),
        ("  Receipts", f"{totals.receipts:,}"),
        ("  Corrections", f"{totals.corrections:,}"),
        ("  Vault, stock, deposits", f"{totals.acts:,}"),
        ("Received in receipts", str(totals.received)),
        ("Handed back in voids", str(totals.voided)),
        ("Received, net", str(totals.net)),
        ("Debits of all entries", str(totals.debits)),
    ):
        indent = len(label) - len(label.lstrip())
        yield from columns(label.strip(), value, indent=indent)


def _head(head: SeriesHead) -> Iterator[PaperLine]:
    yield from columns(head.series, f"link {head.chain_no:,}")
    yield from grouped(head.digest)
