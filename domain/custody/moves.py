"""Cash from place to place as an act: the movement, the sessions it touches, both signatures, its ledger accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from domain.custody.acts import (
    ActBody,
    Claim,
    Effect,
    PiecesMoved,
    Recount,
    Signer,
    signer_from_data,
)
from domain.custody.pieces import pieces_from_data
from domain.custody.recounted import CountedAgain, counted_again_from_data
from domain.custody.vault import BANK, Move, MoveKind, is_drawer
from domain.money import ZERO, Money

TURN_IN = "turn-in of session"
CASH_DEPOSITED = "deposit of cash of session"


@dataclass(frozen=True, slots=True)
class CashMoved(ActBody):
    """One movement of cash that both sides signed.

    ``from_session`` and ``to_session`` are the sessions of the drawers that it leaves and reaches. ``debit`` and
    ``credit`` are ledger accounts, empty where the money stays on one: a change order, a transfer, a closed drawer.
    ``note`` is what is written on the strap or envelope. ``again`` says how a turn-in is not what was counted.
    """

    kind: ClassVar[str] = "cash"
    move: Move
    giver: Signer
    receiver: Signer
    from_session: str = ""
    to_session: str = ""
    debit: str = ""
    credit: str = ""
    note: str = ""
    again: CountedAgain | None = None

    def __post_init__(self) -> None:
        move, again = self.move, self.again
        if again is not None and not (
            self.turns_in and self.amount == again.wanted + again.over_short
        ):
            raise ValueError("a turn-in alone is other than what was counted, by what it says")
        if again is None and not move.given.held:
            raise ValueError("a turn-in of nothing says what was counted")
        if bool(self.debit) != bool(self.credit):
            raise ValueError("what leaves one ledger account reaches another")
        if (is_drawer(move.source), is_drawer(move.target)) != (
            bool(self.from_session),
            bool(self.to_session),
        ):
            raise ValueError("a movement names the session of each drawer, and no other")
        if (move.given_by, move.received_by) != (_sign(self.giver), _sign(self.receiver)):
            raise ValueError("a movement is signed by those who make it")

    @property
    def amount(self) -> Money:
        """What is given."""
        return self.move.given.amount

    @property
    def turns_in(self) -> bool:
        """Whether it brings a closed drawer's cash to the vault."""
        return self.move.kind is MoveKind.TURNED_IN

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The giver and the receiver, and who approves a difference where that is a third person."""
        both = (self.giver, self.receiver)
        approver = self.again.why.approver if self.again is not None else self.giver
        known = {each.operator_id for each in both}
        return both if approver.operator_id in known else (*both, approver)

    @property
    def title(self) -> str:
        """What kind of movement it is."""
        return self.move.kind.value

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return from where to where, the pieces of each side and what they come to."""
        move = self.move
        lines = [("From", move.source), ("To", move.target)]
        lines += [("Given", f"{number} x {value}") for value, number in move.given.held]
        lines.append(("Amount", str(self.amount)))
        lines += self.again.told() if self.again is not None else ()
        lines += [("Back", f"{number} x {value}") for value, number in move.back.held]
        if self.note:
            lines.append(("Note", self.note))
        return tuple(lines)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        move = self.move
        return [
            move.kind.value,
            move.source,
            move.target,
            move.given.data(),
            move.back.data(),
            self.giver.data(),
            self.receiver.data(),
            self.from_session,
            self.to_session,
            self.debit,
            self.credit,
            self.note,
            *([] if self.again is None else [self.again.data()]),
        ]

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what moves between the two accounts, or what a turn-in is over or short."""
        if self.again is not None:
            return self.again.movements()
        if not self.debit:
            return ()
        return ((self.debit, self.amount.cents), (self.credit, -self.amount.cents))

    def effects(self) -> tuple[Effect, ...]:
        """Return what it does to the drawers' sessions."""
        if self.turns_in:
            return (Effect(self.from_session, closed=True),)
        net = self.amount - self.move.back.amount
        found = []
        if self.from_session:
            found.append(Effect(self.from_session, -net if net else ZERO))
        if self.to_session:
            found.append(Effect(self.to_session, net))
        return tuple(found)

    def claims(self) -> tuple[Claim, ...]:
        """Return the session that is turned in, which is done once."""
        return (Claim(TURN_IN, self.from_session),) if self.turns_in else ()

    def barred_by(self) -> tuple[Claim, ...]:
        """Return that the session's cash is not in a deposit yet: other cash than was counted changes what it is."""
        return () if self.again is None else (Claim(CASH_DEPOSITED, self.from_session),)

    def built_on(self) -> tuple[Claim, ...]:
        """Return that the cash of a session that was turned in went to the bank."""
        return (Claim(CASH_DEPOSITED, self.from_session),) if self.turns_in else ()

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return what it does to the vault and to bags; a drawer's pieces are known at its count only."""
        move = self.move
        found: dict[tuple[str, Money], int] = {}
        for place, pieces, sign in (
            (move.source, move.given, -1),
            (move.target, move.given, 1),
            (move.source, move.back, 1),
            (move.target, move.back, -1),
        ):
            if place == BANK or is_drawer(place):
                continue
            for value, number in pieces.held:
                found[place, value] = found.get((place, value), 0) + sign * number
        return tuple(PiecesMoved(p, v, n) for (p, v), n in sorted(found.items()) if n)

    def recount(self) -> Recount | None:
        """Return how a turn-in is not what was counted."""
        return None if self.again is None else self.again.recount(self.from_session)


def _sign(signer: Signer) -> str:
    return signer.operator_id or signer.name


def cash_moved_from_data(data: object) -> CashMoved:
    """Return what ``CashMoved.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(kind), str(source), str(target), given, back, giver, receiver,
            str(from_session), str(to_session), str(debit), str(credit), str(note), *rest,
        ] if len(rest) < 2:  # fmt: skip
            gives, takes = signer_from_data(giver), signer_from_data(receiver)
            pieces, returned = pieces_from_data(given), pieces_from_data(back)
            move = Move(
                MoveKind(kind), source, target, pieces, _sign(gives), _sign(takes), returned
            )
            again = counted_again_from_data(rest[0]) if rest else None
            return CashMoved(
                move, gives, takes, from_session, to_session, debit, credit, note, again
            )  # fmt: skip
    raise ValueError("a saved movement of cash is damaged")
