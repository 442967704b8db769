"""Secrets typed or piped in: a PIN, a password or a badge is never a word of the command line, where others read it."""

import getpass
import sys

from chamberlain.stop import misused


class Typed:
    """Where a command's secrets come from: the terminal, unseen, or one line each of standard input."""

    def __init__(self, *, from_stdin: bool) -> None:
        self._from_stdin = from_stdin

    def new(self, what: str) -> str:
        """Return a new secret; at the terminal it is asked for twice."""
        first = self.known(what)
        if not self._from_stdin and getpass.getpass(f"{what} again: ") != first:
            raise misused(f"The two differ; nothing was changed. Type the {what} again.")
        return first

    def known(self, what: str) -> str:
        """Return a secret that exists already; it is asked for once."""
        if self._from_stdin:
            line = sys.stdin.readline()
            if not line:
                raise misused(f"Standard input ended before the {what}; pipe one line for each.")
            return line.rstrip("\r\n")
        if not sys.stdin.isatty():
            raise misused(f"There is no terminal to ask for the {what}; pipe it in, --pin-stdin.")
        return getpass.getpass(f"{what}: ")
