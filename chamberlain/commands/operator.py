"""``chamberlain operator``: the people who sign in. A PIN is typed or piped in, never a word of the command line."""

import argparse
import re

from chamberlain.asked import Opened, opened, read_date
from chamberlain.cli import shared_options
from chamberlain.clock import now
from chamberlain.operator_list import print_operators
from chamberlain.people_approval import approved
from chamberlain.stop import DONE, misused, refused
from chamberlain.typed import Typed
from domain.people.authority import Operator
from domain.people.roles import Limits
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

_SIGN_IN_NAME = re.compile(r"[a-z][a-z0-9.-]{1,15}\Z")
_SIMPLE = (
    ("disable", "keep a person from signing in"),
    ("enable", "let a person sign in again; also unlocks"),
    ("unlock", "let a person try again after too many wrong tries"),
    ("set-pin", "give a person another PIN or password; it is asked for"),
    (
        "set-badge",
        "give a person another badge; it is scanned when asked for, nothing takes it away",
    ),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    add = acts.add_parser(
        "add", help="add a person; the PIN or password is asked for", parents=[shared_options()]
    )
    add.add_argument("operator", metavar="SIGN-IN-NAME")
    add.add_argument("--name", required=True, help="the name printed on receipts")
    add.add_argument("--role", required=True, help="the code of a role in the office's policy")
    add.add_argument("--badge", action="store_true", help="ask for a badge too; scan it")
    add.add_argument("--new-until", metavar="DATE", help="last day of the rules for new staff")
    add.add_argument("--person", metavar="SIGN-IN-NAME", help="the same human's other name")
    for name, what in (
        ("stations", "stations"),
        ("tenders", "tender kinds"),
        ("services", "services"),
    ):
        add.add_argument(
            f"--{name}", metavar="A,B", default="", help=f"the {what} the rights are limited to"
        )
    _secrets(add)
    listing = acts.add_parser(
        "list", help="list all, disabled ones too", parents=[shared_options()]
    )
    listing.add_argument("--json", action="store_true", help="print as JSON")
    for act, purpose in _SIMPLE:
        each = acts.add_parser(act, help=purpose, parents=[shared_options()])
        each.add_argument("operator", metavar="SIGN-IN-NAME")
        _secrets(each)


def _secrets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pin-stdin",
        action="store_true",
        help="read from standard input, a line each: PIN, badge, approver's PIN, those that are asked for",
    )
    parser.add_argument(
        "--approved-by", metavar="SIGN-IN-NAME", help="who approves; the PIN is asked for"
    )


def run(asked: argparse.Namespace) -> int:
    """Do the act on the books' operators."""
    with opened(asked) as at:
        if asked.act == "add":
            _add(at, asked)
        elif asked.act == "list":
            print_operators(at, as_json=asked.json)
        else:
            _change(at, asked)
    return DONE


def _add(at: Opened, asked: argparse.Namespace) -> None:
    operator, typed = _new_operator(at, asked), Typed(from_stdin=asked.pin_stdin)
    pin = typed.new("PIN or password")
    badge = typed.known("badge").strip() if asked.badge else ""
    words = f"add {operator.operator_id} as {operator.role}"
    why = approved(at, operator, words, asked.approved_by, typed)
    _done(
        at.books.add_operator(operator, pin, now(), badge=badge, rules=at.office.sign_in, why=why)
    )
    print(f"{operator.operator_id} ({operator.name}) may sign in as {operator.role}.")


def _new_operator(at: Opened, asked: argparse.Namespace) -> Operator:
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
    human = at.books.operator(asked.person) if asked.person is not None else None
    if asked.person is not None and human is None:
        raise refused(refuse(Code.OPERATOR_UNKNOWN, operator=asked.person))
    until = read_date(asked.new_until) if asked.new_until is not None else None
    return Operator(
        asked.operator,
        name,
        asked.role,
        new_until=until,
        limits=_limits(at, asked),
        # A third name is the first one's, not the second's: who is the same human is told by one step.
        person=(human.person or human.operator_id) if human else "",
    )


def _limits(at: Opened, asked: argparse.Namespace) -> Limits:
    """Return the limits that were typed; ends the command when the office has no such tender kind or service."""
    office = at.office
    for what, named, known in (
        ("tender kind", asked.tenders, [kind.code for kind in office.tender_kinds]),
        ("service", asked.services, [service.code for service in office.services]),
    ):
        for code in _codes(named):
            if code not in known:
                raise misused(f"There is no {what} '{code}'; the office has {', '.join(known)}.")
    return Limits(
        *(frozenset(_codes(each)) for each in (asked.stations, asked.tenders, asked.services))
    )


def _codes(typed: str) -> list[str]:
    return [code.strip() for code in typed.split(",") if code.strip()]


def _change(at: Opened, asked: argparse.Namespace) -> None:
    operator = at.books.operator(asked.operator)
    if operator is None:
        raise refused(refuse(Code.OPERATOR_UNKNOWN, operator=asked.operator))
    name, books, typed = asked.operator, at.books, Typed(from_stdin=asked.pin_stdin)
    # Keeping somebody out, or letting the same person try again, must not wait for anybody.
    if asked.act == "disable":
        _done(books.set_operator(name, now(), disabled=True))
        print(f"{name} is disabled.")
        return
    if asked.act == "unlock":
        _done(books.unlock(name, now()))
        print(f"{name} may try again.")
        return
    secret = ""
    if asked.act == "set-pin":
        secret = typed.new("PIN or password")
    elif asked.act == "set-badge":
        secret = typed.known("badge").strip()
    why = approved(at, operator, f"{asked.act} {name}", asked.approved_by, typed)
    if asked.act == "enable":
        _done(books.set_operator(name, now(), disabled=False, why=why))
        print(f"{name} is enabled.")
    elif asked.act == "set-pin":
        _done(books.set_secret(name, secret, now(), rules=at.office.sign_in, why=why))
        print(f"{name} has another PIN or password.")
    else:
        _done(books.set_badge(name, secret, now(), why=why))
        print(f"{name} has another badge." if secret else f"{name} has no badge.")


def _done(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise refused(refusal)
