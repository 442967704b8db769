"""``chamberlain report``: a drawer session, receipts, or a report over some days, in any of five forms."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from chamberlain.asked import Opened, asked_date, asked_span, opened
from chamberlain.cli import shared_options
from chamberlain.noted import note_command
from chamberlain.output import (
    Cell,
    print_columns,
    print_csv,
    print_json,
    print_json_list,
    progress_done,
    read_so_far,
)
from chamberlain.reports import receipts as receipts_report
from chamberlain.reports.going_out import BINARY, check_output, format_options, output_of, send
from chamberlain.reports.posted import posted_report, print_report
from chamberlain.reports.public import (
    is_public_receipt,
    names_of,
    public_receipt_data,
    public_row,
)
from chamberlain.reports.spans import SPANS
from chamberlain.reports.tables import Table, print_table
from chamberlain.stop import DONE, Stop, refused
from domain.custody.drawer import DrawerSession
from domain.people.access import AccessKind
from domain.records import PostedReceipt
from domain.refusals import Refusal
from domain.reports.catalog import REPORTS
from domain.reports.report import Report

SAVED: Final = "saved"
_TOLD_EVERY: Final = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    names = parser.add_subparsers(dest="report", metavar="NAME", required=True)
    for name, purpose in (
        ("drawer", "a day's drawer sessions: expected, counted, over and short, receipts"),
        ("receipts", "the receipts of a business date or a session"),
    ):
        each = names.add_parser(name, help=purpose, parents=[shared_options()])
        if name == "drawer":
            each.add_argument(
                "of", nargs="?", metavar="SESSION", help="a session such as 1-7, or a drawer's code"
            )
        each.add_argument("--on", metavar="DATE", help="business date; the latest unless given")
        each.add_argument("--session", metavar="ID", help="one drawer session")
        if name == "receipts":
            each.add_argument(
                "--public", action="store_true", help="only what anybody may have, by policy"
            )
        format_options(each)
    purposes = {name: each.purpose for name, each in REPORTS.items()}
    purposes |= {name: each.purpose for name, each in SPANS.items()}
    saved = names.add_parser(
        SAVED, help="one of the office's own questions (reports.toml)", parents=[shared_options()]
    )
    saved.add_argument("saved", nargs="?", metavar="NAME", help="which; all are listed without")
    saved.add_argument("--on", metavar="PERIOD", help="another period than its own")
    saved.set_defaults(first=None, last=None)
    format_options(saved)
    # One session is asked for here; the list on the screen has all that were closed.
    del purposes["drawer"]
    for name, purpose in purposes.items():
        each = names.add_parser(name, help=purpose, parents=[shared_options()])
        each.add_argument(
            "--on",
            metavar="PERIOD",
            help="a day or a period, such as 'last month'; today unless given",
        )
        if name in REPORTS and REPORTS[name].of_account:
            each.add_argument("--account", metavar="NUMBER", required=True, help="its own number")
        each.add_argument("--from", metavar="DATE", dest="first", help="the first of several days")
        each.add_argument("--to", metavar="DATE", dest="last", help="the last of several days")
        format_options(each)


def run(asked: argparse.Namespace) -> int:
    """Print the report, or write it to a file."""
    check_output(asked)
    over_days = asked.report not in ("drawer", "receipts")
    day = None if over_days else asked_date(asked)
    # The option of the counter's own drawer here chooses whose report it is.
    asked.of_drawer = getattr(asked, "drawer", None)
    with opened(asked) as at:
        _name_session(at, asked)
        if asked.of_drawer is not None:
            known = at.office.drawer(asked.of_drawer)
            if isinstance(known, Refusal):
                raise refused(known)
        if asked.report == SAVED and not _choose(at, asked):
            return DONE
        path = Path(asked.output).name if asked.output else ""
        # The log tells no customer's data, and would only tell of itself.
        if asked.report != "access":
            note_command(at.books, AccessKind.REPORTED, f"report {asked.report}", path)
        with output_of(asked):
            if asked.report in SPANS:
                _table(at, asked)
            elif asked.report == "drawer" and not hasattr(asked, "saved"):
                _drawer(at, asked, day)
            elif asked.report == "receipts":
                _receipts(at, asked, day)
            else:
                _posted(at, asked)
    return DONE


def _name_session(at: Opened, asked: argparse.Namespace) -> None:
    """Put the session or the drawer that was named without an option in its place; stop for what is neither."""
    of = getattr(asked, "of", None)
    if of is None:
        return
    if of in [each.code for each in at.office.drawers]:
        asked.of_drawer = of
    elif at.books.session(of) is not None:
        asked.session = of
    else:
        drawers = ", ".join(each.code for each in at.office.drawers)
        raise Stop(
            f"'{of}' is no drawer session of these books and no drawer: name a session such as 1-7, or one of the "
            f"drawers {drawers} for its latest day, with --on DATE for another day's."
        )


def _choose(at: Opened, asked: argparse.Namespace) -> bool:
    """Put a saved question in the place of what was asked; without its name list all, and return false."""
    rules = at.office.reporting
    if asked.saved is None:
        print_columns(
            ("name", "report", "period", "account"),
            [(each.name, each.report, each.period, each.account) for each in rules.saved],
        )
        return False
    found = rules.named(asked.saved)
    if found is None:
        known = ", ".join(each.name for each in rules.saved) or "none"
        raise Stop(f"No report is saved as '{asked.saved}'. Saved in reports.toml: {known}.")
    asked.report, asked.on, asked.account = found.report, asked.on or found.period, found.account
    return True


def _table(at: Opened, asked: argparse.Namespace) -> None:
    first, last = asked_span(at, asked)
    if asked.format in (*BINARY, "text") and asked.report in REPORTS:
        _whole(at, asked, lambda: posted_report(at, asked.report, first, last))
        return
    table = SPANS[asked.report].table(at, first, last)
    if asked.format in BINARY:
        title = asked.report.capitalize()
        _whole(at, asked, lambda: table.report(asked.report, title, at.office.name, first, last))
    else:
        print_table(table, asked.format)


def _posted(at: Opened, asked: argparse.Namespace) -> None:
    first, last = asked_span(at, asked)
    about = getattr(asked, "account", "")
    report = posted_report(at, asked.report, first, last, about)
    if about and not report.sections:
        # Nothing is written of an account that is not there, as a typing error would file an empty report.
        raise Stop(report.notes[0])
    _whole(at, asked, lambda: report)


def _whole(at: Opened, asked: argparse.Namespace, make: Callable[[], Report]) -> None:
    """Print a report as text or send it as a file; one made from training books says so in its heading."""

    def marked() -> Report:
        report = make()
        training = at.books.training
        return replace(report, office=f"TRAINING, {report.office}") if training else report

    if asked.format in BINARY:
        send(marked, asked)
    else:
        print_report(marked(), asked.format)


def _drawer(at: Opened, asked: argparse.Namespace, day: date | None) -> None:
    from chamberlain.reports.drawer import read_drawer
    from chamberlain.reports.drawer_forms import COLUMNS, DrawerForms

    forms = DrawerForms(at.office)
    found = [read_drawer(at.books, each) for each in _sessions(at, asked, day)]
    if asked.format == "json":
        shown = [forms.data(each) for each in found]
        print_json(shown[0] if asked.session is not None else shown)
        return
    if asked.format != "text":
        left = ", ".join(each.session.session_id for each in found if each.closed is None)
        found = [each for each in found if each.closed is not None]
        if not found:
            raise Stop(f"Session {left} is open: its tender totals are told when it is closed.")
        if left:
            print(f"Open and left out: {left}.", file=sys.stderr)
    if asked.format == "csv":
        print_csv(COLUMNS, [row for each in found for row in forms.rows(each)])
    else:
        _whole(at, asked, lambda: forms.sheet(found))


def _one_session(at: Opened, name: str) -> DrawerSession:
    session = at.books.session(name)
    if session is None:
        raise Stop(f"There is no drawer session {name} in these books.")
    return session


def _sessions(at: Opened, asked: argparse.Namespace, day: date | None) -> Sequence[DrawerSession]:
    """Return the session that was named, else all that were opened on the day, at one drawer where it was named."""
    if asked.session is not None:
        return (_one_session(at, asked.session),)
    on = day or _latest_day(at, asked.of_drawer)
    sessions = [each for each in at.books.sessions(on) if asked.of_drawer in (None, each.drawer)]
    if not sessions:
        raise Stop(f"No drawer was opened on {on}.")
    return sessions


def _latest_day(at: Opened, drawer: str | None) -> date:
    drawers = [drawer] if drawer is not None else [each.code for each in at.office.drawers]
    days = [day for each in drawers if (day := at.books.last_business_date(each)) is not None]
    return max(days, default=at.today)


def _receipts(at: Opened, asked: argparse.Namespace, day: date | None) -> None:
    chosen = _chosen_receipts(at, asked, day)
    if asked.format == "json":
        print_json_list(_receipt_data(at, each, public=asked.public) for each in chosen)
        return
    days: set[date] = set()
    rows = (_receipt_row(at, each, days, public=asked.public) for each in chosen)
    names = names_of(receipts_report.COLUMNS)
    if asked.format in BINARY:
        table = Table(names, tuple(rows))
        _whole(at, asked, lambda: _sheet(at, days or {at.today}, table))
    else:
        (print_csv if asked.format == "csv" else print_columns)(names, rows)


def _sheet(at: Opened, days: set[date], table: Table) -> Report:
    return table.report("receipts", "Receipts", at.office.name, min(days), max(days))


def _receipt_data(at: Opened, posted: PostedReceipt, *, public: bool) -> dict[str, object]:
    data = receipts_report.receipt_data(posted)
    receipt = receipts_report.receipt_of(posted)
    return public_receipt_data(data, receipt, at.office) if public else data


def _receipt_row(
    at: Opened, posted: PostedReceipt, days: set[date], *, public: bool
) -> Sequence[Cell]:
    """Return the row of a receipt, and note its day."""
    days.add(posted.posting.header.business_date)
    row = receipts_report.receipt_row(posted)
    of_record = is_public_receipt(receipts_report.receipt_of(posted), at.office)
    return public_row(row, receipts_report.COLUMNS, of_record=of_record) if public else row


def _chosen_receipts(
    at: Opened, asked: argparse.Namespace, day: date | None
) -> Iterator[PostedReceipt]:
    """Return the receipts asked for, in the order of their numbers, as they are read."""
    if asked.session is not None:
        session = _one_session(at, asked.session).session_id
        found = at.books.receipts_in_order(session_id=session)
    else:
        on = day or _latest_day(at, asked.of_drawer)
        found = at.books.receipts_in_order(on=on)
    for read, each in enumerate(found, 1):
        # On a terminal the receipts themselves say how far it has come.
        if not read % _TOLD_EVERY and not sys.stdout.isatty():
            read_so_far(read)
        if asked.of_drawer in (None, each.posting.header.drawer):
            yield each
    progress_done()
