"""A drawer as the supervisor sees it now: who has it, since when, what it should hold, and whether it is worked on."""

from dataclasses import dataclass
from datetime import datetime

from domain.custody.drawer import DrawerSession
from domain.custody.keeping import KeepingRules
from domain.money import Money


@dataclass(frozen=True, slots=True)
class DrawerNow:
    """One session that is not closed.

    ``cash`` is what it should hold, which is never shown to the one who counts it. ``last_at`` is the UTC instant of
    the last act; ``parked`` counts the drawer's parked carts. ``waits`` says that it was cut off and is to be counted.
    """

    session: DrawerSession
    cash: Money
    receipts: int
    voids: int
    last_at: datetime
    parked: int
    waits: bool = False

    def to_pull(self, rules: KeepingRules) -> bool:
        """Whether it holds more cash than the policy's limit."""
        return rules.drawer_limit is not None and self.cash > rules.drawer_limit
