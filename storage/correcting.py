"""Posting corrections and finding them, on SQL."""

from collections.abc import Callable, Iterable
from datetime import date

from domain.corrections.holds import ReturnOf
from domain.corrections.ordering import CorrectionOrder, seal_correction
from domain.corrections.policy import ADJUSTMENTS, CorrectionKind
from domain.corrections.values import BillEffect, Correction, CorrectionNo, TenderBack
from domain.ledger.trail import GENESIS
from domain.money import total
from domain.receipting.posting import Header, Posting
from domain.receipting.receipt import ReceiptNo
from domain.receivables.accounts import Account
from domain.records import PaperKind, PostedCorrection, PostedReceipt
from domain.refusals import Code, Refusal, refuse
from storage import correction_sql as sql
from storage import custody_sql
from storage import posting_sql as posting
from storage.cells import Row, day
from storage.custody_acts import lock_vault
from storage.engine import Tx
from storage.failures import read_soundly
from storage.moved import gone, moved, unlogged
from storage.part import Part
from storage.posting_load import load, load_receipts, reused
from storage.sealed_days import day_closed
from storage.session_state import count_in
from storage.stock_sql import bring_back

_CLOSED_FIRST = frozenset({CorrectionKind.REVERSAL, CorrectionKind.RETURNED_CHECK})


class SqlCorrecting(Part):
    """The port ``Correcting``."""

    def correct(self, order: CorrectionOrder) -> PostedCorrection | Refusal:
        """Post a correction and queue its slip, in one transaction; see the port."""
        return self._try(lambda tx: _correct(tx, order), "F8")

    def correction_asked(self, request_id: str) -> PostedCorrection | None:
        """Return what a request id was posted as, or ``None``."""
        found = self._found(sql.BY_REQUEST, (request_id,))
        return found[0] if found else None

    def correction(self, number: CorrectionNo) -> PostedCorrection | None:
        """Return a correction by its number, or ``None``."""
        found = self._found(sql.BY_NUMBER, (number.year, number.series, number.seq))
        return found[0] if found else None

    def corrections_of(self, receipt: ReceiptNo) -> tuple[PostedCorrection, ...]:
        """Return the corrections that name a receipt, in the order of posting."""
        return self._found(sql.OF_RECEIPT, _key(receipt))

    def corrections_of_bill(self, bill_no: str) -> tuple[PostedCorrection, ...]:
        """Return the corrections that touched a bill, in the order of its versions."""
        return self._found(sql.OF_BILL, (bill_no,))

    def corrections(self, first: date, last: date) -> tuple[PostedCorrection, ...]:
        """Return the corrections of these business dates, in the order of posting."""
        return self._found(sql.BETWEEN, (first.isoformat(), last.isoformat()))

    def tendered(self, kind: str, number: str, since: date) -> tuple[PostedReceipt, ...]:
        """Return the receipts from a day on with a tender of this kind and number, in the order of posting."""
        params = (since.isoformat(), kind, number.strip().lstrip("0"))

        def act(tx: Tx) -> tuple[PostedReceipt, ...]:
            return load_receipts(tx, [row[0] for row in tx.run(sql.TENDERED, params)])

        return self._read(act)

    def returns_of(self, accounts: Iterable[Account]) -> tuple[ReturnOf, ...]:
        """Return the checks that came back on these accounts, or on others of their parties, oldest first."""
        clauses, params = [], []
        for account in accounts:
            clauses.append("(a.service = ? AND a.account_number = ?)")
            params += [account.service, account.number]
            if account.party_key:
                clauses.append("a.party_key = ?")
                params.append(account.party_key)
        if not clauses:
            return ()
        statement = sql.RETURNED.format(" OR ".join(clauses))
        rows = self._read(lambda tx: tx.run(statement, tuple(params)).fetchall())
        with read_soundly("a returned check"):
            return tuple(_return_of(row) for row in rows)

    def _found(self, statement: str, params: tuple[object, ...]) -> tuple[PostedCorrection, ...]:
        def act(tx: Tx) -> tuple[PostedCorrection, ...]:
            ids = [row[0] for row in tx.run(statement, params)]
            postings = load(tx, ids)
            return tuple(PostedCorrection(i, postings[i]) for i in ids)

        return self._read(act)


