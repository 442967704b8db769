"""Accounts and bills on their way in: compared with what the books hold, a batch at a time.

A batch holds no account and no bill twice; a second row of the same begins the next batch and so meets the first.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from domain.intake import NumberTaken, counts_twice
from domain.receivables.accounts import Account
from domain.receivables.bills import Applied, Bill, BillState, billed_again
from storage.bill_rows import (
    ACCOUNT,
    BILL,
    account_from,
    account_row,
    applied_to,
    bill_row,
    charge_rows,
    instalment_rows,
    is_open,
    last_balance,
    load_states,
)
from storage.cells import Row
from storage.engine import Tx
from storage.part import places

_Value = TypeVar("_Value")
_Key = TypeVar("_Key")
_AccountKey = tuple[str, str]
_BATCH: Final = 500

_ADD_ACCOUNT: Final = f"INSERT INTO account ({ACCOUNT}) VALUES ({places(8)}) RETURNING account_id"  # noqa: S608 - constants
_CHANGE_ACCOUNT: Final = (
    "UPDATE account SET name = ?, address = ?, mailing = ?, plate = ?, holds_json = ?, "
    "party_key = ? WHERE account_id = ?"
)
# Holds are part of what a payment is decided on: a cart with the account's bills must be looked at again.
_MOVE_BILL: Final = (
    "UPDATE bill SET imports = imports + 1, version = version + 1, is_open = ?, changed_by = ?, "
    "changed_at = ? WHERE bill_no = ?"
)
_ADD_BILL: Final = (
    f"INSERT INTO bill ({BILL}, account_id, face_cents, is_open, changed_by, changed_at, "  # noqa: S608
    f"imports, version, applied_cents) VALUES ({places(12)}, 1, 1, 0)"
)
_CHANGE_BILL: Final = (
    "UPDATE bill SET service = ?, account_number = ?, description = ?, issued_on = ?, status = ?, "
    "facts_json = ?, account_id = ?, face_cents = ?, is_open = ?, changed_by = ?, changed_at = ?, "
    "imports = imports + 1, version = version + 1 WHERE bill_no = ?"
)
_ADD_INSTALMENT: Final = "INSERT INTO instalment (bill_no, no, due_on) VALUES (?, ?, ?)"
_ADD_CHARGE: Final = (
    "INSERT INTO charge (bill_no, instalment, charge_no, kind, amount_cents) VALUES (?, ?, ?, ?, ?)"
)


def _batches(
    values: Iterable[_Value], key: Callable[[_Value], _Key]
) -> Iterator[dict[_Key, _Value]]:
    batch: dict[_Key, _Value] = {}
    for value in values:
        name = key(value)
        if name in batch or len(batch) >= _BATCH:
            yield batch
            batch = {}
        batch[name] = value
    if batch:
        yield batch


def _held_accounts(tx: Tx, keys: Iterable[_AccountKey]) -> dict[_AccountKey, Row]:
    """Return id and row of the accounts that exist, by service and number."""
    by_service: dict[str, list[str]] = {}
    for service, number in keys:
        by_service.setdefault(service, []).append(number)
    found: dict[_AccountKey, Row] = {}
    for service, numbers in by_service.items():
        rows = tx.run(
            f"SELECT account_id, {ACCOUNT} FROM account "  # noqa: S608 - constants and places
            f"WHERE service = ? AND number IN ({places(len(numbers))})",
            (service, *numbers),
        )
        found.update({(row[1], row[2]): row for row in rows})
    return found


class AccountsIn:
    """Takes accounts in and counts; ``touched`` are the ids of those added or changed.

    ``by`` and ``at`` are what a counter is told when a hold came under its cart.
    """

    def __init__(self, tx: Tx, by: str, at: str) -> None:
        self._tx = tx
        self._mark = (by, at)
        self.added = self.changed = 0
        self.touched: list[int] = []

    def take(self, accounts: Iterable[Account]) -> None:
        """Take all accounts in."""
        for batch in _batches(accounts, lambda account: (account.service, account.number)):
            held = _held_accounts(self._tx, batch)
            for name, account in batch.items():
                row = held.get(name)
                if row is None:
                    self._add(account)
                elif (old := account_from(row[1:])) != account:
                    self._change(row[0], account)
                    if old.holds != account.holds:
                        self._move_bills(row[0])

    def _add(self, account: Account) -> None:
        account_id = self._tx.run(_ADD_ACCOUNT, account_row(account)).fetchone()[0]
        self.touched.append(account_id)
        self.added += 1

    def _move_bills(self, account_id: int) -> None:
        for _, state in load_states(self._tx, "WHERE b.account_id = ?", (account_id,)):
            number = state.bill.bill_no
            open_flag = is_open(state.bill, state.applied, last_balance(self._tx, number))
            self._tx.run(_MOVE_BILL, (int(open_flag), *self._mark, number))

    def _change(self, account_id: int, account: Account) -> None:
        self._tx.run(_CHANGE_ACCOUNT, (*account_row(account)[2:], account_id))
        self.touched.append(account_id)
        self.changed += 1


class BillsIn:
    """Takes bills in and counts. ``by`` and ``at`` are what a counter is told when a bill moved under it."""

    def __init__(self, tx: Tx, by: str, at: str) -> None:
        self._tx = tx
        self._mark = (by, at)
        self.added = self.changed = self.unchanged = 0
        self.adjusted: list[str] = []

    def take(self, bills: Iterable[Bill]) -> None:
        """Take all bills in; raises ``ValueError`` for one on an account that is not in the books.

        Raises ``NumberTaken`` for one whose number is that of another service's bill.
        """
        for batch in _batches(bills, lambda bill: bill.bill_no):
            accounts = _held_accounts(self._tx, {_account_of(bill) for bill in batch.values()})
            for bill in batch.values():
                if _account_of(bill) not in accounts:
                    raise ValueError(
                        f"bill {bill.bill_no} is on account {bill.account_number} of "
                        f"{bill.service}, which is not in the books"
                    )
            self._take(batch, {key: row[0] for key, row in accounts.items()})

    def _take(self, batch: dict[str, Bill], accounts: dict[_AccountKey, int]) -> None:
        held = self._held(tuple(batch))
        for name, state in held.items():
            if state.bill.service != batch[name].service:
                raise NumberTaken(name, state.bill.service)
        batch = {n: billed_again(b, held[n]) if n in held else b for n, b in batch.items()}
        new = [bill for name, bill in batch.items() if name not in held]
        changed = [bill for name, bill in batch.items() if name in held and held[name].bill != bill]
        self._tx.run_many(_ADD_BILL, [self._row(bill, accounts, ()) for bill in new])
        self._parts(new)
        self.adjusted += [b.bill_no for b in changed if counts_twice(held[b.bill_no], b)]
        for bill in changed:
            self._change(bill, accounts)
        self._parts(changed)
        self.added += len(new)
        self.changed += len(changed)
        self.unchanged += len(batch) - len(new) - len(changed)

    def _held(self, numbers: tuple[str, ...]) -> dict[str, BillState]:
        states = load_states(self._tx, f"WHERE b.bill_no IN ({places(len(numbers))})", numbers)
        return {state.bill.bill_no: state for _, state in states}

    def _row(
        self,
        bill: Bill,
        accounts: dict[_AccountKey, int],
        applied: Iterable[Applied],
        left: int = 0,
    ) -> Row:
        open_flag = int(is_open(bill, applied, left))
        account_id = accounts[_account_of(bill)]
        return (*bill_row(bill), account_id, bill.face.cents, open_flag, *self._mark)

    def _change(self, bill: Bill, accounts: dict[_AccountKey, int]) -> None:
        applied = applied_to(self._tx, bill.bill_no)
        left = last_balance(self._tx, bill.bill_no)
        number, *rest = self._row(bill, accounts, applied, left)
        self._tx.run(_CHANGE_BILL, (*rest, number))
        self._tx.run("DELETE FROM charge WHERE bill_no = ?", (number,))
        self._tx.run("DELETE FROM instalment WHERE bill_no = ?", (number,))

    def _parts(self, bills: list[Bill]) -> None:
        self._tx.run_many(_ADD_INSTALMENT, [row for b in bills for row in instalment_rows(b)])
        self._tx.run_many(_ADD_CHARGE, [row for b in bills for row in charge_rows(b)])


def _account_of(bill: Bill) -> _AccountKey:
    return (bill.service, bill.account_number)
