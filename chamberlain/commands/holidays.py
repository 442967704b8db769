"""``chamberlain holidays``: the public holidays of some years by law, shown or put into the office's table."""

import argparse
from pathlib import Path

from chamberlain.asked import settings_of
from chamberlain.folders import office_folder, reason
from chamberlain.output import print_json
from chamberlain.stop import DONE, Stop, misused

FIRST_YEAR, LAST_YEAR = 1990, 2200
MOST_YEARS = 50
FILE = "holidays.toml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("--from", metavar="YEAR", type=int, dest="first", required=True)
    parser.add_argument("--to", metavar="YEAR", type=int, dest="last", help="--from unless given")
    parser.add_argument(
        "--write", action="store_true", help=f"put the years into the office's {FILE}"
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="compute years anew that the office has; its corrections of them are lost",
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Print the years in the policy's format, or write those that the office's table lacks."""
    from exchange.holiday_seed import holidays_by_law, year_text

    years = _years(asked)
    if asked.replace and not asked.write:
        raise misused("--replace goes with --write: without it nothing is changed.")
    if asked.write:
        return _write(asked, years)
    made = [holidays_by_law(year) for year in years]
    if asked.json:
        print_json([year.model_dump(mode="json") for year in made])
    else:
        print("\n".join(year_text(year) for year in made), end="")
    return DONE


def _years(asked: argparse.Namespace) -> range:
    last = asked.first if asked.last is None else asked.last
    if not FIRST_YEAR <= asked.first <= last <= LAST_YEAR or last - asked.first >= MOST_YEARS:
        raise misused(
            f"--from is {asked.first} and --to is {last}; allowed: at most {MOST_YEARS} years, in their order, "
            f"from {FIRST_YEAR} to {LAST_YEAR}."
        )
    return range(asked.first, last + 1)


def _write(asked: argparse.Namespace, years: range) -> int:
    from exchange.holiday_seed import seed
    from exchange.policy import PolicyError, make_office
    from exchange.policy_folder import read_policy

    folder = office_folder(settings_of(asked).office)
    try:
        files = read_policy(folder)
        seeded = seed(files.get(FILE, ""), years, replace=asked.replace)
        # What would not load as a policy is not written over one that does.
        make_office({**files, FILE: seeded.text})
    except PolicyError as error:
        raise Stop(str(error)) from error
    if seeded.added:
        _put(folder / FILE, seeded.text)
    if asked.json:
        print_json({"file": str(folder / FILE), "added": seeded.added, "kept": seeded.kept})
        return DONE
    print(f"Put into {folder / FILE}: {_list(seeded.added)}.")
    print(f"Left as the office has them: {_list(seeded.kept)}.")
    return DONE


def _list(years: tuple[int, ...]) -> str:
    return ", ".join(map(str, years)) or "none"


def _put(path: Path, text: str) -> None:
    """Write the file beside the old one and put it in its place: it is never half there."""
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        raise Stop(f"{path} cannot be written: {reason(error)}.") from error
