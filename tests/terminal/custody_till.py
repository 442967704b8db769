"""A clerk at a counter, by keys alone: what was taken is kept here too, so that the books can be held against it."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.money import Money
from tests.terminal.custody_office import Place, signed
from tests.terminal.screens import Screen
from tests.terminal.test_tmux import Debt, pieces_of, price_of

FLOAT = 20_000


@dataclass
class Till:
    """One session of a drawer: its screen, its keys, and what it must hold in cents."""

    screen: Screen
    place: Place
    drawer: str
    receipts: int = 0
    """How many receipts the drawer has written so far, the sessions before this one too."""
    cash: int = FLOAT
    checks: list[int] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    electronic: int = 0
    taken: list[int] = field(default_factory=list)
    """The total of each receipt."""

    def open(self, giver: str, *choice: str) -> None:
        """Open the drawer with its float, counted out of the vault by another, who signs."""
        self.screen.press("ctrl+b", *choice)
        self.screen.see("Standard float 200.00")
        self.screen.press("enter")
        self.screen.see("200.00 of 200.00")
        self.screen.press("f10")
        self.screen.see("A second person must sign")
        self.screen.press(*signed(giver))
        self.screen.see(f"Drawer {self.drawer} is open with 200.00")

    def _number(self, first: int) -> str:
        """Return a number that no other check or money order of the day has."""
        return f"{first + self.receipts}{self.drawer}"

    def _posted(self, total: int) -> str:
        self.receipts += 1
        self.taken.append(total)
        return self.screen.see(f"-{self.drawer}-{self.receipts:06d}")

    def by_cash(self, *bills: Debt, handed: int = 0) -> None:
        """Take cash for bills: to the cent, or so many dollars, with change on the screen."""
        due = sum(each.due.cents for each in bills)
        self._scan(bills)
        self.screen.press("f4", *((str(handed), "f10") if handed else ("c", "f10")))
        shown = self._posted(due)
        assert "CHANGE TO GIVE" in shown
        self.cash += due

    def by_check(self, *bills: Debt) -> None:
        """Take one check for bills."""
        due = sum(each.due.cents for each in bills)
        self._scan(bills)
        self.screen.press("f4", "k", self._number(4000), "enter", "f10")
        self._posted(due)
        self.checks.append(due)

    def by_order(self, bill: Debt) -> None:
        """Take a money order."""
        self._scan((bill,))
        self.screen.press("f4", "m", self._number(880_000), "enter", "f10")
        self._posted(bill.due.cents)
        self.orders.append(bill.due.cents)

    def electronically(self, bill: Debt) -> None:
        """Take a payment that the customer made on the internet, by its confirmation."""
        self._scan((bill,))
        self.screen.press("f4", "e", f"C{self.receipts}77", "enter", "f10")
        self._posted(bill.due.cents)
        self.electronic += bill.due.cents

    def split(self, bill: Debt, check: int) -> None:
        """Take a check over part of a bill, and cash for the rest."""
        self._scan((bill,))
        self.screen.press("f4", str(Money(check)), "k", self._number(4000), "enter")
        self.screen.press("c", "f10")
        self._posted(bill.due.cents)
        self.checks.append(check)
        self.cash += bill.due.cents - check

    def items(self, code: str, many: int = 1, *, handed: int = 0) -> None:
        """Sell things for cash."""
        price = price_of(code.partition("/")[0], self.place.office).times(many).cents
        self.screen.press(f"{many}*{code}", "enter")
        self.screen.press("f4", *((str(handed), "f10") if handed else ("c", "f10")))
        self._posted(price)
        self.cash += price

    def part(self, bill: Debt, dollars: int) -> None:
        """Take part of a bill in cash: its account is chosen, and the amount typed."""
        self.screen.press(bill.hit.number, "enter")
        self.screen.see("Amount, or Enter for what is due")
        self.screen.press(str(dollars), "enter")
        self.screen.see("In the cart")
        self.screen.press("f4", "c", "f10")
        self._posted(dollars * 100)
        self.cash += dollars * 100

    def _scan(self, bills: tuple[Debt, ...]) -> None:
        for each in bills:
            self.screen.press(each.bill, "enter")

    def void_last(self, approver: str) -> None:
        """Void the receipt that stands on the screen; its money goes back."""
        self.screen.press("f8")
        self.screen.see("Void receipt")
        self.screen.press("3", "Wants to pay at home", "enter")
        self.screen.see("Give back in cash")
        self.screen.press("v")
        self.screen.see("A second person must approve")
        self.screen.press(*signed(approver))
        self.screen.see("VOIDED")
        self.cash -= self.taken[-1]

    def cut_off(self) -> Till:
        """Cut the drawer off after today's receipts; returns the till of the next business date."""
        self.screen.press("f2", "ctrl+p", "cut-off", "enter")
        self.screen.see("C cuts off")
        self.screen.press("c")
        self.screen.see("is cut off and waits to be counted")
        return Till(self.screen, self.place, self.drawer, self.receipts)

    def count(self, cash: int) -> str:
        """Count the drawer down the pad, the float out first, and hand the count in; returns what was shown."""
        shown = self.screen.see("Take out the float of 200.00")
        self.screen.press("enter")
        for pieces in pieces_of(cash - FLOAT, self.place.office):
            self.screen.press(*([str(pieces)] if pieces else []), "enter")
        for amounts in (self.checks, self.orders):
            for each in amounts:
                self.screen.press(str(Money(each)), "enter")
            self.screen.press("enter")
        self.screen.press(str(Money(self.electronic)))
        shown += self.screen.see(str(Money(self.electronic)))
        self.screen.press("f10")
        return shown


def recount(screen: Screen, cash: int, place: Place) -> None:
    """Type all pieces anew, the float's among them, down the pad, and go on with them."""
    for pieces in pieces_of(cash, place.office):
        screen.press(str(pieces), "enter")
    screen.see(f"{Money(cash)} of {Money(cash)}")
    screen.press("f10")
