"""The report of cash rounding: every receipt that was rounded, what took it back, and a sum that is the account's."""

from __future__ import annotations

from datetime import date

from chamberlain.asked import Opened
from chamberlain.reports.spans import SPANS
from chamberlain.settings import load_settings
from exchange.policy import LoadedOffice
from storage.memory import MemoryBooks
from tests.rounding_office import ROUNDING_GL, borne, rounding_office
from tests.samples import DAY, ok
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage.contract_rounding import close, fill, pay

OFFICE = rounding_office()
LATER = date(2027, 1, 26)


def test_every_rounded_receipt_is_listed_and_the_sum_is_the_accounts() -> None:
    books = MemoryBooks()
    bills = fill(books)
    session = kit.open_drawer(books)
    posted = [pay(books, session, f"r-{n}", bill) for n, bill in enumerate(bills[5:9])]
    voided = ok(books.correct(corrections.void_order(books, session, posted[3])))
    close(books, session, 20_000 + 12_695 * 3)
    ok(books.correct(corrections.reversal_order(books, posted[1], LATER)))
    at = Opened(load_settings({}), LoadedOffice(OFFICE, {}, (), {}), books)
    rows = SPANS["rounding"].table(at, DAY, DAY).data()
    assert [(row["receipt"], row["kind"], row["rounding_cents"]) for row in rows] == [
        ("2027-1-000002", "receipt", -1),
        ("2027-1-000003", "receipt", -2),
        ("2027-1-000004", "receipt", 2),
        ("2027-1-000004", "void", -2),
    ]
    postings = [*(each.posting for each in posted), voided.posting]
    assert sum(int(str(row["rounding_cents"])) for row in rows) == -borne(*postings)
    assert rows[0] == {
        "number": "2027-1-000002",
        "kind": "receipt",
        "on": "2027-01-25",
        "drawer": "1",
        "operator": "jane",
        "receipt": "2027-1-000002",
        "total_cents": 12_696,
        "rounding_cents": -1,
        "cash_kept_cents": 12_695,
        "gl_code": ROUNDING_GL,
    }
    assert (rows[3]["number"], rows[3]["total_cents"], rows[3]["cash_kept_cents"]) == (
        "2027-1-C00001",
        -12_698,
        -12_700,
    )
    (later,) = SPANS["rounding"].table(at, LATER, LATER).data()
    assert (later["kind"], later["total_cents"], later["rounding_cents"]) == (
        "reversal",
        -12_696,
        1,
    )
    assert (later["cash_kept_cents"], later["gl_code"]) == (-12_695, ROUNDING_GL)
