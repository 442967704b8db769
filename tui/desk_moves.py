"""The desk's ways of cash: pulls, change orders, transfers, change fund, turned-in drawers, and the vault's count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.custody.acting import ActOrder, Asked, PostedAct
from domain.custody.acts import Signer
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.keeping import BankAccount
from domain.custody.moves import CashMoved
from domain.custody.moving import (
    order_change,
    order_from_bank,
    order_pull,
    order_transfer,
    order_turn_in,
)
from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.recounted import WhyOther
from domain.custody.taking_back import back_claim, order_take_back
from domain.custody.there import vault_lacks
from domain.custody.vault import VAULT, Custody, MoveKind
from domain.custody.vault_count import order_vault_count
from domain.custody.vault_open import OPENED, order_vault_open
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import may
from domain.people.roles import Where
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text
from tui.desk import Desk
from tui.desk_acts import act_asked, record_act
from tui.desk_past import first_open_day
from tui.desk_turn_in import TurnIn as TurnIn
from tui.desk_turn_in import change_for, changed_since, waiting_turn_ins

OF_DRAWER = frozenset({MoveKind.PULL, MoveKind.CHANGE_ORDER, MoveKind.TURNED_IN})
"""The ways between a drawer and the vault."""


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Why a turn-in is not what was counted: the reason's code, words, and both with the difference to be read."""

    code: str
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class MoveAsked:
    """What is to be moved: ``session`` is the drawer's that gives or orders change, ``to`` the one that receives.

    ``teller`` and ``bank`` are those of change fund; ``note`` is what is written on a strap or an envelope; ``why`` is
    of a turn-in that is not what was counted.
    """

    kind: MoveKind
    given: Pieces
    back: Pieces = NO_PIECES
    session: DrawerSession | None = None
    to: DrawerSession | None = None
    bank: BankAccount | None = None
    teller: str = ""
    note: str = ""
    why: WhyAsked | None = None

    @property
    def words(self) -> str:
        """What the other side reads and signs."""
        kind = self.kind.value
        where = f", drawer {self.session.drawer}" if self.session is not None else ""
        where += f" to drawer {self.to.drawer}" if self.to is not None else ""
        back = f" for {self.back}" if self.back.held else ""
        differs = f"{self.why.told}. " if self.why is not None else ""
        return f"{differs}{kind[:1].upper()}{kind[1:]}{where}: {self.given}{back}."[:240]

    @property
    def to_approve(self) -> str:
        """What the one who approves a difference reads."""
        drawer = self.session.drawer if self.session is not None else ""
        told = self.why.told if self.why is not None else ""
        return f"Drawer {drawer} is turned in other than counted: {told}. {self.given}."[:240]


