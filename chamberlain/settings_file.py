"""The settings file of one counter, in TOML, met strictly."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from chamberlain.folders import reason
from chamberlain.settings import (
    check_books,
    check_drawer,
    check_office,
    check_printer,
    check_station,
)
from chamberlain.stop import misused


def _printer_as_written(value: str) -> str:
    check_printer(value)
    return value


class SettingsFile(BaseModel):
    """What a settings file may hold; every key is optional, and no other key is allowed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    books: Annotated[str, AfterValidator(check_books)] | None = None
    office: Annotated[str, AfterValidator(check_office)] | None = None
    station: Annotated[str, AfterValidator(check_station)] | None = None
    drawer: Annotated[str, AfterValidator(check_drawer)] | None = None
    printer: Annotated[str, AfterValidator(_printer_as_written)] | None = None


def read_settings_file(path: Path) -> dict[str, str]:
    """Return the values that a settings file gives. Ends the command when it cannot be read or a value is wrong."""
    try:
        with path.open("rb") as file:
            content = tomllib.load(file)
    except OSError as error:
        raise misused(f"The settings file {path} cannot be read: {reason(error)}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise misused(f"The settings file {path} is not TOML: {error}.") from error
    try:
        checked = SettingsFile.model_validate(content)
    except ValidationError as error:
        raise misused(f"{path}: {_sentence(error)}") from None
    values = checked.model_dump(exclude_none=True)
    if "office" in values:
        # A relative folder in a file means beside the file, wherever the program was started.
        beside = path.parent / values["office"]
        values["office"] = str(beside) if beside.is_dir() else values["office"]
    return values


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no key '{key}'; allowed: {', '.join(SettingsFile.model_fields)}."
    cause = first.get("ctx", {}).get("error")
    return f"{key} is {first['input']!r}; allowed: {cause or 'a text in quotes'}."
