"""The wiring of one counter: policy, books, print worker and desk, opened in a thread and closed in order."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from chamberlain.settings import Settings, load_settings
from chamberlain.stop import Stop

if TYPE_CHECKING:
    from domain.office import Office
    from tui.desk import Desk, Station


def _nobody() -> None:
    """Hear nothing."""


class Wiring:
    """Opens what a counter works on. ``stopped`` is what kept it from opening, if anything did."""

    def __init__(self, given: Mapping[str, str], settings: Settings | None = None) -> None:
        self._given = given
        self._settings = settings
        self._to_close: list[Callable[[], object]] = []
        self.stopped: Stop | None = None
        self.changed: Callable[[], object] = _nobody
        """Called, from another thread, when the printer's state has changed."""

    def open(self) -> "Desk":
        """Return the desk; raises ``Stop`` with the sentence for the screen. Runs in a thread of its own."""
        try:
            return self._open()
        except Stop as stop:
            self.stopped = stop
            raise

    def _open(self) -> "Desk":
        # Loaded here, behind the first screen: these bring the database, pydantic and the printers.
        from chamberlain.clock import new_id, now
        from chamberlain.deposit_slips import SlipFolder
        from chamberlain.desk_printer import DeskPrinter
        from chamberlain.desk_programs import DeskPrograms
        from chamberlain.folders import cache_folder
        from chamberlain.opening import open_books_of, policy_in_force
        from chamberlain.policies import KeptPolicies
        from devices.printer import Printer
        from tui.desk import Desk

        settings = self._settings or load_settings(self._given)
        books = open_books_of(settings)
        self._to_close.append(books.close)
        policies = KeptPolicies(books)
        office = policy_in_force(settings, policies)
        station = station_of(settings, office)
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

    def close(self) -> None:
        """Let go of everything, the last opened first: the printer ends before the books that it reads."""
        while self._to_close:
            self._to_close.pop()()


def station_of(settings: Settings, office: "Office") -> "Station":
    """Return the station with its drawer, the office's first unless one is set; ends when policy has no such drawer."""
    from domain.refusals import Refusal
    from tui.desk import Station

    code = settings.drawer or office.drawers[0].code
    drawer = office.drawer(code)
    if isinstance(drawer, Refusal):
        raise Stop(drawer.sentence)
    return Station(settings.station, drawer.code)
