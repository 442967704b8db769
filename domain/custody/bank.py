"""What a bank says of an account: its statement, as the files of any format are read into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.money import ZERO, Money, total


class LineKind(StrEnum):
    """What a line of a statement says. ``OTHER`` concerns no deposit: fees, transfers, checks of the office."""

    DEPOSIT = "deposit"
    RETURNED = "returned"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line of a statement.

    ``amount`` is positive for a deposit and for an item that came back; for others it is what the balance grew by.
    ``reference`` is the bank's, such as the number of the deposit slip or of the check; ``text`` its words.
    ``on`` is the day the bank counts it for, ``code`` its type of transaction by the format's list.
    """

    kind: LineKind
    amount: Money
    on: date
    reference: str = ""
    text: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        if self.kind is not LineKind.OTHER and self.amount <= ZERO:
            raise ValueError("a deposit and a returned item have an amount above zero")


@dataclass(frozen=True, slots=True)
class BankStatement:
    """What one file says of one account. ``account`` is its last four figures only: no more is ever kept (I18)."""

    account: str
    as_of: date
    lines: tuple[BankLine, ...]

    def __post_init__(self) -> None:
        if not (len(self.account) == 4 and self.account.isascii() and self.account.isdigit()):
            raise ValueError("an account is told by its last four figures")

    def of_kind(self, kind: LineKind) -> tuple[BankLine, ...]:
        """Return the lines of a kind, in the order of the file."""
        return tuple(line for line in self.lines if line.kind is kind)


def sum_of(lines: Iterable[BankLine]) -> Money:
    """Return what lines come to."""
    return total(line.amount for line in lines)
