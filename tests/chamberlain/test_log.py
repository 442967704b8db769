"""What the program logs: where and of what kind an error was, and never a value."""

from __future__ import annotations

import logging
import resource
import stat
import sys
import threading
from pathlib import Path

import pytest

from chamberlain.clock import new_id
from chamberlain.log import NoValues, leave_no_traces, log_to_file
from tui.crash import frames, report


def record(name: str, text: str, *values: object, error: Exception | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(name, logging.ERROR, "/x/where.py", 12, text, values, info)
    return NoValues().format(made)


def test_the_log_holds_no_value() -> None:
    assert "drawer 1" in record("chamberlain.wiring", "drawer %s", 1)
    foreign = record("sqlalchemy.engine", "select Jane Doe")
    assert "Jane" not in foreign
    assert "where.py:12" in foreign
    try:
        raise ValueError("Jane Doe")
    except ValueError as error:
        shown = record("tui", "failed", error=error)
    assert "Jane" not in shown
    assert "ValueError" in shown
    assert "test_log.py" in shown


def test_what_python_prints_by_itself_goes_to_the_log_without_a_value(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    limit = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        leave_no_traces()
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0

        def broken() -> None:
            raise KeyError("Jane Doe")

        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()
    finally:
        logging.captureWarnings(False)
        resource.setrlimit(resource.RLIMIT_CORE, limit)
    (told,) = [each for each in caplog.records if each.name == "chamberlain"]
    said = NoValues().format(told)
    assert "KeyError" in said
    assert "Jane" not in said


def test_what_caused_an_error_is_told_by_its_kind() -> None:
    def fails() -> None:
        try:
            int("4111 1111 1111 1111")
        except ValueError as error:
            raise KeyError("Jane Doe") from error

    with pytest.raises(KeyError) as caught:
        fails()
    told = report(caught.value)
    assert "ValueError" in told
    assert "KeyError" in told
    assert "4111" not in told
    assert "Jane" not in told
    assert frames(None).strip() == "NoneType"


def test_the_log_is_its_owners_alone(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    try:
        path = log_to_file(tmp_path / "state")
        assert path is not None
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        # What escpos does at its import finds a handler and adds none that writes to the screen.
        logging.basicConfig()
        assert [type(each) for each in root.handlers] == [logging.FileHandler]
        (tmp_path / "file").write_text("x")
        assert log_to_file(tmp_path / "file" / "state") is None
        assert [type(each) for each in root.handlers] == [logging.NullHandler]
    finally:
        for each in root.handlers[:]:
            root.removeHandler(each)
            each.close()
        for each in before:
            root.addHandler(each)


def test_request_ids_are_new_and_grow_with_time() -> None:
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert all(len(each) == 32 for each in ids)
    assert [each[:12] for each in ids] == sorted(each[:12] for each in ids)
