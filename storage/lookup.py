"""Finding the debt, on SQL."""

from collections.abc import Sequence
from typing import Final

from domain.grounds import Versions
from domain.receivables.accounts import Note
from domain.receivables.bills import BillState
from domain.receivables.notes import kept_note
from domain.records import AccountView, Customer, Found, Hit
from domain.refusals import Refusal
from storage import index
from storage.bill_rows import ACCOUNT, account_from, hold_kinds, load_states
from storage.cells import instant
from storage.engine import Tx
from storage.moved import account_versions
from storage.part import Part, places

_MOST_ACCOUNTS: Final = 100
_MOST_BILLS: Final = 500
"""A landlord with more than this is shown the oldest; each bill is still found by its number."""

_HIT: Final = (
    "SELECT account_id, service, number, name, address, plate, holds_json, "
    "EXISTS (SELECT 1 FROM note n WHERE n.account_id = account.account_id) FROM account"
)


class SqlLookup(Part):
    """The port ``Lookup``."""

    def find(self, text: str, limit: int = 20) -> Found:
        """Return the accounts that ``text`` may mean; an exact bill number comes first."""

        def act(tx: Tx) -> Found:
            found = index.search(tx, text, limit)
            exact = _bill_account(tx, text.strip())
            if exact is None:
                return Found(_hits(tx, found.ids), found.forgiven)
            others = () if found.forgiven else found.ids
            return Found(_hits(tx, tuple(dict.fromkeys((exact, *others)))[:limit]))

        return self._read(act)

    def bill(self, bill_no: str) -> BillState | None:
        """Return a bill as it stands, by its exact number."""
        states = self._read(lambda tx: load_states(tx, "WHERE b.bill_no = ?", (bill_no,)))
        return states[0][1] if states else None

    def bill_account(self, bill_no: str) -> int | None:
        """Return the id of the account that a bill is on."""
        return self._read(lambda tx: _bill_account(tx, bill_no))

    def account(self, service: str, number: str) -> int | None:
        """Return the id of an account by its program's number."""
        statement = "SELECT account_id FROM account WHERE service = ? AND number = ?"

        def act(tx: Tx) -> int | None:
            found = tx.run(statement, (service, number)).fetchone()
            return found[0] if found else None

        return self._read(act)

    def customer(self, account_id: int) -> Customer | None:
        """Return everything owed by the customer behind an account, that account first.

        One customer's accounts are those of the same party and those with the same plate.
        """

        def act(tx: Tx) -> Customer | None:
            ids = _accounts_of(tx, account_id)
            return _customer(tx, ids) if ids else None

        return self._read(act)

    def open_bills(self, account_ids: Sequence[int]) -> dict[int, tuple[BillState, ...]]:
        """Return the bills that are not paid in full, by account id."""
        ids = tuple(account_ids)
        where = (
            f"WHERE b.account_id IN ({places(len(ids))}) AND b.is_open = 1 "
            "ORDER BY b.issued_on, b.bill_no"
        )
        return _by_account(ids, self._read(lambda tx: load_states(tx, where, ids)) if ids else [])

    def versions(self, service: str, number: str) -> Versions:
        """Return all bills of an account with their versions."""
        return self._read(lambda tx: account_versions(tx, service, number))

    def add_note(self, account_id: int, note: Note, *, false_alarm: bool = False) -> Refusal | None:
        """Append a note to an account; refuses an empty one and one with what may not be kept."""
        last = "SELECT remark FROM note WHERE account_id = ? ORDER BY note_id DESC LIMIT 1"
        statement = "INSERT INTO note (account_id, remark, written_by, at) VALUES (?, ?, ?, ?)"

        def act(tx: Tx) -> Refusal | None:
            before = tx.run(last, (account_id,)).fetchone()
            kept = kept_note(note, before=before[0] if before else "", false_alarm=false_alarm)
            if isinstance(kept, Refusal):
                return kept
            tx.run(statement, (account_id, kept.text, kept.by, kept.at.isoformat()))
            return None

        return self._try(act)


def _bill_account(tx: Tx, bill_no: str) -> int | None:
    found = tx.run("SELECT account_id FROM bill WHERE bill_no = ?", (bill_no,)).fetchone()
    return found[0] if found else None


def _hits(tx: Tx, ids: Sequence[int]) -> tuple[Hit, ...]:
    if not ids:
        return ()
    rows = tx.run(f"{_HIT} WHERE account_id IN ({places(len(ids))})", tuple(ids))
    found = {row[0]: _hit(*row) for row in rows}
    return tuple(found[i] for i in ids if i in found)


def _hit(
    account_id: int,
    service: str,
    number: str,
    name: str,
    address: str,
    plate: str,
    holds: str,
    noted: int,
) -> Hit:
    kinds = hold_kinds(holds)
    return Hit(account_id, service, number, name, address, plate, kinds, bool(noted))


def _accounts_of(tx: Tx, account_id: int) -> tuple[int, ...]:
    asked = tx.run(
        "SELECT party_key, plate FROM account WHERE account_id = ?", (account_id,)
    ).fetchone()
    if asked is None:
        return ()
    others = [
        row[0]
        for column, value in zip(("party_key", "plate"), asked, strict=True)
        if value
        for row in tx.run(
            f"SELECT account_id FROM account WHERE {column} = ? ORDER BY account_id LIMIT ?",  # noqa: S608
            (value, _MOST_ACCOUNTS),
        )
    ]
    return tuple(dict.fromkeys((account_id, *sorted(others))))[:_MOST_ACCOUNTS]


def _customer(tx: Tx, ids: tuple[int, ...]) -> Customer:
    where = (
        f"WHERE b.account_id IN ({places(len(ids))}) AND (b.is_open = 1 OR b.version > b.imports) "
        "ORDER BY b.is_open DESC, b.issued_on, b.bill_no LIMIT ?"
    )
    states = load_states(tx, where, (*ids, _MOST_BILLS))
    states.sort(key=lambda found: (found[1].bill.issued_on, found[1].bill.bill_no))
    bills = _by_account(ids, states)
    rows = tx.run(
        f"SELECT account_id, {ACCOUNT} FROM account WHERE account_id IN ({places(len(ids))})",  # noqa: S608
        ids,
    )
    accounts = {row[0]: account_from(row[1:]) for row in rows}
    notes = _notes(tx, ids)
    return Customer(
        tuple(AccountView(i, accounts[i], bills[i], tuple(notes.get(i, ()))) for i in ids)
    )


def _by_account(
    ids: Sequence[int], states: Sequence[tuple[int, BillState]]
) -> dict[int, tuple[BillState, ...]]:
    found: dict[int, list[BillState]] = {i: [] for i in ids}
    for account_id, state in states:
        found[account_id].append(state)
    return {i: tuple(bills) for i, bills in found.items()}


def _notes(tx: Tx, ids: tuple[int, ...]) -> dict[int, list[Note]]:
    statement = (
        "SELECT account_id, remark, written_by, at FROM note "  # noqa: S608 - places only
        f"WHERE account_id IN ({places(len(ids))}) ORDER BY note_id"
    )
    found: dict[int, list[Note]] = {}
    for account_id, remark, by, at in tx.run(statement, ids):
        found.setdefault(account_id, []).append(Note(remark, by, instant(at)))
    return found
