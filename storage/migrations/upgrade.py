"""Bringing books to this program's schema. Loads alembic, so nothing on the way to the first screen imports it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from storage import index
from storage.engine import Tx
from storage.guards import make_guards
from storage.schema import SCHEMA, version_of
from storage.shape import NOTE, shape_digest

_NOTE = (
    "INSERT INTO meta (name, content) VALUES (?, ?) "
    "ON CONFLICT (name) DO UPDATE SET content = excluded.content"
)


def upgrade(conn: Connection, *, training: bool, to: str = "head") -> None:
    """Run the migrations that the books lack, make their guards anew, and note ``training`` in new books.

    All in the caller's transaction: books are of the old schema or of the new one, never between.
    """
    tx = Tx(conn.connection.dbapi_connection, conn.dialect.name == "sqlite")
    before = version_of(tx)
    new = before is None
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, to)
    make_guards(tx)
    if before != SCHEMA:
        # Books that were of this schema already keep the note of the program that made them.
        tx.run(_NOTE, (NOTE, shape_digest()))
    if new:
        # What books have from their first moment: their purpose, and an empty lookup index.
        word = "yes" if training else "no"
        tx.run("INSERT INTO meta (name, content) VALUES ('training', ?)", (word,))
        index.create(tx)
    if tx.sqlite:
        # Seen by tools that know SQLite and not alembic, such as `file`.
        tx.run(f"PRAGMA user_version = {int(SCHEMA)}")
