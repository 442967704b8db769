"""One station's printer: settings, deadlines, cables, and that nothing a driver does gets past an outcome."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import devices.printer as printer_module
from devices.cable_printers import CableError, cable_status, open_cable, send_by_cable
from devices.deadline import Busy, Deadline, Late
from devices.decode import decode
from devices.outcomes import Confirmed, Failed, Sent, Unknown
from devices.printer import Printer
from devices.settings import PrinterKind, PrinterSettings
from domain.receipting.paper import Paper, PaperLine
from tests.devices.fake_printer import PAPER_OUT, READY, FakePrinter

SERIAL = PrinterSettings(PrinterKind.SERIAL, "/dev/ttyS9")


@pytest.mark.parametrize(
    ("kind", "address", "words"),
    [
        (PrinterKind.NETWORK, "", "needs an address"),
        (PrinterKind.NETWORK, "printer:port", "host:port"),
        (PrinterKind.NETWORK, "printer:99999", "host:port"),
        (PrinterKind.USB, "04b8", "vendor:product"),
    ],
)
def test_settings_that_cannot_work_are_not_constructed(
    kind: PrinterKind, address: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        PrinterSettings(kind, address)


@pytest.mark.parametrize("wrong", [{"kick_pin": 3}, {"kick_on_ms": 1}, {"kick_off_ms": 600}])
def test_a_pulse_that_no_printer_can_make_is_not_constructed(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="drawer"):
        PrinterSettings(**wrong)  # type: ignore[arg-type]  # the names are those of int fields


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", ("192.0.2.7", 9100)),
        ("printer.example:9101", ("printer.example", 9101)),
        ("[2001:db8::7]:9100", ("2001:db8::7", 9100)),
    ],
)
def test_a_network_address_is_read(address: str, expected: tuple[str, int]) -> None:
    assert PrinterSettings(PrinterKind.NETWORK, address).host_and_port == expected


def test_a_usb_address_is_read() -> None:
    assert PrinterSettings(PrinterKind.USB, "04b8:0E15").usb_ids == (0x04B8, 0x0E15)


def test_a_paper_goes_through_to_the_file(tmp_path: Path) -> None:
    printer = Printer(PrinterSettings(PrinterKind.FILE, str(tmp_path / "out.bin")))
    paper = Paper((PaperLine("hello"),), kick=True)
    assert printer.send(printer.render(paper)) == Confirmed()
    (out,) = decode((tmp_path / "out.bin").read_bytes())
    assert out.kicks == 1
    assert printer.status().ready


def test_a_paper_goes_through_to_the_network() -> None:
    with FakePrinter() as fake:
        printer = Printer(fake.settings())
        assert printer.send(printer.render(Paper((PaperLine("hello"),)))) == Confirmed()
        assert printer.status().ready


def test_a_station_without_a_printer_says_so() -> None:
    printer = Printer(PrinterSettings())
    assert not printer.exists
    assert isinstance(printer.send(b""), Failed)
    assert "no printer" in printer.status().sentence


@pytest.mark.parametrize(
    ("kind", "address", "package"),
    [(PrinterKind.USB, "04b8:0202", "pyusb"), (PrinterKind.SERIAL, "/dev/ttyS9", "pyserial")],
)
def test_a_cable_without_its_package_says_which(
    kind: PrinterKind, address: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from devices.escpos_library import load_escpos

    driver = load_escpos().Usb if kind is PrinterKind.USB else load_escpos().Serial
    monkeypatch.setattr(driver, "is_usable", staticmethod(lambda: False))
    settings = PrinterSettings(kind, address)
    with pytest.raises(CableError, match=package):
        open_cable(settings)
    outcome = Printer(settings).send(b"x")
    assert isinstance(outcome, Failed)
    assert package in outcome.sentence
    assert not Printer(settings).status().ready


class FakeCable:
    """A device on a cable. ``answers`` are read one by one; an error among them is raised, also by ``write``."""

    def __init__(self, *answers: bytes | Exception, broken: bool = False) -> None:
        self.answers: Iterator[bytes | Exception] = iter(answers)
        self.written = b""
        self.closed = False
        self.broken = broken

    def write(self, data: bytes) -> None:
        if self.broken:
            raise AssertionError
        self.written += data

    def read(self, seconds: float) -> bytes:
        answer = next(self.answers, b"")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        self.closed = True
        raise OSError


def test_a_cable_job_is_confirmed_by_the_answer_behind_it() -> None:
    cable = FakeCable(b"\x00")
    assert send_by_cable(SERIAL, cable, b"job") == Confirmed()
    assert cable.written == b"job\x1dr\x01"
    assert cable.closed


@pytest.mark.parametrize("answer", [b"", OSError("timed out")])
def test_a_cable_job_without_an_answer_is_unknown(answer: bytes | Exception) -> None:
    assert isinstance(send_by_cable(SERIAL, FakeCable(answer), b"job"), Unknown)


def test_a_cable_that_breaks_is_unknown() -> None:
    assert isinstance(send_by_cable(SERIAL, FakeCable(broken=True), b"job"), Unknown)


def test_a_cable_printer_set_up_not_to_answer_is_not_asked() -> None:
    mute = PrinterSettings(PrinterKind.SERIAL, "/dev/ttyS9", confirm=False)
    cable = FakeCable()
    assert send_by_cable(mute, cable, b"job") == Sent()
    assert cable.written == b"job"


def test_cable_status_is_read_bit_by_bit() -> None:
    assert cable_status(SERIAL, FakeCable(*(bytes([b]) for b in READY.values()))).ready
    status = cable_status(SERIAL, FakeCable(*(bytes([b]) for b in PAPER_OUT.values())))
    assert not status.ready
    assert "out of paper" in status.sentence
    assert not cable_status(SERIAL, FakeCable()).ready
    assert "error" in cable_status(SERIAL, FakeCable(broken=True)).sentence


def test_a_driver_that_hangs_is_left_behind_at_the_deadline() -> None:
    release = threading.Event()
    deadline: Deadline[bool] = Deadline(0.05)
    with pytest.raises(Late):
        deadline.call(release.wait)
    with pytest.raises(Busy):
        deadline.call(lambda: True)
    release.set()
    stuck = deadline._running
    assert stuck is not None
    stuck.join(10)
    assert deadline.call(lambda: True)


def test_what_a_driver_raises_arrives_where_it_is_called() -> None:
    def fail() -> None:
        raise KeyError("endpoint")

    with pytest.raises(KeyError):
        Deadline[None](5).call(fail)


def test_no_error_of_a_driver_gets_past_send_and_status(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(settings: PrinterSettings, *rest: object) -> None:
        raise UnicodeError("label too long")

    monkeypatch.setattr(printer_module, "send_to_network", fail)
    monkeypatch.setattr(printer_module, "network_status", fail)
    printer = Printer(PrinterSettings(PrinterKind.NETWORK, "printer"))
    assert isinstance(printer.send(b"x"), Unknown)
    assert not printer.status().ready


def test_a_hanging_printer_is_late_once_and_busy_after(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(settings: PrinterSettings, data: bytes) -> Sent:
        release.wait()
        return Sent()

    monkeypatch.setattr(printer_module, "send_to_network", hang)
    monkeypatch.setattr(printer_module, "_SLACK_SECONDS", 0.0)
    settings = PrinterSettings(
        PrinterKind.NETWORK, "printer", timeout_seconds=0.01, confirm_seconds=0.01
    )
    printer = Printer(settings)
    assert isinstance(printer.send(b"x"), Unknown)
    assert isinstance(printer.send(b"x"), Failed)
    release.set()


def test_a_printer_that_prints_is_not_asked_how_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, release = threading.Event(), threading.Event()

    def slow(settings: PrinterSettings, data: bytes) -> Sent:
        begun.set()
        release.wait(10)
        return Sent()

    monkeypatch.setattr(printer_module, "send_to_network", slow)
    printer = Printer(PrinterSettings(PrinterKind.NETWORK, "printer"))
    thread = threading.Thread(target=printer.send, args=(b"x",))
    thread.start()
    assert begun.wait(10)
    assert "is printing" in printer.status().sentence
    release.set()
    thread.join(10)
