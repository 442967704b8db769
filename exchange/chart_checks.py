"""Whether every ledger account that the policy books on is in the chart, and of a kind that fits its use."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from pydantic import BaseModel

from domain.ledger.chart import AccountKind
from domain.ledger.funds import fund_of
from exchange.chart_models import AccountModel, ChartModel, FundModel
from exchange.correction_models import CorrectionAccountsModel
from exchange.custody_models import BankModel, CustodyRulesModel, ProcessorModel
from exchange.payment_models import ToleranceModel
from exchange.policy_files import CHART
from exchange.policy_folder import PolicyError
from exchange.policy_models import CustodyModel, ItemModel
from exchange.rounding_models import RoundingModel
from exchange.service_models import ChargeKindModel
from exchange.tender_models import TenderFeeModel, TenderKindModel

_K = AccountKind
_RESULT = (_K.REVENUE, _K.EXPENDITURE)


class Use(NamedTuple):
    """What is booked on an account, the kinds it may be of, and whether it lies in the fund of the cash."""

    what: str
    kinds: tuple[AccountKind, ...]
    at_home: bool = False


# Taxes may be receivables of the office or be collected for others. What lies in drawers and in the vault is of one
# fund, so that opening and closing a drawer moves nothing between funds.
USES: Final[Mapping[type[BaseModel], Mapping[str, Use]]] = {
    TenderKindModel: {"gl_code": Use("money taken in", (_K.ASSET,), True)},
    TenderFeeModel: {"gl_code": Use("the fee on a kind of money", (_K.REVENUE, _K.LIABILITY))},
    ItemModel: {"gl_code": Use("what is sold", (_K.REVENUE, _K.LIABILITY))},
    ChargeKindModel: {
        "gl_code": Use("what is paid on bills", (_K.REVENUE, _K.LIABILITY, _K.ASSET))
    },
    ToleranceModel: {
        "short_gl_code": Use("what is let go of", _RESULT),
        "over_gl_code": Use("what is kept", _RESULT),
    },
    RoundingModel: {"gl_code": Use("what cash is rounded by", _RESULT)},
    CustodyModel: {
        "vault": Use("money in the vault", (_K.ASSET,), True),
        "undeposited": Use("money to be deposited", (_K.ASSET,), True),
        "over": Use("what drawers are over", _RESULT, True),
        "short": Use("what drawers are short", _RESULT, True),
    },
    CorrectionAccountsModel: {
        "refunds": Use("refunds owed", (_K.LIABILITY,)),
        "credits": Use("credits owed", (_K.LIABILITY,)),
        "bank": Use("money in the bank", (_K.ASSET,)),
        "returned_items": Use("returned items owed to the office", (_K.ASSET,)),
    },
    CustodyRulesModel: {"transit": Use("deposits on their way", (_K.ASSET,))},
    BankModel: {"gl_code": Use("money in the bank", (_K.ASSET,))},
    ProcessorModel: {
        "fee_gl_code": Use("what a processor keeps back", (_K.EXPENDITURE, _K.REVENUE))
    },
    FundModel: {
        "due_from": Use("what other funds owe", (_K.ASSET,)),
        "due_to": Use("what is owed to other funds", (_K.LIABILITY,)),
    },
}
"""By the table of a policy file and its key. A key that names an account and is not here fails a test."""


def check_accounts(models: Mapping[str, BaseModel], chart: ChartModel, home: str) -> None:
    """Raise ``PolicyError`` with one sentence about the first account that is not in the chart, is of a kind that does
    not fit, lies in another fund than ``home`` and must not, or books dues between funds and something else."""
    accounts = {account.code: account for account in chart.accounts}
    if home not in {fund.code for fund in chart.funds}:
        raise PolicyError(CHART, "funds", f"lacks {home!r}, the fund of the cash")
    _check_dues(models, chart)
    for file, model in {**models, CHART: chart}.items():
        for key, found, use in _used(model, ""):
            fault = _fault(found, use, accounts.get(found), home)
            if fault:
                raise PolicyError(file, key, f"is {found!r}, {fault}")


def _fault(found: str, use: Use, account: AccountModel | None, home: str) -> str:
    if account is None:
        return f"which is not in {CHART}; list it under accounts there, or use one that is"
    if account.kind not in use.kinds:
        allowed = " or ".join(use.kinds)
        return f"which {CHART} lists as {account.kind}; allowed for {use.what} is {allowed}"
    if use.at_home and fund_of(found) != home:
        return f"which is not of fund {home}, where the cash is; allowed for {use.what} are accounts of that fund"
    return ""


def _check_dues(models: Mapping[str, BaseModel], chart: ChartModel) -> None:
    dues = {account for fund in chart.funds for account in (fund.due_from, fund.due_to)}
    for file, model in models.items():
        for key, found, _ in _used(model, ""):
            if found in dues:
                fault = f"is {found!r}, where {CHART} books what is due between funds; use another"
                raise PolicyError(file, key, fault)


def _used(value: object, key: str) -> Iterator[tuple[str, str, Use]]:
    """Yield key, account and use of every account that a model names, in the order of the file."""
    if isinstance(value, BaseModel):
        uses = USES.get(type(value), {})
        for name in type(value).model_fields:
            part, at = getattr(value, name), f"{key}.{name}" if key else name
            if name not in uses:
                yield from _used(part, at)
            elif part is not None:
                yield at, part, uses[name]
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from _used(part, f"{key}.{number}")
