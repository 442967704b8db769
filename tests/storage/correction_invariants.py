"""What always holds of books, whatever was done to them: replay from the postings gives all again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.books import Books
from domain.receipting.receipt import Receipt
from domain.receivables.assessment import assess
from domain.receivables.bills import How
from domain.records import PostedCorrection
from tests.samples import sample_office
from tests.storage import contract_kit as kit
from tests.storage.replaying import MONEY, Replay, as_if, expected, replayed

OFFICE = sample_office()


class Invariants:
    """Checks books against their own postings."""

    books: Books
    day: date
    replay: Replay
    trail: list[str]

    @property
    def numbers(self) -> list[str]:
        """The bills that there are."""
        raise NotImplementedError

    def check_all(self) -> None:
        """Read all postings again and compare everything."""
        self.replay = replayed(self.books)
        self._nothing_posted_changed()
        self._numbers_have_no_gap()
        self._drawers_agree()
        self._bills_agree()
        self._ledger_agrees()
        proof = self.books.prove()
        assert proof.proves, proof

    def _nothing_posted_changed(self) -> None:
        found = [
            self.books.posting(n + 1).trail.digest  # type: ignore[union-attr]
            for n in range(len(self.trail))
        ]
        assert found == self.trail, "I3"
        number = len(found)
        while (posting := self.books.posting(number + 1)) is not None:
            number += 1
            self.trail.append(posting.trail.digest)

    def _numbers_have_no_gap(self) -> None:
        series: dict[tuple[int, str], list[int]] = {}
        for posting in self.replay.receipts.values():
            assert isinstance(posting.body, Receipt)
            number = posting.body.number
            series.setdefault((number.year, number.drawer), []).append(number.seq)
        for posting in self.replay.corrections:
            number_of = PostedCorrection(0, posting).body.number
            key = (number_of.year, f"C{number_of.series}")
            series.setdefault(key, []).append(number_of.seq)
        assert all(s == list(range(1, len(s) + 1)) for s in series.values()), "I1"

    def _drawers_agree(self) -> None:
        for session_id, held in self.replay.sessions.items():
            takings = self.books.takings(session_id)
            assert {k: m.cents for k, m in takings.taken if m} == {
                k: c for k, c in held.taken.items() if c
            }, "I7"
            assert (takings.change.cents, takings.receipts) == (held.change, held.receipts), "I7"
            listed = [
                (k, m.cents) for k, held_ in self.books.check_amounts(session_id) for m in held_
            ]
            wanted = [key for key, n in held.checks.items() for _ in range(n)]
            assert sorted(listed) == sorted(wanted), "I8"

    def _bills_agree(self) -> None:
        for number in self.numbers:
            state = kit.state(self.books, number)
            rows = self.replay.applied.get(number, [])
            assert list(state.applied) == rows, "replay from postings = stored"
            if not rows:
                continue
            would_be = replace(state, applied=as_if(rows))
            for on in (self.day, self.day + timedelta(days=200)):
                now, then = assess(state, on, OFFICE), assess(would_be, on, OFFICE)
                assert (now.total, now.open, now.due) == (then.total, then.open, then.due), "I4"
                added = [[s for s in found.steps if s.kind == "accrual"] for found in (now, then)]
                assert added[0] == added[1], "I4: the interest position"

    def _ledger_agrees(self) -> None:
        ledger, open_now = self.replay.ledger, self.replay.open_drawers
        assert sum(ledger.values()) == 0
        for kind, account in MONEY.items():
            assert ledger[account] == sum(expected(held, kind) for held in open_now), account
        for account, cents in self.replay.settled.items():
            assert ledger[account] <= 0
            assert -ledger[account] <= cents
        paid: dict[str, int] = {}
        for number, rows in self.replay.applied.items():
            service = OFFICE.service(kit.state(self.books, number).bill.service)
            for a in rows:
                if a.how in (How.PAID, How.TAKEN_BACK, How.REFUNDED):
                    account = service.gl_code(a.kind)
                    paid[account] = paid.get(account, 0) + a.amount.cents
        for account, cents in paid.items():
            assert -ledger[account] == cents, account
