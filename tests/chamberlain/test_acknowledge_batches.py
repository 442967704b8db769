"""Which batches a posting report is of: broken off in between, of a whole month, named for the wrong batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chamberlain import report_batches
from chamberlain.interfaces import record
from chamberlain.stop import Stop
from domain.custody.acting import ActOrder
from domain.ledger.batch_life import BatchState
from tests.chamberlain import kit
from tests.chamberlain.kit import Line, one_sentence, water_row, write_water
from tests.chamberlain.test_acknowledge import DAY, report, sent_lines

Rows = list[tuple[str, str, str]]


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches that somebody carried to the program wait for its answer as well."""
    said = (*report_batches._SAID, BatchState.READY)
    monkeypatch.setattr(report_batches, "_SAID", said)


def two_batches(worked: Line, folder: Path) -> tuple[Rows, Rows]:
    """Two batches of one day, each with what the program says when it posted all of it."""
    more = write_water(folder, water_row(4), water_row(5), name="more.csv")
    assert worked("import", "water", more).code == 0
    worked("export", "utility", "--on", DAY, "--output", folder)
    session = kit.open_drawer(worked.url, "2")
    kit.take(worked.url, session, "r-9", ["W-4", "W-5"])
    kit.close(worked.url, session, 35_700, 2_000)
    first, second = batches(worked, folder)
    return posted(first, "U1"), posted(second, "U2")


def batches(worked: Line, folder: Path) -> list[dict[str, Any]]:
    """The batches of the day."""
    found: list[dict[str, Any]] = worked(
        "export", "utility", "--on", DAY, "--output", folder, "--json"
    ).json
    return found


def posted(batch: dict[str, Any], name: str) -> Rows:
    """The rows of a report in which the program posted a batch, each with a reference of its own."""
    lines = sent_lines(Path(batch["file"]))
    return [(ours, amount, f"{name}-{place}") for place, (ours, amount) in enumerate(lines)]


def states(worked: Line, folder: Path) -> list[tuple[str, int, int]]:
    """How each batch stands, how many of its lines are agreed, and how many differ."""
    return [(b["state"], b["agreed"], b["differences"]) for b in batches(worked, folder)]


def test_a_reading_that_broke_off_between_two_batches_is_read_to_its_end(
    worked: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_batches(worked, tmp_path)
    path = report(tmp_path, [*first, first[0][:2] + ("U1-x",), *second, ("none/1/1", "7.00", "U9")])

    def once(at: Any, order: Any) -> Any:
        if isinstance(order, ActOrder) and "02" in order.body.data()[0][-2:]:  # type: ignore[index]
            raise Stop("The power went.")
        return record(at, order)

    with monkeypatch.context() as patch:
        patch.setattr("chamberlain.acknowledging.record", once)
        assert worked("acknowledge", "utility", path).code == 1
    assert states(worked, tmp_path) == [("differing", 9, 2), ("ready", 0, 0)]
    rest = worked("acknowledge", "utility", path)
    assert rest.code == 0, rest.err
    assert "11 rows are of other batches" in rest.out
    assert states(worked, tmp_path) == [("differing", 9, 2), ("acknowledged", 6, 0)]
    again = worked("acknowledge", "utility", path)
    assert (again.code, "was read before" in again.out) == (1, True)


def test_a_report_of_the_whole_month_tells_what_was_agreed_once_more(
    worked: Line, tmp_path: Path
) -> None:
    first, second = two_batches(worked, tmp_path)
    assert worked("acknowledge", "utility", report(tmp_path, first)).code == 0
    month = report(tmp_path, [*first, (*first[3][:2], "U7-3"), *second])
    ran = worked("acknowledge", "utility", month, "--json")
    assert [(d["finding"], d["line"], d["note"]) for d in ran.json["differences"]] == [
        ("doubled", first[3][0], "U7-3")
    ], "another posting of the same line has a number of its own"
    assert states(worked, tmp_path) == [("acknowledged", 9, 0), ("differing", 6, 1)]


def test_a_report_that_tells_an_agreed_line_twice_has_it_doubled(
    worked: Line, tmp_path: Path
) -> None:
    first, _ = two_batches(worked, tmp_path)
    assert worked("acknowledge", "utility", report(tmp_path, first)).code == 0
    twice = report(tmp_path, [*first, first[3]])
    ran = worked("acknowledge", "utility", twice, "--batch", "UTILITY-20260302-01", "--json")
    assert [(d["finding"], d["line"]) for d in ran.json["differences"]] == [
        ("doubled", first[3][0])
    ]
    assert ran.code == 1


def test_an_agreed_line_that_a_later_report_has_otherwise_differs_again(
    worked: Line, tmp_path: Path
) -> None:
    first, _ = two_batches(worked, tmp_path)
    named = ("--batch", "UTILITY-20260302-01", "--json")
    assert worked("acknowledge", "utility", report(tmp_path, first)).code == 0
    ours, _, its = first[3]
    changed = report(tmp_path, [*first[:3], (ours, "0.01", its), *first[4:]])
    ran = worked("acknowledge", "utility", changed, *named)
    assert (ran.code, [(d["finding"], d["line"]) for d in ran.json["differences"]]) == (
        1, [("different amount", ours)],
    )  # fmt: skip
    assert states(worked, tmp_path)[0] == ("differing", 9, 1)
    right = report(tmp_path, [*reversed(first)])
    assert worked("acknowledge", "utility", right, *named).code == 0
    assert states(worked, tmp_path)[0] == ("acknowledged", 9, 0), "the last word counts"
    path = report(tmp_path, [*first, first[0]])
    ran = worked("acknowledge", "utility", path, *named)
    assert [(d["finding"], d["line"]) for d in ran.json["differences"]] == [
        ("doubled", first[0][0])
    ]
    assert worked("prove").code == 0


def test_another_batch_s_report_is_not_read_as_this_one_s(worked: Line, tmp_path: Path) -> None:
    first, second = two_batches(worked, tmp_path)
    path = report(tmp_path, second)
    ran = worked("acknowledge", "utility", path, "--batch", "UTILITY-20260302-01")
    assert ran.code == 1
    assert "has no line of batch UTILITY-20260302-01, only of others" in one_sentence(ran)
    assert states(worked, tmp_path) == [("ready", 0, 0), ("ready", 0, 0)]
    both = report(tmp_path, [*first, *second])
    ran = worked("acknowledge", "utility", both, "--batch", "UTILITY-20260302-01", "--json")
    assert (ran.code, ran.json["differences"]) == (0, [])
    assert worked("acknowledge", "utility", both).code == 0
    assert states(worked, tmp_path) == [("acknowledged", 9, 0), ("acknowledged", 6, 0)]


def test_a_heading_with_a_column_twice_is_refused(worked: Line, tmp_path: Path) -> None:
    worked("export", "utility", "--on", DAY, "--output", tmp_path)
    path = tmp_path / "twice.txt"
    path.write_text("REFERENCE|POSTED AMT|UB TRAN|REFERENCE\nx|1.00|u|y\n")
    ran = worked("acknowledge", "utility", path)
    assert "its heading has a column twice" in one_sentence(ran)
