"""How payments that do not come over the counter are dated, as values of the policy."""

from dataclasses import dataclass
from typing import Literal

from domain.policy.accruals import Source

ProofOfMailing = Literal["day_of_mailing", "day_of_delivery"]
DropBox = Literal["day_emptied", "business_day_before"]


@dataclass(frozen=True, slots=True)
class MailRules:
    """The office's rules: the day a drop box counts for, and the carriers whose recorded date counts like a postmark.

    The carriers are those that the Internal Revenue Service designates (Internal Revenue Code 7502).
    ``proof_of_mailing`` is the day that a certificate of mailing and a certified mail receipt count for; either is kept
    by its number.
    """

    drop_box: DropBox = "day_emptied"
    carriers: tuple[str, ...] = ()
    source: Source = Source("mail", "")
    proof_of_mailing: ProofOfMailing = "day_of_delivery"
