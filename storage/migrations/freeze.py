"""Writes the statements that make today's tables, for a migration that begins a schema.

``python -m storage.migrations.freeze sqlite`` prints them. A migration once released is never written anew: it must
make for ever the tables that it made for the first office.
"""

import sys
from collections.abc import Iterator

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from storage.tables import metadata

_DIALECTS = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}


def statements(name: str) -> Iterator[str]:
    """Yield the statements that make all tables and indexes on ``sqlite`` or ``postgresql``."""
    dialect = _DIALECTS[name]()
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect)).strip()


if __name__ == "__main__":
    sys.stdout.write(";\n\n".join(statements(sys.argv[1])).replace("\t", "    ") + ";\n")
