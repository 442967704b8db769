"""One form for people in a paper that is made of several reports: the name, where two share it the sign-in name too."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from domain.people.authority import Operator
from domain.reports.report import Cell, Report, Row, Section

_PEOPLE: Final = frozenset({"operator", "made_by", "taken_by", "corrected_by", "approved_by"})
"""The columns that hold people, some by name and some by sign-in name."""


@dataclass(frozen=True, slots=True)
class Names:
    """How people are told, by their sign-in names."""

    by_id: Mapping[str, str]

    def of(self, operator_id: str) -> str:
        """Return how a person is told; whoever is not known keeps what is said."""
        return self.by_id.get(operator_id, operator_id)

    def report(self, report: Report) -> Report:
        """Return a report with its people told in one form."""
        return replace(report, sections=tuple(self._section(each) for each in report.sections))

    def _section(self, section: Section) -> Section:
        places = {i for i, column in enumerate(section.columns) if column.name in _PEOPLE}
        if not places:
            return section
        rows = tuple(Row(self._cells(row, places), row.behind) for row in section.rows)
        return replace(section, rows=rows)

    def _cells(self, row: Row, places: set[int]) -> tuple[Cell, ...]:
        return tuple(
            self.of(cell) if i in places and isinstance(cell, str) else cell
            for i, cell in enumerate(row.cells)
        )


def names_of(operators: Iterable[Operator]) -> Names:
    """Return the names of people; of those who share a name the sign-in name stands with it."""
    known = tuple(operators)
    shared = Counter(each.name for each in known)
    return Names(
        {
            each.operator_id: each.name
            if shared[each.name] == 1
            else f"{each.name} ({each.operator_id})"
            for each in known
        }
    )


def many(number: int, thing: str) -> str:
    """Return a number of things in words: ``1 receipt``, ``2 receipts``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
