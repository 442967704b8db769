"""Where each batch stands, read off its acts: ready, released, sent, acknowledged, differing, unknown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.custody.acting import PostedAct
from domain.ledger.acknowledged import LACKING, Difference
from domain.ledger.batch_settled import BatchSettled
from domain.ledger.batch_steps import BatchAcknowledged, BatchReleased, BatchSent, Sending
from domain.ledger.batches import BatchMade
from domain.money import Money, total


class BatchState(StrEnum):
    """Where a batch stands."""

    READY = "ready"
    RELEASED = "released"
    SENT = "sent"
    UNKNOWN = "unknown"
    """Its sending was begun, and nobody knows whether it arrived."""
    ACKNOWLEDGED = "acknowledged"
    DIFFERING = "differing"
    SETTLED = "settled"
    """The program agreed to all of it but what two people settled by hand."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch with all that happened to it, in the order of posting."""

    made: BatchMade
    act: PostedAct
    released: BatchReleased | None = None
    sendings: tuple[BatchSent, ...] = ()
    acknowledged: tuple[BatchAcknowledged, ...] = ()
    settlements: tuple[BatchSettled, ...] = ()
    last_on: date = field(default=date.min)
    """The business date of its last step."""

    @property
    def batch_id(self) -> str:
        """Its name."""
        return self.made.batch_id

    @property
    def state(self) -> BatchState:
        """Where it stands."""
        if self.acknowledged:
            if self.differences or self.unagreed:
                return BatchState.DIFFERING
            return BatchState.SETTLED if self.settlements else BatchState.ACKNOWLEDGED
        last = self.sendings[-1].step if self.sendings else None
        if last is Sending.SENT:
            return BatchState.SENT
        if last is Sending.BEGUN:
            return BatchState.UNKNOWN
        return BatchState.RELEASED if self.released is not None else BatchState.READY

    @property
    def attempts(self) -> int:
        """How many times it was sent or tried to be."""
        return max((each.attempt for each in self.sendings), default=0)

    @property
    def agreed(self) -> dict[str, str]:
        """The program's own references of the lines that it agreed to, by ours."""
        return {ours: theirs for each in self.acknowledged for ours, theirs in each.told_of.agreed}

    @property
    def unagreed(self) -> int:
        """How many of its lines the program has not agreed to, and nobody settled."""
        return self.made.totals.records - len(self.agreed.keys() | self.settled)

    @property
    def settled(self) -> frozenset[str]:
        """Our references of the lines that the program lacked or had otherwise, and that were settled by hand."""
        return frozenset(
            reference
            for each in self.settlements
            if each.difference.finding in LACKING
            for reference in each.difference.references
        )

    @property
    def ended(self) -> bool:
        """Whether nothing of it waits for the program or for anybody here."""
        return self.state in (BatchState.ACKNOWLEDGED, BatchState.SETTLED)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What still differs: neither agreed to by a later report nor settled; a later word replaces an earlier one."""
        return tuple(found for _, found in self._open())

    def report_of(self, difference: Difference) -> BatchAcknowledged | None:
        """Return what told of a difference that is open; ``None`` for one that is not."""
        return next((said for said, found in self._open() if found == difference), None)

    def _open(self) -> list[tuple[BatchAcknowledged, Difference]]:
        done = {(each.report_digest, each.difference) for each in self.settlements}
        found: dict[tuple[bool, str, str], tuple[BatchAcknowledged, Difference]] = {}
        for said in self.acknowledged:
            for ours, _ in said.told_of.agreed:
                found.pop((True, ours, ""), None)
            for each in said.told_of.differences:
                lacking = each.finding in LACKING
                # A line that is posted a third time is another difference than its second posting.
                key = (lacking, each.reference, "" if lacking else each.note)
                found.pop(key, None)
                if (said.report_digest, each) not in done:
                    found[key] = (said, each)
        return list(found.values())

    def age(self, on: date) -> int:
        """Return the days since the business date that it is of."""
        return max((on - self.made.on).days, 0)


def batches_of(acts: Iterable[PostedAct]) -> tuple[Batch, ...]:
    """Return the batches that these acts tell of, in the order in which they were made."""
    made: dict[str, PostedAct] = {}
    released: dict[str, BatchReleased] = {}
    sent: dict[str, list[BatchSent]] = {}
    told: dict[str, list[BatchAcknowledged]] = {}
    settled: dict[str, list[BatchSettled]] = {}
    last: dict[str, date] = {}
    for act in sorted(acts, key=lambda each: each.posting_id):
        body = act.body
        if isinstance(body, BatchMade):
            made[body.batch_id] = act
        elif isinstance(body, BatchReleased):
            released[body.batch_id] = body
        elif isinstance(body, BatchSent):
            sent.setdefault(body.batch_id, []).append(body)
        elif isinstance(body, BatchAcknowledged):
            told.setdefault(body.batch_id, []).append(body)
        elif isinstance(body, BatchSettled):
            settled.setdefault(body.batch_id, []).append(body)
        else:
            continue
        last[body.batch_id] = act.posting.header.business_date
    return tuple(
        Batch(
            act.body,
            act,
            released.get(name),
            tuple(sent.get(name, ())),
            tuple(told.get(name, ())),
            tuple(settled.get(name, ())),
            last[name],
        )
        for name, act in made.items()
        if isinstance(act.body, BatchMade)
    )


KINDS = (
    BatchMade.kind,
    BatchReleased.kind,
    BatchSent.kind,
    BatchAcknowledged.kind,
    BatchSettled.kind,
)
"""The kinds of acts that a batch's life is made of."""


def waiting(batches: Iterable[Batch]) -> tuple[Batch, ...]:
    """Return the batches that the program has not said a word of, or not agreed to and nobody settled, oldest first."""
    found = (b for b in batches if not b.ended)
    return tuple(sorted(found, key=lambda b: (b.made.on, b.made.program, b.made.number)))


def sum_of(batches: Iterable[Batch]) -> Money:
    """Return the control totals of batches together."""
    return total(batch.made.totals.amount for batch in batches)
