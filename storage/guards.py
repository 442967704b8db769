"""The guards: triggers that refuse to change, remove or empty what was posted, on both databases, and to post under a
policy that the books do not keep.

They stop mistakes of programs and of hands in a database shell; the trail finds whoever removes them first. A
migration that copies a table drops its triggers silently, so they are made anew after each, and every opening of the
books compares them with the expected set.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from domain.policy.kept import NOT_KEPT
from storage.engine import Tx
from storage.shape import APPEND_ONLY

_UNKEPT: Final = "posting_no_unkept_policy"

_FUNCTIONS: Final = {
    "books_append_only": """BEGIN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
        MESSAGE = TG_TABLE_NAME || ' is append-only';
END""",
    # Not a foreign key: its check would lock the one row that every counter's postings point at.
    "books_policy_kept": f"""BEGIN
    IF NOT EXISTS (SELECT FROM policy WHERE digest = NEW.policy_digest) THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = '{NOT_KEPT}';
    END IF;
    RETURN NEW;
END""",
}
"""The bodies of PostgreSQL's triggers, by the function's name."""


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
        f"FOR EACH {level} EXECUTE FUNCTION books_append_only()"
    )


_UNKEPT_TRIGGER: Final = {
    True: (
        f"CREATE TRIGGER {_UNKEPT} BEFORE INSERT ON posting "  # noqa: S608 - constants
        "WHEN NOT EXISTS (SELECT 1 FROM policy WHERE digest = NEW.policy_digest) "
        f"BEGIN SELECT RAISE(ABORT, '{NOT_KEPT}'); END"
    ),
    False: (
        f"CREATE TRIGGER {_UNKEPT} BEFORE INSERT ON posting "
        "FOR EACH ROW EXECUTE FUNCTION books_policy_kept()"
    ),
}
"""By whether it is SQLite."""


def expected(*, sqlite: bool) -> dict[str, str]:
    """Return the guards that must be there: name of the trigger and the statement that makes it."""
    make = _sqlite_trigger if sqlite else _postgres_trigger
    guards = {
        f"{table}_no_{act}": make(table, act) for table in APPEND_ONLY for act in _acts(sqlite)
    }
    return guards | {_UNKEPT: _UNKEPT_TRIGGER[sqlite]}


def make_guards(tx: Tx) -> None:
    """Make all guards anew; run after every migration, in its transaction."""
    if not tx.sqlite:
        for function, body in _FUNCTIONS.items():
            tx.run(
                f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql "
                f"AS $$\n{body}\n$$"
            )
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
_ROW_BEFORE: Final = {
    "update": 1 | 2 | 16,
    "delete": 1 | 2 | 8,
    "truncate": 2 | 32,
    "unkept_policy": 1 | 2 | 4,
}


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
        calls = "books_policy_kept" if name == _UNKEPT else "books_append_only"
        if on and right and function == calls and source.strip() == _FUNCTIONS[calls]:
            yield name
