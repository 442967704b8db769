"""On which day a payment counts as made, by what came with it: Real Property Tax Law 925 and the office's mail rules.

The effective day is never after the day of entry, and differs from it only with evidence.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import Calendar, day_text
from domain.money import ZERO, Money
from domain.office import Office
from domain.policy.mail import MailRules
from domain.policy.services import Service
from domain.receivables.application import whole_amounts
from domain.receivables.assessment import Assessment, assess, last_days_of
from domain.receivables.bills import BillState
from domain.receivables.tolerances import tolerated
from domain.refusals import Code, Refusal, refuse


class EvidenceKind(StrEnum):
    """What shows when a payment was made."""

    COUNTER = "counter"
    POSTMARK = "postmark"
    """A legible cancellation of the United States Postal Service."""
    METER = "meter"
    """The imprint of a private meter, kiosk or pre-printed postage alone: no postmark of the United States."""
    METER_CANCELLED = "meter_cancelled"
    """A meter's imprint that the Postal Service canceled as well."""
    ILLEGIBLE = "illegible"
    """A postmark that is missing or cannot be read."""
    CARRIER = "carrier"
    """A designated delivery service, with the date that it recorded."""
    BANK_BILL_PAY = "bank_bill_pay"
    """A check that a bank mailed for its customer through the Postal Service."""
    ELECTRONIC = "electronic"
    """An internet or bank-file payment, with the day on which its transaction completed."""
    CERTIFIED_MAIL = "certified_mail"
    """The sender's receipt for certified mail, stamped by the Postal Service: its number is kept."""
    CERTIFICATE = "certificate_of_mailing"
    """A certificate of mailing of the Postal Service: the number under which the office keeps its copy."""
    DROP_BOX = "drop_box"
    COURT_ORDER = "court_order"


