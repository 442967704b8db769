"""The trail: each posting's digest is chained to the one before it in its drawer's series.

A chain inside one database cannot by itself show that it was recomputed, so its head goes onto paper: the last eight
hex digits on every receipt, the whole head on every drawer report.
"""

import json
from dataclasses import dataclass
from hashlib import sha256

GENESIS = "0" * 64
"""The digest before the first posting of a series."""
_ON_PAPER = 8
# Lists made for it hold no circle; looking for one costs as much as writing them.
_WRITER = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
)


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One link: the posting's place in its drawer's series, the digest before it and its own (64 hex digits)."""

    series: str
    chain_no: int
    previous: str
    digest: str

    @property
    def short(self) -> str:
        """The eight digits printed on the receipt."""
        return self.digest[-_ON_PAPER:].upper()


def canonical(content: object) -> bytes:
    """Return the one byte form of ``content`` (nested lists of text, whole numbers and ``None``)."""
    return _WRITER.encode(content).encode()


def link(series: str, chain_no: int, previous: str, content: bytes) -> TrailEntry:
    """Return the trail entry that chains canonical ``content`` behind digest ``previous``."""
    hasher = sha256(f"{series}|{chain_no}|{previous}|".encode())
    hasher.update(content)
    return TrailEntry(series, chain_no, previous, hasher.hexdigest())


def digest_of(content: object) -> str:
    """Return the digest of ``content`` by itself, such as of a request."""
    return sha256(canonical(content)).hexdigest()
