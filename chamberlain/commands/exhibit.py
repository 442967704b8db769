"""``chamberlain exhibit``: the auditor's exhibit of a day as one PDF."""

import argparse
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened, asked_date, opened
from chamberlain.noted import note_command
from chamberlain.output import progress_done, read_so_far
from chamberlain.policies import KeptPolicies
from chamberlain.stop import DONE, REFUSED, Stop, misused
from domain.people.access import AccessKind
from domain.reports.asked import Asked
from domain.reports.catalog import open_sessions
from domain.reports.exhibit import Exhibit, day_exhibit


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("--on", metavar="DATE", required=True, help="the business date")
    parser.add_argument(
        "--output", metavar="FILE", required=True, help="the PDF, written whole or not at all"
    )
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def run(asked: argparse.Namespace) -> int:
    """Write the exhibit and say what agrees; exit code 1 when anything on it differs."""
    if asked_date(asked) is None:
        raise misused("--on is the business date of the exhibit.")
    path = Path(asked.output)
    if path.exists() and not asked.force:
        raise Stop(f"{path} is there already; --force replaces it.")
    with opened(asked) as at:
        exhibit = _made(at, asked)
        note_command(at.books, AccessKind.REPORTED, "exhibit", path.name)
    _write(path, exhibit, replace=asked.force)
    for check in exhibit.checks:
        print(f"{check.holds.value:8} {check.what}: {check.said}")
    for note in exhibit.notes:
        print(note, file=sys.stderr)
    return REFUSED if exhibit.differs else DONE


def _made(at: Opened, asked: argparse.Namespace) -> Exhibit:
    day = asked_date(asked)
    if day is None or next(at.books.entries(day, day), None) is None:
        raise Stop(f"Nothing was posted on {day}: there is nothing to exhibit.")
    blind = open_sessions(at.books, (drawer.code for drawer in at.office.drawers))
    zone, policies = ZoneInfo(at.office.time_zone), KeptPolicies(at.books)
    asked_of = Asked(
        at.office, day, day, blind, zone, policies.at, drills=False, reading=read_so_far
    )
    try:
        return day_exhibit(at.books, asked_of)
    finally:
        progress_done()


def _write(path: Path, exhibit: Exhibit, *, replace: bool) -> None:
    from exchange.exhibit_pdf import exhibit_pdf
    from exchange.whole_file import NotWritten, write_whole

    try:
        write_whole(path, exhibit_pdf(exhibit), replace=replace)
    except NotWritten as refusal:
        raise Stop(str(refusal)) from None
