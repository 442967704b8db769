"""Acts of custody for tests: pieces, signers, movements between the sample office's drawers and its vault."""

from __future__ import annotations

from datetime import date

from domain.books import Books
from domain.custody.acting import ActOrder, Asked, PostedAct, order_act
from domain.custody.acts import ActBody, Signer
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.moves import CashMoved
from domain.custody.moving import order_turn_in
from domain.custody.pieces import NO_PIECES, Pieces, pieces_of
from domain.custody.recounted import WhyOther
from domain.custody.vault import BANK, VAULT, Move, MoveKind, drawer_place
from domain.money import Money
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator
from domain.refusals import Refusal
from tests.samples import CHAMBERLAIN, DAY, JANE, SUPERVISOR, at, ok, sample_office

OFFICE = sample_office()


def pieces(**numbers: int) -> Pieces:
    """Pieces by their values in whole dollars or cents: ``d20=3, c25=4``."""
    rows = [
        (Money(int(name[1:]) * (100 if name[0] == "d" else 1)), n) for name, n in numbers.items()
    ]
    return pieces_of(rows)


def signed(person: Operator, maker: Operator, act: Act = Act.KEEP_VAULT) -> Signer:
    """A person's signature on an act that ``maker`` enters."""
    if person == maker:
        return Signer(person.name, person.operator_id)
    given = Approval(
        person.operator_id, person.name, person.role, act, "PIN", at(9), "Cash changes hands."
    )
    return Signer(person.name, person.operator_id, given)


def asked(request: str, maker: Operator = SUPERVISOR, on: date = DAY) -> Asked:
    """Who asks."""
    return Asked(request, maker, "back office", on, at(11))


def ordered(body: ActBody, request: str, maker: Operator = SUPERVISOR, on: date = DAY) -> ActOrder:
    """The order of a body that is signed as it should be."""
    return ok(order_act(body, asked(request, maker, on), OFFICE))


def from_bank(request: str, held: Pieces, on: date = DAY) -> ActOrder:
    """Change fund from the bank to the vault."""
    move = Move(MoveKind.FROM_BANK, BANK, VAULT, held, "Tellers", "sam")
    body = CashMoved(
        move,
        Signer("Tellers"),
        Signer("Sam Field", "sam"),
        debit=OFFICE.custody.vault,
        credit="A.0202",
    )
    return ordered(body, request, on=on)


def pull(request: str, session: DrawerSession, held: Pieces) -> ActOrder:
    """A cash pull of the one whose drawer it is to the supervisor."""
    place = drawer_place(session.drawer)
    move = Move(MoveKind.PULL, place, VAULT, held, session.operator_id, "sam")
    giver = Operator(session.operator_id, session.operator_name, "clerk")
    body = CashMoved(
        move,
        signed(giver, SUPERVISOR, Act.HAND_OVER),
        signed(SUPERVISOR, SUPERVISOR),
        from_session=session.session_id,
        debit=OFFICE.custody.undeposited,
        credit=OFFICE.cash.gl_code,
        note="strap 7",
    )
    return ordered(body, request, on=session.business_date)


def change_order(request: str, session: DrawerSession, given: Pieces, back: Pieces) -> ActOrder:
    """A change order from the vault."""
    place = drawer_place(session.drawer)
    move = Move(MoveKind.CHANGE_ORDER, VAULT, place, given, "sam", session.operator_id, back)
    taker = Operator(session.operator_id, session.operator_name, "clerk")
    body = CashMoved(
        move,
        signed(SUPERVISOR, SUPERVISOR),
        signed(taker, SUPERVISOR, Act.HAND_OVER),
        to_session=session.session_id,
    )
    return ordered(body, request, on=session.business_date)


def transfer(request: str, source: DrawerSession, target: DrawerSession, held: Pieces) -> ActOrder:
    """Cash from one drawer to another, entered by the one who gives."""
    giver, taker = (Operator(s.operator_id, s.operator_name, "clerk") for s in (source, target))
    move = Move(
        MoveKind.TRANSFER,
        drawer_place(source.drawer),
        drawer_place(target.drawer),
        held,
        source.operator_id,
        target.operator_id,
    )
    body = CashMoved(
        move,
        signed(giver, giver),
        signed(taker, giver, Act.HAND_OVER),
        source.session_id,
        target.session_id,
    )
    return ordered(body, request, giver, source.business_date)


def turn_in(request: str, session: DrawerSession, held: Pieces) -> ActOrder:
    """A closed drawer's cash to the vault."""
    place = drawer_place(session.drawer)
    move = Move(MoveKind.TURNED_IN, place, VAULT, held, session.operator_id, "sam")
    giver = Operator(session.operator_id, session.operator_name, "clerk")
    body = CashMoved(
        move,
        signed(giver, SUPERVISOR, Act.HAND_OVER),
        signed(SUPERVISOR, SUPERVISOR),
        from_session=session.session_id,
    )
    return ordered(body, request, on=session.business_date)


def turn_in_other(
    books: Books,
    request: str,
    session: DrawerSession,
    held: Pieces,
    *,
    by: Operator = CHAMBERLAIN,
    code: str = "unknown",
    text: str = "A digit slipped",
    act: Act = Act.APPROVE_DRAWER,
) -> ActOrder | Refusal:
    """The order of a turn-in that is not as the drawer was counted, which a second person approves."""
    closing = books.closing(session.session_id)
    assert closing is not None
    assert isinstance(closing[1].body, DrawerClosed)
    giver = Operator(session.operator_id, session.operator_name, "clerk")
    return order_turn_in(
        session,
        closing[1].body,
        held,
        signed(giver, SUPERVISOR, Act.HAND_OVER),
        signed(SUPERVISOR, SUPERVISOR),
        asked(request, on=session.business_date),
        OFFICE,
        why=WhyOther(code, text, signed(by, SUPERVISOR, act)),
    )


def recorded(books: Books, order: ActOrder) -> PostedAct:
    """Record what must not be refused."""
    return ok(books.record(order))


def refusal(answer: PostedAct | Refusal) -> Refusal:
    """An answer that must be a refusal."""
    assert isinstance(answer, Refusal)
    return answer


__all__ = ["JANE", "NO_PIECES", "SUPERVISOR"]
