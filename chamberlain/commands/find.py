"""``chamberlain find``: accounts by number, name, address or plate, one wrong letter forgiven."""

import argparse
from dataclasses import replace

from chamberlain.asked import Opened, opened
from chamberlain.noted import note_command
from chamberlain.output import print_columns, print_json
from chamberlain.stop import DONE, REFUSED, misused
from domain.money import ZERO, Money, total
from domain.people.access import AccessKind
from domain.privacy.masking import masked_found
from domain.receivables.assessment import assess
from domain.records import Found, Hit


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("text", metavar="TEXT", nargs="+", help="what to look for")
    parser.add_argument("--limit", type=int, default=20, help="the most accounts to list")
    parser.add_argument(
        "--public", action="store_true", help="only accounts that are public record, by policy"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """List the accounts found with what each owes today; exit code 1 when there is none."""
    if not 1 <= asked.limit <= 1000:
        raise misused(f"--limit is {asked.limit}; allowed: 1 to 1000.")
    with opened(asked) as at:
        note_command(at.books, AccessKind.VIEWED, "find")
        found = _found(at, " ".join(asked.text), asked.limit, public=asked.public)
        balances = balances_of(at, [hit.account_id for hit in found.hits])
    if asked.json:
        print_json([_as_data(hit, balances[hit.account_id]) for hit in found.hits])
    elif found.hits:
        if found.forgiven:
            print("Nothing is spelled like that; did you mean:")
        print_columns(
            ("kind", "number", "name", "address", "owed"),
            [(h.kind, h.number, h.name, h.address, balances[h.account_id]) for h in found.hits],
        )
    else:
        print("Nothing found. Try less: the beginning of a name, a number or a street.")
    return DONE if found.hits else REFUSED


def _found(at: Opened, text: str, limit: int, *, public: bool) -> Found:
    """Return what may be shown: nobody has signed in here, so flagged customers are found by their number only."""
    found = masked_found(
        at.books.find(text, limit), text, by_name=False, exact=at.books.bill_account(text.strip())
    )
    if not public:
        return found
    services = at.office.guards.public_services
    return replace(found, hits=tuple(hit for hit in found.hits if hit.kind in services))


def balances_of(at: Opened, account_ids: list[int]) -> dict[int, Money]:
    """Return what each account owes today over all its bills; a credit on one bill does not pay another."""
    bills = at.books.open_bills(account_ids)
    today = at.today
    return {
        each: total(
            max(assess(state, today, at.office).total, ZERO) for state in bills.get(each, ())
        )
        for each in account_ids
    }


def _as_data(hit: Hit, balance: Money) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "number": hit.number,
        "name": hit.name,
        "address": hit.address,
        "balance_cents": balance.cents,
    }
