"""The flags and the later facts of a bill as plain data: in one form, and nothing else in their place."""

import json
from datetime import date

import pytest

from domain.receivables.facts import BillFacts, Relevied
from domain.receivables.facts_codec import facts_data, facts_from_data

FLAGGED = BillFacts(flags=frozenset({"senior", "deployed", "military"}))


def test_flags_are_written_in_order_and_read_back() -> None:
    data = json.loads(json.dumps(facts_data(FLAGGED)))
    assert data == [None, None, None, None, None, ["deployed", "military", "senior"]]
    assert facts_from_data(data) == FLAGGED


MOVED = BillFacts(relevied=Relevied(date(2026, 11, 1), "T27-1"))
NAMED = BillFacts(third_party="SMITH, ANN")


def test_facts_that_came_later_are_written_behind_the_others_and_only_where_there_are_any() -> None:
    none: list[object] = [None, None, None, None, None, []]
    assert facts_data(MOVED) == [*none, ["2026-11-01", "T27-1"], ""]
    assert facts_data(NAMED) == [*none, None, "SMITH, ANN"]
    for facts in (MOVED, NAMED):
        assert facts_from_data(json.loads(json.dumps(facts_data(facts)))) == facts


@pytest.mark.parametrize(
    "rest",
    [
        [None],
        [None, ""],
        [None, 1],
        [["2026-11-01"], ""],
        [["20261101", "T"], ""],
        [["2026-11-01", ""], ""],
        ["T27-1", ""],
        [None, "A", 1],
    ],
)
def test_facts_that_came_later_in_another_form_are_damage(rest: list[object]) -> None:
    with pytest.raises(ValueError, match=r"damaged|names the tax bill"):
        facts_from_data([None, None, None, None, None, [], *rest])


@pytest.mark.parametrize(
    "flags", [["senior", "deployed"], ["senior", "senior"], "senior", [1], None, {"senior": 1}]
)
def test_flags_in_another_form_are_damage(flags: object) -> None:
    with pytest.raises(ValueError, match="flags are damaged"):
        facts_from_data([None, None, None, None, None, flags])
