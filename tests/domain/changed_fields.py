"""Every field within a value, and another value for each: what a digest must notice."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from domain.money import Money
from tests.samples import DAY


def leaves(value: Any) -> Iterator[tuple[Any, str]]:
    """Every field within a value that is not itself a value with fields."""
    for field in fields(value):
        held = getattr(value, field.name)
        yield from _leaves_of(value, field.name, held)


def _leaves_of(owner: Any, name: str, held: Any) -> Iterator[tuple[Any, str]]:
    if is_dataclass(held):
        yield from leaves(held)
    else:
        yield owner, name
        if isinstance(held, tuple):
            for part in held:
                if is_dataclass(part):
                    yield from leaves(part)


def other(value: Any, name: str, empty: dict[str, object]) -> Any:
    """A value of the same type that differs; where there is none, a day."""
    if not value and name in empty:
        return empty[name]
    if value is None:
        return DAY
    if isinstance(value, Enum):
        return next(v for v in type(value) if v is not value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value + "x"
    if isinstance(value, datetime | date):
        return value + timedelta(days=1)
    assert isinstance(value, tuple)
    return value[:-1] if value else (("x", Money(1)),)
