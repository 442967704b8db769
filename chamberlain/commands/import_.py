"""``chamberlain import``: one accounting program's export file, or a bank's statement: all of it or nothing."""

import argparse
import getpass
import sys
from pathlib import Path

from chamberlain.asked import opened
from chamberlain.clock import now
from chamberlain.output import print_json, progress, progress_done
from chamberlain.stop import DONE, REFUSED, misused
from domain.text import display_text

BANK = "bank"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "kind",
        metavar="KIND",
        help="a kind of the office's imports.toml, such as tax; bank for a statement in BAI2",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the export file")
    parser.add_argument(
        "--operator",
        metavar="SIGN-IN-NAME",
        help="who takes a bank's statement in; the PIN is asked for",
    )
    parser.add_argument("--pin-stdin", action="store_true", help="read the PIN from standard input")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Import the file and print its control totals; exit code 1 with each refused row when nothing was imported."""
    if asked.kind == BANK:
        return _take_statement(asked)
    if asked.operator is not None or asked.pin_stdin:
        raise misused("--operator and --pin-stdin go with 'import bank'.")
    from exchange.intake_report import ImportReport, import_file

    with opened(asked) as at:
        try:
            report = import_file(
                at.books,
                asked.file,
                asked.kind,
                at.whole_policy(),
                who_runs_this(),
                now(),
                show_progress,
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


def _take_statement(asked: argparse.Namespace) -> int:
    """Take in a bank's statement, signed for by an operator."""
    from chamberlain.bank_import import signed_in, take_statement
    from chamberlain.typed import Typed

    if asked.operator is None:
        raise misused(
            "A bank's statement is taken in by somebody: add --operator with a sign-in name; the PIN is asked for."
        )
    with opened(asked) as at:
        pin = Typed(from_stdin=asked.pin_stdin).known(f"PIN of {asked.operator}")
        operator = signed_in(at.books, asked.operator, pin, at)
        taken = take_statement(at, asked.file, operator)
    if asked.json:
        print_json(taken.to_json())
    else:
        for line in taken.lines():
            print(display_text(line))
    return DONE


def who_runs_this() -> str:
    """Return the name under which the operating system knows the person at the command line."""
    try:
        return getpass.getuser()[:30]
    except (KeyError, OSError):
        return "command line"


def show_progress(done: int, whole: int) -> None:
    """Say how much of a file has been read, over all passes."""
    progress(f"{done * 100 // max(whole, 1)} % read")
