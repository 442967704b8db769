"""The PostgreSQL lookup against the plainly right one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings

from domain.lookup import SearchHits
from storage import search_postgres
from storage.search_rows import AccountRow
from tests.postgres import plain_url
from tests.storage.accounts import ACCOUNTS, CITY, TYPED, memory_of

pytestmark = pytest.mark.postgres

_ACCOUNT = """CREATE TABLE account (account_id bigint PRIMARY KEY, number text NOT NULL, name text NOT NULL,
    address text NOT NULL, plate text NOT NULL)"""
_INSERT = "INSERT INTO account VALUES (%s, %s, %s, %s, %s)"

Conn = psycopg.Connection[Any]


@pytest.fixture
def empty(fresh_database: Callable[[], str]) -> Iterator[Conn]:
    with psycopg.connect(plain_url(fresh_database())) as conn:
        conn.execute(_ACCOUNT)
        search_postgres.create(conn)
        conn.commit()
        yield conn
        conn.rollback()


@pytest.fixture
def city(empty: Conn) -> Conn:
    empty.cursor().executemany(_INSERT, CITY)
    search_postgres.rebuild(empty)
    empty.commit()
    return empty


def test_what_a_clerk_types(city: Conn) -> None:
    texts = [
        "henderson", "Olivia Hend", "12-3-45.1", "12345", "abc1234", "ABC 12", "obrien zoe", "o brien",
        "mc donalds", "cayuga st 12", "north cayuga street", "hendersen", "hendersen olivia", "hedner", "hndrs",
        "smitj mary", "john hendrix", "mary hendrix", "55-1-21", "55-1-2", "smith", "s j", "%", "_", "\\", "",
        "'); DROP TABLE account --", "a\0b", "\ud800", "étoile",
    ]  # fmt: skip
    for text in texts:
        right = memory_of(list(CITY)).search(text)
        found = search_postgres.search(city, text)
        assert (text, sorted(found.ids), found.forgiven) == (
            text,
            sorted(right.ids),
            right.forgiven,
        )


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=ACCOUNTS, after=ACCOUNTS, text=TYPED)
def test_updates_and_answers_are_right(
    empty: Conn, before: list[AccountRow], after: list[AccountRow], text: str
) -> None:
    empty.rollback()
    empty.execute("DELETE FROM account")
    empty.cursor().executemany(_INSERT, before)
    search_postgres.rebuild(empty)
    empty.execute("DELETE FROM account")
    empty.cursor().executemany(_INSERT, after)
    search_postgres.update(empty, {row[0] for row in before + after})
    assert search_postgres.check(empty) == []
    found, right = search_postgres.search(empty, text, 50), memory_of(after).search(text, 50)
    assert (set(found.ids), found.forgiven) == (set(right.ids), right.forgiven)
    assert len(found.ids) == len(right.ids)


def test_a_limit_keeps_the_first_keys(city: Conn) -> None:
    for limit in (1, 2, 3):
        right = memory_of(list(CITY)).search("1", limit)
        assert search_postgres.search(city, "1", limit) == right


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM lookup_key WHERE key = 'john smith'",
        "UPDATE lookup_text SET terms = array_remove(terms, '=mary')",
        "UPDATE lookup_vocabulary SET accounts = accounts + 1 WHERE word = 'smith'",
        "UPDATE account SET name = 'Jones, Ann' WHERE account_id = 3",
        "DELETE FROM lookup_state",
    ],
)
def test_check_names_every_kind_of_damage(city: Conn, damage: str) -> None:
    assert search_postgres.check(city) == []
    city.execute(damage)
    assert search_postgres.check(city) != []
    search_postgres.rebuild(city)
    assert search_postgres.check(city) == []


def test_a_rolled_back_import_leaves_no_trace(city: Conn) -> None:
    city.execute("UPDATE account SET name = 'Jones, Ann' WHERE account_id = 3")
    search_postgres.update(city, [3])
    assert search_postgres.search(city, "jones") == SearchHits((3,))
    city.rollback()
    assert search_postgres.search(city, "jones") == SearchHits()
