"""Operators as rows."""

import json
from datetime import date
from typing import Any, Final

from domain.people.access import AccessEvent, AccessKind
from domain.people.authority import Operator
from domain.people.roles import Limits
from domain.refusals import Code, Refusal, refuse
from storage.access import keep_event
from storage.engine import Tx

COLUMNS: Final = "operator_id, name, role, disabled, new_until, limits_json, person"
_TO_WRITE: Final = {
    True: "SELECT operator_id FROM operator WHERE operator_id = ?",
    False: "SELECT operator_id FROM operator WHERE operator_id = ? FOR UPDATE",
}
_BADGE_OF: Final = "SELECT operator_id FROM operator WHERE badge_hash = ?"


def operator_of(row: Any) -> Operator:
    """Return the operator in a row that begins with ``COLUMNS``."""
    operator_id, name, role, disabled, new_until, limits, person = row[:7]
    stations, tenders, services = json.loads(limits)
    return Operator(
        operator_id,
        name,
        role,
        bool(disabled),
        date.fromisoformat(new_until) if new_until else None,
        Limits(frozenset(stations), frozenset(tenders), frozenset(services)),
        person,
    )


def row_of(operator: Operator) -> tuple[object, ...]:
    """Return an operator as the values of ``COLUMNS``."""
    limits = operator.limits
    sets = [sorted(each) for each in (limits.stations, limits.tenders, limits.services)]
    return (
        operator.operator_id,
        operator.name,
        operator.role,
        int(operator.disabled),
        operator.new_until.isoformat() if operator.new_until else None,
        json.dumps(sets),
        operator.person,
    )


def hold(tx: Tx, operator_id: str) -> Refusal | None:
    """Hold an operator's row until the transaction ends; refuses one that is not there."""
    if tx.run(_TO_WRITE[tx.sqlite], (operator_id,)).fetchone() is None:
        return refuse(Code.OPERATOR_UNKNOWN, operator=operator_id)
    return None


def badge_taken(tx: Tx, operator_id: str, badge: str | None) -> Refusal | None:
    """Refuse a badge (its hash) that is another operator's."""
    found = tx.run(_BADGE_OF, (badge,)).fetchone() if badge else None
    if found is None or found[0] == operator_id:
        return None
    return refuse(Code.BADGE_TAKEN, operator=found[0])


def keep(tx: Tx, operator_id: str, kind: AccessKind, why: str, at: Any, about: str = "") -> None:
    """Append a line about a person to the access log."""
    keep_event(tx, AccessEvent(operator_id, kind, about, why, at))
