"""A senior pays within the days that a resolution gives; a later roll has the flag no more: nothing is owed again."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from chamberlain.stop import DONE
from domain.custody.sessions import OpenOrder
from domain.money import Money
from domain.receipting.cart import Cart, add_bill
from domain.receipting.posting import order_receipt
from domain.receipting.tendering import add_tender
from exchange.policy import load_office
from storage.open import open_books
from tests.chamberlain.kit import ADA, ROOT, Line
from tests.chamberlain.test_quote_dates import HEADING, ROW
from tests.samples import ok

GRACE = date(2027, 2, 8)
AT = datetime(2027, 2, 8, 15, 0, tzinfo=UTC)


def office_for_seniors(folder: Path) -> Path:
    """A copy of the model office with five more business days for seniors."""
    office = Path(shutil.copytree(ROOT / "offices" / "ithaca", folder / "office"))
    with (office / "tax.toml").open("a", encoding="utf-8") as tax:
        tax.write(
            '\n[[extensions]]\nkey = "tax.seniors"\nkind = "senior"\nfrom = 2027-01-31\n'
            'to = 2027-01-31\nbusiness_days = 5\nflag = "senior"\nsource = "Resolution 7"\n'
        )
    return office


def take_in(line: Line, office: Path, folder: Path, name: str, row: str) -> str:
    """Import one tax bill."""
    path = folder / name
    path.write_text(f"{HEADING}\n{row}\n", encoding="utf-8")
    ran = line("--office", str(office), "import", "tax", path)
    assert ran.code == DONE, ran.err
    return ran.out


def pay_whole(url: str, folder: Path) -> None:
    """Pay all of the bill in cash on the last day of grace."""
    office = load_office(folder).office
    books = open_books(url)
    try:
        order = OpenOrder("open", "1", "hall", ADA, GRACE, AT, Money(20_000))
        session = ok(books.open_session(order, office))
        state = books.bill("T-27")
        assert state is not None
        cart = ok(add_bill(Cart("r-1"), state, GRACE, office, amount=Money(207_500)))
        cart = ok(add_tender(cart, "C", office, amount=cart.due))
        ok(books.post(ok(order_receipt(cart, session, ADA.operator_id, AT, office))))
    finally:
        books.close()


def test_a_bill_paid_within_a_seniors_days_stays_paid_when_a_later_roll_drops_the_flag(
    line: Line, tmp_path: Path
) -> None:
    office = office_for_seniors(tmp_path)

    def owed(on: str) -> int:
        quote = line("--office", str(office), "quote", "T-27", "--on", on, "--json").json
        return int(quote["total_cents"])

    take_in(line, office, tmp_path, "first.csv", ROW + "AGED")
    assert (owed("2027-02-08"), owed("2027-02-09")) == (207_500, 208_575)
    # Brings the books up to date, and keeps the office's policy in them.
    assert line("--office", str(office), "init", "--training").code == DONE
    pay_whole(line.url, office)
    assert owed("2027-12-31") == 0
    # The new roll tells the same bill, changed in another column, without the flag.
    said = take_in(line, office, tmp_path, "later.csv", ROW.replace("Jane Doe", "Jan Doe"))
    assert "1 as before" in said
    assert owed("2027-02-08") == 0
    assert owed("2027-12-31") == 0


def test_a_bill_that_nothing_was_paid_on_follows_the_newest_roll(
    line: Line, tmp_path: Path
) -> None:
    office = office_for_seniors(tmp_path)
    take_in(line, office, tmp_path, "first.csv", ROW + "AGED")
    take_in(line, office, tmp_path, "later.csv", ROW)
    quote = line("--office", str(office), "quote", "T-27", "--on", "2027-02-08", "--json").json
    assert quote["total_cents"] == 208_575
