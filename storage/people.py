"""Knowing who is there, on SQL: by sign-in name and PIN or password, or by badge. Only hashes are kept."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from domain.people.access import AccessKind
from domain.people.authority import Operator
from domain.people.credentials import STANDARD
from domain.people.roles import SignInRules
from domain.refusals import Code, Refusal, refuse
from storage import hashing
from storage.engine import Tx
from storage.part import Part
from storage.people_rows import COLUMNS, keep, operator_of

_SELECT: Final = f"SELECT {COLUMNS}, pin_hash, badge_hash, wrong_pins FROM operator"  # noqa: S608
_BY_NAME: Final = f"{_SELECT} WHERE operator_id = ?"
_BY_BADGE: Final = f"{_SELECT} WHERE badge_hash = ?"
_TO_WRITE: Final = {True: _BY_NAME, False: f"{_BY_NAME} FOR UPDATE"}
_SET_WRONG: Final = "UPDATE operator SET wrong_pins = ? WHERE operator_id = ?"
_SET_HASH: Final = "UPDATE operator SET pin_hash = ? WHERE operator_id = ?"
_SALT: Final = "SELECT content FROM meta WHERE name = 'badge_salt'"


@dataclass(frozen=True, slots=True)
class _Tried:
    """One try, its hashes made: whose row it was for (as it stood), and whether what was given fits it."""

    operator_id: str
    known: tuple[str, str | None] | None
    right: bool
    renewed: str | None
    by: str
    signs_in: bool


class SqlPeople(Part):
    """The part of the port ``People`` that knows who is there."""

    def sign_in(
        self,
        operator_id: str,
        pin: str,
        at: datetime,
        *,
        badge: str = "",
        rules: SignInRules = STANDARD,
    ) -> Operator | Refusal:
        """Return the operator when PIN or badge is right; refuses, counts and locks otherwise."""
        return self._known(operator_id, pin, badge, at, rules, signs_in=True)

    def identify(
        self,
        operator_id: str,
        pin: str,
        at: datetime,
        *,
        badge: str = "",
        rules: SignInRules = STANDARD,
    ) -> Operator | Refusal:
        """Return who that is without signing anyone in; wrong tries count and lock just the same."""
        return self._known(operator_id, pin, badge, at, rules, signs_in=False)

    def operator(self, operator_id: str) -> Operator | None:
        """Return an operator as he or she stands now, a disabled one too."""

        def act(tx: Tx) -> Operator | None:
            row = tx.run(_BY_NAME, (operator_id,)).fetchone()
            return operator_of(row) if row else None

        return self._read(act)

    def _known(
        self,
        operator_id: str,
        pin: str,
        badge: str,
        at: datetime,
        rules: SignInRules,
        *,
        signs_in: bool,
    ) -> Operator | Refusal:
        """Try until the row did not change while the hashes, which take their time, were made outside of it."""
        while True:
            tried = self._try_out(operator_id, pin, badge, rules, signs_in)
            answer = self._try(partial(_count, tried=tried, at=at, rules=rules))
            if answer is not None:
                return answer

    def _try_out(
        self, operator_id: str, pin: str, badge: str, rules: SignInRules, signs_in: bool
    ) -> _Tried:
        row = self._read(lambda tx: tx.run(_BY_NAME, (operator_id,)).fetchone())
        if badge:
            row = self._of_badge(badge)
        known = _hashes(row)
        by_badge = bool(badge) and not rules.badge_needs_pin
        # A name or badge that is not known takes as long to refuse as a wrong PIN.
        fits = by_badge or hashing.is_secret(pin, known[0] if known else None)
        right = fits and known is not None
        renewed = None
        if right and not by_badge and known is not None and hashing.is_outdated(known[0]):
            renewed = hashing.hashed(pin)
        by = "badge" if badge else "PIN"
        return _Tried(row[0] if row else "", known, right, renewed, by, signs_in)

    def _of_badge(self, badge: str) -> Any:
        salt = self._read(lambda tx: tx.run(_SALT).fetchone())
        if salt is None:
            return None
        found = hashing.badge_hash(badge, salt[0])
        return self._read(lambda tx: tx.run(_BY_BADGE, (found,)).fetchone())


def _count(tx: Tx, tried: _Tried, at: datetime, rules: SignInRules) -> Operator | Refusal | None:
    """Count a try; ``None`` when the row is not what the hashes were made for any more."""
    row = tx.run(_TO_WRITE[tx.sqlite], (tried.operator_id,)).fetchone()
    if _hashes(row) != tried.known:
        return None
    refused = AccessKind.SIGN_IN_REFUSED if tried.signs_in else AccessKind.APPROVAL_REFUSED
    if tried.known is None:
        # What was typed is not kept: it may be somebody's PIN, typed into the wrong field.
        keep(tx, tried.operator_id, refused, "", at, tried.by)
        return _refusal(tried.by)
    wrong = int(row[9])
    if wrong < rules.tries:
        if tried.right:
            if wrong:
                tx.run(_SET_WRONG, (0, tried.operator_id))
            if tried.renewed is not None:
                tx.run(_SET_HASH, (tried.renewed, tried.operator_id))
            if tried.signs_in:
                keep(tx, tried.operator_id, AccessKind.SIGNED_IN, "", at, tried.by)
            return operator_of(row)
        wrong += 1
        tx.run(_SET_WRONG, (wrong, tried.operator_id))
    locked = wrong >= rules.tries
    keep(tx, tried.operator_id, AccessKind.LOCKED if locked else refused, "", at, tried.by)
    if locked:
        return refuse(Code.SIGN_IN_LOCKED, operator=tried.operator_id, tries=rules.tries)
    return _refusal(tried.by)


def _refusal(by: str) -> Refusal:
    return refuse(Code.BADGE_UNKNOWN if by == "badge" else Code.SIGN_IN_REFUSED)


def _hashes(row: Any) -> tuple[str, str | None] | None:
    """Return what a try is compared with; ``None`` for somebody unknown or disabled."""
    return None if row is None or row[3] else (str(row[7]), row[8])
