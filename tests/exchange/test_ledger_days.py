"""Days of random work, exported and read by beancount: its balances are ours to the cent."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant

from tests.exchange.ledger_kit import agrees_with_beancount
from tests.storage.correction_days import CorrectionDays
from tests.storage.replaying import replayed
from tests.storage.test_custody_machine import CustodyInMemory

_USUAL = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


class ExportedCorrections(CorrectionDays):
    """Receipts, closes and every kind of correction."""

    @invariant()
    def the_work_follows_the_books(self) -> None:
        self.replay = replayed(self.books)

    def teardown(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            agrees_with_beancount(self.books, Path(folder))


class ExportedCustody(CustodyInMemory):
    """Cash moved between drawers, vault and bank, and deposits."""

    def teardown(self) -> None:
        super().teardown()
        with tempfile.TemporaryDirectory() as folder:
            agrees_with_beancount(self.books, Path(folder))


TestExportedCorrections = ExportedCorrections.TestCase
TestExportedCorrections.settings = _USUAL
TestExportedCustody = ExportedCustody.TestCase
TestExportedCustody.settings = _USUAL
