"""An office's policy as text and back through the constructors, without the files and models it was made of.

The text says of each value what it is: ``{"Money": [500]}`` is a value of that name with its fields in order, a list is
a tuple, and what JSON knows stands for itself. Only what an office may be made of can be named.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import Any, cast, get_args

from domain.office import Office
from domain.policy.service_rules import ServiceRules

_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


def encode_office(office: Office) -> str:
    """Return ``office`` as text; equal offices give the same text."""
    return _as_json({"values": _values(), "office": _plain(office)})


def decode_office(text: str) -> Office:
    """Return the office that ``encode_office`` wrote; raises ``ValueError`` for damage and other values."""
    try:
        read = json.loads(text, object_hook=_value)
        values, office = read["values"], read["office"]
    except _DAMAGE as error:
        raise ValueError("a compiled policy is damaged") from error
    if values != _values() or not isinstance(office, Office):
        raise ValueError("a compiled policy is made of other values than this program's")
    return office


@cache
def value_kinds() -> dict[str, type]:
    """Return every class of values and of words that an office may hold, by its name."""
    found: dict[str, type] = {}
    # The office names its rules of single services as text, because they are made of its own values.
    waiting: list[object] = [Office, ServiceRules]
    while waiting:
        kind = waiting.pop()
        if not isinstance(kind, type):
            waiting.extend(get_args(kind))
        elif kind.__name__ in found:
            if found[kind.__name__] is not kind:
                raise AssertionError(f"an office holds two kinds of value named {kind.__name__}")
        elif is_dataclass(kind):
            found[kind.__name__] = kind
            waiting.extend(field.type for field in fields(kind))
        elif issubclass(kind, Enum):
            found[kind.__name__] = kind
    return found


@cache
def _values() -> str:
    """Return the digest of the names and fields of all values: text written with others is not read."""
    named = {
        name: [field.name for field in fields(kind)] if is_dataclass(kind) else []
        for name, kind in value_kinds().items()
    }
    return sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    kind = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, frozenset):
        # In one order, so that equal offices give equal text.
        return {"frozenset": sorted((_plain(part) for part in value), key=_as_json)}
    if kind is date:
        return {"date": cast(date, value).isoformat()}
    if kind is Decimal:
        return {"Decimal": str(value)}
    if value_kinds().get(kind.__name__) is not kind:
        raise TypeError(f"an office holds no {kind.__name__}")
    if isinstance(value, Enum):
        return {kind.__name__: value.value}
    return {kind.__name__: [_plain(getattr(value, each.name)) for each in fields(cast(Any, kind))]}


def _as_json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _value(named: dict[str, Any]) -> Any:
    """Return the value that an object of the text stands for; the outermost one is left as it is."""
    if len(named) != 1:
        return named
    ((name, content),) = named.items()
    if name in _READ:
        return _READ[name](content)
    kind = value_kinds()[name]
    if issubclass(kind, Enum):
        return kind(content)
    if not isinstance(content, list):
        raise ValueError(f"the fields of a {name} are no list")
    return kind(*map(_frozen, content))


def _frozen(part: Any) -> Any:
    return tuple(map(_frozen, part)) if type(part) is list else part


_READ: dict[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "Decimal": Decimal,
    "frozenset": lambda parts: frozenset(map(_frozen, parts)),
}
