"""The shape of the chart of accounts and of the funds: strict models, and the domain values they become."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from domain.ledger.chart import Account, AccountKind, Chart
from domain.ledger.funds import Fund, Funds, fund_of
from exchange.policy_fields import Sourced, Strict, Text, once_each
from exchange.policy_files import CHART, read_model

ChartCode = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+(-[A-Za-z0-9]+)*)+$", max_length=40),
]
"""A ledger account whose fund is before the first point."""
_Part = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")]
_FundCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,10}$")]


class FundModel(Strict):
    """A fund, and its accounts of what is due between it and the others."""

    code: _FundCode
    name: Text
    due_from: ChartCode
    due_to: ChartCode

    @model_validator(mode="after")
    def _own(self) -> Self:
        for account in (self.due_from, self.due_to):
            if fund_of(account) != self.code:
                raise ValueError(
                    f"{account} is of another fund than code {self.code}: a fund's accounts are its own"
                )
        if self.due_from == self.due_to:
            raise ValueError("due_from and due_to are an account each")
        return self


class AccountModel(Strict):
    """One ledger account; ``org``, ``object`` and ``project`` are for a ledger that has such parts."""

    code: ChartCode
    name: Text
    kind: Literal["asset", "liability", "revenue", "expenditure", "fund balance"]
    org: _Part | None = None
    object: _Part | None = None
    project: _Part | None = None

    def value(self) -> Account:
        """Return the account as the domain knows it."""
        parts = (self.org or "", self.object or "", self.project or "")
        return Account(self.code, self.name, AccountKind(self.kind), *parts)


class ChartModel(Sourced):
    """The file of funds and ledger accounts."""

    funds: tuple[FundModel, ...] = Field(min_length=1, strict=False)
    accounts: tuple[AccountModel, ...] = Field(min_length=1, strict=False)
    munis_type: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")] = "A"

    @model_validator(mode="after")
    def _once(self) -> Self:
        once_each((fund.code for fund in self.funds), "fund")
        once_each((account.code for account in self.accounts), "account")
        known = {fund.code for fund in self.funds}
        for account in self.accounts:
            if fund_of(account.code) not in known:
                raise ValueError(
                    f"account {account.code} is of fund {fund_of(account.code)}, which is not listed "
                    "under funds"
                )
        return self

    def chart(self) -> Chart:
        """Return the accounts as the domain knows them."""
        return Chart(tuple(account.value() for account in self.accounts), self.munis_type)

    def fund_values(self, home: str) -> Funds:
        """Return the funds as the domain knows them; ``home`` is the fund of the cash."""
        return Funds(home, tuple(Fund(f.code, f.name, f.due_from, f.due_to) for f in self.funds))


def read_chart(files: Mapping[str, str]) -> ChartModel:
    """Return the chart of accounts; raises ``PolicyError`` when it is missing or wrong in itself."""
    return read_model(files, CHART, ChartModel)
