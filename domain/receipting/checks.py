"""What a clerk looks for on a check before taking it, and what is refused.

A check is refused when it is dated ahead, stale, made out to somebody else or not signed, and when the bank's number
that was read from it is wrong; a payer who is held to cash is refused where the money is taken. Where words and figures
differ the words hold (UCC 3-114). The clerk is asked for a check's date only where he or she wants the list: nothing of
it is kept.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import add_months
from domain.policy.guards import GuardRules
from domain.privacy.bank_numbers import is_routing_number
from domain.refusals import Code, Refusal, refuse

_DAY = re.compile(
    r"(?P<month>[0-9]{1,2})[-/. ]?(?P<day>[0-9]{2}|[0-9](?=[-/. ]))[-/. ]?(?P<year>(?:20)?[0-9]{2})\Z"
)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What a reader gave of a check's magnetic line: never more of the account than its last four digits.

    ``routing_no`` is empty when it could not be read.
    """

    check_number: str
    routing_no: str = ""
    account_tail: str = ""

    def __post_init__(self) -> None:
        if len(self.account_tail) > 4:
            raise ValueError("of an account its last four digits are kept at most")


class Point(StrEnum):
    """One point of the checklist, in the order in which a check is read."""

    PAYEE = "payee"
    DATE = "date"
    WORDS = "words"
    SIGNED = "signed"
    ROUTING = "routing"


_WRONG = {
    Point.PAYEE: Code.CHECK_PAYEE_WRONG,
    Point.WORDS: Code.CHECK_WORDS_DIFFER,
    Point.SIGNED: Code.CHECK_NOT_SIGNED,
    Point.ROUTING: Code.CHECK_ROUTING_WRONG,
}


def wrong(point: Point) -> Refusal:
    """Return the refusal of a check that the clerk found wrong in a point other than its date."""
    return refuse(_WRONG[point])


def read_check_date(typed: str, today: date) -> date | Refusal:
    """Read the date on a check as typed: ``012527``, ``1/25/27`` or ``2027-01-25``; nothing typed is today."""
    text = typed.strip()
    if not text:
        return today
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
        match = _DAY.match(text if len(text) != 5 or not text.isdigit() else f"0{text}")
        if match is not None:
            year = int(match["year"])
            return date(
                year if year >= 2000 else 2000 + year, int(match["month"]), int(match["day"])
            )
    except ValueError:
        pass
    return refuse(Code.CHECK_DATE_UNREADABLE, typed=text[:20])


def check_dated(dated_on: date, on: date, rules: GuardRules) -> Refusal | None:
    """Refuse a check dated after ``on``, the day it is taken, and one that is stale by then."""
    if dated_on > on:
        return refuse(Code.CHECK_POST_DATED, dated=dated_on.isoformat())
    if add_months(dated_on, rules.check_stale_months) < on:
        return refuse(Code.CHECK_STALE, dated=dated_on.isoformat(), months=rules.check_stale_months)
    return None


def check_read(line: CheckLine) -> Refusal | None:
    """Refuse a check whose bank number was read and is wrong; one that could not be read is the clerk's to judge."""
    if line.routing_no and not is_routing_number(line.routing_no):
        return refuse(Code.CHECK_ROUTING_WRONG)
    return None


def payer_held(who: str, hold: str) -> Refusal | None:
    """Refuse a check of somebody whose checks came back; ``hold`` is the hold's words, empty when there is none."""
    return refuse(Code.PAYER_HELD, who=who, hold=hold) if hold else None
