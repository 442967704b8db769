"""One drawer session as data, as columns and as CSV.

What an open drawer should hold is never told: whoever counts it could read it here first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chamberlain.output import Cell, print_columns
from chamberlain.reports.receipts import receipt_data, receipt_of
from chamberlain.reports.tables import Table
from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.custody.acts import Recount
from domain.custody.drawer import DrawerClosed, DrawerOpened, DrawerSession
from domain.custody.no_sale import NoSale
from domain.money import total
from domain.records import PostedReceipt
from domain.reports.report import Report

COLUMNS = (
    "session",
    "drawer",
    "business_date",
    "operator",
    "kind",
    "name",
    "expected",
    "counted",
    "over_short",
)


@dataclass(frozen=True, slots=True)
class DrawerReport:
    """One session, its receipts from first to last, and how it was closed (UTC); ``None`` while it is open."""

    session: DrawerSession
    receipts: tuple[PostedReceipt, ...]
    closed: DrawerClosed | None
    closed_at: datetime | None
    head: str
    no_sales: tuple[NoSale, ...] = ()
    closed_by: str = ""
    recounts: tuple[Recount, ...] = ()
    """What turn-ins found beside the accepted count, and what took that back."""


def read_drawer(books: Books, session: DrawerSession) -> DrawerReport:
    """Return the report of a session from its postings."""
    receipts = tuple(books.receipts_in_order(session_id=session.session_id))
    closing = books.closing(session.session_id)
    no_sales = books.no_sales(session_id=session.session_id)
    if closing is None:
        newest = max(receipts, key=lambda each: each.posting_id, default=None)
        head = newest.posting.trail.digest if newest else ""
        return DrawerReport(session, receipts, None, None, head, no_sales)
    _, posting = closing
    if not isinstance(posting.body, DrawerClosed):
        raise TypeError("a session is closed by a closing")
    return DrawerReport(
        session,
        receipts,
        posting.body,
        posting.header.entered_at,
        posting.trail.digest,
        no_sales,
        posting.header.operator_name,
        tuple(r for act in books.acts(session_id=session.session_id) if (r := act.body.recount())),
    )


def drawer_data(report: DrawerReport) -> dict[str, object]:
    """Return the report as data; ``expected``, ``counted`` and ``over_short_cents`` are cents by tender kind."""
    session, closed = report.session, report.closed
    tallies = closed.tallies if closed else ()
    receipts_total = total(receipt_of(each).total for each in report.receipts)
    voided = [each for each in report.receipts if is_void(each)]
    return {
        "session": session.session_id,
        "drawer": session.drawer,
        "station": session.station,
        "operator": session.operator_id,
        "operator_name": session.operator_name,
        "business_date": session.business_date.isoformat(),
        "state": "closed" if closed else "open",
        "opened_at": session.opened_at.isoformat(),
        "closed_by": report.closed_by or None,
        "closed_at": report.closed_at.isoformat() if report.closed_at else None,
        "float_cents": session.float_amount.cents,
        "float_difference": _float_data(session.opened),
        "expected": {t.kind: t.expected.cents for t in tallies} if closed else None,
        "counted": {t.kind: t.counted.cents for t in tallies} if closed else None,
        "over_short_cents": {t.kind: t.over_short.cents for t in tallies} if closed else None,
        "over_short_total_cents": closed.over_short.cents if closed else None,
        "turned_in_over_short_cents": total(r.over_short for r in report.recounts).cents,
        "turn_in_differences": [_recount_data(each) for each in report.recounts],
        "reason": closed.reason_code or None if closed else None,
        "reason_text": closed.reason_text or None if closed else None,
        "receipt_count": len(report.receipts),
        "receipts_total_cents": receipts_total.cents,
        "void_count": len(voided),
        "voided_cents": total(receipt_of(each).total for each in voided).cents,
        "receipts": [receipt_data(each) for each in report.receipts],
        "no_sales": [_no_sale_data(each) for each in report.no_sales],
        "head": report.head,
    }


def _float_data(opened: DrawerOpened | None) -> dict[str, object] | None:
    """Return another float than was left, or than the standard one; ``None`` where it was neither."""
    if opened is None or not opened.differs or opened.why is None:
        return None
    return {
        "over_short_cents": opened.over_short.cents,
        "left_cents": None if opened.left is None else opened.left.cents,
        "standard_cents": None if opened.standard is None else opened.standard.cents,
        "reason": opened.why.code,
        "reason_text": opened.why.text or None,
        "approved_by": opened.approved_by or None,
    }


def _recount_data(said: Recount) -> dict[str, object]:
    return {
        "over_short_cents": said.over_short.cents,
        "reason": said.reason_code,
        "reason_text": said.reason_text or None,
        "approved_by": said.approved_by,
        "reversal": said.undone,
    }


def _recount_words(said: Recount) -> str:
    """Return in words what a turn-in found beside the count."""
    side = "SHORT" if said.over_short.cents < 0 else "OVER" if said.over_short else "OTHER PIECES"
    note = f", {said.reason_text}" if said.reason_text else ""
    what = "Turn-in reversed" if said.undone else "At the turn-in"
    amount = f" {abs(said.over_short)}" if said.over_short else ""
    return f"{what}: {side}{amount} ({said.reason_code}{note}); approved by {said.approved_by}"


def _no_sale_data(opened: NoSale) -> dict[str, object]:
    return {
        "at": opened.at.isoformat(),
        "operator": opened.operator_id,
        "reason": opened.reason_code,
        "reason_text": opened.reason_text or None,
        "approved_by": opened.approved_by or None,
    }


def drawer_rows(report: DrawerReport) -> list[Sequence[Cell]]:
    """Return one row of ``COLUMNS`` for each tender kind; none while the drawer is open."""
    session = report.session
    return [
        (
            session.session_id,
            session.drawer,
            session.business_date.isoformat(),
            session.operator_id,
            tally.kind,
            tally.name,
            tally.expected,
            tally.counted,
            tally.over_short,
        )
        for tally in (report.closed.tallies if report.closed else ())
    ]


def drawer_sheet(report: DrawerReport, office: str) -> Report:
    """Return a closed drawer as a report value: its tender kinds, and its receipts from first to last."""
    on = report.session.business_date
    kinds = Table(COLUMNS, tuple(drawer_rows(report))).report("drawer", "Drawer", office, on, on)
    rows = tuple(
        (str(receipt_of(r).number), receipt_of(r).payer, receipt_of(r).total, _became(r))
        for r in report.receipts
    )
    listed = Table(("receipt", "payer", "total", "state"), rows)
    receipts = listed.report("drawer", "Drawer", office, on, on)
    session = report.session
    title = f"Drawer {session.drawer}, session {session.session_id}, {session.operator_name}"
    sections = (
        replace(kinds.sections[0], title="Kinds of money"),
        replace(receipts.sections[0], title="Receipts"),
    )
    head = f"Trail: {report.head}"
    words = _over_short_words(report.closed) if report.closed else ""
    opened = session.opened
    told = f"At opening: {opened.told(())}" if opened is not None and opened.differs else ""
    again = map(_recount_words, report.recounts)
    notes = tuple(note for note in (told, words, *again, head) if note)
    return Report("drawer", title, office, on, on, sections, notes)


def _became(posted: PostedReceipt) -> str:
    return posted.undone.kind.words if posted.undone else ""


def print_drawer(report: DrawerReport) -> None:
    """Print the report for a person."""
    session, closed = report.session, report.closed
    print(
        f"Drawer {session.drawer}, session {session.session_id}, {session.business_date}, "
        f"{session.operator_name} at {session.station}"
    )
    print(f"Opened {session.opened_at:%Y-%m-%d %H:%M} UTC with a float of {session.float_amount}")
    if session.opened is not None and session.opened.differs:
        approved = session.opened.approved_by
        words = session.opened.told(())
        print(f"At opening: {words}" + (f"; approved by {approved}" if approved else ""))
    if closed is None or report.closed_at is None:
        print("OPEN: what it should hold is told when it has been counted and closed.")
    else:
        by = f" by {report.closed_by}" if report.closed_by != session.operator_name else ""
        print(f"Closed {report.closed_at:%Y-%m-%d %H:%M} UTC{by}")
        print_columns(
            ("tender", "expected", "counted", "over/short"),
            [(t.name, t.expected, t.counted, t.over_short) for t in closed.tallies],
        )
        print(_over_short_words(closed))
        for said in report.recounts:
            print(_recount_words(said))
    print()
    print(f"{len(report.receipts)} receipts, {total(receipt_of(r).total for r in report.receipts)}")
    _print_voids(report)
    print_columns(
        ("receipt", "payer", "total", "state"),
        [
            (
                str(receipt_of(each).number),
                receipt_of(each).payer,
                receipt_of(each).total,
                _became(each),
            )
            for each in report.receipts
        ],
    )
    if report.no_sales:
        print()
        print(f"Opened without a sale: {len(report.no_sales)}")
        print_columns(
            ("at (UTC)", "operator", "reason", "note", "approved by"),
            [
                (f"{n.at:%H:%M}", n.operator_id, n.reason_code, n.reason_text, n.approved_by)
                for n in report.no_sales
            ],
        )
    print(f"Trail: {report.head or 'no posting after the opening'}")


def is_void(posted: PostedReceipt) -> bool:
    """Whether a receipt was voided in its own session, so that its money is in none of the drawer's amounts."""
    return posted.undone is not None and posted.undone.kind is CorrectionKind.VOID


def _print_voids(report: DrawerReport) -> None:
    voided = [each for each in report.receipts if is_void(each)]
    if voided:
        amount = total(receipt_of(each).total for each in voided)
        print(f"Of these void: {len(voided)}, {amount}. Their money is not in the drawer.")


def _over_short_words(closed: DrawerClosed) -> str:
    difference = closed.over_short
    if not difference and not closed.reason_code:
        return "The count agreed."
    word = "SHORT" if difference.cents < 0 else "OVER" if difference else "EVEN IN SUM"
    note = f", {closed.reason_text}" if closed.reason_text else ""
    return f"{word} {abs(difference)} ({closed.reason_code}{note})"
