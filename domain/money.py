"""Money: integer cents in one frozen type, with its parsing, formatting, rounding and splitting."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TYPED = re.compile(r"(?P<dollars>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<cents>\d{0,2}))?\Z")
MOST_TYPED = 10**11
"""Cents. Nobody hands a thousand million dollars over a counter: what is typed as more is a mistake."""
MOST_CENTS = 10**15
"""Cents. Sums of a day's mistakes stay below it, so that no amount that was typed can break a total."""


@dataclass(frozen=True, slots=True, order=True, init=False)
class Money:
    """An amount in whole cents. Never built from a float; adding and subtracting are exact."""

    cents: int

    def __init__(self, cents: int) -> None:
        # By hand: a proof makes millions of them, and the constructor that is made by itself calls two functions.
        if type(cents) is not int:
            raise TypeError(f"money is whole cents, not {type(cents).__name__}")
        if not -MOST_CENTS < cents < MOST_CENTS:
            raise ValueError("amount out of range")
        _keep(self, cents)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)

    def __neg__(self) -> "Money":
        return Money(-self.cents)

    def __abs__(self) -> "Money":
        return Money(abs(self.cents))

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, count: int) -> "Money":
        """Return this amount ``count`` times; ``count`` is a whole number."""
        if type(count) is not int:
            raise TypeError("money is multiplied by whole numbers only")
        return Money(self.cents * count)

    def __str__(self) -> str:
        return format_cents(self.cents)


_keep = vars(Money)["cents"].__set__
"""Sets the one slot; everybody else finds it frozen."""
ZERO = Money(0)


def format_cents(cents: int) -> str:
    """Return ``cents`` as dollars and cents: ``1,234.56``, a negative one as ``-1,234.56``."""
    sign = "-" if cents < 0 else ""
    dollars, rest = divmod(abs(cents), 100)
    return f"{sign}{dollars:,}.{rest:02d}"


def total(amounts: Iterable[Money]) -> Money:
    """Return the sum of ``amounts``; zero when there are none."""
    return Money(sum([amount.cents for amount in amounts]))


def parse_money(text: str) -> Money | None:
    """Read an amount as a clerk types it: ``200``, ``12.5``, ``1,224.55``, ``$3``.

    Returns ``None`` for anything else: a sign, an exponent, three decimals, misplaced commas, no digit
    at all, ``MOST_TYPED`` or more.
    """
    typed = text.strip().removeprefix("$")
    if not typed.isascii():
        return None
    match = _TYPED.match(typed)
    if match is None or not any(c.isdigit() for c in typed) or len(typed) > 17:
        return None
    dollars = int((match["dollars"] or "0").replace(",", ""))
    cents = dollars * 100 + int((match["cents"] or "").ljust(2, "0"))
    return Money(cents) if cents < MOST_TYPED else None


def share(base: Money, rate: Decimal) -> Money:
    """Return ``rate`` (0.15 is fifteen percent) of ``base``, rounded half up to the cent: the one rounding of rates."""
    return Money(int((base.cents * rate).to_integral_value(ROUND_HALF_UP)))


def split(amount: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """Split ``amount`` in proportion to non-negative ``weights`` without losing a cent (largest remainders first)."""
    whole = sum(weights)
    if whole <= 0 or any(w < 0 for w in weights):
        raise ValueError("weights must be non-negative and not all zero")
    sign = -1 if amount.cents < 0 else 1
    cents = abs(amount.cents)
    parts = [cents * w // whole for w in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(cents * weights[i] % whole), i))
    for i in by_remainder[: cents - sum(parts)]:
        parts[i] += 1
    return tuple(Money(sign * part) for part in parts)
