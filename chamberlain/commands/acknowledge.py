"""``chamberlain acknowledge``: what an accounting program says that it posted, or holds owed, against our own books."""

import argparse
import sys
from pathlib import Path

from chamberlain.acknowledging import Answer, acknowledge_report, compare_balances
from chamberlain.asked import opened, read_date
from chamberlain.interfaces import interface_of
from chamberlain.output import print_columns, print_json
from chamberlain.stop import DONE, REFUSED, Stop
from domain.text import display_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("program", metavar="PROGRAM", help="an accounting program, such as tax")
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="its posting report, or its refreshed list of bills with balances",
    )
    parser.add_argument("--batch", metavar="ID", help="the batch that the report is of")
    parser.add_argument(
        "--on", metavar="DATE", help="the day the balances are of; today unless given"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Compare line by line, keep what was found, and return 1 where anything differs."""
    from exchange.interface_report import read_report
    from exchange.text_file import FileFault

    with opened(asked) as at:
        interface = interface_of(at, asked.program)
        try:
            told, digest = read_report(asked.file, interface.layout)
        except FileFault as fault:
            where = f", {fault.column} {fault.value!r}" if fault.column else ""
            raise Stop(f"{asked.file}, line {fault.line}{where}: {fault.reason}.") from None
        except OSError as error:
            raise Stop(f"{asked.file} cannot be read: {error.strerror or error}.") from None
        name = asked.file.name[:80]
        if isinstance(told, dict):
            on = read_date(asked.on) if asked.on else at.today
            answer = compare_balances(interface, told, name, digest, on)
        else:
            answer = acknowledge_report(interface, told, name, digest, asked.batch)
    _tell(answer, as_json=asked.json)
    return REFUSED if answer.differences else DONE


def _tell(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        print_json(answer.data())
        return
    for line in answer.lines:
        print(display_text(line))
    if answer.differences:
        rows = [
            (d.finding.value, d.reference, d.bill_no, d.ours, d.theirs, d.note)
            for d in answer.differences
        ]
        print_columns(("finding", "line", "bill", "ours", "theirs", "note"), rows)
        print(f"chamberlain: {len(answer.differences)} differ.", file=sys.stderr)
