"""What the receipts of some days come to, added up by the database a few thousand receipts at a time."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from domain.reports.taken import (
    COUNTER,
    DIFFERENCE,
    ITEMS,
    ChargeSum,
    JournalSum,
    LineSum,
    ReceiptRow,
    SoldSum,
    Taken,
    TenderItem,
    TenderSum,
)
from storage.cells import Row, day, instant
from storage.engine import Tx

_AT_ONCE: Final = 5_000
"""Receipts: what a database adds up in a few hundredths of a second."""
# A sum of whole numbers would come from PostgreSQL as a decimal.
_CENTS: Final = "CAST(sum({}) AS BIGINT)"
_SPAN: Final = "p.business_date = ? AND p.posting_id BETWEEN ? AND ?"
_OF_RECEIPT: Final = "FROM posting p JOIN receipt r ON r.posting_id = p.posting_id"
_FIRST_CASH: Final = (
    "t.is_cash = 1 AND r.change_cents <> 0 AND t.tender_no = (SELECT min(f.tender_no) "
    "FROM tender f WHERE f.posting_id = t.posting_id AND f.is_cash = 1)"
)
_KEPT: Final = (
    "CASE WHEN r.rounding_cents = 0 THEN 0 ELSE (SELECT coalesce(sum(t.amount_cents), 0) "
    "FROM tender t WHERE t.posting_id = r.posting_id AND t.is_cash = 1) - r.change_cents END"
)
_ITS_LINES: Final = "FROM receipt_line l WHERE l.posting_id = r.posting_id"
_RECEIPTS: Final = (
    "SELECT p.posting_id, p.business_date, p.session_id, p.drawer, p.operator_id, p.operator_name, "
    f"p.entered_at, r.year, r.seq, coalesce(r.evidence_kind, '{COUNTER}'), "
    f"(SELECT count(*) {_ITS_LINES}), (SELECT {_CENTS.format('l.amount_cents')} {_ITS_LINES}), "
    f"r.rounding_cents, r.rounding_gl, CAST({_KEPT} AS BIGINT) {_OF_RECEIPT} WHERE {_SPAN} "
    "ORDER BY p.posting_id"
)
_TENDERS: Final = (
    f"SELECT p.session_id, t.kind, t.name, count(*), {_CENTS.format('t.amount_cents')}, "
    f"{_CENTS.format(f'CASE WHEN {_FIRST_CASH} THEN r.change_cents ELSE 0 END')} {_OF_RECEIPT} "
    f"JOIN tender t ON t.posting_id = r.posting_id WHERE {_SPAN} GROUP BY 1, 2, 3"
)
_ITEMS: Final = (
    "SELECT p.posting_id, p.session_id, p.operator_id, r.year, r.drawer, r.seq, t.tender_no, "
    f"t.kind, t.number, t.amount_cents {_OF_RECEIPT} JOIN tender t "
    f"ON t.posting_id = r.posting_id WHERE {_SPAN} AND t.number <> '' "
    "ORDER BY p.posting_id, t.tender_no"
)
_OF_LINE: Final = "FROM posting p JOIN receipt_line l ON l.posting_id = p.posting_id"
_LINES: Final = (
    f"SELECT p.session_id, coalesce(l.service, '{ITEMS}'), count(DISTINCT p.posting_id), "
    f"count(*), {_CENTS.format('l.amount_cents')} {_OF_LINE} WHERE {_SPAN} GROUP BY 1, 2"
)
_CHARGES: Final = (
    "SELECT p.session_id, p.policy_digest, l.service, a.kind, count(*), "
    f"{_CENTS.format('a.amount_cents')} {_OF_LINE} JOIN allocation a "
    f"ON a.posting_id = l.posting_id AND a.line_no = l.line_no WHERE {_SPAN} GROUP BY 1, 2, 3, 4"
)
_SOLD: Final = (
    "SELECT p.session_id, coalesce(l.service, ''), "
    f"CASE l.kind WHEN 'item' THEN l.item_code ELSE '{DIFFERENCE}' END, "
    "CASE l.kind WHEN 'item' THEN l.gl_code ELSE l.difference_gl END, count(*), "
    "CAST(sum(CASE l.kind WHEN 'item' THEN l.amount_cents ELSE l.difference_cents END) AS BIGINT) "
    f"{_OF_LINE} WHERE {_SPAN} AND (l.kind = 'item' OR l.difference_cents <> 0) "
    "GROUP BY 1, 2, 3, 4"
)
_JOURNAL: Final = (
    f"SELECT p.session_id, j.gl_code, {_CENTS.format('j.debit_cents')}, "  # noqa: S608
    f"{_CENTS.format('j.credit_cents')} FROM posting p JOIN journal_line j "
    f"ON j.posting_id = p.posting_id WHERE {_SPAN} AND p.kind = 'receipt' GROUP BY 1, 2"
)
_Span = tuple[str, int, int]
_Part = TypeVar("_Part")


def taken_from(
    read: Callable[[Callable[[Tx], list[Row]]], list[Row]],
    days: Callable[[], Iterable[tuple[str, list[int]]]],
    tell: Callable[[int], None],
) -> Taken:
    """Return the sums of the receipts of these days, each with its posting ids in order.

    ``read`` runs an act in a transaction of its own; ``tell`` is told how many postings one question has gone over.
    """
    spans: list[_Span] = []
    counts: list[int] = []

    def asked(statement: str, made: Callable[[Row], _Part]) -> Callable[[], Iterator[_Part]]:
        def parts() -> Iterator[_Part]:
            if not spans:
                _find(days(), spans, counts)
            done = 0
            for span, many in zip(spans, counts, strict=True):
                rows = read(lambda tx, span=span: tx.run(statement, span).fetchall())  # type: ignore[misc]
                yield from map(made, rows)
                done += many
                if done >= _AT_ONCE:
                    tell(done)

        return parts

    return Taken(
        asked(_RECEIPTS, _receipt),
        asked(_TENDERS, TenderSum._make),
        asked(_ITEMS, TenderItem._make),
        asked(_LINES, LineSum._make),
        asked(_CHARGES, ChargeSum._make),
        asked(_SOLD, SoldSum._make),
        asked(_JOURNAL, JournalSum._make),
    )


def _find(days: Iterable[tuple[str, list[int]]], spans: list[_Span], counts: list[int]) -> None:
    """Cut the days into stretches that are read at once; of what is posted meanwhile none has a part."""
    for on, ids in days:
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            spans.append((on, some[0], some[-1]))
            counts.append(len(some))


def _receipt(row: Row) -> ReceiptRow:
    posting_id, on, session, drawer, operator_id, name, entered_at, *rest = row
    cells = (posting_id, day(on), session, drawer, operator_id, name, instant(entered_at), *rest)
    return ReceiptRow._make(cells)
