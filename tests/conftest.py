"""Fixtures that every test may ask for."""

from tests.postgres import fresh_database, postgres_server

__all__ = ["fresh_database", "postgres_server"]
