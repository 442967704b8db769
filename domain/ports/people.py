"""The port of the people who sign in: who is there, how they are kept, and the access log."""

from datetime import datetime
from typing import Protocol

from domain.people.access import AccessEvent
from domain.people.authority import Operator
from domain.people.credentials import STANDARD, PersonState
from domain.people.roles import SignInRules
from domain.refusals import Refusal


class People(Protocol):
    """Operators, their PINs, passwords and badges: kept as hashes, which never leave the books."""

    def sign_in(
        self,
        operator_id: str,
        pin: str,
        at: datetime,
        *,
        badge: str = "",
        rules: SignInRules = STANDARD,
    ) -> Operator | Refusal:
        """Return the operator when the PIN, the password or the badge is right; refuses, counts and locks otherwise.

        With a badge the name is not needed. Where ``rules`` say so, the PIN must be right too.
        """

    def identify(
        self,
        operator_id: str,
        pin: str,
        at: datetime,
        *,
        badge: str = "",
        rules: SignInRules = STANDARD,
    ) -> Operator | Refusal:
        """Return who that is, as for ``sign_in``, without signing anyone in; wrong tries count and lock too."""

    def operator(self, operator_id: str) -> Operator | None:
        """Return an operator as he or she stands now, a disabled one too; ``None`` when there is none."""

    def operators(self) -> tuple[Operator, ...]:
        """Return all operators, disabled ones too."""

    def person_states(self) -> tuple[PersonState, ...]:
        """Return how each operator stands: wrong tries, badge, last sign-in."""

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
        """Add an operator; refuses one that exists, and a PIN, password or badge of the wrong form or taken."""

    def set_operator(
        self, operator_id: str, at: datetime, *, disabled: bool, why: str = ""
    ) -> Refusal | None:
        """Disable an operator, or enable and unlock one again."""

    def unlock(self, operator_id: str, at: datetime, why: str = "") -> Refusal | None:
        """Let an operator try again after too many wrong tries."""

    def set_secret(
        self,
        operator_id: str,
        secret: str,
        at: datetime,
        *,
        rules: SignInRules = STANDARD,
        why: str = "",
    ) -> Refusal | None:
        """Give an operator another PIN or password, and unlock; refuses one of the wrong form."""

    def set_badge(
        self, operator_id: str, badge: str, at: datetime, why: str = ""
    ) -> Refusal | None:
        """Give an operator another badge, or none when it is empty; refuses one that is somebody else's."""

    def note_access(self, event: AccessEvent) -> None:
        """Append one line to the access log; a line is never changed."""

    def access_events(self, start: datetime, end: datetime) -> tuple[AccessEvent, ...]:
        """Return the access log from ``start`` until before ``end`` (UTC instants), in the order of writing."""
