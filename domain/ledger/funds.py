"""Funds: each has books of its own, and what one holds for another is due between them.

Money of every fund lies in one, that of the cash. When it takes another fund's money, it owes that fund: due to other
funds here (630 in the State Comptroller's uniform system), due from other funds there (391).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=1024)
def fund_of(gl_code: str) -> str:
    """Return the fund of a ledger account: the first part of fund.department.object."""
    return gl_code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund, and its accounts of what other funds owe it (``due_from``) and what it owes them (``due_to``)."""

    code: str
    name: str
    due_from: str
    due_to: str

    def __post_init__(self) -> None:
        if {fund_of(self.due_from), fund_of(self.due_to)} != {self.code}:
            raise ValueError(f"the accounts of fund {self.code} are its own")
        if self.due_from == self.due_to:
            raise ValueError(f"fund {self.code} has two accounts for what is due")


class FundUnknown(ValueError):
    """Money moves between funds, and the policy has no accounts for one of them: ``fund``."""

    def __init__(self, fund: str) -> None:
        super().__init__(f"fund {fund} has no accounts for what is due between funds")
        self.fund = fund


@dataclass(frozen=True, slots=True)
class Funds:
    """The office's funds. ``home`` is that of its cash, through which all others owe and are owed."""

    home: str = ""
    rows: tuple[Fund, ...] = ()

    def __post_init__(self) -> None:
        codes = [fund.code for fund in self.rows]
        if len(set(codes)) != len(codes):
            raise ValueError("a fund is listed twice")
        if self.rows and self.home not in codes:
            raise ValueError("the fund of the cash is one of the funds")

    def fund(self, code: str) -> Fund:
        """Return a fund by its code; raises ``FundUnknown``."""
        for fund in self.rows:
            if fund.code == code:
                return fund
        raise FundUnknown(code)

    def dues(self, nets: Mapping[str, int], *, back: bool = False) -> list[tuple[str, int]]:
        """Return the ``(gl_code, cents)`` that even each fund's net out, positive a debit.

        ``nets`` are debits less credits by fund. ``back`` says that earlier dues are turned back, as when a receipt is
        undone: then they come off the accounts that the receipt put them on.
        """
        found = []
        for code, net in nets.items():
            if net and code != self.home:
                fund, home = self.fund(code), self.fund(self.home)
                owed = (net < 0) != back
                found.append((fund.due_from if owed else fund.due_to, -net))
                found.append((home.due_to if owed else home.due_from, net))
        return found


NO_FUNDS = Funds()
"""Of an office whose money is of one fund."""
