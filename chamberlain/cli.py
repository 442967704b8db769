"""The command line: which command, with which words, and the help for each.

Each command is one file in ``chamberlain/commands/``; only the one that is asked for is loaded.
"""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Final, NoReturn, Protocol, cast

from chamberlain.options import DEMO, OPTIONS
from chamberlain.stop import misused

COMMANDS: Final[dict[str, str]] = {
    "init": "create or upgrade the books",
    "operator": "people who sign in: add, list, disable, unlock",
    "import": "take in an accounting program's export file, all or nothing",
    "quote": "what a bill or an account comes to on a date, and why",
    "sheet": "a paper that is no receipt: a bill explained, a payoff, a plan, a certificate",
    "find": "find accounts by number, name, address or plate",
    "deposit-slip": "the slip of a sealed deposit, printed or as a PDF",
    "report": "drawers, receipts, money and the ledger, on screen or into a file",
    "close-day": "close a business date for good and print its seal",
    "export": "write an accounting program's batches, or the journal for another ledger",
    "acknowledge": "read what an accounting program says that it posted, and list what differs",
    "exhibit": "the auditor's exhibit of a day as one PDF",
    "prove": "add everything up again and check the trail",
    "backup": "copy the books while counters post, with a manifest",
    "restore": "bring a backup back to a new place and prove it",
    "purge": "remove old personal data that no posting holds",
    "sample-city": "write the export files of a made-up city",
    "holidays": "the public holidays of some years by law, to seed the office's table",
    "keys": "print the key card",
    "picture": "write pictures of the screens",
}


class Command(Protocol):
    """What each file in ``chamberlain/commands/`` offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own words."""

    def run(self, asked: argparse.Namespace) -> int:
        """Do it and return the exit code; ends early by raising ``Stop``."""


class Parser(argparse.ArgumentParser):
    """A parser that says in one sentence what is wrong."""

    def error(self, message: str) -> NoReturn:
        """End the command with wrong usage."""
        raise misused(f"{message}; '{self.prog} --help' shows what is allowed.")


def run_command(words: Sequence[str]) -> int:
    """Run the command that ``words`` name and return its exit code."""
    asked = _parser(words).parse_args(list(words))
    if asked.command is None:
        raise misused("Options of the counter were mixed up; 'chamberlain --help' shows all.")
    return _load(asked.command).run(asked)


def given_options(asked: argparse.Namespace) -> dict[str, str]:
    """Return the options that say which counter and books are meant, as they were typed."""
    names = [option.name for option in OPTIONS]
    found = {name: value for name in names if (value := getattr(asked, name, None)) is not None}
    return found | ({DEMO: "yes"} if getattr(asked, DEMO, False) else {})


def _load(command: str) -> Command:
    name = "import_" if command == "import" else command.replace("-", "_")
    return cast("Command", import_module(f"chamberlain.commands.{name}"))


def shared_options() -> Parser:
    """Return the options that stand before or after any command; unset ones leave no trace."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    for option in OPTIONS:
        shared.add_argument(f"--{option.name}", metavar=option.value, help=option.help)
    shared.add_argument(
        f"--{DEMO}", action="store_true", help="the training books of the sample city"
    )
    return shared


def _parser(words: Sequence[str]) -> Parser:
    shared = shared_options()
    parser = Parser(
        prog="chamberlain",
        description="The counter terminal of a city treasury. Without a command it opens the counter.",
        parents=[shared],
        allow_abbrev=False,
    )
    parser.set_defaults(command=None)
    # Loading one command's file is enough to run it; the list of all needs only their names.
    wanted = next((word for word in words if word in COMMANDS), None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for name, purpose in COMMANDS.items():
        each = commands.add_parser(
            name, help=purpose, description=purpose, parents=[shared], allow_abbrev=False
        )
        each.set_defaults(command=name)
        if name == wanted:
            _load(name).arguments(each)
    return parser
