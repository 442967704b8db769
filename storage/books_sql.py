"""The books on SQLite or PostgreSQL: all parts over one database."""

from datetime import tzinfo

from storage.access import SqlAccess
from storage.bill_history import SqlBillHistory
from storage.correcting import SqlCorrecting
from storage.counting import SqlCounting
from storage.custody import SqlCustody
from storage.custody_acts import SqlCustodyActs
from storage.deposits import SqlDeposits
from storage.drafts import SqlDrafts
from storage.engine import Database
from storage.exporting import SqlExporting
from storage.lookup import SqlLookup
from storage.no_sales import SqlNoSales
from storage.payments import SqlPayments
from storage.people import SqlPeople
from storage.people_keeping import SqlPeopleKeeping
from storage.policies import SqlPolicies
from storage.prints import SqlPrints
from storage.programs import SqlPrograms
from storage.provable import SqlProving
from storage.purging import SqlPurging
from storage.receipting import SqlReceipting
from storage.reporting import SqlReporting
from storage.sealing import SqlSealing
from storage.settlements import SqlSettlements
from storage.sheets import SqlSheets
from storage.stock import SqlStock


class SqlBooks(
    SqlLookup,
    SqlBillHistory,
    SqlReceipting,
    SqlCorrecting,
    SqlPayments,
    SqlReporting,
    SqlExporting,
    SqlCustody,
    SqlCustodyActs,
    SqlDeposits,
    SqlSettlements,
    SqlSealing,
    SqlStock,
    SqlCounting,
    SqlNoSales,
    SqlDrafts,
    SqlPrints,
    SqlSheets,
    SqlPeople,
    SqlPeopleKeeping,
    SqlAccess,
    SqlPrograms,
    SqlPolicies,
    SqlProving,
    SqlPurging,
):
    """All of ``domain/books.py``. May be used from several threads; each act is one transaction."""

    def __init__(self, db: Database, *, training: bool) -> None:
        super().__init__(db)
        self._training = training

    @property
    def training(self) -> bool:
        """Whether these books are for training."""
        return self._training

    def tell_times_in(self, zone: tzinfo) -> None:
        """Tell the times in refusals by the clock of this zone."""
        self.db.zone = zone

    def close(self) -> None:
        """Let go of files and connections."""
        self.db.close()
