"""The hot path: the statements that write one posting, kept as text and run on the driver itself.

Compiling them by SQLAlchemy would cost more than the database does. A test compares their columns with the tables.
"""

from typing import Final

from domain.corrections.values import Correction
from domain.custody.acts import CustodyAct
from domain.custody.drawer import DrawerClosed, DrawerCutOff, DrawerOpened
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from storage import line_rows, receipt_rows, rows
from storage.correction_rows import rows_of
from storage.custody_rows import FIRST, Turns, act_rows
from storage.engine import Tx
from storage.posted_columns import COLUMNS
from storage.stock_rows import closing_rows


def _insert(table: str) -> str:
    columns = COLUMNS[table]
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - constants


INSERT: Final = {table: _insert(table) for table in COLUMNS}

NEXT_ID: Final = {
    True: "SELECT coalesce(max(posting_id), 0) + 1 FROM posting",
    False: "SELECT nextval(pg_get_serial_sequence('posting', 'posting_id'))",
}
"""By whether it is SQLite. The key is known before the rows are written, so that no write waits for another."""

SERIES: Final = "SELECT chain_no, head, open_session_id FROM drawer_series WHERE drawer = ?"
SERIES_TO_WRITE: Final = {True: SERIES, False: f"{SERIES} FOR UPDATE"}
"""The drawer's row is what its postings queue for; on SQLite the whole transaction is."""

MOVE_SERIES: Final = (
    "UPDATE drawer_series SET chain_no = ?, head = ?, last_business_date = ?, "
    "open_session_id = ?, open_operator_id = ? WHERE drawer = ?"
)
MOVE_HEAD: Final = "UPDATE drawer_series SET chain_no = ?, head = ? WHERE drawer = ?"

NEXT_SEQ: Final = (
    "INSERT INTO drawer_year (drawer, year, last_seq) VALUES (?, ?, 1) "
    "ON CONFLICT (drawer, year) DO UPDATE SET last_seq = drawer_year.last_seq + 1 RETURNING last_seq"
)

POSTED_AS: Final = "SELECT posting_id, request_digest FROM posting WHERE request_id = ?"

_BILL: Final = "SELECT version, changed_by, changed_at FROM bill WHERE bill_no = ?"
BILL_TO_WRITE: Final = {True: _BILL, False: f"{_BILL} FOR UPDATE"}

APPLY: Final = (
    "UPDATE bill SET version = version + 1, applied_cents = applied_cents + ?, is_open = ?, "
    "changed_by = ?, changed_at = ? WHERE bill_no = ?"
)

QUEUE_PRINT: Final = (
    "INSERT INTO print_job (posting_id, paper, copy_no, station, kick, state) "
    "VALUES (?, ?, 0, ?, ?, 'pending')"
)

DROP_DRAFT: Final = "DELETE FROM draft WHERE request_id = ?"


def write_posting(tx: Tx, posting_id: int, posting: Posting, turns: Turns = FIRST) -> None:
    """Write all rows of a posting; ``turns`` are those of an act's claims that were made and freed before."""
    tx.run(INSERT["posting"], rows.posting_row(posting_id, posting))
    body = posting.body
    if isinstance(body, Receipt):
        _write_receipt(tx, posting_id, body)
    elif isinstance(body, DrawerOpened):
        tx.run(INSERT["drawer_opening"], rows.opening_row(posting_id, body))
    elif isinstance(body, Correction):
        for table, row in rows_of(posting_id, body):
            tx.run(INSERT[table], row)
    elif isinstance(body, CustodyAct):
        for table, row in act_rows(posting_id, body, turns):
            tx.run(INSERT[table], row)
    elif not isinstance(body, DrawerCutOff):
        _write_closing(tx, posting_id, body)
    tx.run_many(INSERT["journal_line"], rows.journal_rows(posting_id, posting.journal))


def _write_receipt(tx: Tx, posting_id: int, body: Receipt) -> None:
    tx.run(INSERT["receipt"], receipt_rows.receipt_row(posting_id, body))
    tx.run_many(INSERT["receipt_line"], line_rows.line_rows(posting_id, body.lines))
    serials = list(line_rows.serial_rows(posting_id, body.lines))
    if serials:
        tx.run_many(INSERT["line_serials"], serials)
    tx.run_many(INSERT["allocation"], line_rows.allocation_rows(posting_id, body.lines))
    tx.run_many(INSERT["tender"], rows.tender_rows(posting_id, body.tenders))
    if body.approvals:
        tx.run_many(INSERT["receipt_approval"], receipt_rows.approval_rows(posting_id, body))


def _write_closing(tx: Tx, posting_id: int, body: DrawerClosed) -> None:
    tx.run(INSERT["drawer_closing"], rows.closing_row(posting_id, body))
    tx.run_many(INSERT["closing_tally"], rows.tally_rows(posting_id, body.tallies))
    if body.stock:
        tx.run_many(INSERT["closing_stock"], closing_rows(posting_id, body.stock))
