"""``chamberlain purge``: old personal data that no posting holds is removed, by record series and age."""

import argparse

from chamberlain.asked import Opened, opened, read_date
from chamberlain.clock import now
from chamberlain.output import print_json
from chamberlain.stop import DONE, Stop, misused, refused
from chamberlain.typed import Typed
from domain.people.access import AccessEvent, AccessKind
from domain.people.authority import may
from domain.privacy.retention import RIGHT, YEARS_KEPT, Purged, RecordSeries, latest_cut
from domain.refusals import Refusal
from storage.purging import SqlPurging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "--series", required=True, choices=[each.value for each in RecordSeries], help="the records"
    )
    parser.add_argument(
        "--before", metavar="DATE", required=True, help="those from before this day are removed"
    )
    parser.add_argument(
        "--by", metavar="SIGN-IN-NAME", help="who removes them; without it they are only counted"
    )
    parser.add_argument("--pin-stdin", action="store_true", help="read the PIN from standard input")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Remove the records, or say how many would be; what is in postings stays for good."""
    series, before = RecordSeries(asked.series), read_date(asked.before)
    with opened(asked) as at:
        latest = latest_cut(series, at.today)
        if before > latest:
            years = YEARS_KEPT[series]
            term = "1 year" if years == 1 else f"{years} years"
            raise misused(
                f"Records of {series} are kept for {term}: --before is {latest} at the latest."
            )
        if not isinstance(at.books, SqlPurging):
            raise Stop("These books keep nothing that could be removed.")
        event = None if asked.by is None else _event(at, asked, f"{series} before {before}")
        done = at.books.purge(series, before, event)
        _tell(done, removed=event is not None, as_json=asked.json)
    return DONE


def _event(at: Opened, asked: argparse.Namespace, about: str) -> AccessEvent:
    pin = Typed(from_stdin=asked.pin_stdin).known(f"PIN of {asked.by}")
    person = at.books.identify(asked.by, pin, now(), rules=at.office.sign_in)
    refusal = person if isinstance(person, Refusal) else may(at.office, person, RIGHT, own=False)
    if refusal is not None or isinstance(person, Refusal):
        raise refused(refusal) if refusal is not None else Stop("Nobody signed in.")
    return AccessEvent(person.operator_id, AccessKind.PURGED, about, "retention", now())


def _tell(done: Purged, *, removed: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "series": done.series.value,
                "before": done.before.isoformat(),
                "records": done.records,
                "removed": removed,
            }
        )
    elif removed:
        print(f"Removed: {done.records:,} of {done.series} from before {done.before}.")
    else:
        print(f"{done.records:,} of {done.series} from before {done.before}; --by removes them.")
