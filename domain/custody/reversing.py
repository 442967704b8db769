"""Orders for reversals: which acts may be taken back, who may ask for it, and who may approve it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from domain.custody.acting import ActOrder, Asked, PostedAct, order_act
from domain.custody.acts import ActBody, Claim, Signer
from domain.custody.banking import BagHandedOver, BankTold
from domain.custody.depositing import DepositMade
from domain.custody.moves import CashMoved
from domain.custody.moving import may_sign
from domain.custody.reversal import ActReversed, reversal_claim
from domain.custody.settlements import MoneySettled
from domain.custody.stock_acts import StockCounted, StockMove
from domain.custody.vault import MoveKind
from domain.custody.vault_count import VaultCounted
from domain.custody.vault_open import VaultOpened
from domain.office import Office
from domain.people.acts import IN_WORDS, Act
from domain.people.authority import (
    Operator,
    Standing,
    is_second_person,
    role_of,
    same_person,
    standing_of,
    who_can,
)
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

APPROVES: Final = Act.APPROVE_VOID
"""The reversal's own right, beside the one that the act itself needs."""
MOST_REASON: Final = 120
_FEWEST_LETTERS: Final = 3
_RIGHTS: Final[Mapping[type[ActBody], Act]] = MappingProxyType(
    {
        CashMoved: Act.KEEP_VAULT,
        VaultCounted: Act.KEEP_VAULT,
        VaultOpened: Act.KEEP_VAULT,
        StockMove: Act.KEEP_VAULT,
        StockCounted: Act.KEEP_VAULT,
        DepositMade: Act.MAKE_DEPOSIT,
        BagHandedOver: Act.MAKE_DEPOSIT,
        BankTold: Act.MAKE_DEPOSIT,
        MoneySettled: Act.MAKE_DEPOSIT,
    }
)
_AT_THE_DRAWER: Final = frozenset({MoveKind.PULL, MoveKind.CHANGE_ORDER, MoveKind.TRANSFER})
"""What an open drawer's clerk signs for: that cash goes back by a movement of its own, signed by the same people."""


@dataclass(frozen=True, slots=True)
class ReversalAsked:
    """What is asked: the act, why, and the second person who approves, as he or she stands now.

    ``entered_by`` is the one who entered the act, where the books still know that sign-in name.
    """

    made: PostedAct
    reason: str
    approver: Signer
    second: Operator
    entered_by: Operator | None = None


def right_to_reverse(body: ActBody) -> Act | Refusal:
    """Return the right that the act itself needs, or why an act of its kind is not reversed."""
    right = _RIGHTS.get(type(body))
    if isinstance(body, CashMoved) and body.move.kind in _AT_THE_DRAWER:
        return refuse(Code.REVERSAL_AT_DRAWER, kind=body.move.kind.value)
    return right or refuse(Code.REVERSAL_NOT_OF_THIS, kind=body.title)


def order_reversal(said: ReversalAsked, asked: Asked, office: Office) -> ActOrder | Refusal:
    """Return the order that reverses an act on ``asked.on``.

    Refuses an act that is not reversed at all, a reason that says nothing, a maker or an approver without the right
    that the act needs, an approver without the right to approve reversals, and as approver the one who enters the
    reversal or who entered the act (invariant I10). Whether it was reversed before, and whether all is still where the
    act left it, is for the books to see.
    """
    made, words = said.made, clean_text(said.reason)[:MOST_REASON]
    right = right_to_reverse(made.body)
    if isinstance(right, Refusal):
        return right
    if sum(map(str.isalnum, words)) < _FEWEST_LETTERS:
        return refuse(Code.REVERSAL_REASON, number=made.number)
    maker = Signer(asked.maker.name, asked.maker.operator_id)
    refusal = refused_text(words) or may_sign(maker, right, asked, office, own=False)
    refusal = refusal or _approver_refused(said, right, asked, office)
    if refusal is not None:
        return refusal
    body = ActReversed(made.number, made.body, words, maker, said.approver)
    # The accounts between funds may be others by now: the very lines that were posted are taken back.
    return order_act(body, asked, office, made.posting.journal.turned())


def _approver_refused(
    said: ReversalAsked, right: Act, asked: Asked, office: Office
) -> Refusal | None:
    second, header = said.second, said.made.posting.header
    if second.operator_id != said.approver.operator_id:
        raise ValueError("the one who approves is the one who signs")
    if same_person(asked.maker, second):
        return refuse(Code.ACT_ONE_PERSON)
    if said.approver.approval is None or said.approver.approval.act != APPROVES:
        return refuse(Code.ACT_UNSIGNED, name=second.name)
    entered = said.entered_by
    own = header.operator_id in (second.operator_id, second.person)
    if own or (entered is not None and same_person(entered, second)):
        return refuse(Code.REVERSAL_OF_OWN, name=second.name, number=said.made.number)
    for each in (APPROVES, right):
        held = standing_of(role_of(office, second), each) in (Standing.YES, Standing.NOT_OWN)
        if not held and not is_second_person(office, second, each):
            who, act = who_can(office, each), IN_WORDS[each]
            return refuse(Code.NO_RIGHT, role=second.role, act=act, who=who)
    return None


def reversal_of(claiming: Callable[[Claim], PostedAct | None], made: PostedAct) -> PostedAct | None:
    """Return the reversal of an act, or ``None`` while it stands; ``claiming`` is the books' ``act_claiming``."""
    return claiming(reversal_claim(made.number))


def reversals(acts: Callable[..., tuple[PostedAct, ...]], since: date) -> dict[str, PostedAct]:
    """Return the reversals of business dates from ``since`` on, by the number of the act that each undid.

    ``acts`` is the books' own. A reversal is never of a date before its act's.
    """
    found = acts(kind=ActReversed.kind, first=since)
    return {str(each.body.number): each for each in found if isinstance(each.body, ActReversed)}
