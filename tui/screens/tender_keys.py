"""The keys of the tender screen: the kinds of money by their letters, the check that carries on, and the finish."""

from typing import TYPE_CHECKING

from tui.commands import Command, FinishKey, TenderKey

if TYPE_CHECKING:
    from tui.screens.tender import TenderScreen


class TakeKind(Command["TenderScreen"]):
    """Take money of one kind: the amount typed, or all that is due."""

    group = "tender"
    also = ""
    weight = 3

    def available(self, screen: "TenderScreen") -> str | None:
        """The office must take this kind of money, and a number that was asked for comes first."""
        if screen.asked is not None:
            return screen.number_first()
        if screen.kind_at(self.key) is None:
            return "This office does not take that kind of money."
        return None

    def run(self, screen: "TenderScreen") -> None:
        """Take the amount typed, or the rest, in this kind of money."""
        kind = screen.kind_at(self.key)
        if kind is not None:
            screen.take(kind)


class Cash(TakeKind):
    """Cash: the amount typed, or the rest, rounded where policy rounds cash. Change is given."""

    name, key, label = "cash", "c", "Cash"


class Check(TakeKind):
    """Check: the amount typed, or the rest; then its number."""

    name, key, label = "check", "k", "Check"


class MoneyOrder(TakeKind):
    """Money order: the amount typed, or the rest; then its number."""

    name, key, label = "money-order", "m", "M.order"


class Card(TakeKind):
    """Card: recorded with the terminal's approval number; never a card number."""

    name, key, label = "card", "d", "Card"


class Electronic(TakeKind):
    """Electronic payment: recorded with its confirmation number."""

    name, key, label = "electronic", "e", "E-pay"


class CarryOn(Command["TenderScreen"]):
    """Check that carries on: it may be more than is due, and the next bills use up the rest of it."""

    name, key, also, label, group = "carry-on", "+", "ctrl+v", "Carry on", "tender"
    in_bar = False

    def available(self, screen: "TenderScreen") -> str | None:
        """Its amount is typed first."""
        if screen.asked is not None:
            return screen.number_first()
        if screen.entry.text.strip():
            return None
        return "Type the amount of the check first, then +."

    def run(self, screen: "TenderScreen") -> None:
        """Take the check, then go for the next bill."""
        check = screen.kind_at(Check.key)
        if check is not None and not screen.is_spoilt():
            screen.carries_on = True
            screen.take(check)


class LookAtCheck(Command["TenderScreen"]):
    """Checklist for a check: payee, date, words, signature, the bank's number; each with Enter, or N for no."""

    name, key, also, label, group = "checklist", "l", "", "List", "tender"
    in_bar = False

    def available(self, screen: "TenderScreen") -> str | None:
        """The office must take checks, and a number that was asked for comes first."""
        if screen.asked is not None:
            return screen.number_first()
        if screen.kind_at(Check.key) is None:
            return "This office does not take checks."
        return None

    def run(self, screen: "TenderScreen") -> None:
        """Go through the points of a check; nothing of it is kept."""
        from tui.screens.checklist import ChecklistScreen

        screen.counter.push(ChecklistScreen(), screen.looked_at)


class Finish(FinishKey["TenderScreen"]):
    """Finish: post and print. An amount typed before it is cash."""

    def available(self, screen: "TenderScreen") -> str | None:
        """A number that was asked for must be given first."""
        return screen.number_first() if screen.asked is not None else None

    def run(self, screen: "TenderScreen") -> None:
        """Take the amount that was typed as cash, then post."""
        if screen.is_spoilt():
            return
        typed = screen.entry.text.strip()
        if typed and typed == screen.entered:
            # Digits and Enter is also what a scanner types: that is never taken for cash.
            screen.enter(typed)
            return
        if typed and not screen.take_amount(screen.desk.office.cash, typed):
            return
        screen.counter.post(screen, screen.show_receipt)


class Here(TenderKey["TenderScreen"]):
    """Tender: you are there. Type the amount, then the letter of the kind of money."""

    in_bar = False

    def run(self, screen: "TenderScreen") -> None:
        """Say what to do here."""
        screen.say("Type the amount, then the letter of the kind of money.", "")
