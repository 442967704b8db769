"""How much of the vault's cash is its own: what lies there less what came in by receipts and waits for the bank."""

from collections.abc import Iterable

from domain.custody.acts import ActBody
from domain.custody.deposit import ClosedSession
from domain.custody.moves import CashMoved
from domain.custody.vault import MoveKind
from domain.money import Money, total


def pulled(session_id: str, acts: Iterable[ActBody]) -> Money:
    """Return what was pulled out of a drawer's session into the vault, less what was taken back there."""
    effects = (
        effect
        for act in acts
        if not (isinstance(act, CashMoved) and act.move.kind is MoveKind.TRANSFER)
        for effect in act.effects()
    )
    return -total(effect.cash for effect in effects if effect.session_id == session_id)


def vaults_own(
    vault: Money, turned_in: Iterable[ClosedSession], pulled_only: Iterable[Money]
) -> Money:
    """Return what of ``vault`` no deposit waits for; below zero where it is not even that.

    ``turned_in`` are sessions that wait for a deposit and whose cash lies there, ``pulled_only`` what was pulled out of
    others, whose rest is in their drawers.
    """
    due = total(each.cash + each.cash_over + each.moved for each in turned_in)
    return vault - due - total(pulled_only)
