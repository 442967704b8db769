"""Accounts, and the party behind them: the standing relations in the accounting programs' subledgers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HoldKind(StrEnum):
    """What a hold does at the counter.

    ``CASH_ONLY`` and ``BLOCKED`` stop; ``GUARANTEED`` takes cash and guaranteed funds, such as money orders; the others
    are read first.
    """

    NOTE = "note"
    CASH_ONLY = "cash_only"
    GUARANTEED = "guaranteed"
    ESCROW = "escrow"
    BLOCKED = "blocked"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Hold:
    """A restriction on an account, with the sentence the clerk reads."""

    kind: HoldKind
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about an account; ``at`` is a UTC instant."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """One account of one service.

    ``number`` is the program's own (parcel, water account, plate, permit number) and is unique within ``service``.
    ``party_key`` is equal for accounts known to belong to one customer; see ``party_key_of``.
    """

    service: str
    number: str
    name: str = ""
    address: str = ""
    """The property or service address."""
    mailing: str = ""
    plate: str = ""
    holds: tuple[Hold, ...] = ()
    party_key: str = ""

    def __post_init__(self) -> None:
        if not self.service or not self.number:
            raise ValueError("an account has a service and a number")


def party_key_of(name: str, address: str, plate: str = "") -> str:
    """Return the key under which accounts count as one customer's: the same words of name at the same address.

    The order of the name's words does not matter (``DOE, JANE`` and ``Jane Doe``). An account that has no name is
    known by its plate. The name alone never joins two accounts: two people may share it.
    """
    words = sorted(_words(name))
    if not words:
        return f"plate:{plate.upper()}" if plate else ""
    where = " ".join(_words(address))
    return f"{' '.join(words)}@{where}" if where else ""


# Almost every name and address is ASCII, and an import makes keys by the hundred thousand.
_BREAKS = {code: " " for code in range(128) if not chr(code).isalnum()}


def _words(text: str) -> list[str]:
    if text.isascii():
        return text.lower().translate(_BREAKS).split()
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
