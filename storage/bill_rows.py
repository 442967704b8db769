"""Accounts, bills and what was applied to them, as rows and back.

What a bill is worth on a date is the domain's to say. ``is_open`` only keeps bills that owe nothing out of the
counter's way.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from domain.receivables.accounts import Account, Hold, HoldKind
from domain.receivables.bills import Applied, Bill, BillState, BillStatus, Charge, How, Instalment
from domain.receivables.facts import NO_FACTS, BillFacts
from domain.receivables.facts_codec import facts_data, facts_from_data
from storage.cells import NO_LIST, Row, as_json, day, from_json, money, same
from storage.engine import Tx
from storage.failures import read_soundly
from storage.part import places

ACCOUNT: Final = "service, number, name, address, mailing, plate, holds_json, party_key"
BILL: Final = "bill_no, service, account_number, description, issued_on, status, facts_json"
_LAST_BALANCE: Final = (
    "SELECT balance FROM (SELECT balance_after_cents AS balance, bill_version FROM receipt_line "
    "WHERE bill_no = ? UNION ALL SELECT after_cents, bill_version FROM correction_effect "
    "WHERE bill_no = ?) AS touches ORDER BY bill_version DESC LIMIT 1"
)
_MOST: Final = 500
_HOWS: Final = {how.value: how for how in How}


def account_row(account: Account) -> Row:
    """Return an account in the order of ``ACCOUNT``."""
    holds = as_json([[hold.kind.value, hold.text] for hold in account.holds])
    return (
        account.service,
        account.number,
        account.name,
        account.address,
        account.mailing,
        account.plate,
        holds,
        account.party_key,
    )


def account_from(row: Sequence[Any]) -> Account:
    """Return the account of a row."""
    service, number, name, address, mailing, plate, holds, party_key = row
    return Account(service, number, name, address, mailing, plate, _holds(holds), party_key)


def hold_kinds(stored: str) -> tuple[HoldKind, ...]:
    """Return the kinds of an account's holds as they are stored."""
    return tuple(hold.kind for hold in _holds(stored))


def _holds(stored: str) -> tuple[Hold, ...]:
    if stored == NO_LIST:
        return ()
    read = from_json(stored)
    if not isinstance(read, list):
        raise ValueError("an account's holds are damaged")
    return tuple(Hold(HoldKind(kind), text) for kind, text in read)


def bill_row(bill: Bill) -> Row:
    """Return a bill in the order of ``BILL``."""
    return (
        bill.bill_no,
        bill.service,
        bill.account_number,
        bill.description,
        bill.issued_on.isoformat(),
        bill.status.value,
        as_json(facts_data(bill.facts)),
    )


def facts_of(stored: str) -> BillFacts:
    """Return a bill's facts as they are stored; raises ``ValueError`` for damage or another form of the same."""
    if stored == NO_LIST:
        return NO_FACTS
    facts = facts_from_data(from_json(stored))
    same(as_json(facts_data(facts)), stored)
    return facts


def instalment_rows(bill: Bill) -> list[Row]:
    """Return the rows (bill, number, due date) of a bill's instalments."""
    return [(bill.bill_no, i.no, i.due_on.isoformat()) for i in bill.instalments]


def charge_rows(bill: Bill) -> list[Row]:
    """Return the rows (bill, instalment, number, kind, cents) of a bill's charges."""
    return [
        (bill.bill_no, i.no, number, charge.kind, charge.amount.cents)
        for i in bill.instalments
        for number, charge in enumerate(i.charges, 1)
    ]


def bill_from(row: Sequence[Any], instalments: Iterable[Row], charges: Iterable[Row]) -> Bill:
    """Return the bill of a row and of its instalments (number, due date) and charges (instalment, kind, cents)."""
    bill_no, service, account_number, description, issued_on, status, facts = row
    by_instalment: dict[int, list[Charge]] = {}
    for no, kind, amount in charges:
        by_instalment.setdefault(no, []).append(Charge(kind, money(amount)))
    parts = tuple(
        Instalment(no, day(due_on), tuple(by_instalment.get(no, ()))) for no, due_on in instalments
    )
    return Bill(
        bill_no,
        service,
        account_number,
        description,
        day(issued_on),
        parts,
        BillStatus(status),
        facts_of(facts),
    )


