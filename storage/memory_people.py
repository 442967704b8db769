"""Operators, their PINs, and carts before the commit, in memory."""

import hashlib
import hmac
import re
import secrets
from dataclasses import replace
from datetime import datetime

from domain.access import AccessEvent, AccessKind
from domain.authority import Operator
from domain.records import Draft, DraftState
from domain.refusals import Code, Refusal, refuse
from storage.memory_state import MemoryState, Person, wall_clock

MOST_TRIES = 5
LEAST_DIGITS, MOST_DIGITS = 4, 12
_PIN = re.compile(rf"[0-9]{{{LEAST_DIGITS},{MOST_DIGITS}}}\Z")


class MemoryPeople:
    """People and Drafts of domain/books.py."""

    _state: MemoryState

    def sign_in(self, operator_id: str, pin: str, at: datetime) -> Operator | Refusal:
        """Return the operator when the PIN is right."""
        with self._state.lock:
            person = self._state.people.get(operator_id)
            if person is None or person.operator.disabled:
                self._keep(operator_id if person else "", AccessKind.SIGN_IN_REFUSED, at)
                return refuse(Code.SIGN_IN_REFUSED)
            if person.wrong < MOST_TRIES:
                if hmac.compare_digest(person.pin_hash, _hashed(person.salt, pin)):
                    person.wrong = 0
                    self._keep(operator_id, AccessKind.SIGNED_IN, at)
                    return person.operator
                person.wrong += 1
            if person.wrong >= MOST_TRIES:
                self._keep(operator_id, AccessKind.LOCKED, at)
                return refuse(Code.SIGN_IN_LOCKED, operator=operator_id, tries=MOST_TRIES)
            self._keep(operator_id, AccessKind.SIGN_IN_REFUSED, at)
            return refuse(Code.SIGN_IN_REFUSED)

    def operators(self) -> tuple[Operator, ...]:
        """Return all operators, disabled ones too, by their sign-in names."""
        with self._state.lock:
            people = sorted(self._state.people.items())
            return tuple(person.operator for _, person in people)

    def add_operator(self, operator: Operator, pin: str, at: datetime) -> Refusal | None:
        """Add an operator."""
        with self._state.lock:
            if operator.operator_id in self._state.people:
                return refuse(Code.OPERATOR_EXISTS, operator=operator.operator_id)
            if not _PIN.match(pin):
                return refuse(Code.PIN_REFUSED, least=LEAST_DIGITS, most=MOST_DIGITS, letters=10)
            # A fast hash: these books live for one process, in tests and rehearsals only.
            salt = secrets.token_bytes(8)
            self._state.people[operator.operator_id] = Person(operator, salt, _hashed(salt, pin))
            self._keep(operator.operator_id, AccessKind.ADDED, at)
            return None

    def set_operator(self, operator_id: str, at: datetime, *, disabled: bool) -> Refusal | None:
        """Disable an operator, or enable and unlock one again."""
        with self._state.lock:
            person = self._state.people.get(operator_id)
            if person is None:
                return refuse(Code.OPERATOR_UNKNOWN, operator=operator_id)
            person.operator = replace(person.operator, disabled=disabled)
            if not disabled:
                person.wrong = 0
            kind = AccessKind.DISABLED if disabled else AccessKind.ENABLED
            self._keep(operator_id, kind, at)
            return None

    def note_access(self, event: AccessEvent) -> None:
        """Append one line to the access log."""
        with self._state.lock:
            self._state.access.append(event)

    def access_events(self, start: datetime, end: datetime) -> tuple[AccessEvent, ...]:
        """Return the access log from ``start`` until before ``end``, in the order of writing."""
        with self._state.lock:
            return tuple(event for event in self._state.access if start <= event.at < end)

    def save_draft(self, draft: Draft) -> None:
        """Keep a cart, replacing what was kept under its request id."""
        with self._state.lock:
            # A draft written late, after its cart was posted, would offer the same money again.
            if draft.cart.request_id not in self._state.requests:
                self._state.drafts[draft.cart.request_id] = draft

    def active_draft(self, station: str, operator_id: str) -> Draft | None:
        """Return the cart that was being worked on at a station, the newest."""
        with self._state.lock:
            mine = [
                d
                for d in self._state.drafts.values()
                if (d.station, d.operator_id, d.state) == (station, operator_id, DraftState.ACTIVE)
            ]
            return max(mine, key=lambda d: d.saved_at, default=None)

    def parked(self, drawer: str | None = None) -> tuple[Draft, ...]:
        """Return the parked carts, of one drawer or of all, oldest first."""
        with self._state.lock:
            found = [
                d
                for d in self._state.drafts.values()
                if d.state is DraftState.PARKED and drawer in (None, d.drawer)
            ]
            return tuple(sorted(found, key=lambda d: d.saved_at))

    def recall(self, request_id: str, by: Draft) -> Draft | Refusal:
        """Take a parked cart: ``by`` names the drawer, station and operator."""
        with self._state.lock:
            draft = self._state.drafts.get(request_id)
            if draft is None:
                return refuse(Code.CART_UNKNOWN)
            if draft.state is not DraftState.PARKED:
                return refuse(
                    Code.CART_TAKEN, by=self._name(draft.operator_id), at=wall_clock(draft.saved_at)
                )
            taken = replace(by, cart=draft.cart, state=DraftState.ACTIVE, label=draft.label)
            self._state.drafts[request_id] = taken
            return taken

    def drop_draft(self, request_id: str) -> None:
        """Forget a cart that will not be posted."""
        with self._state.lock:
            self._state.drafts.pop(request_id, None)

    def _keep(self, operator_id: str, kind: AccessKind, at: datetime) -> None:
        self.note_access(AccessEvent(operator_id, kind, "", "", at))

    def _name(self, operator_id: str) -> str:
        person = self._state.people.get(operator_id)
        return person.operator.name if person else operator_id


def _hashed(salt: bytes, pin: str) -> bytes:
    return hashlib.sha256(salt + pin.encode()).digest()
