"""Operators and their PINs, on SQL. A PIN is kept as a salted scrypt hash and never leaves the books."""

import hashlib
import hmac
import secrets
from datetime import datetime
from functools import partial
from typing import Any, Final

from domain.access import AccessEvent, AccessKind
from domain.authority import Operator
from domain.books import BooksUnavailable
from domain.refusals import Code, Refusal, refuse
from storage.engine import Tx
from storage.part import Part
from storage.rows import instant

MOST_TRIES: Final = 5
LEAST_DIGITS: Final = 4
MOST_DIGITS: Final = 12

# 16 MiB and some 50 ms a guess: with so few digits the lock after five tries is what protects, not the hash.
_COST: Final = (2**14, 8, 1)

_NOBODYS: Final = f"scrypt${'$'.join(map(str, _COST))}${bytes(16).hex()}$none"

_SELECT: Final = (
    "SELECT name, role, disabled, pin_hash, wrong_pins FROM operator WHERE operator_id = ?"
)
_TO_WRITE: Final = {True: _SELECT, False: f"{_SELECT} FOR UPDATE"}
_ADD: Final = (
    "INSERT INTO operator (operator_id, name, role, disabled, pin_hash, wrong_pins) "
    "VALUES (?, ?, ?, ?, ?, 0)"
)
_SET_WRONG: Final = "UPDATE operator SET wrong_pins = ? WHERE operator_id = ?"
_SET_DISABLED: Final = "UPDATE operator SET disabled = ? WHERE operator_id = ?"
_KEEP_EVENT: Final = (
    "INSERT INTO access_event (operator_id, event, about, why, at) VALUES (?, ?, ?, ?, ?)"
)
_EVENTS: Final = (
    "SELECT operator_id, event, about, why, at FROM access_event "
    "WHERE at >= ? AND at < ? ORDER BY event_id"
)


