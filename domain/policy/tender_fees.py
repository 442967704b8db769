"""What a kind of money costs the customer who pays with it: a card fee by policy, in whole cents.

Source of the shape: City of Plattsburgh's local law on card fees, which wants the fee told in dollars before the card
is taken; General Municipal Law 5 and 5-b, by which cards and electronic payments are taken only as resolved.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from domain.money import ZERO, Money, share
from domain.policy.accruals import Source

Form = Literal["cash", "check", "money_order", "card", "electronic", "other"]
"""What a kind of money is in law, whatever the office calls it."""
BY_RESOLUTION: Final[tuple[Form, ...]] = ("card", "electronic")
"""Forms that an office takes only where its governing body resolved it (General Municipal Law 5 and 5-b)."""


@dataclass(frozen=True, slots=True)
class TenderFee:
    """The fee on one tender: ``rate`` of what it pays and ``flat`` with it, at least ``least``; booked on ``gl_code``.

    ``rate`` is a fraction: 0.0245 is 2.45 percent, rounded half up to the cent.
    """

    gl_code: str
    source: Source
    rate: Decimal = Decimal(0)
    flat: Money = ZERO
    least: Money = ZERO

    def __post_init__(self) -> None:
        if min(self.rate, Decimal(self.flat.cents), Decimal(self.least.cents)) < 0:
            raise ValueError("no part of a fee on money is negative")
        if not (self.rate or self.flat or self.least) or not self.gl_code:
            raise ValueError("a fee on money comes to something, and has a ledger account")

    def on(self, amount: Money) -> Money:
        """Return the fee for paying ``amount``; nothing for nothing."""
        if amount <= ZERO:
            return ZERO
        return max(self.least, self.flat + share(amount, self.rate))
