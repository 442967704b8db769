"""The few column types of the books: text, whole numbers and cents, the same on SQLite and PostgreSQL.

SQLite's STRICT tables know no other types, and PostgreSQL would round 5.5 into a whole number without a word.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

WHOLE = Integer().with_variant(BigInteger(), "postgresql")

# Letters sort by their code on both: an order that depends on a server's language is no order.
WORDS = Text().with_variant(Text(collation="C"), "postgresql")


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *items: SchemaItem) -> Table:
    """A table of the books."""
    return Table(name, metadata, *items, sqlite_strict=True)


def clustered(name: str, *items: SchemaItem) -> Table:
    """A table whose rows lie in the order of their key: one write a row instead of two."""
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=False)


class Cents(TypeDecorator[int]):
    """An amount in whole cents; anything but an ``int`` is a programmer's error on either database."""

    impl = WHOLE
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Let whole numbers through and nothing else; ``True`` is not an amount either."""
        if value is not None and type(value) is not int:
            raise TypeError(f"cents are whole numbers, not {type(value).__name__}")
        return value


def text(name: str, *constraints: Any, key: bool = False, null: bool = False) -> Column[str]:
    """A text column; dates and instants are ISO 8601 text."""
    return Column(name, WORDS, *constraints, primary_key=key, nullable=null)


def whole(name: str, *constraints: Any, key: bool = False, null: bool = False) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, WHOLE, *constraints, primary_key=key, nullable=null, autoincrement=False)


def cents(name: str, *, null: bool = False, key: bool = False) -> Column[int]:
    """A column of cents; every such column's name ends in ``_cents``."""
    return Column(name, Cents(), nullable=null, primary_key=key, autoincrement=False)


def row_id(name: str) -> Column[int]:
    """A key that the database counts; it may have gaps and means nothing outside the books."""
    return Column(name, WHOLE, primary_key=True, autoincrement=True)


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Only these words may stand in a column."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def check(name: str, rule: str) -> CheckConstraint:
    """A rule that the database itself holds a row to."""
    return CheckConstraint(rule, name=name)
