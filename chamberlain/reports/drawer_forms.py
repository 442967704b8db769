"""Drawer sessions as data for JSON, as rows for CSV, and as the report value that text, workbook and PDF are made of.

Times are the office's own, reasons are told in words beside their codes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from chamberlain.output import Cell
from chamberlain.reports.drawer import DrawerReport, total_of
from chamberlain.reports.receipts import receipt_data, receipt_of
from domain.custody.acts import Recount
from domain.custody.drawer import DrawerClosed, DrawerOpened
from domain.custody.no_sale import NoSale
from domain.money import ZERO, total
from domain.office import Office
from domain.reports.report import Report, Row, Section, money, text

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
    "reason",
    "approved_by",
    "opened_at",
    "closed_at",
)
_FACTS = (text("what", "What"), text("said", "Said"))
_KINDS = (
    text("kind", "Kind"),
    text("name", "Name"),
    money("expected", "Expected"),
    money("counted", "Counted"),
    money("over_short", "Over/short"),
)
_RECEIPTS = (
    text("receipt", "Receipt"),
    text("payer", "Payer"),
    money("total", "Total"),
    money("voided", "Voided"),
    text("state", "State"),
)
_NO_SALES = (
    text("at", "At"),
    text("operator", "Person"),
    text("reason", "Reason"),
    text("approved_by", "Approved by"),
)


@dataclass(frozen=True, slots=True)
class DrawerForms:
    """The forms of drawer sessions under the office's policy."""

    office: Office

    @property
    def _zone(self) -> tzinfo:
        return ZoneInfo(self.office.time_zone)

    def _at(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._zone):%Y-%m-%d %H:%M}"

    def _iso(self, moment: datetime) -> str:
        return moment.astimezone(self._zone).isoformat()

    def _reason(self, code: str, note: str) -> str:
        """Return a reason of over and short by its name, with the words where there are any."""
        names = {reason.code: reason.name for reason in self.office.over_short_reasons}
        return ": ".join(filter(None, (names.get(code, code), note)))

    def data(self, report: DrawerReport) -> dict[str, object]:
        """Return a session as data; ``expected``, ``counted`` and ``over_short_cents`` are cents by tender kind."""
        session, closed = report.session, report.closed
        tallies = closed.tallies if closed else ()
        expected, counted = report.expected, report.counted
        return {
            "session": session.session_id,
            "drawer": session.drawer,
            "station": session.station,
            "operator": session.operator_id,
            "operator_name": session.operator_name,
            "business_date": session.business_date.isoformat(),
            "state": "closed" if closed else "open",
            "opened_at": self._iso(session.opened_at),
            "closed_by": report.closed_by or None,
            "closed_at": self._iso(report.closed_at) if report.closed_at else None,
            "approved_by": report.approved_by or None,
            "float_cents": session.float_amount.cents,
            "float_difference": self._float_data(session.opened),
            "expected": {t.kind: t.expected.cents for t in tallies} if closed else None,
            "counted": {t.kind: t.counted.cents for t in tallies} if closed else None,
            "over_short_cents": {t.kind: t.over_short.cents for t in tallies} if closed else None,
            "expected_total_cents": expected.cents if expected is not None else None,
            "counted_total_cents": counted.cents if counted is not None else None,
            "over_short_total_cents": closed.over_short.cents if closed else None,
            "turned_in_over_short_cents": total(r.over_short for r in report.recounts).cents,
            "turn_in_differences": [self._recount_data(each) for each in report.recounts],
            "reason": closed.reason_code or None if closed else None,
            "reason_name": self._reason(closed.reason_code, "") or None if closed else None,
            "reason_text": closed.reason_text or None if closed else None,
            "receipt_count": len(report.receipts),
            "receipts_total_cents": total_of(report.receipts).cents,
            "void_count": len(report.voided),
            "voided_cents": total_of(report.voided).cents,
            "receipts": [receipt_data(each) for each in report.receipts],
            "no_sales": [self._no_sale_data(each) for each in report.no_sales],
            "head": report.head,
        }

    def _float_data(self, opened: DrawerOpened | None) -> dict[str, object] | None:
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

    def _recount_data(self, said: Recount) -> dict[str, object]:
        return {
            "over_short_cents": said.over_short.cents,
            "reason": said.reason_code,
            "reason_name": self._reason(said.reason_code, ""),
            "reason_text": said.reason_text or None,
            "approved_by": said.approved_by,
            "reversal": said.undone,
        }

    def _no_sale_data(self, opened: NoSale) -> dict[str, object]:
        return {
            "at": self._iso(opened.at),
            "operator": opened.operator_id,
            "reason": opened.reason_code,
            "reason_text": opened.reason_text or None,
            "approved_by": opened.approved_by or None,
        }

    def rows(self, report: DrawerReport) -> Iterator[Sequence[Cell]]:
        """Yield one row of ``COLUMNS`` for each tender kind; none while the drawer is open."""
        session, closed = report.session, report.closed
        for tally in closed.tallies if closed else ():
            yield (
                session.session_id,
                session.drawer,
                session.business_date.isoformat(),
                session.operator_id,
                tally.kind,
                tally.name,
                tally.expected,
                tally.counted,
                tally.over_short,
                self._reason(closed.reason_code, closed.reason_text) if closed else "",
                report.approved_by,
                self._at(session.opened_at),
                self._at(report.closed_at) if report.closed_at else "",
            )

    def sheet(self, reports: Sequence[DrawerReport]) -> Report:
        """Return sessions, at least one, as a report value: facts, kinds of money and receipts of each, with sums."""
        days = [each.session.business_date for each in reports]
        drawers = sorted({each.session.drawer for each in reports})
        sections = [section for each in reports for section in self._sections(each)]
        several = len(reports) > 1
        notes = [
            f"Session {each.session.session_id}: {note}" if several else note
            for each in reports
            for note in self._notes(each)
        ]
        title = f"Drawer{'s' * (len(drawers) > 1)} {', '.join(drawers)}"
        name = self.office.name
        return Report("drawer", title, name, min(days), max(days), tuple(sections), tuple(notes))

    def _sections(self, report: DrawerReport) -> Iterator[Section]:
        session, closed = report.session, report.closed
        title = f"Drawer {session.drawer}, session {session.session_id}, {session.operator_name}"
        yield Section(title, _FACTS, tuple(Row(each) for each in self._facts(report)))
        if closed is not None:
            kinds = ((t.kind, t.name, t.expected, t.counted, t.over_short) for t in closed.tallies)
            yield Section(f"{title}: kinds of money", _KINDS, tuple(Row(each) for each in kinds))
        voided = report.voided
        listed = (
            Row(
                (
                    str(receipt_of(each).number),
                    receipt_of(each).payer,
                    receipt_of(each).total,
                    receipt_of(each).total if each in voided else ZERO,
                    each.undone.kind.words if each.undone else "",
                )
            )
            for each in report.receipts
        )
        yield Section(f"{title}: receipts", _RECEIPTS, tuple(listed))
        if report.no_sales:
            opened = (self._no_sale(each) for each in report.no_sales)
            yield Section(f"{title}: opened without a sale", _NO_SALES, tuple(opened))

    def _no_sale(self, opened: NoSale) -> Row:
        names = {reason.code: reason.name for reason in self.office.guards.no_sale_reasons}
        said = (names.get(opened.reason_code, opened.reason_code), opened.reason_text)
        reason = ": ".join(filter(None, said))
        return Row((self._at(opened.at), opened.operator_name, reason, opened.approved_by))

    def _facts(self, report: DrawerReport) -> Iterator[tuple[str, str]]:
        session = report.session
        yield "Station", session.station
        yield "Opened", f"{self._at(session.opened_at)} with a float of {session.float_amount}"
        if report.closed is None or report.closed_at is None:
            yield "State", "OPEN"
        else:
            yield "Closed", f"{self._at(report.closed_at)} by {report.closed_by}"
            yield "Approved by", report.approved_by or "nobody"
        numbers = [receipt_of(each).number for each in report.receipts]
        if numbers:
            yield "Receipts", f"{len(numbers):,}, {min(numbers)} to {max(numbers)}"

    def _notes(self, report: DrawerReport) -> Iterable[str]:
        """Yield what is said in sentences: another float, over or short with its reason, voids, the trail."""
        opened, closed = report.session.opened, report.closed
        if opened is not None and opened.differs:
            names = [(reason.code, reason.name) for reason in self.office.opening_reasons]
            approved = f"; approved by {opened.approved_by}" if opened.approved_by else ""
            yield f"At opening: {opened.told(names)}{approved}"
        if closed is None:
            yield "OPEN: what it should hold is told when it has been counted and closed."
        else:
            yield self._over_short_words(closed)
            yield from map(self._recount_words, report.recounts)
        if report.voided:
            amount = total_of(report.voided)
            yield f"Of these void: {len(report.voided)}, {amount}. Their money is not in the drawer."
        yield f"Trail: {report.head or 'no posting after the opening'}"

    def _over_short_words(self, closed: DrawerClosed) -> str:
        difference = closed.over_short
        if not difference and not closed.reason_code:
            return "The count agreed."
        word = "SHORT" if difference.cents < 0 else "OVER" if difference else "EVEN IN SUM"
        reason = self._reason(closed.reason_code, closed.reason_text)
        return f"{word} {abs(difference)} ({reason})" if reason else f"{word} {abs(difference)}"

    def _recount_words(self, said: Recount) -> str:
        """Return in words what a turn-in found beside the count."""
        side = "OTHER PIECES"
        if said.over_short:
            side = f"{'SHORT' if said.over_short.cents < 0 else 'OVER'} {abs(said.over_short)}"
        what = "Turn-in reversed" if said.undone else "At the turn-in"
        reason = self._reason(said.reason_code, said.reason_text)
        return f"{what}: {side} ({reason}); approved by {said.approved_by}"
