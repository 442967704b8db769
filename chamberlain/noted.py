"""What was taken out of the books at the command line, as lines of the access log: nobody signs in there.

A line names the command and the operating system's user, and never an account, a bill or a person.
"""

from typing import TYPE_CHECKING

from chamberlain.clock import now
from chamberlain.commands.import_ import who_runs_this
from domain.people.access import AccessEvent, AccessKind

if TYPE_CHECKING:
    from domain.books import Books


def note_command(books: "Books", kind: AccessKind, about: str, to: str = "") -> None:
    """Note that somebody at the command line took something out, and the name of the file where there is one.

    It is noted first: a file that nobody can account for is worse than a line about one that was not written.
    """
    where = f", to {to}" if to else ""
    books.note_access(
        AccessEvent("", kind, about, f"command line, {who_runs_this()}{where}", now())
    )
