"""What is a PIN, a password or a badge, and how a person stands in the books. No hash and no clock here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.people.authority import Operator
from domain.people.roles import SignInRules
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

MOST_DIGITS: Final = 12
MOST_CHARACTERS: Final = 128
LEAST_BADGE: Final = 6
MOST_BADGE: Final = 60

STANDARD: Final = SignInRules()
"""The rules where no office's policy is at hand, such as in training books."""


@dataclass(frozen=True, slots=True)
class PersonState:
    """An operator as the books keep him: wrong tries since the last right one, badge or not, last sign-in (UTC)."""

    operator: Operator
    wrong_tries: int
    has_badge: bool
    last_sign_in: datetime | None

    def locked(self, rules: SignInRules) -> bool:
        """Whether the tries are used up."""
        return self.wrong_tries >= rules.tries


def secret_refused(secret: str, rules: SignInRules) -> Refusal | None:
    """Refuse what is neither a PIN (digits alone, few) nor a password (anything printable, long enough)."""
    if secret.isascii() and secret.isdigit():
        if rules.least_digits <= len(secret) <= MOST_DIGITS:
            return None
    elif clean_text(secret) == secret and rules.least_characters <= len(secret) <= MOST_CHARACTERS:
        return None
    return refuse(
        Code.PIN_REFUSED,
        least=rules.least_digits,
        most=MOST_DIGITS,
        letters=rules.least_characters,
    )


def badge_refused(badge: str) -> Refusal | None:
    """Refuse what no badge carries: too short to be hard to guess, too long, or not plain characters."""
    plain = badge.isascii() and badge.isprintable() and badge == badge.strip()
    if plain and LEAST_BADGE <= len(badge) <= MOST_BADGE:
        return None
    return refuse(Code.BADGE_REFUSED, least=LEAST_BADGE, most=MOST_BADGE)
