"""The account's keys for its bills: all of one, all of them, notes, and corrections."""

from typing import TYPE_CHECKING

from tui.commands import Command, CorrectKey, NotesKey

if TYPE_CHECKING:
    from tui.screens.account import AccountScreen


class Whole(Command["AccountScreen"]):
    """Add the whole of the chosen bill, instalments that are not due yet too."""

    name, key, also, label, group = "whole", "w", "ctrl+v", "Whole", "account"
    weight = 3

    def available(self, screen: "AccountScreen") -> str | None:
        """There must be a bill to add."""
        return None if screen.owing else "Nothing is owed here."

    def run(self, screen: "AccountScreen") -> None:
        """Put the whole balance into the cart."""
        screen.add(screen.chosen, screen.chosen.assessment.total)


class All(Command["AccountScreen"]):
    """Add every bill on this screen, as far as it is due."""

    name, key, also, label, group = "all", "a", "ctrl+z", "All", "account"
    weight = 3

    def available(self, screen: "AccountScreen") -> str | None:
        """There must be a bill to add."""
        return None if screen.owing else "Nothing is owed here."

    def run(self, screen: "AccountScreen") -> None:
        """Put all of them into the cart, liens in the order of the law; say which was refused, if one was."""
        by_number = {owing.state.bill.bill_no: owing for owing in screen.owing}
        states = (owing.state for owing in screen.owing)
        refused = ""
        for state in screen.desk.single.in_order(states, screen.desk.today):
            owing = by_number[state.bill.bill_no]
            if not screen.in_cart(owing) and not screen.add(owing, None):
                refused = refused or screen.message.text
        cart = screen.desk.cart
        said = f"In the cart: {len(cart.lines)} lines, {cart.total}."
        if refused:
            screen.refuse(f"{said} Not all: {refused}")
        elif any(words.startswith("BOOTED") for _number, words in screen.alerts):
            screen.say(f"{said} The boot stays on: B adds its fee and takes it off.", "warn")
        else:
            screen.say(f"{said} F2 next customer, F4 money.")


class CorrectBill(CorrectKey["AccountScreen"]):
    """Correct a bill: abate, waive, dismiss, adjust, refund, another effective day, a check that came back."""

    in_bar = False

    def available(self, screen: "AccountScreen") -> str | None:
        """Nobody may be masked here."""
        return "This customer is confidential: V asks why first." if screen.masked else None

    def run(self, screen: "AccountScreen") -> None:
        """List the customer's bills, paid ones too."""
        from tui.screens.correct_bill import CorrectBillScreen

        bill_no = screen.chosen.state.bill.bill_no if screen.owing else ""
        correcting = CorrectBillScreen(screen.account_id, bill_no)
        screen.counter.push(correcting, lambda _result: screen.load())


class Notes(NotesKey["AccountScreen"]):
    """Notes and holds of this customer; add a note."""

    weight = 3

    def run(self, screen: "AccountScreen") -> None:
        """Show the notes."""
        from tui.screens.notes import NotesScreen

        screen.counter.push(NotesScreen(screen.account_id), lambda _result: screen.load())
