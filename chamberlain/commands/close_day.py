"""``chamberlain close-day``: close a business date for good and print its report with the seal."""

import argparse
from datetime import date
from uuid import uuid4
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened, asked_date, opened
from chamberlain.clock import now
from chamberlain.output import print_json
from chamberlain.stop import DONE, Stop, refused
from chamberlain.typed import Typed
from domain.custody.acting import Asked, PostedAct
from domain.custody.closing_day import order_seal
from domain.custody.day_seal import DaySealed
from domain.papers.day_report import day_report_paper
from domain.receipting.paper import paper_to_text
from domain.refusals import Refusal


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("--by", metavar="SIGN-IN-NAME", required=True, help="who closes the day")
    parser.add_argument(
        "--on", metavar="DATE", help="the business date; the oldest that is not closed unless given"
    )
    parser.add_argument("--pin-stdin", action="store_true", help="read the PIN from standard input")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Close the day and show its report; the station's printer prints it at the counter's next start at the latest."""
    day = asked_date(asked)
    with opened(asked) as at:
        today = now().astimezone(ZoneInfo(at.office.time_zone)).date()
        on = day or _oldest(at, today)
        pin = Typed(from_stdin=asked.pin_stdin).known(f"PIN of {asked.by}")
        person = at.books.identify(asked.by, pin, now(), rules=at.office.sign_in)
        if isinstance(person, Refusal):
            raise refused(person)
        who = Asked(uuid4().hex, person, at.settings.station, on, now())
        order = order_seal(who, at.office, today)
        at.keep_policy()
        done = order if isinstance(order, Refusal) else at.books.seal_day(order)
        if isinstance(done, Refusal):
            raise refused(done)
        _show(at, done, as_json=asked.json)
    return DONE


def _oldest(at: Opened, today: date) -> date:
    days = [day for day in at.books.days_to_seal() if day <= today]
    if not days:
        raise Stop("Every day with postings up to today is closed: there is nothing to close.")
    return days[0]


def _show(at: Opened, done: PostedAct, *, as_json: bool) -> None:
    body, posting = done.body, done.posting
    if not isinstance(body, DaySealed):
        raise TypeError("the closing of a day is its seal")
    if as_json:
        print_json(
            {
                "day": body.on.isoformat(),
                "number": str(done.number),
                "seal": body.digest,
                "postings": body.day.postings,
                "receipts": body.day.receipts,
                "received_cents": body.day.received.cents,
                "voided_cents": body.day.voided.cents,
                "net_cents": body.day.net.cents,
                "series": [
                    {"series": h.series, "chain_no": h.chain_no, "digest": h.digest}
                    for h in body.heads
                ],
            }
        )
        return
    local = posting.header.entered_at.astimezone(ZoneInfo(at.office.time_zone))
    print(paper_to_text(day_report_paper(posting, at.office, 0, at.books.training, local)), end="")
