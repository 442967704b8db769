"""Orders for moving cash: who may sign which side, between which places, on which ledger accounts.

An open drawer's side is signed by the one whose drawer it is, the vault's by whoever may keep the vault. Whether the
money is there is decided by the books, in the transaction that records it.
"""

from typing import Final

from domain.custody.acting import ActOrder, Asked, order_act
from domain.custody.acts import Signer
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.keeping import BankAccount
from domain.custody.moves import CashMoved
from domain.custody.pieces import NO_PIECES, Pieces, pieces_of
from domain.custody.recounted import CountedAgain, WhyOther, counted_again
from domain.custody.vault import BANK, VAULT, Custody, Holding, Move, MoveKind, check_move
from domain.custody.vault import drawer_place as place_of
from domain.money import ZERO, Money
from domain.office import Office
from domain.people.acts import Act
from domain.people.approval import against
from domain.people.authority import Operator
from domain.refusals import Code, Refusal, refuse

MOST_NOTE: Final = 60


def order_from_bank(
    given: Pieces, teller: str, keeper: Signer, bank: BankAccount, asked: Asked, office: Office
) -> ActOrder | Refusal:
    """Return the order that brings change fund from the bank into the vault; ``teller`` signs on paper."""
    return _order(
        MoveKind.FROM_BANK,
        (BANK, Signer(teller)),
        (VAULT, keeper),
        given,
        asked,
        office,
        accounts=(office.custody.vault, bank.gl_code),
    )


def order_pull(
    session: DrawerSession,
    given: Pieces,
    giver: Signer,
    keeper: Signer,
    asked: Asked,
    office: Office,
    note: str = "",
) -> ActOrder | Refusal:
    """Return the order that pulls cash out of an open drawer into the vault; ``note`` is the strap's or envelope's."""
    return _mine(session, giver) or _order(
        MoveKind.PULL,
        (place_of(session.drawer), giver),
        (VAULT, keeper),
        given,
        asked,
        office,
        sessions=(session.session_id, ""),
        accounts=(office.custody.undeposited, office.cash.gl_code),
        note=note,
    )


def order_change(
    session: DrawerSession,
    given: Pieces,
    back: Pieces,
    keeper: Signer,
    taker: Signer,
    asked: Asked,
    office: Office,
) -> ActOrder | Refusal:
    """Return the order that gives a drawer other pieces from the vault, for as much ``back``."""
    return _mine(session, taker) or _order(
        MoveKind.CHANGE_ORDER,
        (VAULT, keeper),
        (place_of(session.drawer), taker),
        given,
        asked,
        office,
        sessions=("", session.session_id),
        back=back,
    )


def order_transfer(
    source: DrawerSession,
    target: DrawerSession,
    given: Pieces,
    giver: Signer,
    taker: Signer,
    asked: Asked,
    office: Office,
) -> ActOrder | Refusal:
    """Return the order that moves cash from one open drawer to another of the same business date."""
    if source.business_date != target.business_date:
        day, on = target.business_date.isoformat(), source.business_date.isoformat()
        return refuse(Code.ACT_OTHER_DAY, drawer=target.drawer, day=day, on=on)
    return (
        _mine(source, giver)
        or _mine(target, taker)
        or _order(
            MoveKind.TRANSFER,
            (place_of(source.drawer), giver),
            (place_of(target.drawer), taker),
            given,
            asked,
            office,
            sessions=(source.session_id, target.session_id),
        )
    )


def to_turn_in(closed: DrawerClosed, *, issued: bool) -> Money:
    """Return how much of a closed drawer's cash goes to the vault: all of it, less a float that stays in the drawer.

    ``issued`` says that the float came from the vault, and goes back with the rest.
    """
    counted = closed.count.cash
    return counted if issued else counted - min(closed.float_amount, counted)


def order_turn_in(
    session: DrawerSession,
    closed: DrawerClosed,
    given: Pieces,
    giver: Signer,
    keeper: Signer,
    asked: Asked,
    office: Office,
    changed: Pieces = NO_PIECES,
    why: WhyOther | None = None,
) -> ActOrder | Refusal:
    """Return the order that brings a closed drawer's cash to the vault, with a float that came from there.

    Without ``why``, refuses what is not as it was counted (``as_counted``); with it, that is accepted and recorded as
    over or short, and one who may approve a drawer approves it. Once the count is in for good,
    whoever may sign for cash gives where the one whose drawer it was is away: else the money could never leave it.
    """
    wanted = to_turn_in(closed, issued=session.issued)
    again: CountedAgain | None = None
    if not as_counted(session, closed, given, changed):
        if why is None:
            return refuse(Code.TURN_IN_DIFFERS, drawer=session.drawer, wanted=wanted)
        people = (giver, asked.maker)
        found = counted_again(session, closed, wanted, given, why, people, office)
        if isinstance(found, Refusal):
            return found
        again = found
    return _order(
        MoveKind.TURNED_IN,
        (place_of(session.drawer), giver),
        (VAULT, keeper),
        given,
        asked,
        office,
        sessions=(session.session_id, ""),
        again=again,
    )


