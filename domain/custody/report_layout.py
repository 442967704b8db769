"""The drawer report as paper: what was expected, what was counted, and who signs for it, in 42 columns.

It is printed after the count is in, never before, and carries the whole head of the drawer's trail, so that the
books can later be held against the paper.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.calendar import day_text
from domain.custody.count import Count
from domain.custody.drawer import DrawerClosed, DrawerSession, Tally
from domain.custody.session_counts import BlindTry, CountKind, SessionCount
from domain.custody.stock_close import count_words
from domain.money import ZERO, Money, total
from domain.office import Office
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
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.records import CorrectedBy

_GROUP = 8
"""Digits of the trail's head in a group: what a reader takes in at once when typing it back."""


def over_short_text(difference: Money) -> str:
    """Return a difference in words and amount: ``SHORT 1.25``, ``OVER 1.25`` or ``EVEN``."""
    if not difference:
        return "EVEN"
    return f"{'SHORT' if difference.cents < 0 else 'OVER'} {abs(difference)}"


def drawer_report_paper(
    posting: Posting,
    office: Office,
    copy_no: int,
    training: bool,
    local_time: datetime,
    receipts: Sequence[ReceiptNo] = (),
    no_sales: int = 0,
    voids: Sequence[tuple[Receipt, CorrectedBy]] = (),
    tries: Sequence[BlindTry] = (),
    counts: Sequence[SessionCount] = (),
    session: DrawerSession | None = None,
    moved: Money = ZERO,
) -> Paper:
    """Return the report of a closed drawer; a posting of another kind is a programmer's error.

    ``local_time`` is the closing's instant in the office's time zone; ``receipts`` are the session's numbers in any
    order, of which the first and the last are printed; ``no_sales`` is how often it was opened without a sale;
    ``voids`` are its voided receipts, each listed with its reason and who approved it; ``tries`` are the blind counts
    that were handed in, and ``counts`` those of the open drawer by a second person. ``session`` says who held the
    drawer from when on, where another closed it, and why its float was another than it should be. ``moved`` is what
    pulls and transfers brought into the drawer less what they took out of it, in cents.
    """
    closed, header = posting.body, posting.header
    if not isinstance(closed, DrawerClosed):
        raise TypeError("only a closing posting is printed as a drawer report")
    frame = marks(copy_no, training)
    lines: list[PaperLine] = [*frame]
    lines += _head(closed, header, office, local_time, receipts, session)
    lines += _cash(closed, office, moved)
    lines += _opening(session, office)
    times = "once" if no_sales == 1 else f"{no_sales} times"
    lines += labeled("Counted", _tries_text(tries)) if tries else ()
    lines += labeled("No sale", f"opened {times} without one") if no_sales else ()
    lines.append(RULE)
    for tally in closed.tallies:
        lines += _tally(tally)
    lines += [RULE, *columns("ALL KINDS", over_short_text(closed.over_short), style=Style.BOLD)]
    lines += [
        *_reason(closed, office),
        *_stock(closed, office),
        *_voids(voids, office),
        *_counts(counts, local_time),
    ]
    lines += [RULE, *_pieces(closed.count, office), *_items(closed.count, office), RULE]
    lines += _trail(posting)
    lines += _signature("Counted by", header.operator_name)
    lines += _signature("Approved by", closed.approval.name if closed.approval else "")
    return Paper((*lines, *frame))


def _head(
    closed: DrawerClosed,
    header: Header,
    office: Office,
    local_time: datetime,
    receipts: Sequence[ReceiptNo],
    session: DrawerSession | None,
) -> list[PaperLine]:
    lines = [
        *paragraph((office.receipt.header or (office.name,))[0], Style.CENTER_BOLD),
        PaperLine("DRAWER REPORT", Style.LARGE),
        BLANK,
    ]
    lines += labeled("Session", header.session_id)
    lines += labeled("Drawer", f"{header.drawer}, {header.station}")
    lines += _people(header, local_time, session)
    lines += labeled("Business", day_text(header.business_date))
    lines += labeled("Closed", f"{day_text(local_time.date())}  {time_text(local_time)}")
    lines += labeled("Receipts", str(closed.receipts))
    if receipts:
        lines += labeled("  first", str(min(receipts)))
        lines += labeled("  last", str(max(receipts)))
    return [*lines, *labeled("Float", str(closed.float_amount))]


def _people(header: Header, local_time: datetime, session: DrawerSession | None) -> list[PaperLine]:
    """Return whose drawer it was; where another closed it, who held it from when to when, and who closed it."""
    if session is None or session.operator_id == header.operator_id:
        return [*labeled("Operator", header.operator_name)]
    since, until = session.opened_at.astimezone(local_time.tzinfo), time_text(local_time)
    if since.date() != local_time.date():
        until = f"{day_text(local_time.date())} {until}"
    lines = [*labeled("Held by", session.operator_name)]
    lines += labeled("  from", f"{day_text(since.date())} {time_text(since)}")
    lines += labeled("  to", until)
    return [*lines, *labeled("Closed by", header.operator_name)]


def _opening(session: DrawerSession | None, office: Office) -> list[PaperLine]:
    """Return another float than was left in the drawer, or than the standard one, with its reason and approver."""
    opened = None if session is None else session.opened
    if opened is None or not opened.differs:
        return []
    names = [(reason.code, reason.name) for reason in office.opening_reasons]
    lines = [*columns("FLOAT AT OPENING", over_short_text(opened.over_short), style=Style.BOLD)]
    lines += paragraph(opened.told(names), indent=2)
    return [*lines, *paragraph(f"approved by {opened.approved_by or 'nobody'}", indent=2)]


