"""Keeping the operators, on SQL: adding, changing, unlocking, and how each stands."""

from datetime import datetime
from typing import Final

from domain.people.access import AccessKind
from domain.people.authority import Operator
from domain.people.credentials import STANDARD, PersonState, badge_refused, secret_refused
from domain.people.roles import SignInRules
from domain.refusals import Code, Refusal, refuse
from storage import hashing
from storage.cells import instant
from storage.engine import Tx
from storage.part import Part
from storage.people_rows import COLUMNS, badge_taken, hold, keep, operator_of, row_of

_ADD: Final = (
    f"INSERT INTO operator ({COLUMNS}, pin_hash, badge_hash, wrong_pins) "  # noqa: S608 - constants
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
)
_KNOWN: Final = "SELECT 1 FROM operator WHERE operator_id = ?"
_STATES: Final = (
    f"SELECT {COLUMNS}, wrong_pins, badge_hash IS NOT NULL, "  # noqa: S608 - constants
    "(SELECT max(at) FROM access_event e WHERE e.operator_id = operator.operator_id AND e.event = ?) "
    "FROM operator"
)
_SET_WRONG: Final = "UPDATE operator SET wrong_pins = 0 WHERE operator_id = ?"
_SET_DISABLED: Final = "UPDATE operator SET disabled = ? WHERE operator_id = ?"
_SET_PIN: Final = "UPDATE operator SET pin_hash = ?, wrong_pins = 0 WHERE operator_id = ?"
_SET_BADGE: Final = "UPDATE operator SET badge_hash = ? WHERE operator_id = ?"
_SALT: Final = "SELECT content FROM meta WHERE name = 'badge_salt'"
_ADD_SALT: Final = (
    "INSERT INTO meta (name, content) VALUES ('badge_salt', ?) ON CONFLICT (name) DO NOTHING"
)


class SqlPeopleKeeping(Part):
    """The part of the port ``People`` that the administrator works with."""

    def operators(self) -> tuple[Operator, ...]:
        """Return all operators, disabled ones too, by their sign-in names."""
        return tuple(state.operator for state in self.person_states())

    def person_states(self) -> tuple[PersonState, ...]:
        """Return how each operator stands, by sign-in name."""

        def act(tx: Tx) -> tuple[PersonState, ...]:
            rows = tx.run(_STATES, (AccessKind.SIGNED_IN.value,)).fetchall()
            found = [
                PersonState(
                    operator_of(row), row[7], bool(row[8]), instant(row[9]) if row[9] else None
                )
                for row in rows
            ]
            # Sorted here: two databases need not agree on the order of letters.
            return tuple(sorted(found, key=lambda state: state.operator.operator_id))

        return self._read(act)

    def add_operator(
        self,
        operator: Operator,
        pin: str,
        at: datetime,
        *,
        badge: str = "",
        rules: SignInRules = STANDARD,
        why: str = "",
    ) -> Refusal | None:
        """Add an operator; refuses one that exists, and a PIN, password or badge of the wrong form."""
        badge_hash = self._badge_hash(badge)
        hashed = hashing.hashed(pin)

        def act(tx: Tx) -> Refusal | None:
            if tx.run(_KNOWN, (operator.operator_id,)).fetchone() is not None:
                return refuse(Code.OPERATOR_EXISTS, operator=operator.operator_id)
            refusal = secret_refused(pin, rules) or (badge_refused(badge) if badge else None)
            refusal = refusal or badge_taken(tx, operator.operator_id, badge_hash)
            if refusal is not None:
                return refusal
            tx.run(_ADD, (*row_of(operator), hashed, badge_hash))
            keep(tx, operator.operator_id, AccessKind.ADDED, why, at, operator.role)
            return None

        return self._try(act)

    def set_operator(
        self, operator_id: str, at: datetime, *, disabled: bool, why: str = ""
    ) -> Refusal | None:
        """Disable an operator, or enable and unlock one again."""

        def act(tx: Tx) -> Refusal | None:
            refusal = hold(tx, operator_id)
            if refusal is not None:
                return refusal
            tx.run(_SET_DISABLED, (int(disabled), operator_id))
            if not disabled:
                tx.run(_SET_WRONG, (operator_id,))
            kind = AccessKind.DISABLED if disabled else AccessKind.ENABLED
            keep(tx, operator_id, kind, why, at)
            return None

        return self._try(act)

    def unlock(self, operator_id: str, at: datetime, why: str = "") -> Refusal | None:
        """Let an operator try again after too many wrong tries."""

        def act(tx: Tx) -> Refusal | None:
            refusal = hold(tx, operator_id)
            if refusal is None:
                tx.run(_SET_WRONG, (operator_id,))
                keep(tx, operator_id, AccessKind.UNLOCKED, why, at)
            return refusal

        return self._try(act)

    def set_secret(
        self,
        operator_id: str,
        secret: str,
        at: datetime,
        *,
        rules: SignInRules = STANDARD,
        why: str = "",
    ) -> Refusal | None:
        """Give an operator another PIN or password, and unlock."""
        hashed = hashing.hashed(secret)

        def act(tx: Tx) -> Refusal | None:
            refusal = hold(tx, operator_id) or secret_refused(secret, rules)
            if refusal is None:
                tx.run(_SET_PIN, (hashed, operator_id))
                keep(tx, operator_id, AccessKind.SECRET_SET, why, at, "PIN")
            return refusal

        return self._try(act)

    def set_badge(
        self, operator_id: str, badge: str, at: datetime, why: str = ""
    ) -> Refusal | None:
        """Give an operator another badge, or none; refuses one that is somebody else's."""
        badge_hash = self._badge_hash(badge)

        def act(tx: Tx) -> Refusal | None:
            refusal = hold(tx, operator_id) or (badge_refused(badge) if badge else None)
            refusal = refusal or badge_taken(tx, operator_id, badge_hash)
            if refusal is None:
                tx.run(_SET_BADGE, (badge_hash, operator_id))
                about = "badge" if badge else "badge taken away"
                keep(tx, operator_id, AccessKind.SECRET_SET, why, at, about)
            return refusal

        return self._try(act)

    def _badge_hash(self, badge: str) -> str | None:
        """Return the hash of a badge; the books' salt is made with their first badge."""
        if not badge:
            return None

        def act(tx: Tx) -> str:
            tx.run(_ADD_SALT, (hashing.new_salt(),))
            return str(tx.run(_SALT).fetchone()[0])

        return hashing.badge_hash(badge, self._write(act))
