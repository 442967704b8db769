"""Taking in what the accounting programs own, on SQL."""

from collections.abc import Iterable
from typing import Final

from domain.intake import Intake, IntakeResult
from domain.money import Money
from domain.receivables.accounts import Account
from domain.receivables.bills import Bill
from storage import index
from storage.cells import Row, instant
from storage.engine import Tx
from storage.part import Part
from storage.taking_in import AccountsIn, BillsIn

_INTAKE: Final = (
    "kind, program, file_name, file_digest, operator_id, at, row_count, sum_cents, accounts_added, "
    "accounts_changed, bills_added, bills_changed, bills_unchanged"
)
_KEEP: Final = f"INSERT INTO intake ({_INTAKE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
# Only the latest: a program that takes a change back writes the same bytes as before that change.
_LATEST: Final = "SELECT file_digest FROM intake WHERE kind = ? ORDER BY intake_id DESC LIMIT 1"
_MOST_TO_UPDATE: Final = 20_000
"""From so many changed accounts on, making the lookup index anew is quicker than mending it."""


class SqlPrograms(Part):
    """The port ``Programs``."""

    def take_in(
        self, intake: Intake, accounts: Iterable[Account], bills: Iterable[Bill]
    ) -> IntakeResult:
        """Take in accounts and bills of one export in one transaction; see the port.

        On PostgreSQL posting waits until it is done, as it does on SQLite by itself.
        """

        def act(tx: Tx) -> IntakeResult:
            if not tx.sqlite:
                tx.run("LOCK TABLE bill IN EXCLUSIVE MODE")
            if tx.run(_LATEST, (intake.kind,)).fetchone() == (intake.file_digest,):
                return IntakeResult(intake, repeated=True)
            return _take_in(tx, intake, accounts, bills)

        return self._write(act, repeatable=False)

    def intakes(self) -> tuple[IntakeResult, ...]:
        """Return the imports so far with their control totals, oldest first."""
        statement = f"SELECT {_INTAKE} FROM intake ORDER BY intake_id"  # noqa: S608 - constants
        return self._read(lambda tx: tuple(_result(row) for row in tx.run(statement)))


def _take_in(
    tx: Tx, intake: Intake, accounts: Iterable[Account], bills: Iterable[Bill]
) -> IntakeResult:
    by, at = intake.program, intake.at.isoformat()
    accounts_in = AccountsIn(tx, by, at)
    accounts_in.take(accounts)
    bills_in = BillsIn(tx, by, at)
    bills_in.take(bills)
    if len(accounts_in.touched) > _MOST_TO_UPDATE:
        index.rebuild(tx)
    elif accounts_in.touched:
        index.update(tx, accounts_in.touched)
    result = IntakeResult(
        intake,
        accounts_in.added,
        accounts_in.changed,
        bills_in.added,
        bills_in.changed,
        bills_in.unchanged,
        adjusted=tuple(sorted(bills_in.adjusted)),
    )
    tx.run(_KEEP, _row(result))
    return result


def _row(result: IntakeResult) -> Row:
    i = result.intake
    return (
        i.kind,
        i.program,
        i.file_name,
        i.file_digest,
        i.operator_id,
        i.at.isoformat(),
        i.rows,
        i.sum.cents,
        result.accounts_added,
        result.accounts_changed,
        result.bills_added,
        result.bills_changed,
        result.bills_unchanged,
    )


def _result(row: Row) -> IntakeResult:
    kind, program, file_name, file_digest, operator_id, at, rows, cents, *counts = row
    intake = Intake(
        kind, program, file_name, file_digest, operator_id, instant(at), rows, Money(cents)
    )
    return IntakeResult(intake, *counts)
