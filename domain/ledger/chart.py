"""The chart of accounts: every ledger account that may be posted to, what it is called and of what kind it is."""

from dataclasses import dataclass
from enum import StrEnum

from domain.ledger.funds import fund_of


class AccountKind(StrEnum):
    """The kinds of ledger account, in the words of the policy file."""

    ASSET = "asset"
    LIABILITY = "liability"
    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    FUND_BALANCE = "fund balance"


@dataclass(frozen=True, slots=True)
class Account:
    """A ledger account. ``org``, ``object`` and ``project`` are its names in a ledger that has such parts, where they
    do not follow from the code; ``kind`` is a word of ``AccountKind``."""

    code: str
    name: str
    kind: AccountKind
    org: str = ""
    object: str = ""
    project: str = ""

    def __post_init__(self) -> None:
        if not (self.code and self.name):
            raise ValueError("a ledger account has a code and a name")

    @property
    def fund(self) -> str:
        """The fund it is of."""
        return fund_of(self.code)


@dataclass(frozen=True, slots=True)
class Chart:
    """The office's chart of accounts. ``munis_type`` is the letter that its Munis imports want in column 140."""

    accounts: tuple[Account, ...] = ()
    munis_type: str = "A"

    def __post_init__(self) -> None:
        codes = [account.code for account in self.accounts]
        if len(set(codes)) != len(codes):
            raise ValueError("a ledger account is listed twice")

    def account(self, code: str) -> Account | None:
        """Return the account of a code, or ``None``."""
        return next((account for account in self.accounts if account.code == code), None)
