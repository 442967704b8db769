"""The reversal of an act of custody that was entered wrong: its opposite, which points at it and leaves it standing.

Nothing that is posted is changed: the reversal is an act of its own, with a reason and a second person's approval. It
moves the same money, pieces and numbers the other way, and frees what the act had taken for itself alone, so that a
drawer may be turned in again and receipts go into another deposit. The books refuse it when the money or the numbers
are no longer where the act left them, and when a later act builds on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final

from domain.custody.acts import REVERSED as REVERSED
from domain.custody.acts import (
    ActBody,
    ActNo,
    Claim,
    Effect,
    PiecesMoved,
    Recount,
    Signer,
)
from domain.custody.acts import reversal_claim as reversal_claim
from domain.custody.decided import decided_claim
from domain.custody.stock import Movement

_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class ActReversed(ActBody):
    """The reversal of act ``number``, whose ``body`` is repeated so that all that it undoes can be told from it."""

    kind: ClassVar[str] = "reversal"
    number: ActNo
    body: ActBody
    reason: str
    maker: Signer
    approver: Signer

    def __post_init__(self) -> None:
        if isinstance(self.body, ActReversed):
            raise ValueError("a reversal is not reversed: what it undid is entered again")
        if sum(map(str.isalnum, self.reason)) < _LETTERS or self.approver.approval is None:
            raise ValueError("a reversal has a reason in words and a second person's approval")

    @property
    def title(self) -> str:
        """What it is a reversal of."""
        return f"reversal: {self.body.title}"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who enters it and the one who approves it."""
        return (self.maker, self.approver)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return which act is reversed and why, then what that act says of itself."""
        return (("Reverses", str(self.number)), ("Why", self.reason), *self.body.in_short())

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.number.year,
            self.number.seq,
            self.body.kind,
            self.body.data(),
            self.reason,
            self.maker.data(),
            self.approver.data(),
        ]

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what the act moved between ledger accounts, the other way."""
        return tuple((account, -cents) for account, cents in self.body.movements())

    def effects(self) -> tuple[Effect, ...]:
        """Return the sessions that the act has to do with; what it did to their cash is undone."""
        return tuple(
            each if each.closed else Effect(each.session_id, -each.cash)
            for each in self.body.effects()
        )

    def claims(self) -> tuple[Claim, ...]:
        """Return that the act is reversed, which happens once."""
        return (reversal_claim(self.number),)

    def frees(self) -> tuple[Claim, ...]:
        """Return all that the act had taken for itself alone."""
        return self.body.claims()

    def about(self) -> tuple[ActNo, ...]:
        """Return the act that is reversed."""
        return (self.number,)

    def barred_by(self) -> tuple[Claim, ...]:
        """Return the claims of later acts that build on the one that is reversed, and of a decision on it."""
        return (*self.body.built_on(), decided_claim(self.number))

    def stock(self) -> tuple[Movement, ...]:
        """Return the act's movements of stock, undone, the last one first."""
        return tuple(replace(each, undone=True) for each in reversed(self.body.stock()))

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return the pieces that go back to where they came from."""
        return tuple(replace(each, number=-each.number) for each in self.body.pieces())

    def recount(self) -> Recount | None:
        """Return a difference of a turn-in that is taken back, the other way."""
        said = self.body.recount()
        if said is None:
            return None
        return replace(said, over_short=-said.over_short, of_float=-said.of_float, undone=True)


def reversal_day(made_on: date, through: date | None, today: date) -> date:
    """Return the business date of a reversal: that of the act, or ``today`` where the act's day is closed.

    ``through`` is the last day that is closed. A closed day stays as it was.
    """
    return made_on if through is None or made_on > through else today
