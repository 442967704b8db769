"""Agreement with the accounting programs, as it stands now: what each last said is owed, and our balance of every bill.

A program's list is of one moment. What it did not know then stands between it and our balance, line by line; what is
left between the two is a difference. What an open drawer took is told when it is counted, so it is on neither side.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from domain.books import Books
from domain.ledger.agreement import Compared, agreement, pending_by_bill, without
from domain.ledger.batch_life import KINDS, Batch, batches_of
from domain.ledger.interface import ProgramLine, lines_of
from domain.money import Money, total
from domain.office import Office
from domain.receivables.bills import How


class Waits(StrEnum):
    """Where a line stands that a program's list does not hold."""

    IN_NONE = "in no batch yet"
    UNSENT = "in a batch, not sent"
    SENT = "sent, not acknowledged"
    SINCE = "acknowledged since its list"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line that a program's list does not hold, where it stands, and the batch that it is in."""

    line: ProgramLine
    waits: Waits
    batch_id: str = ""


@dataclass(frozen=True, slots=True)
class ProgramList:
    """What a program says is owed: as of which day, on the bills of which services, and what it is told of at all.

    ``read_as`` is the posting as which the list was read in, ``None`` for one that is read in just now.
    """

    services: tuple[str, ...]
    tells: Collection[How]
    on: date
    balances: Mapping[str, Money]
    read_as: int | None = None


@dataclass(frozen=True, slots=True)
class NotInIt:
    """The lines that a list does not hold, and those of open drawers, which are told of later."""

    unknown: tuple[Unknown, ...]
    blind: tuple[ProgramLine, ...]


def not_in_list(books: Books, listed: ProgramList, blind: Collection[str]) -> NotInIt:
    """Return the lines that the program had neither agreed to nor been settled for when it made its list.

    ``blind`` are the sessions that are not counted yet.
    """
    acts = [act for kind in KINDS for act in books.acts(kind=kind)]
    upto = listed.read_as
    before = acts if upto is None else [act for act in acts if act.posting_id < upto]
    then = {batch.batch_id: batch for batch in batches_of(before)}
    found: list[Unknown] = []
    for batch in batches_of(acts):
        if any(service in listed.services for service, _ in batch.made.holds):
            found += _of_batch(books, batch, then.get(batch.batch_id))
    hidden: list[ProgramLine] = []
    for service in listed.services:
        ids = [each for _, each in books.not_in_batch(service, date.min, date.max)]
        for entry in books.entries_of(ids):
            lines = [line for line in lines_of(entry, (service,)) if line.how in listed.tells]
            if entry.posting.header.session_id in blind:
                hidden += lines
            else:
                found += [Unknown(line, Waits.IN_NONE) for line in lines]
    return NotInIt(tuple(found), tuple(hidden))


def _of_batch(books: Books, batch: Batch, then: Batch | None) -> Iterator[Unknown]:
    if then is not None and then.ended:
        return
    held = then.agreed.keys() | then.settled if then is not None else frozenset()
    known = batch.agreed.keys() | batch.settled
    told = bool(batch.sendings) or bool(batch.acknowledged)
    for line in batch.made.lines(books.entries_of(batch.made.postings)):
        if line.reference in held:
            continue
        waits = Waits.SENT if told else Waits.UNSENT
        yield Unknown(line, Waits.SINCE if line.reference in known else waits, batch.batch_id)


def held_against(
    books: Books, listed: ProgramList, found: NotInIt, on: date, office: Office
) -> Iterator[Compared]:
    """Yield every bill that we or the program hold open, our balance as of ``on``, by number within each service."""
    pending = pending_by_bill(each.line for each in found.unknown)
    hidden = pending_by_bill(found.blind)
    for number in hidden:
        pending.setdefault(number, [])
    states = chain.from_iterable(books.open_bills_of(service) for service in listed.services)
    ours = (without(s, hidden.get(s.bill.bill_no, ())) for s in states)
    named = books.bills_named(sorted({*listed.balances, *pending}))
    others = {number: without(s, hidden.get(number, ())) for number, s in named.items()}
    return agreement(ours, listed.balances, pending, others, on, office, listed.on)


def explained(each: Compared, unknown: Collection[Unknown]) -> str:
    """Return what a difference may come from, as far as the sums say it; empty where they say nothing.

    ``unknown`` are the lines of this bill that the list does not hold.
    """
    sums: Counter[Waits] = Counter()
    for one in unknown:
        sums[one.waits] += one.line.amount.cents
    off, sent = -each.difference.cents, sums[Waits.SENT] + sums[Waits.SINCE]
    if sent and off == sent:
        # It posted what it was sent before it made its list, and its report was not read before that list.
        more = ": read its posting report in" if sums[Waits.SENT] else ""
        return f"its list holds what was sent already{more}"
    if unknown and off == sum(sums.values()):
        return "its list holds what it was not sent: was it keyed in there by hand?"
    if any(off == one.line.amount.cents for one in unknown):
        return "its list holds one of the lines that it should lack"
    if each.ours is None:
        return "no such bill here: import its bills"
    if each.theirs is None:
        return "not in its list of open bills"
    return ""


def sum_of_lines(unknown: Collection[Unknown]) -> Money:
    """Return what lines lowered balances by, together."""
    return total(each.line.amount for each in unknown)
