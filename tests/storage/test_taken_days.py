"""After random days, each report made of a database's sums is the one made of the postings, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from unittest.mock import patch

from hypothesis import Phase, settings
from hypothesis.stateful import rule

from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS, made_together, open_sessions
from domain.reports.taken_of import streamed
from tests.domain.reports.kit import NEW_YORK
from tests.storage.contract_taken import EVER, QUESTIONS, REPORTED, told
from tests.storage.days_of_work import OFFICE
from tests.storage.test_corrections_machine import LONGER
from tests.storage.test_program_ledgers import SLOW, LedgersOnSqlite


class Sums(LedgersOnSqlite):
    """Days of work with corrections of the same day and of later ones, added up a few receipts at a time."""

    @rule()
    def the_sums_are_the_postings(self) -> None:
        """Each question of the sums, and each report of the first day, the last day and all days."""
        held = tuple(self.books.entries(*EVER))
        wanted = streamed(lambda: held)
        with patch("storage.taken._AT_ONCE", 3):
            found = self.books.taken(*EVER, lambda _: None)
            for name in QUESTIONS:
                assert told(getattr(found, name)(), name) == told(getattr(wanted, name)(), name)
            days = sorted({entry.posting.header.business_date for entry in held})
            for first, last in {(a, b) for a in days[:1] for b in days[-1:]} | self.ends(days):
                self.reports_agree(first, last)

    def ends(self, days: list[date]) -> set[tuple[date, date]]:
        """The first and the last day, each by itself."""
        return {(day, day) for day in (*days[:1], *days[-1:])}

    def reports_agree(self, first: date, last: date) -> None:
        """Every report whose figures drill, and the same one for a file."""
        asked = Asked(OFFICE, first, last, open_sessions(self.books, ("1", "2")), NEW_YORK)
        for report in made_together(self.books, replace(asked, drills=False), REPORTED):
            wanted = REPORTS[report.name].make(self.books, asked)
            assert report.notes == wanted.notes, report.name
            for one, other in zip(report.sections, wanted.sections, strict=True):
                assert one.title == other.title
                assert [r.cells for r in one.rows] == [r.cells for r in other.rows], one.title

    def teardown(self) -> None:
        """Look at all of it once more when every drawer is closed."""
        if hasattr(self, "books") and self.books.bill(self.numbers[0]) is not None:
            self.the_sums_are_the_postings()
        super().teardown()


Sums.TestCase.settings = settings(
    max_examples=6 * LONGER,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=SLOW,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
TestSums = Sums.TestCase
