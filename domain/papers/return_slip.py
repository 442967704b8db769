"""The slip that goes back with a payment that came late and is short: why, and what to send by which day."""

from datetime import date

from domain.calendar import day_text
from domain.money import Money
from domain.office import Office
from domain.papers.frame import copies_to, for_customers, section, sheet_paper, to_pay
from domain.policy.services import Service
from domain.receipting.paper import Paper, PaperLine, Style, columns, labeled, paragraph
from domain.receivables.bills import BillState
from domain.receivables.evidence import Judged
from domain.receivables.payoff import good_through, owed_together
from domain.receivables.plain_words import move_texts
from domain.receivables.remarks import third_parties


def return_slip(
    judged: Judged,
    state: BillState,
    sent: Money,
    today: date,
    office: Office,
    *,
    training: bool = False,
) -> Paper:
    """Return the slip for a payment of ``sent`` that ``judged`` says is returned; another is a programmer's error.

    It says the day that the payment counts for, what the bill came to on it, the rules by which, and what it comes to
    from ``today`` until which day.
    """
    if not judged.returned:
        raise ValueError("only a payment that is late and short is returned")
    bill = state.bill
    counts_for = day_text(judged.effective_on)
    body = [
        *labeled("Bill", bill.bill_no),
        *labeled("Account", bill.account_number),
        *labeled("Name", state.name),
        *labeled("For", bill.description),
        *columns(f"Owed on {counts_for}", str(judged.short + sent)),
        *columns("You sent", str(sent)),
        *columns("Short by", str(judged.short), style=Style.BOLD),
        *section("WHY", _why(judged, office.service(bill.service))),
        *paragraph("Nothing was taken: your payment is enclosed."),
        *section("WHAT TO SEND", _what_to_send(state, today, office)),
        *copies_to(third_parties((state,))),
    ]
    return sheet_paper("RETURNED FOR PROPER PAYMENT", office, body, training=training)


def _why(judged: Judged, service: Service) -> tuple[PaperLine, ...]:
    """Return the day it counts for, how last days were moved, and each rule that added something, once.

    That nobody may waive what is missing is the law of taxes, whose payments count by their postmark.
    """
    steps = judged.assessment.steps
    moves = move_texts(move for step in steps for move in step.moves)
    laws = dict.fromkeys(s.citation for s in steps if s.kind == "accrual" and s.citation)
    fixed = "No official may waive what is missing." if service.postmark_counts else ""
    return (
        *paragraph(f"Your payment counts for {day_text(judged.effective_on)}."),
        *(line for text in moves for line in paragraph(for_customers(text))),
        *(line for law in laws for line in paragraph(f"Added by: {for_customers(law)}")),
        *paragraph(fixed),
    )


def _what_to_send(state: BillState, today: date, office: Office) -> tuple[PaperLine, ...]:
    owed = good_through(owed_together((state,), office), today)
    # Where nothing rises in the days looked at, the last of them is no day to pay by.
    by = "now." if owed.then is None else f"by {day_text(owed.now.good_through)}."
    return to_pay("To pay this bill in full, send", str(owed.now.amount), by)
