"""What a decision rests on beside the bills that it changes: other bills of their accounts, a last sale, a deposit.

Liens are paid in an order, and a boot comes off for all tickets of a plate: such an answer is only as good as the bills
that were not touched. The books compare them again inside the posting transaction (invariants I14 and I20).
"""

from collections.abc import Iterable
from dataclasses import dataclass

Versions = tuple[tuple[str, int], ...]
"""All bills of an account, paid ones too, with their versions, in the order of their numbers."""


def versions(found: Iterable[tuple[str, int]]) -> Versions:
    """Return bills with their versions in the order in which two reads of them compare."""
    return tuple(sorted((number, version) for number, version in found))


@dataclass(frozen=True, slots=True, order=True)
class AccountGround:
    """An account, with its bills as they stood when something was decided on them."""

    service: str
    account_number: str
    bills: Versions

    def moved(self, now: Versions) -> str | None:
        """Return the first bill that came, went or changed since, or ``None`` when all is as it was."""
        if now == self.bills:
            return None
        return min(number for number, _ in {*now} ^ {*self.bills})


@dataclass(frozen=True, slots=True, order=True)
class SaleGround:
    """The last sale of an item for a reference that stood: its request, empty where there was none."""

    item_code: str
    reference: str
    request_id: str = ""


@dataclass(frozen=True, slots=True, order=True)
class DepositGround:
    """The standing deposit that holds a check or money order: its number, empty where none did."""

    receipt: str
    tender_no: int
    made: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that an order rests on beside its own bills; nothing for most."""

    accounts: tuple[AccountGround, ...] = ()
    sales: tuple[SaleGround, ...] = ()
    deposits: tuple[DepositGround, ...] = ()


NO_GROUNDS = Grounds()
