"""The access log: who signed in, was refused, approved, or looked at what is protected. It is only ever added to.

No word in it names a customer and none is a secret: an account stands under its number, a person under the sign-in
name, and what was typed wrongly is not kept at all, since it may be somebody's PIN.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.text import clean_text

LONGEST = 200


class AccessKind(StrEnum):
    """What happened, in the words of the access report."""

    SIGNED_IN = "signed in"
    SIGNED_OFF = "signed off"
    SIGN_IN_REFUSED = "sign-in refused"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SCREEN_LOCKED = "screen locked"
    SCREEN_UNLOCKED = "screen unlocked"
    ADDED = "added"
    DISABLED = "disabled"
    ENABLED = "enabled"
    SECRET_SET = "secret set"
    ROLE_SET = "role set"
    APPROVED = "approved"
    APPROVAL_REFUSED = "approval refused"
    RIGHT_REFUSED = "right refused"
    VIEWED = "viewed"
    TYPED_REFUSED = "typed text refused"
    TYPED_ALLOWED = "typed text allowed"
    EXPORTED = "exported"
    REPORTED = "report made"
    PURGED = "purged"


@dataclass(frozen=True, slots=True)
class AccessEvent:
    """One line of the access log.

    ``operator_id`` is whose doing it was, or whose sign-in it is about; empty for a sign-in name nobody has.
    ``event`` is mostly an ``AccessKind``. ``about`` is the thing (account number, act, receipt), ``why`` the reason in
    the person's words. ``at`` is a UTC instant.
    """

    operator_id: str
    event: str
    about: str
    why: str
    at: datetime

    def __post_init__(self) -> None:
        if self.at.utcoffset() != timedelta(0):
            raise ValueError("an access event is at a UTC instant")
        if not self.event:
            raise ValueError("an access event says what happened")
        object.__setattr__(self, "event", str(self.event))
        object.__setattr__(self, "about", clean_text(self.about)[:LONGEST])
        object.__setattr__(self, "why", clean_text(self.why)[:LONGEST])
