"""The slip that goes back with a payment that came late and is short: why, and what to send by which day."""

from datetime import date

from domain.calendar import day_text
from domain.money import Money
from domain.office import Office
from domain.receipting.layout import marks
from domain.receipting.paper import (
    BLANK,
    RULE,
    Paper,
    PaperLine,
    Style,
    columns,
    labeled,
    paragraph,
)
from domain.receivables.bills import BillState
from domain.receivables.evidence import Judged
from domain.receivables.good_through import good_through


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
    owed = judged.short + sent
    lines = [
        *marks(0, training),
        *(PaperLine(text, Style.CENTER_BOLD) for text in office.receipt.header[:1]),
        *(PaperLine(text, Style.CENTER) for text in office.receipt.header[1:]),
        BLANK,
        *paragraph("RETURNED FOR PROPER PAYMENT", Style.CENTER_BOLD),
        RULE,
        *labeled("Bill", bill.bill_no),
        *labeled("Account", bill.account_number),
        *labeled("Name", state.name),
        *labeled("For", bill.description),
        RULE,
        *columns(f"Owed on {day_text(judged.effective_on)}", str(owed)),
        *columns("You sent", str(sent)),
        *columns("Short by", str(judged.short), style=Style.BOLD),
        RULE,
        *paragraph(f"Your payment counts for {day_text(judged.effective_on)}."),
        *_rules(judged),
        *paragraph("No official may waive it. Nothing was taken: your payment is enclosed."),
        BLANK,
        *_what_to_send(state, today, office),
        *marks(0, training),
    ]
    return Paper(tuple(lines))


def _rules(judged: Judged) -> tuple[PaperLine, ...]:
    """Return each rule that added something, once."""
    steps = [s for s in judged.assessment.steps if s.kind == "accrual" and s.citation]
    moved = [move for s in judged.assessment.steps for move in s.moves]
    return (
        *(
            line
            for move in dict.fromkeys(moved)
            for line in paragraph(
                f"{day_text(move.from_on)} was a {move.why}: payable to {day_text(move.to_on)}."
                if move.why in ("Saturday", "Sunday", "public holiday")
                else f"Payable to {day_text(move.to_on)}: {move.why}."
            )
        ),
        *(
            line
            for citation in dict.fromkeys(s.citation for s in steps)
            for line in paragraph(f"Added by: {citation}")
        ),
    )


def _what_to_send(state: BillState, today: date, office: Office) -> tuple[PaperLine, ...]:
    holds = good_through(state, today, office)
    return (
        *paragraph("To pay this bill in full, send", Style.CENTER),
        PaperLine(str(holds.amount), Style.LARGE),
        *paragraph(f"by {day_text(holds.through)}.", Style.CENTER_BOLD),
    )
