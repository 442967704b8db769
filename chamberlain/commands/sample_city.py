"""``chamberlain sample-city``: the export files of a made-up city, one for each kind of import."""

import argparse
from pathlib import Path

from chamberlain.asked import asked_date
from chamberlain.cli import given_options
from chamberlain.clock import now
from chamberlain.folders import reason
from chamberlain.opening import load_sample_of
from chamberlain.output import print_json, progress, progress_done
from chamberlain.settings import load_settings
from chamberlain.stop import DONE, Stop, misused

MOST_PARCELS = 20_000_000
FIRST_YEAR, LAST_YEAR = 1960, 2140
"""Bills reach some years back and forth from the day, and an import takes dates from 1950 to 2150."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "folder", metavar="DIR", type=Path, help="where KIND.csv is written, per kind"
    )
    parser.add_argument(
        "--parcels", type=int, metavar="N", help="the size; the office's own unless given"
    )
    parser.add_argument(
        "--seed", type=int, metavar="N", default=1, help="another number, another city"
    )
    parser.add_argument(
        "--on", metavar="DATE", help="the day that the bills stand at; today unless given"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Write the files; the same words give the same files."""
    from exchange.sample_city import write_city

    day = asked_date(asked) or now().astimezone().date()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise misused(f"--on is {day}; allowed: the years {FIRST_YEAR} to {LAST_YEAR}.")
    sample = load_sample_of(load_settings(given_options(asked)))
    parcels = sample.size.parcels if asked.parcels is None else asked.parcels
    if not 1 <= parcels <= MOST_PARCELS:
        raise misused(f"--parcels is {parcels}; allowed: 1 to {MOST_PARCELS}.")
    progress(f"Writing a city of {parcels} parcels ...")
    try:
        files = write_city(asked.folder, sample, parcels, asked.seed, day)
    except OSError as error:
        raise Stop(f"The files cannot be written to {asked.folder}: {reason(error)}.") from error
    finally:
        progress_done()
    if asked.json:
        print_json({"on": day.isoformat(), "files": {kind: str(files[kind]) for kind in files}})
    else:
        for kind, path in files.items():
            print(f"{kind}: {path}")
    return DONE
