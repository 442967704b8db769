"""The policy file of corrections: read strictly, every name in it known to the office."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from domain.corrections.policy import CorrectionKind
from domain.money import Money
from domain.policy.codec import decode_office, encode_office
from exchange.policy import PolicyError, load_office
from tests.exchange.kit import ITHACA

FILE = "corrections.toml"


def copied(folder: Path) -> Path:
    """A copy of the model office that a test may change."""
    return Path(shutil.copytree(ITHACA, folder / "office"))


def test_the_citys_file_says_who_may_waive_what() -> None:
    policy = load_office(ITHACA).office.corrections
    assert policy.series == "OFC"
    assert policy.waiver("parking", "late_fee") is not None
    assert policy.waiver("tax", "penalty") is None, "no penalty waiver for property tax"
    assert policy.dismissal("parking") is not None
    assert policy.dismissal("tax") is None
    returned = policy.returned
    assert (returned.fee, returned.fee_most, returned.tender_kinds) == (
        Money(2000),
        Money(2000),
        ("K",),
    )
    assert "To be confirmed" in returned.source.citation
    for kind in CorrectionKind:
        assert policy.reasons_for(kind), kind


def test_an_office_with_corrections_survives_its_compiled_form() -> None:
    office = load_office(ITHACA).office
    assert decode_office(encode_office(office)) == office


def test_an_office_without_the_file_corrects_nothing(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / FILE).unlink()
    assert load_office(folder).office.corrections.reasons == ()


@pytest.mark.parametrize(
    ("found", "other", "said"),
    [
        ('kinds = ["void"]', 'kinds = ["voyd"]', ["reasons.1.kinds.1", "voyd", "reversal"]),
        ('series = "OFC"', 'series = "1"', ["series", "is a drawer"]),
        ('fee = "20.00"', 'fee = "20.01"', ["at most 20.00"]),
        ('fee = "20.00"', "fee = 20.0", ["returned_checks.fee", "text with two decimals"]),
        ('charge_kinds = ["late_fee"]', 'charge_kinds = ["late"]', ["'late'", "late_fee"]),
        ('service = "parking"', 'service = "parkign"', ["'parkign'", "parking"]),
        ('tender_kinds = ["K"]', 'tender_kinds = ["Q"]', ["'Q'", "C, K"]),
        ('"{bills}"', '"{bill}"', ["{bill}", "{bills}"]),
        ('"{bills}"', '"{bills"', ["stands for a fact"]),
        ("per_account = 2", "per_account = 0", ["per_account", "0"]),
        ('credits = "A.0000.0688"', 'credits = "A.0000.0690"', ["A.0000.0690", "twice"]),
        ('split = "whole_lines"', 'split = "half"', ["split", "in_proportion"]),
        ('code = "nsf"', 'code = "practice"', ["practice", "twice"]),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence(
    tmp_path: Path, found: str, other: str, said: list[str]
) -> None:
    folder = copied(tmp_path)
    text = (folder / FILE).read_text(encoding="utf-8")
    assert found in text
    (folder / FILE).write_text(text.replace(found, other, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_office(folder)
    sentence = str(caught.value)
    assert sentence.startswith(FILE)
    for words in said:
        assert words in sentence, sentence
