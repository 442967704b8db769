"""``python -m bench quick|full [NAME ...]``: run the measures, print their tables, keep the results as JSON.

A measure is a module in this folder with ``NAME`` and ``run(scale) -> dict``. It prints its own tables, or returns
them under ``tables`` as (title, columns, rows).
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from bench.table import print_table, save

SCALES = ("quick", "full")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name, and the function that takes it at a scale."""

    name: str
    run: Callable[[str], Mapping[str, Any]]


def measures() -> list[Measure]:
    """Return every measure in this folder, in the order of its name."""
    found = []
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name != "__main__":
            loaded = import_module(f"bench.{module.name}")
            if hasattr(loaded, "NAME") and hasattr(loaded, "run"):
                found.append(Measure(loaded.NAME, loaded.run))
    return sorted(found, key=lambda each: each.name)


def take(measure: Measure, scale: str) -> bool:
    """Take one measure, print and keep it; returns whether it could be taken."""
    os.sync()
    began = time.perf_counter()
    try:
        result = dict(measure.run(scale))
    except Exception:  # one measure that fails must not hide the others
        traceback.print_exc()
        print(f"{measure.name} could not be taken.", file=sys.stderr)
        return False
    for title, columns, rows in result.pop("tables", ()):
        print_table(title, columns, rows)
    path = save(measure.name, {"scale": scale, **result})
    took = time.perf_counter() - began
    print(f"{measure.name}: {took:.0f} s, kept in {path.parent.name}/{path.name}\n", flush=True)
    return True


def main(words: Sequence[str]) -> int:
    """Take the named measures, or all; exit code 1 when one could not be taken, 2 for wrong usage."""
    scale, *names = words or ["quick"]
    known = measures()
    unknown = [name for name in names if name not in {each.name for each in known}]
    if scale not in SCALES or unknown:
        listed = ", ".join(each.name for each in known)
        print(
            f"bench: use 'python -m bench quick|full [NAME ...]'; names: {listed}.", file=sys.stderr
        )
        return 2
    chosen = [each for each in known if not names or each.name in names]
    taken = [take(each, scale) for each in chosen]
    return 0 if all(taken) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
