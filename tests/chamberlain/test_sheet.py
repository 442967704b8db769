"""``chamberlain sheet``: the papers of the counter as text and as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from chamberlain.stop import DONE, REFUSED, WRONG_USAGE
from domain.receipting.cart import Cart, add_bill
from domain.receipting.paper import WIDTH
from domain.receipting.posting import order_receipt
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from storage.open import open_books
from tests.chamberlain.kit import ADA, AT, ON, Line, Ran, office, one_sentence, open_drawer
from tests.samples import ok

HEADING = (
    "SBL,BILL NO,BILL DATE,OWNER,PROPERTY LOCATION,MAILING ADDRESS,MAILING CITY,TAX YEAR,"
    "ASSESSED VALUE,DUE 1,CITY TAX 1,SIDEWALK 1,DUE 2,CITY TAX 2,STATUS,BANK CODE,FLAG,"
    "LIEN DATE,ROLL DELIVERED,EXEMPT,THIRD PARTY"
)
ROWS = (
    "12.-1-1,T-26,12/31/2025,Jane Doe,1 Green St,1 Green St,Ithaca NY,2026,"
    "210000,01/31/2026,1000.00,,06/30/2026,1000.00,O,,,01/01/2026,,,",
    "12.-1-1,T-25,12/31/2024,Jane Doe,1 Green St,1 Green St,Ithaca NY,2025,"
    "210000,01/31/2025,500.00,,06/30/2025,500.00,O,,,01/01/2025,,,",
    "12.-1-2,T-27,12/31/2025,Ann Lee,2 Green St,2 Green St,Ithaca NY,2026,"
    "210000,01/31/2026,1000.00,,06/30/2026,1000.00,O,,,,,,",
)


@pytest.fixture
def taxed(line: Line, tmp_path: Path) -> Line:
    """Books with two parcels, on one of which two taxes have become liens."""
    path = tmp_path / "tax.csv"
    path.write_text("\n".join((HEADING, *ROWS, "")), encoding="utf-8")
    assert line("import", "tax", path).code == DONE
    return line


def pay_liens(line: Line) -> None:
    """Pay both liens whole, by check, on 2 March 2026."""
    session = open_drawer(line.url)
    books, policy = open_books(line.url), office()
    try:
        cart = Cart("r-1")
        for number in ("T-26", "T-25"):
            state = books.bill(number)
            assert state is not None
            owed = assess(state, ON, policy).total
            cart = ok(add_bill(cart, state, ON, policy, amount=owed))
        cart = ok(add_tender(cart, "K", policy, number="7"))
        ok(books.post(ok(order_receipt(cart, session, ADA.operator_id, AT, policy))))
    finally:
        books.close()


def text_of(ran: Ran) -> str:
    assert ran.code == DONE
    assert max(map(len, ran.out.splitlines())) <= WIDTH
    assert ran.out.splitlines()[0].strip() == "TRAINING"
    return ran.out


def lines_of(paper: dict[str, list[dict[str, str]]]) -> list[str]:
    return [one["text"] for one in paper["lines"]]


def test_a_bill_is_explained(taxed: Line) -> None:
    text = text_of(taxed("sheet", "explain", "T-27", "--on", "2026-10-01"))
    assert "Part 1: late penalty 15 % of 1,000.00, from Oct 1, 2026" in " ".join(text.split())
    assert "                 2,300.00\n" in text
    told = taxed("sheet", "explain", "T-27", "--on", "2026-10-01", "--json").json
    assert (told["sheet"], told["on"], told["training"]) == ("explain", "2026-10-01", True)
    (paper,) = told["papers"]
    assert (paper["about"], paper["total_cents"], paper["due_cents"]) == ("T-27", 230_000, 230_000)
    amounts = [one["amount_cents"] or 0 for one in paper["explanation"]]
    assert sum(amounts) == 230_000
    assert "15 % from 1 October" in paper["explanation"][1]["citation"]
    assert [words.strip() for words in text.splitlines()] == [w.strip() for w in lines_of(paper)]


def test_quote_says_the_same_words(taxed: Line) -> None:
    sheet = taxed("sheet", "explain", "T-27", "--on", "2026-10-01", "--json").json
    quote = taxed("quote", "T-27", "--on", "2026-10-01", "--why", "--json").json
    assert quote["explanation"] == sheet["papers"][0]["explanation"]
    assert "explanation" not in taxed("quote", "T-27", "--json").json


def test_an_account_is_explained_bill_by_bill(taxed: Line) -> None:
    told = taxed("sheet", "explain", "12.-1-1", "--on", "2026-03-02", "--json").json
    assert [paper["about"] for paper in told["papers"]] == ["T-25", "T-26"]
    text = text_of(taxed("sheet", "explain", "12.-1-1", "--on", "2026-03-02"))
    assert text.count("YOUR BILL EXPLAINED") == 2


def test_a_payoff_is_of_one_bill_or_of_the_whole_parcel(taxed: Line) -> None:
    words = ("--on", "2026-02-03", "--through", "2026-04-30")
    one = taxed("sheet", "payoff", "T-26", *words, "--json").json["papers"][0]
    assert [bill["bill"] for bill in one["bills"]] == ["T-26"]
    assert one["rows"][0] == {
        "from": "2026-02-03",
        "good_through": "2026-03-02",
        "amount_cents": 201_000,
        "added_cents": 0,
    }
    assert (one["per_month_cents"], one["per_day_cents"], one["ends"]) == (1_000, None, None)
    parcel = taxed("sheet", "payoff", "12.-1-1", *words, "--json").json["papers"][0]
    assert sorted(bill["bill"] for bill in parcel["bills"]) == ["T-25", "T-26"]
    assert parcel["rows"][0]["amount_cents"] == 201_000 + 115_000
    assert "Each month adds 10.00." in text_of(taxed("sheet", "payoff", "12.-1-1", *words))


def test_a_plan_is_for_what_is_delinquent(taxed: Line) -> None:
    text = text_of(taxed("sheet", "plan", "12.-1-1", "--on", "2026-02-03"))
    # 1,010.00 of the part that is late and 1,150.00 of the year before; a quarter of it down.
    assert "Delinquent taxes                  2,160.00\n" in text
    assert "                  540.00\n" in text
    told = taxed("sheet", "plan", "T-25", "--on", "2026-02-03", "--json").json["papers"][0]
    assert told["about"] == "12.-1-1"
    assert sum(payment["amount_cents"] for payment in told["payments"]) == 216_000
    early = taxed("sheet", "plan", "12.-1-2", "--on", "2026-02-02")
    assert early.code == REFUSED
    assert "No tax of 12.-1-2 is delinquent" in one_sentence(early)


def test_a_certificate_is_given_when_the_last_lien_is_redeemed(taxed: Line) -> None:
    open_still = taxed("sheet", "certificate", "12.-1-1", "--on", "2026-03-02")
    assert open_still.code == REFUSED
    assert "T-25, T-26" in one_sentence(open_still)
    pay_liens(taxed)
    text = text_of(taxed("sheet", "certificate", "12.-1-1", "--on", "2026-07-20"))
    assert "redeemed Mar 2, 2026" in text
    none = taxed("sheet", "certificate", "12.-1-2")
    assert none.code == REFUSED
    assert "No tax lien on 12.-1-2" in one_sentence(none)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("letter", "T-27"), WRONG_USAGE, "letter"),
        (("explain", "T-99"), REFUSED, "T-99"),
        (("explain", "T-27", "--through", "2026-04-30"), WRONG_USAGE, "payoff"),
        (("payoff", "T-27", "--on", "2026-04-30", "--through", "2026-04-29"), WRONG_USAGE, "ten"),
        (("payoff", "T-27", "--on", "2026-04-30", "--through", "2037-04-29"), WRONG_USAGE, "ten"),
        (("explain", "T-27", "--on", "soon"), WRONG_USAGE, "not a date"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_sentence(
    taxed: Line, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = taxed("sheet", *words)
    assert ran.code == code
    assert said in one_sentence(ran)
    assert ran.out == ""


def test_a_hostile_name_stays_words(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "tax.csv"
    row = ROWS[2].replace("Ann Lee", "Ann \u202eLee \u0007 {0} %s").replace("T-27", "T-66")
    path.write_text("\n".join((HEADING, row, "")), encoding="utf-8")
    assert line("import", "tax", path).code == DONE
    text = text_of(line("sheet", "explain", "T-66", "--on", "2026-10-01"))
    assert text.isascii()
    assert "{0} %s" in text


def test_what_is_paid_has_no_payoff_and_nothing_to_explain(taxed: Line) -> None:
    pay_liens(taxed)
    assert "Nothing is owed." in text_of(taxed("sheet", "payoff", "T-26", "--on", "2026-03-05"))
    explained = taxed("sheet", "explain", "T-26", "--on", "2026-03-05")
    assert "NOTHING IS OWED" in text_of(explained)
    assert "  by Jane Doe\n  receipt 2026-1-000001\n" in explained.out
    ran = taxed("sheet", "explain", "12.-1-1", "--on", "2026-03-05")
    assert ran.code == REFUSED
    assert "Nothing is open on 12.-1-1" in one_sentence(ran)
