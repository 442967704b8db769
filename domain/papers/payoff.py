"""The payoff statement: what pays everything off on which days, and what each day or month adds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import day_text
from domain.money import ZERO, Money
from domain.office import Office
from domain.papers.frame import copies_to, section, sheet_paper, to_pay, who_to_ask
from domain.receipting.paper import BLANK, Paper, PaperLine, Style, columns, labeled, paragraph
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import BillState, BillStatus
from domain.receivables.payoff import (
    AHEAD_DAYS,
    PayoffStatement,
    owed_together,
    payoff_statement,
)
from domain.receivables.remarks import demand_notes, is_relevied, lien_notes, third_parties
from domain.receivables.told import holidays_unknown

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Payoff:
    """What pays off the bills of one account, and those among them that another collector has by now.

    ``bills`` are what is owed on each on the first day. ``ends`` is the first day on which one of them is no longer
    paid here; the statement stops before it.
    """

    bills: tuple[tuple[BillState, Money], ...]
    elsewhere: tuple[BillState, ...]
    statement: PayoffStatement
    ends: date | None = None

    @property
    def on(self) -> date:
        """The first day of the statement."""
        return self.statement.now.from_on


def payoff_of(
    states: Iterable[BillState], on: date, office: Office, through: date | None = None
) -> Payoff:
    """Return what pays off ``states`` from ``on`` through ``through``, 62 days on unless given.

    Bills that are paid, cancelled or with another collector are left out; the last are named. A span backwards, or of
    more than ten years, is a programmer's error.
    """
    asked: list[tuple[BillState, Assessment]] = []
    elsewhere: list[BillState] = []
    for state in states:
        found = assess(state, on, office)
        if state.bill.status is BillStatus.CANCELLED or found.total <= ZERO:
            continue
        gone = found.returned_on is not None and found.returned_on <= on
        if gone or is_relevied(state.bill, on, office):
            elsewhere.append(state)
        else:
            asked.append((state, found))
    last = through or on + timedelta(days=AHEAD_DAYS)
    leaves = [found.returned_on for _, found in asked if found.returned_on is not None]
    ends = min((day for day in leaves if day <= last), default=None)
    owed_on = owed_together((state for state, _ in asked), office)
    statement = payoff_statement(owed_on, on, last if ends is None else ends - _ONE_DAY)
    bills = tuple((state, found.total) for state, found in asked)
    return Payoff(bills, tuple(elsewhere), statement, ends)


def payoff_sheet(
    payoff: Payoff, account_number: str, name: str, office: Office, *, training: bool = False
) -> Paper:
    """Return the statement as paper."""
    now = payoff.statement.now
    lines = [
        *labeled("Account", account_number),
        *labeled("Name", name),
        *labeled("As of", day_text(payoff.on)),
        *section("WHAT IS OPEN", _bills(payoff, office)),
    ]
    if payoff.bills:
        through = f"good through {day_text(now.good_through)}."
        lines += section("TO PAY IT ALL OFF", to_pay("Pay", str(now.amount), through))
        lines += section("DAY BY DAY", _rows(payoff, office))
        lines += section("PLEASE NOTE", _small_print(payoff, office))
        lines += who_to_ask(office.service(payoff.bills[0][0].bill.service), office)
    states = (*(state for state, _ in payoff.bills), *payoff.elsewhere)
    lines += copies_to(third_parties(states))
    return sheet_paper("PAYOFF STATEMENT", office, lines, training=training)


def _bills(payoff: Payoff, office: Office) -> tuple[PaperLine, ...]:
    lines: list[PaperLine] = []
    for state, owed in payoff.bills:
        bill = state.bill
        lines += columns(bill.description or bill.bill_no, str(owed), style=Style.BOLD)
        lines += paragraph(f"Bill {bill.bill_no}", indent=2)
        for told in (*lien_notes(bill, office), *demand_notes(state, payoff.on, office, set())):
            lines += paragraph(told.text, indent=2)
    for state in payoff.elsewhere:
        lines += paragraph(_gone(state, payoff.on, office))
    return tuple(lines) or paragraph("Nothing is owed.")


def _gone(state: BillState, on: date, office: Office) -> str:
    number, relevied = state.bill.bill_no, state.bill.facts.relevied
    if relevied is not None and is_relevied(state.bill, on, office):
        return f"Bill {number} is paid with tax bill {relevied.tax_bill}."
    return f"Bill {number} is no longer paid here."


def _rows(payoff: Payoff, office: Office) -> tuple[PaperLine, ...]:
    """Return the amounts by their last days; of amounts that rise daily by the same, the first and the last."""
    statement, lines = payoff.statement, list[PaperLine]()
    rows = statement.rows
    if statement.per_day is not None:
        rows = (rows[0], rows[-1])
    for row in rows:
        lines += columns(f"through {day_text(row.good_through)}", str(row.amount))
    if statement.per_day is not None:
        lines += paragraph(f"Each day adds {statement.per_day}.")
    elif statement.per_month is not None:
        lines += paragraph(f"Each month adds {statement.per_month}.")
    if payoff.ends is not None:
        collectors = (office.service(s.bill.service).returned for s, _ in payoff.bills)
        to = next((c.to for c in collectors if c is not None), "another collector")
        lines += [BLANK, *paragraph(f"From {day_text(payoff.ends)} it is paid to {to}, not here.")]
    return tuple(lines)


def _small_print(payoff: Payoff, office: Office) -> tuple[PaperLine, ...]:
    services = {s.bill.service: office.service(s.bill.service) for s, _ in payoff.bills}
    by_mail = ""
    if all(service.postmark_counts for service in services.values()):
        by_mail = "By mail the day of a legible United States postmark counts."
    return (
        *paragraph("A payment counts for the day on which it reaches this office."),
        *paragraph(by_mail),
        *paragraph(
            holidays_unknown((payoff.on, payoff.statement.rows[-1].good_through), office.calendar)
        ),
        *paragraph("These amounts hold while nothing else is billed, paid or changed."),
    )
