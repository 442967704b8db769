"""The office's policy of cash rounded to five cents: between which days, for what, and on which account.

Sources of the shape: New York bills S8580/A9274-A and S9541 of 2026, not enacted in any page seen; other states' laws.
The bill is credited to the exact cent, the difference has an account of its own, and is neither a tolerance nor a
drawer's over or short. Who hands over the exact cents is not rounded.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.money import Money
from domain.policy.accruals import Source

NICKEL = 5
EVERY = "all"
"""In a scope, in place of codes."""
Mode = Literal["off", "symmetric", "favor_customer"]


@dataclass(frozen=True, slots=True)
class RoundingRow:
    """How cash is rounded between two days. Amounts below ``least`` are not rounded.

    ``services`` and ``items`` are the codes that it holds for, or ``EVERY``: a cart with another line is not rounded.
    """

    mode: Mode
    gl_code: str
    source: Source
    from_on: date
    to_on: date | None = None
    least: Money = Money(NICKEL)
    services: tuple[str, ...] = (EVERY,)
    items: tuple[str, ...] = (EVERY,)

    def __post_init__(self) -> None:
        if self.mode != "off" and not self.gl_code:
            raise ValueError("what is rounded has an account of its own")
        if self.least < Money(NICKEL):
            raise ValueError("nothing of less than five cents is rounded: it could vanish")

    def covers_service(self, code: str) -> bool:
        """Whether bills of a service may be part of what is rounded."""
        return EVERY in self.services or code in self.services

    def covers_item(self, code: str) -> bool:
        """Whether an item may be part of what is rounded."""
        return EVERY in self.items or code in self.items


@dataclass(frozen=True, slots=True)
class RoundingRules:
    """The office's rows; none is in force where there is none for a day."""

    rows: tuple[RoundingRow, ...] = ()

    def on(self, day: date) -> RoundingRow | None:
        """Return the row in force on a day; ``None`` when cash is not rounded then."""
        rows = [r for r in self.rows if r.from_on <= day <= (r.to_on or date.max)]
        row = max(rows, key=lambda r: r.from_on) if rows else None
        return None if row is None or row.mode == "off" else row