class SqlPeople(Part):
    """The port ``People``."""

    def sign_in(self, operator_id: str, pin: str, at: datetime) -> Operator | Refusal:
        """Return the operator when the PIN is right; refuses, counts and locks otherwise.

        The hash takes its time outside the transaction, so no other counter waits for it.
        """
        while True:
            row = self._read(lambda tx: tx.run(_SELECT, (operator_id,)).fetchone())
            tried = _to_try(row)
            right = _is_pin(pin, tried)
            act = partial(_sign_in, operator_id=operator_id, at=at, tried=tried, right=right)
            answer = self._try(act)
            if answer is not None:
                return answer

    def operators(self) -> tuple[Operator, ...]:
        """Return all operators, disabled ones too, by their sign-in names."""
        statement = "SELECT operator_id, name, role, disabled FROM operator"

        def act(tx: Tx) -> tuple[Operator, ...]:
            found = [Operator(i, n, r, bool(disabled)) for i, n, r, disabled in tx.run(statement)]
            # Sorted here: two databases need not agree on the order of letters.
            return tuple(sorted(found, key=lambda operator: operator.operator_id))

        return self._read(act)

    def add_operator(self, operator: Operator, pin: str, at: datetime) -> Refusal | None:
        """Add an operator; refuses one that exists and a PIN of the wrong form."""
        hashed = _hashed(pin, secrets.token_bytes(16), _COST)

        def act(tx: Tx) -> Refusal | None:
            if tx.run(_SELECT, (operator.operator_id,)).fetchone() is not None:
                return refuse(Code.OPERATOR_EXISTS, operator=operator.operator_id)
            if not (pin.isascii() and pin.isdigit() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
                return refuse(Code.PIN_REFUSED, least=LEAST_DIGITS, most=MOST_DIGITS, letters=10)
            row = (operator.operator_id, operator.name, operator.role, int(operator.disabled))
            tx.run(_ADD, (*row, hashed))
            _keep(tx, operator.operator_id, AccessKind.ADDED, at)
            return None

        return self._try(act)

    def set_operator(self, operator_id: str, at: datetime, *, disabled: bool) -> Refusal | None:
        """Disable an operator, or enable and unlock one again."""

        def act(tx: Tx) -> Refusal | None:
            if tx.run(_TO_WRITE[tx.sqlite], (operator_id,)).fetchone() is None:
                return refuse(Code.OPERATOR_UNKNOWN, operator=operator_id)
            tx.run(_SET_DISABLED, (int(disabled), operator_id))
            if not disabled:
                tx.run(_SET_WRONG, (0, operator_id))
            _keep(tx, operator_id, AccessKind.DISABLED if disabled else AccessKind.ENABLED, at)
            return None

        return self._try(act)

    def note_access(self, event: AccessEvent) -> None:
        """Append one line to the access log."""
        self._write(lambda tx: keep_event(tx, event))

    def access_events(self, start: datetime, end: datetime) -> tuple[AccessEvent, ...]:
        """Return the access log from ``start`` until before ``end``, in the order of writing."""

        # UTC instants in ISO 8601 sort as text: a fraction's point comes after the offset's plus sign.
        def act(tx: Tx) -> tuple[AccessEvent, ...]:
            rows = tx.run(_EVENTS, (start.isoformat(), end.isoformat()))
            return tuple(
                AccessEvent(operator_id, event, about, why, instant(at))
                for operator_id, event, about, why, at in rows
            )

        return self._read(act)


def _sign_in(
    tx: Tx, operator_id: str, at: datetime, tried: str | None, right: bool
) -> Operator | Refusal | None:
    """Count a try, known to be ``right`` or not for the hash ``tried``; ``None`` when that hash is no more."""
    row = tx.run(_TO_WRITE[tx.sqlite], (operator_id,)).fetchone()
    if _to_try(row) != tried:
        return None
    if tried is None:
        # What was typed is not kept: it may be somebody's PIN, typed into the wrong field.
        _keep(tx, operator_id if row else "", AccessKind.SIGN_IN_REFUSED, at)
        return refuse(Code.SIGN_IN_REFUSED)
    name, role, _, _, wrong = row
    if wrong < MOST_TRIES:
        if right:
            tx.run(_SET_WRONG, (0, operator_id))
            _keep(tx, operator_id, AccessKind.SIGNED_IN, at)
            return Operator(operator_id, name, role)
        wrong += 1
        tx.run(_SET_WRONG, (wrong, operator_id))
    locked = wrong >= MOST_TRIES
    _keep(tx, operator_id, AccessKind.LOCKED if locked else AccessKind.SIGN_IN_REFUSED, at)
    if locked:
        return refuse(Code.SIGN_IN_LOCKED, operator=operator_id, tries=MOST_TRIES)
    return refuse(Code.SIGN_IN_REFUSED)


def _to_try(row: Any) -> str | None:
    """Return the hash that a PIN is compared with; ``None`` for somebody unknown or disabled."""
    return None if row is None or row[2] else str(row[3])


def _keep(tx: Tx, operator_id: str, event: str, at: datetime) -> None:
    keep_event(tx, AccessEvent(operator_id, event, "", "", at))


def keep_event(tx: Tx, event: AccessEvent) -> None:
    """Append one line to the access log inside a transaction."""
    row = (event.operator_id, event.event, event.about, event.why, event.at.isoformat())
    tx.run(_KEEP_EVENT, row)


def _hashed(pin: str, salt: bytes, cost: tuple[int, int, int]) -> str:
    """Return ``scrypt$n$r$p$salt$hash``: what made the hash stays with it, so that it can be raised later."""
    n, r, p = cost
    made = hashlib.scrypt(pin.encode(errors="replace"), salt=salt, n=n, r=r, p=p, dklen=32)
    return f"scrypt${n}${r}${p}${salt.hex()}${made.hex()}"


def _is_pin(pin: str, stored: str | None) -> bool:
    # A name that is not known takes as long to refuse as a wrong PIN.
    stored = stored or _NOBODYS
    try:
        _, n, r, p, salt, _ = stored.split("$")
        cost = (int(n), int(r), int(p))
        again = _hashed(pin, bytes.fromhex(salt), cost)
    except ValueError as error:
        raise BooksUnavailable("a PIN in them is damaged; restore a backup.") from error
    return hmac.compare_digest(again.encode(), stored.encode())
