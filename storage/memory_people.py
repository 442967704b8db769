"""Operators, their PINs and badges, and the access log, in memory."""

import hashlib
import hmac
import secrets
from dataclasses import replace
from datetime import datetime

from domain.people.access import AccessEvent, AccessKind
from domain.people.authority import Operator
from domain.people.credentials import STANDARD, PersonState, badge_refused, secret_refused
from domain.people.roles import SignInRules
from domain.refusals import Code, Refusal, refuse
from storage.memory_state import MemoryState, Person


class MemoryPeople:
    """People of domain/books.py."""

    _state: MemoryState

    def sign_in(
        self,
        operator_id: str,
        pin: str,
        at: datetime,
        *,
        badge: str = "",
        rules: SignInRules = STANDARD,
    ) -> Operator | Refusal:
        """Return the operator when PIN or badge is right."""
        return self._known(operator_id, pin, badge, at, rules, AccessKind.SIGN_IN_REFUSED)

    def identify(
        self,
        operator_id: str,
        pin: str,
        at: datetime,
        *,
        badge: str = "",
        rules: SignInRules = STANDARD,
    ) -> Operator | Refusal:
        """Return who that is without signing anyone in."""
        return self._known(operator_id, pin, badge, at, rules, AccessKind.APPROVAL_REFUSED)

    def operator(self, operator_id: str) -> Operator | None:
        """Return an operator as he or she stands now."""
        with self._state.lock:
            person = self._state.people.get(operator_id)
            return person.operator if person else None

    def operators(self) -> tuple[Operator, ...]:
        """Return all operators, disabled ones too, by their sign-in names."""
        return tuple(state.operator for state in self.person_states())

    def person_states(self) -> tuple[PersonState, ...]:
        """Return how each operator stands, by sign-in name."""
        with self._state.lock:
            last = {
                event.operator_id: event.at
                for event in sorted(self._state.access, key=lambda each: each.at)
                if event.event == AccessKind.SIGNED_IN
            }
            return tuple(
                PersonState(
                    person.operator, person.wrong, bool(person.badge), last.get(operator_id)
                )
                for operator_id, person in sorted(self._state.people.items())
            )

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
        """Add an operator."""
        with self._state.lock:
            if operator.operator_id in self._state.people:
                return refuse(Code.OPERATOR_EXISTS, operator=operator.operator_id)
            refusal = secret_refused(pin, rules) or self._badge_refused(operator.operator_id, badge)
            if refusal is not None:
                return refusal
            # A fast hash: these books live for one process, in tests and rehearsals only.
            salt = secrets.token_bytes(8)
            person = Person(operator, salt, _hashed(salt, pin), badge=badge)
            self._state.people[operator.operator_id] = person
            self._keep(operator.operator_id, AccessKind.ADDED, at, why, operator.role)
            return None

    def set_operator(
        self, operator_id: str, at: datetime, *, disabled: bool, why: str = ""
    ) -> Refusal | None:
        """Disable an operator, or enable and unlock one again."""
        with self._state.lock:
            person = self._state.people.get(operator_id)
            if person is None:
                return refuse(Code.OPERATOR_UNKNOWN, operator=operator_id)
            person.operator = replace(person.operator, disabled=disabled)
            if not disabled:
                person.wrong = 0
            kind = AccessKind.DISABLED if disabled else AccessKind.ENABLED
            self._keep(operator_id, kind, at, why)
            return None

    def unlock(self, operator_id: str, at: datetime, why: str = "") -> Refusal | None:
        """Let an operator try again after too many wrong tries."""
        with self._state.lock:
            person = self._state.people.get(operator_id)
            if person is None:
                return refuse(Code.OPERATOR_UNKNOWN, operator=operator_id)
            person.wrong = 0
            self._keep(operator_id, AccessKind.UNLOCKED, at, why)
            return None

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
        with self._state.lock:
            person = self._state.people.get(operator_id)
            if person is None:
                return refuse(Code.OPERATOR_UNKNOWN, operator=operator_id)
            refusal = secret_refused(secret, rules)
            if refusal is None:
                person.pin_hash, person.wrong = _hashed(person.salt, secret), 0
                self._keep(operator_id, AccessKind.SECRET_SET, at, why, "PIN")
            return refusal

    def set_badge(
        self, operator_id: str, badge: str, at: datetime, why: str = ""
    ) -> Refusal | None:
        """Give an operator another badge, or none."""
        with self._state.lock:
            person = self._state.people.get(operator_id)
            if person is None:
                return refuse(Code.OPERATOR_UNKNOWN, operator=operator_id)
            refusal = self._badge_refused(operator_id, badge)
            if refusal is None:
                person.badge = badge
                about = "badge" if badge else "badge taken away"
                self._keep(operator_id, AccessKind.SECRET_SET, at, why, about)
            return refusal

    def note_access(self, event: AccessEvent) -> None:
        """Append one line to the access log."""
        with self._state.lock:
            self._state.access.append(event)

    def access_events(self, start: datetime, end: datetime) -> tuple[AccessEvent, ...]:
        """Return the access log from ``start`` until before ``end``, in the order of writing."""
        with self._state.lock:
            return tuple(event for event in self._state.access if start <= event.at < end)

    def _known(
        self,
        operator_id: str,
        pin: str,
        badge: str,
        at: datetime,
        rules: SignInRules,
        refused: AccessKind,
    ) -> Operator | Refusal:
        by = "badge" if badge else "PIN"
        with self._state.lock:
            person = self._person(operator_id, badge)
            named = person.operator.operator_id if person else ""
            if person is None or person.operator.disabled:
                self._keep(named, refused, at, about=by)
                return refuse(Code.BADGE_UNKNOWN if badge else Code.SIGN_IN_REFUSED)
            if person.wrong < rules.tries:
                by_badge = bool(badge) and not rules.badge_needs_pin
                if by_badge or hmac.compare_digest(person.pin_hash, _hashed(person.salt, pin)):
                    person.wrong = 0
                    if refused is AccessKind.SIGN_IN_REFUSED:
                        self._keep(named, AccessKind.SIGNED_IN, at, about=by)
                    return person.operator
                person.wrong += 1
            if person.wrong >= rules.tries:
                self._keep(named, AccessKind.LOCKED, at, about=by)
                return refuse(Code.SIGN_IN_LOCKED, operator=named, tries=rules.tries)
            self._keep(named, refused, at, about=by)
            return refuse(Code.BADGE_UNKNOWN if badge else Code.SIGN_IN_REFUSED)

    def _person(self, operator_id: str, badge: str) -> Person | None:
        if not badge:
            return self._state.people.get(operator_id)
        return next((p for p in self._state.people.values() if p.badge == badge), None)

    def _badge_refused(self, operator_id: str, badge: str) -> Refusal | None:
        if not badge:
            return None
        refusal = badge_refused(badge)
        if refusal is not None:
            return refusal
        owner = self._person("", badge)
        if owner is None or owner.operator.operator_id == operator_id:
            return None
        return refuse(Code.BADGE_TAKEN, operator=owner.operator.operator_id)

    def _keep(
        self, operator_id: str, kind: AccessKind, at: datetime, why: str = "", about: str = ""
    ) -> None:
        self.note_access(AccessEvent(operator_id, kind, about, why, at))


def _hashed(salt: bytes, pin: str) -> bytes:
    return hashlib.sha256(salt + pin.encode(errors="replace")).digest()
