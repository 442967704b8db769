"""After days of random work each program's ledger, fed by our files alone, agrees with our balance of every bill.

What is in no batch yet is all that a program may lack; whatever was done, no line reaches it twice (invariant I15).
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from domain.books import Books
from domain.corrections.effects import owed_on
from domain.ledger.acknowledged import Row, compare
from domain.ledger.agreement import compared, pending_by_bill, without
from domain.ledger.batch_life import BatchState
from domain.ledger.batch_orders import content_of, order_acknowledgement, order_batch
from domain.ledger.interface import ProgramLine, lines_of
from domain.money import Money
from domain.refusals import Refusal
from storage.open import open_books
from tests.environment import PRIVATE_FOLDER
from tests.samples import ok
from tests.storage import batches_kit
from tests.storage import contract_kit as kit
from tests.storage.batches_kit import PROGRAMS
from tests.storage.days_of_work import OFFICE
from tests.storage.lien_days import LienDays
from tests.storage.program_ledgers import ProgramLedger
from tests.storage.replaying import replayed
from tests.storage.test_corrections_machine import LONGER, empty_file

FORMS = ("csv", "fixed", "tab", "csv")
EVER = (date(2000, 1, 1), date(2040, 1, 1))


class Ledgers(LienDays):
    """Days of work, and programs that are told of them now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.ledgers = {
            program.code: ProgramLedger(program.name, form)
            for program, form in zip(PROGRAMS, FORMS, strict=True)
        }

    def in_none(self, code: str, *, closed: bool) -> dict[date, list[int]]:
        """The postings in no batch by business date, those of open drawers left out where asked."""
        found: dict[date, list[int]] = {}
        waiting = (self.books.session_at(drawer) for drawer in ("1", "2"))
        blind = {session.session_id for session in waiting if session is not None}
        for day, each in self.books.not_in_batch(code, *EVER):
            posting = self.books.posting(each)
            assert posting is not None
            if not closed or posting.header.session_id not in blind:
                found.setdefault(day, []).append(each)
        return found

    @rule(answer=st.sampled_from(["all", "all", "none", "one missing", "one doubled"]))
    def tell_the_programs(self, answer: str) -> None:
        """Every program is told of every day with something in no batch; it reports as ``answer`` says."""
        for program in PROGRAMS:
            for day, ids in self.in_none(program.code, closed=True).items():
                self.tell(program.code, day, ids, answer)
        self.programs_know_what_was_told()

    def tell(self, code: str, day: date, ids: list[int], answer: str) -> None:
        """One batch from the books to the program's ledger and back."""
        program = next(p for p in PROGRAMS if p.code == code)
        ledger = self.ledgers[code]
        done = [b for b in batches_kit.batches(self.books) if b.made.program == code]
        number = 1 + sum(b.made.on == day for b in done)
        held = content_of(program, day, number, self.books.entries_of(ids), [(code, ids)])
        file = ledger.write(held.batch_id, day, number, held.lines)
        asked = batches_kit.asked(self.next("batch"), on=self.day)
        ok(self.books.record(ok(order_batch(held, "f", file, asked, OFFICE))))
        batch = batches_kit.batch(self.books, held.batch_id)
        lines = batches_kit.lines(self.books, batch)
        assert ledger.write(held.batch_id, day, number, lines) == file
        rows = ledger.post(held.batch_id, file)
        assert ledger.post(held.batch_id, file) == []
        if answer != "none":
            self.hear(held.batch_id, lines, rows, answer)

    def hear(
        self, batch_id: str, lines: tuple[ProgramLine, ...], rows: list[Row], answer: str
    ) -> None:
        """Keep the program's report, with one row left out or said twice where asked."""
        told = {"all": rows, "one missing": rows[1:], "one doubled": [*rows, rows[0]]}[answer]
        found = compare(lines, told, ("reference",))
        assert len(found.differences) == (answer != "all")
        batch = batches_kit.batch(self.books, batch_id)
        asked = batches_kit.asked(self.next("answer"), on=self.day)
        ok(self.books.record(ok(order_acknowledgement(batch, "r", batch_id, found, asked, OFFICE))))
        state = batches_kit.batch(self.books, batch_id).state
        assert state is (BatchState.ACKNOWLEDGED if answer == "all" else BatchState.DIFFERING)

    @invariant()
    def is_read_again(self) -> None:
        """What the rules of the days know of the books is read off the postings."""
        self.replay = replayed(self.books)

    def programs_know_what_was_told(self) -> None:
        """Each ledger holds of every bill what we hold, less what is in no batch; balances agree with that."""
        for program in PROGRAMS:
            ledger = self.ledgers[program.code]
            ids = [i for some in self.in_none(program.code, closed=False).values() for i in some]
            entries = self.books.entries_of(ids)
            pending = pending_by_bill(x for e in entries for x in lines_of(e, program.services))
            assert len(set(ledger.references)) == len(ledger.references)
            for number in self.numbers:
                state = kit.state(self.books, number)
                if state.bill.service != program.code:
                    continue
                lines = pending.get(number, [])
                known = without(state, lines)
                assert ledger.known_of(number) == Counter(known.applied)
                theirs = owed_on(known, self.day, OFFICE)
                assert compared(state, theirs, lines, self.day, OFFICE).finding is None
                off = compared(state, theirs + Money(1), lines, self.day, OFFICE)
                assert off.difference == Money(1)

    def teardown(self) -> None:
        """Close all drawers and tell the programs the rest: then they know all that we know."""
        if not hasattr(self, "books") or self.books.bill(self.numbers[0]) is None:
            return
        self.replay = replayed(self.books)
        for drawer in ("1", "2"):
            self.close_a_drawer(drawer, exact=True)
        self.tell_the_programs("all")
        for program in PROGRAMS:
            assert not self.in_none(program.code, closed=False)
            for number in self.numbers:
                state = kit.state(self.books, number)
                if state.bill.service == program.code:
                    known = self.ledgers[program.code].known_of(number)
                    assert known == Counter(state.applied)
        proof = self.books.prove()
        assert proof.proves, proof


