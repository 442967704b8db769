"""Orders for closing a day, and what the books make of one once they know where everything stands."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.corrections.values import Correction
from domain.custody.acting import ActOrder, Asked
from domain.custody.acts import SERIES, CustodyAct, Signer
from domain.custody.day_seal import (
    DaySealed,
    DayTotals,
    Register,
    SeriesHead,
    day_totals_from_data,
)
from domain.ledger.journal import Journal
from domain.ledger.trail import GENESIS, digest_of
from domain.office import Office
from domain.people.acts import Act
from domain.people.authority import may
from domain.receipting.posting import Header, Posting
from domain.receipting.receipt import Receipt
from domain.refusals import Code, Refusal, refuse

RIGHT: Final = Act.APPROVE_DRAWER
"""Whoever may approve a closed drawer closes the day: both say that what was counted stands."""


@dataclass(frozen=True, slots=True)
class SealOrder:
    """A day that may be closed by who asks; whether it can be is decided by the books."""

    header: Header
    closer: Signer

    @property
    def on(self) -> date:
        """The business date that is closed."""
        return self.header.business_date


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What the books know of the day in the transaction that closes it; ``before`` is the seal before, if any."""

    heads: tuple[SeriesHead, ...]
    day: DayTotals
    registers: tuple[Register, ...] = ()
    before: DaySealed | None = None


def order_seal(asked: Asked, office: Office, today: date) -> SealOrder | Refusal:
    """Return the order that closes ``asked.on``, or why its maker may not.

    ``today`` is the office's calendar day. Refuses a day that is still to come: sealed, it could take no more money.
    """
    maker = asked.maker
    refusal = may(office, maker, RIGHT, own=False, on=asked.on)
    if refusal is not None:
        return refusal
    if asked.on > today:
        return refuse(Code.DAY_TO_COME, on=asked.on, today=today)
    header = Header(
        asked.request_id,
        digest_of([DaySealed.kind, asked.on.isoformat(), maker.operator_id]),
        "",
        SERIES,
        asked.station,
        maker.operator_id,
        maker.name,
        asked.on,
        asked.on,
        asked.at,
        office.digest,
    )
    return SealOrder(header, Signer(maker.name, maker.operator_id))


def sealed_day(order: SealOrder, facts: DayFacts) -> ActOrder:
    """Return the act that closes the day on these facts."""
    before = facts.before
    body = DaySealed(
        order.on,
        tuple(sorted(facts.heads)),
        facts.day,
        facts.day if before is None else before.ever.plus(facts.day),
        facts.registers,
        GENESIS if before is None else before.digest,
        order.closer,
    )
    return ActOrder(order.header, body, Journal(()))


def against_closing(
    on: date, through: date | None, earlier: date | None, still_open: str | None, postings: int
) -> Refusal | None:
    """Return what stands against closing ``on``; ``through`` is the last day that is closed.

    ``earlier`` is a day since then with postings that is not closed, ``still_open`` a drawer whose session of the day
    is not closed, ``postings`` how many the day has.
    """
    if through is not None and on <= through:
        return day_sealed(through)
    if earlier is not None:
        return refuse(Code.DAY_BEFORE_OPEN, earlier=earlier, on=on)
    if still_open is not None:
        return refuse(Code.DAY_DRAWER_OPEN, drawer=still_open, on=on)
    return None if postings else refuse(Code.DAY_EMPTY, on=on)


def against_sealed(on: date, through: date | None) -> Refusal | None:
    """Refuse what would be of a business date that is closed."""
    return day_sealed(through) if through is not None and on <= through else None


def day_sealed(through: date) -> Refusal:
    """Return the refusal that says through which day the books are closed."""
    return refuse(Code.DAY_SEALED, through=through)


def totals_of(posting: Posting) -> DayTotals:
    """Return what one posting adds to the totals of its day."""
    return day_totals_from_data(list(counts_of(posting)))


def counts_of(posting: Posting) -> tuple[int, int, int, int, int, int, int]:
    """Return what one posting adds to the totals of its day as plain numbers, in the order of ``DayTotals.data``."""
    body = posting.body
    debits = sum([line.debit.cents for line in posting.journal.lines])
    if isinstance(body, Receipt):
        received = sum([tender.amount.cents for tender in body.tenders]) - body.change.cents
        return 1, 1, 0, 0, debits, received, 0
    if isinstance(body, Correction):
        return 1, 0, 1, 0, debits, 0, _handed_back(body)
    return 1, 0, 0, int(isinstance(body, CustodyAct)), debits, 0, 0


def _handed_back(body: Correction) -> int:
    said = body.amendment
    if not said.in_drawer:
        return 0
    return sum(back.tender.amount.cents for back in said.tenders) - said.change.cents
