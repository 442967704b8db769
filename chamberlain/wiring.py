"""The wiring of one counter: policy, books, print worker and desk, opened in a thread and closed in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from chamberlain.settings import Settings, load_settings
from chamberlain.stop import Stop

if TYPE_CHECKING:
    from chamberlain.policies import KeptPolicies
    from domain.office import Office
    from storage.engine import Database
    from tui.desk import Desk
    from tui.front import Front

_Made = TypeVar("_Made")


def _nobody() -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """The books, opened and checked, and the policy in force."""

    settings: Settings
    db: "Database"
    policies: "KeptPolicies"
    office: "Office"
    front: "Front"


class Wiring:
    """Opens what a counter works on. ``stopped`` is what kept it from opening, if anything did."""

    def __init__(self, given: Mapping[str, str], settings: Settings | None = None) -> None:
        self._given = given
        self._settings = settings
        self._opened: _Opened | None = None
        self._to_close: list[Callable[[], object]] = []
        self.stopped: Stop | None = None
        self.changed: Callable[[], object] = _nobody
        """Called, from another thread, when the printer's state has changed."""

    def look(self) -> "Front":
        """Open the books and return what is known then; raises ``Stop`` as ``open`` does. Runs in a thread of its own.

        It loads neither the rules nor the acts on the books, so that the counter shows its office and station sooner.
        """
        return self._or_stopped(self._look).front

    def open(self) -> "Desk":
        """Return the desk; raises ``Stop`` with the sentence for the screen. Runs in a thread of its own."""
        return self._or_stopped(self._open)

    def close(self) -> None:
        """Let go of everything, the last opened first: the printer ends before the books that it reads."""
        while self._to_close:
            self._to_close.pop()()

    def _or_stopped(self, make: Callable[[], _Made]) -> _Made:
        try:
            return make()
        except Stop as stop:
            self.stopped = stop
            raise

    def _look(self) -> _Opened:
        # Loaded here, behind the first screen: these bring the database, and pydantic for a policy that is new.
        from chamberlain.opening import open_database_of, policy_in_force
        from chamberlain.policies import KeptPolicies
        from storage.policies import SqlPolicies
        from tui.front import Front

        settings = self._settings or load_settings(self._given)
        db, training = open_database_of(settings)
        self._to_close.append(db.close)
        policies = KeptPolicies(SqlPolicies(db))
        office = policy_in_force(settings, policies)
        drawer = drawer_of(settings, office)
        front = Front(office.name, office.short_name, settings.station, drawer, training)
        self._opened = _Opened(settings, db, policies, office, front)
        return self._opened

    def _open(self) -> "Desk":
        opened = self._opened or self._look()
        # Loaded here, behind the open books: these bring every rule and the printers.
        from chamberlain.clock import new_id, now
        from chamberlain.deposit_slips import SlipFolder
        from chamberlain.desk_printer import DeskPrinter
        from chamberlain.desk_programs import DeskPrograms
        from chamberlain.folders import cache_folder
        from devices.printer import Printer
        from storage.books_sql import SqlBooks
        from tui.desk import Desk, Station

        settings, office, policies = opened.settings, opened.office, opened.policies
        books = SqlBooks(opened.db, training=opened.front.training)
        station = Station(settings.station, opened.front.drawer)
        printer = DeskPrinter(
            books,
            office,
            station.code,
            Printer(settings.printer, cache_folder()),
            changed=lambda: self.changed(),
            file_slip=SlipFolder(settings.slips, books, office, policies.at).file,
        )
        self._to_close.append(printer.stop)
        printer.start()
        return Desk(
            books,
            office,
            station,
            clock=now,
            new_id=new_id,
            printer=printer,
            policy_at=policies.at,
            programs=DeskPrograms(settings, books, office),
        )


def drawer_of(settings: Settings, office: "Office") -> str:
    """Return the code of the counter's drawer, the office's first unless one is set; ends when policy has none such."""
    from domain.refusals import Refusal

    drawer = office.drawer(settings.drawer or office.drawers[0].code)
    if isinstance(drawer, Refusal):
        raise Stop(drawer.sentence)
    return drawer.code
