"""Hashing PINs, passwords and badges with Argon2id. Nothing that was typed is kept.

A PIN and a password have a salt of their own. A badge must be found by itself, so all badges of one set of books are
hashed with the books' own salt: equal badges give equal hashes, and no table made elsewhere fits.
"""

import secrets
from typing import Final, NamedTuple

from domain.outage import BooksUnavailable


class Cost(NamedTuple):
    """What a hash costs: passes over the memory, memory in KiB, and lanes."""

    passes: int
    memory: int
    lanes: int


# 19 MiB twice, some 30 ms: with so few digits the lock after a few tries is what protects, not the hash.
COST = Cost(2, 19 * 1024, 1)

_NOBODYS: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)


def hashed(secret: str) -> str:
    """Return the hash of a PIN or password, with its salt and cost in it."""
    # Loaded with the first sign-in: the first screen is painted without it.
    from argon2 import PasswordHasher

    return PasswordHasher(*COST).hash(secret.encode(errors="replace"))


def is_secret(secret: str, stored: str | None) -> bool:
    """Whether ``secret`` is what ``stored`` was made from; with nothing stored it takes as long and is not."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

    try:
        return PasswordHasher(*COST).verify(stored or _NOBODYS, secret.encode(errors="replace"))
    except VerifyMismatchError:
        return False
    except (InvalidHashError, VerificationError) as error:
        raise BooksUnavailable("a PIN in them is damaged; restore a backup.") from error


def is_outdated(stored: str) -> bool:
    """Whether a hash was made at another cost than today's: then it is made anew at the next right try."""
    from argon2 import PasswordHasher

    return PasswordHasher(*COST).check_needs_rehash(stored)


def new_salt() -> str:
    """Return a salt for the badges of new books."""
    return secrets.token_hex(16)


def badge_hash(badge: str, salt: str) -> str:
    """Return the hash by which a badge is found in the books of that salt."""
    from argon2.low_level import Type, hash_secret_raw

    made = hash_secret_raw(
        badge.encode(errors="replace"), bytes.fromhex(salt), *COST, hash_len=32, type=Type.ID
    )
    return made.hex()
