"""The steps of a batch's life after it was made, as acts: released, sent, and what the program said of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from domain.custody.acts import ActBody, Claim, Signer, signer_from_data
from domain.ledger.acknowledged import Told, told_from_data
from domain.ledger.batches import BATCH

RELEASE: Final = "release of batch"


@dataclass(frozen=True, slots=True)
class BatchReleased(ActBody):
    """A batch was verified by one person and released by a second, who is another (invariant I10).

    The one who verified it is the one who keyed ``rekeyed`` amounts again, from paper, and who ``ticked`` so many
    amounts of the tape on the screen.
    """

    kind: ClassVar[str] = "batch_released"
    slip: ClassVar[bool] = False
    batch_id: str
    rekeyed: int
    ticked: int
    verified_by: Signer
    released_by: Signer

    def __post_init__(self) -> None:
        if not self.batch_id or min(self.rekeyed, self.ticked) < 0:
            raise ValueError(
                "a release names its batch, and counts what was keyed again and ticked"
            )
        if self.released_by.approval is None:
            raise ValueError("a batch is released by a second person's approval")

    @property
    def title(self) -> str:
        """What it is."""
        return "batch released"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who verified it and the one who released it."""
        return (self.verified_by, self.released_by)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return the batch, and what was verified by whom."""
        return (
            ("Batch", self.batch_id),
            ("Keyed again", f"{self.rekeyed}, by {self.verified_by.name}"),
            ("Ticked", f"{self.ticked}, by {self.verified_by.name}"),
        )

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.batch_id,
            self.rekeyed,
            self.ticked,
            self.verified_by.data(),
            self.released_by.data(),
        ]

    def claims(self) -> tuple[Claim, ...]:
        """Return that a batch is released once."""
        return (Claim(RELEASE, self.batch_id),)

    def needs(self) -> tuple[Claim, ...]:
        """Return that it was made."""
        return (Claim(BATCH, self.batch_id),)


def batch_released_from_data(data: object) -> BatchReleased:
    """Return what ``BatchReleased.data`` wrote; raises ``ValueError`` or ``TypeError`` when the data is damaged."""
    match data:
        case [str(batch_id), int(rekeyed), int(ticked), verified, released]:
            return BatchReleased(
                batch_id, rekeyed, ticked, signer_from_data(verified), signer_from_data(released)
            )
    raise ValueError("a saved release of a batch is damaged")


class Sending(StrEnum):
    """How far a batch's way to its program got."""

    BEGUN = "begun"
    """It may have arrived or not: what a stop in the middle leaves."""
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BatchSent(ActBody):
    """One step of sending a batch: kept before it begins and after it ended, so that a stop between is seen.

    ``attempt`` counts from 1. ``where`` is the folder or command in words. ``released`` says that its program's policy
    wants a second person's release first.
    """

    kind: ClassVar[str] = "batch_sent"
    slip: ClassVar[bool] = False
    batch_id: str
    attempt: int
    step: Sending
    where: str
    released: bool
    sent_by: Signer

    def __post_init__(self) -> None:
        if not (self.batch_id and self.where) or self.attempt < 1:
            raise ValueError("a sending says of what, where to and which attempt")

    @property
    def title(self) -> str:
        """What it is."""
        return f"batch sending {self.step.value}"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who sent it."""
        return (self.sent_by,)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.batch_id,
            self.attempt,
            self.step.value,
            self.where,
            int(self.released),
            self.sent_by.data(),
        ]

    def claims(self) -> tuple[Claim, ...]:
        """Return the attempt's beginning or its end: an attempt ends once."""
        step = "begin" if self.step is Sending.BEGUN else "end"
        return (Claim(f"{step} of sending batch", f"{self.batch_id}/{self.attempt}"),)

    def needs(self) -> tuple[Claim, ...]:
        """Return that it was made, released where it must be, and that an end has a beginning."""
        found = [Claim(BATCH, self.batch_id)]
        if self.released:
            found.append(Claim(RELEASE, self.batch_id))
        if self.step is not Sending.BEGUN:
            found.append(Claim("begin of sending batch", f"{self.batch_id}/{self.attempt}"))
        return tuple(found)


def batch_sent_from_data(data: object) -> BatchSent:
    """Return what ``BatchSent.data`` wrote; raises ``ValueError`` or ``TypeError`` when the data is damaged."""
    match data:
        case [str(batch_id), int(attempt), str(step), str(where), int(released), by]:
            return BatchSent(
                batch_id, attempt, Sending(step), where, bool(released), signer_from_data(by)
            )
    raise ValueError("a saved sending of a batch is damaged")


@dataclass(frozen=True, slots=True)
class BatchAcknowledged(ActBody):
    """What a program said of one batch, line by line. ``report`` names the file and ``report_digest`` its bytes."""

    kind: ClassVar[str] = "batch_acknowledged"
    slip: ClassVar[bool] = False
    batch_id: str
    report: str
    report_digest: str
    told_of: Told
    entered_by: Signer

    def __post_init__(self) -> None:
        if not (self.batch_id and self.report and self.report_digest):
            raise ValueError("an acknowledgement names its batch and its report")

    @property
    def title(self) -> str:
        """What it is."""
        return "batch acknowledged"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who read the report in."""
        return (self.entered_by,)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.batch_id,
            self.report,
            self.report_digest,
            self.told_of.data(),
            self.entered_by.data(),
        ]

    def claims(self) -> tuple[Claim, ...]:
        """Return that a report is read once for a batch."""
        return (acknowledgement_claim(self.batch_id, self.report_digest),)

    def needs(self) -> tuple[Claim, ...]:
        """Return that it was made."""
        return (Claim(BATCH, self.batch_id),)


def acknowledgement_claim(batch_id: str, report_digest: str) -> Claim:
    """Return the claim of a report's word on a batch."""
    return Claim("acknowledgement of batch", f"{batch_id}/{report_digest[:16]}")


def batch_acknowledged_from_data(data: object) -> BatchAcknowledged:
    """Return what ``BatchAcknowledged.data`` wrote; raises ``ValueError`` or ``TypeError`` for damaged data."""
    match data:
        case [str(batch_id), str(report), str(digest), told, by]:
            return BatchAcknowledged(
                batch_id, report, digest, told_from_data(told), signer_from_data(by)
            )
    raise ValueError("a saved acknowledgement is damaged")
