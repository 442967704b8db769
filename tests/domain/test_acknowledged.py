"""A program's report held against what it was sent: each line is in one place, and both sides foot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.ledger.acknowledged import Finding, Row, Told, compare, told_from_data
from domain.ledger.interface import ProgramLine
from domain.money import Money, total
from domain.receivables.bills import How

ON = date(2026, 11, 20)
F = Finding


def a_line(number: int, cents: int = 1000, bill: str = "") -> ProgramLine:
    """A line of a receipt of its own."""
    return ProgramLine(
        number, f"2026-1-{number:06d}", 1, 1, "tax", bill or f"T-{number}", "A-1", 1, "tax", How.PAID,
        Money(cents), ON, ON,
    )  # fmt: skip


def said(line: ProgramLine, cents: int | None = None) -> Row:
    """A row of the program on a line."""
    return Row((line.reference,), line.amount if cents is None else Money(cents), "X")


LINES = tuple(a_line(n, 100 * n) for n in range(1, 7))
BY = ("reference",)


def kinds(told: Told) -> list[tuple[Finding, str]]:
    """What differs, and on which line."""
    return [(d.finding, d.reference) for d in told.differences]


def test_four_differences_are_exactly_these_four() -> None:
    rows = [said(line) for line in LINES[2:]]
    rows += [said(LINES[1], 1), said(LINES[3]), Row(("stranger",), Money(77))]
    told = compare(LINES, rows, BY)
    assert sorted(kinds(told)) == sorted(
        [
            (F.MISSING, LINES[0].reference),
            (F.DIFFERENT, LINES[1].reference),
            (F.DOUBLED, LINES[3].reference),
            (F.UNKNOWN, "stranger"),
        ]
    )
    assert len(told.agreed) == 4
    assert told.ours == total(line.amount for line in LINES)
    assert told.theirs == total(row.amount for row in rows)
    assert told_from_data(told.data()) == told


def test_a_rejected_line_is_missing_with_the_programs_reason() -> None:
    told = compare(LINES[:1], [replace(said(LINES[0]), rejected="bill closed")], BY)
    assert [(d.finding, d.note) for d in told.differences] == [(F.MISSING, "bill closed")]


def test_a_line_of_an_earlier_batch_is_doubled_and_not_unknown() -> None:
    old = a_line(99)
    told = compare((), [said(old)], BY, lambda key: old if key == (old.reference,) else None)
    assert kinds(told) == [(F.DOUBLED, old.reference)]


def test_lines_of_one_bill_pair_by_amount_where_the_program_knows_no_reference() -> None:
    lines = [a_line(1, 500, "T"), a_line(2, 700, "T"), a_line(3, 500, "T")]
    rows = [Row(("T",), Money(cents)) for cents in (700, 500, 900)]
    told = compare(lines, rows, ("bill",))
    assert kinds(told) == [(F.DIFFERENT, lines[2].reference)]
    assert told.theirs == Money(2100)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(-300, 300)), max_size=12))
def test_both_sides_foot_whatever_is_said(rows: list[tuple[int, int]]) -> None:
    told = compare(LINES, [Row((f"2026-1-{n:06d}/1/1",), Money(cents)) for n, cents in rows], BY)
    assert told.ours == total(line.amount for line in LINES)
    assert told.theirs == total(Money(cents) for _, cents in rows)
    places = len(told.agreed) + told.count(F.MISSING) + told.count(F.DIFFERENT)
    assert places == len(LINES)
    extra = told.count(F.DOUBLED) + told.count(F.UNKNOWN)
    assert len(told.agreed) + told.count(F.DIFFERENT) + extra == len(rows)
