"""What each kind of correction needs: the right of its maker and of the one who approves it, words, a document."""

from dataclasses import dataclass
from typing import Final

from domain.corrections.policy import CorrectionKind
from domain.people.acts import Act, approving

_K = CorrectionKind


@dataclass(frozen=True, slots=True)
class Needs:
    """What a kind needs: the maker's right, the right of the one who approves, words, a document."""

    act: Act
    approval: Act
    always: bool = True
    words: bool = True
    document: bool = False


NEEDS: Final = {
    _K.VOID: Needs(Act.CORRECT_RECEIPTS, Act.APPROVE_VOID),
    _K.REVERSAL: Needs(Act.CORRECT_RECEIPTS, Act.APPROVE_VOID),
    # The bank's notice is its support, and no money is in anybody's hands.
    _K.RETURNED_CHECK: Needs(
        Act.RETURN_CHECKS, Act.APPROVE_VOID, always=False, words=False, document=True
    ),
    _K.ABATEMENT: Needs(Act.ADJUST_BILLS, Act.APPROVE_ADJUSTMENT, document=True),
    _K.WAIVER: Needs(Act.ADJUST_BILLS, Act.WAIVE_PENALTY, document=True),
    _K.DISMISSAL: Needs(Act.ADJUST_BILLS, Act.APPROVE_ADJUSTMENT, document=True),
    _K.ADJUSTMENT: Needs(Act.ADJUST_BILLS, Act.APPROVE_ADJUSTMENT, document=True),
    _K.REFUND: Needs(Act.REQUEST_REFUND, Act.APPROVE_REFUND),
    _K.EFFECTIVE_CHANGE: Needs(Act.CORRECT_RECEIPTS, Act.APPROVE_BACKDATE, document=True),
}


def approval_act(kind: CorrectionKind) -> Act:
    """Return the act to ask an approver for: what ``approve`` is called with for a kind of correction."""
    needs = NEEDS[kind]
    return needs.act if approving(needs.act) == needs.approval else needs.approval
