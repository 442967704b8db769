"""The flags of a bill as plain data: in one order, each once, and nothing else in their place."""

import json

import pytest

from domain.receivables.facts import BillFacts
from domain.receivables.facts_codec import facts_data, facts_from_data

FLAGGED = BillFacts(flags=frozenset({"senior", "deployed", "military"}))


def test_flags_are_written_in_order_and_read_back() -> None:
    data = json.loads(json.dumps(facts_data(FLAGGED)))
    assert data == [None, None, None, None, None, ["deployed", "military", "senior"]]
    assert facts_from_data(data) == FLAGGED


@pytest.mark.parametrize(
    "flags", [["senior", "deployed"], ["senior", "senior"], "senior", [1], None, {"senior": 1}]
)
def test_flags_in_another_form_are_damage(flags: object) -> None:
    with pytest.raises(ValueError, match="flags are damaged"):
        facts_from_data([None, None, None, None, None, flags])
