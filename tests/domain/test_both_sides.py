"""Nobody signs both sides of an act, not as somebody from outside either."""

from __future__ import annotations

import pytest

from domain.custody.moving import order_from_bank
from domain.refusals import Code, Refusal
from tests.samples import CHAMBERLAIN, sample_office
from tests.storage.custody_kit import SUPERVISOR, asked, pieces, signed

OFFICE = sample_office()
BANK = OFFICE.keeping.banks[0]


@pytest.mark.parametrize("teller", [SUPERVISOR.name, SUPERVISOR.name.upper()])
def test_the_maker_is_not_the_bank_teller_too(teller: str) -> None:
    keeper = signed(SUPERVISOR, SUPERVISOR)
    said = order_from_bank(pieces(d20=5), teller, keeper, BANK, asked("f-1"), OFFICE)
    assert isinstance(said, Refusal)
    assert said.code is Code.ACT_ONE_PERSON


def test_the_other_who_signs_is_not_the_bank_teller_either() -> None:
    keeper = signed(CHAMBERLAIN, SUPERVISOR)
    said = order_from_bank(pieces(d20=5), CHAMBERLAIN.name, keeper, BANK, asked("f-1"), OFFICE)
    assert isinstance(said, Refusal)