@dataclass(frozen=True, slots=True)
class MovesDesk:
    """Cash that changes places, entered at one desk by one of the two who sign."""

    desk: Desk

    @property
    def keeps_vault(self) -> bool:
        """Whether the person at the desk signs for the vault."""
        return self._may(Act.KEEP_VAULT) is None

    def may_enter(self) -> Refusal | None:
        """Return what stands against entering any of it: one signs for the vault, or for the own drawer."""
        return None if self.keeps_vault else self._may(Act.HAND_OVER)

    def open_sessions(self) -> tuple[DrawerSession, ...]:
        """Return the drawers whose cash this person may move: the own one, and all for the vault's keeper."""
        found = (self.desk.books.session_at(each.code) for each in self.desk.office.drawers)
        here = [session for session in found if session is not None]
        return tuple(s for s in here if self.keeps_vault or self._mine_is(s))

    def others(self) -> tuple[DrawerSession, ...]:
        """Return the other open drawers of the same business date, which cash can be handed to."""
        mine = self.desk.session
        if mine is None:
            return ()
        found = (self.desk.books.session_at(each.code) for each in self.desk.office.drawers)
        here = [session for session in found if session is not None and session != mine]
        return tuple(session for session in here if session.business_date == mine.business_date)

    def turn_ins(self) -> tuple[TurnIn, ...]:
        """Return the closed sessions whose cash is to be brought to the vault: the own ones, or all for its keeper."""
        found = waiting_turn_ins(self.desk, self._day())
        return tuple(each for each in found if self.keeps_vault or self._mine_is(each.session))

    def proposed_change(self) -> tuple[Pieces, Pieces] | None:
        """Return what the vault should give and get so that a closed drawer can be turned in."""
        vault = self.in_vault().at(VAULT).pieces or NO_PIECES
        return change_for(self.turn_ins(), vault, self.desk.office)

    def in_vault(self) -> Custody:
        """Return what lies in the vault, in bags and with the courier."""
        return self.desk.books.holdings()

    def other_side(self, asked: MoveAsked) -> Act:
        """Return what the second person signs: for the vault, or for a drawer."""
        if asked.kind in OF_DRAWER and asked.session is not None and self._mine_is(asked.session):
            return Act.KEEP_VAULT
        return Act.HAND_OVER

    def stands_against(self, asked: MoveAsked) -> Refusal | None:
        """Return what can be told before the other side signs: pieces that are not in the vault.

        What a drawer holds is told by nobody: the books refuse it once both have signed.
        """
        given = asked.given if asked.kind is MoveKind.CHANGE_ORDER else NO_PIECES
        again = self.desk.unanswered("cash", asked)
        return None if again else vault_lacks(self.in_vault(), given)

    def move(
        self, asked: MoveAsked, approval: Approval | None, yes: Approval | None = None
    ) -> PostedAct | Refusal:
        """Record cash that changes places; ``approval`` is the other side's signature, none for a bank's teller.

        ``yes`` is the second person's who approves a turn-in that is not what was counted.
        """
        signed = tuple(each.operator_id for each in (approval, yes) if each is not None)
        content = ("cash", asked, *signed)
        drawers = () if asked.session is None else (asked.session.business_date,)
        turned_in = asked.kind is MoveKind.TURNED_IN
        on = drawers[0] if drawers and not turned_in else self._open_day(drawers)
        who = self._asked(content, on)
        if isinstance(who, Refusal):
            return who
        return self._record(self._order(asked, approval, yes, who), content)

    def _order(
        self, move: MoveAsked, approval: Approval | None, yes: Approval | None, asked: Asked
    ) -> ActOrder | Refusal:
        office, mine = self.desk.office, _mine(asked)
        note, teller = clean_text(move.note), clean_text(move.teller)
        secret = refused_text(note) or refused_text(teller)
        if secret is not None:
            return secret
        if move.bank is not None:
            return order_from_bank(move.given, teller, mine, move.bank, asked, office)
        if approval is None or move.session is None:
            return refuse(Code.ACT_ONE_PERSON)
        other = Signer(approval.name, approval.operator_id, approval)
        drawer = mine if self._mine_is(move.session) else other
        keeper = other if drawer is mine else mine
        session, given = move.session, move.given
        if move.kind is MoveKind.PULL:
            return order_pull(session, given, drawer, keeper, asked, office, note)
        if move.kind is MoveKind.CHANGE_ORDER:
            return order_change(session, given, move.back, keeper, drawer, asked, office)
        if move.to is not None:
            return order_transfer(session, move.to, given, drawer, keeper, asked, office)
        closing = self.desk.books.closing(session.session_id)
        if closing is None or not isinstance(closing[1].body, DrawerClosed):
            return refuse(Code.SESSION_NOT_CLOSED, drawer=session.drawer)
        body, (changed, _) = closing[1].body, changed_since(self.desk, session)
        why = None
        if move.why is not None and yes is not None:
            why = WhyOther(move.why.code, move.why.text, Signer(yes.name, yes.operator_id, yes))
        return order_turn_in(session, body, given, drawer, keeper, asked, office, changed, why)

    def to_take_back(self) -> tuple[PostedAct, DrawerSession] | None:
        """Return the last pull out of the open drawers that this person moves cash of, unless it was taken back."""
        books = self.desk.books
        for session in self.open_sessions():
            for act in reversed(books.acts(kind=CashMoved.kind, session_id=session.session_id)):
                body = act.body
                pulled = isinstance(body, CashMoved) and body.move.kind is MoveKind.PULL
                if pulled and books.act_claiming(back_claim(act.number)) is None:
                    return act, session
        return None

    def take_back(
        self, pull: PostedAct, session: DrawerSession, approval: Approval
    ) -> PostedAct | Refusal:
        """Record that a pull goes back into its drawer; ``approval`` is the other side's signature."""
        content = ("take back", pull.posting_id)
        asked = self._asked(content, session.business_date)
        if isinstance(asked, Refusal):
            return asked
        mine, other = _mine(asked), Signer(approval.name, approval.operator_id, approval)
        keeper, taker = (other, mine) if self._mine_is(session) else (mine, other)
        order = order_take_back(pull, session, keeper, taker, asked, self.desk.office)
        return self._record(order, content)

    def count_vault(self, counted: Pieces, reason: str, witness: Approval) -> PostedAct | Refusal:
        """Keep a count of the vault that a second person saw; a difference is recorded with its reason."""
        content = ("vault count", counted, reason, witness.operator_id)
        asked = self._asked(content, self._open_day())
        if isinstance(asked, Refusal):
            return asked
        other = Signer(witness.name, witness.operator_id, witness)
        held = self.in_vault().at(VAULT).pieces or NO_PIECES
        order = order_vault_count(
            counted, held, _mine(asked), other, reason, asked, self.desk.office
        )
        return self._record(order, content)

    def open_vault(self, counted: Pieces, witness: Approval) -> PostedAct | Refusal:
        """Keep what lay in the vault before its first day here, as a second person saw it counted."""
        content = ("vault opening", counted, witness.operator_id)
        asked = self._asked(content, self._open_day())
        if isinstance(asked, Refusal):
            return asked
        other = Signer(witness.name, witness.operator_id, witness)
        order = order_vault_open(counted, _mine(asked), other, asked, self.desk.office)
        return self._record(order, content)

    def vault_unopened(self) -> bool:
        """Whether the vault may still be opened with what lies in it: nothing does by the books, nor did."""
        held = self.in_vault().at(VAULT).amount
        return not held and self.desk.books.act_claiming(OPENED) is None

    def vault_differs(self, counted: Pieces) -> bool:
        """Whether a count that is complete is not what the books say; by how much is told when it is kept."""
        return counted != (self.in_vault().at(VAULT).pieces or NO_PIECES)

    def _asked(self, content: tuple[object, ...], on: date) -> Asked | Refusal:
        desk = self.desk
        return act_asked(desk, self.may_enter(), desk.request_for(*content), on)

    def _record(
        self, order: ActOrder | Refusal, content: tuple[object, ...]
    ) -> PostedAct | Refusal:
        posted = record_act(self.desk, order, content)
        self.desk.look_at_limit()
        return posted

    def _day(self) -> date:
        # What is not of an open drawer is of the calendar day, also where a drawer here is open for another.
        return self.desk.local(self.desk.clock()).date()

    def _open_day(self, of: Iterable[date] = ()) -> date:
        return first_open_day(self.desk.books, self._day(), of)

    def _mine_is(self, session: DrawerSession) -> bool:
        here = self.desk.operator
        return here is not None and here.operator_id == session.operator_id

    def _may(self, act: Act) -> Refusal | None:
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        return may(desk.office, desk.operator, act, where=Where(desk.station.code))


def _mine(asked: Asked) -> Signer:
    return Signer(asked.maker.name, asked.maker.operator_id)
