"""``chamberlain sheet``: a paper that is no receipt, as the counter would print it."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chamberlain.asked import Opened, asked_date, opened, read_date
from chamberlain.explained import told_data
from chamberlain.looked_up import all_bills_of, open_bills_of, shown
from chamberlain.noted import note_command
from chamberlain.output import print_json
from chamberlain.stop import DONE, Stop, misused
from domain.money import ZERO, Money
from domain.papers.certificate import certificate_sheet
from domain.papers.explain import explain_sheet
from domain.papers.gather import bill_file
from domain.papers.payoff import Payoff, payoff_of, payoff_sheet
from domain.papers.plan import plan_sheet
from domain.people.access import AccessKind
from domain.policy.service_rules import ServiceRules
from domain.receipting.paper import Paper, paper_to_text
from domain.receipting.redemption import redeemed_all
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.receivables.payment_plans import PaymentPlan, delinquent, make_plan
from domain.receivables.payoff import MOST_DAYS
from domain.receivables.plain_words import explain
from domain.receivables.tax_liens import RedemptionCertificate
from domain.refusals import Refusal

KINDS = ("explain", "payoff", "plan", "certificate")


@dataclass(frozen=True, slots=True)
class _Made:
    """A paper, what it is about, and what it says as data."""

    about: str
    paper: Paper
    data: dict[str, object]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "kind",
        metavar="KIND",
        choices=KINDS,
        help="explain (a bill), payoff (what pays it all off), plan (for delinquent taxes), "
        "certificate (of redemption)",
    )
    parser.add_argument("what", metavar="BILL|ACCOUNT", help="a bill's or an account's number")
    parser.add_argument("--on", metavar="DATE", help="the day it is of; today unless given")
    parser.add_argument(
        "--through", metavar="DATE", help="the last day of a payoff; 62 days on unless given"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Print the sheet, or the sheets of an account's bills one after another."""
    day = asked_date(asked)
    through = read_date(asked.through) if asked.through is not None else None
    if through is not None and asked.kind != "payoff":
        raise misused("--through goes with payoff: the other sheets are of one day.")
    with opened(asked) as at:
        on = day or at.today
        if through is not None and not 0 <= (through - on).days < MOST_DAYS:
            raise misused(f"--through is from {on} on, and at most ten years later.")
        note_command(at.books, AccessKind.REPORTED, f"sheet {asked.kind}")
        made = tuple(_made(asked.kind, at, asked.what.strip(), on, through))
        if not made:
            raise Stop(f"Nothing is open on {asked.what.strip()}: there is nothing to explain.")
        if asked.json:
            print_json(
                {
                    "sheet": asked.kind,
                    "on": on.isoformat(),
                    "training": at.books.training,
                    "papers": [_paper_data(one) for one in made],
                }
            )
        else:
            print("\n".join(paper_to_text(one.paper) for one in made), end="")
    return DONE


def _made(kind: str, at: Opened, number: str, on: date, through: date | None) -> Iterator[_Made]:
    found = at.books.bill(number)
    state = None if found is None else shown(at, found)
    if kind == "explain":
        for each in (state,) if state is not None else open_bills_of(at, number):
            yield _explained(at, each, on)
        return
    parcel = number if state is None else state.bill.account_number
    if kind == "payoff":
        yield _payoff(at, state, parcel, on, through)
    elif kind == "plan":
        yield _plan(at, parcel, on)
    else:
        yield _certificate(at, parcel, on)


def _explained(at: Opened, state: BillState, on: date) -> _Made:
    file = bill_file(state, at.books)
    assessment = assess(state, on, at.office)
    told = explain(state, assessment, at.office, file.same_plate)
    paper = explain_sheet(file, on, at.office, training=at.books.training)
    data: dict[str, object] = {
        "total_cents": assessment.total.cents,
        "due_cents": max(assessment.due, ZERO).cents,
        "explanation": [told_data(one) for one in told],
    }
    return _Made(state.bill.bill_no, paper, data)


