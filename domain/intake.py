"""Taking in an accounting program's export: what it was, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from domain.money import Money


@dataclass(frozen=True, slots=True)
class Intake:
    """One export file: its kind (``tax``, ``water``), its program, the digest of its bytes, who and when (UTC).

    ``rows`` and ``sum`` are the control totals read from the file: data rows, and the sum of all face amounts.
    """

    kind: str
    program: str
    file_name: str
    file_digest: str
    operator_id: str
    at: datetime
    rows: int
    sum: Money


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What an import did. ``repeated``: the same bytes were taken in before, so that nothing changed."""

    intake: Intake
    accounts_added: int = 0
    accounts_changed: int = 0
    bills_added: int = 0
    bills_changed: int = 0
    bills_unchanged: int = 0
    repeated: bool = False
