"""``chamberlain quote``: what a bill, or every bill of an account, comes to on a date, step by step."""

import argparse
from datetime import date
from decimal import Decimal

from chamberlain.asked import Opened, asked_date, opened
from chamberlain.output import print_columns, print_json
from chamberlain.stop import DONE, Stop
from domain.money import ZERO, total
from domain.receivables.assessment import Assessment, Step, assess
from domain.receivables.bills import BillState, BillStatus


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("what", metavar="BILL|ACCOUNT", help="a bill's or an account's number")
    parser.add_argument("--on", metavar="DATE", help="the day of payment; today unless given")
    parser.add_argument("--why", action="store_true", help="show each step with its rule")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Print the quote of the bill with exactly that number, else of the account's bills."""
    day = asked_date(asked)
    with opened(asked) as at:
        on = day or at.today
        number = asked.what.strip()
        state = at.books.bill(number)
        if state is not None:
            content = quote_data(at, state, on)
            states: tuple[BillState, ...] = (state,)
        else:
            states = _bills_of_account(at, number)
            content = _account_data(at, number, states, on)
        if asked.json:
            print_json(content)
        else:
            _print_text(at, states, on, why=asked.why)
    return DONE


def _bills_of_account(at: Opened, number: str) -> tuple[BillState, ...]:
    """Return the bills that are not paid of the accounts with that number, in any service."""
    found = (at.books.account(service.code, number) for service in at.office.services)
    accounts = [each for each in found if each is not None]
    if not accounts:
        raise Stop(
            f"There is no bill and no account {number} in these books: 'chamberlain find' looks by name."
        )
    bills = at.books.open_bills(accounts)
    return tuple(state for each in accounts for state in bills.get(each, ()))


def quote_data(at: Opened, state: BillState, on: date) -> dict[str, object]:
    """Return a bill's quote as data: ``total_cents`` is the sum of the amounts of ``steps``."""
    assessment = assess(state, on, at.office)
    return {
        "bill": state.bill.bill_no,
        "service": state.bill.service,
        "account": state.bill.account_number,
        "status": state.bill.status.value,
        "on": on.isoformat(),
        "effective_on": on.isoformat(),
        "total_cents": assessment.total.cents,
        "due_cents": assessment.due.cents,
        "steps": [_step_data(step) for step in assessment.steps],
    }


def _step_data(step: Step) -> dict[str, object]:
    return {
        "kind": step.kind,
        "instalment": step.instalment,
        "charge": step.charge_kind,
        "amount_cents": step.amount.cents,
        "base_cents": None if step.base is None else step.base.cents,
        # A rate is text, because JSON's numbers are binary fractions in most readers.
        "rate": None if step.rate is None else _plain(step.rate),
        "from": None if step.from_on is None else step.from_on.isoformat(),
        "to": None if step.to_on is None else step.to_on.isoformat(),
        "policy_key": step.policy_key or None,
        "citation": step.citation or None,
        "moves": [
            {
                "from": move.from_on.isoformat(),
                "to": move.to_on.isoformat(),
                "why": move.why,
                "citation": move.citation,
            }
            for move in step.moves
        ],
    }


def _plain(rate: Decimal) -> str:
    """Return a rate in its one form, without trailing zeros: ``0.1``."""
    return format(rate.normalize(), "f")


def _account_data(
    at: Opened, number: str, states: tuple[BillState, ...], on: date
) -> dict[str, object]:
    totals = (max(assess(state, on, at.office).total, ZERO) for state in states)
    return {
        "account": number,
        "on": on.isoformat(),
        "effective_on": on.isoformat(),
        "total_cents": total(totals).cents,
        "bills": [quote_data(at, state, on) for state in states],
    }


def _print_text(at: Opened, states: tuple[BillState, ...], on: date, *, why: bool) -> None:
    if not states:
        print(f"Nothing is owed on {on}.")
    rows = []
    for state in states:
        assessment = assess(state, on, at.office)
        note = "cancelled" if state.bill.status is BillStatus.CANCELLED else ""
        due = max(assessment.due, ZERO)
        rows.append((state.bill.bill_no, state.bill.description, assessment.total, due, note))
    if rows:
        print_columns(("bill", "for", f"owed on {on}", "due by then", ""), rows)
    if why:
        for state in states:
            print()
            _print_steps(at, assess(state, on, at.office))


def _print_steps(at: Opened, assessment: Assessment) -> None:
    service = at.office.service(assessment.service)
    rows = []
    for step in assessment.steps:
        rate = "" if step.rate is None else f"{_plain(step.rate * 100)} %"
        since = "" if step.from_on is None else f"from {step.from_on}"
        what = service.charge_name(step.charge_kind)
        rows.append(
            (
                f"{step.instalment}",
                what,
                step.kind,
                step.base,
                rate,
                since,
                step.amount,
                step.citation,
            )
        )
    print(f"Bill {assessment.bill_no}, step by step:")
    print_columns(("part", "charge", "step", "of", "rate", "", "amount", "rule"), rows)
    moves = dict.fromkeys(move for step in assessment.steps for move in step.moves)
    for move in moves:
        print(f"{move.from_on} ({move.why}) moves to {move.to_on}: {move.citation}.")
    print(f"Together {assessment.total}.")
