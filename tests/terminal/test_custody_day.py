"""A full day of two clerks and a supervisor in three terminals, by keys: floats to the bank, and all figures agree."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from domain.money import Money
from tests.terminal.custody_office import Place, open_place, signed
from tests.terminal.custody_till import FLOAT, Till
from tests.terminal.custody_vault import (
    BAG,
    bring_change_fund,
    change_order,
    hand_to_courier,
    issue_cards,
    make_deposit,
    pull,
    turn_in,
)
from tests.terminal.screens import Screen, screens
from tests.terminal.test_tmux import Debt

SHORT = 900
"""What 54.00 is more than 45.00."""
FUND, PULLED = 80_000, 30_000


@dataclass
class Customers:
    """The customers of the day, each served once."""

    place: Place

    def __post_init__(self) -> None:
        self._left = {kind: list(debts) for kind, debts in self.place.debts.items()}

    def next(self, kind: str, most: int = 10_000_000) -> Debt:
        """Return the next customer of a service who owes no more than ``most`` cents."""
        left = self._left[kind]
        return left.pop(next(n for n, debt in enumerate(left) if debt.due.cents <= most))


def sign_in(screen: Screen, name: str) -> None:
    """Sign in as a person."""
    screen.see("sign-in name")
    screen.press(*signed(name))
    screen.see("Ctrl+B opens it")


def serve(till: Till, customers: Customers) -> None:
    """Take ten mixed receipts."""
    bill = customers.next
    till.by_cash(bill("parking", 9_900), handed=100)
    till.items("TS", 2, handed=60)
    till.by_check(bill("water"))
    till.by_order(bill("parking"))
    till.split(bill("water", 60_000), 10_000)
    till.items("YS", 3)
    till.electronically(bill("permits"))
    till.by_check(bill("tax"))
    till.by_cash(bill("parking"), bill("permits"))
    till.by_check(bill("parking"), bill("parking"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The office in the morning."""
    return open_place(tmp_path_factory.mktemp("custody"))


@pytest.mark.terminal
@pytest.mark.slow
def test_a_full_day_of_two_clerks_and_a_supervisor(place: Place) -> None:
    kind, customers = screens()[0], Customers(place)
    with (
        place.counter(kind, "Counter 1", "1") as first,
        place.counter(kind, "Counter 2", "2") as second,
        place.counter(kind, "Vault", "4") as vault,
    ):
        ada, ben = Till(first, place, "1"), Till(second, place, "2")
        in_the_morning(ada, ben, vault)
        during_the_day(ada, ben, customers)
        late = ada.cut_off()
        late.open("grace", "2")
        late.by_cash(customers.next("parking", 9_900), handed=100)
        late.by_check(customers.next("water"))
        late.items("TS")
        first.press("f2", "ctrl+b", "1")
        close_balanced(ada)
        close_short(ben)
        sums = to_the_bank(ada, ben, vault, place)
        for screen in (first, second, vault):
            screen.press("ctrl+q")
            screen.ended()
    assert len(ada.taken + ben.taken + late.taken) >= 45
    the_bank_answers(place, sum(sums.values()))
    figures_agree(place, ada, ben, sums)
    paper_and_files(place, sum(sums.values()))
    the_day_is_sealed(place)


def in_the_morning(ada: Till, ben: Till, vault: Screen) -> None:
    """Change fund and gate cards come; each clerk gets a float out of the vault, which the supervisor signs for."""
    sign_in(vault, "grace")
    bring_change_fund(vault)
    issue_cards(vault, "1", "ada")
    for till, name in ((ada, "ada"), (ben, "ben")):
        sign_in(till.screen, name)
        till.open("grace")


def during_the_day(ada: Till, ben: Till, customers: Customers) -> None:
    """Serve forty customers at two counters; a pull, a change order, a gate card, a void."""
    for till in (ada, ben, ada, ben):
        serve(till, customers)
    ada.items("GR/ABC1234")
    ada.items("TS", 3, handed=100)
    ada.void_last("grace")
    pull(ada, "grace")
    change_order(ben, "grace")
    # A fixed price of what the drawer will be short: its money may not have been taken, but change was given for it.
    ben.items("YS", handed=20)
    # The customer gave 45.00; 54 was typed, and nobody saw it.
    ben.part(customers.next("water", 90_000), 54)


def close_balanced(ada: Till) -> None:
    """Count blind, the gate cards too, and close with a second person: it agrees."""
    shown = ada.count(ada.cash)
    assert str(Money(ada.cash)) not in shown
    ada.screen.see("Count the stock of drawer 1")
    ada.screen.press("2-10", "enter")
    assert "the count agrees" in ada.screen.see("A second person must approve")
    ada.screen.press(*signed("grace"))
    assert "EVEN" in ada.screen.see("The drawer is closed")
    ada.screen.press("enter")
    ada.screen.see("Drawer 1 OPEN")


