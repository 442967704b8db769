"""Closed drawers whose cash waits to be turned in: which pieces, and what is to be changed first where none fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.custody.acts import Claim
from domain.custody.depositing import cash_claim
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.float_mix import proposed_float
from domain.custody.moves import TURN_IN, CashMoved
from domain.custody.moving import (
    as_counted,
    counted_pieces,
    proposed_pieces,
    to_change,
    to_turn_in,
)
from domain.custody.pieces import NO_PIECES, Pieces, pieces_of
from domain.custody.vault import MoveKind
from domain.money import ZERO, Money
from domain.office import Office
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class TurnIn:
    """A closed session whose cash is not in the vault yet: how much goes there, and which of the counted pieces."""

    session: DrawerSession
    wanted: Money
    given: Pieces
    as_issued: bool = False
    """Whether the float's pieces among them are those that the vault gave: it was counted as an amount only."""
    change: tuple[Money, Money] | None = None
    """Which piece is to be changed before it can be split from a float that stays, and how much of it goes along."""

    @property
    def change_first(self) -> Refusal | None:
        """Return what is to be done before the turn-in, where no pieces come to what goes to the vault."""
        if self.change is None:
            return None
        drawer, (piece, _) = self.session.drawer, self.change
        return refuse(Code.CHANGE_FIRST, drawer=drawer, wanted=self.wanted, change=piece)


def waiting_turn_ins(desk: Desk, day: date) -> tuple[TurnIn, ...]:
    """Return the closed sessions of ``day``, and of any day that is not deposited, whose cash is not in the vault.

    Also those that were short to nothing beside their float: the count may be what was wrong.
    """
    ids = [s.session_id for s in desk.books.sessions(day)]
    for bank in desk.office.keeping.banks:
        waiting = desk.books.undeposited(bank, desk.office).sessions
        ids += [each.session_id for each in waiting if each.to_turn_in or each.cash_over < ZERO]
    found = (_turn_in(desk, name) for name in dict.fromkeys(ids))
    return tuple(each for each in found if each is not None)


def _turn_in(desk: Desk, session_id: str) -> TurnIn | None:
    books = desk.books
    session, closing = books.session(session_id), books.closing(session_id)
    closed = closing[1].body if closing is not None else None
    if session is None or not isinstance(closed, DrawerClosed):
        return None
    wanted = to_turn_in(closed, issued=session.issued)
    if books.act_claiming(Claim(TURN_IN, session_id)) is not None:
        return None
    if not wanted:
        return TurnIn(session, wanted, NO_PIECES) if _may_hold_more(desk, session, closed) else None
    counted = counted_pieces(closed)
    there = _as_changed(desk, session, counted)
    given = proposed_pieces(there.held, wanted)
    if given is not None:
        return TurnIn(session, wanted, given)
    if session.issued:
        # The float was counted as an amount; its pieces are proposed as they were given, and looked at by both.
        issue = session.opened.issue if session.opened is not None else None
        out = closed.count.float_out
        float_back = proposed_pieces(issue.pieces.held, out) if issue is not None else None
        back = counted.plus(float_back or NO_PIECES)
        whole = back.amount == wanted
        return TurnIn(session, wanted, back if whole else counted, as_issued=whole)
    return TurnIn(session, wanted, NO_PIECES, change=to_change(there, wanted))


def _may_hold_more(desk: Desk, session: DrawerSession, closed: DrawerClosed) -> bool:
    """Whether a drawer of which no cash was counted beside its float was short, and may hold what a slip left out."""
    cash = desk.office.cash.code
    short = any(t.kind == cash and t.over_short < ZERO for t in closed.tallies)
    return short and desk.books.act_claiming(cash_claim(session.session_id)) is None


def other_than_counted(desk: Desk, session: DrawerSession, given: Pieces) -> bool:
    """Whether pieces are not those that a closed drawer's accepted count leaves for the vault."""
    closing = desk.books.closing(session.session_id)
    closed = closing[1].body if closing is not None else None
    if not isinstance(closed, DrawerClosed):
        return False
    return not as_counted(session, closed, given, changed_since(desk, session)[0])


def changed_since(desk: Desk, session: DrawerSession) -> tuple[Pieces, Pieces]:
    """Return what the vault gave to and got from the drawer of a closed session since it was opened again."""
    given, back = NO_PIECES, NO_PIECES
    now = desk.books.session_at(session.drawer)
    if now is not None:
        for act in desk.books.acts(kind=CashMoved.kind, session_id=now.session_id):
            body = act.body
            if isinstance(body, CashMoved) and body.move.kind is MoveKind.CHANGE_ORDER:
                given, back = given.plus(body.move.given), back.plus(body.move.back)
    return given, back


def _as_changed(desk: Desk, session: DrawerSession, counted: Pieces) -> Pieces:
    given, back = changed_since(desk, session)
    there = counted.plus(given)
    return there if there.lacks(back).held else there.less(back)


def change_for(
    waiting: Iterable[TurnIn], vault: Pieces, office: Office
) -> tuple[Pieces, Pieces] | None:
    """Return what the vault gives, and which piece it gets, so that the first that waits for it can be turned in.

    ``None`` where none does, or where the vault has no pieces for it.
    """
    first = next((each.change for each in waiting if each.change is not None), None)
    if first is None:
        return None
    piece, part = first
    rolls = {each.value: each.roll for each in office.denominations}
    along = proposed_float(vault, part, rolls)
    stays = None if along is None else proposed_float(vault.less(along), piece - part, rolls)
    if along is None or stays is None:
        return None
    return along.plus(stays), pieces_of([(piece, 1)])
