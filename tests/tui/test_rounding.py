"""Cash rounding by keys alone, at the counter of the Town: water is rounded, a tax is not, and voids repay the cash."""

from __future__ import annotations

from datetime import date
from functools import cache

from domain.custody.drawer import expected_of
from domain.money import ZERO, Money
from domain.office import Office
from domain.policy.codec import encode_office
from domain.policy.kept import Compiled
from domain.receivables.accounts import Account
from domain.receivables.bills import Bill, Charge, Instalment
from exchange.policy import load_office
from exchange.policy_folder import read_policy
from storage.memory import MemoryBooks
from tests.exchange.kit import ITHACA
from tests.samples import at
from tests.tui.correction_kit import SAM
from tests.tui.desk_kit import READY, at_the_counter, books_with, desk_at, receipts_in, scan
from tests.tui.kit import dump, type_keys
from tui.screens.tender import TenderScreen

TOWN = ITHACA.parent / "ithaca_town"


@cache
def town() -> Office:
    """The Town's policy, which rounds the cash of water bills on the sample day."""
    return load_office(TOWN).office


def bill(number: str, service: str, kind: str, cents: int) -> Bill:
    """A bill of one charge that is not due yet."""
    due = Instalment(1, date(2027, 2, 20), (Charge(kind, Money(cents)),))
    return Bill(
        number, service, f"{service}-{number}", f"A {service} bill", date(2027, 1, 4), (due,)
    )


def books_of(*bills: Bill) -> MemoryBooks:
    """The Town's books with these bills."""
    accounts = tuple(
        Account(b.service, b.account_number, "DOE, JANE", "215 N TIOGA ST", party_key=b.bill_no)
        for b in bills
    )
    books = books_with(accounts, bills)
    compiled = Compiled("tests", encode_office(town()))
    books.keep_policy(town().digest, read_policy(TOWN), compiled, at())
    return books


def said(shown: str) -> str:
    """What the left of the screen says, in one line."""
    return " ".join(" ".join(row.split("│")[0] for row in shown.splitlines()).split())


WATER = bill("5001", "water", "water", 12_696)
OTHER = bill("5002", "water", "water", 5_003)
TAX = bill("7001", "tax", "tax", 30_002)


async def test_water_in_cash_is_asked_and_changed_in_nickels() -> None:
    books = books_of(WATER)
    async with at_the_counter(books, office=town(), keys=(*READY, *scan("5001"), "f4")) as app:
        assert isinstance(app.current, TenderScreen)
        shown = said(dump(app))
        assert "Total of the cart 126.96 Cash rounding -0.01 Cash due 126.95" in shown
        await type_keys(app, "100", "c")
        assert "26.96 still due, 26.95 in cash." in dump(app)
        await type_keys(app, "30", "c")
        shown = dump(app)
        assert "Cash rounding -0.01 Cash due 126.95" in said(shown)
        assert "CHANGE" in shown
        await type_keys(app, "f10")
        shown = dump(app)
        assert "Cash rounding -0.01" in said(shown)
        await type_keys(app, "pagedown", "pagedown")
        paper = " ".join(dump(app).split())
        assert "Cash due" in paper
        takings = desk_at(app).books.takings("1-1")
    (receipt,) = receipts_in(books)
    assert (receipt.total, receipt.rounding, receipt.change) == (
        Money(12_696),
        Money(-1),
        Money(305),
    )
    assert receipt.rounding_gl == "A.1330.2772"
    assert expected_of(town().cash, Money(20_000), takings) == Money(20_000 + 12_695)
    assert books.prove().proves


async def test_the_letter_alone_takes_the_rounded_rest_and_pennies_are_welcome() -> None:
    books = books_of(WATER, OTHER)
    keys = (*READY, *scan("5001"), "f4", "c", "f10", *scan("5002"), "f4", "50.03", "c", "f10")
    async with at_the_counter(books, office=town(), keys=keys) as app:
        assert "POSTED 2027-1-000002" in dump(app)
    rounded, exact = receipts_in(books)
    assert (rounded.tenders[0].amount, rounded.rounding) == (Money(12_695), Money(-1))
    assert (exact.tenders[0].amount, exact.rounding, exact.change) == (Money(5_003), ZERO, ZERO)


async def test_a_check_first_and_only_the_cash_that_is_left_is_rounded() -> None:
    books = books_of(WATER, OTHER)
    keys = (*READY, *scan("5001"), *scan("5002"), "f4", "100", "k", "4471", "enter")
    async with at_the_counter(books, office=town(), keys=keys) as app:
        assert "Total of the cart 176.99 Cash rounding 0.01 Cash due 77.00" in said(dump(app))
        await type_keys(app, "80", "f10")
    (receipt,) = receipts_in(books)
    assert (receipt.total, receipt.rounding, receipt.change) == (
        Money(17_699),
        Money(1),
        Money(300),
    )


async def test_a_tax_in_the_cart_keeps_it_to_the_cent() -> None:
    books = books_of(WATER, TAX)
    keys = (*READY, *scan("5001"), *scan("7001"), "f4")
    async with at_the_counter(books, office=town(), keys=keys) as app:
        assert "rounding" not in dump(app)
        await type_keys(app, "c", "f10")
    (receipt,) = receipts_in(books)
    assert (receipt.rounding, receipt.total) == (ZERO, receipt.tenders[0].amount)


async def test_a_void_says_to_give_back_the_cash_that_was_paid_and_a_check_then_pays_the_cent() -> (
    None
):
    books = books_of(WATER)
    paid = (*READY, *scan("5001"), "f4", "c", "f10")
    async with at_the_counter(
        books, office=town(), keys=(*paid, "f8", "1", "by card", "enter")
    ) as app:
        shown = said(dump(app))
        assert "Cash rounding -0.01" in shown
        assert "Give back in cash 126.95" in shown
        await type_keys(app, "v", *SAM, "n")
        assert isinstance(app.current, TenderScreen)
        # The cash goes out; a check pays what is owed, to the cent.
        await type_keys(app, "backspace", "k", "1001", "enter", "f10")
        takings = desk_at(app).books.takings("1-1")
    _, second = receipts_in(books)
    assert (second.tenders[0].amount, second.rounding) == (Money(12_696), ZERO)
    assert expected_of(town().cash, Money(20_000), takings) == Money(20_000)
    assert books.prove().proves
