"""``chamberlain quote``: what a bill, or every bill of an account, comes to on a date, step by step."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chamberlain.as_posted import as_posted, as_posted_data, print_as_posted
from chamberlain.asked import Opened, asked_date, opened, read_date
from chamberlain.explained import print_explanation, told_data
from chamberlain.looked_up import open_bills_of, shown
from chamberlain.noted import note_command
from chamberlain.output import print_columns, print_json
from chamberlain.stop import DONE, Stop, misused
from domain.money import ZERO, total
from domain.office import Office
from domain.papers.gather import same_plate
from domain.people.access import AccessKind
from domain.receivables.assessment import Assessment, Step, assess
from domain.receivables.bills import BillState, BillStatus
from domain.receivables.evidence import Evidence, EvidenceKind, effective_for
from domain.receivables.plain_words import Told, explain
from domain.receivables.remarks import not_payable
from domain.receivables.told import holidays_unknown
from domain.refusals import Refusal


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("what", metavar="BILL|ACCOUNT", help="a bill's or an account's number")
    parser.add_argument("--on", metavar="DATE", help="the day of payment; today unless given")
    parser.add_argument(
        "--evidence",
        metavar="KIND",
        choices=[kind.value for kind in EvidenceKind],
        help="what came with the payment: " + ", ".join(EvidenceKind),
    )
    parser.add_argument("--postmark", metavar="DATE", help="the day that the evidence shows")
    parser.add_argument("--carrier", metavar="NAME", help="the delivery service that brought it")
    parser.add_argument(
        "--receipt",
        metavar="NUMBER",
        help="what the bill came to when this receipt was posted, by the policy of that day",
    )
    parser.add_argument(
        "--why",
        action="store_true",
        help="say in plain words how it comes to that, and why",
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Print the quote of the bill with exactly that number, else of the account's bills."""
    if asked.receipt is not None:
        return _run_as_posted(asked)
    day = asked_date(asked)
    postmark_on = read_date(asked.postmark) if asked.postmark is not None else None
    if asked.evidence is None and (postmark_on or asked.carrier):
        raise misused("--postmark and --carrier go with --evidence: say what shows that day.")
    with opened(asked) as at:
        on = day or at.today
        kind = EvidenceKind(asked.evidence or EvidenceKind.COUNTER)
        evidence = Evidence(kind, on, postmark_on, asked.carrier or "")
        number = asked.what.strip()
        note_command(at.books, AccessKind.VIEWED, "quote")
        state = at.books.bill(number)
        states = (state,) if state is not None else open_bills_of(at, number)
        quotes = tuple(_quoted(at, each, evidence) for each in states)
        if asked.json:
            data = [_quote_data(at, quote, on, why=asked.why) for quote in quotes]
            print_json(data[0] if state is not None else _account_data(number, quotes, on, data))
        else:
            _print_text(at, quotes, on, why=asked.why)
    return DONE


def _run_as_posted(asked: argparse.Namespace) -> int:
    """Print what one bill came to when a receipt was posted, which no later change of the policy alters."""
    if any((asked.on, asked.evidence, asked.postmark, asked.carrier)):
        raise misused(
            "--receipt asks for the day of that receipt: leave --on and the evidence out."
        )
    with opened(asked) as at:
        note_command(at.books, AccessKind.VIEWED, "quote")
        past = as_posted(at, asked.receipt, asked.what.strip())
        quote = _Quote(shown(at, past.state), past.assessment, past.office)
        on = past.assessment.on
        if asked.json:
            print_json({**as_posted_data(past), **_quote_data(at, quote, on, why=asked.why)})
        else:
            print_as_posted(past)
            _print_text(at, (quote,), on, why=asked.why)
    return DONE


@dataclass(frozen=True, slots=True)
class _Quote:
    """A bill and what it comes to under a policy on the day that the payment counts for, which is the assessment's."""

    state: BillState
    assessment: Assessment
    office: Office
    stopped: Refusal | None = None
    """What stands against taking anything on the bill yet, or here; never asked of a receipt that was posted."""


def _quoted(at: Opened, state: BillState, evidence: Evidence) -> _Quote:
    day = effective_for(evidence, at.office.service(state.bill.service), at.office)
    if isinstance(day, Refusal):
        raise Stop(day.sentence)
    stopped = not_payable(state.bill, evidence.received_on, at.office)
    return _Quote(state, assess(state, day, at.office), at.office, stopped)


def _told(at: Opened, quote: _Quote) -> tuple[Told, ...]:
    """Return the explanation of a quote in plain words."""
    return explain(quote.state, quote.assessment, quote.office, same_plate(quote.state, at.books))


def _quote_data(at: Opened, quote: _Quote, on: date, *, why: bool) -> dict[str, object]:
    """Return a bill's quote as data: ``total_cents`` is the sum of the amounts of ``steps``, and of ``explanation``."""
    state, assessment = quote.state, quote.assessment
    told = {"explanation": [told_data(one) for one in _told(at, quote)]} if why else {}
    return {
        "bill": state.bill.bill_no,
        "service": state.bill.service,
        "account": state.bill.account_number,
        "status": state.bill.status.value,
        "on": on.isoformat(),
        "effective_on": assessment.on.isoformat(),
        "total_cents": assessment.total.cents,
        "due_cents": assessment.due.cents,
        "not_payable": None if quote.stopped is None else quote.stopped.sentence,
        "steps": [_step_data(step) for step in assessment.steps],
        **told,
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
    number: str, quotes: tuple[_Quote, ...], on: date, bills: list[dict[str, object]]
) -> dict[str, object]:
    days = {quote.assessment.on for quote in quotes}
    return {
        "account": number,
        "on": on.isoformat(),
        # Bills of several services may count for several days; then each says its own.
        "effective_on": min(days, default=on).isoformat() if len(days) < 2 else None,
        "total_cents": total(max(quote.assessment.total, ZERO) for quote in quotes).cents,
        "bills": bills,
    }


def _print_text(at: Opened, quotes: tuple[_Quote, ...], on: date, *, why: bool) -> None:
    if not quotes:
        print(f"Nothing is owed on {on}.")
    rows = []
    for state, assessment in ((quote.state, quote.assessment) for quote in quotes):
        notes = ["cancelled"] if state.bill.status is BillStatus.CANCELLED else []
        if assessment.on != on:
            notes.append(f"counts for {assessment.on}")
        due = max(assessment.due, ZERO)
        bill = state.bill
        rows.append((bill.bill_no, bill.description, assessment.total, due, ", ".join(notes)))
    if rows:
        print_columns(("bill", "for", f"owed on {on}", "due by then", ""), rows)
    if why:
        for quote in quotes:
            print()
            print_explanation(quote.state.bill.bill_no, _told(at, quote), quote.assessment.total)
        return
    for quote in quotes:
        if quote.stopped is not None:
            print(quote.stopped.sentence)
    unknown = holidays_unknown(_days(quotes), at.office.calendar)
    if unknown:
        print(unknown)


def _days(quotes: tuple[_Quote, ...]) -> Iterator[date]:
    """Yield the days that the amounts owed rest on: those asked for, and when the bills fall due."""
    for quote in quotes:
        if quote.assessment.open:
            yield quote.assessment.on
            yield from (instalment.due_on for instalment in quote.state.bill.instalments)
