"""A difference with a program that was settled by hand, as an act: put right outside our files, and agreed by a second.

It settles what one report said of one line. What a later report says of that line is a new difference.
"""

from dataclasses import dataclass
from typing import ClassVar

from domain.custody.acts import ActBody, Claim, Signer, signer_from_data
from domain.ledger.acknowledged import Difference, difference_from_data
from domain.ledger.batch_steps import acknowledgement_claim
from domain.ledger.trail import digest_of


@dataclass(frozen=True, slots=True)
class BatchSettled(ActBody):
    """One difference of a batch is settled, with the reason and the second person who agreed.

    ``report_digest`` names the report in which it was found.
    """

    kind: ClassVar[str] = "batch_settled"
    slip: ClassVar[bool] = False
    batch_id: str
    report_digest: str
    difference: Difference
    reason: str
    settled_by: Signer
    approved_by: Signer

    def __post_init__(self) -> None:
        if not (self.batch_id and self.report_digest and self.reason):
            raise ValueError("a settlement names its batch, its report and its reason")
        if self.approved_by.approval is None:
            raise ValueError("a difference is settled by a second person's approval")

    @property
    def title(self) -> str:
        """What it is."""
        return "difference settled"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who put it right and the one who agreed."""
        return (self.settled_by, self.approved_by)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return the batch, the line, how it differed, and the reason."""
        return (
            ("Batch", self.batch_id),
            ("Line", self.difference.reference),
            ("Finding", self.difference.finding.value),
            ("Reason", self.reason),
        )

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.batch_id,
            self.report_digest,
            self.difference.data(),
            self.reason,
            self.settled_by.data(),
            self.approved_by.data(),
        ]

    def claims(self) -> tuple[Claim, ...]:
        """Return that what a report said of a line is settled once."""
        said = digest_of([self.report_digest, self.difference.data()])[:24]
        return (Claim("settlement of a difference of batch", f"{self.batch_id}/{said}"),)

    def needs(self) -> tuple[Claim, ...]:
        """Return that the report was read for the batch."""
        return (acknowledgement_claim(self.batch_id, self.report_digest),)


def batch_settled_from_data(data: object) -> BatchSettled:
    """Return what ``BatchSettled.data`` wrote; raises ``ValueError`` or ``TypeError`` when the data is damaged."""
    match data:
        case [str(batch_id), str(digest), difference, str(reason), by, approved]:
            return BatchSettled(
                batch_id,
                digest,
                difference_from_data(difference),
                reason,
                signer_from_data(by),
                signer_from_data(approved),
            )
    raise ValueError("a saved settlement of a difference is damaged")
