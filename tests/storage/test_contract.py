"""One contract for all books: in memory, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.books import Books
from storage.memory import MemoryBooks
from tests.storage.contract_custody import CustodyContract
from tests.storage.contract_desk import DraftsContract, PeopleContract, PrintQueueContract
from tests.storage.contract_lookup import LookupContract, ProgramsContract
from tests.storage.contract_receipting import ReceiptingContract

STORES = ["memory"]


@pytest.fixture(params=STORES)
def books(request: pytest.FixtureRequest) -> Iterator[Books]:
    """Empty books of each kind."""
    made: Books = MemoryBooks()
    yield made
    made.close()


class TestReceipting(ReceiptingContract):
    pass


class TestCustody(CustodyContract):
    pass


class TestDrafts(DraftsContract):
    pass


class TestPrintQueue(PrintQueueContract):
    pass


class TestPeople(PeopleContract):
    pass


class TestLookup(LookupContract):
    pass


class TestPrograms(ProgramsContract):
    pass
