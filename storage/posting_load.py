"""Reading postings back from their rows."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from domain.corrections.values import Correction
from domain.custody.acts import CustodyAct
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.records import CorrectedBy, PostedReceipt, corrected_by
from domain.refusals import Code, Refusal, refuse
from storage.cells import Row
from storage.correction_columns import CORRECTION_COLUMNS
from storage.custody_columns import CUSTODY_COLUMNS
from storage.engine import Tx
from storage.failures import read_soundly
from storage.part import places
from storage.posted_columns import COLUMNS
from storage.rows import Parts, posting_from

PART_TABLES: Final[dict[str, tuple[str, ...]]] = {
    "receipt": (
        "receipt", "receipt_line", "line_serials", "allocation", "tender", "receipt_approval", "journal_line",
    ),
    "drawer_opened": ("drawer_opening", "journal_line"),
    "drawer_cut_off": ("journal_line",),
    "drawer_closed": ("drawer_closing", "closing_tally", "closing_stock", "journal_line"),
    "correction": (*CORRECTION_COLUMNS, "journal_line"),
    "custody": (*CUSTODY_COLUMNS, "journal_line"),
}  # fmt: skip
"""The tables that hold the rest of a posting, by its kind."""

_KEYS: Final = {
    "receipt_line": ("line_no",),
    "line_serials": ("line_no", "part_no"),
    "allocation": ("line_no", "part_no"),
    "tender": ("tender_no",),
    "receipt_approval": ("place",),
    "journal_line": ("line_no",),
    "closing_tally": ("tally_no",),
    "closing_stock": ("count_no",),
    "corrected_receipt": ("place",),
    "correction_effect": ("effect_no",),
    "correction_part": ("effect_no", "part_no"),
    "correction_line": ("back_no",),
    "correction_tender": ("back_no",),
    "returned_account": ("account_no",),
    "custody_effect": ("effect_no",),
    "custody_claim": ("claim_no",),
}
_MOST: Final = 500
_CORRECTED_ON: Final = (
    "SELECT r.posting_id, x.posting_id FROM posting p JOIN receipt r ON r.posting_id = p.posting_id "
    "JOIN corrected_receipt x ON x.year = r.year AND x.drawer = r.drawer AND x.seq = r.seq "
    "WHERE p.business_date >= ? AND p.business_date <= ? ORDER BY x.posting_id"
)


def select_all(table: str, where: str = "") -> str:
    """Return the statement that reads a posted table in the order of its key."""
    order = ", ".join(("posting_id", *_KEYS.get(table, ())))
    return f"SELECT {', '.join(COLUMNS[table])} FROM {table} {where} ORDER BY {order}"  # noqa: S608 - constants


def load(tx: Tx, ids: Sequence[int]) -> dict[int, Posting]:
    """Return the postings with these ids; raises ``BooksUnavailable`` when one is damaged."""
    found: dict[int, Posting] = {}
    for start in range(0, len(ids), _MOST):
        found.update(_load_some(tx, tuple(ids[start : start + _MOST])))
    return found


def _load_some(tx: Tx, ids: tuple[int, ...]) -> dict[int, Posting]:
    where = f"WHERE posting_id IN ({places(len(ids))})"
    parts = {row[0]: Parts(row) for row in tx.run(select_all("posting", where), ids)}
    with read_soundly("a posting"):
        tables = {t: None for part in parts.values() for t in PART_TABLES[part.posting[1]]}
        for table in tables:
            for posting_id, rows in groupby(tx.run(select_all(table, where), ids), itemgetter(0)):
                parts[posting_id].parts[table] = list(rows)
    found = {}
    for posting_id, part in parts.items():
        with read_soundly(f"posting {posting_id}"):
            found[posting_id] = posting_from(part)
    return found


def load_one(tx: Tx, posting_id: int) -> Posting | None:
    """Return one posting, or ``None``."""
    return load(tx, (posting_id,)).get(posting_id)


def reused(posting: Posting) -> Refusal:
    """Refuse a request id that was posted before with other content, naming what it was posted as."""
    body = posting.body
    name = posting.header.session_id
    if isinstance(body, Receipt | Correction | CustodyAct):
        name = str(body.number)
    return refuse(Code.REQUEST_REUSED, receipt=name)


def load_receipts(tx: Tx, ids: Sequence[int]) -> tuple[PostedReceipt, ...]:
    """Return receipts by their posting ids, in the order of the ids, with the number of their copies."""
    postings = load(tx, ids)
    copies, later = _copies(tx, ids), _corrected(tx, ids)
    with read_soundly("a posting"):
        return tuple(
            PostedReceipt(i, postings[i], copies.get(i, 0), tuple(later.get(i, ()))) for i in ids
        )


def corrected_on(tx: Tx, first: str, last: str) -> dict[int, list[CorrectedBy]]:
    """Return the corrections, whenever made, of the receipts of these business dates by the receipts' posting ids."""
    return _by_receipt(tx, _pairs(tx.run(_CORRECTED_ON, (first, last))))


def _corrected(tx: Tx, ids: Sequence[int]) -> dict[int, list[CorrectedBy]]:
    """Return the corrections of receipts by the receipts' posting ids, in the order of posting."""
    pairs: list[tuple[int, int]] = []
    for start in range(0, len(ids), _MOST):
        some = tuple(ids[start : start + _MOST])
        sql = (
            "SELECT r.posting_id, x.posting_id FROM receipt r JOIN corrected_receipt x "  # noqa: S608 - places
            "ON x.year = r.year AND x.drawer = r.drawer AND x.seq = r.seq "
            f"WHERE r.posting_id IN ({places(len(some))}) ORDER BY x.posting_id"
        )
        pairs += _pairs(tx.run(sql, some))
    return _by_receipt(tx, pairs)


def _by_receipt(tx: Tx, pairs: Sequence[tuple[int, int]]) -> dict[int, list[CorrectedBy]]:
    postings = load(tx, sorted({correction for _, correction in pairs})) if pairs else {}
    found: dict[int, list[CorrectedBy]] = {}
    with read_soundly("a correction"):
        for receipt, correction in pairs:
            found.setdefault(receipt, []).append(corrected_by(postings[correction]))
    return found


def _copies(tx: Tx, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for start in range(0, len(ids), _MOST):
        some = tuple(ids[start : start + _MOST])
        sql = (
            "SELECT posting_id, max(copy_no) FROM print_copy WHERE paper = 'receipt' "  # noqa: S608 - places
            f"AND posting_id IN ({places(len(some))}) GROUP BY posting_id"
        )
        found.update(dict(_pairs(tx.run(sql, some))))
    return found


def _pairs(rows: Any) -> list[tuple[int, int]]:
    pairs: list[Row] = list(rows)
    return [(first, second) for first, second in pairs]
