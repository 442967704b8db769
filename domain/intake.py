"""Taking in an accounting program's export: what it was, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from domain.money import Money


class NumberTaken(Exception):
    """A bill's number in an export is that of a bill of another service: taking it in would wipe out that debt."""

    def __init__(self, bill_no: str, service: str) -> None:
        super().__init__(f"bill {bill_no} is already one of {service}")
        self.bill_no = bill_no
        self.service = service


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
