"""Processors in the file of keeping money: whose tenders, which bank account, which account of the fee."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.policy import make_office
from exchange.policy_folder import PolicyError, read_policy

ITHACA = Path(__file__).parents[2] / "offices" / "ithaca"


def files(old: str = "", new: str = "") -> dict[str, str]:
    """The office's files, with a change to the processors at the end of custody.toml."""
    found = read_policy(ITHACA)
    head, mark, tail = found["custody.toml"].partition("[[processors]]")
    assert old in tail
    found["custody.toml"] = head + mark + tail.replace(old, new, 1)
    return found


def test_the_office_has_its_processor() -> None:
    (processor,) = make_office(files()).office.keeping.processors
    assert (processor.code, processor.tenders, processor.bank) == ("epay", ("E",), "general")
    assert processor.max_days == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('tenders = ["E"]', 'tenders = ["C"]', "processors.1.tenders"),
        ('tenders = ["E"]', "tenders = []", "processors.1.tenders"),
        ('bank = "general"', 'bank = "other"', "processors.1.bank"),
        ('fee_gl_code = "A.1325.0440"', 'fee_gl_code = "A.0000.0200"', "fee_gl_code"),
        ('fee_gl_code = "A.1325.0440"\n', "", "a fee has its ledger account"),
        ('type_codes = ["142"', 'type_codes = ["14"', "type_codes"),
        ("max_days = 3", "max_days = 99", "max_days"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_key(old: str, new: str, said: str) -> None:
    with pytest.raises(PolicyError) as refused:
        make_office(files(old, new))
    assert said in str(refused.value)


def test_a_tender_has_one_processor() -> None:
    found = files()
    again = found["custody.toml"].partition("[[processors]]")[2].replace('"epay"', '"other"')
    found["custody.toml"] += "\n[[processors]]" + again
    with pytest.raises(PolicyError, match="a processor's tender"):
        make_office(found)
