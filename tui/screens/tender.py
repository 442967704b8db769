"""Tender: number, then verb. ``200`` ``C`` is $200 in cash; ``C`` alone is the rest in cash."""

from domain.office import TenderKind
from tui.commands import Command, FinishKey, TenderKey
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, line, pad, spread
from tui.screens.desk_screen import AT_THE_DESK, DeskScreen
from tui.widgets import big_digits
from tui.widgets.entry_line import EntryLine, money_digits

_AMOUNT = "Amount, then the kind of money"


class _Take(Command["TenderScreen"]):
    """Take money of one kind: the amount typed, or all that is due."""

    group = "tender"
    also = ""
    weight = 3

    def available(self, screen: "TenderScreen") -> str | None:
        """The office must take this kind of money."""
        if screen.kind_at(self.key) is None:
            return "This office does not take that kind of money."
        return None

    def run(self, screen: "TenderScreen") -> None:
        """Take the amount typed, or the rest, in this kind of money."""
        kind = screen.kind_at(self.key)
        if kind is not None:
            screen.take(kind)


class Cash(_Take):
    """Cash: the amount typed, or the exact rest. Change is given."""

    name, key, label = "cash", "c", "Cash"


class Check(_Take):
    """Check: the amount typed, or the rest; then its number."""

    name, key, label = "check", "k", "Check"


class MoneyOrder(_Take):
    """Money order: the amount typed, or the rest; then its number."""

    name, key, label = "money-order", "m", "M.order"


class Card(_Take):
    """Card: recorded with the terminal's approval number; never a card number."""

    name, key, label = "card", "d", "Card"


class Electronic(_Take):
    """Electronic payment: recorded with its confirmation number."""

    name, key, label = "electronic", "e", "E-pay"


class CarryOn(Command["TenderScreen"]):
    """Check that carries on: it may be more than is due, and the next bills use up the rest of it."""

    name, key, also, label, group = "carry-on", "+", "ctrl+w", "Carry on", "tender"
    in_bar = False

    def available(self, screen: "TenderScreen") -> str | None:
        """Its amount is typed first."""
        if screen.entry.text.strip():
            return None
        return "Type the amount of the check first, then +."

    def run(self, screen: "TenderScreen") -> None:
        """Take the check, then go for the next bill."""
        check = screen.kind_at(Check.key)
        if check is not None and not screen.is_spoilt():
            screen.carries_on = True
            screen.take(check)


class Finish(FinishKey["TenderScreen"]):
    """Finish: post and print. An amount typed before it is cash."""

    def available(self, screen: "TenderScreen") -> str | None:
        """A number that was asked for must be given first."""
        if screen.asked is not None:
            return f"Type the {screen.asked.number_name} first, or Esc to take the {screen.asked.name} back."
        return None

    def run(self, screen: "TenderScreen") -> None:
        """Take the amount that was typed as cash, then post."""
        if screen.is_spoilt():
            return
        typed = screen.entry.text.strip()
        if typed and not screen.take_amount(screen.desk.office.cash, typed):
            return
        screen.counter.post(screen, screen.show_receipt)


class Here(TenderKey["TenderScreen"]):
    """Tender: you are there. Type the amount, then the letter of the kind of money."""

    in_bar = False

    def run(self, screen: "TenderScreen") -> None:
        """Say what to do here."""
        screen.say("Type the amount, then the letter of the kind of money.", "")


