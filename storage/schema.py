"""Which schema a set of books has, and whether this program may work on it. Reads only; changes nothing."""

from typing import Final

from storage.engine import Tx
from storage.shape import INDEXES, TABLES

SCHEMA: Final = "0001"
"""The newest migration: the schema that this program works on."""

# By whether it is SQLite.
_TABLES: Final = {
    True: "SELECT name FROM sqlite_master WHERE type = 'table'",
    False: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
_COLUMNS: Final = {
    True: (
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c "
        "WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
    ),
    False: (
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema()"
    ),
}
_INDEXES: Final = {
    True: "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    False: "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
}


def version_of(tx: Tx) -> str | None:
    """Return the schema version of the books, or ``None`` when there are none here."""
    tables = {row[0] for row in tx.run(_TABLES[tx.sqlite])}
    if "alembic_version" not in tables:
        return None
    versions = [row[0] for row in tx.run("SELECT version_num FROM alembic_version")]
    return versions[0] if len(versions) == 1 else ""


def damages(tx: Tx) -> list[str]:
    """Return what the books lack of this program's tables, columns and indexes."""
    found: dict[str, set[str]] = {}
    for table, column in tx.run(_COLUMNS[tx.sqlite]):
        found.setdefault(table, set()).add(column)
    missing = []
    for name, columns in TABLES.items():
        if name not in found:
            missing.append(f"table {name}")
            continue
        missing.extend(f"column {name}.{column}" for column in sorted({*columns} - found[name]))
    indexes = {row[0] for row in tx.run(_INDEXES[tx.sqlite])}
    missing.extend(f"index {name}" for name in sorted({*INDEXES} - indexes))
    return missing
