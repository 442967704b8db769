"""Money that waits for its deposit, by how many days it has waited, and whether its deposit would prove."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.custody.deposit import ClosedSession
from domain.custody.deposit_draft import DepositDraft, proof_words
from domain.custody.deposit_orders import Undeposited
from domain.custody.keeping import BankAccount, OnHand
from domain.custody.pieces import NO_PIECES, Pieces
from domain.money import ZERO, Money, total

OLDEST: Final = 3
"""Days. Whatever has waited as long or longer is one sum: the law and audits ask for the deposit long before."""


@dataclass(frozen=True, slots=True)
class Age:
    """What has waited so many days: in all, and how much of it is cash."""

    days: int
    amount: Money
    cash: Money

    @property
    def words(self) -> str:
        """How long it has waited."""
        if self.days >= OLDEST:
            return f"{OLDEST} days and more"
        return ("of today", "1 day", "2 days")[self.days]


def by_age(waiting: Iterable[OnHand], today: date) -> tuple[Age, ...]:
    """Return what waits by calendar days since its business date, the youngest first, an age without money too."""
    found = [((max(0, min(OLDEST, (today - each.business_date).days))), each) for each in waiting]
    return tuple(
        Age(
            days,
            total(each.amount for age, each in found if age == days),
            total(each.cash for age, each in found if age == days),
        )
        for days in range(OLDEST + 1)
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether the money that waits for a bank account would make a deposit that proves, and where not."""

    bank: BankAccount
    amount: Money
    proves: bool
    words: str


def ready(
    bank: BankAccount,
    waiting: Undeposited,
    early: Iterable[ClosedSession],
    vault: Pieces,
) -> Ready:
    """Return whether a deposit of all that waits proves now. ``early`` are sessions whose cash is not in the vault.

    What is due in cash must be there: in a drawer's closing that was turned in, and in the pieces of the vault.
    """
    draft = DepositDraft(bank, waiting)
    amount = total(each.amount for each in waiting.on_hand())
    due, lacking = draft.cash_due, []
    for session in early:
        drawer, on = session.session_id.rpartition("-")[0], session.business_date
        lacking.append(f"drawer {drawer} of {on:%b %-d}: {session.to_turn_in} not turned in")
    if not lacking and (due < ZERO or vault.amount < due):
        lacking.append(f"cash {due} is due, and {vault.amount} is in the vault")
    if lacking:
        return Ready(bank, amount, proves=False, words=f"DOES NOT PROVE: {'; '.join(lacking)}.")
    if not amount:
        return Ready(bank, amount, proves=True, words="Nothing waits.")
    pieces = draft.proposal(vault)
    if pieces is None:
        told = "PROVES; the vault needs other pieces to give the cash exactly."
        return Ready(bank, amount, proves=True, words=told)
    proof = _with(draft, pieces).proof
    return Ready(bank, amount, proves=proof.proves, words=proof_words(proof))


def _with(draft: DepositDraft, pieces: Pieces) -> DepositDraft:
    for value, number in pieces.held:
        draft = draft.counted(value, number)
    return draft


def left_after(vault: Pieces, waiting: Undeposited, bank: BankAccount) -> Pieces:
    """Return what a deposit of all that waits leaves in the vault, for the next bank account to be looked at."""
    taken = DepositDraft(bank, waiting).proposal(vault) or NO_PIECES
    return vault.less(taken)
