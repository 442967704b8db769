"""Settings that every test runs under, and the fixtures that every test may ask for."""

from __future__ import annotations

import os

from hypothesis import settings

from tests.environment import PRIVATE_FOLDER
from tests.postgres import fresh_database, postgres_server

__all__ = ["PRIVATE_FOLDER", "fresh_database", "postgres_server"]

# No deadline: a busy machine is not a wrong answer. On the build machine the examples are the same
# every time, so a red run can be repeated.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
