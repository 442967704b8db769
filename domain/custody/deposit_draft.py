"""A deposit while it is being made: what goes into the bag, what is held over, and the proof at every step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from domain.custody.deposit import (
    VAULT_ROW,
    ClosedSession,
    Composition,
    CompositionRow,
    Deposit,
    DepositItem,
    Held,
    composition,
)
from domain.custody.deposit_orders import Undeposited
from domain.custody.keeping import BankAccount
from domain.custody.moving import proposed_pieces
from domain.custody.pieces import NO_PIECES, Pieces, pieces_of
from domain.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class DepositDraft:
    """What one bank account is to get of what waits for it.

    ``left_out`` are sessions that wait for a later deposit; a session goes whole or not at all. ``held`` are items
    that do not go with it, each with its reason. ``cash`` is what was counted for the bag, and ``from_vault`` how much
    of it the vault gives up beside what came in.
    """

    bank: BankAccount
    waiting: Undeposited
    left_out: frozenset[str] = frozenset()
    held: tuple[Held, ...] = ()
    cash: Pieces = NO_PIECES
    bag: str = ""
    seal: str = ""
    from_vault: Money = ZERO
    why_from_vault: str = ""

    @property
    def sessions(self) -> tuple[ClosedSession, ...]:
        """The sessions that go with it, oldest first."""
        return tuple(s for s in self.waiting.sessions if s.session_id not in self.left_out)

    @property
    def brought_forward(self) -> tuple[DepositItem, ...]:
        """The items that earlier deposits held over."""
        return tuple(item for _, item in self.waiting.held)

    @property
    def due(self) -> tuple[DepositItem, ...]:
        """The items that are to go, unless they are held over: those held over before first."""
        return (*self.brought_forward, *(i for s in self.sessions for i in s.items))

    @property
    def cash_due(self) -> Money:
        """The cash that its sessions leave for the bank, with what the vault gives up."""
        return total(s.cash + s.cash_over + s.moved for s in self.sessions) + self.from_vault

    @property
    def empty(self) -> bool:
        """Whether nothing goes with it."""
        return not (self.sessions or self.due or self.from_vault)

    @property
    def deposit(self) -> Deposit:
        """The deposit as it stands; its number is the bag's."""
        held = {each.item for each in self.held}
        return Deposit(
            self.bag,
            self.bank.code,
            tuple(s.session_id for s in self.sessions),
            self.cash,
            tuple(item for item in self.due if item not in held),
            tuple(each for each in self.held if each.item in set(self.due)),
            self.bag,
            self.seal,
            self.from_vault,
            self.why_from_vault,
        )

    @property
    def proof(self) -> Composition:
        """Whether it is what came in, form by form."""
        return composition(self.deposit, self.sessions, self.brought_forward)

    def reason_of(self, item: DepositItem) -> str:
        """Return why an item is held over; nothing when it goes."""
        return next((held.reason for held in self.held if held.item == item), "")

    def holding(self, item: DepositItem, reason: str) -> "DepositDraft":
        """Return the draft with an item held over for a reason; without one it goes with the rest."""
        others = tuple(held for held in self.held if held.item != item)
        return replace(self, held=(*others, Held(item, reason)) if reason else others)

    def turning(self, session_id: str) -> "DepositDraft":
        """Return the draft with a session left out, or taken in again when it was."""
        return replace(self, left_out=self.left_out ^ {session_id})

    def counted(self, value: Money, number: int) -> "DepositDraft":
        """Return the draft with so many pieces of a value."""
        rows = [(v, n) for v, n in self.cash.held if v != value]
        return replace(self, cash=pieces_of((*rows, (value, number))))

    def proposal(self, vault: Pieces) -> Pieces | None:
        """Return pieces of the vault that come to the cash due, or ``None`` where there are none such."""
        due = self.cash_due
        return None if due.cents < 0 else proposed_pieces(vault.held, due)


def proof_words(proof: Composition, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return in one sentence whether a deposit proves, and where it does not; ``names`` are those of tender kinds."""
    if proof.proves:
        if any(row.kind == VAULT_ROW for row in proof.rows):
            return "THE DEPOSIT PROVES: what came in, and apart from it what the vault gives."
        return "THE DEPOSIT PROVES: cash and items are what came in."
    where = [_row_words(row, names.get(row.kind, row.kind)) for row in proof.rows if row.difference]
    many = len(proof.missing), len(proof.extra)
    where += [f"{many[0]} missing"] if many[0] else []
    where += [f"{many[1]} of no receipt"] if many[1] else []
    return f"DOES NOT PROVE: {', '.join(where)}."


def _row_words(row: CompositionRow, name: str) -> str:
    side = "too much" if row.difference.cents > 0 else "missing"
    return f"{name.lower()} {abs(row.difference)} {side}"


def oldest(waiting: Undeposited) -> date | None:
    """Return the business date of the oldest money that waits, or ``None``."""
    dates = [s.business_date for s in waiting.sessions] + [on for on, _ in waiting.held]
    return min(dates, default=None)
