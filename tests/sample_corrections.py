"""The sample office's policy of corrections, and a second person who approves them."""

from __future__ import annotations

from datetime import datetime

from domain.corrections.needs import approval_act
from domain.corrections.ordering import Asked
from domain.corrections.policy import (
    Authority,
    CorrectionAccounts,
    CorrectionKind,
    CorrectionPolicy,
    CorrectionReason,
    ReturnedChecks,
)
from domain.corrections.values import Support
from domain.money import Money
from domain.office import Office
from domain.people.approval import Approval, Means, approve
from domain.people.authority import Operator
from domain.policy.accruals import Source
from domain.refusals import Refusal

_K = CorrectionKind
LETTER = (
    "{name}",
    "Your check {number} of {amount} came back: {reason}.",
    "These are owed again: {bills}.",
    "A fee of {fee} was added. Pay by {tenders} at this office.",
)


def sample_corrections() -> CorrectionPolicy:
    """Two reasons for most kinds; the late fee of tickets may be waived and tickets dismissed; the fee is 20.00."""
    return CorrectionPolicy(
        series="OFC",
        reasons=(
            _reason("wrong_tender", "Wrong kind of money entered", _K.VOID),
            _reason("wrong_bill", "Wrong bill paid", _K.VOID, _K.REVERSAL),
            _reason("nsf", "Not sufficient funds", _K.RETURNED_CHECK),
            _reason("stopped", "Payment stopped", _K.RETURNED_CHECK),
            _reason("court", "Ordered by a court", _K.ABATEMENT, _K.WAIVER, _K.DISMISSAL),
            _reason("error", "Error on the bill", _K.ADJUSTMENT, _K.ABATEMENT),
            _reason("overpaid", "Paid too much", _K.REFUND),
            _reason("postmark", "Postmark overlooked", _K.EFFECTIVE_CHANGE),
        ),
        accounts=CorrectionAccounts("A.0690", "A.0688", "A.0200.1", "A.0380"),
        waivers=(Authority("parking", ("late",), Source("corrections.waivers", "Sample Code 9")),),
        dismissals=(Authority("parking", (), Source("corrections.dismissals", "Sample Code 8")),),
        returned=ReturnedChecks(
            ("K",),
            Money(2000),
            Money(2000),
            letter=LETTER,
            source=Source("corrections.returned_checks", "GML 85; GOL 5-328"),
        ),
    )


def _reason(code: str, name: str, *kinds: CorrectionKind) -> CorrectionReason:
    return CorrectionReason(code, name, frozenset(kinds))


def support(
    kind: CorrectionKind,
    maker: Operator,
    approver: Operator | None,
    at: datetime,
    office: Office,
    *,
    text: str = "Typed wrong.",
    document: str = "Memo 7",
    reason: str = "",
) -> Support:
    """The support that a kind of correction needs, approved by ``approver``."""
    code = reason or office.corrections.reasons_for(kind)[0].code
    approval = None if approver is None else approved(kind, maker, approver, at, office)
    return Support(code, text, document, approval)


def approved(
    kind: CorrectionKind, maker: Operator, approver: Operator, at: datetime, office: Office
) -> Approval:
    """An approval that the approver may give."""
    found = approve(
        maker,
        approver,
        approval_act(kind),
        f"A {kind.words} by {maker.name}",
        office,
        own=False,
        means=Means.PIN,
        at=at,
    )
    assert not isinstance(found, Refusal), found
    return found


def asked(request: str, maker: Operator, at: datetime) -> Asked:
    """A correction asked for at a moment of its business date."""
    return Asked(request, maker, "counter 1", at.date(), at)
