"""Taking in an accounting program's export: what it was, and what came of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from domain.money import Money
from domain.receivables.bills import Bill, BillState, BillStatus, How


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
    adjusted: tuple[str, ...] = ()
    """Bills that were adjusted here and that this export changes the same way: the change may count twice. Said once,
    by the import itself; the books do not keep it."""


def counts_twice(held: BillState, told: Bill) -> bool:
    """Whether an export tells a change that was also made here, on the same charge and in the same direction.

    A program that learns of an abatement late lowers the face of a bill that was lowered here already; one that cancels
    an adjusted bill does too.
    """
    made: Counter[tuple[int, str]] = Counter()
    for a in held.applied:
        if a.how in (How.ADJUSTED, How.WAIVED):
            made[a.instalment, a.kind] += a.amount.cents
    if told.status is BillStatus.CANCELLED and held.bill.status is not BillStatus.CANCELLED:
        return any(made.values())
    before, now = _charges(held.bill), _charges(told)
    return any((before[place] - now[place]) * cents > 0 for place, cents in made.items())


def _charges(bill: Bill) -> Counter[tuple[int, str]]:
    found: Counter[tuple[int, str]] = Counter()
    for part in bill.instalments:
        for charge in part.charges:
            found[part.no, charge.kind] += charge.amount.cents
    return found
