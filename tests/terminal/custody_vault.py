"""What is done with cash between drawers, vault and bank, by keys alone, and by two people each time."""

from __future__ import annotations

from domain.money import Money
from tests.terminal.custody_office import Place, signed
from tests.terminal.custody_till import Till, recount
from tests.terminal.screens import Screen

BAG = "B4471"
CHANGE_FUND = ("", "", "20", "20", "20", "60", "3r", "1r", "60", "200")
"""Twenties, tens, fives, ones, three rolls of quarters, one of dimes, nickels, cents: 800.00."""


def _signs(screen: Screen, name: str) -> str:
    screen.see("A second person must")
    screen.press(*signed(name))
    return screen.see("is kept; its slip is printing")


def bring_change_fund(screen: Screen) -> None:
    """Bring 800.00 in small pieces from the bank into the vault."""
    screen.press("ctrl+p", "cash", "enter")
    screen.see("change fund from the bank")
    screen.press("b", "Tina Cole", "enter")
    screen.see("The bank gave")
    for pieces in CHANGE_FUND:
        screen.press(*([pieces] if pieces else []), "enter")
    screen.see("800.00")
    screen.press("f10")
    screen.see("Y keeps it")
    screen.press("y")
    screen.see("is kept; its slip is printing")
    screen.press("escape")


def issue_cards(screen: Screen, drawer: str, clerk: str) -> None:
    """Receive fifty gate cards from the vendor, and issue ten of them to a drawer, whose clerk signs."""
    screen.press("ctrl+p", "stock", "enter")
    screen.see("Accountable stock")
    screen.press("r")
    screen.see("Stock received")
    screen.press("1+50", "enter", "Acme Cards", "enter", "enter")
    screen.see("Y keeps it")
    screen.press("y")
    screen.see("00001-00050")
    screen.press("i")
    screen.see("Stock issued")
    screen.press(drawer, "1+10", "enter")
    screen.see("Y keeps it")
    screen.press("y")
    _signs(screen, clerk)
    screen.press("escape")


def pull(till: Till, keeper: str) -> None:
    """Pull three hundreds out of the drawer into the vault."""
    screen = till.screen
    screen.press("f2", "ctrl+p", "cash", "enter")
    screen.see("cash out of an open drawer")
    screen.press("p", "Envelope 7", "enter")
    screen.see("Out of the drawer")
    screen.press("3", "enter", "f10")
    screen.see("Cash pull, drawer 1: 3 x 100.00")
    screen.press("y")
    _signs(screen, keeper)
    screen.press("escape")
    till.cash -= 30_000


def change_order(till: Till, keeper: str) -> None:
    """Get two tens out of the vault for a twenty."""
    screen = till.screen
    screen.press("f2", "ctrl+p", "cash", "enter")
    screen.see("other pieces from the vault")
    screen.press("c")
    screen.see("The vault gives")
    screen.press("enter", "enter", "enter", "2", "enter", "f10")
    screen.see("0.00 of 20.00")
    screen.press("enter", "enter", "1", "enter", "f10")
    screen.see("2 x 10.00 for 1 x 20.00")
    screen.press("y")
    _signs(screen, keeper)
    screen.press("escape")


def turn_in(screen: Screen, cash: int, clerk: str, place: Place, *choice: str) -> None:
    """Bring a closed drawer's cash into the vault, the float too that came from there; its clerk signs."""
    screen.press("ctrl+p", "cash", "enter")
    screen.see("a counted drawer's cash into the vault")
    screen.press("i", *choice)
    screen.see(f"of {Money(cash)}")
    recount(screen, cash, place)
    screen.see(f"It comes to {Money(cash)}")
    screen.press("y")
    _signs(screen, clerk)
    screen.press("escape")


def make_deposit(screen: Screen, proof: dict[str, int], verifier: str) -> None:
    """Make up the deposit, see it proved kind by kind, seal it with a second person, and give it to the courier."""
    whole = Money(sum(proof.values()))
    screen.press("ctrl+p", "deposit", "enter")
    screen.see("General account: 2 closed drawers")
    screen.press("enter")
    screen.see("DOES NOT PROVE: cash")
    screen.press("p")
    shown = screen.see("THE DEPOSIT PROVES")
    assert f"In all {whole}" in shown
    for kind, cents in proof.items():
        (row,) = (each.split() for each in shown.splitlines() if each.startswith(f"{kind}  "))
        assert row[-2:] == [str(Money(cents)), "0.00"]
    screen.press("tab", "tab", "tab", BAG, "enter", "S0099", "f10")
    assert f"bag {BAG}, seal S0099" in " ".join(screen.see("You counted it again").split())
    screen.press(*signed(verifier))
    screen.see("SEALED")
    screen.see("Filed as")
    screen.press("enter")
    screen.see("sealed, still here")


def hand_to_courier(screen: Screen) -> None:
    """Give the sealed bag to the courier."""
    screen.press("down", "c")
    screen.see("The courier takes a bag")
    screen.press("Cora Quick", "enter")
    screen.see("Y keeps it")
    screen.press("y")
    screen.see("with the courier")
    screen.press("escape")
