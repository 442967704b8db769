"""``chamberlain export``: the journal of some days in the form of another ledger, whole into a file or not at all."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened, asked_span, opened
from chamberlain.commands.export_program import program_arguments, run_program
from chamberlain.noted import note_command
from chamberlain.policies import KeptPolicies
from chamberlain.reports.going_out import check_output
from chamberlain.stop import DONE, Stop, misused
from domain.people.access import AccessKind
from domain.reports.asked import Asked
from domain.reports.catalog import open_sessions

if TYPE_CHECKING:
    from exchange.ledger_export import Exported

FORMATS: Final = ("munis", "iif", "csv", "beancount", "hledger")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "what",
        metavar="PROGRAM|journal",
        help="an accounting program of the office, such as tax, or the journal",
    )
    journal = parser
    journal.add_argument(
        "--on",
        metavar="PERIOD",
        help="a day or a period, such as 'last month'; unless given the journal's is today, a program's all unsent",
    )
    journal.add_argument("--from", metavar="DATE", dest="first", help="the first of several days")
    journal.add_argument("--to", metavar="DATE", dest="last", help="the last of several days")
    journal.add_argument("--format", choices=FORMATS, help="the journal's: which ledger's form")
    journal.add_argument(
        "--output", metavar="PATH", help="the file to write; of a program the folder"
    )
    journal.add_argument(
        "--sealed-only", action="store_true", help="the journal's: refuse days that are not sealed"
    )
    journal.add_argument("--force", action="store_true", help="replace the file if it is there")
    program_arguments(parser)


def run(asked: argparse.Namespace) -> int:
    """Write the file and say on standard error what is in it; nothing is written when anything is refused."""
    if asked.what != "journal":
        return run_program(asked)
    if asked.tape or asked.release or asked.send or asked.again or asked.json:
        raise misused("--tape, --release, --send, --again and --json are a program's.")
    if asked.output is None or asked.format is None:
        raise misused("The journal needs --format and, for the file to write, --output.")
    check_output(asked)
    path = Path(asked.output)
    with opened(asked) as at:
        first, last = asked_span(at, asked)
        unsealed = tuple(day for day in at.books.days_to_seal() if first <= day <= last)
        if unsealed and asked.sealed_only:
            raise Stop(f"{_days(unsealed)} not sealed. Seal with 'chamberlain close-day' first.")
        made = _made(at, first, last, asked.format, unsealed)
        about = f"journal {first} to {last} as {asked.format}, {made.entries} entries"
        about += ", not sealed" if unsealed else ""
        note_command(at.books, AccessKind.EXPORTED, about, path.name)
        _write(path, made.content, replace=asked.force)
    print(
        f"{made.entries:,} entries, {made.lines:,} lines: debits {made.debits} = credits {made.debits}.",
        file=sys.stderr,
    )
    if at.books.training:
        print(
            "WARNING: these books are for training: no ledger may take this file.", file=sys.stderr
        )
    if unsealed:
        print(
            f"WARNING: {_days(unsealed)} not sealed, so more may be posted: seal, then export again with --force.",
            file=sys.stderr,
        )
    return DONE


def _days(days: tuple[date, ...]) -> str:
    told = ", ".join(day.isoformat() for day in days)
    return f"{told} {'is' if len(days) == 1 else 'are'}"


def _made(at: Opened, first: date, last: date, how: str, unsealed: tuple[date, ...]) -> "Exported":
    from exchange.ledger_export import export_journal
    from exchange.ledger_form import NotExported

    sessions = open_sessions(at.books, (drawer.code for drawer in at.office.drawers))
    zone = ZoneInfo(at.office.time_zone)
    policies = KeptPolicies(at.books)
    name = f"TRAINING, {at.office.name}" if at.books.training else at.office.name
    named = replace(at.office, name=name)
    asked = Asked(named, first, last, sessions, zone, policies.at, drills=False)
    try:
        return export_journal(at.books.entries(first, last), asked, how, unsealed)
    except NotExported as refusal:
        raise Stop(str(refusal)) from None


def _write(path: Path, content: bytes, *, replace: bool) -> None:
    from exchange.whole_file import NotWritten, write_whole

    try:
        write_whole(path, content, replace=replace)
    except NotWritten as refusal:
        raise Stop(str(refusal)) from None
