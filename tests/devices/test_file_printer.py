"""A file as printer: durable, appended, torn writes recognised or taken back."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from devices.decode import decode
from devices.escpos_bytes import paper_to_bytes
from devices.file_printer import GAP, file_status, send_to_file
from devices.outcomes import Confirmed, Failed, Sent, Unknown
from devices.settings import PrinterKind, PrinterSettings
from domain.receipting.paper import Paper, PaperLine


def settings(path: Path) -> PrinterSettings:
    return PrinterSettings(PrinterKind.FILE, str(path))


def job(text: str) -> bytes:
    return paper_to_bytes(Paper((PaperLine(text),)), PrinterSettings())


def test_jobs_are_appended_and_decode_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "printer.bin"
    for text in ("one", "two"):
        assert send_to_file(settings(path), job(text)) == Confirmed()
    outs = decode(path.read_bytes())
    assert [(out.text.split()[0], out.complete) for out in outs] == [("one", True), ("two", True)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_torn_write_is_recognised_and_spares_the_next_job(tmp_path: Path) -> None:
    first, second = job("one"), job("two")
    path = tmp_path / "printer.bin"
    for length in range(len(first)):
        path.write_bytes(GAP + first[:length])
        send_to_file(settings(path), second)
        outs = decode(path.read_bytes())
        assert (outs[-1].text.split()[0], outs[-1].complete) == ("two", True)
        # Only the very last byte of the cut may be missing without anyone noticing: all of the text is there.
        assert [out.complete for out in outs[:-1]] in ([], [False]) or length == len(first) - 1


def test_a_file_that_cannot_be_opened_fails_with_a_sentence(tmp_path: Path) -> None:
    outcome = send_to_file(settings(tmp_path / "no" / "printer.bin"), b"x")
    assert isinstance(outcome, Failed)
    assert "cannot be written to" in outcome.sentence


def no_room(after: int) -> object:
    """os.write of a disk that takes ``after`` bytes of a job and then has no room."""
    real = os.write
    left = [after]

    def write(handle: int, data: memoryview) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        count = real(handle, data[: left[0]])
        left[0] -= count
        return count

    return write


def test_a_full_disk_takes_the_half_job_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "printer.bin"
    send_to_file(settings(path), job("one"))
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", no_room(12))
        outcome = send_to_file(settings(path), job("two"))
    assert isinstance(outcome, Failed)
    assert "No space left" in outcome.sentence
    assert path.read_bytes() == before


def test_a_half_job_that_cannot_be_taken_back_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(handle: int, size: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "write", no_room(12))
    monkeypatch.setattr(os, "ftruncate", broken)
    assert isinstance(send_to_file(settings(tmp_path / "printer.bin"), job("one")), Unknown)


def test_a_sync_that_fails_leaves_nothing_taken_for_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    assert isinstance(send_to_file(settings(tmp_path / "printer.bin"), job("one")), Unknown)


def test_a_device_gets_the_bare_job() -> None:
    reader, writer = os.pipe()
    try:
        path = Path(f"/proc/self/fd/{writer}")
        if not path.exists():
            pytest.skip("this system shows no open files as paths")
        assert send_to_file(settings(path), b"\x1b@x") == Sent()
        assert os.read(reader, 100) == b"\x1b@x"
    finally:
        os.close(reader)
        os.close(writer)


def test_status_looks_without_making_the_file(tmp_path: Path) -> None:
    path = tmp_path / "printer.bin"
    assert file_status(settings(path)).ready
    assert not path.exists()
    assert not file_status(settings(tmp_path / "no" / "printer.bin")).ready
    assert not file_status(settings(tmp_path)).ready
