"""Which words open the counter at once, and how settings are found."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from chamberlain.options import counter_options
from chamberlain.settings import check_printer, load_settings
from chamberlain.settings_file import PrinterTable
from chamberlain.stop import WRONG_USAGE, Stop
from devices.settings import PrinterKind, PrinterSettings


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], {}),
        (["--demo"], {"demo": "yes"}),
        (["--books", "sqlite:///a", "--station=hall"], {"books": "sqlite:///a", "station": "hall"}),
        (["find", "doe"], None),
        (["--books"], None),
        (["--help"], None),
        (["--demos"], None),
    ],
)
def test_only_options_of_the_counter_open_it(
    words: list[str], options: dict[str, str] | None
) -> None:
    assert counter_options(words) == options


def settings_in(folder: Path, text: str) -> dict[str, str]:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return {"settings": str(path)}


def test_the_command_line_stands_over_environment_file_and_defaults(tmp_path: Path) -> None:
    given = settings_in(
        tmp_path, 'books = "sqlite:///file"\nstation = "file"\ndrawer = "F"\nprinter = "none"\n'
    )
    environ = {"CHAMBERLAIN_BOOKS": "sqlite:///environment", "CHAMBERLAIN_STATION": "environment"}
    settings = load_settings({**given, "books": "sqlite:///typed"}, environ)
    assert settings.books == "sqlite:///typed"
    assert settings.station == "environment"
    assert settings.drawer == "F"
    assert settings.office == "offices/ithaca"


def test_without_any_setting_the_books_are_in_the_persons_data_folder() -> None:
    settings = load_settings({}, {})
    assert settings.books.startswith("sqlite:///")
    assert settings.books.endswith("/chamberlain/books.sqlite")
    assert settings.printer == PrinterSettings()
    assert settings.station


@pytest.mark.parametrize(
    ("text", "key", "value", "allowed"),
    [
        ('books = "mysql://x"', "books", "mysql://x", "sqlite:///PATH"),
        ("drawer = 1", "drawer", "1", "a text in quotes"),
        ('station = ""', "station", "''", "1 to 30 letters"),
        ('printer = "network:h:99999"', "printer", "network:h:99999", "host:port"),
        ('colour = "red"', "colour", "", "books, office, station, drawer, printer"),
        ("books = ", "not TOML", "", ""),
        ('[printer]\nkind = "usb"\naddress = "x"', "printer", "a table", "vendor:product in hex"),
        ('[printer]\nkind = "fax"', "printer.kind", "'fax'", "'network'"),
        ('[printer]\nkind = "none"\nspeed = 1', "'speed'", "", "kick_pin"),
        ('[printer]\nkind = "none"\nbaud = "fast"', "printer.baud", "'fast'", "integer"),
    ],
)
def test_a_wrong_settings_file_is_told_in_one_sentence(
    tmp_path: Path, text: str, key: str, value: str, allowed: str
) -> None:
    given = settings_in(tmp_path, text)
    with pytest.raises(Stop) as stopped:
        load_settings(given, {})
    sentence = stopped.value.sentence
    assert stopped.value.exit_code == WRONG_USAGE
    for part in (given["settings"], key, value, allowed):
        assert part in sentence
    assert "\n" not in sentence


def test_a_printer_may_be_given_with_all_its_settings(tmp_path: Path) -> None:
    text = '[printer]\nkind = "network"\naddress = "192.0.2.7"\nkick_pin = 5\n'
    settings = load_settings(settings_in(tmp_path, text), {})
    assert settings.printer == PrinterSettings(PrinterKind.NETWORK, "192.0.2.7", kick_pin=5)


def test_the_settings_file_knows_every_setting_of_a_printer() -> None:
    assert list(PrinterTable.model_fields) == [each.name for each in fields(PrinterSettings)]
    assert PrinterTable(kind="none").value() == PrinterSettings()


def test_a_settings_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        load_settings({}, {"CHAMBERLAIN_SETTINGS": str(tmp_path / "none.toml")})
    assert "none.toml" in stopped.value.sentence
    assert stopped.value.exit_code == WRONG_USAGE


def test_a_wrong_value_names_where_it_stands() -> None:
    with pytest.raises(Stop, match="CHAMBERLAIN_DRAWER is 'front desk'"):
        load_settings({}, {"CHAMBERLAIN_DRAWER": "front desk"})
    with pytest.raises(Stop, match="the option --printer is 'laser'"):
        load_settings({"printer": "laser"}, {})


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("none", PrinterSettings()),
        ("file:a b.bin", PrinterSettings(PrinterKind.FILE, "a b.bin")),
        ("network:192.0.2.7", PrinterSettings(PrinterKind.NETWORK, "192.0.2.7")),
        ("network:printer.hall:9100", PrinterSettings(PrinterKind.NETWORK, "printer.hall:9100")),
        ("network:[2001:db8::1]:9100", PrinterSettings(PrinterKind.NETWORK, "[2001:db8::1]:9100")),
        ("usb:04b8:0e15", PrinterSettings(PrinterKind.USB, "04b8:0e15")),
        ("serial:/dev/ttyS0", PrinterSettings(PrinterKind.SERIAL, "/dev/ttyS0")),
    ],
)
def test_printer_addresses(text: str, setting: PrinterSettings) -> None:
    assert check_printer(text) == setting


@pytest.mark.parametrize(
    "text",
    ["", "none:x", "file:", "network:", "network:a:0", "network:a b", "usb:1:2", "serial:", "lp:x"],
)
def test_printer_addresses_that_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        check_printer(text)
