"""A report of sums by bill held against our lines summed alike: each bill is in one place, and both sides foot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger.acknowledged import Difference, Finding, Row, Told, told_from_data
from domain.ledger.interface import ProgramLine
from domain.ledger.summed import compare_sums
from domain.money import Money, total
from tests.domain.test_acknowledged import a_line

F = Finding
LINES = tuple(
    replace(a_line(n, 100 * n, bill), part_no=n)
    for n, bill in enumerate(("A", "A", "A", "B", "B", "C"), start=1)
)
"""A: 6.00 in three lines, B: 9.00 in two, C: 6.00 in one."""
BILL = ("bill",)


def said(bill: str, cents: int, its: str = "") -> Row:
    """What the program posted to a bill."""
    return Row((bill,), Money(cents), its or f"P-{bill}")


def refs(bill: str) -> tuple[str, ...]:
    """Our references of a bill's lines."""
    return tuple(line.reference for line in LINES if line.bill_no == bill)


def test_one_sum_agrees_for_every_line_of_its_bill() -> None:
    told = compare_sums(LINES, [said("A", 600), said("B", 900), said("C", 600)], BILL)
    assert told.differences == ()
    assert dict(told.agreed) == {line.reference: f"P-{line.bill_no}" for line in LINES}
    assert told.agreed_amount == total(line.amount for line in LINES)


def test_several_rows_make_one_sum_with_all_their_references() -> None:
    told = compare_sums(LINES[:3], [said("A", 200, "X"), said("A", 400, "Y")], BILL)
    assert told.differences == ()
    assert {its for _, its in told.agreed} == {"X + Y"}


def test_a_sum_that_differs_agrees_for_none_of_its_lines() -> None:
    rows = [said("A", 599), said("B", 1800), Row(("Z",), Money(5), "Q")]
    told = compare_sums(LINES, rows, BILL)
    a, b, c = refs("A"), refs("B"), refs("C")
    assert set(told.differences) == {
        Difference(F.DIFFERENT, a[0], "A", Money(600), Money(599), "P-A", a[1:]),
        Difference(F.DOUBLED, b[0], "B", Money(900), Money(900), "P-B", b[1:]),
        Difference(F.MISSING, c[0], "C", Money(600), None),
        Difference(F.UNKNOWN, "Z", "", None, Money(5), "Q"),
    }
    assert [ours for ours, _ in told.agreed] == list(b)
    assert told_from_data(told.data()) == told


def test_a_rejected_bill_is_missing_whole_with_the_programs_reason() -> None:
    told = compare_sums(LINES[:3], [replace(said("A", 600), rejected="closed")], BILL)
    (found,) = told.differences
    assert (found.finding, found.note, found.references) == (F.MISSING, "closed", refs("A"))


def test_what_comes_to_nothing_need_not_be_told_of() -> None:
    back = replace(LINES[5], posting_id=9, number="2026-1-C00001", amount=Money(-600))
    assert compare_sums((LINES[5], back), [], BILL).differences == ()
    refused = [replace(said("C", 0), rejected="closed")]
    assert compare_sums((LINES[5], back), refused, BILL).count(F.MISSING) == 1


@pytest.mark.parametrize("others", [[], "x", [["a"], ["b"]]])
def test_a_saved_difference_with_damaged_lines_is_refused(others: object) -> None:
    told = compare_sums(LINES[:3], [], BILL).data()
    listed = told[2]
    assert isinstance(listed, list)
    more = others if isinstance(others, list) and len(others) == 2 else [others]
    listed[0] = [*listed[0][:6], *more]
    with pytest.raises(ValueError, match="damaged"):
        told_from_data(told)


def both_foot(told: Told, rows: list[Row], lines: tuple[ProgramLine, ...]) -> bool:
    """Whether the sums of both sides are those of all lines and rows."""
    ours = total(line.amount for line in lines)
    return told.ours == ours and told.theirs == total(row.amount for row in rows)


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(-900, 1800)), max_size=8))
def test_both_sides_foot_whatever_sums_are_told(rows: list[tuple[str, int]]) -> None:
    said_rows = [said(bill, cents) for bill, cents in rows]
    told = compare_sums(LINES, said_rows, BILL)
    assert both_foot(told, said_rows, LINES)
    told_of = {ours for ours, _ in told.agreed}
    lacking = [
        each
        for d in told.differences
        if d.finding in (F.MISSING, F.DIFFERENT)
        for each in d.references
    ]
    assert sorted((*told_of, *lacking)) == sorted(line.reference for line in LINES)
