"""The office's whole parking policy beside the late fee, as one value."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.policy.accruals import Source
from domain.receivables.boots import BootRule
from domain.receivables.late_fee_hold import HoldRule
from domain.receivables.parking import FineRules
from domain.receivables.scofflaw_rule import ScofflawRule
from domain.receivables.tickets import DefaultRule, TicketStep


@dataclass(frozen=True, slots=True)
class SecondNotice:
    """A second notice is mailed within ``days`` of the issue (9 NYCRR 6180.5, where a city is in the program)."""

    days: int
    source: Source

    def mail_by(self, issued_on: date) -> date:
        """Return the last day to mail it."""
        return issued_on + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class ParkingRules:
    """Fines and surcharges, the hold of the late fee, default, the boot, and which steps are a conviction.

    ``service`` is the one whose bills are tickets; surcharges and the boot fee are charge kinds of it.
    """

    service: str
    fines: FineRules
    hold: HoldRule
    default: DefaultRule
    boot: BootRule
    convicted_by: frozenset[TicketStep]
    second_notice: SecondNotice | None = None
    scofflaw: ScofflawRule | None = None
