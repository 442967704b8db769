"""Boots: which plate may be booted, and what it takes to get one off: every open ticket and the fee, at once, in cash.

Source of the shape: Ithaca Journal, 20 October 2014. Numbers and amounts are policy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.money import Money, total
from domain.office import Source
from domain.receivables.parking import plate_key
from domain.receivables.tickets import Ticket
from domain.refusals import Code, Refusal, refuse

BOOT_KIND = "boot"
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class BootRule:
    """When a plate is booted and how it is released. ``tenders`` are the codes of money taken for a release.

    ``count_pending`` says whether tickets that await an answer count, and must be paid for a release.
    """

    at_open: int
    count_pending: bool
    fee: Money
    tenders: tuple[str, ...]
    tow_after_hours: int
    storage_after_hours: int
    source: Source

    def __post_init__(self) -> None:
        if self.at_open < 1 or not self.tenders or self.fee.cents < 0:
            raise ValueError(
                "a boot needs at least one open ticket, a kind of money and no negative fee"
            )


@dataclass(frozen=True, slots=True)
class BootStanding:
    """A plate's open tickets that count, in the order of their issue, and how many make it eligible."""

    plate: str
    counted: tuple[Ticket, ...]
    pending: tuple[Ticket, ...]
    needed: int
    source: Source

    @property
    def eligible(self) -> bool:
        """Whether the plate may be booted."""
        return len(self.counted) >= self.needed


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One thing that a release pays: a ticket by its number, or the boot fee (its plate as ``reference``)."""

    kind: str
    reference: str
    amount: Money

    def __str__(self) -> str:
        what = "the boot fee" if self.kind == BOOT_KIND else f"ticket {self.reference}"
        return f"{what} ({self.amount})"


@dataclass(frozen=True, slots=True)
class BootRelease:
    """All that must be on one receipt to take a boot off."""

    plate: str
    lines: tuple[ReleaseLine, ...]
    source: Source

    @property
    def total(self) -> Money:
        """The sum of the lines."""
        return total(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class BootClock:
    """UTC moments from which a booted vehicle may be towed, and from which a towed one pays storage."""

    tow_from: datetime
    storage_from: datetime | None


def boot_standing(plate: str, tickets: Iterable[Ticket], rule: BootRule) -> BootStanding:
    """Return the open tickets of a plate and whether they make it eligible for the boot."""
    key = plate_key(plate)
    mine = sorted(
        (t for t in tickets if t.is_open and plate_key(t.plate) == key),
        key=lambda t: (t.issued_on, t.ticket_no),
    )
    counted = tuple(t for t in mine if rule.count_pending or not t.is_pending)
    pending = tuple(t for t in mine if t.is_pending)
    return BootStanding(key, counted, pending, rule.at_open, rule.source)


def boot_clock(booted_at: datetime, towed_at: datetime | None, rule: BootRule) -> BootClock:
    """Return when a booted vehicle may be towed, and when storage begins once it is. All moments are UTC."""
    storage = towed_at + timedelta(hours=rule.storage_after_hours) if towed_at else None
    return BootClock(booted_at + timedelta(hours=rule.tow_after_hours), storage)


def boot_release(
    standing: BootStanding, owed: Sequence[tuple[str, Money]], rule: BootRule
) -> BootRelease:
    """Return the lines that one receipt must hold: every counted ticket at what is ``owed`` on it, and the boot fee.

    ``owed`` gives each counted ticket's number and amount today; one that is missing there is a programmer's error.
    """
    amounts = dict(owed)
    lines = [
        ReleaseLine("ticket", t.ticket_no, amounts[t.ticket_no])
        for t in standing.counted
        if amounts[t.ticket_no]
    ]
    if rule.fee:
        lines.append(ReleaseLine(BOOT_KIND, standing.plate, rule.fee))
    return BootRelease(standing.plate, tuple(lines), rule.source)


def check_release(
    release: BootRelease,
    offered: Iterable[ReleaseLine],
    tender_codes: Iterable[str],
    rule: BootRule,
) -> Refusal | None:
    """Return ``None`` when one receipt's lines and money take the boot off, else why not.

    Refuses a receipt that lacks a line or pays it in part, and any kind of money but those of the rule. Other lines
    may be on the receipt.
    """
    paid: dict[tuple[str, str], int] = {}
    for line in offered:
        place = (line.kind, line.reference)
        paid[place] = paid.get(place, 0) + line.amount.cents
    missing = [
        line
        for line in release.lines
        if paid.get((line.kind, line.reference), 0) < line.amount.cents
    ]
    if missing:
        named = ", ".join(str(line) for line in missing[:_MOST_NAMED])
        if len(missing) > _MOST_NAMED:
            named += f" and {len(missing) - _MOST_NAMED} more"
        return refuse(Code.BOOT_INCOMPLETE, plate=release.plate, missing=named)
    if any(code not in rule.tenders for code in tender_codes):
        hold = "it is booted, and a boot comes off for cash alone."
        return refuse(Code.CASH_ONLY, who=release.plate, hold=hold)
    return None
