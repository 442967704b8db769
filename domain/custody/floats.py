"""A float that comes out of the vault: which pieces, and who gave it. Where policy wants it, two people sign for it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.custody.acts import PiecesMoved, Signer, signer_from_data
from domain.custody.keeping import KeepingRules
from domain.custody.pieces import Pieces, pieces_from_data, pieces_of
from domain.custody.vault import VAULT
from domain.money import Money
from domain.people.acts import Act
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

LARGEST_IN_FLOAT: Final = Money(2000)
"""Larger notes change nothing for a customer; they are proposed only where the smaller ones do not suffice."""


@dataclass(frozen=True, slots=True)
class FloatIssue:
    """The pieces of a float and the one who issued them, known by badge or PIN."""

    pieces: Pieces
    giver: Signer

    def __post_init__(self) -> None:
        if not self.pieces.held or not self.giver.operator_id:
            raise ValueError("a float that is issued has pieces and an operator who gave them")

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [self.pieces.data(), self.giver.data()]

    def moved(self) -> tuple[PiecesMoved, ...]:
        """Return what leaves the vault."""
        return tuple(PiecesMoved(VAULT, value, -number) for value, number in self.pieces.held)


@dataclass(frozen=True, slots=True)
class FloatLeft:
    """The float that lies in a drawer by the books: left there at the last close, or in a session that waits.

    ``waits_on`` is the business date of a session that was cut off and is not counted yet.
    """

    amount: Money
    waits_on: date | None = None

    def holds_for(self, amount: Money) -> bool:
        """Whether a drawer opened with ``amount`` took it up: not one without float beside a session that waits."""
        return self.waits_on is None or bool(amount)


def float_issue_from_data(data: object) -> FloatIssue:
    """Return the issue that ``FloatIssue.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [pieces, giver]:
            return FloatIssue(pieces_from_data(pieces), signer_from_data(giver))
    raise ValueError("a saved float is damaged")


def against_float(
    amount: Money, issue: FloatIssue | None, operator_id: str, rules: KeepingRules
) -> Refusal | None:
    """Refuse a float that nobody issued where policy says so, one's own issue, and pieces of another amount."""
    if issue is None:
        wanted = rules.float_rule == "issued" and amount.cents > 0
        return refuse(Code.FLOAT_NOT_ISSUED) if wanted else None
    if issue.giver.operator_id == operator_id:
        return refuse(Code.ACT_ONE_PERSON)
    if issue.giver.approval is None or issue.giver.approval.act != Act.KEEP_VAULT:
        return refuse(Code.ACT_UNSIGNED, name=issue.giver.name)
    if issue.pieces.amount != amount:
        return refuse(Code.FLOAT_DIFFERS, float=amount, pieces=issue.pieces.amount)
    return None


def against_left(
    drawer: str, amount: Money, issue: FloatIssue | None, reason: str, left: FloatLeft | None
) -> Refusal | None:
    """Refuse, without a reason, another float than was left in the drawer, and one that a session waits with.

    A float out of the vault is signed for and needs no reason, nor does the drawer's first one (``left`` is none).
    """
    if issue is not None or left is None or not left.holds_for(amount):
        return None
    secret = refused_text(reason)
    if secret is not None:
        return secret
    if clean_text(reason):
        return None
    if left.waits_on is not None:
        on = left.waits_on.isoformat()
        return refuse(Code.FLOAT_WAITS, drawer=drawer, on=on, left=left.amount)
    if amount != left.amount:
        return refuse(Code.FLOAT_NOT_LEFT, drawer=drawer, left=left.amount, counted=amount)
    return None


def proposed_float(vault: Pieces, amount: Money) -> Pieces | None:
    """Return pieces of the vault that come to a float, or ``None`` where there are none such.

    Of each value no more than half of what is still wanted is taken at first, from the twenties down, so that a float
    holds some of everything; the rest is made up of the largest that fit. The issuer may change all of it.
    """
    left, taken = amount.cents, dict[Money, int]()
    for value, number in vault.held:
        some = min(number, left // 2 // value.cents) if value <= LARGEST_IN_FLOAT else 0
        taken[value], left = some, left - some * value.cents
    small_first = sorted(vault.held, key=lambda held: (held[0] > LARGEST_IN_FLOAT, -held[0].cents))
    for value, number in small_first:
        some = min(number - taken[value], left // value.cents)
        taken[value], left = taken[value] + some, left - some * value.cents
    return None if left else pieces_of(taken.items())
