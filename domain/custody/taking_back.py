"""A pull that was entered wrong, taken back while its drawer is open: the same pieces, signed by both sides again.

Nothing that is posted is changed: the way back is an act of its own, and names the pull that it answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from domain.custody.acting import ActOrder, Asked, PostedAct, order_act
from domain.custody.acts import (
    ActBody,
    ActNo,
    Claim,
    Effect,
    PiecesMoved,
    Signer,
    parse_act_no,
    signer_from_data,
)
from domain.custody.drawer import DrawerSession
from domain.custody.moves import CashMoved
from domain.custody.moving import may_sign
from domain.custody.pieces import Pieces, pieces_from_data
from domain.custody.vault import VAULT, MoveKind, drawer_place
from domain.office import Office
from domain.people.acts import Act
from domain.refusals import Code, Refusal, refuse

_WHAT: Final = "taking back of pull"


def back_claim(pull: ActNo) -> Claim:
    """Return the claim of a pull for being taken back, which happens once."""
    return Claim(_WHAT, str(pull))


@dataclass(frozen=True, slots=True)
class PullTakenBack(ActBody):
    """The pieces of one pull, given back by the vault to the drawer that they came from.

    ``debit`` and ``credit`` are the pull's ledger accounts the other way round.
    """

    kind: ClassVar[str] = "pull_back"
    pull: ActNo
    session_id: str
    drawer: str
    given: Pieces
    giver: Signer
    receiver: Signer
    debit: str
    credit: str

    def __post_init__(self) -> None:
        if not (self.given.held and self.session_id and self.drawer):
            raise ValueError("a pull that is taken back has pieces and a drawer")
        if not (self.debit and self.credit):
            raise ValueError("what leaves one ledger account reaches another")

    @property
    def title(self) -> str:
        """What it is."""
        return "pull taken back"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The vault's keeper, who gives, and the one whose drawer it is."""
        return (self.giver, self.receiver)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return which pull, the pieces and what they come to."""
        lines = [("Pull", str(self.pull)), ("From", VAULT), ("To", drawer_place(self.drawer))]
        lines += [("Given", f"{number} x {value}") for value, number in self.given.held]
        return (*lines, ("Amount", str(self.given.amount)))

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            str(self.pull),
            self.session_id,
            self.drawer,
            self.given.data(),
            self.giver.data(),
            self.receiver.data(),
            self.debit,
            self.credit,
        ]

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what moves between the two accounts."""
        cents = self.given.amount.cents
        return ((self.debit, cents), (self.credit, -cents))

    def effects(self) -> tuple[Effect, ...]:
        """Return that the drawer holds so much more."""
        return (Effect(self.session_id, self.given.amount),)

    def claims(self) -> tuple[Claim, ...]:
        """Return that the pull is taken back, which happens once."""
        return (back_claim(self.pull),)

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return what leaves the vault; a drawer's pieces are known at its count only."""
        return tuple(PiecesMoved(VAULT, value, -number) for value, number in self.given.held)


def order_take_back(
    pull: PostedAct,
    session: DrawerSession,
    keeper: Signer,
    taker: Signer,
    asked: Asked,
    office: Office,
) -> ActOrder | Refusal:
    """Return the order that takes ``pull`` back into the drawer of ``session``, which it came from.

    Refuses a taker whose drawer it is not, and a keeper without the right. That the drawer is open, that the pieces
    still lie in the vault, and that it was not taken back before is for the books to see.
    """
    made = pull.body
    if not isinstance(made, CashMoved) or made.move.kind is not MoveKind.PULL:
        raise TypeError("only a pull is taken back")
    if made.from_session != session.session_id:
        raise ValueError("a pull goes back to the drawer that it came from")
    if taker.operator_id != session.operator_id:
        return refuse(Code.SESSION_NOT_YOURS, drawer=session.drawer, owner=session.operator_name)
    refusal = may_sign(keeper, Act.KEEP_VAULT, asked, office) or may_sign(
        taker, Act.HAND_OVER, asked, office
    )
    if refusal is not None:
        return refusal
    body = PullTakenBack(
        pull.number,
        session.session_id,
        session.drawer,
        made.move.given,
        keeper,
        taker,
        made.credit,
        made.debit,
    )
    return order_act(body, asked, office)


def pull_taken_back_from_data(data: object) -> PullTakenBack:
    """Return what ``PullTakenBack.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(pull), str(session_id), str(drawer), given, giver, receiver, str(debit), str(credit)
        ]:  # fmt: skip
            number = parse_act_no(pull)
            if number is None:
                raise ValueError("a pull that was taken back has a number")
            return PullTakenBack(
                number,
                session_id,
                drawer,
                pieces_from_data(given),
                signer_from_data(giver),
                signer_from_data(receiver),
                debit,
                credit,
            )
    raise ValueError("a saved taking back of a pull is damaged")
