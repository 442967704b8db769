"""Reading what an office's sample city is made of, or saying in one sentence what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exchange.column_map import ColumnMap, ImportsModel
from exchange.policy_files import read_model
from exchange.policy_folder import SAMPLE_FILE, PolicyError, read_folder
from exchange.sample_models import (
    ParkingModel,
    PermitsModel,
    PlacesModel,
    SampleModel,
    SizeModel,
    TaxModel,
    WaterModel,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How one export is written: its headings, each with the field under it, in the way that ``read_by`` reads."""

    columns: Mapping[str, str]
    read_by: ColumnMap
    marked: bool


@dataclass(frozen=True, slots=True)
class SampleCity:
    """What an office's sample city is made of, and the sheets of its programs by kind of import."""

    size: SizeModel
    places: PlacesModel
    tax: TaxModel
    water: WaterModel
    parking: ParkingModel
    permits: PermitsModel
    sheets: Mapping[str, Sheet]


def load_sample(folder: Path | str) -> SampleCity:
    """Read what the sample city of the office in ``folder`` is made of, and how its imports are written.

    Raises ``PolicyError`` with one sentence: the office has no sample city, or a value in its file does not hold.
    """
    files = read_folder(Path(folder))
    if SAMPLE_FILE not in files:
        raise PolicyError(
            str(folder),
            "",
            f"has no {SAMPLE_FILE}, so no sample city can be made of this office; "
            "copy that file from an office that has one, or name that office with --office",
        )
    model = read_model(files, SAMPLE_FILE, SampleModel)
    maps = read_model(files, "imports.toml", ImportsModel).root
    programs: dict[str, TaxModel | WaterModel | ParkingModel | PermitsModel] = {
        "tax": model.tax,
        "water": model.water,
        "parking": model.parking,
        "permits": model.permits,
    }
    sheets = {
        kind: _sheet(kind, program.columns, program.byte_order_mark, maps)
        for kind, program in programs.items()
    }
    return SampleCity(
        model.size, model.places, model.tax, model.water, model.parking, model.permits, sheets
    )


def _sheet(
    kind: str, columns: Mapping[str, str], marked: bool, maps: Mapping[str, ColumnMap]
) -> Sheet:
    """Return the sheet of a kind; refuses what the office's own import could not read."""
    if kind not in maps:
        raise PolicyError("imports.toml", kind, "is missing; the sample city has such an export")
    read_by = maps[kind]
    if read_by.quote == "none":
        raise PolicyError(
            "imports.toml", f"{kind}.quote", "is 'none'; a sample city is written with quotes"
        )
    if marked and read_by.encoding != "utf-8":
        raise PolicyError(
            SAMPLE_FILE,
            f"{kind}.byte_order_mark",
            f"is true; allowed is false where imports.toml says {read_by.encoding}",
        )
    lacking = [name for name in read_by.column_names() if name not in columns]
    if lacking:
        raise PolicyError(
            SAMPLE_FILE, f"{kind}.columns", f"lacks {lacking[0]!r}, which imports.toml reads"
        )
    return Sheet(columns, read_by, marked)
