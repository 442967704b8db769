"""The hold that returned checks bring, worked out each time from the checks that came back: no flag is ever set.

Practice elsewhere: three returned in twelve months, no checks for a year; or two, and cash or guaranteed funds only.
The counts, per account and per party, are the policy's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from domain.calendar import add_months
from domain.corrections.policy import ReturnedChecks
from domain.corrections.values import CorrectionNo
from domain.receivables.accounts import Account, Hold, HoldKind


@dataclass(frozen=True, slots=True)
class ReturnOf:
    """One check that came back, for one account that it had paid on: the day it was entered, as which correction."""

    number: CorrectionNo
    on: date
    service: str
    account_number: str
    party_key: str = field(default="", repr=False)


def held_until(days: Iterable[date], most: int, on: date, rules: ReturnedChecks) -> date | None:
    """Return the first day on which checks are taken again, when ``days`` of returned checks forbid them on ``on``.

    They do from the day on which ``most`` had come back within the policy's months, for the months of the hold.
    """
    ordered = sorted(day for day in days if day <= on)
    until: date | None = None
    for place, day in enumerate(ordered):
        since = add_months(day, -rules.within_months)
        count = sum(since < earlier for earlier in ordered[: place + 1])
        if count >= most:
            until = add_months(day, rules.hold_months)
    return until if until is not None and on < until else None


def returned_hold(
    account: Account, returns: Iterable[ReturnOf], on: date, rules: ReturnedChecks
) -> Hold | None:
    """Return the hold on an account for checks that came back on it, or on its party's accounts; else ``None``."""
    held = tuple(returns)
    here = {
        r.number: r.on
        for r in held
        if (r.service, r.account_number) == (account.service, account.number)
    }
    party = {r.number: r.on for r in held if account.party_key and r.party_key == account.party_key}
    found = [
        (until, len(days))
        for days, most in ((here, rules.per_account), (party, rules.per_party))
        if (until := held_until(days.values(), most, on, rules)) is not None
    ]
    if not found:
        return None
    until, count = max(found)
    checks = "check" if count == 1 else "checks"
    return Hold(
        HoldKind.GUARANTEED,
        f"{count} {checks} came back: cash or guaranteed funds only until {until.isoformat()}.",
    )


def holds_with_returns(
    account: Account, returns: Iterable[ReturnOf], on: date, rules: ReturnedChecks
) -> tuple[Hold, ...]:
    """Return the account's holds with the one that returned checks bring on ``on``, first."""
    hold = returned_hold(account, returns, on, rules)
    return account.holds if hold is None else (hold, *account.holds)
