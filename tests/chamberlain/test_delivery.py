"""What is known of a file that was handed to a command, whatever happens on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from chamberlain.delivery import Arrival, Delivery, deliver


def test_a_file_that_has_no_room_beside_us_has_surely_not_arrived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    found = deliver(Delivery(command=("true", "{file}")), "a.txt", b"x")
    assert found == (Arrival.FAILED, "true cannot be started: No space left on device.")


def test_a_command_whose_child_holds_on_is_left_in_time() -> None:
    slow = Delivery(command=("sh", "-c", "sleep 30; cat {file}"), timeout_seconds=0.05)
    assert deliver(slow, "a.txt", b"x") == (Arrival.UNKNOWN, "sh did not end within 0.05 seconds.")


def test_a_command_gets_the_whole_file_and_may_take_it_away(tmp_path: Path) -> None:
    taken = Delivery(command=("mv", "{file}", str(tmp_path / "there")))
    assert deliver(taken, "a.txt", b"x\r\n") == (Arrival.ARRIVED, "")
    assert (tmp_path / "there").read_bytes() == b"x\r\n"
