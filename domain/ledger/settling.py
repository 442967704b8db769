"""The order that settles a difference with an accounting program by hand, with a reason and a second person."""

from domain.custody.acting import ActOrder, Asked, order_act
from domain.custody.acts import Signer
from domain.ledger.acknowledged import Difference
from domain.ledger.batch_life import Batch
from domain.ledger.batch_settled import BatchSettled
from domain.office import Office
from domain.people.acts import Act
from domain.people.approval import MOST_WORDS, Approval
from domain.people.authority import may
from domain.people.roles import Where
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

MOST_REASON = 100


def settling_words(batch: Batch, difference: Difference, reason: str) -> str:
    """Return what the second person is shown and says yes to."""
    ours = "nothing" if difference.ours is None else str(difference.ours)
    theirs = "nothing" if difference.theirs is None else str(difference.theirs)
    words = (
        f"Settle by hand, {batch.batch_id}: {difference.finding.value}, ours {ours}, theirs {theirs}. "
        f"Reason: {clean_text(reason).rstrip('.')}. Line {difference.reference}."
    )
    return clean_text(words[:MOST_WORDS])


def settling_stopped(
    batch: Batch, difference: Difference, reason: str, asked: Asked, office: Office
) -> Refusal | None:
    """Return what stands against settling a difference, before a second person is asked.

    Refuses a maker without the right, a difference that is not open any more, and a reason that is missing, too long
    or may not be kept.
    """
    denied = may(office, asked.maker, Act.EXPORT_GL, on=asked.on, where=Where(asked.station))
    if denied is not None:
        return denied
    if batch.report_of(difference) is None:
        return refuse(Code.DIFFERENCE_PAST, batch=batch.batch_id, line=difference.reference[:40])
    if not 0 < len(clean_text(reason)) <= MOST_REASON:
        return refuse(Code.SETTLING_REASON, most=MOST_REASON)
    return refused_text(reason)


def order_settlement(
    batch: Batch,
    difference: Difference,
    reason: str,
    approval: Approval | None,
    asked: Asked,
    office: Office,
) -> ActOrder | Refusal:
    """Return the order that settles one difference of a batch; nothing moves but the worklist.

    Refuses what ``settling_stopped`` refuses, and an approval that is missing or was given for something else.
    """
    stopped = settling_stopped(batch, difference, reason, asked, office)
    said = batch.report_of(difference)
    if stopped is not None or said is None:
        return stopped or refuse(
            Code.DIFFERENCE_PAST, batch=batch.batch_id, line=difference.reference[:40]
        )
    words = settling_words(batch, difference, reason)
    if approval is None or approval.act != Act.EXPORT_GL or approval.words != words:
        return refuse(Code.SETTLING_ALONE, batch=batch.batch_id)
    body = BatchSettled(
        batch.batch_id,
        said.report_digest,
        difference,
        clean_text(reason),
        Signer(asked.maker.name, asked.maker.operator_id),
        Signer(approval.name, approval.operator_id, approval),
    )
    return order_act(body, asked, office)
