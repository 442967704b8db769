"""The settings file of one counter, in TOML, met strictly."""

import tomllib
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from chamberlain.delivery import Delivery
from chamberlain.folders import reason
from chamberlain.settings import (
    check_books,
    check_drawer,
    check_office,
    check_printer,
    check_slips,
    check_station,
)
from chamberlain.stop import misused
from devices.settings import PrinterKind, PrinterSettings


def _printer_as_written(value: str) -> str:
    check_printer(value)
    return value


class PrinterTable(BaseModel):
    """A printer with all its settings; what they mean is said where ``devices`` keeps them."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    kind: Literal["none", "network", "usb", "serial", "file"]
    address: str = ""
    confirm: bool = True
    timeout_seconds: float = 3
    confirm_seconds: float = 5
    kick_pin: int = 2
    kick_on_ms: int = 100
    kick_off_ms: int = 100
    open_when_high: bool = True
    profile: str = "TM-T88V"
    baud: int = 38400
    usb_in: int = 0x82
    usb_out: int = 0x01

    @model_validator(mode="after")
    def _hold(self) -> Self:
        self.value()
        return self

    def value(self) -> PrinterSettings:
        """Return the settings as the printers take them; raises ``ValueError`` when they do not hold."""
        return PrinterSettings(**{**self.model_dump(), "kind": PrinterKind(self.kind)})


class DeliveryTable(BaseModel):
    """Where the files of one accounting program go; what is meant is said where it is kept."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    folder: str = ""
    command: Annotated[tuple[str, ...], Field(strict=False)] = ()
    timeout_seconds: float = 60

    @model_validator(mode="after")
    def _hold(self) -> Self:
        self.value()
        return self

    def value(self) -> Delivery:
        """Return where they go; raises ``ValueError`` when the settings do not hold."""
        return Delivery(self.folder, self.command, self.timeout_seconds)


class SettingsFile(BaseModel):
    """What a settings file may hold; every key is optional, and no other key is allowed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    books: Annotated[str, AfterValidator(check_books)] | None = None
    office: Annotated[str, AfterValidator(check_office)] | None = None
    station: Annotated[str, AfterValidator(check_station)] | None = None
    drawer: Annotated[str, AfterValidator(check_drawer)] | None = None
    printer: PrinterTable | Annotated[str, AfterValidator(_printer_as_written)] | None = Field(
        default=None, union_mode="left_to_right"
    )
    slips: Annotated[str, AfterValidator(check_slips)] | None = None
    deliver: dict[str, DeliveryTable] | None = None


_KEYS: Final = {
    *SettingsFile.model_fields,
    *PrinterTable.model_fields,
    *DeliveryTable.model_fields,
}

_TABLES: Final[dict[str, type[BaseModel]]] = {"printer": PrinterTable, "deliver": DeliveryTable}


def read_settings_file(path: Path) -> dict[str, object]:
    """Return the values that a settings file gives. Ends the command when it cannot be read or a value is wrong."""
    try:
        with path.open("rb") as file:
            content = tomllib.load(file)
    except OSError as error:
        raise misused(f"The settings file {path} cannot be read: {reason(error)}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise misused(f"The settings file {path} is not TOML: {error}.") from error
    try:
        checked = SettingsFile.model_validate(content)
    except ValidationError as error:
        raise misused(f"{path}: {_sentence(error)}") from None
    values = checked.model_dump(exclude_none=True, exclude={"printer", "deliver"})
    if checked.printer is not None:
        written = checked.printer
        values["printer"] = written if isinstance(written, str) else written.value()
    if checked.deliver is not None:
        values["deliver"] = {code: table.value() for code, table in checked.deliver.items()}
    if checked.office is not None and (path.parent / checked.office).is_dir():
        # A relative folder in a file means beside the file, wherever the program was started.
        values["office"] = str(path.parent / checked.office)
    return values


def _sentence(error: ValidationError) -> str:
    faults = error.errors()
    # Of the two ways to write a printer, the one that was meant is a table exactly when a table was written.
    meant = [
        fault
        for fault in faults
        if not (fault["loc"][0] == "printer" and fault["type"] in ("model_type", "string_type"))
    ]
    first = (meant or faults)[0]
    key = ".".join(str(part) for part in first["loc"] if part in _KEYS)
    if first["type"] == "extra_forbidden":
        model = _TABLES.get(str(first["loc"][0]), SettingsFile)
        return f"there is no key '{first['loc'][-1]}'; allowed: {', '.join(model.model_fields)}."
    cause = first.get("ctx", {}).get("error") or first["msg"].lower()
    wanted = "a text in quotes" if first["type"] == "string_type" else cause
    shown = "a table" if isinstance(first["input"], dict) else repr(first["input"])
    return f"{key} is {shown}; allowed: {wanted}."
