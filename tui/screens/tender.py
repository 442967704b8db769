"""Tender: number, then verb. ``200`` ``C`` is $200 in cash; ``C`` alone is the rest in cash."""

from collections.abc import Callable

from domain.money import parse_money
from domain.office import TenderKind
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.privacy.confidential import SECRET_CODES
from domain.receipting.checks import CheckLine, check_read
from domain.receipting.tendering import rest_of
from domain.refusals import Code, Refusal
from tui.at_the_desk import AT_THE_DESK
from tui.explaining import Amount, of_cart
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, line, pad, spread
from tui.screens.desk_screen import SWIPED_CARD, SWIPED_CHECK
from tui.screens.explaining import ExplainingScreen, WhyOffBar
from tui.screens.tender_fees import FeeTold
from tui.screens.tender_keys import (
    Card,
    CarryOn,
    Cash,
    Check,
    Electronic,
    Finish,
    Here,
    LookAtCheck,
    MoneyOrder,
)
from tui.widgets import big_digits
from tui.widgets.entry_line import EntryLine, money_digits

_AMOUNT = "Amount, then the kind of money"


class TenderScreen(ExplainingScreen):
    """Type the amount handed over, then the letter of its kind: C cash, K check, M money order, D card, E electronic.

    The letter alone takes all that is still due. Several kinds may be mixed. An amount and + is a check that carries on
    to the next bills. Backspace on an empty line takes the last
    one back. F10 posts and prints; an amount typed before F10 is cash.

    L goes through what to look for on a check. An amount over a limit asks a second person. A card with a fee is told
    first: the letter again accepts it. ? explains a line of the
    cart; what was typed stays.
    """

    NAME = "Tender"
    NOTHING = "The cart is empty. F2 finds the next bill."
    ACTS = (
        *(Finish, Cash, Check, MoneyOrder, Card, Electronic, CarryOn, LookAtCheck, Here, WhyOffBar),
        *AT_THE_DESK,
    )
    entry: EntryLine

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine(_AMOUNT, money_digits)
        self.asked: TenderKind | None = None
        self.amount_typed = ""
        self.carries_on = False
        self.entered = ""
        self.mending = False
        self.rubbing = False
        self.fees = FeeTold()
        self.approval: Approval | None = None
        """A second person's yes to an amount over a limit, until its number is typed."""

    def kind_at(self, letter: str) -> TenderKind | None:
        """Return the tender kind whose verb is this letter, if the office has one."""
        kinds = self.desk.office.tender_kinds
        return next((kind for kind in kinds if kind.key.casefold() == letter), None)

    def number_first(self) -> str:
        """Return the sentence that asks for the number of the check or money order again."""
        if self.asked is None:
            return ""
        name = self.asked.name.lower()
        return f"Type the {self.asked.number_name} first; Esc takes the {name} back."

    @property
    def explains(self) -> bool:
        """Whether there is a line."""
        return bool(self.desk.cart.lines)

    def amounts(self) -> tuple[Amount, ...]:
        """Return the lines of the cart, whatever was typed."""
        return of_cart(self.desk, self.desk.cart)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what is due in large digits, and the kinds of money with their letters."""
        cart = self.desk.cart
        if not cart.lines:
            return self._nothing_to_pay()
        covered = not cart.due
        words, amount = ("CHANGE", cart.change) if covered else ("DUE", cart.due)
        if cart.unused:
            words, amount = "LEFT OF THE CHECK", cart.unused
        lines = [line((words, "title")), BLANK, *big_digits.paint(str(amount), columns)]
        lines.append(BLANK)
        if self.asked is not None:
            amount = (parse_money(self.amount_typed) or cart.due) + self.fees.added
            lines.append(line((f"{self.asked.name} {amount}", "strong")))
            lines.append(line(f"Type the {self.asked.number_name}, then Enter."))
        elif cart.unused:
            lines.append(
                line(("F2 finds the next bill; Backspace takes the check back.", "strong"))
            )
        elif covered:
            lines.append(line(("F10 posts and prints.", "strong")))
        else:
            lines.extend(
                line((f"  {kind.key.upper()}  ", "strong"), pad(kind.name, columns - 5))
                for kind in self.desk.office.tender_kinds
            )
        lines.append(BLANK)
        return [*lines, *self._totals(columns)]

    def _totals(self, columns: int) -> list[Line]:
        """Return the total, and what is asked in cash where that is not to the cent."""
        cart = self.desk.cart
        lines = [spread("Total of the cart", str(cart.total), columns, "dim")]
        rounds = cart.rounding or cart.cash_due - cart.due
        if rounds:
            asked = cart.cash_due or cart.cash - cart.change
            lines.append(spread("Cash rounding", str(rounds), columns))
            lines.append(spread("Cash due", str(asked), columns, "strong"))
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
        words = self.fees.to_tell(self.desk, kind, typed)
        if words:
            self.say(words, "warn")
            return
        if not kind.needs_number:
            self.take_amount(kind, typed)
            return
        refusal = self.desk.tender_refused(
            kind, typed, carries_on=self.carries_on, accepted_fee=self.fees.accepted
        )
        if refusal is None:
            self._ask_number(kind, typed)
        elif not self._over(refusal, kind, typed, lambda yes: self._ask_number(kind, typed, yes)):
            self._turn_down(refusal.sentence)

    def _ask_number(self, kind: TenderKind, typed: str, approval: Approval | None = None) -> None:
        self.asked, self.amount_typed, self.approval = kind, typed, approval
        self.entry = EntryLine(kind.number_name.capitalize())

    def _over(
        self, refusal: Refusal, kind: TenderKind, typed: str, then: Callable[[Approval], None]
    ) -> bool:
        """Ask a second person where an amount is over a limit; returns whether that is what was refused."""
        if refusal.code not in (Code.TENDER_OVER_LIMIT, Code.CASH_OVER_LIMIT):
            return False
        amount = parse_money(typed) if typed else rest_of(self.desk.cart, kind)
        words = f"Take {amount} by {kind.name.lower()}, which is over the limit."
        self.ask_approval(Act.TAKE_MONEY, words, then, amount=amount, tender=kind.code)
        return True

    def looked_at(self, outcome: Refusal | str | None) -> None:
        """Say what the checklist came to; nothing when it was left."""
        if isinstance(outcome, Refusal):
            self.refuse(outcome)
        elif outcome:
            self.say(outcome, "")

    def take_amount(
        self, kind: TenderKind, typed: str, number: str = "", approval: Approval | None = None
    ) -> bool:
        """Put the tender into the cart; returns whether it went in."""
        refusal = self.desk.tender(
            kind.code,
            typed,
            number,
            carries_on=self.carries_on,
            approval=approval,
            accepted_fee=self.fees.accepted,
        )

        def again(yes: Approval) -> None:
            self.take_amount(kind, typed, number, yes)

        if refusal is not None and self._over(refusal, kind, typed, again):
            return False
        words = self._still_due()
        if refusal is not None:
            if refusal.code in SECRET_CODES:
                self.entry.clear()
            self._turn_down(refusal.sentence)
            return False
        self.say(f"{kind.name} taken. {words}")
        self._ask_amount("")
        if self.desk.cart.unused:
            left = f"{self.desk.cart.unused} of the check is left: find the next bill."
            self.counter.lookup_saying(left)
        return True

    def _still_due(self) -> str:
        cart = self.desk.cart
        if not cart.due:
            return "F10 posts and prints."
        in_cash = f", {cart.cash_due} in cash" if cart.cash_due != cart.due else ""
        return f"{cart.due} still due{in_cash}."

    def is_spoilt(self) -> bool:
        """Whether the amount in the line was refused already; says so: what is typed behind it takes no money."""
        if self.entry.spoilt:
            self.refuse(f"{self.entry.text} was refused. Type another amount, or Ctrl+U clears it.")
        return self.entry.spoilt

    def _turn_down(self, why: str) -> None:
        self.refuse(why)
        if self.asked is None:
            self.entry.spoil()
            self.mending, self.carries_on = True, False

    def _ask_amount(self, text: str) -> None:
        self.asked, self.amount_typed, self.carries_on = None, "", False
        self.mending, self.entered, self.approval, self.fees = False, "", None, FeeTold()
        self.entry = EntryLine(_AMOUNT, money_digits)
        self.entry.set(text)

    def enter(self, text: str) -> None:
        """Take the number that was asked for; Enter alone never takes money."""
        if self.asked is not None:
            self.take_amount(self.asked, self.amount_typed, text, self.approval)
            return
        self.entered = text
        if not self.desk.cart.due:
            clear = "Ctrl+U clears the line, then " if text else ""
            self.refuse(f"The total is covered. {clear}F10 posts and prints.")
            return
        self.refuse(f"Say the kind of money: {self._kinds()}.")
        if self.mending:
            self.entry.spoil()

    def _kinds(self) -> str:
        kinds = self.desk.office.tender_kinds
        return ", ".join(f"{kind.key.upper()} {kind.name.lower()}" for kind in kinds)

    def burst(self, burst: Burst) -> None:
        """Take a swiped check or money order: its number is read, its amount is the line's or what is due."""
        check = self.asked or self.kind_at("k")
        if burst.kind == SWIPED_CARD or check is None:
            super().burst(burst)
            return
        if burst.kind != SWIPED_CHECK:
            self.refuse("That is not a check. Finish or park this cart, then scan the next bill.")
            return
        if self.is_spoilt():
            return
        wrong = check_read(CheckLine(burst.text, burst.routing_no))
        if wrong is not None:
            self.refuse(wrong)
            return
        if not burst.text:
            if self.asked is None:
                self.take(check)
            self.say("The number of that check cannot be read. Type it, then Enter.", "warn")
            return
        typed = self.amount_typed if self.asked is not None else self.entry.text.strip()
        self.take_amount(check, typed, burst.text, self.approval)

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