def as_counted(
    session: DrawerSession, closed: DrawerClosed, given: Pieces, changed: Pieces = NO_PIECES
) -> bool:
    """Whether pieces are what was counted less a float that stays in the drawer, to the amount and by denomination.

    Pieces that the vault gave for counted ones since (``changed``) are as good; those of an issued float that was
    taken out first were counted as an amount only.
    """
    uncounted = closed.count.float_out if session.issued else ZERO
    there = counted_pieces(closed).plus(changed)
    wanted = to_turn_in(closed, issued=session.issued)
    return given.amount == wanted and there.lacks(given).amount <= uncounted


def counted_pieces(closed: DrawerClosed) -> Pieces:
    """Return the pieces that were counted at a close one by one, the float that was taken out first not among them."""
    return pieces_of(closed.count.pieces)


def proposed_pieces(counted: tuple[tuple[Money, int], ...], wanted: Money) -> Pieces | None:
    """Return counted pieces that come to ``wanted``, the largest first, or ``None`` where none of them do.

    What stays behind as a float is small pieces then, as a float should be.
    """
    held = sorted((each for each in counted if each[1]), reverse=True)
    taken = _exactly(held, wanted.cents)
    return None if taken is None else pieces_of(taken)


def _exactly(held: list[tuple[Money, int]], cents: int) -> list[tuple[Money, int]] | None:
    """Return pieces that come to just that much: as many of the largest as fit, or one fewer, as twenties with a fifty.

    One fewer is enough, because two of a value are a number of each smaller one's pairs.
    """
    if not held:
        return None if cents else []
    (value, number), rest = held[0], held[1:]
    most = min(number, cents // value.cents)
    for some in range(most, max(most - 2, -1), -1):
        found = _exactly(rest, cents - some * value.cents)
        if found is not None:
            return [(value, some), *found]
    return None


def to_change(counted: Pieces, wanted: Money) -> tuple[Money, Money] | None:
    """Return which counted piece is to be changed so that ``wanted`` can be given, and how much of it goes along.

    It is the smallest piece that is larger than what is lacking when the largest that fit are given.
    """
    left, spare = wanted.cents, []
    for value, number in counted.held:
        some = min(number, left // value.cents)
        left -= some * value.cents
        spare += [value] if number > some else []
    larger = [value for value in spare if value.cents > left]
    return (min(larger), Money(left)) if left and larger else None


def _mine(session: DrawerSession, signer: Signer) -> Refusal | None:
    """Refuse another's signature for a drawer: one drawer, one person."""
    if signer.operator_id == session.operator_id:
        return None
    return refuse(Code.SESSION_NOT_YOURS, drawer=session.drawer, owner=session.operator_name)


def _order(
    kind: MoveKind,
    source: tuple[str, Signer],
    target: tuple[str, Signer],
    given: Pieces,
    asked: Asked,
    office: Office,
    *,
    sessions: tuple[str, str] = ("", ""),
    accounts: tuple[str, str] = ("", ""),
    back: Pieces = NO_PIECES,
    note: str = "",
    again: CountedAgain | None = None,
) -> ActOrder | Refusal:
    if not given.held and again is None:
        return refuse(Code.MOVE_NOTHING)
    signs = [side.operator_id or side.name for _, side in (source, target)]
    if bool(back.held) != (kind is MoveKind.CHANGE_ORDER):
        return refuse(Code.CHANGE_ORDER_UNEQUAL, given=given.amount, back=back.amount)
    move = Move(kind, source[0], target[0], given, signs[0], signs[1], back)
    refusal = check_move(_enough(move), move)
    for place, signer in (source, target):
        refusal = refusal or may_sign(signer, _right(place), asked, office)
    if refusal is not None:
        return refusal
    words = note.strip()[:MOST_NOTE]
    body = CashMoved(move, source[1], target[1], *sessions, *accounts, words, again)
    return order_act(body, asked, office)


def _right(place: str) -> Act:
    return Act.KEEP_VAULT if place == VAULT else Act.HAND_OVER


def may_sign(
    signer: Signer, act: Act, asked: Asked, office: Office, *, own: bool | None = None
) -> Refusal | None:
    """Refuse a signer without the right: the maker by role, another by what the approval is of.

    Somebody outside signs on paper. ``own`` says whether the maker's own work is signed for, where that matters.
    """
    maker = asked.maker
    if not signer.operator_id:
        return None
    if signer.operator_id == maker.operator_id:
        return against(office, maker, act, None, own=own, at=asked.at)
    if signer.approval is None or signer.approval.act != act:
        return refuse(Code.ACT_UNSIGNED, name=signer.name)
    return None


def _denied(maker: Operator, act: Act, asked: Asked, office: Office) -> Refusal | None:
    return against(office, maker, act, None, at=asked.at)


def _enough(move: Move) -> Custody:
    """Return places that hold what is moved: whether they do is for the books to say."""
    held = [(move.source, move.given), (move.target, move.back)]
    return Custody(
        tuple(Holding(place, pieces.amount, pieces) for place, pieces in held if place != BANK)
    )
