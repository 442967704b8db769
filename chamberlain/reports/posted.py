"""The reports made of postings, asked for at the command line."""

from datetime import date
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened
from chamberlain.output import print_json, progress_done, read_so_far
from chamberlain.policies import KeptPolicies
from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS, open_sessions
from domain.reports.report import Report
from exchange.report_text import csv_lines, report_data, text_lines


def posted_report(at: Opened, name: str, first: date, last: date, about: str = "") -> Report:
    """Return a report of the business dates, or of the account ``about``; drawers that are open stay blind."""
    policies = KeptPolicies(at.books)
    asked = Asked(
        at.office,
        first,
        last,
        open_sessions(at.books, (drawer.code for drawer in at.office.drawers)),
        ZoneInfo(at.office.time_zone),
        policies.at,
        drills=False,
        about=about,
        reading=read_so_far,
    )
    try:
        return REPORTS[name].make(at.books, asked)
    finally:
        progress_done()


def print_report(report: Report, how: str) -> None:
    """Print a report as ``text``, ``csv`` or ``json``."""
    if how == "json":
        print_json(report_data(report))
    elif how == "csv":
        for line in csv_lines(report):
            print(line, end="")
    else:
        for line in text_lines(report):
            print(line)
