"""One contract for all books: in memory, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.books import Books
from storage.memory import MemoryBooks
from storage.open import create_books, open_books
from tests.samples import keep_sample_policy
from tests.storage.contract_access import AccessContract
from tests.storage.contract_acts import ActsContract
from tests.storage.contract_at_once import AtOnceContract
from tests.storage.contract_batches import BatchesContract
from tests.storage.contract_changed_twice import ChangedTwiceContract
from tests.storage.contract_corrections import CorrectionsContract
from tests.storage.contract_counted import CountedContract
from tests.storage.contract_counting import CountingContract, CutOffContract
from tests.storage.contract_custody import CustodyContract
from tests.storage.contract_dated import DatedContract
from tests.storage.contract_deposits import DepositsContract
from tests.storage.contract_desk import DraftsContract, PrintQueueContract
from tests.storage.contract_exports import ExportsContract
from tests.storage.contract_floats import FloatsContract
from tests.storage.contract_from_vault import DepositMovedContract, FromVaultContract
from tests.storage.contract_grounds import GoneContract, GroundsContract
from tests.storage.contract_history import HistoryContract
from tests.storage.contract_kit import TOKYO
from tests.storage.contract_lookup import LookupContract, ProgramsContract
from tests.storage.contract_no_sale import NoSaleContract
from tests.storage.contract_notes import NotesContract
from tests.storage.contract_payment import PaymentContract
from tests.storage.contract_people import BadgesContract, KnowingContract, PeopleContract
from tests.storage.contract_policies import PoliciesContract
from tests.storage.contract_receipting import ReceiptingContract
from tests.storage.contract_recounts import RecountsContract
from tests.storage.contract_reporting import ReportingContract
from tests.storage.contract_reversals import ReversalsContract
from tests.storage.contract_rounding import RoundingContract
from tests.storage.contract_sealing import SealingContract
from tests.storage.contract_settlements import SettlementsContract
from tests.storage.contract_settling import SettlingContract
from tests.storage.contract_sheets import SheetsContract
from tests.storage.contract_stale_deposit import StaleDepositContract
from tests.storage.contract_stock import StockContract
from tests.storage.contract_taken import TakenContract
from tests.storage.contract_vault_open import VaultOpenContract
from tests.storage.contract_voids import VoidsContract


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Empty books in a file, to be copied."""
    path = tmp_path_factory.mktemp("books") / "empty.db"
    create_books(f"sqlite:///{path}", training=False)
    return path


def _empty_books(url: str) -> None:
    create_books(url, training=False)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Books]:
    """Books of each kind, empty but for the sample office's policy."""
    made: Books
    if request.param == "memory":
        made = MemoryBooks()
    elif request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("made_file"), tmp_path / "books.db")
        made = open_books(f"sqlite:///{path}")
    else:
        made = open_books(request.getfixturevalue("fresh_database")(_empty_books))
    keep_sample_policy(made)
    made.tell_times_in(TOKYO)
    yield made
    made.close()


class TestReceipting(ReceiptingContract):
    pass


class TestCustody(CustodyContract):
    pass


class TestCounting(CountingContract):
    pass


class TestCounted(CountedContract):
    """A drawer whose final count is in."""


class TestCutOff(CutOffContract):
    pass


class TestActs(ActsContract):
    pass


class TestDated(DatedContract):
    pass


class TestReversals(ReversalsContract):
    pass


class TestStaleDeposit(StaleDepositContract):
    """A deposit that something came between."""


class TestRecounts(RecountsContract):
    """A turn-in that is not what was counted."""


class TestVaultOpen(VaultOpenContract):
    pass


class TestStock(StockContract):
    pass


class TestBatches(BatchesContract):
    pass


class TestSettling(SettlingContract):
    """Differences with the accounting programs that are settled by hand."""


class TestSettlements(SettlementsContract):
    """What processors pay, and what a person decides."""


class TestFloats(FloatsContract):
    """What was left in a drawer and what it is opened with."""


class TestReporting(ReportingContract):
    pass


class TestTaken(TakenContract):
    pass


class TestRounding(RoundingContract):
    pass


class TestDeposits(DepositsContract):
    pass


class TestNoSale(NoSaleContract):
    pass


class TestDrafts(DraftsContract):
    pass


class TestPrintQueue(PrintQueueContract):
    pass


class TestSealing(SealingContract):
    pass


class TestSheets(SheetsContract):
    pass


class TestPeople(PeopleContract):
    pass


class TestBadges(BadgesContract):
    pass


class TestKnowing(KnowingContract):
    pass


class TestAccess(AccessContract):
    pass


class TestLookup(LookupContract):
    pass


class TestNotes(NotesContract):
    pass


class TestPrograms(ProgramsContract):
    pass


class TestHistory(HistoryContract):
    pass


class TestPolicies(PoliciesContract):
    pass


class TestExports(ExportsContract):
    pass


class TestAtOnce(AtOnceContract):
    pass


class TestPayment(PaymentContract):
    pass


class TestCorrections(CorrectionsContract):
    pass


class TestVoids(VoidsContract):
    pass


class TestGrounds(GroundsContract):
    pass


class TestFromVault(FromVaultContract):
    pass


class TestDepositMoved(DepositMovedContract):
    pass


class TestGone(GoneContract):
    pass


class TestChangedTwice(ChangedTwiceContract):
    pass