def close_short(ben: Till) -> None:
    """Count blind and short; the finder names the swapped digits first and opens the receipt; close with the reason."""
    screen, posted = ben.screen, f"2-{ben.receipts:06d}"
    screen.press("f2", "ctrl+b")
    shown = ben.count(ben.cash - SHORT) + screen.see("The count does not agree")
    assert str(Money(ben.cash)) not in shown
    assert "9.00" not in shown.replace("59.00", "").replace("99.00", "")
    screen.press("a")
    screen.see("SHORT 9.00")
    screen.press("?")
    first = screen.see("1  two digits swapped").partition("1  two digits swapped")[2]
    assert f"{posted}: 54.00 was posted; 45.00 has two digits swapped" in " ".join(first.split())
    screen.press("1")
    assert posted in screen.see("Total 54.00")
    screen.press("escape")
    screen.see("two digits swapped")
    screen.press("escape")
    screen.see("Choose the reason")
    screen.press("2", "Posted 54.00, it was 45.00", "enter")
    assert "SHORT 9.00" in screen.see("A second person must approve")
    screen.press(*signed("grace"))
    assert "SHORT 9.00" in screen.see("The drawer is closed")
    screen.press("enter")
    screen.see("Drawer 2 closed")


def to_the_bank(ada: Till, ben: Till, vault: Screen, place: Place) -> dict[str, int]:
    """Turn both drawers in, make up the deposit and give it to the courier; returns what is in it, kind by kind."""
    turn_in(vault, ada.cash, "ada", place, "1")
    turn_in(vault, ben.cash - SHORT, "ben", place)
    sums = {
        "Cash": ada.cash + PULLED + ben.cash - SHORT - 2 * FLOAT,
        "Check": sum(ada.checks + ben.checks),
        "Money order": sum(ada.orders + ben.orders),
    }
    make_deposit(vault, sums, "chris")
    hand_to_courier(vault)
    return sums


def the_bank_answers(place: Place, cents: int) -> None:
    """Take in the bank's statement of the day, written by hand from the format's description."""
    day, path = f"{today(place):%y%m%d}", place.folder / "bank.bai"
    rows = (
        f"01,021300077,CITY,{day},0615,7,80,,2/",
        f"02,CITY,021300077,1,{day},,USD,2/",
        "03,99990000,,/",
        f"16,301,{cents},,BR1,{BAG},DEPOSIT BAG {BAG}/",
        f"49,{cents},3/",
        f"98,{cents},1,5/",
        f"99,{cents},1,7/",
    )
    path.write_text("\n".join(rows) + "\n", encoding="ascii")
    who = ("--operator", "chris", "--pin-stdin")
    said = place.run("import", "bank", str(path), *who, stdin="8765\n")
    assert f"Acknowledged: bag {BAG}, {Money(cents)}" in said
    assert "DIFFERENCE" not in said


def figures_agree(place: Place, ada: Till, ben: Till, sums: dict[str, int]) -> None:
    """Hold drawer reports, deposit and ledger against what was done at the counters, and against each other."""
    for till, short in ((ada, 0), (ben, SHORT)):
        report = json.loads(
            place.run("report", "drawer", "--session", f"{till.drawer}-1", "--json")
        )
        expected = {"C": till.cash, "K": sum(till.checks), "M": sum(till.orders)}
        assert report["expected"] == {**expected, "E": till.electronic}
        assert report["over_short_cents"] == {"C": -short, "K": 0, "M": 0, "E": 0}
        assert [each["total_cents"] for each in report["receipts"]] == till.taken
    (sealed,) = section(place, "deposit")["rows"]
    items = len(ada.checks + ben.checks + ada.orders + ben.orders)
    assert (sealed["cash_cents"], sealed["items"]) == (sums["Cash"], items)
    assert (sealed["amount_cents"], sealed["difference_cents"]) == (sum(sums.values()), 0)
    ledger = {row["gl_code"]: row["net_cents"] for row in section(place, "gl")["rows"]}
    # The change fund came out of the bank account, the deposit went in; drawers, and what was on its way, are empty.
    assert ledger["A.0000.0200"] == sum(sums.values()) - FUND
    assert ledger["A.0000.0210"] == FUND
    assert ledger["A.1325.2771"] == SHORT
    for code in ("A.0000.0201", "A.0000.0202", "A.0000.0203", "A.0000.0205", "A.0000.0207"):
        assert ledger.get(code, 0) == 0
    # What was paid electronically is in no bag: it waits on its own account until it is settled.
    assert ledger["A.0000.0206"] == ada.electronic + ben.electronic


def paper_and_files(place: Place, cents: int) -> None:
    """Read the slip's PDF; write the journal for another ledger, and the auditor's exhibit: nothing differs in it."""
    (slip,) = (place.folder / "slips").iterdir()
    text = "".join(page.extract_text() for page in PdfReader(slip).pages)
    for words in ("TRAINING", BAG, "S0099", str(Money(cents)), "The deposit proves."):
        assert words in text
    journal = place.folder / "day.journal"
    place.run("export", "journal", "--format", "hledger", "--output", str(journal))
    assert str(Money(SHORT)) in journal.read_text("utf-8")
    exhibit = place.folder / "exhibit.pdf"
    said = place.run("exhibit", "--on", str(today(place)), "--output", str(exhibit))
    assert "differs" not in said
    assert PdfReader(exhibit).pages


def the_day_is_sealed(place: Place) -> None:
    """Seal the day, and prove the books against the paper of the seal."""
    sealed = json.loads(
        place.run("close-day", "--by", "chris", "--pin-stdin", "--json", stdin="8765\n")
    )
    assert sealed["day"] == str(today(place))
    place.run("prove", "--against", f"{sealed['day']} {sealed['seal']}")


def today(place: Place) -> date:
    """Return the business date that the day began with."""
    return datetime.now(ZoneInfo(place.office.time_zone)).date()


def section(place: Place, report: str) -> dict[str, Any]:
    """Return a report's first table."""
    found: dict[str, Any] = json.loads(place.run("report", report, "--json"))["sections"][0]
    return found