class LedgersOnSqlite(Ledgers):
    """The same on SQLite, where the proof makes every batch again."""

    def make(self) -> Books:
        self.folder = Path(tempfile.mkdtemp(dir=PRIVATE_FOLDER))
        path = shutil.copy(empty_file(), self.folder / "books.db")
        return open_books(f"sqlite:///{path}")

    def teardown(self) -> None:
        super().teardown()
        self.books.close()
        with suppress(OSError):
            shutil.rmtree(self.folder)


SLOW = [HealthCheck.too_slow]
Ledgers.TestCase.settings = settings(
    max_examples=20 * LONGER, stateful_step_count=20, deadline=None, suppress_health_check=SLOW
)
LedgersOnSqlite.TestCase.settings = settings(
    max_examples=5 * LONGER, stateful_step_count=14, deadline=None, suppress_health_check=SLOW
)
TestLedgers = Ledgers.TestCase
TestLedgersOnSqlite = LedgersOnSqlite.TestCase


def test_a_batch_that_is_damaged_in_the_books_does_not_prove(tmp_path: Path) -> None:
    path = shutil.copy(empty_file(), tmp_path / "books.db")
    books = open_books(f"sqlite:///{path}")
    kit.fill(books)
    kit.pay(books, kit.open_drawer(books), "r-1", kit.TAX)
    held = batches_kit.content(books)
    short = content_of(
        held.program, held.on, 1, books.entries_of([i for _, some in held.holds for i in some]), held.holds
    )  # fmt: skip
    assert short.lines == held.lines
    wrong = type(held)(held.program, held.on, 1, held.lines[:0] + held.lines[:1] * 2, held.holds)
    order = order_batch(wrong, "f", b"", batches_kit.asked("b"), OFFICE)
    assert not isinstance(order, Refusal)
    ok(books.record(order))
    differences = [d for line in books.prove().lines for d in line.differences]
    assert len(differences) == 1
    assert "TAX-20270125-01" in differences[0]
    books.close()
