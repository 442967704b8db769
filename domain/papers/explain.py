"""The sheet that explains a bill to whoever owes it: billed, paid by whom, why it is more, what to pay by when.

It is what an angry customer takes home, so it is in large plain words and says last whom to ask and how to appeal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from domain.calendar import day_text
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.papers.frame import copies_to, section, sentence_lines, sheet_paper, to_pay, who_to_ask
from domain.papers.gather import BillFile
from domain.policy.services import Service
from domain.receipting.paper import BLANK, Paper, PaperLine, Style, columns, labeled, paragraph
from domain.receivables.assessment import Assessment, assess, last_days_of, ticket_of
from domain.receivables.bills import BillState, BillStatus
from domain.receivables.payoff import PayoffRow, good_through
from domain.receivables.plain_words import About, Told, difference_text, explain
from domain.receivables.remarks import third_parties
from domain.records import BillPayment

CHANGED_SINCE = (
    "The program that owns this bill changed it after the receipt: what was billed and when it was due "
    "is told as it stands today."
)
_MOST_LATER = 4
"""Rows of a statement told: today's and three that follow."""


@dataclass(frozen=True, slots=True)
class OldReceipt:
    """What a receipt paid on a bill: its number, what was owed before it, what it paid, and what it left."""

    number: str
    owed: Assessment
    paid: Money
    left: Money
    changed_since: bool = False
    """Whether the bill's program changed it since."""


def explain_sheet(file: BillFile, on: date, office: Office, *, training: bool = False) -> Paper:
    """Return the sheet that explains what a bill comes to on ``on``."""
    state = file.state
    assessment = assess(state, on, office)
    told = explain(state, assessment, office, file.same_plate)
    body = [
        *_head(state, on),
        *_told(file, told, office),
        *section("WHAT TO PAY", (*_sums(told), *_what_to_pay(state, assessment, office))),
        *who_to_ask(office.service(state.bill.service), office),
        *copies_to(third_parties((state,))),
    ]
    return sheet_paper("YOUR BILL EXPLAINED", office, body, training=training)


def receipt_explained_sheet(
    file: BillFile, receipt: OldReceipt, office: Office, *, training: bool = False
) -> Paper:
    """Return the sheet that explains what a receipt paid: the bill as it was before it, by the policy of its day.

    ``office`` is that policy; ``file`` is the bill as it stood then.
    """
    state = file.state
    told = explain(state, receipt.owed, office, file.same_plate)
    earlier = takewhile(lambda payment: str(payment.number) != receipt.number, file.payments)
    body = [
        *labeled("Receipt", receipt.number),
        *_head(state, receipt.owed.on),
        *paragraph(CHANGED_SINCE if receipt.changed_since else ""),
        *_told(replace(file, payments=tuple(earlier)), told, office),
        *section(
            "WHAT THE RECEIPT PAID",
            (
                *columns("Owed before it", str(receipt.owed.total)),
                *columns("Paid by it", str(receipt.paid), style=Style.BOLD),
                *columns("Left after it", str(receipt.left)),
            ),
        ),
        *who_to_ask(office.service(state.bill.service), office),
    ]
    return sheet_paper("YOUR RECEIPT EXPLAINED", office, body, training=training)


def _head(state: BillState, on: date) -> list[PaperLine]:
    return [
        *labeled("Bill", state.bill.bill_no),
        *labeled("Account", state.bill.account_number),
        *labeled("Name", state.name),
        *labeled("Place", state.address),
        *labeled("For", state.bill.description),
        *labeled("As of", day_text(on)),
    ]


def _told(file: BillFile, told: Sequence[Told], office: Office) -> list[PaperLine]:
    """Return what was billed, what was paid on it, and why it is another amount by now."""
    service = office.service(file.state.bill.service)
    laws: set[str] = set()
    billed, added, changed = _billed(told), _added(told), _of(told, About.CHANGED)
    return [
        *section("WHAT WAS BILLED", _sentences(billed, laws)),
        *section("WHAT WAS PAID", _paid(file.payments, told, _sentences(changed, laws), service)),
        *section(_why(added), _sentences(added, laws)),
    ]


def _of(told: Sequence[Told], about: About) -> tuple[Told, ...]:
    return tuple(t for t in told if t.about is about)


