"""A network printer: nothing is taken for printed that is not, and nothing printed twice for want of an answer."""

from __future__ import annotations

import socket

import pytest

from devices.answers import find_confirmation, find_status
from devices.network_printer import network_status, send_to_network
from devices.outcomes import Confirmed, Failed, Sent, Unknown
from devices.settings import PrinterKind, PrinterSettings
from tests.devices.fake_printer import COVER_OPEN, PAPER_OUT, ROLL_ENDS, FakePrinter

JOB = b"\x1b@Receipt\n\x1bd\x06\x1dV\x00"


def test_a_job_that_the_printer_answers_behind_is_confirmed() -> None:
    with FakePrinter() as printer:
        assert send_to_network(printer.settings(), JOB) == Confirmed()
    assert printer.printed == JOB


def test_automatic_status_before_the_answer_is_not_taken_for_it() -> None:
    with FakePrinter(noise=bytes([0x14, 0, 0, 0x0F]) * 2, confirms=False) as printer:
        outcome = send_to_network(printer.settings(seconds=0.1), JOB)
    assert isinstance(outcome, Unknown)


def test_a_printer_set_up_not_to_answer_is_not_asked() -> None:
    with FakePrinter(status={}, confirms=False) as printer:
        assert send_to_network(printer.settings(confirm=False), JOB) == Sent()
    assert printer.printed == JOB


@pytest.mark.parametrize(
    ("status", "words"), [(PAPER_OUT, "out of paper"), (COVER_OPEN, "cover is open")]
)
def test_a_printer_that_cannot_print_is_sent_nothing(status: dict[int, int], words: str) -> None:
    with FakePrinter(status=status) as printer:
        outcome = send_to_network(printer.settings(), JOB)
    assert isinstance(outcome, Failed)
    assert words in outcome.sentence
    assert printer.printed == b""


def test_a_job_without_an_answer_behind_it_is_unknown_and_says_why() -> None:
    class RunsOut(FakePrinter):
        def _answer(self, link: socket.socket, data: bytes) -> bytes:
            if b"Receipt" in data:
                self.status, self.confirms = PAPER_OUT, False
            return super()._answer(link, data)

    with RunsOut() as printer:
        outcome = send_to_network(printer.settings(seconds=0.2), JOB)
    assert isinstance(outcome, Unknown)
    assert "out of paper" in outcome.sentence


def test_a_printer_that_hangs_up_in_the_middle_leaves_the_job_unknown() -> None:
    with FakePrinter(hang_up_after=10) as printer:
        outcome = send_to_network(printer.settings(), JOB)
    assert isinstance(outcome, Unknown)


def test_a_silent_printer_that_confirms_is_still_good_enough() -> None:
    with FakePrinter(status={}) as printer:
        assert send_to_network(printer.settings(seconds=0.2), JOB) == Confirmed()


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def test_a_printer_that_is_not_there_fails_with_a_sentence() -> None:
    settings = PrinterSettings(PrinterKind.NETWORK, f"127.0.0.1:{unused_port()}")
    outcome = send_to_network(settings, JOB)
    assert isinstance(outcome, Failed)
    assert "cannot be reached" in outcome.sentence
    assert "Check its power" in outcome.sentence
    assert not network_status(settings).ready


def test_status_says_what_a_clerk_can_do() -> None:
    with FakePrinter() as printer:
        status = network_status(printer.settings())
        assert status.ready
        assert status.drawer_open is False
        printer.status = ROLL_ENDS
        status = network_status(printer.settings())
        assert status.ready
        assert "about to end" in status.sentence
        assert status.drawer_open is True
        printer.status = PAPER_OUT
        status = network_status(printer.settings())
        assert not status.ready
        assert "Put in a new roll" in status.sentence
        printer.status = {}
        status = network_status(printer.settings(seconds=0.1))
        assert not status.ready
        assert status.drawer_open is None


def test_answers_are_told_apart_by_their_fixed_bits() -> None:
    assert find_confirmation(b"") is None
    assert find_confirmation(b"\x12\x16") is None
    assert find_confirmation(bytes([0x14, 0, 0, 0x0F])) is None
    assert find_confirmation(bytes([0x14, 0, 0, 0x0F, 0x0C])) == 0x0C
    assert find_status(b"\x00\x10") is None
    assert find_status(b"\x00\x1a\x00") == 0x1A
