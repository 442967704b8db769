"""``chamberlain init``: create the books, or bring older ones to the present schema."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chamberlain.asked import settings_of
from chamberlain.clock import now
from chamberlain.folders import own_folder
from chamberlain.opening import check_policy, load_policy, open_books_of, unreachable
from chamberlain.output import print_json
from chamberlain.policies import KeptPolicies
from chamberlain.settings import Settings, shown_url
from chamberlain.stop import DONE, Stop
from domain.books import BooksUnavailable

if TYPE_CHECKING:
    from exchange.policy import LoadedOffice


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "--training",
        action="store_true",
        help="mark new books as training on every screen and paper",
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Create or upgrade the books; books that are up to date stay as they are."""
    settings = settings_of(asked)
    policy = load_policy(settings)
    make_books(settings, training=asked.training)
    keep_policy(settings, policy)
    office = policy.office
    if asked.json:
        print_json({"books": shown_url(settings.books), "office": office.name})
        return DONE
    print(f"The books of {office.name} are ready: {shown_url(settings.books)}")
    print(
        "Next: 'chamberlain operator add' for each person, 'chamberlain import' for each program."
    )
    return DONE


def keep_policy(settings: Settings, policy: "LoadedOffice") -> None:
    """Keep the policy in the books, so that the first counter opens as soon as every later one."""
    books = open_books_of(settings)
    try:
        check_policy(books, policy.office)
        KeptPolicies(books).keep(policy.office, policy.files, now())
    except BooksUnavailable as failure:
        raise unreachable(failure) from None
    finally:
        books.close()


def make_books(settings: Settings, *, training: bool) -> None:
    """Create or upgrade books, with the folder of a file; ends the command when it cannot be done."""
    from storage.open import BooksRefused, create_books

    prefix = "sqlite:///"
    if settings.books.startswith(prefix):
        own_folder(Path(settings.books.removeprefix(prefix)).parent)
    try:
        create_books(settings.books, training=training)
    except BooksRefused as refusal:
        raise Stop(str(refusal)) from None
    except BooksUnavailable as failure:
        raise unreachable(failure) from None
