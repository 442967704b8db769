"""Files that are not what the column map says: each is refused at its line, whatever its bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.intake_report import Rejected
from storage.memory import MemoryBooks
from tests.exchange.kit import HEADING, export_file, one_fault, row, take_in


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (
            HEADING.replace("WATER", "WASSER"),
            "column 'WATER' is missing in the heading; found ACCT",
        ),
        (HEADING.replace("NOTE", "NAME"), "column 'NAME' comes twice"),
        ("", "the heading"),
    ],
)
def test_a_heading_that_is_not_the_maps_is_refused(tmp_path: Path, heading: str, said: str) -> None:
    line, _, _, reason = one_fault(export_file(tmp_path, [row(1)], heading))
    assert line in (1, 2)
    assert said in reason


@pytest.mark.parametrize(
    ("content", "changed", "line", "said"),
    [
        (b"", {}, 1, "empty"),
        (HEADING.encode(), {}, 1, "no rows"),
        (f"{HEADING}\n{row(1)}\n".encode() + b"02,W2,\xff", {}, 3, "is not utf-8 text"),
        (
            f"{HEADING}\n{row(1)}\n".encode() + b"02,W2,\x81",
            {"encoding": "cp1252"},
            3,
            "is not cp1252",
        ),
        (HEADING.encode("utf-16"), {}, 1, "marked as utf-16; its column map says utf-8"),
        (HEADING.encode(), {"encoding": "utf-16"}, 1, "not marked as utf-16"),
        (codecs.BOM_UTF8 + HEADING.encode(), {"encoding": "cp1252"}, 1, "marked as utf-8"),
        (
            f"{HEADING}\n{row(1)}\n".encode("utf-16") + b"x",
            {"encoding": "utf-16"},
            3,
            "is not utf-16",
        ),
        (f"{HEADING}\n{row(1)}\n{row(2, NAME='a' + chr(0))}".encode(), {}, 3, "zero byte"),
        (f"{HEADING}\n{row(1, NAME='x' * 1001)}".encode(), {}, 2, "longer than 1,000"),
        (f"{HEADING}\n{'x' * 100_001}".encode(), {}, 2, "longer than 100,000"),
        (
            f"{HEADING}\n{row(1)}\n{row(2, NAME=chr(34) + 'open')}\n".encode(),
            {},
            3,
            "cannot be read",
        ),
    ],
)
def test_a_file_that_cannot_be_read_on_names_the_line(
    tmp_path: Path, content: bytes, changed: dict[str, str], line: int, said: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    at, _, value, reason = one_fault(path, **changed)
    assert (at, said in reason) == (line, True), reason
    assert len(value) <= 61


def test_the_byte_that_is_wrong_is_named_far_into_a_file(tmp_path: Path) -> None:
    path = export_file(tmp_path, [row(n) for n in range(1, 5001)])
    content = path.read_bytes()
    path.write_bytes(content + b"02-x,\xc3(")
    line, _, _, reason = one_fault(path)
    assert line == 5002
    assert f"byte {len(content) + 6:,} of the file" in reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["utf-8", "cp1252", "utf-16", "iso-8859-1"]))
def test_any_bytes_after_a_good_row_are_read_or_refused(
    tmp_path: Path, tail: bytes, encoding: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(f"{HEADING}\n{row(1)}\n".encode(encoding) + tail)
    answer = take_in(MemoryBooks(), path, encoding=encoding)
    if isinstance(answer, Rejected):
        assert answer.rejected
        assert all(r.line >= 1 and r.reason and r.value.isprintable() for r in answer.rejections)
