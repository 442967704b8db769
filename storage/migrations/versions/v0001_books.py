"""The first books."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, from statements frozen for each database."""
    connection = op.get_bind()
    name = connection.dialect.name
    frozen = Path(__file__).with_name(f"v0001_books.{name}.sql").read_text(encoding="utf-8")
    for statement in frozen.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
