"""Reports over some days: the access log and the approvals."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chamberlain.asked import Opened
from chamberlain.reports.spans import SPANS
from chamberlain.reports.tables import Table, print_table
from chamberlain.settings import load_settings
from chamberlain.stop import DONE, WRONG_USAGE
from domain.custody.no_sale import no_sale
from domain.money import Money
from domain.people.access import AccessEvent, AccessKind
from domain.people.acts import Act
from domain.people.approval import Approval, Means, approve
from domain.receipting.cart import Cart, add_item
from domain.receipting.tendering import add_tender
from domain.reports.approvals import span_of
from exchange.policy import LoadedOffice
from storage.memory import MemoryBooks
from storage.open import open_books
from tests.chamberlain.kit import ADA, AT, ON, Line, office, one_sentence, open_drawer
from tests.logged import logged
from tests.samples import (
    DAY,
    JANE,
    PINS,
    SUPERVISOR,
    at,
    keep_sample_policy,
    ok,
    operators,
    receipt_order,
    sample_office,
)
from tests.storage import contract_kit as kit

NEW_YORK = ZoneInfo("America/New_York")


def test_a_day_of_the_office_is_its_own_from_midnight_to_midnight() -> None:
    winter = span_of(NEW_YORK, date(2026, 3, 2), date(2026, 3, 2))
    assert winter == (
        datetime(2026, 3, 2, 5, tzinfo=UTC),
        datetime(2026, 3, 3, 5, tzinfo=UTC),
    )
    # The day on which the clocks go forward has 23 hours.
    begin, end = span_of(NEW_YORK, date(2026, 3, 8), date(2026, 3, 8))
    assert end - begin == timedelta(hours=23)


def noted(line: Line, *moments: datetime) -> None:
    """Put a line into the access log at each moment."""
    books = open_books(line.url)
    for moment in moments:
        books.note_access(AccessEvent("ada", AccessKind.VIEWED, "tax 12", "at the window", moment))
    books.close()


def test_the_access_report_is_of_the_offices_days(line: Line) -> None:
    late = datetime(2026, 3, 3, 4, 59, 59, tzinfo=UTC)
    noted(line, late, late + timedelta(seconds=1))
    ran = line("report", "access", "--on", "2026-03-02", "--json")
    assert ran.code == DONE
    assert ran.json == [
        {
            "at": "2026-03-02T23:59:59-05:00",
            "operator": "ada",
            "event": "viewed",
            "about": "tax 12",
            "why": "at the window",
        }
    ]
    both = line("report", "access", "--from", "2026-03-02", "--to", "2026-03-03", "--format", "csv")
    assert len(list(csv.reader(io.StringIO(both.out)))) == 3
    assert "viewed" in line("report", "access", "--on", "2026-03-03").out


@pytest.mark.parametrize("name", SPANS)
def test_a_span_that_cannot_be_is_refused(line: Line, name: str) -> None:
    for words, said in (
        (("--on", "2026-03-02", "--from", "2026-03-01"), "--on is one day"),
        (("--from", "2026-03-02", "--to", "2026-03-01"), "is after the last"),
    ):
        ran = line("report", name, *words)
        assert ran.code == WRONG_USAGE
        assert said in one_sentence(ran)
    assert line("report", name, "--json").json == []


def test_an_opening_without_a_sale_is_in_the_report_of_approvals(line: Line) -> None:
    session = open_drawer(line.url)
    policy = office()
    yes = Approval(
        "sam", "Sam Field", "supervisor", "approve_no_sale", "PIN", AT, "Open drawer 1: change"
    )
    reason = policy.guards.no_sale_reasons[0].code
    books = open_books(line.url)
    for request, approval in (("n-1", yes), ("n-2", None)):
        opened = ok(no_sale(request, session, ADA, reason, "", AT, policy, approval))
        assert books.keep_no_sale(opened) is None
    books.close()
    (row,) = line("report", "approvals", "--on", ON.isoformat(), "--json").json
    assert (row["approver"], row["asked_by"], row["for"]) == ("sam", "ada", "drawer 1")
    assert row["act"] == "approve opening without a sale"


def test_an_approval_that_no_posting_carries_is_told_from_the_log(line: Line) -> None:
    books = open_books(line.url)
    for about in ("add bob as clerk", "approve a void or a reversal, asked by ada"):
        books.note_access(AccessEvent("sam", AccessKind.APPROVED, about, "", AT))
    books.note_access(
        AccessEvent("sam", AccessKind.APPROVAL_REFUSED, "approve a refund", "no-right", AT)
    )
    books.close()
    (row,) = line("report", "approvals", "--on", ON.isoformat(), "--json").json
    assert (row["approver"], row["act"]) == ("sam", "add bob as clerk")


def test_amounts_of_a_table_are_cents_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(("name", "amount"), (("a", Money(105)),))
    assert table.data() == [{"name": "a", "amount_cents": 105}]
    for how, said in (("text", "1.05"), ("csv", "a,1.05"), ("json", '"amount_cents": 105')):
        print_table(table, how)
        assert said in capsys.readouterr().out


def test_a_receipts_approval_is_told_with_its_number_and_words() -> None:
    sample, books = sample_office(), MemoryBooks()
    keep_sample_policy(books)
    for operator in operators():
        books.add_operator(operator, PINS[operator.operator_id], at(8))
    session = kit.open_drawer(books)
    words = "Take 5,400.00 by card, which is over the limit."
    yes = approve(
        JANE, SUPERVISOR, Act.TAKE_MONEY, words, sample, own=False, means=Means.PIN, at=at(10)
    )
    cart = ok(add_item(Cart("r-1"), "TS", 200, DAY, sample))
    cart = ok(add_tender(cart, "D", sample, number="77", approval=ok(yes)))
    ok(books.post(logged(books, receipt_order(cart, session))))
    opened = Opened(load_settings({}), LoadedOffice(sample, {}, (), {}), books)
    (row,) = SPANS["approvals"].table(opened, DAY, DAY).data()
    assert row == {
        "at": "2027-01-25T05:00:00-05:00",
        "approver": "sam",
        "role": "supervisor",
        "means": "PIN",
        "act": "approve over a hold or a limit",
        "asked_by": "jane",
        "for": "2027-1-000001",
        "words": words,
    }
