"""Posting corrections and finding them, in memory."""

from collections.abc import Callable, Iterable
from datetime import date

from domain.corrections.holds import ReturnOf
from domain.corrections.ordering import CorrectionOrder, seal_correction
from domain.corrections.policy import ADJUSTMENTS, CorrectionKind
from domain.corrections.values import BillEffect, Correction, CorrectionNo, TenderBack
from domain.receipting.posting import Posting
from domain.receipting.receipt import ReceiptNo
from domain.receivables.accounts import Account
from domain.receivables.bills import Change
from domain.records import (
    PaperKind,
    PostedCorrection,
    PostedReceipt,
    PrintJob,
    PrintState,
    corrected_by,
)
from domain.refusals import Code, Refusal, refuse
from storage.memory_state import MemoryState
from storage.memory_stock import back_to_stock, stock_refused

_CLOSED_FIRST = (CorrectionKind.REVERSAL, CorrectionKind.RETURNED_CHECK)


class MemoryCorrections:
    """Correcting of domain/books.py."""

    _state: MemoryState
    receipt: Callable[[ReceiptNo], PostedReceipt | None]

    def correct(self, order: CorrectionOrder) -> PostedCorrection | Refusal:
        """Post a correction and queue its slip."""
        state, header = self._state, order.header
        with state.lock:
            if header.request_id in state.requests:
                reused = state.reused(header.request_id, header.request_digest)
                return reused or self._corrected(state.requests[header.request_id])
            refusal = self._against(order)
            if refusal is not None:
                return refusal
            chain_no, previous = state.head(header.drawer)
            taken = (c.number for _, _, c in state.corrections())
            year = header.business_date.year
            seqs = [n.seq for n in taken if (n.series, n.year) == (header.drawer, year)]
            posting = seal_correction(order, max(seqs, default=0) + 1, chain_no + 1, previous)
            posting_id = state.append(posting)
            self._carry(posting, order)
            self._queue_slip(posting_id, posting, order)
            return PostedCorrection(posting_id, posting)

    def correction_asked(self, request_id: str) -> PostedCorrection | None:
        """Return what a request id was posted as."""
        return next(iter(self._some(lambda p, _: p.header.request_id == request_id)), None)

    def correction(self, number: CorrectionNo) -> PostedCorrection | None:
        """Return a correction by its number."""
        return next(iter(self._some(lambda _, c: c.number == number)), None)

    def corrections_of(self, receipt: ReceiptNo) -> tuple[PostedCorrection, ...]:
        """Return the corrections that name a receipt."""
        return self._some(lambda _, c: receipt in c.amendment.corrects)

    def corrections_of_bill(self, bill_no: str) -> tuple[PostedCorrection, ...]:
        """Return the corrections that touched a bill."""
        return self._some(lambda _, c: bill_no in {e.bill_no for e in c.amendment.effects})

    def corrections(self, first: date, last: date) -> tuple[PostedCorrection, ...]:
        """Return the corrections of these business dates."""
        return self._some(lambda p, _: first <= p.header.business_date <= last)

    def tendered(self, kind: str, number: str, since: date) -> tuple[PostedReceipt, ...]:
        """Return the receipts from a day on with a tender of this kind and number."""
        wanted = number.strip().lstrip("0")
        with self._state.lock:
            found = [
                self.receipt(receipt.number)
                for _, posting, receipt in self._state.receipts()
                if posting.header.business_date >= since
                and any(t.kind == kind and t.number.lstrip("0") == wanted for t in receipt.tenders)
            ]
            return tuple(posted for posted in found if posted is not None)

    def returns_of(self, accounts: Iterable[Account]) -> tuple[ReturnOf, ...]:
        """Return the checks that came back on these accounts, or on others of their parties."""
        held = tuple(accounts)
        known = {(a.service, a.number) for a in held}
        parties = {a.party_key for a in held if a.party_key}
        with self._state.lock:
            return tuple(
                ReturnOf(c.number, posting.header.business_date, service, number, party)
                for _, posting, c in self._state.corrections()
                for service, number, party in (
                    c.amendment.check.accounts if c.amendment.check else ()
                )
                if (service, number) in known or party in parties
            )

    def _some(self, wanted: Callable[[Posting, Correction], bool]) -> tuple[PostedCorrection, ...]:
        with self._state.lock:
            return tuple(
                PostedCorrection(posting_id, posting)
                for posting_id, posting, body in self._state.corrections()
                if wanted(posting, body)
            )

    def _corrected(self, posting_id: int) -> PostedCorrection:
        return PostedCorrection(posting_id, self._state.postings[posting_id - 1])

    def _against(self, order: CorrectionOrder) -> Refusal | None:
        said = order.amendment
        state = self._state
        gone = state.gone(order.header.operator_id, order.approvers)
        found = [gone or state.unlogged(order.given), self._no_place(order)]
        if not said.in_drawer:
            found.append(state.day_closed(order.header.business_date))
        found += [self._undone(number) for number in said.corrects]
        found += [self._taken_before(back) for back in said.tenders]
        if said.kind in _CLOSED_FIRST:
            found += [self._still_open(order, number) for number in said.corrects]
        if said.kind in ADJUSTMENTS:
            found.append(self._has_drawer(order))
        found.append(state.moved(order.grounds))
        found += [self._bill_moved(e) for e in sorted(said.effects, key=lambda e: e.bill_no)]
        found.append(stock_refused(state, back_to_stock(state, said, order.header.drawer)))
        return next((refusal for refusal in found if refusal is not None), None)

    def _no_place(self, order: CorrectionOrder) -> Refusal | None:
        state, header, said = self._state, order.header, order.amendment
        if said.in_drawer:
            session = state.open_session_at(header.drawer)
            if session is not None and session.session_id == header.session_id:
                return state.count_in(header.session_id)
            (number,) = said.corrects
            return refuse(Code.VOID_TOO_LATE, session=header.session_id, receipt=number)
        days = [p.header.business_date for p in state.postings if p.trail.series == header.drawer]
        if not days or max(days) <= header.business_date:
            return None
        on = header.business_date.isoformat()
        return refuse(
            Code.BUSINESS_DATE_EARLIER, drawer=header.drawer, last=max(days).isoformat(), on=on
        )

    def _undone(self, number: ReceiptNo) -> Refusal | None:
        if self.receipt(number) is None:
            return refuse(Code.RECEIPT_UNKNOWN, receipt=number)
        for _, posting, body in self._state.corrections():
            if body.amendment.ends and number in body.amendment.corrects:
                by = corrected_by(posting)
                return refuse(
                    Code.RECEIPT_CORRECTED,
                    receipt=number,
                    by=by.operator_name,
                    at=self._state.clock_time(by.at),
                    correction=by.number,
                )
        return None

    def _taken_before(self, back: TenderBack) -> Refusal | None:
        for _, _, body in self._state.corrections():
            for earlier in body.amendment.tenders:
                if (earlier.receipt, earlier.tender_no) == (back.receipt, back.tender_no):
                    kind, number = back.tender.name, back.tender.number
                    return refuse(
                        Code.CHECK_RETURNED, kind=kind, number=number, correction=body.number
                    )
        return None

    def _still_open(self, order: CorrectionOrder, number: ReceiptNo) -> Refusal | None:
        posted = self.receipt(number)
        if posted is None or posted.posting.header.session_id in self._state.closings:
            return None
        header, check = posted.posting.header, order.amendment.check
        if check is None:
            on = header.business_date.isoformat()
            return refuse(Code.REVERSAL_TOO_EARLY, receipt=number, on=on)
        return refuse(
            Code.CHECK_IN_DRAWER,
            kind=check.name,
            number=check.number,
            drawer=header.drawer,
            receipt=number,
        )

    def _has_drawer(self, order: CorrectionOrder) -> Refusal | None:
        header = order.header
        for session in self._state.open_sessions():
            if session.operator_id == header.operator_id:
                return refuse(
                    Code.ADJUSTING_WITH_DRAWER, name=header.operator_name, drawer=session.drawer
                )
        return None

    def _bill_moved(self, effect: BillEffect) -> Refusal | None:
        kept = self._state.bills.get(effect.bill_no)
        if kept is None:
            return refuse(Code.BILL_UNKNOWN, bill=effect.bill_no)
        if kept.version == effect.version:
            return None
        by, at = kept.changed.by, self._state.clock_time(kept.changed.at)
        return refuse(Code.BILL_CHANGED, bill=effect.bill_no, by=by, at=at)

    def _carry(self, posting: Posting, order: CorrectionOrder) -> None:
        """Carry a correction into the bills that it touches."""
        header, said = posting.header, order.amendment
        by = f"counter {header.drawer}" if said.in_drawer else "the back office"
        number = posting.body.number if isinstance(posting.body, Correction) else ""
        for effect in said.effects:
            kept = self._state.bills[effect.bill_no]
            kept.applied.extend(part.applied for part in effect.parts)
            kept.version += 1
            kept.changed = Change(by, header.entered_at, str(number))

    def _queue_slip(self, posting_id: int, posting: Posting, order: CorrectionOrder) -> None:
        said, jobs = order.amendment, self._state.jobs
        kick = said.in_drawer and any(back.tender.is_cash for back in said.tenders)
        job_id = len(jobs) + 1
        jobs[job_id] = PrintJob(
            job_id,
            PaperKind.CORRECTION,
            posting_id,
            0,
            posting.header.station,
            kick,
            PrintState.PENDING,
        )


def corrections_by_receipt(state: MemoryState) -> dict[ReceiptNo, list[Posting]]:
    """Return the postings of corrections by the receipts that they name."""
    found: dict[ReceiptNo, list[Posting]] = {}
    for _, posting, body in state.corrections():
        for number in body.amendment.corrects:
            found.setdefault(number, []).append(posting)
    return found


def voids_of(state: MemoryState, session_id: str) -> list[Correction]:
    """Return the corrections of a session: its voids."""
    return [c for _, p, c in state.corrections() if p.header.session_id == session_id]
