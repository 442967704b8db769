"""The payment plan as paper: what is paid today, what by which day, and the owner's signature."""

from domain.calendar import day_text
from domain.office import Office
from domain.papers.frame import for_customers, section, sheet_paper, to_pay
from domain.receipting.paper import (
    BLANK,
    WIDTH,
    Paper,
    PaperLine,
    Style,
    columns,
    labeled,
    paragraph,
)
from domain.receivables.payment_plans import PaymentPlan, PlanPayment, PlanRule
from domain.receivables.told import holidays_unknown


def plan_sheet(
    plan: PaymentPlan, rule: PlanRule, name: str, office: Office, *, training: bool = False
) -> Paper:
    """Return the schedule of ``plan``, which was made by ``rule``, with what the owner states by signing."""
    down, signed = [p for p in plan.payments if not p.no], day_text(plan.signed_on)
    body = [
        *labeled("Parcel", plan.parcel),
        *labeled("Owner", name),
        *labeled("Signed", signed),
        *columns("Delinquent taxes", str(plan.amount), style=Style.BOLD),
        *section(
            "AT SIGNING",
            tuple(
                line for p in down for line in to_pay("Part down", str(p.amount), f"on {signed}.")
            ),
        ),
        *section("THEN", tuple(line for p in plan.payments if p.no for line in _payment(p))),
        *paragraph(holidays_unknown((p.due_on for p in plan.payments), office.calendar)),
        *section("WHAT THE OWNER STATES", _stated(rule)),
        *section("BY", paragraph(for_customers(plan.source.citation))),
    ]
    return sheet_paper("PAYMENT PLAN", office, body, training=training)


def _payment(payment: PlanPayment) -> tuple[PaperLine, ...]:
    return columns(f"{payment.no:>3}  by {day_text(payment.last_day)}", str(payment.amount))


def _stated(rule: PlanRule) -> tuple[PaperLine, ...]:
    lost = ""
    if rule.foreclosed_years:
        lost = f"I lost no property to foreclosure in the last {rule.foreclosed_years} years."
    return (
        *paragraph("I have no other delinquent taxes without a plan."),
        *paragraph(lost),
        *paragraph("I may pay ahead at any time."),
        *signature("Owner"),
        *signature("Office"),
    )


def signature(who: str) -> tuple[PaperLine, ...]:
    """Return a line to sign on."""
    return (BLANK, BLANK, PaperLine(f"{who} ".ljust(WIDTH, "_")))
