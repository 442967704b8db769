"""At any moment of random work, ``report agreement`` finds nothing between a program fed by our files and us.

Each program hands in its list now and then, with one amount changed or one bill left out where asked. Whatever is
taken, told, agreed to and grows after that, exactly that bill differs, and all rows foot.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from domain.books import Books
from domain.corrections.effects import owed_on
from domain.custody.acting import order_act
from domain.custody.acts import Signer
from domain.ledger.agreement import BalancesCompared, digest_of_balances
from domain.ledger.batch_orders import Program
from domain.money import ZERO, Money
from domain.receivables.bills import Applied, Bill, How
from domain.reports.agreement import agreement_report
from domain.reports.asked import Asked
from domain.reports.catalog import open_sessions
from domain.reports.report import Report
from storage.memory import MemoryBooks
from tests.domain.reports.kit import NEW_YORK
from tests.samples import CHAMBERLAIN, DAY, ok
from tests.storage import batches_kit
from tests.storage import contract_kit as kit
from tests.storage.batches_kit import PROGRAMS
from tests.storage.days_of_work import OFFICE
from tests.storage.program_days import places
from tests.storage.test_corrections_machine import LONGER
from tests.storage.test_program_ledgers import SLOW, Ledgers


def read_list(
    books: Books, program: Program, theirs: dict[str, Money], on: date, request: str
) -> None:
    """Keep a program's list as the command line does."""
    by = Signer(CHAMBERLAIN.name, CHAMBERLAIN.operator_id)
    digest = digest_of_balances(theirs)
    tells = tuple(how for how in How if how in program.told)
    body = BalancesCompared(
        program.code, on, "list", "d", 0, ZERO, ZERO, ZERO, (), program.services, tells, digest, by
    )
    ok(books.record(ok(order_act(body, batches_kit.asked(request, on=on), OFFICE))))
    books.keep_balances(program.code, theirs)


def agreement_now(books: Books, on: date) -> Report:
    """The report as a counter asks for it."""
    blind = open_sessions(books, (drawer.code for drawer in OFFICE.drawers))
    return agreement_report(books, Asked(OFFICE, on, on, blind, NEW_YORK))


def rows_of(report: Report, title: str) -> list[dict[str, Any]]:
    """The rows of a section by the names of their columns."""
    section = next(each for each in report.sections if each.title == title)
    names = [column.name for column in section.columns]
    return [dict(zip(names, row.cells, strict=True)) for row in section.rows]


class Agreeing(Ledgers):
    """Days of work, programs that are told of them, and lists that are read in between."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: dict[str, dict[str, Bill]] = {}
        self.changed: dict[str, str] = {}

    @rule(place=places, off=st.sampled_from([0, 1, 5000, None]))
    def read_the_lists(self, place: int, off: int | None) -> None:
        """Every program says what is owed by what it acknowledged; one bill is ``off`` cents more, or not in it."""
        done = batches_kit.batches(self.books)
        for program in PROGRAMS:
            agreed = {r for b in done if b.made.program == program.code for r in b.agreed}
            told = [e for e in self.ledgers[program.code].entries if e[1] in agreed]
            bills = self.bills_of(program.code)
            theirs = {n: self.owed(n, [a for bill, _, a in told if bill == n]) for n in bills}
            self.changed.pop(program.code, None)
            open_there = [number for number in sorted(theirs) if off or theirs[number]]
            if off != 0 and open_there:
                number = open_there[place % len(open_there)]
                theirs[number] = theirs[number] + Money(off) if off else ZERO
                self.changed[program.code] = number
            theirs = {number: amount for number, amount in theirs.items() if amount}
            read_list(self.books, program, theirs, self.day, self.next("list"))
            self.listed[program.code] = bills
        self.what_differs_is_what_was_changed()

    def bills_of(self, code: str) -> dict[str, Bill]:
        """The program's bills, by number."""
        bills = (kit.state(self.books, number).bill for number in self.numbers)
        return {bill.bill_no: bill for bill in bills if bill.service == code}

    def owed(self, number: str, applied: list[Applied]) -> Money:
        """What is owed on a bill to which only this was done."""
        state = replace(kit.state(self.books, number), applied=tuple(applied))
        return owed_on(state, self.day, OFFICE)

    @rule()
    def what_differs_is_what_was_changed(self) -> None:
        """Bills that their program changed after its list are not looked at: its list is older than its bills."""
        report = agreement_now(self.books, self.day)
        names = {program.name: program.code for program in PROGRAMS}
        differing = {(names[r["program"]], r["bill"]) for r in rows_of(report, "Bills that differ")}
        for code, listed in self.listed.items():
            now = self.bills_of(code)
            same = {number for number, bill in listed.items() if now[number] == bill}
            expected = {(code, self.changed[code])} if self.changed.get(code) in same else set()
            assert {each for each in differing if each[0] == code and each[1] in same} == expected
        for title in ("Programs", "Bills that differ"):
            for row in rows_of(report, title):
                says, ours = (row[name] or ZERO for name in ("theirs", "ours"))
                assert says + row["grew"] + row["waits"] == ours + row["difference"]
        for row in rows_of(report, "Programs"):
            lacks = rows_of(report, "What its list lacks")
            known = [r["amount"] for r in lacks if r["program"] == row["program"]]
            assert sum(a.cents for a in known) == row["waits"].cents

    def teardown(self) -> None:
        """Look once more when all drawers are closed and everything was told."""
        super().teardown()
        if self.listed:
            self.what_differs_is_what_was_changed()


Agreeing.TestCase.settings = settings(
    max_examples=20 * LONGER, stateful_step_count=20, deadline=None, suppress_health_check=SLOW
)
TestAgreeing = Agreeing.TestCase


def test_a_bill_paid_off_in_an_open_drawer_that_the_list_lacks_is_missing() -> None:
    books = MemoryBooks()
    kit.fill(books)
    session = kit.open_drawer(books)
    kit.pay(books, session, "r-1", kit.WATER)
    assert kit.WATER not in {state.bill.bill_no for state in books.open_bills_of("water")}
    program = next(each for each in PROGRAMS if "water" in each.services)
    state = kit.state(books, kit.WATER)
    was = owed_on(replace(state, applied=()), DAY, OFFICE)
    others = {s.bill.bill_no: owed_on(s, DAY, OFFICE) for s in books.open_bills_of("water")}
    read_list(books, program, others, DAY, "list")
    (row,) = rows_of(agreement_now(books, DAY), "Bills that differ")
    assert (row["bill"], row["ours"], row["difference"]) == (kit.WATER, was, -was)
    assert row["finding"] == "missing"
    read_list(books, program, others | {kit.WATER: was}, DAY, "list-2")
    assert not rows_of(agreement_now(books, DAY), "Bills that differ")