def _key(number: ReceiptNo) -> tuple[int, str, int]:
    return (number.year, number.drawer, number.seq)


def _return_of(row: Row) -> ReturnOf:
    year, series, seq, on, *account = row
    return ReturnOf(CorrectionNo(year, series, seq), day(on), *account)


def _correct(tx: Tx, order: CorrectionOrder) -> PostedCorrection | Refusal:
    header = order.header
    if not order.amendment.in_drawer:
        tx.run(custody_sql.MAKE_SERIES, (header.drawer, 0, GENESIS, ""))
    series = tx.run(posting.SERIES_TO_WRITE[tx.sqlite], (header.drawer,)).fetchone()
    earlier = tx.run(posting.POSTED_AS, (header.request_id,)).fetchone()
    if earlier is not None:
        found = load(tx, earlier[:1])[earlier[0]]
        same = earlier[1] == header.request_digest
        return PostedCorrection(earlier[0], found) if same else reused(found)
    if order.grounds.deposits:
        # A deposit is made and reversed under the vault's lock: what holds the check stays so until this is posted.
        lock_vault(tx)
    refusal = _against(tx, order, series) or bring_back(tx, order.amendment, header.drawer)
    if refusal is not None:
        return refusal
    chain_no, head, _ = series
    year = header.business_date.year
    seq = tx.run(sql.NEXT_SEQ, (header.drawer, year)).fetchone()[0]
    sealed = seal_correction(order, seq, chain_no + 1, head)
    posting_id: int = tx.run(posting.NEXT_ID[tx.sqlite]).fetchone()[0]
    with tx.together():
        posting.write_posting(tx, posting_id, sealed)
        _derive(tx, posting_id, sealed, order)
    return PostedCorrection(posting_id, sealed)


def _against(tx: Tx, order: CorrectionOrder, series: Row | None) -> Refusal | None:
    """Return what has moved since the order was decided; the bills are locked from here on."""
    header, said = order.header, order.amendment
    checks: list[Callable[[], Refusal | None]] = [
        lambda: gone(tx, header.operator_id, order.approvers) or unlogged(tx, order.given),
        lambda: _no_place(tx, order, series),
        lambda: None if said.in_drawer else day_closed(tx, header.business_date),
    ]
    checks += [lambda n=number: _undone(tx, n) for number in said.corrects]  # type: ignore[misc]
    checks += [lambda t=back: _taken_before(tx, t) for back in said.tenders]  # type: ignore[misc]
    if said.kind in _CLOSED_FIRST:
        checks += [lambda n=number: _still_open(tx, order, n) for number in said.corrects]  # type: ignore[misc]
    if said.kind in ADJUSTMENTS:
        checks.append(lambda: _has_drawer(tx, header))
    checks.append(lambda: moved(tx, order.grounds))
    for check in checks:
        refusal = check()
        if refusal is not None:
            return refusal
    ordered = sorted(said.effects, key=lambda effect: effect.bill_no)
    return next((r for effect in ordered if (r := _moved(tx, effect)) is not None), None)


def _no_place(tx: Tx, order: CorrectionOrder, series: Row | None) -> Refusal | None:
    """Refuse a void in a session that is not open, and the back office a day before its last."""
    header, said = order.header, order.amendment
    if said.in_drawer:
        if series is not None and series[2] == header.session_id:
            return count_in(tx, header.session_id)
        (number,) = said.corrects
        return refuse(Code.VOID_TOO_LATE, session=header.session_id, receipt=number)
    last = tx.run(custody_sql.LAST_DATE, (header.drawer,)).fetchone()
    if last is None or last[0] <= header.business_date.isoformat():
        return None
    on = header.business_date.isoformat()
    return refuse(Code.BUSINESS_DATE_EARLIER, drawer=header.drawer, last=last[0], on=on)


