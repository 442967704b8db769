"""A whole day at the real program in a real terminal of 80 by 24: screens, books, command line and paper agree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from devices.decode import decode
from domain.books import Books
from domain.money import Money
from domain.office import Item, Office
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.receivables.assessment import assess
from domain.records import Hit
from exchange.policy import load_office
from storage.open import open_books
from tests.terminal.screens import Pseudo, Screen, Tmux, screens

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "chamberlain")
KINDS = ("tax", "water", "parking", "permits")


@dataclass(frozen=True)
class Debt:
    """A customer with one bill: the account, the bill's number and what is due today."""

    hit: Hit
    bill: str
    due: Money


@dataclass(frozen=True)
class City:
    """Books on disk that came in through the command line, and three customers of it."""

    url: str
    printed: Path
    office: Office
    tax: Debt
    water: Debt
    ticket: Debt
    misspelt: str
    """The tax payer's name with one letter wrong; finds that account first."""


def chamberlain(*words: str, stdin: str = "") -> str:
    """Run a command of the program and return what it printed."""
    done = subprocess.run(
        [*PROGRAM, *words], capture_output=True, text=True, input=stdin, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def books_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Training books with a small city, the clerk ada and the supervisor grace."""
    folder = tmp_path_factory.mktemp("city")
    url = f"sqlite:///{folder / 'books.sqlite'}"
    chamberlain("sample-city", str(folder / "exports"), "--parcels", "80", "--seed", "7")
    chamberlain("init", "--training", "--books", url)
    for kind in KINDS:
        chamberlain("import", kind, str(folder / "exports" / f"{kind}.csv"), "--books", url)
    add = ("operator", "add", "ada", "--name", "Ada Lark", "--role", "clerk", "--pin-stdin")
    chamberlain(*add, "--books", url, stdin="1234\n")
    second = ("operator", "add", "grace", "--name", "Grace Hill", "--role", "supervisor")
    chamberlain(*second, "--pin-stdin", "--books", url, stdin="4321\n")
    return url


def copy_of(url: str, folder: Path) -> City:
    """Return the city in a folder of its own, so that each terminal begins the same day."""
    source = Path(url.removeprefix("sqlite:///"))
    for part in source.parent.glob("books.sqlite*"):
        (folder / part.name).write_bytes(part.read_bytes())
    copy = f"sqlite:///{folder / source.name}"
    office = load_office(ROOT / "offices" / "ithaca").office
    books = open_books(copy)
    try:
        tax, misspelt = misspelt_payer(books, debts_of(books, office, "tax"))
        others = debts_of(books, office, "water")
        water = next(each for each in others if each.hit.name != tax.hit.name)
        ticket = debts_of(books, office, "parking")[0]
    finally:
        books.close()
    printed = folder / "printed.bin"
    return City(copy, printed, office, tax, water, ticket, misspelt)


def misspelt_payer(books: Books, payers: list[Debt]) -> tuple[Debt, str]:
    """Return a payer and part of the name with one letter wrong, by which that account is found first."""
    for payer in payers:
        letters = "".join(each if each.isalpha() else " " for each in payer.hit.name)
        word = max(letters.split(), key=len)
        misspelt = word[:-2] + ("x" if word[-2] != "x" else "q") + word[-1]
        found = books.find(misspelt)
        if found.forgiven and found.hits[0].account_id == payer.hit.account_id:
            return payer, misspelt
    raise AssertionError("the city has no name that is found with one letter wrong")


def debts_of(books: Books, office: Office, service: str) -> list[Debt]:
    """Return accounts of a service with one open bill, something due on it, and no hold on their customer."""
    today = datetime.now(ZoneInfo(office.time_zone)).date()
    found: dict[int, Debt] = {}
    for letter in "abcdefghijklmnoprstw123456789":
        for hit in books.find(letter, 200).hits:
            customer = books.customer(hit.account_id)
            if hit.kind != service or customer is None:
                continue
            bills = books.open_bills((hit.account_id,)).get(hit.account_id, ())
            if any(view.account.holds for view in customer.accounts) or len(bills) != 1:
                continue
            due = assess(bills[0], today, office).due
            if due.cents > 0:
                found[hit.account_id] = Debt(hit, bills[0].bill.bill_no, due)
    return list(found.values())


def pieces_of(cents: int, office: Office) -> list[int]:
    """Return how many of each denomination make ``cents``, the largest first."""
    pieces = []
    for each in office.denominations:
        number, cents = divmod(cents, each.value.cents)
        pieces.append(number)
    assert cents == 0
    return pieces


def open_for_business(screen: Screen) -> None:
    """Sign in and open the drawer with 200.00."""
    screen.see("Type your sign-in name")
    screen.press("ada", "enter", "1234", "enter")
    assert "TRAINING" in screen.see("Ctrl+B opens it")
    screen.press("ctrl+b")
    screen.see("Standard float 200.00")
    screen.press("200", "enter")
    screen.see("is open with 200.00")


def take_three_bills(screen: Screen, city: City) -> Money:
    """Pay three customers' bills on one receipt by two checks and 100.00 in cash; return the change."""
    screen.press(city.misspelt)
    screen.see("One letter forgiven")
    screen.press("enter")
    screen.see("Amount, or Enter for what is due")
    screen.press("enter")
    screen.see(f"In the cart: {city.tax.bill}")
    screen.press("f2", city.water.hit.number, "enter", "enter")
    screen.see(f"In the cart: {city.water.bill}")
    screen.press("f2", city.ticket.bill, "enter")
    screen.see("3 lines")
    screen.press("f4", str(city.tax.due), "k", "1001", "enter")
    screen.see("Check taken")
    screen.press(str(city.water.due), "k", "2002", "enter")
    screen.see(f"{city.ticket.due} still due")
    screen.press("100", "f10")
    assert "-1-000001" in screen.see("CHANGE TO GIVE")
    return Money(10_000) - city.ticket.due


def sell_and_park(screen: Screen) -> None:
    """Sell three sheets of tags for exact cash in five keys; then park a cart, recall it and sell it."""
    screen.press("3", "f11", "f4", "c", "f10")
    screen.see("-1-000002")
    screen.press("f11", "f5")
    screen.see("Parked:")
    screen.press("f5", "enter")
    screen.see("Taken up:")
    screen.press("f4", "c", "f10")
    screen.see("-1-000003")


def close_short(screen: Screen, city: City, cash: Money) -> None:
    """Count the drawer 1.25 short, blind, and close it with a reason and a second person."""
    screen.press("enter", "ctrl+b")
    shown = screen.see("Count of drawer")
    screen.press("0", "enter")
    for pieces in pieces_of(cash.cents - 125, city.office):
        screen.press(*([str(pieces)] if pieces else []), "enter")
    screen.press(str(city.tax.due), "enter", str(city.water.due), "enter", "f10")
    shown += screen.see("The count does not agree")
    assert str(cash) not in shown
    assert "1.25" not in shown
    screen.press("a")
    screen.see("Choose the reason")
    screen.press("1", "A quarter too much", "enter")
    screen.see("A second person must approve")
    screen.press("grace", "enter", "4321", "enter")
    screen.see("The drawer is closed")
    screen.press("enter")
    screen.see("The drawer is closed: Ctrl+B opens it.")
    screen.press("ctrl+q")
    screen.ended()


@pytest.mark.terminal
@pytest.mark.slow
@pytest.mark.parametrize("terminal", screens())
def test_a_whole_day(terminal: type[Tmux | Pseudo], books_url: str, tmp_path: Path) -> None:
    city = copy_of(books_url, tmp_path)
    words = ("--books", city.url, "--printer", f"file:{city.printed}", "--drawer", "1")
    paths = {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"} | {
        name: value for name, value in os.environ.items() if name.startswith("XDG_")
    }
    with terminal((*PROGRAM, *words), paths) as screen:
        open_for_business(screen)
        change = take_three_bills(screen, city)
        sell_and_park(screen)
        tags = price_of("TS", city.office)
        close_short(screen, city, Money(20_000 + 10_000) - change + tags.times(4))
    agrees_to_the_cent(city, change, tags)
    paper_is_what_was_posted(city)
    chamberlain("prove", "--books", city.url)


def price_of(code: str, office: Office) -> Money:
    """Return what an item costs today."""
    item = office.item(code)
    assert isinstance(item, Item)
    price = item.price_on(datetime.now(ZoneInfo(office.time_zone)).date())
    assert price is not None
    return price.amount


def agrees_to_the_cent(city: City, change: Money, tags: Money) -> None:
    """Compare ``report drawer --json`` with what was done."""
    (report,) = json.loads(chamberlain("report", "drawer", "--json", "--books", city.url))
    cash = 20_000 + 10_000 - change.cents + 4 * tags.cents
    checks = city.tax.due.cents + city.water.due.cents
    assert report["expected"] == {"C": cash, "K": checks, "M": 0, "E": 0}
    assert report["over_short_cents"] == {"C": -125, "K": 0, "M": 0, "E": 0}
    assert report["float_cents"] == 20_000
    assert report["reason_text"] == "A quarter too much"
    totals = [each["total_cents"] for each in report["receipts"]]
    assert totals == [checks + city.ticket.due.cents, 3 * tags.cents, tags.cents]


def paper_is_what_was_posted(city: City) -> None:
    """Compare the bytes in the printer's file, decoded, with the papers of the postings."""
    jobs = decode(city.printed.read_bytes())
    assert all(job.complete and not job.strange for job in jobs)
    books = open_books(city.url)
    try:
        (session,) = books.sessions(datetime.now(ZoneInfo(city.office.time_zone)).date())
        posted = sorted(books.receipts(session_id=session.session_id), key=lambda r: r.posting_id)
        wanted = [
            paper_to_text(
                receipt_paper(
                    each.posting,
                    city.office,
                    copy_no=0,
                    training=True,
                    local_time=each.posting.header.entered_at.astimezone(
                        ZoneInfo(city.office.time_zone)
                    ),
                )
            )
            for each in posted
        ]
    finally:
        books.close()
    assert [squeezed(job.text) for job in jobs[:3]] == [squeezed(text) for text in wanted]
    assert [job.kicks for job in jobs] == [1, 1, 1, 0]
    assert "DRAWER REPORT" in jobs[3].text
    assert "SHORT" in jobs[3].text


def squeezed(text: str) -> list[list[str]]:
    """Return the words of each line: how far a line is indented is the paper's, not the text's."""
    return [words for each in text.splitlines() if (words := each.split())]
