"""The files of a policy: which may be there beside those of the services, and the checked content of one."""

import tomllib
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from exchange.policy_errors import first_fault
from exchange.policy_folder import PolicyError

Model = TypeVar("Model", bound=BaseModel)
WATER = "water_rates.toml"
PARKING = "parking_rules.toml"
LIENS = "liens.toml"
ITEMS = "item_rules.toml"
CORRECTIONS = "corrections.toml"
ROUNDING = "rounding.toml"
STOCK = "stock.toml"
CUSTODY = "custody.toml"
CHART = "chart.toml"
INTERFACES = "interfaces.toml"
REPORTS_FILE = "reports.toml"
RULE_FILES = frozenset(
    {WATER, PARKING, LIENS, ITEMS, CORRECTIONS, ROUNDING, STOCK, CUSTODY, INTERFACES, REPORTS_FILE}
)
"""Files that an office may have beside those its services are named by."""


def read_model(files: Mapping[str, str], name: str, model: type[Model]) -> Model:
    """Return the checked content of one file."""
    if name not in files:
        raise PolicyError(name, "", f"is missing; the folder has {', '.join(sorted(files))}")
    try:
        data = tomllib.loads(files[name])
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(name, "", f"is not written as TOML: {error}") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise first_fault(name, model, error) from error
