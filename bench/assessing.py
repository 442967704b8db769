"""S11: what 100,000 open bills come to on a day, beside a bare loop over the same rows.

The floor adds up whole numbers and takes one percent of what is past due: no calendar, no ladder, no credit, no step
that explains anything. Both take turns every few hundred bills; the garbage collector rests. Nothing here waits, so
the time is the processor's own: what a busy machine gives to others is not counted.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import thread_time
from typing import Any

from bench.assessing_city import ON, Open, least, open_bills
from bench.table import percentile
from domain.office import Office
from domain.receivables.assessment import assess
from exchange.policy import load_office

NAME = "S11"
SIZES = (10_000, 100_000)
ROUNDS = {"quick": 2, "full": 6}
AT_A_TIME = 250


def run(scale: str) -> dict[str, Any]:
    """Measure both sizes, and each service by itself at the larger one; times are in microseconds a bill."""
    office = load_office(Path(__file__).resolve().parent.parent / "offices" / "ithaca").office
    cities = {size: open_bills(size, office) for size in SIZES}
    sizes = {str(size): _measure(bills, office, ROUNDS[scale]) for size, bills in cities.items()}
    services = {code: _measure(bills, office, 1) for code, bills in _apart(cities[SIZES[-1]])}
    for figures in sizes.values():
        figures["growth"] = figures["a_bill"] / sizes[str(SIZES[0])]["a_bill"]
    tables = (
        ("S11: what open bills come to, to a bare loop (microseconds a bill)", "bills", sizes),
        (f"S11: the {SIZES[-1]:,} bills by service", "service", services),
    )
    return {
        "sizes": sizes,
        "services": services,
        "tables": [
            (
                title,
                (first, *next(iter(rows.values()))),
                [(k, *v.values()) for k, v in rows.items()],
            )
            for title, first, rows in tables
        ],
    }


def _measure(bills: Sequence[Open], office: Office, rounds: int) -> dict[str, float]:
    """Time both sides in turn, ``rounds`` times, after a round that only warms up."""
    each: list[float] = []
    ratios: list[float] = []
    gc.collect()
    gc.disable()
    for number in range(rounds + 1):
        for start in range(0, len(bills), AT_A_TIME):
            some = bills[start : start + AT_A_TIME]
            bare, times = _bare(some), _assessed(some, office)
            if number:
                each.extend(times)
                ratios.append(sum(times) / bare)
    gc.enable()
    return {
        "count": len(bills),
        "ratio": median(ratios),
        "a_bill": sum(each) / len(each) * 1e6,
        "p50": percentile(each, 0.5) * 1e6,
        "p99": percentile(each, 0.99) * 1e6,
        "max": max(each) * 1e6,
    }


def _bare(bills: Sequence[Open]) -> float:
    """Return how long the floor takes for some bills."""
    rows, today = [bill.row for bill in bills], ON.toordinal()
    began = thread_time()
    for cents in least(rows, today):
        if cents < 0:
            raise ValueError("more was paid on a bill than its charges")
    return thread_time() - began


def _assessed(bills: Sequence[Open], office: Office) -> list[float]:
    """Assess every bill and return how long each took."""
    times: list[float] = []
    last = thread_time()
    for bill in bills:
        if assess(bill.state, ON, office).total.cents < 0:
            raise ValueError("more was paid on a bill than it came to")
        now = thread_time()
        times.append(now - last)
        last = now
    return times


def _apart(bills: Sequence[Open]) -> list[tuple[str, list[Open]]]:
    """Return the bills of each service."""
    codes = sorted({bill.state.bill.service for bill in bills})
    return [(code, [b for b in bills if b.state.bill.service == code]) for code in codes]
