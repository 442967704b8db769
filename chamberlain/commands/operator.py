"""``chamberlain operator``: the people who sign in. A PIN is typed or piped in, never a word of the command line."""

import argparse
import getpass
import re
import sys

from chamberlain.asked import Opened, opened
from chamberlain.cli import shared_options
from chamberlain.clock import now
from chamberlain.output import print_columns, print_json
from chamberlain.stop import DONE, misused, refused
from domain.authority import Operator
from domain.text import clean_text

_SIGN_IN_NAME = re.compile(r"[a-z][a-z0-9.-]{1,15}\Z")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    add = acts.add_parser(
        "add", help="add a person; the PIN is asked for", parents=[shared_options()]
    )
    add.add_argument("operator", metavar="SIGN-IN-NAME")
    add.add_argument("--name", required=True, help="the name printed on receipts")
    add.add_argument("--role", required=True, help="the code of a role in the office's policy")
    add.add_argument("--pin-stdin", action="store_true", help="read the PIN from standard input")
    listing = acts.add_parser(
        "list", help="list all, disabled ones too", parents=[shared_options()]
    )
    listing.add_argument("--json", action="store_true", help="print as JSON")
    for act, purpose in (
        ("disable", "keep a person from signing in"),
        ("enable", "let a person sign in again; also unlocks after wrong PINs"),
    ):
        each = acts.add_parser(act, help=purpose, parents=[shared_options()])
        each.add_argument("operator", metavar="SIGN-IN-NAME")


def run(asked: argparse.Namespace) -> int:
    """Do the act on the books' operators."""
    with opened(asked) as at:
        if asked.act == "add":
            _add(at, asked)
        elif asked.act == "list":
            _list(at, as_json=asked.json)
        else:
            refusal = at.books.set_operator(asked.operator, now(), disabled=asked.act == "disable")
            if refusal is not None:
                raise refused(refusal)
            print(f"{asked.operator} is {asked.act}d.")
    return DONE


def _add(at: Opened, asked: argparse.Namespace) -> None:
    roles = [role.code for role in at.office.roles]
    if asked.role not in roles:
        raise misused(
            f"There is no role '{asked.role}'; the office's roles are {', '.join(roles)}."
        )
    if not _SIGN_IN_NAME.match(asked.operator):
        raise misused(
            f"'{asked.operator}' cannot be a sign-in name: use 2 to 16 small letters, digits, dots or "
            "dashes, a letter first."
        )
    name = clean_text(asked.name)
    if not name or len(name) > 40:
        raise misused("A name has 1 to 40 characters.")
    operator = Operator(asked.operator, name, asked.role)
    refusal = at.books.add_operator(operator, _pin(from_stdin=asked.pin_stdin), now())
    if refusal is not None:
        raise refused(refusal)
    print(f"{operator.operator_id} ({operator.name}) may sign in as {operator.role}.")


def _pin(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().strip()
    if not sys.stdin.isatty():
        raise misused("There is no terminal to ask for the PIN; pipe it in and add --pin-stdin.")
    first = getpass.getpass("PIN: ")
    if getpass.getpass("PIN again: ") != first:
        raise misused("The two PINs differ; nothing was added.")
    return first


def _list(at: Opened, *, as_json: bool) -> None:
    people = at.books.operators()
    if as_json:
        print_json(
            [
                {
                    "operator": each.operator_id,
                    "name": each.name,
                    "role": each.role,
                    "disabled": each.disabled,
                }
                for each in people
            ]
        )
        return
    print_columns(
        ("operator", "name", "role", ""),
        [
            (each.operator_id, each.name, each.role, "disabled" if each.disabled else "")
            for each in people
        ],
    )
