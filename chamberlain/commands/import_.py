"""``chamberlain import``: one accounting program's export file, every row of it or nothing."""

import argparse
import getpass
import sys
from pathlib import Path

from chamberlain.asked import opened
from chamberlain.clock import now
from chamberlain.output import print_json, progress, progress_done
from chamberlain.stop import DONE, REFUSED
from domain.text import display_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "kind", metavar="KIND", help="a kind of the office's imports.toml, such as tax"
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the export file")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Import the file and print its control totals; exit code 1 with each refused row when nothing was imported."""
    from exchange.intake_report import ImportReport, import_file

    with opened(asked) as at:
        try:
            report = import_file(
                at.books, asked.file, asked.kind, at.policy, who_runs_this(), now(), show_progress
            )
        finally:
            progress_done()
    taken_in = isinstance(report, ImportReport)
    if asked.json:
        print_json(report.to_json())
        if not taken_in:
            print(f"chamberlain: {report.lines()[0]}", file=sys.stderr)
    else:
        for line in report.lines():
            print(display_text(line), file=sys.stdout if taken_in else sys.stderr)
    return DONE if taken_in else REFUSED


def who_runs_this() -> str:
    """Return the name under which the operating system knows the person at the command line."""
    try:
        return getpass.getuser()[:30]
    except (KeyError, OSError):
        return "command line"


def show_progress(done: int, whole: int) -> None:
    """Say how much of a file has been read, over all passes."""
    progress(f"{done * 100 // max(whole, 1)} % read")
