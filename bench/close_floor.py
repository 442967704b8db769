"""The floor of S8: bare sqlite3 that knows its statements beforehand and does the least that gives the same figures."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from bench.close_reports import Rows, fetch

_KINDS = (
    "SELECT t.kind, sum(t.amount_cents), count(*) FROM posting p "
    "JOIN tender t ON t.posting_id = p.posting_id WHERE p.session_id = ? GROUP BY t.kind"
)
_CHANGE = (
    "SELECT sum(r.change_cents), count(*) FROM posting p "
    "JOIN receipt r ON r.posting_id = p.posting_id WHERE p.session_id = ?"
)
_CHECKS = (
    "SELECT t.kind, t.amount_cents FROM posting p JOIN tender t ON t.posting_id = p.posting_id "
    "WHERE p.session_id = ? AND t.is_cash = 0"
)
_ITEMS = (
    "SELECT printf('%d-%s-%06d', r.year, r.drawer, r.seq), t.kind, t.number, t.amount_cents, "
    "t.tender_no FROM posting p "
    "JOIN receipt r ON r.posting_id = p.posting_id JOIN tender t ON t.posting_id = p.posting_id "
    "WHERE p.session_id = ? AND t.is_cash = 0 AND NOT EXISTS (SELECT 1 FROM corrected_receipt x "
    "JOIN correction_tender b ON b.posting_id = x.posting_id AND b.tender_no = t.tender_no "
    "WHERE x.year = r.year AND x.drawer = r.drawer AND x.seq = r.seq) "
    "ORDER BY p.posting_id, t.tender_no"
)
_ENDS = (
    "SELECT min(r.seq), max(r.seq) FROM posting p JOIN receipt r ON r.posting_id = p.posting_id "
    "WHERE p.session_id = ?"
)
_BACK = (
    "SELECT t.kind, sum(t.amount_cents) FROM posting p JOIN correction_tender t "
    "ON t.posting_id = p.posting_id WHERE p.session_id = ? GROUP BY t.kind"
)
_CHANGE_BACK = (
    "SELECT sum(c.change_cents) FROM posting p JOIN correction c ON c.posting_id = p.posting_id "
    "WHERE p.session_id = ?"
)
_MOVED = "SELECT posting_id, cash_cents FROM custody_effect WHERE session_id = ?"
_OF_CLOSING = (
    "SELECT p.*, d.*, t.* FROM posting p JOIN drawer_closing d ON d.posting_id = p.posting_id "
    "JOIN closing_tally t ON t.posting_id = p.posting_id WHERE p.session_id = ?"
)
_OF_OPENING = (
    "SELECT p.*, o.* FROM posting p JOIN drawer_opening o ON o.posting_id = p.posting_id "
    "WHERE p.session_id = ?"
)
_HELD = "SELECT posting_id FROM custody_claim WHERE what LIKE 'held over from %'"
_CLOSED = "SELECT session_id FROM posting WHERE business_date >= ? AND kind = 'drawer_closed'"


class Floor:
    """One connection of its own on the same file."""

    def __init__(self, path: Path) -> None:
        self.conn = sqlite3.connect(path, isolation_level=None)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"):
            self.conn.execute(f"PRAGMA {setting}")
        self.conn.execute(
            "CREATE TABLE IF NOT EXISTS floor (session_id TEXT, kind TEXT, cents INTEGER)"
        )

    def close(self, session_id: str) -> None:
        """Add a session up and keep the sums durably, twice as a blind count and a close do."""
        for _ in range(2):
            self.conn.execute("BEGIN IMMEDIATE")
            kinds = self.conn.execute(_KINDS, (session_id,)).fetchall()
            self.conn.execute(_CHANGE, (session_id,)).fetchone()
            self.conn.execute(_CHECKS, (session_id,)).fetchall()
            rows = [(session_id, kind, cents) for kind, cents, _ in kinds]
            self.conn.executemany("INSERT INTO floor VALUES (?, ?, ?)", rows)
            self.conn.execute("COMMIT")

    def waits(self, since: date) -> list[tuple[int, list[tuple[object, ...]]]]:
        """Return what closed sessions hold in all, and their checks one by one; nothing is made of the rows."""
        found = []
        for (name,) in self.conn.execute(_CLOSED, (since.isoformat(),)).fetchall():
            cents = sum(row[1] for row in self.conn.execute(_KINDS, (name,)))
            cents -= sum(row[1] for row in self.conn.execute(_BACK, (name,)))
            cents -= self.conn.execute(_CHANGE, (name,)).fetchone()[0] or 0
            cents += self.conn.execute(_CHANGE_BACK, (name,)).fetchone()[0] or 0
            for statement in (_OF_CLOSING, _OF_OPENING, _MOVED, _ENDS):
                self.conn.execute(statement, (name,)).fetchall()
            found.append((cents, self.conn.execute(_ITEMS, (name,)).fetchall()))
        self.conn.execute(_HELD).fetchall()
        return found

    def reports(self, on: date) -> list[Rows]:
        """Return what each statement of each report says of the day, lists fetched and sums added up."""
        return fetch(self.conn, on.isoformat())

    def trial(self) -> list[tuple[str, int, int]]:
        """Add up all lines of the journal."""
        return self.conn.execute(
            "SELECT gl_code, sum(debit_cents), sum(credit_cents) FROM journal_line GROUP BY gl_code"
        ).fetchall()

    def seal(self, on: date) -> None:
        """Add a day's postings, debits and receipts up, and keep the sums durably."""
        wanted = (on.isoformat(),)
        self.conn.execute("BEGIN IMMEDIATE")
        kinds = self.conn.execute(
            "SELECT kind, count(*) FROM posting WHERE business_date = ? GROUP BY kind", wanted
        ).fetchall()
        for table, column in (
            ("journal_line", "debit_cents"),
            ("tender", "amount_cents"),
            ("receipt", "change_cents"),
        ):
            self.conn.execute(
                f"SELECT sum(t.{column}) FROM posting p JOIN {table} t "
                "ON t.posting_id = p.posting_id WHERE p.business_date = ?",
                wanted,
            ).fetchone()
        self.conn.execute("SELECT drawer, chain_no, head FROM drawer_series").fetchall()
        self.conn.executemany("INSERT INTO floor VALUES (?, ?, ?)", [("", *row) for row in kinds])
        self.conn.execute("COMMIT")

    def quit(self) -> None:
        """Close the connection."""
        self.conn.close()
