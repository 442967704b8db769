"""What can be told before a second person signs: that the vault has too little for a float, or not its pieces.

The books decide it again. An act whose answer was lost may be in the books already, and is asked for anew without it.
"""

from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.there import vault_lacks, vault_too_small
from domain.money import Money
from domain.refusals import Refusal
from tui.desk import Desk


def against_float(desk: Desk, wanted: Money, given: Pieces = NO_PIECES) -> Refusal | None:
    """Return what stands against a float of that amount out of the vault, in these pieces where they are known."""
    if desk.unanswered("open", desk.station.drawer):
        return None
    held = desk.books.holdings()
    return vault_too_small(held, wanted) or vault_lacks(held, given)