def _payoff(
    at: Opened, state: BillState | None, parcel: str, on: date, through: date | None
) -> _Made:
    states = (state,) if state is not None else open_bills_of(at, parcel)
    payoff = payoff_of(states, on, at.office, through)
    paper = payoff_sheet(payoff, parcel, _name(states), at.office, training=at.books.training)
    about = parcel if state is None else state.bill.bill_no
    return _Made(about, paper, _payoff_data(payoff))


def _payoff_data(payoff: Payoff) -> dict[str, object]:
    statement = payoff.statement
    return {
        "bills": [
            {"bill": state.bill.bill_no, "amount_cents": owed.cents} for state, owed in payoff.bills
        ],
        "elsewhere": [state.bill.bill_no for state in payoff.elsewhere],
        "rows": [
            {
                "from": row.from_on.isoformat(),
                "good_through": row.good_through.isoformat(),
                "amount_cents": row.amount.cents,
                "added_cents": row.added.cents,
            }
            for row in statement.rows
        ],
        "per_day_cents": _cents(statement.per_day),
        "per_month_cents": _cents(statement.per_month),
        "ends": None if payoff.ends is None else payoff.ends.isoformat(),
    }


def _cents(amount: Money | None) -> int | None:
    return None if amount is None else amount.cents


def _plan(at: Opened, parcel: str, on: date) -> _Made:
    rules = _rules(at)
    if rules.plan is None:
        raise Stop("This office's policy has no payment plans (liens.toml, [plan]).")
    services = rules.liens.services if rules.liens is not None else ()
    states = [s for s in open_bills_of(at, parcel) if s.bill.service in services]
    amount = delinquent(states, on, at.office)
    if not amount:
        raise Stop(f"No tax of {parcel} is delinquent on {on}: a plan is for delinquent taxes.")
    plan = make_plan(parcel, amount, on, rules.plan, at.office.calendar)
    if isinstance(plan, Refusal):
        raise Stop(plan.sentence)
    paper = plan_sheet(plan, rules.plan, _name(states), at.office, training=at.books.training)
    return _Made(parcel, paper, _plan_data(plan))


def _plan_data(plan: PaymentPlan) -> dict[str, object]:
    return {
        "amount_cents": plan.amount.cents,
        "payments": [
            {
                "no": payment.no,
                "due_on": payment.due_on.isoformat(),
                "last_day": payment.last_day.isoformat(),
                "amount_cents": payment.amount.cents,
            }
            for payment in plan.payments
        ],
    }


def _certificate(at: Opened, parcel: str, on: date) -> _Made:
    states = all_bills_of(at, parcel)
    certificate = redeemed_all(states, on, at.office)
    if certificate is None:
        raise Stop(f"No tax lien on {parcel} is known in these books: there is none to certify.")
    if isinstance(certificate, Refusal):
        raise Stop(certificate.sentence)
    paper = certificate_sheet(certificate, _name(states), at.office, training=at.books.training)
    return _Made(parcel, paper, _certificate_data(certificate))


def _certificate_data(certificate: RedemptionCertificate) -> dict[str, object]:
    return {
        "liens": [
            {
                "lien": lien.lien_no,
                "lien_on": lien.lien_on.isoformat(),
                "redeemed_on": None if lien.redeemed_on is None else lien.redeemed_on.isoformat(),
            }
            for lien in certificate.liens
        ]
    }


def _rules(at: Opened) -> ServiceRules:
    return at.office.single or ServiceRules()


def _name(states: tuple[BillState, ...] | list[BillState]) -> str:
    return states[0].name if states else ""


def _paper_data(made: _Made) -> dict[str, object]:
    lines = [{"style": line.style.value, "text": line.text} for line in made.paper.lines]
    return {"about": made.about, **made.data, "lines": lines}
