"""What a command was asked: on which books, under which policy, for which day."""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from chamberlain.cli import given_options
from chamberlain.clock import now
from chamberlain.known_policy import KnownPolicy, Policy
from chamberlain.opening import (
    check_policy,
    load_policy,
    open_books_of,
    policy_files,
    today_at,
    unreachable,
)
from chamberlain.policies import KeptPolicies
from chamberlain.settings import Settings, load_settings
from chamberlain.stop import misused
from domain.books import Books, BooksUnavailable
from domain.office import Office
from domain.periods import GRAMMAR, read_period

if TYPE_CHECKING:
    from exchange.policy import LoadedOffice

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a command works on."""

    settings: Settings
    policy: Policy
    books: Books

    @property
    def office(self) -> Office:
        """The domain's part of the policy."""
        return self.policy.office

    @property
    def today(self) -> date:
        """The calendar day at the office."""
        return today_at(self.office)

    def whole_policy(self) -> "LoadedOffice":
        """Return the policy with the maps of its imports, read from its files; ends where these do not hold."""
        return load_policy(self.settings)

    def keep_policy(self) -> None:
        """Keep the policy that something is about to be posted under, where no counter was opened since it changed."""
        if self.books.policy(self.office.digest) is None:
            KeptPolicies(self.books).keep(self.office, self.policy.files, now())


def settings_of(asked: argparse.Namespace) -> Settings:
    """Return the settings for a command; ``--demo`` means the training books and their office."""
    settings = load_settings(given_options(asked))
    if settings.demo:
        from chamberlain.demo import demo_settings

        return demo_settings(settings)
    return settings


@contextmanager
def opened(asked: argparse.Namespace, *, unguarded: bool = False) -> Iterator[Opened]:
    """Open policy and books for the length of a command, and close them whatever happens."""
    settings = settings_of(asked)
    files = policy_files(settings)
    books = open_books_of(settings, unguarded=unguarded)
    try:
        # Books whose guards are gone may be anything: their policy is made of its files.
        known = None if unguarded else KeptPolicies(books).known(files)
        policy = load_policy(settings) if known is None else KnownPolicy(known, files)
        books.tell_times_in(ZoneInfo(policy.office.time_zone))
        if not unguarded:
            check_policy(books, policy.office)
        yield Opened(settings, policy, books)
    except BooksUnavailable as failure:
        raise unreachable(failure) from None
    finally:
        books.close()


def read_date(text: str) -> date:
    """Return a date as typed, ``2027-01-31``; ends the command when it is none."""
    try:
        if _DATE.match(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise misused(f"'{text}' is not a date: type year, month and day, such as 2027-01-31.")


def asked_date(asked: argparse.Namespace) -> date | None:
    """Return the date given with ``--on``, or ``None``."""
    return read_date(asked.on) if asked.on is not None else None


def asked_span(at: Opened, asked: argparse.Namespace) -> tuple[date, date]:
    """Return the first and the last day asked for: a period, or two days; today unless given."""
    if asked.on is not None:
        if asked.first or asked.last:
            raise misused(
                "--on is one day or period; --from and --to are days. Use one of the two."
            )
        period = read_period(asked.on, at.today, at.office.reporting.fiscal_month)
        if period is None:
            raise misused(
                f"'{asked.on}' is not a date or a period: type year, month and day, such as "
                f"2027-01-31, or one of {GRAMMAR}."
            )
        return period.first, period.last
    last = read_date(asked.last) if asked.last else at.today
    first = read_date(asked.first) if asked.first else last
    if first > last:
        raise misused(f"The first day, {first}, is after the last, {last}.")
    return first, last
