"""Writes the statements that make today's tables, for a migration that begins a schema, and the shape they make.

``python -m storage.migrations.freeze sqlite`` (or ``postgresql``) prints the first. A migration once released is never
written anew: it must make for ever the tables that it made for the first office. ``freeze shape`` prints
``storage/shape.json``, which is always that of the newest schema.
"""

import json
import sys
from collections.abc import Iterator

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from storage.tables import APPEND_ONLY, metadata

_DIALECTS = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}


def statements(name: str) -> Iterator[str]:
    """Yield the statements that make all tables and indexes on ``sqlite`` or ``postgresql``."""
    dialect = _DIALECTS[name]()
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect)).strip()


def shape() -> dict[str, object]:
    """Return what ``storage/shape.py`` reads: tables with their columns, indexes, unique rules, append-only tables."""
    tables = metadata.sorted_tables
    return {
        "tables": {table.name: table.columns.keys() for table in tables},
        "indexes": sorted(str(index.name) for table in tables for index in table.indexes),
        "unique": {
            ", ".join(f"{table.name}.{column.name}" for column in rule.columns): str(rule.name)
            for table in tables
            for rule in sorted(table.constraints, key=lambda rule: str(rule.name))
            if isinstance(rule, UniqueConstraint | PrimaryKeyConstraint)
        },
        "append_only": APPEND_ONLY,
    }


def frozen(name: str) -> str:
    """Return the text of the file for ``sqlite``, ``postgresql`` or ``shape``."""
    if name == "shape":
        return json.dumps(shape(), indent=1) + "\n"
    return ";\n\n".join(statements(name)).replace("\t", "    ") + ";\n"


if __name__ == "__main__":
    sys.stdout.write(frozen(sys.argv[1]))
