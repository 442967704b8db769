"""Opening policy and books, with every way in which that can fail as one sentence."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from chamberlain.clock import now
from chamberlain.folders import office_folder
from chamberlain.policies import KeptPolicies, check_holds
from chamberlain.settings import Settings
from chamberlain.stop import Stop
from domain.outage import BooksUnavailable
from exchange.policy_folder import PolicyError, read_policy

if TYPE_CHECKING:
    from domain.books import Books
    from domain.office import Office
    from exchange.policy import LoadedOffice
    from exchange.sample_policy import SampleCity
    from storage.engine import Database


def today_at(office: "Office") -> date:
    """Return the calendar day at ``office``."""
    from zoneinfo import ZoneInfo

    return now().astimezone(ZoneInfo(office.time_zone)).date()


def load_policy(settings: Settings) -> "LoadedOffice":
    """Return the policy of the office; ends the command when its files do not hold."""
    from exchange.policy import load_office

    try:
        return load_office(office_folder(settings.office))
    except PolicyError as refusal:
        raise Stop(str(refusal)) from None


def policy_files(settings: Settings) -> Mapping[str, str]:
    """Return the texts of the policy's files; ends the command when they cannot be read."""
    try:
        return read_policy(office_folder(settings.office))
    except PolicyError as refusal:
        raise Stop(str(refusal)) from None


def policy_in_force(settings: Settings, policies: KeptPolicies) -> "Office":
    """Return the policy that the counter works under, kept in the books; ends when its files do not hold."""
    try:
        return policies.in_force(read_policy(office_folder(settings.office)), now())
    except PolicyError as refusal:
        raise Stop(str(refusal)) from None
    except BooksUnavailable as failure:
        raise unreachable(failure) from None


def check_policy(books: "Books", office: "Office") -> None:
    """End the command when the policy lacks what the books hold."""
    try:
        check_holds(books, office)
    except PolicyError as refusal:
        raise Stop(str(refusal)) from None


def load_sample_of(settings: Settings) -> "SampleCity":
    """Return what the office's sample city is made of; ends the command when it has none or its file does not hold."""
    from exchange.sample_policy import load_sample

    try:
        return load_sample(office_folder(settings.office))
    except PolicyError as refusal:
        raise Stop(str(refusal)) from None


def open_books_of(settings: Settings, *, unguarded: bool = False) -> "Books":
    """Return the books; ends the command when they are missing, damaged or of another schema.

    ``unguarded`` opens books whose guards against changes are missing too.
    """
    db, training = open_database_of(settings, unguarded=unguarded)
    from storage.books_sql import SqlBooks

    return SqlBooks(db, training=training)


def open_database_of(settings: Settings, *, unguarded: bool = False) -> "tuple[Database, bool]":
    """Return the books, opened and checked but without the acts on them, and whether they are for training.

    Ends the command as ``open_books_of`` does.
    """
    from storage.open import BooksRefused, open_database

    try:
        return open_database(settings.books, unguarded=unguarded)
    except BooksRefused as refusal:
        raise Stop(str(refusal)) from None
    except BooksUnavailable as failure:
        raise unreachable(failure) from None


def unreachable(failure: BooksUnavailable) -> Stop:
    """Return the end of a command whose books cannot be reached."""
    return Stop(f"The books cannot be reached: {failure}")
