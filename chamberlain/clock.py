"""The two things that the rest of the program gets as arguments: what time it is, and new request ids."""

import os
from datetime import UTC, datetime
from uuid import UUID


def now() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return a new request id: 32 hex digits that begin with the time in milliseconds (RFC 9562, version 7).

    Ids of the same day lie side by side in the books' index, so that posting does not slow down as they grow.
    """
    millis = int(now().timestamp() * 1000).to_bytes(6, "big")
    chance = bytearray(os.urandom(10))
    chance[0] = chance[0] & 0x0F | 0x70
    chance[2] = chance[2] & 0x3F | 0x80
    return UUID(bytes=millis + bytes(chance)).hex
