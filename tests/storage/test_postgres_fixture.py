"""The throw-away PostgreSQL itself: every other PostgreSQL test leans on it."""

from collections.abc import Callable

import psycopg
import sqlalchemy

from tests.postgres import plain_url


def test_each_database_is_fresh(fresh_database: Callable[[], str]) -> None:
    first, second = fresh_database(), fresh_database()
    with psycopg.connect(plain_url(first)) as conn:
        conn.execute("CREATE TABLE here (id integer)")
    with psycopg.connect(plain_url(second)) as conn:
        row = conn.execute("SELECT to_regclass('here')").fetchone()
    assert first != second
    assert row == (None,)


def test_the_url_is_one_sqlalchemy_takes(fresh_database: Callable[[], str]) -> None:
    engine = sqlalchemy.create_engine(fresh_database())
    with engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT 1").scalar() == 1
    engine.dispose()


def test_a_database_in_use_is_dropped_all_the_same(fresh_database: Callable[[], str]) -> None:
    left_open = psycopg.connect(plain_url(fresh_database()))
    assert not left_open.closed