_BY_MAIL = frozenset(
    {EvidenceKind.POSTMARK, EvidenceKind.METER_CANCELLED, EvidenceKind.BANK_BILL_PAY}
)
PROOFS_OF_MAILING = frozenset({EvidenceKind.CERTIFIED_MAIL, EvidenceKind.CERTIFICATE})
"""Papers beside the envelope that show when it was mailed."""
_SHOWS_A_DAY = (
    _BY_MAIL
    | PROOFS_OF_MAILING
    | {EvidenceKind.CARRIER, EvidenceKind.ELECTRONIC, EvidenceKind.COURT_ORDER}
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What came with a payment that was delivered on ``received_on``.

    ``postmark_on`` is the day that the evidence shows: of the postmark, the carrier's record, the completed
    transaction, the order. ``proper`` says that the envelope had the right address, its postage and the bill's
    statement, without which a postmark does not count. ``carrier`` is the delivery service, and the number of a proof
    of mailing, by which its paper or image is found.
    """

    kind: EvidenceKind
    received_on: date
    postmark_on: date | None = None
    carrier: str = ""
    proper: bool = True


def effective_on(
    evidence: Evidence, *, postmark_counts: bool, rules: MailRules, calendar: Calendar
) -> date | Refusal:
    """Return the day on which the payment counts as made: never after its delivery.

    ``postmark_counts`` is the service's: the mail rule is one of taxes. Refuses evidence that shows no day although
    its kind does, or one after the delivery.
    """
    shown, received = evidence.postmark_on, evidence.received_on
    if evidence.kind in _SHOWS_A_DAY:
        if shown is None:
            return refuse(Code.EVIDENCE_WITHOUT_DAY, kind=evidence.kind.replace("_", " "))
        if shown > received:
            return refuse(Code.EVIDENCE_AFTER_DELIVERY, shown=shown, received=received)
        if _counts(evidence, postmark_counts, rules):
            return shown
    if evidence.kind is EvidenceKind.DROP_BOX and rules.drop_box == "business_day_before":
        return calendar.business_day_before(received)
    return received


def effective_for(evidence: Evidence, service: Service, office: Office) -> date | Refusal:
    """Return the day on which a payment to a service counts as made, by the office's rules; see ``effective_on``."""
    return effective_on(
        evidence,
        postmark_counts=service.postmark_counts,
        rules=office.mail,
        calendar=office.calendar,
    )


def _counts(evidence: Evidence, postmark_counts: bool, rules: MailRules) -> bool:
    """Whether the day that the evidence shows is the effective one."""
    if evidence.kind in _BY_MAIL:
        return postmark_counts and evidence.proper
    if evidence.kind in PROOFS_OF_MAILING:
        kept = rules.proof_of_mailing == "day_of_mailing" and bool(evidence.carrier)
        return kept and postmark_counts and evidence.proper
    if evidence.kind is EvidenceKind.CARRIER:
        known = {carrier.casefold() for carrier in rules.carriers}
        return postmark_counts and evidence.proper and evidence.carrier.casefold() in known
    return True


def refuse_unnumbered(evidence: Evidence) -> Refusal | None:
    """Refuse a proof of mailing without its number, by which the paper or its image is found again."""
    if evidence.kind in PROOFS_OF_MAILING and not evidence.carrier:
        return refuse(Code.EVIDENCE_WITHOUT_NUMBER, kind=evidence.kind.replace("_", " "))
    return None


def refuse_effective_day(
    effective: date, entered_on: date, evidence: Evidence | None, paid_on: date | None = None
) -> Refusal | None:
    """Refuse an effective day after the day of entry, or another than it without evidence that may show another.

    ``entered_on`` is the business date of the entry. A payment that waited unopened has evidence of its delivery.
    ``paid_on`` is the calendar day on which money came over the counter into a drawer of a date to come, as after a
    cut-off: it counts for that day, for nobody pays late because the office books late.
    """
    if effective > entered_on:
        return refuse(Code.EFFECTIVE_AFTER_ENTRY, effective=effective, entered=entered_on)
    if effective == entered_on:
        return None
    if evidence is None:
        return refuse(Code.EFFECTIVE_WITHOUT_EVIDENCE, effective=effective, entered=entered_on)
    if evidence.kind is EvidenceKind.COUNTER and effective != paid_on:
        return refuse(Code.EFFECTIVE_WITHOUT_EVIDENCE, effective=effective, entered=entered_on)
    return None


@dataclass(frozen=True, slots=True)
class Judged:
    """A payment that came in: the day it counts for, what the bill came to on it, and whether it is proper.

    ``short`` is what is missing to the least proper amount; zero when it can be taken. ``late`` says that the
    last day in time of an open instalment had passed by then. A payment that is late and short is ``returned``.
    """

    effective_on: date
    assessment: Assessment
    short: Money
    late: bool

    @property
    def returned(self) -> bool:
        """Whether the payment goes back for proper payment: no official may waive what is missing."""
        return self.late and bool(self.short)


def judge(state: BillState, amount: Money, evidence: Evidence, office: Office) -> Judged | Refusal:
    """Judge a payment of ``amount`` on a bill by its evidence; pure, nothing is applied.

    Refuses evidence that cannot be used. An amount between two proper ones is short of the larger one only when part
    payments are not taken and no tolerance settles it; one that is more than is owed is short of nothing.
    """
    service = office.service(state.bill.service)
    effective = effective_for(evidence, service, office)
    if isinstance(effective, Refusal):
        return effective
    assessment = assess(state, effective, office)
    proper = whole_amounts(assessment)
    last_days = last_days_of(state, office)
    late = any(
        last_days.in_time(i.due_on).day < effective
        for i in state.bill.instalments
        if i.no in {o.instalment for o in assessment.open}
    )
    short = ZERO
    whole = amount in proper or tolerated(assessment, amount, service) is not None
    if not whole and not service.takes_part_on(effective):
        short = next((choice - amount for choice in proper if choice > amount), ZERO)
    return Judged(effective, assessment, short, late)


def refuse_short(
    state: BillState, amount: Money, evidence: Evidence | None, office: Office
) -> Refusal | None:
    """Refuse a payment that came in late and is short: it goes back with the amount that would be proper.

    ``None`` for any other, and for what is paid over the counter, where the rest can be asked for.
    """
    if evidence is None or evidence.kind is EvidenceKind.COUNTER:
        return None
    found = judge(state, amount, evidence, office)
    if isinstance(found, Refusal) or not found.returned:
        return None
    # What is more than one instalment and less than two is told both: either may be sent.
    below = [choice for choice in whole_amounts(found.assessment) if choice < amount][-1:]
    return refuse(
        Code.RETURN_FOR_PAYMENT,
        bill=state.bill.bill_no,
        amount=amount,
        on=day_text(found.effective_on),
        proper=" or ".join(str(choice) for choice in (*below, amount + found.short)),
    )
