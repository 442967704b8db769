"""Whether closed days are what their seals say: where each series stood, what the day came to, nothing posted since."""

from datetime import date
from typing import Final

from domain.custody.acts import CustodyAct
from domain.custody.closing_day import counts_of
from domain.custody.day_seal import DaySealed, DayTotals, SeriesHead, day_totals_from_data
from domain.ledger.trail import GENESIS
from domain.receipting.posting import Posting
from storage.engine import Tx
from storage.findings import Findings
from storage.sealing import BEFORE_ALL, register_between, sealed_on

_TOTALS: Final = len(DayTotals().data())
_LINK: Final = "SELECT digest FROM posting WHERE drawer = ? AND chain_no = ?"
_BEFORE: Final = "SELECT max(claimed) FROM custody_claim WHERE what = ? AND claimed < ?"


class Seals:
    """Follows the days posting by posting; ``on`` is the one business date that is read, if only one is."""

    def __init__(self, tx: Tx, on: date | None) -> None:
        self.findings = Findings("Closed days")
        self._tx = tx
        self._on = on
        self._days: dict[date, list[int]] = {}
        self._doubted: set[str] = set()
        self._last: DaySealed | None = None

    def doubt(self, business_date: object) -> None:
        """Say that a posting of a day is damaged, so that its totals mean nothing."""
        self._doubted.add(str(business_date))

    def add(self, name: str, posting: Posting, heads: dict[str, tuple[int, str]]) -> None:
        """Add the next sound posting; ``heads`` are where the series stand by now, its own included."""
        on = posting.header.business_date
        body = posting.body.body if isinstance(posting.body, CustodyAct) else None
        if isinstance(body, DaySealed):
            self._check(name, posting, body, heads)
            return
        if self._last is not None and on <= self._last.on:
            self.findings.differs(f"{name} is of a day that was closed before it.")
        # Plain sums: this is done for every posting there is.
        sums = self._days.get(on)
        if sums is None:
            sums = self._days[on] = [0] * _TOTALS
        for place, number in enumerate(counts_of(posting)):
            sums[place] += number

    def _check(
        self,
        name: str,
        posting: Posting,
        seal: DaySealed,
        heads: dict[str, tuple[int, str]],
    ) -> None:
        self.findings.checked += 1
        before = self._last if self._on is None else self._before(seal)
        if before is not None and seal.on <= before.on:
            self.findings.differs(f"{name} closes a day that was closed before.")
        if seal.previous != (GENESIS if before is None else before.digest):
            self.findings.differs(f"{name} does not follow the closing of the day before.")
        if str(seal.on) not in self._doubted:
            self._check_totals(name, seal, before)
        self._check_heads(name, posting, seal, heads)
        self._check_registers(name, seal, before)
        self._last = seal

    def _before(self, seal: DaySealed) -> DaySealed | None:
        (claim,) = seal.claims()
        found = self._tx.run(_BEFORE, (claim.what, claim.key)).fetchone()[0]
        return None if found is None else sealed_on(self._tx, date.fromisoformat(found))

    def _check_totals(self, name: str, seal: DaySealed, before: DaySealed | None) -> None:
        day = day_totals_from_data(self._days.pop(seal.on, [0] * _TOTALS))
        if day != seal.day:
            self.findings.differs(f"{name}: the day comes to {day}; its closing says {seal.day}.")
        if (seal.day if before is None else before.ever.plus(seal.day)) != seal.ever:
            self.findings.differs(f"{name}: what all days came to does not follow.")
        if self._on is None and min(self._days, default=seal.on) < seal.on:
            self.findings.differs(f"{name} leaves a day before it that is not closed.")

    def _check_heads(
        self, name: str, posting: Posting, seal: DaySealed, heads: dict[str, tuple[int, str]]
    ) -> None:
        trail = posting.trail
        stood = {**heads, trail.series: (trail.chain_no - 1, trail.previous)}
        for head in seal.heads:
            have = stood.pop(head.series, None)
            if have is None or (self._on is not None and have[0] != head.chain_no):
                have = self._link(head)
            if have != (head.chain_no, head.digest):
                self.findings.differs(
                    f"{name}: series {head.series} stood at link {head.chain_no} "
                    f"({head.digest[-8:]}) then; the postings say {_said(have)}."
                )
        if self._on is None:
            for series in sorted(s for s, (chain_no, _) in stood.items() if chain_no):
                self.findings.differs(f"{name} does not know of series {series}.")

    def _link(self, head: SeriesHead) -> tuple[int, str] | None:
        if self._on is None:
            return None
        found = self._tx.run(_LINK, (head.series, head.chain_no)).fetchone()
        return None if found is None else (head.chain_no, found[0])

    def _check_registers(self, name: str, seal: DaySealed, before: DaySealed | None) -> None:
        ends = {} if before is None else {one.name: one.last_id for one in before.registers}
        for register in seal.registers:
            after = ends.get(register.name, BEFORE_ALL)
            found = register_between(self._tx, register.name, after, register.last_id)
            if found != register:
                self.findings.differs(
                    f"{name}: {register.name} grew by {register.rows} rows up to {register.last_id} "
                    f"when the day was closed; now there are {found.rows}: "
                    "one of them was changed, removed or added."
                )


def _said(have: tuple[int, str] | None) -> str:
    return "nothing" if have is None else f"link {have[0]} ({have[1][-8:]})"
