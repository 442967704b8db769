"""The floor of the day's reports in S8: for each the statements that anybody would write for its figures.

Each statement is one section's figures: lists are fetched row by row, sums are added up by the database. That they are
the report's own is checked before anything is timed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from domain.custody.deposit_orders import Undeposited
from domain.money import Money
from domain.reports.report import Cell, Report, Section

_OF_DAY = "FROM posting p JOIN {0} t ON t.posting_id = p.posting_id WHERE p.business_date = ?"
_NUMBER = "printf('%d-%s-%06d', r.year, r.drawer, r.seq)"
_WHOLE = (
    "(SELECT sum(l.amount_cents) FROM receipt_line l WHERE l.posting_id = r.posting_id) AS whole"
)
_RECEIPTS = "FROM posting p JOIN receipt r ON r.posting_id = p.posting_id"
_DAY = "WHERE p.business_date = ?"
_LINES = f"{_RECEIPTS} JOIN receipt_line l ON l.posting_id = r.posting_id {_DAY}"
_TENDERS = f"{_RECEIPTS} JOIN tender t ON t.posting_id = r.posting_id {_DAY}"
_CORRECTED = (
    "LEFT JOIN corrected_receipt x ON x.year = r.year AND x.drawer = r.drawer AND x.seq = r.seq "
    "LEFT JOIN correction c ON c.posting_id = x.posting_id"
)
_ITS_LINES = f"SELECT r.posting_id, count(*) AS n, sum(l.amount_cents) AS cents {_LINES} GROUP BY 1"
_FIRST_CASH = (
    "t.tender_no = (SELECT min(f.tender_no) FROM tender f WHERE f.posting_id = t.posting_id "
    "AND f.is_cash = 1)"
)
_CHANGE = f"sum(CASE WHEN {_FIRST_CASH} THEN r.change_cents ELSE 0 END)"


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement: the report and section it is of, and the report's columns that it must come to."""

    report: str
    section: str
    columns: tuple[str, ...]
    statement: str


def _activity(section: str, column: str, by: str) -> Asked:
    statement = (
        f"SELECT {by}, count(*), sum(w.n), sum(w.cents) FROM ({_ITS_LINES}) w "
        "JOIN posting p ON p.posting_id = w.posting_id JOIN receipt r ON r.posting_id = w.posting_id "
        "GROUP BY 1"
    )
    return Asked("activity", section, (column, "receipts", "lines", "amount"), statement)


def _collected(section: str, column: str, by: str) -> Asked:
    statement = (
        f"SELECT {by}, count(*), sum(whole + rounding_cents) FROM (SELECT p.operator_id, "
        f"p.business_date, r.rounding_cents, {_WHOLE} {_RECEIPTS} {_DAY}) GROUP BY 1"
    )
    return Asked("collected", section, (column, "receipts", "collected"), statement)


def _of_corrections(report: str) -> Asked:
    return Asked(report, "", (), f"SELECT p.*, t.* {_OF_DAY.format('correction')}")


def _of_acts(report: str) -> Asked:
    return Asked(report, "", (), f"SELECT p.*, t.* {_OF_DAY.format('custody_act')}")


