"""What follows for each bill from its receipt lines: version, money applied, and whether it is open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from storage.bill_rows import facts_of, is_open, load_states
from storage.cells import Row
from storage.engine import Tx
from storage.failures import DAMAGE
from storage.findings import Findings
from storage.posting_stream import Sorted

_BILLS: Final = (
    "SELECT bill_no, imports, status, facts_json, version, face_cents, applied_cents, is_open "
    "FROM bill "
    "ORDER BY bill_no"
)
_LINES: Final = (
    "SELECT bill_no, bill_version, amount_cents, difference_cents, balance_after_cents "
    "FROM receipt_line "
    "WHERE bill_no IS NOT NULL ORDER BY bill_no, bill_version"
)
_EFFECTS: Final = (
    "SELECT e.bill_no, e.bill_version, e.after_cents, "
    "(SELECT coalesce(sum(p.amount_cents), 0) FROM correction_part p "
    "WHERE p.posting_id = e.posting_id AND p.effect_no = e.effect_no) "
    "FROM correction_effect e ORDER BY e.bill_no, e.bill_version"
)
_FACES: Final = "SELECT bill_no, amount_cents FROM charge ORDER BY bill_no, instalment, charge_no"


@dataclass(frozen=True, slots=True)
class Derived:
    """The columns of a bill that follow from other rows."""

    version: int
    face_cents: int
    applied_cents: int
    is_open: int


def derived(
    tx: Tx, stray: Callable[[str], Any], damaged: Callable[[str], Any]
) -> Iterator[tuple[str, Derived, Derived]]:
    """Yield each bill's number with what its row holds and what follows from the other rows.

    ``stray`` is told of bill numbers in receipt lines that are not there, ``damaged`` of bills that cannot be added up.
    """
    lines: Sorted[str] = Sorted(tx.stream(_LINES))
    effects: Sorted[str] = Sorted(tx.stream(_EFFECTS))
    faces: Sorted[str] = Sorted(tx.stream(_FACES))
    for bill_no, imports, status, facts, *held in tx.stream(_BILLS):
        if not isinstance(bill_no, str):
            damaged(repr(bill_no))
            continue
        charges = faces.take(bill_no)
        paid, corrected = lines.take(bill_no), effects.take(bill_no)
        try:
            facts_of(facts)
            face = sum(row[1] for row in charges)
            touches = _touches(paid, corrected)
            version = imports + len(touches)
            applied = sum(cents for _, cents, _ in touches)
            open_flag = _is_open(tx, bill_no, status, face, version, touches)
        except DAMAGE:
            damaged(bill_no)
            continue
        yield bill_no, Derived(*held), Derived(version, face, applied, open_flag)
    for rows in (lines, effects):
        rows.finish()
        for bill_no in rows.strays:
            stray(bill_no)


_Touch = tuple[int, int, int]
"""The version that a receipt or a correction was decided on, the cents it applied, and the balance it left."""


def _touches(paid: list[Row], corrected: list[Row]) -> list[_Touch]:
    """Return what receipts and corrections did to a bill, in order; raises ``ValueError`` when two had one version."""
    found = [
        *((version, cents - difference, left) for _, version, cents, difference, left in paid),
        *((version, cents, left) for _, version, left, cents in corrected),
    ]
    found.sort()
    if len({version for version, _, _ in found}) != len(found):
        raise ValueError("a bill was touched twice in one version")
    return found


def _is_open(
    tx: Tx, bill_no: str, status: str, face: int, version: int, touches: list[_Touch]
) -> int:
    if status == "cancelled":
        return 0
    if not touches:
        return int(face > 0)
    last_version, _, balance_after = touches[-1]
    if last_version == version - 1:
        return int(balance_after > 0)
    states = load_states(tx, "WHERE b.bill_no = ?", (bill_no,))
    if not states:
        return 0
    return int(is_open(states[0][1].bill, states[0][1].applied, balance_after))


def check_bills(tx: Tx, findings: Findings) -> None:
    """Compare every bill with what follows from the postings."""

    def stray(bill_no: str) -> None:
        findings.differs(f"Bill {bill_no} is not there, but money was applied to it.")

    def damaged(bill_no: str) -> None:
        findings.differs(f"Bill {bill_no} is damaged: its facts or amounts cannot be read.")

    for bill_no, held, wanted in derived(tx, stray, damaged):
        findings.checked += 1
        for column in ("version", "face_cents", "applied_cents", "is_open"):
            have, should = getattr(held, column), getattr(wanted, column)
            if have != should:
                findings.differs(f"Bill {bill_no}: {column} is {have}; the postings say {should}.")
