"""The reports on the accounting programs: the batches, and the lines that differ.

They read the acts of batches, not postings: the days asked for are business dates of what a batch holds, and of
differences the last day is that as of which they are told. A batch of a drawer that is open does not exist.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from domain.books import Books
from domain.ledger.batch_life import KINDS, Batch, batches_of, waiting
from domain.office import Office
from domain.reports.asked import Asked
from domain.reports.report import Column, Kind, Report, Row, Section, count, day, money, text

_AGE = Column("age_days", "Days", Kind.COUNT)
_OURS, _THEIRS = Column("ours", "Ours", Kind.MONEY), Column("theirs", "Theirs", Kind.MONEY)
_BATCHES = (
    text("batch", "Batch"),
    text("program", "Program"),
    day("on", "On"),
    count("lines", "Lines"),
    money("amount", "Amount"),
    text("hash_total", "Hash total"),
    text("state", "State"),
    _AGE,
    count("differences", "Differ"),
)
_IN_NONE = (
    text("program", "Program"),
    text("service", "Service"),
    day("on", "On"),
    count("postings", "Postings"),
)
_DIFFERENCES = (
    text("batch", "Batch"),
    text("finding", "Finding"),
    text("line", "Line"),
    text("bill", "Bill"),
    _OURS,
    _THEIRS,
    text("note", "Note"),
    _AGE,
)


def batches_report(books: Books, asked: Asked) -> Report:
    """Return the batches of the business dates, where each stands and since when, and what is in none yet."""
    names = _names(asked.office)
    found = [b for b in _batches(books) if asked.first <= b.made.on <= asked.last]
    rows = tuple(
        Row(
            (
                b.batch_id,
                names.get(b.made.holds[0][0], b.made.program),
                b.made.on,
                b.made.totals.records,
                b.made.totals.amount,
                b.made.totals.hash_text,
                b.state.value,
                b.age(asked.last),
                len(b.differences),
            ),
            b.made.postings if asked.drills else (),
        )
        for b in sorted(found, key=lambda b: (b.made.on, b.batch_id))
    )
    sections = (
        Section("Batches", _BATCHES, rows),
        Section("In no batch yet", _IN_NONE, tuple(_in_none(books, asked))),
    )
    return asked.report("batches", "Batches for the accounting programs", sections)


def _in_none(books: Books, asked: Asked) -> Iterator[Row]:
    for service in asked.office.services:
        # How many, not how much: an open drawer's money is told when it is counted.
        found = books.not_in_batch(service.code, asked.first, asked.last)
        for on, number in sorted(Counter(on for on, _ in found).items()):
            yield Row((service.program, service.code, on, number))


def differences_report(books: Books, asked: Asked) -> Report:
    """Return the lines on which a program and we still differ as of the last day, oldest batch first."""
    rows = tuple(
        Row(
            (
                batch.batch_id,
                found.finding.value,
                found.reference,
                found.bill_no,
                found.ours,
                found.theirs,
                found.note,
                batch.age(asked.last),
            )
        )
        for batch in waiting(_batches(books, asked.last))
        for found in batch.differences
    )
    section = Section("", _DIFFERENCES, rows)
    return asked.report("differences", "What the accounting programs say otherwise", (section,))


def _batches(books: Books, last: date | None = None) -> tuple[Batch, ...]:
    return batches_of(act for kind in KINDS for act in books.acts(kind=kind, last=last))


def _names(office: Office) -> dict[str, str]:
    """Return the programs' names by the services that they own."""
    return {service.code: service.program for service in office.services}
