"""Every row of the rules on taxes, State law, application and water has its tests, named after the row's source.

A row is what was read in a page or a statute: a test that is lost or renamed is missed here. Sources are written as in
the names of the tests; a row without one is general knowledge, or was worked out here.
"""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.domain.rule_rows import WATER, Rule
from tests.domain.rule_rows_city import CITY_TAX, WATER_RULES
from tests.domain.rule_rows_facts import FACTS
from tests.domain.rule_rows_law import STATE_LAW
from tests.domain.rule_rows_mail import APPLICATION, ENVELOPES

EVERY = [*CITY_TAX, *STATE_LAW, *ENVELOPES, *APPLICATION, *WATER_RULES]


def module_of(where: str) -> str:
    """The full name of a module of tests: of the domain, unless another area is named."""
    area = where.partition(".")[0]
    return (
        f"tests.{where}" if area in ("tui", "exchange", "chamberlain") else f"tests.domain.{where}"
    )


def flat(name: str) -> str:
    """A name without its underscores: ``rptl_1112`` and ``rptl1112`` are one source."""
    return name.replace("_", "")


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.says)
def test_each_row_has_its_tests(rule: Rule) -> None:
    for where, name in rule.names():
        assert name.startswith("test_")
        assert callable(getattr(import_module(module_of(where)), name, None)), f"{where}: {name}"


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.says)
def test_a_test_of_each_row_is_named_after_its_source(rule: Rule) -> None:
    names = [flat(name) for _, name in rule.names()]
    assert names
    for source in rule.sources.split():
        assert any(flat(source) in name for name in names), source


def test_a_fact_about_the_office_says_why_nothing_is_tested_and_is_no_rule_beside() -> None:
    said = [fact.says for fact in FACTS]
    assert len(said) == len(set(said))
    assert not {*said} & {rule.says for rule in EVERY}
    for fact in FACTS:
        assert len(fact.reason.split()) > 5, fact.says


def test_no_row_stands_twice_and_a_lost_test_is_noticed() -> None:
    said = [rule.says for rule in EVERY]
    assert len(said) == len(set(said))
    lost = Rule("lost", "", {WATER: "test_of_nothing"})
    with pytest.raises(AssertionError, match="test_of_nothing"):
        test_each_row_has_its_tests(lost)
