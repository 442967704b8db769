"""Bringing books to this program's schema. Loads alembic, so nothing on the way to the first screen imports it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from storage import index
from storage.engine import Tx
from storage.guards import make_guards
from storage.schema import SCHEMA, version_of


def upgrade(engine: Engine, *, training: bool, to: str = "head") -> None:
    """Run the migrations that the books lack, make their guards anew, and note ``training`` in new books.

    One transaction: books are of the old schema or of the new one, never between.
    """
    with engine.connect() as conn:
        if conn.dialect.name == "sqlite":
            conn.execution_options(writes=True)
        with conn.begin():
            new = version_of(conn) is None
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent))
            config.attributes["connection"] = conn
            command.upgrade(config, to)
            make_guards(conn)
            if new:
                _begin(conn, training)
            _note_version(conn)


def _begin(conn: Connection, training: bool) -> None:
    """Fill new books with what they have from their first moment: the purpose, and an empty lookup index."""
    word = "yes" if training else "no"
    conn.exec_driver_sql(f"INSERT INTO meta (name, content) VALUES ('training', '{word}')")  # noqa: S608
    index.create(Tx(conn, conn.dialect.name == "sqlite"))


def _note_version(conn: Connection) -> None:
    # Seen by tools that know SQLite and not alembic, such as `file`.
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(f"PRAGMA user_version = {int(SCHEMA)}")