_TALLIES = f"{_OF_DAY.format('closing_tally')}"
STATEMENTS = (
    Asked(
        "proof", "All kinds", ("session", "expected", "counted"),
        f"SELECT p.session_id, sum(t.expected_cents), sum(t.counted_cents) {_TALLIES} GROUP BY 1",
    ),
    Asked(
        "proof", "", ("session", "expected", "counted"),
        f"SELECT p.session_id, t.expected_cents, t.counted_cents {_TALLIES} "
        "AND (t.expected_cents <> 0 OR t.counted_cents <> 0)",
    ),
    Asked(
        "drawer", "", ("kind", "expected", "counted"),
        f"SELECT t.kind, t.expected_cents, t.counted_cents {_TALLIES}",
    ),
    Asked(
        "drawer", "", ("receipt", "total"),
        f"SELECT {_NUMBER}, {_WHOLE}, c.kind {_RECEIPTS} {_CORRECTED} {_DAY}",
    ),
    Asked(
        "tender", "By kind", ("kind", "name", "number", "taken", "change"),
        f"SELECT t.kind, t.name, count(*), sum(t.amount_cents), {_CHANGE} {_TENDERS} GROUP BY 1, 2",
    ),
    Asked(
        "tender", "", ("receipt", "operator", "item", "amount"),
        f"SELECT {_NUMBER}, p.operator_id, t.number, t.amount_cents {_TENDERS} AND t.number <> ''",
    ),
    Asked(
        "settlement", "", ("number", "collected"),
        "SELECT count(*), sum(a.amount_cents), l.service, a.kind FROM posting p "
        "JOIN receipt_line l ON l.posting_id = p.posting_id JOIN allocation a "
        f"ON a.posting_id = l.posting_id AND a.line_no = l.line_no {_DAY} GROUP BY 3, 4",
    ),
    Asked(
        "settlement", "All services", ("collected",),
        f"SELECT sum(l.amount_cents), l.service {_LINES} GROUP BY 2",
    ),
    Asked(
        "collected", "By service", ("receipts", "collected"),
        f"SELECT count(DISTINCT p.posting_id), sum(l.amount_cents), l.service {_LINES} GROUP BY 3",
    ),
    _collected("By person", "operator", "operator_id"),
    _collected("By day", "day", "business_date"),
    Asked(
        "cashbook", "", ("session", "first", "last", "receipts"),
        f"SELECT p.session_id, min({_NUMBER}), max({_NUMBER}), count(*) {_RECEIPTS} {_DAY} GROUP BY 1",
    ),
    Asked(
        "cashbook", "", ("session", "total"),
        "SELECT s, sum(cents) FROM (SELECT p.session_id AS s, t.kind, "
        f"sum(t.amount_cents) - {_CHANGE} AS cents {_TENDERS} GROUP BY 1, 2) GROUP BY 1",
    ),
    Asked(
        "received", "Received", ("number", "amount"),
        f"SELECT count(*), sum(l.amount_cents), l.service {_LINES} GROUP BY 3",
    ),
    Asked(
        "gl", "", ("gl_code", "debit", "credit"),
        "SELECT t.gl_code, sum(t.debit_cents), sum(t.credit_cents) "
        f"{_OF_DAY.format('journal_line')} GROUP BY 1",
    ),
    Asked(
        "overshort", "", ("session", "over_short"),
        f"SELECT p.session_id, sum(t.counted_cents - t.expected_cents) {_TALLIES} GROUP BY 1",
    ),
    _activity("By hour", "hour", "substr(p.entered_at, 12, 2) || ':00-' || substr(p.entered_at, 12, 2) || ':59'"),
    _activity("By drawer", "drawer", "p.drawer"),
    _activity("By person", "operator", "p.operator_name"),
    _activity("By way of coming in", "came", "coalesce(r.evidence_kind, 'counter')"),
    Asked(
        "sequence", "", ("receipt", "on", "session", "operator", "total"),
        f"SELECT {_NUMBER}, p.business_date, p.session_id, p.operator_id, {_WHOLE}, c.kind "
        f"{_RECEIPTS} {_CORRECTED} {_DAY} ORDER BY r.year, r.drawer, r.seq",
    ),
    Asked("rounding", "", (), f"SELECT r.* {_RECEIPTS} {_DAY} AND r.rounding_cents <> 0"),
    *(_of_corrections(name) for name in ("voids", "adjustments", "returned", "refunds", "approvals")),
    Asked("approvals", "", (), f"SELECT t.* {_OF_DAY.format('receipt_approval')}"),
    *(_of_acts(name) for name in ("deposit", "composition", "stock")),
)  # fmt: skip
"""The statements of all reports of a day."""

Rows = list[tuple[object, ...]]


def fetch(conn: sqlite3.Connection, on: str) -> list[Rows]:
    """Return what each statement says of a day."""
    return [conn.execute(each.statement, (on,)).fetchall() for each in STATEMENTS]


def hold_against(reports: Sequence[Report], found: Sequence[Rows]) -> None:
    """Raise ``RuntimeError`` where a statement does not come to the figures of its report."""
    by_name = {report.name: report for report in reports}
    for each, rows in zip(STATEMENTS, found, strict=True):
        wanted = sorted(_told(by_name[each.report], each))
        width = len(each.columns)
        if each.columns and (not rows or sorted(row[:width] for row in rows) != wanted):
            raise RuntimeError(f"the floor of {each.report}, {each.section}, is of other figures")


def hold_waiting(
    waiting: Undeposited, found: Sequence[tuple[int, list[tuple[object, ...]]]]
) -> None:
    """Raise ``RuntimeError`` where the floor of what waits for the bank comes to other money or other checks."""
    for session, (cents, rows) in zip(waiting.sessions, found, strict=True):
        items = [(i.receipt, i.kind, i.number, i.amount.cents, i.tender_no) for i in session.items]
        whole = session.cash.cents + sum(i.amount.cents for i in session.items)
        if items != rows or not items or whole != cents:
            raise RuntimeError("the floor of what waits for the bank is of other figures")


def _told(report: Report, each: Asked) -> Rows:
    """Return the cells of the asked columns, of the section that is named or else of all that have them."""
    rows: Rows = []
    for section in report.sections:
        places = _places(section, each.columns)
        if places is not None and _meant(each.section, section.title):
            rows += [tuple(_plain(row.cells[i]) for i in places) for row in section.rows]
    return rows


def _meant(wanted: str, title: str) -> bool:
    return title == wanted if wanted else title not in _OF_ALL


_OF_ALL = ("All kinds", "All services", "By kind")


def _places(section: Section, columns: Sequence[str]) -> list[int] | None:
    names = [column.name for column in section.columns]
    return [names.index(name) for name in columns] if {*columns} <= {*names} else None


def _plain(cell: Cell) -> object:
    if isinstance(cell, Money):
        return cell.cents
    return cell if isinstance(cell, int | str) else str(cell)
