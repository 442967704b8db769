"""How often the difference finder names the true cause among its first three, on seeded days with one or two causes.

The finder sees the postings and the count alone.
"""

import random
from collections import Counter

from bench.difference_days import (
    BUNDLES,
    CASH,
    CHECK,
    FLOAT,
    PRICES,
    VALUES,
    Day,
    cash_of,
    go_wrong,
    make_day,
    pieces_of,
)
from domain.custody.count import match_items
from domain.custody.difference import Cause, Effect, Explanation, effect_of, explain
from domain.custody.difference_causes import SessionData, suspects
from domain.money import Money, total

FIRST = 3


def looked_through(day: Day) -> tuple[Effect, tuple[Explanation, ...]]:
    """Return the difference that the close finds, and the finder's explanations of it."""
    good = [r for r in day.receipts if not r.voided]
    pieces = Counter(pieces_of(max(day.drawer.cash, 0)))
    for value, off in day.drawer.counted_off:
        pieces[value] = max(pieces[value] + off, 0)
    counted = sum(value * number for value, number in pieces.items())
    expected = FLOAT.cents + sum(cash_of(r) for r in good)
    posted = [t.amount for r in good for t in r.tenders if t.kind == CHECK]
    checks = [Money(cents) for cents in day.drawer.checks]
    difference = effect_of(
        (CASH, Money(counted - expected)), (CHECK, total(checks) - total(posted))
    )
    data = SessionData(
        CASH,
        (CASH, CHECK),
        day.receipts,
        tuple((Money(value), pieces[value]) for value in VALUES),
        FLOAT,
        day.drawer.others,
        PRICES,
        ((CHECK, match_items(posted, checks)),),
        BUNDLES,
    )
    return difference, explain(difference, suspects(data))


def named(
    explanations: tuple[Explanation, ...], causes: tuple[Cause, ...], receipts: set[str]
) -> bool:
    """Whether one of the first three names the causes, and for those about a receipt the receipt as well."""
    for one in explanations[:FIRST]:
        if sorted(one.causes) == sorted(causes):
            shown = {s.receipt for s in one.suspects if s.receipt}
            if receipts <= shown:
                return True
    return False


CAUSES = tuple(cause for cause in Cause if cause is not Cause.ROUNDING)


def rates(seed: int, days: int) -> tuple[dict[Cause, tuple[int, int, int]], tuple[int, int]]:
    """Return (named first, named, days) by single cause, and (named, days) for days with two; each has its own seed."""
    single: dict[Cause, tuple[int, int, int]] = {}
    for cause in CAUSES:
        foremost = hits = tried = number = 0
        while tried < days and number < days * 20:
            rng = random.Random(f"{seed} {cause} {number}")
            number += 1
            wrong = go_wrong(rng, make_day(rng, rng.randrange(25, 90)), cause)
            if wrong is None:
                continue
            difference, found = looked_through(wrong.day)
            if not difference:
                continue
            tried += 1
            receipts = {wrong.receipt} if wrong.receipt else set()
            hits += named(found, (cause,), receipts)
            foremost += named(found[:1], (cause,), receipts)
        single[cause] = (foremost, hits, tried)
    return single, _two(seed, days * 4)


def _two(seed: int, days: int) -> tuple[int, int]:
    hits = tried = 0
    for number in range(days * 3):
        if tried == days:
            break
        rng = random.Random(f"{seed} two {number}")
        first = go_wrong(rng, make_day(rng, rng.randrange(25, 90)), rng.choice(CAUSES))
        second = go_wrong(rng, first.day, rng.choice(CAUSES)) if first else None
        if first is None or second is None or first.cause is second.cause:
            continue
        difference, found = looked_through(second.day)
        if difference:
            tried += 1
            receipts = {r for r in (first.receipt, second.receipt) if r}
            hits += named(found, (first.cause, second.cause), receipts)
    return hits, tried


NAME = "difference"


def run(scale: str) -> dict[str, object]:
    """Print the finder's hit rates by cause; ``full`` looks at ten times as many days."""
    days = 40 if scale == "quick" else 400
    single, two = rates(1, days)
    rows: list[tuple[object, ...]] = [
        (cause.value, tried, hits, hits / tried, foremost / tried)
        for cause, (foremost, hits, tried) in single.items()
    ]
    foremost, hits, tried = (sum(each) for each in zip(*single.values(), strict=True))
    rows.append(("all single causes", tried, hits, hits / tried, foremost / tried))
    rows.append(("two causes at once", two[1], two[0], two[0] / two[1], ""))
    title = f"The true cause among the finder's first {FIRST} explanations"
    return {
        "tables": [(title, ("cause", "days", "named", "share", "named first"), rows)],
        "single": hits / tried,
        "first": foremost / tried,
        "two": two[0] / two[1],
    }
