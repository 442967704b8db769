"""What pulls and transfers moved of a drawer's cash."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from domain.money import Money, total

if TYPE_CHECKING:
    from domain.custody.acting import PostedAct


def cash_moved(acts: Iterable["PostedAct"], session_id: str) -> Money:
    """Return by how many cents acts of custody changed the cash expected in a session's drawer; below zero is out."""
    effects = (effect for act in acts for effect in act.body.effects())
    return total(effect.cash for effect in effects if effect.session_id == session_id)
