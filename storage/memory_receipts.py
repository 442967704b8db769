"""Posting, reading receipts, and the paper they owe, in memory."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from domain.receipting.cart import BillLine
from domain.receipting.posting import Posting, ReceiptOrder, seal_receipt
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receipting.stock_moves import sold
from domain.receivables.bills import Applied, Change
from domain.records import CorrectedBy, PaperKind, PostedReceipt, PrintJob, PrintState, corrected_by
from domain.refusals import Code, Refusal, refuse
from storage.memory_corrections import corrections_by_receipt
from storage.memory_state import MemoryState
from storage.memory_stock import stock_refused

_OWED = (PrintState.PENDING, PrintState.FAILED, PrintState.UNKNOWN)


class MemoryReceipts:
    """Receipting and PrintQueue of domain/books.py."""

    _state: MemoryState

    def post(self, order: ReceiptOrder) -> PostedReceipt | Refusal:
        """Post a receipt and queue its printing."""
        state, header = self._state, order.header
        with state.lock:
            if header.request_id in state.requests:
                return self._again(order)
            session = state.sessions.get(header.session_id)
            if session is None or session not in state.open_sessions():
                return refuse(Code.SESSION_NOT_OPEN, drawer=header.drawer)
            refusal = (
                state.count_in(header.session_id)
                or state.gone(header.operator_id, order.approvers)
                or state.unlogged(order.given)
                or state.moved(order.grounds)
                or self._moved(order)
                or stock_refused(state, sold(order.cart.lines, header.drawer))
                or state.unkept(header.policy_digest)
            )
            if refusal is not None:
                return refusal
            chain_no, previous = state.head(header.drawer)
            seq = self._next_seq(header.drawer, header.business_date.year)
            posting = seal_receipt(order, seq, chain_no + 1, previous)
            posting_id = state.append(posting)
            self._apply(posting)
            state.drafts.pop(header.request_id, None)
            kick = isinstance(posting.body, Receipt) and posting.body.takes_cash
            self._queue(posting_id, PaperKind.RECEIPT, 0, header.station, kick)
            return PostedReceipt(posting_id, posting)

    def attempt(self, request_id: str) -> PostedReceipt | None:
        """Return what a request id was posted as."""
        with self._state.lock:
            posting_id = self._state.requests.get(request_id)
            if posting_id is None or not isinstance(
                self._state.postings[posting_id - 1].body, Receipt
            ):
                return None
            return self._posted(posting_id)

    def receipt(self, number: ReceiptNo) -> PostedReceipt | None:
        """Return a receipt by its number."""
        with self._state.lock:
            for posting_id, _, receipt in self._state.receipts():
                if receipt.number == number:
                    return self._posted(posting_id)
            return None

    def posting(self, posting_id: int) -> Posting | None:
        """Return a posting of any kind by its id."""
        with self._state.lock:
            known = 1 <= posting_id <= len(self._state.postings)
            return self._state.postings[posting_id - 1] if known else None

    def receipts(
        self, *, session_id: str | None = None, on: date | None = None, limit: int = 200
    ) -> tuple[PostedReceipt, ...]:
        """Return the receipts of a session or a business date, newest first."""
        with self._state.lock:
            found = [
                posting_id
                for posting_id, posting, _ in reversed(self._state.receipts())
                if session_id in (None, posting.header.session_id)
                and on in (None, posting.header.business_date)
            ]
            return tuple(self._posted(posting_id) for posting_id in found[:limit])

    def receipts_in_order(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> Iterator[PostedReceipt]:
        """Yield the receipts of a session or else of a business date by their numbers."""
        with self._state.lock:
            found = sorted(
                (receipt.number, posting_id)
                for posting_id, posting, receipt in self._state.receipts()
                if (session_id is None and posting.header.business_date == on)
                or (session_id is not None and posting.header.session_id == session_id)
            )
        yield from (self._posted(posting_id) for _, posting_id in found)

    def receipts_approved(self, first: date, last: date) -> tuple[PostedReceipt, ...]:
        """Return the receipts of these business dates with an approval."""
        with self._state.lock:
            return tuple(
                self._posted(posting_id)
                for posting_id, posting, receipt in self._state.receipts()
                if receipt.approvals and first <= posting.header.business_date <= last
            )

    def receipts_of_bill(self, bill_no: str) -> tuple[ReceiptNo, ...]:
        """Return the numbers of the receipts that applied money to a bill, oldest first."""
        with self._state.lock:
            return tuple(
                receipt.number
                for _, _, receipt in self._state.receipts()
                if any(isinstance(x, BillLine) and x.bill_no == bill_no for x in receipt.lines)
            )

    def queued(self, station: str) -> tuple[PrintJob, ...]:
        """Return the jobs of a station that are pending, failed or unknown, oldest first."""
        with self._state.lock:
            jobs = self._state.jobs.values()
            return tuple(j for j in jobs if j.station == station and j.state in _OWED)

    def unprinted(self) -> dict[str, int]:
        """Return how many jobs of each station are not known to be on paper."""
        with self._state.lock:
            over = (PrintState.PRINTED, PrintState.DROPPED)
            left = (j.station for j in self._state.jobs.values() if j.state not in over)
            return dict(Counter(left))

    def claim(self, job_id: int) -> bool:
        """Mark a job as being sent, unless it already is or was."""
        with self._state.lock:
            if self._state.jobs[job_id].state not in (PrintState.PENDING, PrintState.FAILED):
                return False
            self.mark(job_id, PrintState.SENDING)
            return True

    def mark(self, job_id: int, state: PrintState) -> None:
        """Record where a job stands."""
        with self._state.lock:
            self._state.jobs[job_id] = replace(self._state.jobs[job_id], state=state)

    def recover_prints(self, station: str) -> tuple[PrintJob, ...]:
        """Mark the jobs that were being sent as unknown, and return them."""
        with self._state.lock:
            sending = [
                job
                for job in self._state.jobs.values()
                if job.station == station and job.state is PrintState.SENDING
            ]
            for job in sending:
                self.mark(job.job_id, PrintState.UNKNOWN)
            return tuple(self._state.jobs[job.job_id] for job in sending)

    def reprint(
        self, posting_id: int, paper: PaperKind, station: str, operator_id: str, at: datetime
    ) -> PrintJob:
        """Queue a copy marked DUPLICATE with the next number."""
        with self._state.lock:
            job = self._queue(
                posting_id, paper, self._copies(posting_id, paper) + 1, station, False
            )
            self._state.copies_asked.append((job.job_id, operator_id, at))
            return job

    def _again(self, order: ReceiptOrder) -> PostedReceipt | Refusal:
        header = order.header
        reused = self._state.reused(header.request_id, header.request_digest)
        return reused or self._posted(self._state.requests[header.request_id])

    def _posted(self, posting_id: int) -> PostedReceipt:
        copies = self._copies(posting_id, PaperKind.RECEIPT)
        posting = self._state.postings[posting_id - 1]
        later: tuple[CorrectedBy, ...] = ()
        if isinstance(posting.body, Receipt):
            found = corrections_by_receipt(self._state).get(posting.body.number, ())
            later = tuple(corrected_by(each) for each in found)
        return PostedReceipt(posting_id, posting, copies, later)

    def _copies(self, posting_id: int, paper: PaperKind) -> int:
        return max(
            (
                job.copy_no
                for job in self._state.jobs.values()
                if (job.posting_id, job.paper) == (posting_id, paper)
            ),
            default=0,
        )

    def _moved(self, order: ReceiptOrder) -> Refusal | None:
        for line in order.cart.lines:
            if not isinstance(line, BillLine):
                continue
            kept = self._state.bills.get(line.bill_no)
            if kept is None:
                return refuse(Code.BILL_UNKNOWN, bill=line.bill_no)
            if kept.version != line.version:
                by, at = kept.changed.by, self._state.clock_time(kept.changed.at)
                return refuse(Code.BILL_CHANGED, bill=line.bill_no, by=by, at=at)
        return None

    def _next_seq(self, drawer: str, year: int) -> int:
        numbers = (receipt.number for _, _, receipt in self._state.receipts())
        taken = (n.seq for n in numbers if (n.drawer, n.year) == (drawer, year))
        return max(taken, default=0) + 1

    def _apply(self, posting: Posting) -> None:
        header, receipt = posting.header, posting.body
        if not isinstance(receipt, Receipt):
            return
        for line in receipt.lines:
            if isinstance(line, BillLine):
                kept = self._state.bills[line.bill_no]
                day = line.effective_on or header.business_date
                kept.applied.extend(
                    Applied(a.instalment, a.kind, a.amount, day) for a in line.allocations
                )
                kept.version += 1
                kept.changed = Change(
                    f"counter {header.drawer}", header.entered_at, str(receipt.number)
                )

    def _queue(
        self, posting_id: int, paper: PaperKind, copy_no: int, station: str, kick: bool
    ) -> PrintJob:
        job_id = len(self._state.jobs) + 1
        job = PrintJob(job_id, paper, posting_id, copy_no, station, kick, PrintState.PENDING)
        self._state.jobs[job_id] = job
        return job
