"""The files of a policy folder: their bytes, and the checked content of one of them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from exchange.policy_errors import PolicyError, first_fault

Model = TypeVar("Model", bound=BaseModel)
SAMPLE_FILE = "sample_city.toml"
WATER = "water_rates.toml"
PARKING = "parking_rules.toml"
LIENS = "liens.toml"
ITEMS = "item_rules.toml"
RULE_FILES = frozenset({WATER, PARKING, LIENS, ITEMS})
"""Files that an office may have beside those its services are named by."""
"""What a made-up city is made of. It is no policy: nothing is charged by it, and no posting cites it."""
MOST_BYTES = 1_000_000
"""No policy file is longer than a megabyte; a longer one is another file by mistake."""


def read_folder(folder: Path, *, leave_out: str = "") -> dict[str, bytes]:
    """Return the bytes of every policy file but ``leave_out``, by name, with line ends made equal."""
    try:
        paths = sorted(path for path in folder.glob("*.toml") if path.name != leave_out)
        if not paths:
            raise PolicyError(
                str(folder), "", "holds no policy files; name a folder that has office.toml"
            )
        files: dict[str, bytes] = {}
        for path in paths:
            content = path.read_bytes()
            if len(content) > MOST_BYTES:
                raise PolicyError(path.name, "", f"is longer than {MOST_BYTES:,} bytes")
            files[path.name] = content.replace(b"\r\n", b"\n")
    except OSError as error:
        raise PolicyError(str(folder), "", f"cannot be read: {error.strerror}") from error
    return files


def read_model(files: Mapping[str, bytes], name: str, model: type[Model]) -> Model:
    """Return the checked content of one file."""
    if name not in files:
        raise PolicyError(name, "", f"is missing; the folder has {', '.join(sorted(files))}")
    try:
        data = tomllib.loads(files[name].decode("utf-8"))
    except UnicodeDecodeError as error:
        line = files[name].count(b"\n", 0, error.start) + 1
        raise PolicyError(name, "", f"is not UTF-8 text: line {line} has a wrong byte") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(name, "", f"is not written as TOML: {error}") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise first_fault(name, model, error) from error
