"""Orders for a batch's steps: what a batch may hold, who may release it, and when it may be sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from domain.custody.acting import ActOrder, Asked, order_act
from domain.custody.acts import ActBody, Signer
from domain.ledger.acknowledged import Told
from domain.ledger.batch_life import Batch, BatchState
from domain.ledger.batch_steps import BatchAcknowledged, BatchReleased, BatchSent, Sending
from domain.ledger.batches import BatchMade, batch_id_of, held_lines
from domain.ledger.interface import (
    ProgramLine,
    Stub,
    Totals,
    digest_of_lines,
    to_rekey,
    totals_of,
)
from domain.money import Money
from domain.office import Office
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator, may
from domain.people.roles import Where
from domain.receivables.bills import How
from domain.refusals import Code, Refusal, refuse
from domain.reports.asked import Entry


@dataclass(frozen=True, slots=True)
class Program:
    """An accounting program as its batches need it: code, name, services, what it is told of, and what is verified.

    ``rekey_from`` is the amount from which whoever verifies keys amounts again before the release, ``None`` for none.
    """

    code: str
    name: str
    services: tuple[str, ...]
    told: frozenset[How] = frozenset(How)
    release: bool = True
    rekey_from: Money | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The lines of a batch before it is made, and the postings that they are of, by service."""

    program: Program
    on: date
    number: int
    lines: tuple[ProgramLine, ...]
    holds: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def batch_id(self) -> str:
        """The batch's name."""
        return batch_id_of(self.program.code, self.on, self.number)

    @property
    def totals(self) -> Totals:
        """What it is footed by."""
        return totals_of(self.lines)


def content_of(
    program: Program,
    on: date,
    number: int,
    entries: Iterable[Entry],
    holds: Sequence[tuple[str, Sequence[int]]],
) -> Content:
    """Return what a batch of these postings holds; ``holds`` names them by service, others are passed over."""
    lines = held_lines(entries, holds, program.told)
    kept = {(line.service, line.posting_id) for line in lines}
    by_service = (
        (service, tuple(sorted({each for each in held if (service, each) in kept})))
        for service, held in holds
    )
    return Content(program, on, number, lines, tuple((s, held) for s, held in by_service if held))


def order_batch(
    content: Content, file_name: str, file: bytes, asked: Asked, office: Office
) -> ActOrder | Refusal:
    """Return the order that makes a batch of what it holds; a content without a line is a programmer's error."""
    made = BatchMade(
        content.batch_id,
        content.program.code,
        content.on,
        content.number,
        content.holds,
        tuple(how for how in How if how in content.program.told),
        content.totals,
        digest_of_lines(content.lines),
        file_name,
        sha256(file).hexdigest(),
        _signed(asked),
    )
    return order_act(made, asked, office)


def release_words(batch: Batch, program: Program, ticked: int = 0) -> str:
    """Return what the second person is shown and says yes to; ``ticked`` amounts of the tape were, by the first."""
    totals = batch.made.totals
    tape = f"{ticked:,} of its tape ticked" if ticked else "its tape not ticked on the screen"
    return (
        f"Release {batch.batch_id} to {program.name}: {totals.records} lines, {totals.amount}, "
        f"hash total {totals.hash_text}, {tape}."
    )[:240]


def order_release(
    batch: Batch,
    program: Program,
    wanted: Sequence[Stub],
    keyed: Sequence[Money],
    approval: Approval | None,
    asked: Asked,
    office: Office,
    *,
    ticked: int = 0,
) -> ActOrder | Refusal:
    """Return the order that releases a batch, verified by who asks and approved by a second person, who is another.

    ``wanted`` are the amounts to be keyed again and ``keyed`` what who asks has keyed, one for each; ``ticked`` amounts
    of the tape were ticked by the same person. Refuses a batch that is past its release, a maker without the right, an
    amount that was keyed otherwise, and an approval that is missing or was given for something else.
    """
    if batch.released is not None or batch.sendings or batch.acknowledged:
        return refuse(
            Code.BATCH_PAST, batch=batch.batch_id, state=batch.state.value, act="released"
        )
    refusal = _denied(asked, office) or _keyed_otherwise(wanted, keyed)
    if refusal is not None:
        return refusal
    words = release_words(batch, program, ticked)
    if approval is None or approval.act != Act.EXPORT_GL or approval.words != words:
        return refuse(Code.BATCH_UNRELEASED, batch=batch.batch_id)
    signer = Signer(approval.name, approval.operator_id, approval)
    body = BatchReleased(batch.batch_id, len(wanted), ticked, _signed(asked), signer)
    return order_act(body, asked, office)


def _keyed_otherwise(wanted: Sequence[Stub], keyed: Sequence[Money]) -> Refusal | None:
    for place, stub in enumerate(wanted):
        if place >= len(keyed) or keyed[place] != stub.amount:
            return refuse(Code.BATCH_REKEYED, bill=stub.bill_no, number=stub.number)
    return None


def rekey_list(tape: Iterable[Stub], program: Program) -> tuple[Stub, ...]:
    """Return the amounts of a tape that this program's policy wants keyed again."""
    return to_rekey(tape, program.rekey_from)


def order_sending(
    batch: Batch, program: Program, where: str, asked: Asked, office: Office, *, again: bool = False
) -> ActOrder | Refusal:
    """Return the order that says that a batch's sending begins.

    Refuses a batch that was not released where its program's policy wants that, one that was sent, and one whose
    sending broke off unless ``again`` says that the program was asked and has it not.
    """
    refusal = _denied(asked, office)
    if refusal is not None:
        return refusal
    state = batch.state
    if state is BatchState.READY and program.release:
        return refuse(Code.BATCH_UNRELEASED, batch=batch.batch_id)
    if state is BatchState.UNKNOWN and not again:
        return refuse(Code.BATCH_UNKNOWN, batch=batch.batch_id, where=batch.sendings[-1].where)
    if state not in (BatchState.READY, BatchState.RELEASED, BatchState.UNKNOWN):
        return refuse(Code.BATCH_PAST, batch=batch.batch_id, state=state.value, act="sent")
    return _step(batch.batch_id, batch.attempts + 1, Sending.BEGUN, where, asked, office, program)


def order_sent(
    begun: BatchSent, asked: Asked, office: Office, *, arrived: bool
) -> ActOrder | Refusal:
    """Return the order that says how a sending ended: it arrived, or it surely did not."""
    step = Sending.SENT if arrived else Sending.FAILED
    body = BatchSent(
        begun.batch_id, begun.attempt, step, begun.where, begun.released, _signed(asked)
    )
    return order_act(body, asked, office)


def _step(
    batch_id: str,
    attempt: int,
    step: Sending,
    where: str,
    asked: Asked,
    office: Office,
    program: Program,
) -> ActOrder | Refusal:
    body = BatchSent(batch_id, attempt, step, where, program.release, _signed(asked))
    return order_act(body, asked, office)


def order_acknowledgement(
    batch: Batch, report: str, report_digest: str, told: Told, asked: Asked, office: Office
) -> ActOrder | Refusal:
    """Return the order that keeps what a program's report says of a batch."""
    body: ActBody = BatchAcknowledged(batch.batch_id, report, report_digest, told, _signed(asked))
    return order_act(body, asked, office)


def _denied(asked: Asked, office: Office) -> Refusal | None:
    where = Where(asked.station)
    return may(office, asked.maker, Act.EXPORT_GL, on=asked.on, where=where)


def _signed(asked: Asked) -> Signer:
    maker: Operator = asked.maker
    return Signer(maker.name, maker.operator_id)
