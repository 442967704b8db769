"""The desk's reversals: the acts on the vault, on stock and on deposits that may still be taken back, and doing it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from domain.custody.acting import PostedAct
from domain.custody.acts import ActBody, Signer
from domain.custody.banking import BagHandedOver, BankTold
from domain.custody.depositing import DepositMade
from domain.custody.moves import CashMoved
from domain.custody.reversal import reversal_day
from domain.custody.reversing import (
    ReversalAsked,
    order_reversal,
    reversals,
    right_to_reverse,
)
from domain.custody.stock_acts import StockCounted, StockMove
from domain.custody.there import pieces_missing, stock_missing
from domain.custody.vault import VAULT
from domain.custody.vault_count import VaultCounted
from domain.custody.vault_open import VaultOpened
from domain.people.approval import Approval
from domain.people.authority import may
from domain.people.roles import Where
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk
from tui.desk_acts import act_asked, record_act
from tui.desk_past import first_open_day

_SINCE: Final = timedelta(days=60)
"""How far back acts are listed: what is older was in an audit's hands, and is put right by an act of today."""
_MOST: Final = 99

Kinds = tuple[type[ActBody], ...]
OF_VAULT: Final[Kinds] = (CashMoved, VaultCounted, VaultOpened)
OF_STOCK: Final[Kinds] = (StockMove, StockCounted)
OF_DEPOSITS: Final[Kinds] = (DepositMade, BagHandedOver, BankTold)
_ABOUT: Final[Mapping[type[ActBody], tuple[str, ...]]] = MappingProxyType(
    {
        CashMoved: ("From", "Amount"),
        VaultCounted: ("Amount",),
        VaultOpened: ("Amount",),
        StockMove: ("Stock", "Numbers", "Place"),
        StockCounted: ("Stock", "Place"),
        DepositMade: ("Bank", "Bag", "Amount"),
        BagHandedOver: ("Bag",),
        BankTold: ("Bag", "Bank says"),
    }
)
"""What tells one act of a kind from another in a list, by the labels of what it says."""


def short_words(made: PostedAct) -> str:
    """Return an act in one line: number, day, what it is, and what tells it from others."""
    wanted = _ABOUT.get(type(made.body), ())
    told = ", ".join(value for label, value in made.body.in_short() if label in wanted)
    on = made.posting.header.business_date.isoformat()
    return f"{made.number} {on} {made.body.title}: {told}"


@dataclass(frozen=True, slots=True)
class ReversalDesk:
    """Reversals at one desk."""

    desk: Desk

    def standing(self, kinds: Kinds) -> tuple[PostedAct, ...]:
        """Return the acts of these kinds that are reversed here and were not yet, the latest first."""
        books, since = self.desk.books, self.desk.today - _SINCE
        undone = reversals(books.acts, since)
        found = (act for kind in kinds for act in books.acts(kind=kind.kind, first=since))
        left = [
            act
            for act in found
            if str(act.number) not in undone and not isinstance(right_to_reverse(act.body), Refusal)
        ]
        return tuple(sorted(left, key=lambda act: -act.posting_id)[:_MOST])

    def may_enter(self, made: PostedAct) -> Refusal | None:
        """Return what stands against entering an act's reversal here."""
        desk, right = self.desk, right_to_reverse(made.body)
        if isinstance(right, Refusal):
            return right
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        where = Where(desk.station.code)
        return may(desk.office, desk.operator, right, own=False, where=where)

    def stands_against(self, made: PostedAct) -> Refusal | None:
        """Return what can be told before a second person approves: cash or numbers that lie elsewhere by now."""
        books, body = self.desk.books, made.body
        if self.desk.unanswered("reversal", made.posting_id):
            return None
        # Of a bag that went on, the books say which later act builds on it.
        here = (each for each in body.pieces() if each.place == VAULT)
        back = (replace(each, number=-each.number) for each in here)
        undone = (replace(each, undone=True) for each in reversed(body.stock()))
        return pieces_missing(books.holdings(), back) or stock_missing(books.stock, undone)

    def reverse(self, made: PostedAct, reason: str, approval: Approval) -> PostedAct | Refusal:
        """Record the reversal that a second person approved, and queue its slip."""
        desk, books = self.desk, self.desk.books
        denied = desk.still_here() or self.may_enter(made)
        second = books.operator(approval.operator_id)
        if denied is not None or desk.operator is None or second is None:
            return denied or refuse(Code.SIGN_IN_REFUSED)
        content = ("reversal", made.posting_id)
        # What is not of a drawer is of the calendar day, also where a drawer here is open for another.
        today = first_open_day(books, desk.local(desk.clock()).date())
        on = reversal_day(made.posting.header.business_date, books.sealed_through(), today)
        asked = act_asked(desk, None, desk.request_for(*content), on)
        if isinstance(asked, Refusal):
            return asked
        signer = Signer(approval.name, approval.operator_id, approval)
        entered = books.operator(made.posting.header.operator_id)
        said = ReversalAsked(made, reason, signer, second, entered)
        return record_act(desk, order_reversal(said, asked, desk.office), content)
