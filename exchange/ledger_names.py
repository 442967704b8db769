"""Ledger accounts under names that plain-text ledgers take, and back.

``A.1325.2770`` of kind revenue is ``Income:A:1325-2770``: the fund is a part of its own, so that a report by fund is
a report by that part, and the rest is one part, so that no account is above another.
"""

from typing import Final

from domain.ledger.chart import Account, AccountKind

ROOTS: Final = {
    AccountKind.ASSET: "Assets",
    AccountKind.LIABILITY: "Liabilities",
    AccountKind.REVENUE: "Income",
    AccountKind.EXPENDITURE: "Expenses",
    AccountKind.FUND_BALANCE: "Equity",
}
_SMALL: Final = "X---"
"""Before a part that begins with a small letter, which no part may. Three hyphens come from nothing else."""


def plain_name(account: Account) -> str:
    """Return an account's name; two accounts of a chart never have the same."""
    fund, _, rest = account.code.partition(".")
    # A point and a hyphen must be told apart again; in a code neither stands beside another.
    joined = rest.replace("-", "--").replace(".", "-")
    return ":".join((ROOTS[account.kind], _begun(fund), _begun(joined)))


def code_of(name: str) -> str:
    """Return the code of the account that ``plain_name`` named."""
    _, fund, rest = name.split(":")
    parts = (part.replace("-", ".") for part in rest.removeprefix(_SMALL).split("--"))
    return f"{fund.removeprefix(_SMALL)}.{'-'.join(parts)}"


def _begun(part: str) -> str:
    return _SMALL + part if part[:1].islower() else part