def _billed(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return what was billed, with the notes that come before it: they tell what it is made of."""
    first = next((n for n, t in enumerate(told) if t.about is not About.NOTED), 0)
    return (*told[:first], *_of(told, About.BILLED))


def _added(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return what was added and every note that comes after the first thing billed, in their order."""
    first = next((n for n, t in enumerate(told) if t.about is not About.NOTED), 0)
    return tuple(t for t in told[first:] if t.about in (About.ADDED, About.NOTED))


def _why(added: Sequence[Told]) -> str:
    more = total(t.amount for t in added if t.amount is not None)
    if more > ZERO:
        return "WHY IT IS MORE"
    return "WHY IT IS LESS" if more < ZERO else "GOOD TO KNOW"


def _sentences(told: Sequence[Told], laws: set[str]) -> list[PaperLine]:
    return [line for one in told for line in sentence_lines(one, laws)]


def _paid(
    payments: Sequence[BillPayment],
    told: Sequence[Told],
    changed: list[PaperLine],
    service: Service,
) -> list[PaperLine]:
    """Return who paid what and when by which receipt, then what else was done; what no receipt tells is told too."""
    lines = [line for payment in payments for line in _payment(payment, service)]
    settled = total(p.amount - p.difference for p in payments)
    paid = -total(t.amount for t in _of(told, About.PAID) if t.amount is not None)
    if paid != settled:
        lines += columns("Not by a receipt of this counter", str(paid - settled), style=Style.BOLD)
    if not lines and not changed:
        return [*paragraph("Nothing yet.")]
    return [*lines, *changed]


def _payment(payment: BillPayment, service: Service) -> tuple[PaperLine, ...]:
    taken = ""
    if payment.taken_on != payment.effective_on:
        taken = f"taken {day_text(payment.taken_on)}"
    off = ""
    if payment.difference:
        off = difference_text(payment.difference, payment.effective_on, service)
    return (
        *columns(f"Paid {day_text(payment.effective_on)}", str(payment.amount), style=Style.BOLD),
        *paragraph(f"by {payment.payer}" if payment.payer else "", indent=2),
        *paragraph(f"receipt {payment.number}", indent=2),
        *paragraph(taken, indent=2),
        *paragraph(off, indent=2),
    )


def _sums(told: Sequence[Told]) -> list[PaperLine]:
    """Return how what is owed adds up, where more than the billing did something to it."""
    names = {
        About.BILLED: "Billed",
        About.ADDED: "Added",
        About.PAID: "Paid",
        About.CHANGED: "Changed",
    }
    sums = {about: total(t.amount for t in _of(told, about) if t.amount) for about in names}
    if not any(sums[about] for about in names if about is not About.BILLED):
        return []
    lines = [
        line
        for about, name in names.items()
        if sums[about] or about is About.BILLED
        for line in columns(name, str(sums[about]))
    ]
    return [*lines, *columns("Left", str(total(sums.values())), style=Style.BOLD), BLANK]


def _what_to_pay(state: BillState, assessment: Assessment, office: Office) -> list[PaperLine]:
    """Return what to pay by which date, and what it is after it."""
    on, service = assessment.on, office.service(assessment.service)
    if state.bill.status is BillStatus.CANCELLED or assessment.total <= ZERO:
        return [*paragraph("NOTHING IS OWED", Style.LARGE)]
    gone = assessment.returned_on
    if service.returned is not None and gone is not None and gone <= on:
        return [
            *paragraph(f"It is paid to {service.returned.to}, not here."),
            *columns("Owed here until then", str(assessment.total)),
        ]
    due = good_through(lambda day: max(assess(state, day, office).due, ZERO), on)
    if due.then is None:
        lines = _the_same(state, assessment, due.now, office)
    else:
        lines = [*to_pay("Pay", str(due.now.amount), f"by {day_text(due.now.good_through)}.")]
    later = due.rows[1:2] if due.per_day else due.rows[1:_MOST_LATER]
    for row in later:
        lines += paragraph(f"From {day_text(row.from_on)} it is {row.amount}.")
    if due.per_day:
        lines += paragraph(f"Each day after it adds {due.per_day}.")
    ticket = ticket_of(state.bill)
    if ticket is not None and ticket.as_of(on).is_pending:
        lines += paragraph("The answer to the appeal may change this.")
    if assessment.total != due.now.amount:
        lines += [BLANK, *columns("All of the bill comes to", str(assessment.total))]
    return lines


def _the_same(
    state: BillState, assessment: Assessment, now: PayoffRow, office: Office
) -> list[PaperLine]:
    """Return what to pay where nothing rises in the days looked at: the last of them is no day to pay by."""
    on, amount = assessment.on, str(now.amount)
    ticket = ticket_of(state.bill)
    if ticket is not None and ticket.as_of(on).is_pending:
        return [*to_pay("Pay", amount, "to settle it now.")]
    last = last_days_of(state, office).in_time(assessment.open[0].due_on).day
    if last >= on:
        return [*to_pay("Pay", amount, f"by {day_text(last)}.")]
    same = f"The amount is the same through {day_text(now.good_through)}. Ask again after that day."
    return [*to_pay("Pay", amount, "now: it is overdue."), *paragraph(same)]
