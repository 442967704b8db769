"""Adding the books in memory up again."""

from collections import Counter
from datetime import date

from domain.ledger.trail import GENESIS
from domain.receipting.cart import BillLine
from domain.receipting.posting import Posting, verify
from domain.receipting.receipt import Receipt
from domain.records import Proof, ProofLine
from storage.memory_state import MemoryState


class MemoryProof:
    """Proving of domain/books.py, without ``training``."""

    _state: MemoryState

    def prove(self, on: date | None = None) -> Proof:
        """Check trail, numbers, journals and what is applied to bills."""
        with self._state.lock:
            postings = self._state.postings
            looked_at = [p for p in postings if on in (None, p.header.business_date)]
            lines = (
                ProofLine("Trail", len(looked_at), _broken(postings, looked_at)),
                ProofLine("Journals", len(looked_at), _unbalanced(looked_at)),
                self._numbers(),
                self._corrections(),
                self._applied(),
            )
            heads = {p.trail.series: p.trail for p in postings}
            return Proof(lines, tuple((s, t.chain_no, t.digest) for s, t in sorted(heads.items())))

    def policy_used(self) -> tuple[str, ...]:
        """Return the digests of the policies under which something was posted."""
        with self._state.lock:
            return tuple(dict.fromkeys(p.header.policy_digest for p in self._state.postings))

    def _numbers(self) -> ProofLine:
        numbers = [receipt.number for _, _, receipt in self._state.receipts()]
        seqs: dict[tuple[str, int], list[int]] = {}
        for number in numbers:
            seqs.setdefault((number.drawer, number.year), []).append(number.seq)
        gaps = tuple(
            f"Drawer {drawer} in {year}: receipt numbers have a gap."
            for (drawer, year), seq in seqs.items()
            if seq != list(range(1, len(seq) + 1))
        )
        return ProofLine("Receipt numbers", len(numbers), gaps)

    def _corrections(self) -> ProofLine:
        found = self._state.corrections()
        seqs: dict[tuple[str, int], list[int]] = {}
        wrong = []
        for _, posting, body in found:
            seqs.setdefault((body.number.series, body.number.year), []).append(body.number.seq)
            approval = body.amendment.support.approval
            if approval is not None and approval.operator_id == posting.header.operator_id:
                wrong.append(f"Correction {body.number} is approved by its own maker.")
        wrong += [
            f"Series {series} in {year}: the numbers of corrections have a gap."
            for (series, year), seq in seqs.items()
            if seq != list(range(1, len(seq) + 1))
        ]
        return ProofLine("Corrections", len(found), tuple(wrong))

    def _applied(self) -> ProofLine:
        posted: Counter[str] = Counter()
        for _, _, receipt in self._state.receipts():
            for line in receipt.lines:
                if isinstance(line, BillLine):
                    posted[line.bill_no] += line.settled.cents
        for _, _, correction in self._state.corrections():
            for effect in correction.amendment.effects:
                posted[effect.bill_no] += sum(part.amount.cents for part in effect.parts)
        kept = {
            number: sum(a.amount.cents for a in bill.applied)
            for number, bill in self._state.bills.items()
        }
        wrong = tuple(
            f"Bill {number}: {cents} cents are applied, {posted[number]} were posted."
            for number, cents in kept.items()
            if cents != posted[number]
        )
        return ProofLine("Bills", len(kept), wrong)


def _broken(postings: list[Posting], looked_at: list[Posting]) -> tuple[str, ...]:
    previous: dict[str, tuple[int, str]] = {}
    found = []
    for number, posting in enumerate(postings, start=1):
        trail = posting.trail
        chain_no, digest = previous.get(trail.series, (0, GENESIS))
        linked = (trail.chain_no, trail.previous) == (chain_no + 1, digest)
        if posting in looked_at and not (linked and verify(posting)):
            found.append(f"Posting {number} differs from its digest.")
        previous[trail.series] = (trail.chain_no, trail.digest)
    return tuple(found)


def _unbalanced(postings: list[Posting]) -> tuple[str, ...]:
    """Compare debits with credits, and the money in each receipt's journal with its lines and rounding."""
    found = []
    for posting in postings:
        sides = [(x.gl_code, x.debit.cents - x.credit.cents) for x in posting.journal.lines]
        wanted = taken = 0
        if isinstance(posting.body, Receipt):
            money = {t.gl_code for t in posting.body.tenders}
            taken = sum(cents for gl_code, cents in sides if gl_code in money)
            wanted = posting.body.kept.cents
            # The account of rounding bears what the cash was rounded by: no drawer does, and no tolerance.
            taken += sum(cents for gl_code, cents in sides if gl_code == posting.body.rounding_gl)
            wanted -= posting.body.rounding.cents
        if sum(cents for _, cents in sides) or taken != wanted:
            found.append(f"The journal of request {posting.header.request_id} does not agree.")
    return tuple(found)