def is_open(bill: Bill, applied: Iterable[Applied], last_balance: int) -> bool:
    """Whether something may be owed on a bill that came in an import.

    ``last_balance`` is what its last receipt left, penalties too; beside it only the face amounts can be compared, kind
    by kind. One kind's credit may cover another's debt, so that a bill may count as open on which nothing is owed.
    """
    if bill.status is BillStatus.CANCELLED:
        return False
    if last_balance > 0:
        return True
    left: dict[tuple[int, str], int] = {}
    for part in bill.instalments:
        for charge in part.charges:
            left[part.no, charge.kind] = left.get((part.no, charge.kind), 0) + charge.amount.cents
    for a in applied:
        left[a.instalment, a.kind] = left.get((a.instalment, a.kind), 0) - a.amount.cents
    return any(cents > 0 for cents in left.values())


def last_balance(tx: Tx, bill_no: str) -> int:
    """Return what the last receipt or correction left of a bill, in cents; nothing when there is none."""
    found = tx.run(_LAST_BALANCE, (bill_no, bill_no)).fetchone()
    return int(found[0]) if found else 0


def load_states(tx: Tx, where: str, params: Sequence[object]) -> list[tuple[int, BillState]]:
    """Return (account id, bill as it stands) of the bills that ``where`` picks, in its order.

    Versions are read before what was applied: an act decided on what is newer than its version is refused, one
    decided on older would not be.
    """
    with read_soundly("a bill"):
        return _load_states(tx, where, params)


def _load_states(tx: Tx, where: str, params: Sequence[object]) -> list[tuple[int, BillState]]:
    rows = tx.run(
        f"SELECT b.account_id, b.version, a.name, a.address, b.{BILL.replace(', ', ', b.')} "  # noqa: S608 - constants
        f"FROM bill b JOIN account a ON a.account_id = b.account_id {where}",
        tuple(params),
    ).fetchall()
    numbers = [row[4] for row in rows]
    instalments = _by_bill(tx, _INSTALMENTS, numbers)
    charges = _by_bill(tx, _CHARGES, numbers)
    applied = applied_rows(tx, numbers)
    return [
        (
            account_id,
            BillState(
                bill_from(row, instalments.get(row[0], ()), charges.get(row[0], ())),
                tuple(applied_from(a) for a in applied.get(row[0], ())),
                version,
                name,
                address,
            ),
        )
        for account_id, version, name, address, *row in rows
    ]


def applied_from(row: Sequence[Any]) -> Applied:
    """Return what was done to a bill, of (bill's version, instalment, kind, cents, effective date, how)."""
    _, instalment, kind, amount, effective_on, how = row
    return Applied(instalment, kind, money(amount), day(effective_on), _HOWS.get(how) or How(how))


_INSTALMENTS: Final = (
    "SELECT bill_no, no, due_on FROM instalment WHERE bill_no IN ({}) ORDER BY bill_no, no"
)
_CHARGES: Final = (
    "SELECT bill_no, instalment, kind, amount_cents FROM charge WHERE bill_no IN ({}) "
    "ORDER BY bill_no, instalment, charge_no"
)
_PAID: Final = (
    "SELECT l.bill_no, l.bill_version, a.instalment, a.kind, a.amount_cents, "
    "coalesce(l.effective_on, p.business_date), 'paid' FROM receipt_line l "
    "JOIN allocation a ON a.posting_id = l.posting_id AND a.line_no = l.line_no "
    "JOIN posting p ON p.posting_id = l.posting_id "
    "WHERE l.bill_no IN ({}) ORDER BY l.bill_no, l.bill_version, a.part_no"
)


_CORRECTED: Final = (
    "SELECT e.bill_no, e.bill_version, c.instalment, c.kind, c.amount_cents, c.effective_on, c.how "
    "FROM correction_effect e JOIN correction_part c "
    "ON c.posting_id = e.posting_id AND c.effect_no = e.effect_no "
    "WHERE e.bill_no IN ({}) ORDER BY e.bill_no, e.bill_version, c.part_no"
)


def applied_rows(tx: Tx, numbers: Sequence[str]) -> dict[str, list[Row]]:
    """Return what receipts and corrections did to bills, in the order of the bills' versions."""
    found = _by_bill(tx, _PAID, numbers)
    for bill_no, rows in _by_bill(tx, _CORRECTED, numbers).items():
        found[bill_no] = sorted((*found.get(bill_no, ()), *rows), key=lambda row: row[0])
    return found


def _by_bill(tx: Tx, statement: str, numbers: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for start in range(0, len(numbers), _MOST):
        some = tuple(numbers[start : start + _MOST])
        for bill_no, *rest in tx.run(statement.format(places(len(some))), some):
            found.setdefault(bill_no, []).append(tuple(rest))
    return found


def applied_to(tx: Tx, bill_no: str) -> list[Applied]:
    """Return what postings did to one bill."""
    return [applied_from(row) for row in applied_rows(tx, [bill_no]).get(bill_no, ())]
