"""A compiled policy: an office as text and back, whole and equal, and nothing but an office."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.money import Money
from domain.office import Office
from domain.policy.codec import decode_office, encode_office, value_kinds
from domain.policy.service_rules import ServiceRules
from exchange.policy import load_office
from tests.sample_policy import sample_office

FOLDERS = sorted(Path(__file__).resolve().parents[2].glob("offices/*/"))
NAMES = [folder.name for folder in FOLDERS]

OTHER: dict[type, st.SearchStrategy[Any]] = {
    str: st.text(max_size=20),
    int: st.integers(-(10**12), 10**12),
    bool: st.booleans(),
    date: st.dates(),
    Decimal: st.decimals(0, 10, allow_nan=False),
    Money: st.integers(-(10**10), 10**10).map(Money),
}
"""Values to put in the place of others of the same type."""


@cache
def office(name: str) -> Office:
    return load_office(FOLDERS[NAMES.index(name)]).office


def changed(value: Any, change: Callable[[Any], Any]) -> Any:
    """The same tree with its leaves changed; a value whose own rules do not let them be stays as it was."""
    kind = type(value)
    if kind in OTHER:
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(part, change) for part in value)
    if isinstance(value, frozenset):
        return frozenset(changed(part, change) for part in sorted(value))
    if not is_dataclass(value):
        return value
    parts = {each.name: changed(getattr(value, each.name), change) for each in fields(value)}
    try:
        return kind(**parts)
    except ValueError:
        return value


@st.composite
def changed_offices(draw: st.DrawFn) -> Office:
    """A real office in which about one value in twenty is another."""
    plain = office(draw(st.sampled_from(NAMES)))
    step, place = draw(st.integers(10, 40)), draw(st.integers(0, 39))
    seen = iter(range(10**6))

    def change(value: Any) -> Any:
        return draw(OTHER[type(value)]) if next(seen) % step == place % step else value

    made = changed(plain, change)
    assert isinstance(made, Office)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_every_office_comes_back_as_it_was(name: str) -> None:
    text = encode_office(office(name))
    assert decode_office(text) == office(name)
    assert encode_office(decode_office(text)) == text


@settings(max_examples=60, deadline=None)
@given(changed_offices())
def test_any_office_comes_back_as_it_was(made: Office) -> None:
    text = encode_office(made)
    back = decode_office(text)
    assert back == made
    # Equal is not enough: 1 equals true, and 0.10 equals 0.1; their texts differ.
    assert encode_office(back) == text


def test_the_order_of_a_set_does_not_show() -> None:
    days = sorted(office("ithaca").calendar.holidays)
    texts = {
        encode_office(replace(office("ithaca"), calendar=replace(office("ithaca").calendar, holidays=held)))
        for held in (frozenset(days), frozenset(reversed(days)))
    }  # fmt: skip
    assert len(texts) == 1


def reachable(kind: object) -> Iterator[type]:
    """Every class of values and words in a type, those that it names as text too."""
    if not isinstance(kind, type):
        for part in get_args(kind):
            yield from reachable(part)
    elif issubclass(kind, Enum):
        yield kind
    elif is_dataclass(kind):
        yield kind
        for hint in get_type_hints(kind, localns={"ServiceRules": ServiceRules}).values():
            yield from reachable(hint)


def test_no_kind_of_value_is_forgotten() -> None:
    assert {kind.__name__: kind for kind in reachable(Office)} == value_kinds()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_gives_an_office_or_a_value_error(data: st.DataObject) -> None:
    text = encode_office(sample_office())
    place = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(0, 30))
    damaged = text[:place] + data.draw(st.text(max_size=8)) + text[place + length :]
    with suppress(ValueError):
        assert isinstance(decode_office(damaged), Office)


def test_only_values_of_an_office_can_be_named() -> None:
    whole = json.loads(encode_office(sample_office()))
    strangers: tuple[dict[str, object], ...] = (
        {"Path": ["x"]}, {"eval": "1"}, {"Posting": []}, {"date": 5}, {"Money": 5}, {"Reason": "ab"},
    )  # fmt: skip
    for stranger in strangers:
        whole["office"]["Office"][0] = stranger
        with pytest.raises(ValueError, match="damaged"):
            decode_office(json.dumps(whole))
    for text in ("", "[]", "null", "{}", '{"office": 1, "values": 2}', "[" * 100_000):
        with pytest.raises(ValueError, match="compiled policy"):
            decode_office(text)


def test_text_made_of_other_values_is_not_read() -> None:
    whole = json.loads(encode_office(sample_office()))
    whole["values"] = "0" * 64
    with pytest.raises(ValueError, match="other values"):
        decode_office(json.dumps(whole))
    whole = json.loads(encode_office(sample_office()))
    whole["office"] = {"Money": [5]}
    with pytest.raises(ValueError, match="other values"):
        decode_office(json.dumps(whole))


def test_what_is_no_value_of_an_office_is_not_written() -> None:
    for stranger in (0.5, b"x", ["list"], object()):
        with pytest.raises(TypeError, match="an office holds no"):
            encode_office(replace(sample_office(), name=stranger))  # type: ignore[arg-type]
