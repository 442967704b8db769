"""The account's keys for rules of single services: a boot off the plate, a charge that is paid before the others."""

from typing import TYPE_CHECKING

from domain.money import Money, parse_money, total
from domain.refusals import Code, refuse
from tui.at_the_desk import AT_THE_DESK
from tui.commands import Command
from tui.paint import Line, heading, line, pad, right
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

if TYPE_CHECKING:
    from tui.screens.account import AccountScreen, Owing


class ReleaseBoot(Command["AccountScreen"]):
    """Boot off: every open ticket of the plate and the boot fee, at once, in cash.

    Tickets that await an answer are left out where the office's policy leaves them out.
    """

    name, key, also, label, group = "release-boot", "b", "", "Boot", "account"
    in_bar = False

    def available(self, screen: "AccountScreen") -> str | None:
        """There must be a ticket of the plate."""
        return None if screen.plate_view() is not None else "No ticket is on this screen."

    def run(self, screen: "AccountScreen") -> None:
        """Put all of it into the cart."""
        view = screen.plate_view()
        if view is None:
            return
        number = view.account.number
        done = f"In the cart: all that takes the boot of {number} off. F4, cash only."
        screen.answer(screen.desk.release_boot(view), done)


class PayFirst(Command["AccountScreen"]):
    """Pay one charge of the chosen bill first, such as water before sewer, where the office's policy allows it.

    Type an amount before it to pay that much; without one, what is owed of the charge.
    """

    name, key, also, label, group = "pay-first", "f", "", "First", "account"
    in_bar = False

    def available(self, screen: "AccountScreen") -> str | None:
        """The policy must leave the order to the clerk."""
        if not screen.owing:
            return "Nothing is owed here."
        service = screen.desk.office.service(screen.chosen.state.bill.service)
        if service.order_override:
            return None
        return f"{service.name}: the office's policy keeps the order in which charges are paid."

    def run(self, screen: "AccountScreen") -> None:
        """Ask which charge."""
        text = screen.entry.text.strip()
        amount = parse_money(text) if text else None
        if text and amount is None:
            screen.refuse(refuse(Code.AMOUNT_UNREADABLE, typed=text).sentence)
            screen.entry.spoil()
            return
        screen.entry.clear()

        def done(words: object) -> None:
            screen.load()
            if words:
                screen.say(str(words))

        screen.counter.push(ChargeScreen(screen.chosen, amount), done)


class ChargeScreen(DeskScreen):
    """Choose the charge that is paid first with Up and Down, then Enter puts the payment into the cart.

    What the amount leaves over pays the other charges in their usual order.
    """

    NAME = "Charge"
    ACTS = AT_THE_DESK
    rows: LineList

    def __init__(self, owing: "Owing", amount: Money | None) -> None:
        super().__init__()
        self.owing, self.amount = owing, amount
        self.rows = LineList()
        found = owing.assessment.open
        self.owed = [
            (kind, total(o.amount for o in found if o.kind == kind))
            for kind in dict.fromkeys(o.kind for o in found)
        ]

    def load(self) -> None:
        """List what is owed by charge."""
        self.rows.fill(len(self.owed), self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the charges with what is owed of each."""
        number = self.owing.state.bill.bill_no
        said = f"{number}: which first of {self.amount}"
        if self.amount is None:
            said = f"{number}: which charge"
        return [heading(said, columns), *self.rows.paint(columns, rows - 1)]

    def _row(self, index: int, columns: int) -> Line:
        kind, amount = self.owed[index]
        service = self.desk.office.service(self.owing.state.bill.service)
        name = service.charge_name(kind)
        return line((pad(name, columns - 14), "strong"), right(str(amount), 13))

    def enter(self, text: str) -> None:
        """Put the payment into the cart, this charge first."""
        if not self.owed:
            self.counter.pop()
            return
        kind, owed = self.owed[self.rows.cursor]
        state, holds = self.owing.state, self.owing.view.account.holds
        amount = self.amount or owed
        refusal = self.desk.add_bill(state, amount=amount, holds=holds, order=(kind,))
        if refusal is not None:
            self.refuse(refusal.sentence)
            return
        name = self.desk.office.service(state.bill.service).charge_name(kind)
        self.counter.pop(f"In the cart: {state.bill.bill_no}, {name} first. F4 takes the money.")
