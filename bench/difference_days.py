"""Seeded days for the difference finder: a drawer's session of mixed receipts, and what went wrong in it.

A cause changes what lies in the drawer, and the count is made of that.
"""

import random
from dataclasses import dataclass, replace

from domain.custody.difference import Cause
from domain.custody.difference_causes import (
    Bundle,
    TakenReceipt,
    TakenTender,
    slides,
    swaps,
)
from domain.money import Money, total

CASH, CHECK = "C", "K"
FLOAT = Money(20_000)
VALUES = (10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1)
FIRST = 3
BUNDLES = (
    *(Bundle(Money(value), 100, "strap") for value in VALUES[:6]),
    *(Bundle(Money(value), size, "roll") for value, size in ((25, 40), (10, 50), (5, 40), (1, 50))),
)
NOTES = (500, 1000, 2000, 5000, 10000)
PRICES = (
    ("Trash tags, sheet of 6", Money(2700)),
    ("Trash tag", Money(450)),
    ("Gate card", Money(1000)),
)


@dataclass(frozen=True, slots=True)
class Drawer:
    """What lies in the drawer at the close: cash in cents, each check, and pieces counted wrongly (value, number)."""

    cash: int
    checks: tuple[int, ...]
    counted_off: tuple[tuple[int, int], ...] = ()
    others: tuple[tuple[str, str, Money], ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day's receipts as posted, and the drawer as it lies there when nothing went wrong."""

    receipts: tuple[TakenReceipt, ...]
    drawer: Drawer


def make_day(rng: random.Random, size: int) -> Day:
    """Return a day of ``size`` mixed receipts, three in a hundred of them void and handed back."""
    receipts = tuple(_receipt(rng, number) for number in range(1, size + 1))
    good = [r for r in receipts if not r.voided]
    cash = FLOAT.cents + sum(cash_of(r) for r in good)
    checks = tuple(t.amount.cents for r in good for t in r.tenders if t.kind == CHECK)
    return Day(receipts, Drawer(cash, checks))


def _receipt(rng: random.Random, number: int) -> TakenReceipt:
    lines = tuple(Money(_line(rng)) for _ in range(rng.choice((1, 1, 1, 1, 2, 3))))
    due = total(lines)
    name, voided = f"2027-1-{number:06d}", rng.random() < 0.03
    if rng.random() < (0.35 if due.cents < 20_000 else 0.85):
        check = TakenTender(CHECK, due, str(rng.randrange(100, 9999)))
        return TakenReceipt(name, lines, (check,), voided=voided)
    if due.cents >= 6_000 and rng.random() < 0.15:
        return _part_paid(rng, name, due.cents, voided=voided)
    given = _given(rng, due.cents)
    return TakenReceipt(
        name, lines, (TakenTender(CASH, Money(given)),), Money(given - due.cents), voided=voided
    )


def _part_paid(rng: random.Random, name: str, due: int, *, voided: bool) -> TakenReceipt:
    """Return a payment of a part in cash to the cent: whoever owes much pays what they have, mostly whole dollars."""
    paid = Money(rng.randrange(1_000, min(due, 60_000), rng.choice((500, 100, 100, 1))))
    return TakenReceipt(name, (paid,), (TakenTender(CASH, paid),), voided=voided, typed=True)


def _line(rng: random.Random) -> int:
    kind = rng.random()
    if kind < 0.25:
        return rng.randrange(40_000, 400_000)
    if kind < 0.55:
        return rng.randrange(6_000, 40_000)
    if kind < 0.8:
        return rng.choice((1500, 2000, 2500, 3000, 4000, 4500, 5500, 10_000))
    return rng.choice((2700, 450, 900, 1000, 2000))


def _given(rng: random.Random, due: int) -> int:
    if rng.random() < 0.3:
        return due
    note = rng.choice([n for n in NOTES if n <= 2000 or due > 2000])
    return -(-due // note) * note


def cash_of(receipt: TakenReceipt) -> int:
    """The cents of cash that a receipt left in the drawer."""
    return sum(t.amount.cents for t in receipt.tenders if t.kind == CASH) - receipt.change.cents


@dataclass(frozen=True, slots=True)
class Wrong:
    """A day with something wrong in it: the true cause, and the receipt that it is about when it is about one."""

    day: Day
    cause: Cause
    receipt: str = ""


def go_wrong(rng: random.Random, day: Day, cause: Cause) -> Wrong | None:
    """Return the day with ``cause`` in its drawer, or ``None`` when the day gives no occasion for it."""
    drawer = day.drawer
    good = [r for r in day.receipts if not r.voided]
    cash = [r for r in good if cash_of(r)]
    changed = [r for r in cash if r.change]
    if cause in (Cause.NOT_TAKEN, Cause.WRONG_SIDE) and cash:
        one = rng.choice(cash)
        off = cash_of(one) * (1 if cause is Cause.NOT_TAKEN else 2)
        return Wrong(_with(day, cash=drawer.cash - off), cause, one.number)
    if cause is Cause.NOT_POSTED:
        off = rng.choice([price.cents for _, price in PRICES] + [_line(rng) for _ in range(3)])
        seen = {line.cents for r in good for line in r.lines} | {p.cents for _, p in PRICES}
        return Wrong(_with(day, cash=drawer.cash + off), cause) if off in seen else None
    if cause in (Cause.CHANGE_KEPT, Cause.CHANGE_TWICE) and changed:
        one = rng.choice(changed)
        off = one.change.cents * (1 if cause is Cause.CHANGE_KEPT else -1)
        return Wrong(_with(day, cash=drawer.cash + off), cause, one.number)
    if cause is Cause.WRONG_NOTE and changed:
        one = rng.choice(changed)
        given = one.tenders[0].amount.cents
        notes = [n for n in NOTES if n != given and n > given - one.change.cents]
        return (
            Wrong(_with(day, cash=drawer.cash + rng.choice(notes) - given), cause, one.number)
            if notes
            else None
        )
    if cause in (Cause.SWAPPED, Cause.SLID, Cause.WRONG_KIND):
        return _wrongly_keyed(rng, day, cause)
    return _elsewhere(rng, day, cause)


def _wrongly_keyed(rng: random.Random, day: Day, cause: Cause) -> Wrong | None:
    drawer, good = day.drawer, [r for r in day.receipts if not r.voided]
    # Digits slip where somebody types them: of cash in a part payment, seldom in a price or a bill in full.
    typed = [r for r in good if r.typed or r.tenders[0].kind == CHECK]
    by_hand = cause is not Cause.WRONG_KIND and typed and rng.random() < 0.8
    one = rng.choice(typed if by_hand else good)
    tender = rng.choice(one.tenders)
    cents = tender.amount.cents
    # What went wrong before on such a day may have taken this very check.
    if tender.kind == CHECK and cents not in drawer.checks:
        return None
    if cause is Cause.WRONG_KIND:
        if tender.kind == CHECK:
            return Wrong(
                _with(day, cash=drawer.cash + cents, checks=_without(drawer, cents)),
                cause,
                one.number,
            )
        return Wrong(
            _with(day, cash=drawer.cash - cents, checks=(*drawer.checks, cents)), cause, one.number
        )
    choices = swaps(tender.amount) if cause is Cause.SWAPPED else slides(tender.amount)
    if not choices:
        return None
    other = rng.choice(choices).cents
    if tender.kind == CHECK:
        return Wrong(_with(day, checks=(*_without(drawer, cents), other)), cause, one.number)
    return Wrong(_with(day, cash=drawer.cash + other - cents), cause, one.number)


def _elsewhere(rng: random.Random, day: Day, cause: Cause) -> Wrong | None:
    drawer = day.drawer
    voids = [r for r in day.receipts if r.voided and cash_of(r)]
    if cause is Cause.VOID_NOT_PAID_BACK and voids:
        one = rng.choice(voids)
        return Wrong(_with(day, cash=drawer.cash + cash_of(one)), cause, one.number)
    if cause is Cause.DOUBLED:
        checks = [r for r in day.receipts if not r.voided and r.tenders[0].kind == CHECK]
        if not checks:
            return None
        twice = replace(rng.choice(checks), number=f"2027-1-{len(day.receipts) + 1:06d}")
        return Wrong(Day((*day.receipts, twice), drawer), cause, twice.number)
    if cause is Cause.MISCOUNTED:
        value = rng.choice(VALUES)
        off = rng.choice((-1, 1)) if pieces_of(max(drawer.cash, 0))[value] else 1
        return Wrong(_counted_off(day, (value, off)), cause)
    if cause is Cause.WRONG_PILE:
        group = VALUES[:6] if rng.random() < 0.8 else VALUES[6:]
        one_value, other = rng.sample(group, 2)
        # Only a piece that is there can lie in another's pile.
        if not pieces_of(max(drawer.cash, 0))[one_value]:
            return None
        return Wrong(_counted_off(day, (one_value, -1), (other, 1)), cause)
    if cause is Cause.FLOAT:
        sign = rng.choice((-1, 1))
        return Wrong(_with(day, cash=drawer.cash + sign * FLOAT.cents), cause)
    if cause is Cause.PULL:
        return Wrong(_with(day, cash=drawer.cash - rng.randrange(1, 11) * 10_000), cause)
    if cause is Cause.OTHER_DRAWER:
        off = rng.choice((-1, 1)) * rng.randrange(100, 20_000)
        others = (("2", CASH, Money(-off)),)
        return Wrong(_with(day, cash=drawer.cash + off, others=others), cause)
    return None


def _with(day: Day, **changed: object) -> Day:
    return replace(day, drawer=replace(day.drawer, **changed))  # type: ignore[arg-type]  # fields of Drawer


def _counted_off(day: Day, *more: tuple[int, int]) -> Day:
    """Return the day with pieces counted wrongly beside those that were before."""
    return _with(day, counted_off=(*day.drawer.counted_off, *more))


def _without(drawer: Drawer, cents: int) -> tuple[int, ...]:
    left = list(drawer.checks)
    left.remove(cents)
    return tuple(left)


def pieces_of(cents: int) -> dict[int, int]:
    """The fewest pieces that come to so many cents, by their value."""
    found: dict[int, int] = {}
    for value in VALUES:
        found[value], cents = divmod(cents, value)
    return found
