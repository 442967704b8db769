"""What is wrong in a policy file, in one sentence: file, key, what was found, what is allowed."""

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from exchange.policy_folder import PolicyError

_WANTED = {
    "string_type": 'allowed is text in quotes, such as "example"',
    "bool_type": "allowed are true and false, without quotes",
    "int_type": "allowed is a whole number, without quotes",
    "date_type": "allowed is a date without quotes, such as 2026-01-31",
    "tuple_type": "allowed is a list in square brackets",
    "list_type": "allowed is a list in square brackets",
    "dict_type": "allowed is a table",
    "model_type": "allowed is a table",
    "model_attributes_type": "allowed is a table",
    "too_short": "at least one is needed",
    "string_too_short": "text is needed here",
}
_LONGEST_SHOWN = 60
_MOST_LISTED = 6


def first_fault(file: str, model: type[BaseModel], error: ValidationError) -> PolicyError:
    """Return the first thing wrong with a file as a ``PolicyError``, with the number of others."""
    faults = error.errors(include_url=False)
    # An unknown key often explains a missing one: say that first.
    first = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
    sentence = _in_words(model, first)
    if len(faults) > 1:
        sentence += f" ({len(faults) - 1} more to mend in this file)"
    return PolicyError(file, _dotted(first["loc"]), sentence)


def _dotted(loc: Sequence[int | str]) -> str:
    parts = (str(part + 1) if isinstance(part, int) else part for part in loc)
    return ".".join(part for part in parts if part != "[key]")


def _in_words(model: type[BaseModel], fault: ErrorDetails) -> str:
    kind, found = fault["type"], _shown(fault["input"])
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        keys = _keys_at(model, fault["loc"][:-1])
        near = difflib.get_close_matches(str(fault["loc"][-1]), keys, n=1)
        meant = f"did you mean {near[0]!r}? " if near else ""
        return f"is not a key of this table; {meant}allowed are {', '.join(keys)}"
    context = fault.get("ctx", {})
    if kind == "value_error":
        why = str(context.get("error"))
        if not fault["loc"]:
            return why
        together = _told_of(fault["input"], why) if isinstance(fault["input"], dict) else ""
        return f"has {together}; {why}" if together else f"is {found}; {why}"
    if kind == "literal_error":
        return f"is {found}; allowed are {context.get('expected')}"
    wanted = _WANTED.get(kind) or fault["msg"][:1].lower() + fault["msg"][1:]
    return f"is {found}; {wanted}"


def _told_of(table: Mapping[str, object], why: str) -> str:
    """Return the keys of a table that a sentence names, each with its value: what of it is wrong together."""
    named = set(re.findall(r"\w+", why))
    told = ((key, _listed(value)) for key, value in table.items() if key in named)
    return ", ".join(f"{key} {text}" for key, text in told if text)


def _listed(value: object) -> str:
    """Return a value, or the values of a short list; nothing for a table."""
    if not isinstance(value, list | tuple):
        return "" if isinstance(value, dict) else _shown(value)
    if any(isinstance(each, dict | list | tuple) for each in value):
        return ""
    shown = ", ".join(map(_shown, value[:_MOST_LISTED]))
    return f"[{shown}{', …' if len(value) > _MOST_LISTED else ''}]"


def _shown(found: object) -> str:
    if isinstance(found, dict | list | tuple):
        return "a table" if isinstance(found, dict) else "a list"
    if isinstance(found, bool):
        return "true" if found else "false"
    text = repr(found) if isinstance(found, str) else str(found)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _keys_at(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """Return the keys that the table at ``loc`` may have, by walking down the models."""
    current: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int) or current is None:
            continue
        if issubclass(current, RootModel):
            current = _model_in(current.model_fields["root"].annotation)
            continue
        names = {field.alias or name: field for name, field in current.model_fields.items()}
        current = _model_in(names[part].annotation) if part in names else current
    if current is None:
        return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as ``tuple[Model, ...]`` or ``dict[str, Model]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for m in map(_model_in, get_args(annotation)) if m is not None), None)
