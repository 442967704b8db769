"""The desk's reports: which there are, made for a period, and the postings behind a figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.corrections.values import Correction
from domain.custody.drawer import DrawerClosed, DrawerOpened
from domain.custody.report_layout import over_short_text
from domain.money import Money, total
from domain.people.authority import Act, may
from domain.periods import Period, read_period
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal, refuse
from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS, open_sessions
from domain.reports.report import Report
from tui.desk import Desk

MOST_BEHIND = 2_000
"""Postings behind one figure that are listed; of more, the last."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One posting behind a figure, as a row: what it is, its amount, and the receipt that Enter opens, if any."""

    posting_id: int
    words: str
    amount: Money
    receipt: ReceiptNo | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """The postings behind a figure; ``cut`` says that these are only the last of them."""

    rows: tuple[Behind, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ReportsDesk:
    """Reports at this desk."""

    desk: Desk

    def may_read(self) -> Refusal | None:
        """Return what stands against reading reports here."""
        if self.desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        return may(self.desk.office, self.desk.operator, Act.READ_REPORTS)

    def period(self, typed: str) -> Period | None:
        """Return the period that was typed; nothing typed is today."""
        rules = self.desk.office.reporting
        return read_period(typed.strip() or "today", self.desk.today, rules.fiscal_month)

    def made(
        self,
        name: str,
        period: Period,
        about: str = "",
        reading: Callable[[int], None] = lambda _: None,
    ) -> Report:
        """Return a report, of the account ``about`` where it is of one.

        Drawers that are not counted yet are left out of it, and named in its notes. ``reading`` is told, where this
        runs, how many postings were read.
        """
        desk = self.desk
        blind = open_sessions(desk.books, (drawer.code for drawer in desk.office.drawers))
        days = (period.first, period.last)
        asked = Asked(
            desk.office, *days, blind, desk.zone, desk.policy_at, about=about, reading=reading
        )
        return REPORTS[name].make(desk.books, asked)

    def behind(self, report: Report, ids: Sequence[int], gl_code: str = "") -> Entries:
        """Return the postings with these ids, or without any those that move a ledger account until the last day.

        An account's postings in a drawer that is still to be counted are left out, as they are of the figure.
        """
        books = self.desk.books
        if ids or not gl_code:
            held = books.entries_of(ids[-MOST_BEHIND:])
            rows = tuple(self._row(each.posting_id, each.posting, gl_code) for each in held)
            return Entries(rows, len(ids) > MOST_BEHIND)
        drawers = (drawer.code for drawer in self.desk.office.drawers)
        blind = {session.session_id for session in open_sessions(books, drawers)}
        found = books.entries_on_account(gl_code, date.min, report.last, MOST_BEHIND)
        rows = tuple(
            self._row(each.posting_id, each.posting, gl_code)
            for each in found
            if each.posting.header.session_id not in blind
        )
        return Entries(rows, len(found) == MOST_BEHIND)

    def receipt(self, number: ReceiptNo) -> PostedReceipt | None:
        """Return the receipt that a row opens."""
        return self.desk.books.receipt(number)

    def posting(self, posting_id: int) -> Posting | None:
        """Return a posting that is no receipt, for its journal."""
        return self.desk.books.posting(posting_id)

    def _row(self, posting_id: int, posting: Posting, gl_code: str) -> Behind:
        header, body = posting.header, posting.body
        at = f"{self.desk.local(header.entered_at):%Y-%m-%d %H:%M}"
        amount, number = _amount(posting), None
        if isinstance(body, Receipt):
            words, number = f"{body.number} {body.payer}", body.number
        elif isinstance(body, Correction):
            said = body.amendment
            words = f"{body.number} {said.kind.words} of {', '.join(map(str, said.corrects))}"
            number = said.corrects[0] if len(said.corrects) == 1 else None
        elif isinstance(body, DrawerOpened):
            words = f"drawer {header.drawer} opened by {header.operator_name}"
        elif isinstance(body, DrawerClosed):
            words = f"drawer {header.drawer} closed, {over_short_text(body.over_short)}"
        else:
            words = posting.kind.value.replace("_", " ")
        if gl_code:
            mine = [line for line in posting.journal.lines if line.gl_code == gl_code]
            amount = total(line.debit - line.credit for line in mine)
        return Behind(posting_id, f"{at} {words}", amount, number)


def _amount(posting: Posting) -> Money:
    """Return what a posting is about, in one figure: of a drawer's close what it was over or short."""
    body = posting.body
    if isinstance(body, Receipt):
        return body.total
    if isinstance(body, Correction):
        return -body.amendment.amount if body.amendment.tenders else body.amendment.amount
    if isinstance(body, DrawerOpened):
        return body.float_amount
    if isinstance(body, DrawerClosed):
        return body.over_short
    return total(line.debit for line in posting.journal.lines)
