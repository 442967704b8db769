"""One figure is one figure: whichever report of a mixed day tells it, and the exhibit, they say the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import Phase, settings
from hypothesis.stateful import invariant, rule

from domain.books import Books
from domain.money import Money, total
from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS, open_sessions
from domain.reports.exhibit import Holds, day_exhibit
from domain.reports.report import Report
from domain.reports.taken import NOTHING
from storage.memory import MemoryBooks
from tests.domain.reports.kit import NEW_YORK, OFFICE, column, made, section, summed, worked
from tests.samples import DAY
from tests.storage.correction_days import CorrectionDays
from tests.storage.replaying import replayed
from tests.storage.worked_books import work


def reports(books: Books, on: date) -> dict[str, Report]:
    """Every report of a day."""
    blind = open_sessions(books, (drawer.code for drawer in OFFICE.drawers))
    asked = Asked(OFFICE, on, on, blind, NEW_YORK, drills=False)
    names = ("tender", "settlement", "collected", "cashbook", "received", "gl", "proof")
    return {name: REPORTS[name].make(books, asked) for name in names}


def agree(books: Books, on: date) -> int:
    """Compare every pair of reports of a day that tell one figure; returns how many figures were compared."""
    told = reports(books, on)
    tender = amount(summed(section(told["tender"], "By kind"), "net"))
    assert summed(told["cashbook"].sections[0], "total") == tender
    received = dict(
        zip(
            column(section(told["received"], "Given back or returned"), "what"),
            column(section(told["received"], "Given back or returned"), "amount"),
            strict=True,
        )
    )
    came = amount(summed(section(told["received"], "Received"), "amount"))
    voids = amount(received.get("Voids: handed back over the counter", Money(0)))
    assert came - voids == tender
    collected = {amount(summed(each, "net")) for each in told["collected"].sections}
    whole, *parts = told["settlement"].sections
    settled = amount(summed(whole, "net"))
    assert collected == {settled} == {total(amount(summed(each, "net")) for each in parts)}
    compared = ledger_agrees(told) + drawers_agree(books, on, told, tender)
    blind = open_sessions(books, (drawer.code for drawer in OFFICE.drawers))
    exhibit = day_exhibit(books, Asked(OFFICE, on, on, blind, NEW_YORK, drills=False))
    assert not exhibit.differs, [c for c in exhibit.checks if c.holds is Holds.DIFFERS]
    assert summed(exhibit.parts[0].sections[0], "net") == tender
    assert summed(exhibit.parts[0].sections[1], "net") == settled
    return compared + 7


def ledger_agrees(told: dict[str, Report]) -> int:
    """What was settled on an account is what the journal moved on it."""
    gl = told["gl"].sections[0]
    moved = dict(zip(column(gl, "gl_code"), column(gl, "net"), strict=True))
    settled: dict[Any, Money] = {}
    for part in told["settlement"].sections[1:]:
        for code, net in zip(column(part, "gl_code"), column(part, "net"), strict=True):
            settled[code] = settled.get(code, Money(0)) + amount(net)
    for code, net in settled.items():
        # What went back and forth on one account within an entry is no line of the journal.
        assert amount(moved.get(code, Money(0))) == -net, code
    return len(settled)


def drawers_agree(books: Books, on: date, told: dict[str, Report], tender: Money) -> int:
    """What the closed drawers were counted for is their floats, what was moved, and what the tenders come to."""
    closed = [s for s in books.sessions(on) if books.closing(s.session_id) is not None]
    floats = total(session.float_amount for session in closed)
    names = {session.session_id for session in closed}
    acts = [act for name in names for act in books.acts(session_id=name)]
    effects = {e for act in acts for e in ((act.posting_id, x) for x in act.body.effects())}
    moved = total(e.cash for _, e in effects if e.session_id in names)
    expected = amount(summed(section(told["proof"], "All kinds"), "expected"))
    assert expected == floats + moved + tender
    return 1


def amount(cell: object) -> Money:
    """A cell that must be an amount."""
    assert isinstance(cell, Money)
    return cell


def test_the_reports_of_a_day_with_everything_in_it_agree() -> None:
    books = MemoryBooks()
    work(books)
    assert agree(books, DAY) > 12
    for on in {each.posting.header.business_date for each in books.entries(date.min, date.max)}:
        agree(books, on)
    assert agree(worked(), DAY) > 10


def test_a_report_that_counts_a_receipt_twice_is_seen() -> None:
    books = worked()
    right = made("tender", books)
    twice = [*books.entries(DAY, DAY), *books.entries(DAY, DAY)]
    make = REPORTS["tender"].of_entries
    assert make is not None
    wrong = make(twice, Asked(OFFICE, DAY, DAY, (), NEW_YORK), NOTHING)
    assert summed(wrong.sections[0], "net") != summed(right.sections[0], "net")


class Days(CorrectionDays):
    """Random days of serving, closing and correcting; at any moment the reports of every day agree."""

    @invariant()
    def known_again(self) -> None:
        self.replay = replayed(self.books)

    @rule()
    def the_figures_agree(self) -> None:
        days = {e.posting.header.business_date for e in self.books.entries(date.min, date.max)}
        for on in days:
            agree(self.books, on)

    def teardown(self) -> None:
        self.the_figures_agree()
        super().teardown()


TestDays = Days.TestCase
TestDays.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
