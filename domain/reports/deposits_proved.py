"""Deposits read from the books and proved anew."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.depositing import DepositMade
from domain.custody.reversal import ActReversed
from domain.office import Office
from domain.reports.deposit_proof import DepositProof, deposit_of, prove_deposits

_HELD_SINCE: Final = timedelta(days=400)
"""How far back an item that was held over is looked for."""


def proved(books: Books, made: Sequence[PostedAct], office: Office) -> tuple[DepositProof, ...]:
    """Return the proof of sealed deposits, in their order. Postings are streamed, not kept."""
    if not made:
        return ()
    days = [each.posting.header.business_date for each in made]
    first, last = min(days), max(days)
    names = {name for each in made for name in deposit_of(each).sessions}
    sessions = (books.session(name) for name in names)
    first = min([first, *(s.business_date for s in sessions if s is not None)])
    banks = {deposit_of(each).bank for each in made}
    earlier = [
        each
        for each in deposits_of(books, first - _HELD_SINCE, last)
        if deposit_of(each).bank in banks
    ]
    # A transfer between drawers cut off before is of the earlier date, so nothing of a session is later than its own;
    # what came back before the bag was sealed may be of any day up to that of the deposit.
    undone = undone_by(books, first - _HELD_SINCE)
    return prove_deposits(made, earlier, books.entries(first, last), office, undone)


def undone_by(books: Books, since: date) -> dict[int, int]:
    """Return by the posting of each deposit that was reversed on or after a date the posting of its reversal."""
    found = {}
    for act in books.acts(kind=ActReversed.kind, first=since):
        body = act.body
        made = books.act(body.number) if isinstance(body, ActReversed) else None
        if made is not None and isinstance(made.body, DepositMade):
            found[made.posting_id] = act.posting_id
    return found


def deposits_of(books: Books, first: date, last: date) -> tuple[PostedAct, ...]:
    """Return the deposits that were sealed on the business dates, in the order of posting."""
    return books.acts(kind=DepositMade.kind, first=first, last=last)