class TenderScreen(DeskScreen):
    """Type the amount handed over, then the letter of its kind: C cash, K check, M money order, D card, E electronic.

    The letter alone takes all that is still due. Several kinds may be mixed. An amount and + is a check that carries on
    to the next bills. Backspace on an empty line takes the last
    one back. F10 posts and prints; an amount typed before F10 is cash.
    """

    NAME = "Tender"
    ACTS = (Finish, Cash, Check, MoneyOrder, Card, Electronic, CarryOn, Here, *AT_THE_DESK)
    entry: EntryLine

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine(_AMOUNT, money_digits)
        self.asked: TenderKind | None = None
        self.amount_typed = ""
        self.carries_on = False
        self.mending = False
        self.rubbing = False

    def kind_at(self, letter: str) -> TenderKind | None:
        """Return the tender kind whose verb is this letter, if the office has one."""
        kinds = self.desk.office.tender_kinds
        return next((kind for kind in kinds if kind.key.casefold() == letter), None)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what is due in large digits, and the kinds of money with their letters."""
        cart = self.desk.cart
        if not cart.lines:
            return self._nothing_to_pay()
        covered = cart.tendered >= cart.total
        words, amount = ("CHANGE", cart.change) if covered else ("DUE", cart.due)
        if cart.unused:
            words, amount = "LEFT OF THE CHECK", cart.unused
        lines = [line((words, "title")), BLANK, *big_digits.paint(str(amount), columns)]
        lines.append(BLANK)
        if self.asked is not None:
            lines.append(line((f"{self.asked.name} {self.amount_typed or cart.due}", "strong")))
            lines.append(line(f"Type its {self.asked.number_name}, then Enter."))
        elif covered:
            lines.append(line(("F10 posts and prints.", "strong")))
        else:
            lines.extend(
                line((f"  {kind.key.upper()}  ", "strong"), pad(kind.name, columns - 5))
                for kind in self.desk.office.tender_kinds
            )
        lines.append(BLANK)
        lines.append(spread("Total of the cart", str(cart.total), columns, "dim"))
        return lines

    def _nothing_to_pay(self) -> list[Line]:
        lines = [line(("The cart is empty.", "strong")), BLANK]
        if self.desk.cart.tenders:
            back = self.desk.cart.tendered
            lines.append(line((f"Hand back {back}: Backspace takes each tender out.", "warn")))
        lines.append(line("F2 finds the next bill."))
        return lines

    def take_key(self, press: KeyPress) -> None:
        """Hand verbs to the kinds of money whatever their case; Backspace on an empty line takes a tender back."""
        rubs_text = press.key == "backspace" and bool(self.entry.text)
        ran_on = press.key == "backspace" and self.rubbing and not rubs_text
        self.rubbing = rubs_text or ran_on
        if ran_on:
            # A Backspace that is held down stops at the empty line: it never runs on into the money.
            return
        if self.asked is None and press.key == "backspace" and not self.entry.text:
            if self.desk.cart.tenders:
                gone = self.desk.cart.tenders[-1]
                self.answer(self.desk.remove_tender(), f"Taken back: {gone.name} {gone.amount}.")
            else:
                self.refuse("No money was entered yet. Type an amount, or Esc goes back.")
            return
        if self.asked is None and press.printable and press.key.isupper():
            press = KeyPress(press.key.lower(), press.at)
        super().take_key(press)

    def take(self, kind: TenderKind) -> None:
        """Take the amount typed in this kind of money, asking for its number where it needs one."""
        if self.is_spoilt():
            return
        typed = self.entry.text.strip()
        if not kind.needs_number:
            self.take_amount(kind, typed)
            return
        refusal = self.desk.tender_refused(kind, typed, carries_on=self.carries_on)
        if refusal is not None:
            self._turn_down(refusal.sentence)
            return
        self.asked, self.amount_typed = kind, typed
        self.entry = EntryLine(kind.number_name.capitalize())

    def take_amount(self, kind: TenderKind, typed: str, number: str = "") -> bool:
        """Put the tender into the cart; returns whether it went in."""
        refusal = self.desk.tender(kind.code, typed, number, carries_on=self.carries_on)
        words = (
            "F10 posts and prints."
            if not self.desk.cart.due
            else f"{self.desk.cart.due} still due."
        )
        if refusal is not None:
            self._turn_down(refusal.sentence)
            return False
        self.say(f"{kind.name} taken. {words}")
        self._ask_amount("")
        if self.desk.cart.unused:
            left = f"{self.desk.cart.unused} of the check is left: find the next bill."
            self.counter.lookup_saying(left)
        return True

    def is_spoilt(self) -> bool:
        """Whether the amount in the line was refused already; says so: what is typed behind it takes no money."""
        if self.entry.spoilt:
            self.refuse(f"{self.entry.text} was refused. Type the amount again, then its kind.")
        return self.entry.spoilt

    def _turn_down(self, why: str) -> None:
        self.refuse(why)
        if self.asked is None:
            self.entry.spoil()
            self.mending, self.carries_on = True, False

    def _ask_amount(self, text: str) -> None:
        self.asked, self.amount_typed, self.carries_on = None, "", False
        self.mending = False
        self.entry = EntryLine(_AMOUNT, money_digits)
        self.entry.set(text)

    def enter(self, text: str) -> None:
        """Take the number that was asked for; Enter alone never takes money."""
        if self.asked is not None:
            self.take_amount(self.asked, self.amount_typed, text)
        elif self.desk.cart.due:
            self.refuse(f"Say the kind of money: {self._kinds()}.")
            if self.mending:
                self.entry.spoil()
        else:
            self.refuse("The total is covered. F10 posts and prints.")

    def _kinds(self) -> str:
        kinds = self.desk.office.tender_kinds
        return ", ".join(f"{kind.key.upper()} {kind.name.lower()}" for kind in kinds)

    def burst(self, burst: Burst) -> None:
        """Take a swiped check or money order: its number is read, its amount is the line's or what is due."""
        check = self.asked or self.kind_at("k")
        if burst.kind != "check" or check is None:
            self.refuse(
                "That is not a check. Finish or park this cart before scanning the next bill."
            )
            return
        if self.is_spoilt():
            return
        typed = self.amount_typed if self.asked is not None else self.entry.text.strip()
        self.take_amount(check, typed, burst.text)

    def back(self) -> None:
        """Take the question for a number back, or return to where the tender was called; tenders stay in the cart."""
        if self.asked is not None:
            self._ask_amount(self.amount_typed)
        else:
            super().back()

    def show_receipt(self) -> None:
        """Show what was posted."""
        from tui.screens.receipt import ReceiptScreen

        if self.desk.last is not None:
            self.counter.replace(ReceiptScreen(self.desk.last, fresh=True))
