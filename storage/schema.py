"""Which schema a set of books has, and whether this program may work on it. Reads only; changes nothing."""

from typing import Final

from sqlalchemy import Connection

SCHEMA: Final = "0001"
"""The newest migration: the schema that this program works on."""

_TABLES: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
_COLUMNS: Final = {
    "sqlite": (
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c "
        "WHERE m.type = 'table'"
    ),
    "postgresql": (
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema()"
    ),
}
_INDEXES: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
}


def version_of(conn: Connection) -> str | None:
    """Return the schema version of the books, or ``None`` when there are none here."""
    tables = {row[0] for row in conn.exec_driver_sql(_TABLES[conn.dialect.name])}
    if "alembic_version" not in tables:
        return None
    versions = [row[0] for row in conn.exec_driver_sql("SELECT version_num FROM alembic_version")]
    return versions[0] if len(versions) == 1 else ""


def damages(conn: Connection) -> list[str]:
    """Return what the books lack of this program's tables, columns and indexes."""
    from storage.tables import metadata

    dialect = conn.dialect.name
    found: dict[str, set[str]] = {}
    for table, column in conn.exec_driver_sql(_COLUMNS[dialect]):
        found.setdefault(table, set()).add(column)
    missing = []
    for table in metadata.sorted_tables:
        if table.name not in found:
            missing.append(f"table {table.name}")
            continue
        lacking = {column.name for column in table.columns} - found[table.name]
        missing.extend(f"column {table.name}.{name}" for name in sorted(lacking))
    indexes = {row[0] for row in conn.exec_driver_sql(_INDEXES[dialect])}
    wanted = {str(index.name) for table in metadata.sorted_tables for index in table.indexes}
    missing.extend(f"index {name}" for name in sorted(wanted - indexes))
    return missing
