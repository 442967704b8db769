"""A float that comes out of the vault: which pieces, and who gave it. Where policy wants it, two people sign for it."""

from dataclasses import dataclass
from typing import Final

from domain.acts import Act
from domain.custody.acts import PiecesMoved, Signer, signer_from_data
from domain.custody.keeping import KeepingRules
from domain.custody.pieces import Pieces, pieces_from_data, pieces_of
from domain.custody.vault import VAULT
from domain.money import Money
from domain.refusals import Code, Refusal, refuse

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
