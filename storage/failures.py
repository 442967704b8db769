"""What a database's errors mean for an act: wait, look again, or tell the clerk that the books cannot be reached.

The one place that reads drivers' error codes and the names of constraints.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from domain.outage import BooksUnavailable
from domain.refusals import Code, Refusal, refuse
from storage.shape import UNIQUE


class Busy(Exception):
    """Another counter holds what the act needs; nothing was done."""


class Collision(Exception):
    """A constraint of the books refused the act; nothing was done. ``rule`` is the constraint's name."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class Broken(Exception):
    """The books cannot be reached or have no room. ``final``: trying again at once would be wrong or in vain."""

    def __init__(self, code: str, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.final = final


class Damaged(BooksUnavailable):
    """Rows are there that nobody can have written so: a file or a disk is broken, or somebody changed them by hand."""


DAMAGE: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, Damaged)
"""What reading damaged rows as values of the domain raises: their constructors check what they are given."""


@contextmanager
def read_soundly(what: str) -> Iterator[None]:
    """Turn what damaged rows raise into one sentence that says ``what`` is damaged."""
    try:
        yield
    except Damaged:
        raise
    except DAMAGE as error:
        raise Damaged(f"{what} is damaged; run 'chamberlain prove'.") from error


_SQLITE_REASONS: Final = {
    "SQLITE_FULL": "the disk is full.",
    "SQLITE_READONLY": "their file may not be written to.",
    "SQLITE_CANTOPEN": "their file cannot be opened.",
    "SQLITE_CORRUPT": "their file is damaged.",
    "SQLITE_NOTADB": "their file is not a database.",
    "SQLITE_IOERR_SHM": "the disk is full or reports an error.",
    "SQLITE_IOERR": "the disk reports an error.",
    "SQLITE_NOMEM": "there is no memory left.",
}
# lock_not_available, serialization_failure, deadlock_detected: nothing is wrong, only too many at once.
_PG_BUSY: Final = frozenset({"55P03", "40001", "40P01"})
_PG_REASONS: Final = {
    "25P03": "the server waited too long and let go.",
    "28000": "the server does not let this user in.",
    "28P01": "the server does not accept the password.",
    "3D000": "the server has no such database.",
    "53100": "the server's disk is full.",
    "53300": "the server has too many users.",
    "XX001": "the server's data is damaged.",
    "XX002": "the server's data is damaged.",
}


def failure(error: Exception, *, final: bool) -> Exception:
    """Return what an error of the driver means; the error itself when it is a programmer's."""
    if isinstance(error, sqlite3.Error):
        return _sqlite_failure(error, final)
    return _pg_failure(error, final)


def _sqlite_failure(error: sqlite3.Error, final: bool) -> Exception:
    if isinstance(error, sqlite3.IntegrityError):
        return Collision(_sqlite_rule(str(error)))
    name = "SQLITE_CORRUPT" if is_no_text(error) else getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
        return Busy()
    for code, reason in _SQLITE_REASONS.items():
        if name.startswith(code):
            return Broken(code, reason, final=final)
    return error


def is_no_text(error: Exception) -> bool:
    """Whether SQLite's driver met a text that is not UTF-8; it says so with a sentence and no code."""
    return isinstance(error, sqlite3.OperationalError) and "Could not decode" in str(error)


def is_broken_file(error: Exception) -> bool:
    """Whether SQLite found its file broken: statements are constants, so one that is wrong met a broken schema."""
    name = getattr(error, "sqlite_errorname", "")
    broken = name == "SQLITE_ERROR" or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
    return isinstance(error, sqlite3.Error) and broken


def _sqlite_rule(message: str) -> str:
    """Return the constraint's name; SQLite names the columns of a unique one, and only checks by name."""
    kind, _, rest = message.partition(" constraint failed: ")
    if kind == "UNIQUE":
        return UNIQUE.get(rest, rest)
    return rest or message


def _pg_failure(error: Any, final: bool) -> Exception:
    state = getattr(error, "sqlstate", None) or ""
    if state.startswith("23"):
        return Collision(error.diag.constraint_name or error.diag.message_primary or state)
    if state in _PG_BUSY:
        return Busy()
    # 08 connection, 53 out of resources, 57 stopped by the administrator, 58 the server's own disk.
    lost = not state and type(error).__name__ in ("OperationalError", "InterfaceError")
    if lost or state[:2] in ("08", "53", "57", "58") or state in _PG_REASONS:
        reason = _PG_REASONS.get(state, "the server does not answer.")
        return Broken(state, reason, final=final)
    meant: Exception = error
    return meant


def as_refusal(collision: Collision) -> Refusal:
    """Return what the clerk is told when a constraint refused an act twice.

    The first time the act is run again, sees what another counter did, and refuses with all its facts; so this is
    the rare case that the books themselves do not agree.
    """
    if collision.rule == PAID_ONCE:
        return refuse(
            Code.BILL_CHANGED, bill="in this cart", by="another counter", at="this moment"
        )
    return refuse(Code.BOOKS_REFUSED, rule=collision.rule)


PAID_ONCE: Final = "uq_receipt_line_bill_no_bill_version"
"""One bill in one version takes one payment."""
