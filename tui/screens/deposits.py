"""Deposits: what waits for each bank account by age, and the bags that the bank has not acknowledged."""

from dataclasses import dataclass

from domain.calendar import day_text
from domain.custody.deposit_draft import oldest
from domain.custody.on_hand_words import alarm_words
from domain.money import ZERO, total
from tui.commands import Command
from tui.counter_commands import Find
from tui.desk_deposit import Bag, DepositDesk, Waits
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs, spread
from tui.people_commands import PEOPLE_COMMANDS
from tui.reversal_commands import ReverseDeposit
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList


@dataclass(frozen=True, slots=True)
class Row:
    """A bank account with what waits for it, or a bag on its way."""

    waits: Waits | None = None
    bag: Bag | None = None


class HandToCourier(Command["DepositsScreen"]):
    """Courier: hand the marked bag over; the courier signs the slip that is printed."""

    name, key, also, label, group = "courier", "c", "", "Courier", "deposit"

    def available(self, screen: "DepositsScreen") -> str | None:
        """The cursor must be on a bag that is still here."""
        bag = screen.row.bag if screen.listed else None
        if bag is None:
            return "Go to a sealed bag with Up and Down first."
        return "This bag is with the courier already." if bag.handed is not None else None

    def run(self, screen: "DepositsScreen") -> None:
        """Ask for the courier's name."""
        from tui.screens.deposit_bag import CourierScreen

        if screen.row.bag is not None:
            screen.counter.push(CourierScreen(screen.row.bag), screen.done)


class BankSays(Command["DepositsScreen"]):
    """Bank: key in the bank's acknowledgement of the marked bag, from the validated slip."""

    name, key, also, label, group = "bank-says", "b", "", "Bank", "deposit"

    def available(self, screen: "DepositsScreen") -> str | None:
        """The cursor must be on a bag."""
        if screen.listed and screen.row.bag is not None:
            return None
        return "Go to a sealed bag with Up and Down first."

    def run(self, screen: "DepositsScreen") -> None:
        """Ask for the amount and the day."""
        from tui.screens.deposit_bag import BankSaysScreen

        if screen.row.bag is not None:
            screen.counter.push(BankSaysScreen(screen.row.bag), screen.done)


class DepositsScreen(DeskScreen):
    """Enter on a bank account makes up the deposit of what waits for it. On a bag, C hands it to the courier and B keys
    in what the bank says it found in it; F8 takes back what was entered wrong. Esc goes back.
    """

    NAME = "Deposits"
    CART = False
    ACTS = (Find, HandToCourier, BankSays, ReverseDeposit, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.listed: tuple[Row, ...] = ()
        self.alarm = ""

    @property
    def row(self) -> Row:
        """The marked row."""
        return self.listed[self.rows.cursor]

    def load(self) -> None:
        """Read what waits and which bags are on their way."""
        desk = DepositDesk(self.desk)
        waits = desk.waits()
        self.listed = (
            *(Row(waits=each) for each in waits),
            *(Row(bag=bag) for bag in desk.bags()),
        )
        self.alarm = alarm_words(desk.alarm()).removesuffix(" Ctrl+P deposit.")
        self.rows.fill(len(self.listed), self._row, self.rows.cursor)

    def done(self, words: object) -> None:
        """Read anew, and say what was done."""
        self.attempt(self.load)
        if isinstance(words, str):
            self.say(words)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what waits by bank account, and the bags."""
        lines = [heading("Deposits", columns), BLANK]
        if self.alarm:
            lines += [*paragraphs(self.alarm, columns - 2, "bad"), BLANK]
        if not self.listed:
            told = "This office's policy names no bank account. Add one in its custody.toml."
            return [*lines, *paragraphs(told, columns - 2)]
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _row(self, index: int, columns: int) -> Line:
        each = self.listed[index]
        if each.waits is not None:
            return _waits_line(each.waits, columns)
        if each.bag is None:
            return line("")
        bank = self.desk.office.keeping.bank(each.bag.deposit.deposit.bank)
        return _bag_line(each.bag, bank.name if bank is not None else "", columns)

    def enter(self, text: str) -> None:
        """Make up the deposit of the marked bank account."""
        if not self.listed:
            self.counter.pop()
            return
        row, denied = self.row, DepositDesk(self.desk).may_make()
        if denied is not None:
            self.refuse(denied)
        elif row.waits is None:
            self.refuse("C hands this bag to the courier, B keys in what the bank says.")
        elif row.waits.empty and not self._gives_up(row.waits):
            self.refuse(f"Nothing waits for {row.waits.bank.name}: no closed drawer, no held item.")
        else:
            from tui.screens.deposit import DepositScreen

            self.counter.push(DepositScreen(row.waits.bank), self.done)

    def _gives_up(self, waits: Waits) -> bool:
        """Whether the vault has cash of its own that may go to an account for which nothing else waits."""
        with_cash = waits.bank.takes(self.desk.office.cash.code)
        return with_cash and DepositDesk(self.desk).vaults_own() > ZERO

    def burst(self, burst: Burst) -> None:
        """Go to the bag that was scanned."""
        bags = [each.bag.deposit.deposit.bag if each.bag else "" for each in self.listed]
        if burst.text and burst.text in bags:
            self.rows.move_to(bags.index(burst.text))
        else:
            self.refuse("No bag on its way has this number. Esc goes back.")

    def back(self) -> None:
        """Go back to where it was opened."""
        self.counter.pop()


def _waits_line(waits: Waits, columns: int) -> Line:
    hands, since = waits.waiting.on_hand(), oldest(waits.waiting)
    amount = total(each.amount for each in hands)
    many = len(waits.waiting.sessions)
    sessions = "1 closed drawer" if many == 1 else f"{many} closed drawers"
    held = f", {len(waits.waiting.held)} held over" if waits.waiting.held else ""
    age = f", the oldest of {day_text(since)}" if since else ""
    words = f"{waits.bank.name}: {sessions}{held}{age}"
    if waits.empty:
        words = f"{waits.bank.name}: nothing waits"
    return spread(words, str(amount), columns, "bad" if waits.alarm else "")


def _bag_line(bag: Bag, bank: str, columns: int) -> Line:
    made = bag.deposit.deposit
    where = "with the courier" if bag.handed is not None else "sealed, still here"
    words = f"Bag {made.bag}, {bank or made.bank}, {day_text(bag.on)}: {where}"
    return spread(words, str(made.amount), columns)
