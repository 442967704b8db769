"""The kinds of value that policy files hold, each read strictly: money and rates as text, never as floating point."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    StringConstraints,
)

from domain.money import Money, parse_money
from domain.office import Source
from domain.people.authority import Act
from domain.policy.accruals import UNCONFIRMED
from domain.text import clean_text

_AMOUNT = re.compile(r"[0-9]{1,9}\.[0-9]{2}\Z")
_RATE = re.compile(r"(?P<number>[0-9]{1,4}(?:\.[0-9]{1,8})?) ?(?P<percent>%?)\Z")
_MONTH_DAY = re.compile(r"(?P<month>[0-9]{2})-(?P<day>[0-9]{2})\Z")


def _money(found: Any) -> Money:
    """Read ``"27.00"``; refuses floats, which cannot hold cents exactly, and every looser form."""
    if isinstance(found, int | float) and not isinstance(found, bool):
        raise ValueError(
            'an amount is text with two decimals, such as "27.00"; a bare number loses cents'
        )
    if not isinstance(found, str) or not _AMOUNT.match(found):
        raise ValueError('an amount is text with two decimals and no commas, such as "27.00"')
    amount = parse_money(found)
    if amount is None:
        raise ValueError('an amount is text with two decimals and no commas, such as "27.00"')
    return amount


def _positive(amount: Money) -> Money:
    if amount.cents <= 0:
        raise ValueError("an amount here is more than 0.00")
    return amount


def _rate(found: Any) -> Decimal:
    """Read ``"1.5 %"`` or ``"0.015"`` as an exact fraction."""
    match = _RATE.match(found) if isinstance(found, str) else None
    if match is None:
        raise ValueError('a rate is text, such as "1.5 %" or "0.015"; a bare number is not exact')
    number = Decimal(match["number"])
    if number >= 1 and not match["percent"]:
        raise ValueError(f'a rate from 100 % up says so: write "{number} %", or "{number * 100} %"')
    rate = number.scaleb(-2) if match["percent"] else number
    if rate > 10:
        raise ValueError('a rate is at most "1000 %"')
    return rate


def _month_day(found: Any) -> tuple[int, int]:
    """Read ``"10-01"`` as month and day."""
    match = _MONTH_DAY.match(found) if isinstance(found, str) else None
    if match is None:
        raise ValueError('a month and day is text, such as "10-01"')
    month, day = int(match["month"]), int(match["day"])
    try:
        date(2000, month, day)
    except ValueError:
        raise ValueError("there is no such day in a year; write month-day") from None
    return month, day


def _clean(text: str) -> str:
    if clean_text(text) != text:
        raise ValueError("text has no control characters, doubled spaces or spaces at its ends")
    return text


def _act(name: str) -> str:
    if name not in set(Act):
        raise ValueError(f"allowed are {', '.join(Act)}")
    return name


Amount = Annotated[InstanceOf[Money], BeforeValidator(_money)]
PositiveAmount = Annotated[InstanceOf[Money], BeforeValidator(_money), AfterValidator(_positive)]
Rate = Annotated[Decimal, BeforeValidator(_rate)]
MonthDay = Annotated[tuple[int, int], BeforeValidator(_month_day)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_clean)]
MaybeText = Annotated[str, StringConstraints(max_length=300), AfterValidator(_clean)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,30}$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,8}$")]
DrawerCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,4}$")]
VerbKey = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
GlCode = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=40)
]
ActName = Annotated[str, AfterValidator(_act)]
Days = Annotated[int, Field(ge=0, le=3660)]


def once_each(values: Iterable[Hashable], what: str) -> None:
    """Raise ``ValueError`` naming the first value that comes twice."""
    twice = [str(value) for value, times in Counter(values).items() if times > 1]
    if twice:
        raise ValueError(f"{what} {twice[0]} is listed twice; each is listed once")


class Strict(BaseModel):
    """What every table of a policy file is: no unknown key, no silent conversion, no change afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Sourced(Strict):
    """A table whose numbers come from somewhere: the law or page by name, and what is still to be confirmed."""

    source: Text
    confirm: MaybeText = ""

    def cited(self, key: str) -> Source:
        """Return where the rule comes from, saying so when the office has yet to confirm it."""
        return Source(key, self.source + (UNCONFIRMED if self.confirm else ""))
