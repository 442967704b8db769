"""The chart of accounts in the policy: every account used is in it, of a kind that fits, in a fund that is listed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import get_type_hints

import pytest
from pydantic import BaseModel

from domain.ledger.chart import AccountKind, Chart
from domain.ledger.funds import Fund, Funds
from domain.office import Office
from exchange.chart_checks import USES
from exchange.chart_models import ChartCode
from exchange.policy import PolicyError, load_office
from exchange.policy_fields import GlCode, Strict
from tests.exchange.kit import ITHACA, ithaca
from tests.sample_policy import sample_office

OFFICES = sorted(path.parent for path in ITHACA.parent.glob("*/office.toml"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the model office that a test may spoil."""
    return Path(shutil.copytree(ITHACA, tmp_path / "office"))


def spoiled(folder: Path, file: str, old: str, new: str) -> str:
    """Replace a text in a policy file and return the sentence with which it is refused."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        load_office(folder)
    return str(refused.value)


@pytest.mark.parametrize("folder", OFFICES, ids=lambda path: path.name)
def test_an_office_has_funds_and_a_chart(folder: Path) -> None:
    made = load_office(folder).office
    assert made.funds.home == "A"
    assert [fund.code for fund in made.funds.rows] == ["A", "F", "G"]
    assert made.funds.fund("F") == Fund("F", "Water fund", "F.0000.0391", "F.0000.0630")
    cash = made.chart.account(made.cash.gl_code)
    assert cash is not None
    assert (cash.name, cash.kind, cash.fund) == ("Cash in drawers", AccountKind.ASSET, "A")
    assert made.chart.munis_type == "A"


WRONG = [
    ("tax.toml", "A.1325.1001", "A.1325.1999", "charge_kinds.1.gl_code is 'A.1325.1999', which is not in chart.toml"),
    ("tax.toml", "A.1325.1001", "T.1325.1001", "which is not in chart.toml; list it under accounts there"),
    ("items.toml", "A.8160.2130", "A.0000.0201", "items.1.gl_code is 'A.0000.0201', which chart.toml lists as asset; "
     "allowed for what is sold is revenue or liability"),
    ("office.toml", 'gl_code = "A.0000.0201"', 'gl_code = "A.1325.2770"', "tender_kinds.1.gl_code is 'A.1325.2770', "
     "which chart.toml lists as revenue; allowed for money taken in is asset"),
    ("office.toml", 'vault = "A.0000.0210"', 'vault = "A.0000.0690"', "custody.vault"),
    ("office.toml", 'over = "A.1325.2770"', 'over = "A.0000.0690"', "allowed for what drawers are over is revenue or"),
    ("corrections.toml", 'refunds = "A.0000.0690"', 'refunds = "A.1325.1001"', "accounts.refunds"),
    ("corrections.toml", 'bank = "A.0000.0200"', 'bank = "A.0000.0631"', "allowed for money in the bank is asset"),
    ("custody.toml", 'transit = "A.0000.0207"', 'transit = "A.1325.1001"', "transit is 'A.1325.1001'"),
    ("custody.toml", 'gl_code = "A.0000.0200"', 'gl_code = "A.0000.0688"', "banks.1.gl_code"),
    ("office.toml", 'undeposited = "A.0000.0205"', 'undeposited = "F.0000.0205"', "which is not in chart.toml"),
    ("tax.toml", "A.1325.1001", "A.0000.0630", "where chart.toml books what is due between funds"),
    ("chart.toml", 'code = "A.1325.1001", name = "Real property taxes", kind = "revenue"',
     'code = "A.1325.1001", name = "Real property taxes", kind = "expenditure"',
     "allowed for what is paid on bills is revenue or liability or asset"),
    ("chart.toml", 'due_from = "F.0000.0391"', 'due_from = "A.0000.0391"', "a fund's accounts are its own"),
    ("chart.toml", 'due_from = "F.0000.0391"', 'due_from = "F.0000.0630"', "an account each"),
    ("chart.toml", 'due_to = "F.0000.0630"', 'due_to = "F.8310.2140"', "F.8310.2140"),
    ("chart.toml", 'code = "G"\n', 'code = "F"\n', "funds.3"),
    ("chart.toml", 'kind = "asset"', 'kind = "income"', "allowed are 'asset', 'liability'"),
    ("chart.toml", 'name = "Cash in bank"', 'name = "Cash in bank", org = "A 1"', "accounts.1.org"),
    ("chart.toml", 'munis_type = "A"', 'munis_type = "actual"', "munis_type"),
    ("chart.toml", '"A.0000.0200", name', '"A.0000.0201", name', "account A.0000.0201 is listed twice"),
    ("chart.toml", '"A.0000.0200", name', '"A0000", name', "accounts.1.code"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "told"), WRONG)
def test_what_does_not_fit_is_refused_in_one_sentence(
    office: Path, file: str, old: str, new: str, told: str
) -> None:
    sentence = spoiled(office, file, old, new)
    assert sentence.partition(" ")[0].rstrip(":") in (file, "tax.toml", "water.toml")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert told in sentence


def test_what_lies_in_drawers_and_vault_is_of_the_fund_of_the_cash(office: Path) -> None:
    chart = office / "chart.toml"
    text = chart.read_text(encoding="utf-8")
    more = '    { code = "F.0000.0205", name = "Undeposited", kind = "asset" },\n]\n'
    chart.write_text(text.replace("]\n", more, 1), encoding="utf-8")
    sentence = spoiled(
        office, "office.toml", 'undeposited = "A.0000.0205"', 'undeposited = "F.0000.0205"'
    )
    assert (
        "which is not of fund A, where the cash is; allowed for money to be deposited are accounts of that fund"
        in sentence
    )


def test_an_office_without_a_chart_is_refused(office: Path) -> None:
    (office / "chart.toml").unlink()
    with pytest.raises(PolicyError, match=r"chart.toml is missing"):
        load_office(office)


def test_the_fund_of_the_cash_is_listed(office: Path) -> None:
    text = (office / "chart.toml").read_text(encoding="utf-8")
    for part in ("[[funds]]", "accounts = ["):
        assert part in text
    only = text.replace('code = "A"\n', 'code = "B"\n').replace(
        '"A.0000.0391"\n', '"B.0000.0391"\n'
    )
    only = only.replace('due_to = "A.', 'due_to = "B.')
    (office / "chart.toml").write_text(only, encoding="utf-8")
    with pytest.raises(PolicyError, match="fund A, which is not listed"):
        load_office(office)


def test_every_key_that_names_an_account_is_checked() -> None:
    named = {
        (model, name)
        for model in models(Strict)
        for name, hint in get_type_hints(model, include_extras=True).items()
        if hint in (GlCode, GlCode | None) or (hint == ChartCode and name != "code")
    }
    assert named == {(model, name) for model, uses in USES.items() for name in uses}


def models(base: type[BaseModel]) -> set[type[BaseModel]]:
    """All models of policy files that are loaded."""
    found = set(base.__subclasses__())
    return found.union(*(models(each) for each in found)) if found else found


def test_an_office_s_home_fund_is_that_of_its_cash() -> None:
    office: Office = sample_office()
    with pytest.raises(ValueError, match="home fund"):
        replace(office, funds=Funds("F", office.funds.rows))
    twice = office.chart.accounts[0]
    with pytest.raises(ValueError, match="listed twice"):
        Chart((twice, twice))
    assert ithaca().office.chart.account("nothing") is None