def _undone(tx: Tx, number: ReceiptNo) -> Refusal | None:
    if tx.run(sql.RECEIPT, _key(number)).fetchone() is None:
        return refuse(Code.RECEIPT_UNKNOWN, receipt=number)
    found = tx.run(sql.ENDED_BY, _key(number)).fetchone()
    if found is None:
        return None
    year, series, seq, by, at = found
    correction = CorrectionNo(year, series, seq)
    return refuse(
        Code.RECEIPT_CORRECTED, receipt=number, by=by, at=tx.clock_time(at), correction=correction
    )


def _taken_before(tx: Tx, back: TenderBack) -> Refusal | None:
    found = tx.run(sql.TAKEN_BACK_BY, (*_key(back.receipt), back.tender_no)).fetchone()
    if found is None:
        return None
    kind, number = back.tender.name, back.tender.number
    return refuse(Code.CHECK_RETURNED, kind=kind, number=number, correction=CorrectionNo(*found))


def _still_open(tx: Tx, order: CorrectionOrder, number: ReceiptNo) -> Refusal | None:
    session_id, drawer, on = tx.run(sql.RECEIPT, _key(number)).fetchone()
    if tx.run(custody_sql.CLOSED_AS, (session_id,)).fetchone() is not None:
        return None
    check = order.amendment.check
    if check is None:
        return refuse(Code.REVERSAL_TOO_EARLY, receipt=number, on=on)
    return refuse(
        Code.CHECK_IN_DRAWER, kind=check.name, number=check.number, drawer=drawer, receipt=number
    )


def _has_drawer(tx: Tx, header: Header) -> Refusal | None:
    found = tx.run(custody_sql.DRAWER_BY, (header.operator_id,)).fetchone()
    if found is None:
        return None
    return refuse(Code.ADJUSTING_WITH_DRAWER, name=header.operator_name, drawer=found[0])


def _moved(tx: Tx, effect: BillEffect) -> Refusal | None:
    """Lock a bill and return ``None`` when it is as the correction was decided on."""
    bill = tx.run(posting.BILL_TO_WRITE[tx.sqlite], (effect.bill_no,)).fetchone()
    if bill is None:
        return refuse(Code.BILL_UNKNOWN, bill=effect.bill_no)
    version, by, at = bill
    if version == effect.version:
        return None
    return refuse(Code.BILL_CHANGED, bill=effect.bill_no, by=by, at=tx.clock_time(at))


def _derive(tx: Tx, posting_id: int, sealed: Posting, order: CorrectionOrder) -> None:
    """Carry a correction into the rows that follow from it: series, bills and the slip."""
    header, trail, said = sealed.header, sealed.trail, order.amendment
    at = header.entered_at.isoformat()
    if said.in_drawer:
        by = f"counter {header.drawer}"
        tx.run(posting.MOVE_HEAD, (trail.chain_no, trail.digest, header.drawer))
    else:
        by, on = "the back office", header.business_date.isoformat()
        tx.run(sql.MOVE_OFFICE, (trail.chain_no, trail.digest, on, header.drawer))
    for effect in said.effects:
        cents = total(part.amount for part in effect.parts).cents
        is_open = int(effect.after.cents > 0)
        tx.run(posting.APPLY, (cents, is_open, by, at, effect.bill_no))
    paper = PaperKind.CORRECTION.value
    tx.run(posting.QUEUE_PRINT, (posting_id, paper, header.station, int(kicks(sealed))))


def kicks(sealed: Posting) -> bool:
    """Whether the drawer is opened: cash goes back over the counter."""
    body = sealed.body
    voided = isinstance(body, Correction) and body.amendment.in_drawer
    return voided and any(back.tender.is_cash for back in body.amendment.tenders)  # type: ignore[union-attr]
