"""The guards: triggers that refuse to change, remove or empty what was posted, on both databases.

They stop mistakes of programs and of hands in a database shell; the trail finds whoever removes them first. A
migration that copies a table drops its triggers silently, so they are made anew after each, and every opening of the
books compares them with the expected set.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from storage.engine import Tx
from storage.tables import APPEND_ONLY

_FUNCTION: Final = "books_append_only"

_BODY: Final = """BEGIN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
        MESSAGE = TG_TABLE_NAME || ' is append-only';
END"""
_MAKE_FUNCTION: Final = (
    f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$\n{_BODY}\n$$"
)


def _acts(sqlite: bool) -> tuple[str, ...]:
    return ("update", "delete") if sqlite else ("update", "delete", "truncate")


def _sqlite_trigger(table: str, act: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _postgres_trigger(table: str, act: str) -> str:
    level = "STATEMENT" if act == "truncate" else "ROW"
    return (
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
        f"FOR EACH {level} EXECUTE FUNCTION {_FUNCTION}()"
    )


def expected(*, sqlite: bool) -> dict[str, str]:
    """Return the guards that must be there: name of the trigger and the statement that makes it."""
    make = _sqlite_trigger if sqlite else _postgres_trigger
    return {f"{table}_no_{act}": make(table, act) for table in APPEND_ONLY for act in _acts(sqlite)}


def make_guards(tx: Tx) -> None:
    """Make all guards anew; run after every migration, in its transaction."""
    if not tx.sqlite:
        tx.run(_MAKE_FUNCTION)
    for name, statement in expected(sqlite=tx.sqlite).items():
        table = name.rpartition("_no_")[0]
        tx.run(f"DROP TRIGGER IF EXISTS {name}{'' if tx.sqlite else f' ON {table}'}")
        tx.run(statement)


_SQLITE_TRIGGERS: Final = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"

# A trigger that is there but switched off (tgenabled D or R) guards nothing, nor does one that calls another function.
_POSTGRES_TRIGGERS: Final = """
SELECT t.tgname, c.relname, t.tgtype, t.tgenabled, p.proname, p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""
_ROW_BEFORE: Final = {"update": 1 | 2 | 16, "delete": 1 | 2 | 8, "truncate": 2 | 32}


def missing_guards(tx: Tx) -> tuple[str, ...]:
    """Return the names of the guards that are not there, or not as they must be; none is as it should be."""
    wanted = expected(sqlite=tx.sqlite)
    if tx.sqlite:
        found = {row[0]: row[1] for row in tx.run(_SQLITE_TRIGGERS)}
        return tuple(name for name, sql in wanted.items() if found.get(name) != sql)
    sound = set(_sound(tx.run(_POSTGRES_TRIGGERS)))
    return tuple(name for name in wanted if name not in sound)


def _sound(rows: Iterable[tuple[str, str, int, object, str, str]]) -> Iterator[str]:
    for name, table, kind, enabled, function, source in rows:
        act = name.rpartition("_no_")[2]
        on = enabled in ("O", "A", b"O", b"A")
        right = name == f"{table}_no_{act}" and kind == _ROW_BEFORE.get(act)
        if on and right and function == _FUNCTION and source.strip() == _BODY:
            yield name