def _cash(closed: DrawerClosed, office: Office, moved: Money) -> Iterable[PaperLine]:
    """Return how float, receipts and moves come to the cash that is expected; nothing where no cash was moved."""
    kinds = {kind.code for kind in office.tender_kinds if kind.counted == "denominations"}
    expected = total(tally.expected for tally in closed.tallies if tally.kind in kinds)
    if not moved:
        return ()
    received = expected - closed.float_amount - moved
    return (
        *labeled("Cash in", f"{received} by receipts"),
        *labeled("Moved", f"{moved} by pulls, transfers"),
    )


def _tally(tally: Tally) -> list[PaperLine]:
    return [
        *columns(tally.name, over_short_text(tally.over_short), style=Style.BOLD),
        *columns("Expected", str(tally.expected), indent=2, width=31),
        *columns("Counted", str(tally.counted), indent=2, width=31),
    ]


def _reason(closed: DrawerClosed, office: Office) -> Iterable[PaperLine]:
    if not closed.reason_code:
        return ()
    named = {reason.code: reason.name for reason in office.over_short_reasons}
    text = named.get(closed.reason_code, closed.reason_code)
    if closed.reason_text:
        text = f"{text}: {closed.reason_text}"
    return labeled("Reason", text)


def _stock(closed: DrawerClosed, office: Office) -> list[PaperLine]:
    """Return what was counted of the accountable stock: that it agrees, or the numbers that differ."""
    lines = [RULE, PaperLine("STOCK", Style.BOLD)] if closed.stock else []
    for series, words in count_words(closed.stock, office):
        lines += [*paragraph(f"{series}: {words}")]
    return lines


def _voids(voids: Sequence[tuple[Receipt, CorrectedBy]], office: Office) -> list[PaperLine]:
    """Return the voided receipts: their money is in none of the amounts above."""
    if not voids:
        return []
    amount = total(receipt.total for receipt, _ in voids)
    lines = [RULE, *columns(f"VOIDED RECEIPTS: {len(voids)}", str(amount), style=Style.BOLD)]
    for receipt, by in voids:
        lines += columns(str(receipt.number), str(receipt.total))
        reason = office.corrections.reason_name(by.reason_code)
        lines += paragraph(f"{reason}: {by.reason_text}", indent=2)
        lines += paragraph(f"by {by.operator_name}, approved by {by.approved_by}", indent=2)
    return lines


def _tries_text(tries: Sequence[BlindTry]) -> str:
    wrong = sum(not each.balanced for each in tries)
    times = "once" if len(tries) == 1 else f"{len(tries)} times"
    return f"{times} blind, {wrong} did not agree" if wrong else f"{times} blind, agreed"


def _counts(counts: Sequence[SessionCount], local_time: datetime) -> list[PaperLine]:
    """Return the counts of the open drawer: what they came to, and both names."""
    lines: list[PaperLine] = []
    for kept in counts:
        order = kept.order
        if order.kind is not CountKind.FINAL:
            at = order.at.astimezone(local_time.tzinfo)
            lines += columns(
                order.kind.words.upper(), over_short_text(kept.over_short), style=Style.BOLD
            )
            names = f"{time_text(at)} by {order.operator_name}, {order.present[1]} present"
            lines += paragraph(names, indent=2)
    return [RULE, *lines] if lines else []


def _pieces(count: Count, office: Office) -> list[PaperLine]:
    """Return the denominations of which something was counted, and their sum."""
    names = {denomination.value: denomination.name for denomination in office.denominations}
    bundles = dict(count.bundles)
    lines = [PaperLine("CASH COUNTED", Style.BOLD)]
    if count.float_out:
        lines += columns("Float, taken out first", str(count.float_out))
    for value, number in count.pieces:
        if number:
            lines += columns(
                f"{number:>6} x {names.get(value, str(value))}", str(value.times(number))
            )
            if bundles.get(value):
                lines += paragraph(f"of it {bundles[value]} in straps or rolls", indent=9)
    return [*lines, *columns("Cash", str(count.cash))]


def _items(count: Count, office: Office) -> list[PaperLine]:
    """Return the checks and the like that were counted one by one, each amount in the order of the count."""
    names = {kind.code: kind.name for kind in office.tender_kinds}
    lines: list[PaperLine] = []
    for kind, amounts in count.items:
        if not amounts:
            continue
        name = names.get(kind, kind)
        lines += paragraph(f"{name.upper()} COUNTED", Style.BOLD)
        for number, amount in enumerate(amounts, start=1):
            lines += columns(f"{number:>6}", str(amount))
        lines += columns(name, str(total(amounts)))
    return lines


def _trail(posting: Posting) -> list[PaperLine]:
    trail = posting.trail
    digest = trail.digest.upper()
    groups = [digest[i : i + _GROUP] for i in range(0, len(digest), _GROUP)]
    half = len(groups) // 2
    return [
        *columns(f"Trail of drawer {trail.series}", f"link {trail.chain_no}"),
        PaperLine(" ".join(groups[:half]), Style.CENTER),
        PaperLine(" ".join(groups[half:]), Style.CENTER),
        RULE,
    ]


def _signature(label: str, name: str) -> list[PaperLine]:
    return [BLANK, BLANK, PaperLine("_" * WIDTH), *paragraph(f"{label} {name}")]
