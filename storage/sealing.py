"""Closing days, and holding the books against what was printed, on SQL."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Final

from domain.custody.acting import PostedAct
from domain.custody.acts import CustodyAct
from domain.custody.closing_day import (
    DayFacts,
    SealOrder,
    against_closing,
    sealed_day,
)
from domain.custody.day_seal import CLOSING, DaySealed, DayTotals, Register, SeriesHead
from domain.ledger.on_paper import Held, OnPaper
from domain.ledger.trail import canonical
from domain.money import Money
from domain.refusals import Refusal
from storage import custody_acts_sql as acts_sql
from storage import posting_sql
from storage import sealing_sql as sql
from storage.cells import day
from storage.custody_acts import lock_vault, post_act
from storage.engine import Tx
from storage.part import Part
from storage.posting_load import load, reused
from storage.sealed_days import sealed_through

BEFORE_ALL: Final = -(2**62)
"""Before any row of a register: one that was slipped in below the first is within the first seal's part."""


class SqlSealing(Part):
    """The port ``Sealing``."""

    def seal_day(self, order: SealOrder) -> PostedAct | Refusal:
        """Close a business date for good and queue its report; see the port."""
        return self._try(lambda tx: _seal(tx, order))

    def sealed_through(self) -> date | None:
        """Return the last business date that is closed, or ``None``."""
        return self._read(sealed_through)

    def days_to_seal(self) -> tuple[date, ...]:
        """Return the business dates with postings that are not closed, in order."""

        def act(tx: Tx) -> tuple[date, ...]:
            through = sealed_through(tx)
            after = "" if through is None else through.isoformat()
            return tuple(day(row[0]) for row in tx.run(sql.DAYS_AFTER, (after,)))

        return self._read(act)

    def held_against(self, papers: Iterable[OnPaper]) -> tuple[Held, ...]:
        """Look each digest from paper up and say what the books have in its place."""
        from storage.on_paper import hold_against

        return self._read(lambda tx: hold_against(tx, papers))


def _seal(tx: Tx, order: SealOrder) -> PostedAct | Refusal:
    if not tx.sqlite:
        tx.run(sql.ALONE)
    chain_no, head = lock_vault(tx)
    header = order.header
    earlier = tx.run(posting_sql.POSTED_AS, (header.request_id,)).fetchone()
    if earlier is not None:
        found = load(tx, earlier[:1])[earlier[0]]
        same = earlier[1] == header.request_digest
        return PostedAct(earlier[0], found) if same else reused(found)
    through = sealed_through(tx)
    refusal = _against(tx, order.on, through)
    if refusal is not None:
        return refusal
    before = None if through is None else sealed_on(tx, through)
    facts = DayFacts(_heads(tx), day_totals(tx, order.on), _registers(tx, before), before)
    return post_act(tx, sealed_day(order, facts), chain_no, head)


def _against(tx: Tx, on: date, through: date | None) -> Refusal | None:
    after, wanted = through.isoformat() if through else "", on.isoformat()
    earlier = tx.run(sql.DAY_BETWEEN, (after, wanted)).fetchone()[0]
    still_open = tx.run(sql.NOT_CLOSED, (wanted,)).fetchone()[0]
    postings = tx.run(sql.ANY_POSTING, (wanted,)).fetchone()[0]
    return against_closing(on, through, day(earlier) if earlier else None, still_open, postings)


def _heads(tx: Tx) -> tuple[SeriesHead, ...]:
    return tuple(sorted(SeriesHead(*row) for row in tx.run(sql.HEADS)))


def day_totals(tx: Tx, on: date) -> DayTotals:
    """Return what a day's postings come to."""
    wanted = on.isoformat()
    kinds = dict(tx.run(sql.KINDS, (wanted,)).fetchall())
    debits = tx.run(sql.DEBITS, (wanted,)).fetchone()[0]
    received, voided = (
        int(tx.run(each, (wanted, wanted)).fetchone()[0]) if kind in kinds else 0
        for kind, each in (("receipt", sql.RECEIVED), ("correction", sql.VOIDED))
    )
    return DayTotals(
        sum(kinds.values()),
        kinds.get("receipt", 0),
        kinds.get("correction", 0),
        kinds.get("custody", 0),
        Money(int(debits)),
        Money(received),
        Money(voided),
    )


def sealed_on(tx: Tx, on: date) -> DaySealed | None:
    """Return the seal of a day, or ``None``."""
    found = tx.run(acts_sql.CLAIMED_BY, (CLOSING, on.isoformat())).fetchone()
    body = None if found is None else load(tx, found[:1])[found[0]].body
    sealed = body.body if isinstance(body, CustodyAct) else None
    return sealed if isinstance(sealed, DaySealed) else None


def _registers(tx: Tx, before: DaySealed | None) -> tuple[Register, ...]:
    ends = {} if before is None else {one.name: one.last_id for one in before.registers}
    found = []
    for name in sql.REGISTERS:
        last_id = tx.run(sql.last_of(name)).fetchone()[0]
        found.append(register_between(tx, name, ends.get(name, BEFORE_ALL), last_id))
    return tuple(found)


def register_between(tx: Tx, name: str, after: int, last_id: int) -> Register:
    """Return what a register grew by after one row's id up to another's."""
    rows, hasher = 0, sha256()
    for row in tx.stream(sql.grown(name), (after, last_id)):
        hasher.update(canonical(list(row)) + b"\n")
        rows += 1
    return Register(name, last_id, rows, hasher.hexdigest())
