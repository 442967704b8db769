"""A receipt's own row and back: its number, payer, change, rounding, how the payment came, and what it must say."""

from collections.abc import Iterable, Iterator

from domain.people.approval import Approval, Given
from domain.receipting.cart import Line
from domain.receipting.codec import texts_from_data
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receipting.tender import Tender
from domain.receivables.evidence import Evidence, EvidenceKind
from storage.cells import NO_LIST, Row, as_json, day, day_or_none, from_json, instant, money, same

_NO_EVIDENCE = (None,) * 5


def receipt_row(posting_id: int, body: Receipt) -> Row:
    """Return the row of a receipt."""
    n, evidence = body.number, body.evidence
    return (
        posting_id,
        n.year,
        n.drawer,
        n.seq,
        body.payer,
        body.change.cents,
        body.rounding.cents,
        body.rounding_gl,
        *(_NO_EVIDENCE if evidence is None else _evidence_cells(evidence)),
        as_json(list(body.notices)) if body.notices else NO_LIST,
    )


def _evidence_cells(evidence: Evidence) -> Row:
    shown = evidence.postmark_on
    return (
        evidence.kind.value,
        evidence.received_on.isoformat(),
        None if shown is None else shown.isoformat(),
        evidence.carrier,
        int(evidence.proper),
    )


def approval_rows(posting_id: int, body: Receipt) -> Iterator[Row]:
    """Yield the rows of what a second person said yes to."""
    for place, given in enumerate(body.approvals, 1):
        yield (posting_id, place, *given.data())


def approval_from(cells: Row) -> Approval:
    """Return the approval of its cells, in the order of ``Approval.data``."""
    operator_id, name, role, act, means, at, words = cells
    approval = Approval(operator_id, name, role, act, means, instant(at), words)
    same(approval.data(), list(cells))
    return approval


def receipt_from(
    row: Row, lines: tuple[Line, ...], tenders: tuple[Tender, ...], approvals: Iterable[Row]
) -> Receipt:
    """Return the receipt of its row, lines, tenders and approvals (without their key); damage raises ``ValueError``
    or ``TypeError``."""
    _, year, drawer, seq, payer, change, rounding, rounding_gl, *evidence, notices = row
    return Receipt(
        ReceiptNo(year, drawer, seq),
        lines,
        tenders,
        money(change),
        payer,
        _evidence_from(tuple(evidence)),
        () if notices == NO_LIST else texts_from_data(from_json(notices)),
        tuple(Given(about, approval_from(tuple(cells))) for about, *cells in approvals),
        money(rounding),
        rounding_gl,
    )


def _evidence_from(cells: Row) -> Evidence | None:
    if cells == _NO_EVIDENCE:
        return None
    kind, received_on, shown, carrier, proper = cells
    same(int(bool(proper)), proper)
    same(str(carrier), carrier)
    return Evidence(EvidenceKind(kind), day(received_on), day_or_none(shown), carrier, bool(proper))
