"""The account's keys for mail and for papers: how a payment came, the slip that sends it back, the payoff statement."""

from typing import TYPE_CHECKING

from domain.calendar import day_text
from domain.money import Money, parse_money
from domain.people.approval import Approval
from domain.receipting.approving import need_of_override
from domain.receivables.accounts import HoldKind
from domain.refusals import Code, Refusal, refuse
from tui.commands import Command
from tui.desk_plan import PlanDesk, plan_rule
from tui.desk_sheets import SheetDesk
from tui.mail_commands import HowItCame

if TYPE_CHECKING:
    from tui.screens.account import AccountScreen, Owing


class Mailed(HowItCame):
    """How it came: by mail, drop box, bank or court, and on which day."""

    name, key, label, group = "mailed", "m", "Mailed", "account"


class Override(Command["AccountScreen"]):
    """Take the money although the bill was sent to a bank. A second person approves it; the receipt keeps both."""

    name, key, also, label, group = "override", "o", "", "Override", "account"
    in_bar = False

    def available(self, screen: "AccountScreen") -> str | None:
        """There must be a bill that was sent to a bank."""
        if screen.owing and screen.in_escrow(screen.chosen):
            return None
        return "This bill was not sent to a bank: Enter takes the money."

    def run(self, screen: "AccountScreen") -> None:
        """Put the bill into the cart all the same."""
        text = screen.entry.text.strip()
        amount = parse_money(text) if text else None
        if text and amount is None:
            screen.refuse(refuse(Code.AMOUNT_UNREADABLE, typed=text))
            screen.entry.spoil()
            return
        owing = screen.chosen
        holds, bill_no = owing.view.account.holds, owing.state.bill.bill_no
        refusal = screen.desk.override_refused(owing.state, amount, holds)
        if refusal is not None:
            # A second person is called for what can be done only.
            screen.refuse(refusal)
            screen.entry.spoil()
            return
        hold = next(h.text for h in holds if h.kind is HoldKind.ESCROW)
        need = need_of_override(bill_no, hold, screen.desk.office)
        if need is None:
            _take(screen, owing, amount, None)
        else:
            screen.ask_approval(need.act, need.words, lambda yes: _take(screen, owing, amount, yes))


def _take(
    screen: "AccountScreen", owing: "Owing", amount: Money | None, approval: Approval | None
) -> None:
    if screen.add(owing, amount, override=True, approval=approval):
        screen.entry.clear()
    else:
        screen.entry.spoil()


class SendBack(Command["AccountScreen"]):
    """Send back: print the slip for a payment that came late and is short. Type the amount that was sent first."""

    name, key, also, label, group = "send-back", "r", "", "Send back", "account"
    in_bar = False

    def available(self, screen: "AccountScreen") -> str | None:
        """There must be a bill."""
        return None if screen.owing else "Nothing is owed here."

    def run(self, screen: "AccountScreen") -> None:
        """Judge the payment and print its slip; nothing is taken."""
        desk, state = screen.desk, screen.chosen.state
        sent = parse_money(screen.entry.text) if screen.entry.text.strip() else None
        if sent is None:
            screen.refuse("Type the amount that was sent, then R. Nothing is taken.")
            return
        judged = desk.judged(state, sent)
        if isinstance(judged, Refusal):
            screen.refuse(judged)
        elif not judged.returned:
            screen.refuse("This payment is not late and short: Enter takes it.")
        else:
            printed = SheetDesk(desk).print_returned(judged, state, sent)
            refusal = printed if isinstance(printed, Refusal) else None
            if screen.answer(refusal, "Its slip is printing. Send it back with the payment."):
                screen.entry.clear()


class Payoff(Command["AccountScreen"]):
    """Payoff: print what pays this account off, and by which day. After @12/31 it goes through that day."""

    name, key, also, label, group = "payoff", "g", "", "Payoff", "account"
    in_bar = False

    def available(self, screen: "AccountScreen") -> str | None:
        """There must be a bill."""
        return None if screen.owing else "Nothing is owed here."

    def run(self, screen: "AccountScreen") -> None:
        """Print the statement of every bill of the chosen one's account, through the day that was asked with @."""
        account = screen.chosen.view.account
        states = [o.state for o in screen.owing if o.view.account == account]
        asked, today = screen.desk.what_if, screen.desk.today
        through = asked if asked is not None and asked > today else None
        printed = SheetDesk(screen.desk).print_payoff(states, account.number, account.name, through)
        refusal = printed if isinstance(printed, Refusal) else None
        until = f" through {day_text(through)}" if through else ""
        screen.answer(refusal, f"The payoff of {account.number}{until} is printing.")


class Plan(Command["AccountScreen"]):
    """Plan: a payment plan for the delinquent taxes of this parcel. It asks what the owner states, then prints."""

    name, key, also, label, group = "plan", "p", "", "Plan", "account"
    in_bar = False

    def available(self, screen: "AccountScreen") -> str | None:
        """The office must have plans, and a parcel be on the screen."""
        if plan_rule(screen.desk) is None:
            return "This office's policy has no payment plans."
        return None if screen.parcel_view() is not None else "No tax bill is on this screen."

    def run(self, screen: "AccountScreen") -> None:
        """Ask for the day and what the owner states."""
        from tui.screens.plan import PlanScreen

        rule, view = plan_rule(screen.desk), screen.parcel_view()
        if rule is not None and view is not None:
            account = view.account
            plan = PlanScreen(PlanDesk(screen.desk, account.number, rule), account.name)
            screen.counter.push(plan, lambda said: screen.say(str(said)) if said else None)


ACCOUNT_PAPERS = (Mailed, Override, SendBack, Payoff, Plan)
