"""The exhibit tells people, times, numbers of stock and counts in one form each."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.custody.acting import PostedAct
from domain.custody.stock_acts import StockMove
from domain.custody.stock_words import as_printed
from domain.people.authority import Operator
from domain.reports.asked import Asked
from domain.reports.exhibit import Exhibit, day_exhibit
from domain.reports.people import many, names_of
from domain.reports.report import Cell
from storage.memory import MemoryBooks
from tests.domain.reports.kit import OFFICE
from tests.samples import DAY
from tests.stock_kit import TAGS
from tests.storage.worked_books import work

PEOPLE = {"operator", "by", "made_by", "taken_by", "corrected_by", "approved_by", "signed"}


def whole() -> tuple[MemoryBooks, Exhibit]:
    """The exhibit of a day with everything in it, at the office's own time."""
    books = MemoryBooks()
    work(books)
    zone = ZoneInfo("America/New_York")
    return books, day_exhibit(books, Asked(OFFICE, DAY, DAY, zone=zone, drills=False))


def cells(made: Exhibit, names: set[str]) -> list[Cell]:
    """All cells of the columns of these names."""
    return [
        cell
        for part in made.parts
        for section in part.sections
        for row in section.rows
        for column, cell in zip(section.columns, row.cells, strict=True)
        if column.name in names
    ]


def test_people_are_told_by_name_and_never_by_what_they_sign_in_with() -> None:
    books, made = whole()
    people = {each.operator_id: each.name for each in books.operators()}
    told = {one for cell in cells(made, PEOPLE) for one in str(cell).split(", ") if one}
    assert len(told) > 2
    assert not told & (people.keys() - set(people.values()))


def test_people_of_one_name_are_told_apart() -> None:
    found = names_of(
        (
            Operator("ada", "Ada Lark", "clerk"),
            Operator("ada2", "Ada Lark", "clerk"),
            Operator("ben", "Ben Moss", "clerk"),
        )
    )
    told = [found.of(each) for each in ("ada", "ada2", "ben", "gone")]
    assert told == ["Ada Lark (ada)", "Ada Lark (ada2)", "Ben Moss", "gone"]


def test_all_times_are_the_offices() -> None:
    _, made = whole()
    words = [word for part in made.parts for word in part.words]
    assert not [word for word in (*words, *(check.said for check in made.checks)) if "UTC" in word]


def test_one_of_a_thing_has_no_plural() -> None:
    _, made = whole()
    assert (many(1, "receipt"), many(2_000, "receipt")) == ("1 receipt", "2,000 receipts")
    assert not [check for check in made.checks if re.search(r"\b1 \w+s\b", check.said)]


def test_numbers_of_stock_are_told_as_they_are_printed() -> None:
    books, _ = whole()
    moved = [each for each in books.acts(first=DAY) if isinstance(each.body, StockMove)]
    wide = replace(TAGS, width=7)
    office = replace(OFFICE, stock=(wide,))
    made = day_exhibit(books, Asked(office, DAY, DAY, drills=False))
    for act in moved:
        body = act.body
        assert isinstance(body, StockMove)
        words = wide.words(body.ranges)
        assert words.startswith("T0")
        assert ("Numbers", words) in as_printed(body, office)
        # A series that policy names no more is told by bare numbers.
        assert as_printed(body, OFFICE) == body.told()
        if act.posting.header.business_date == DAY:
            assert f"Numbers {words};" in _about(made, act)


def test_each_act_is_headed_alike() -> None:
    _, made = whole()
    part = next(each for each in made.parts if each.title == "Acts of custody")
    titles = [str(row.cells[2]) for row in part.sections[0].rows]
    assert len(titles) > 5
    assert all(title[0].isupper() for title in titles)


def _about(made: Exhibit, act: PostedAct) -> str:
    """What the exhibit says of an act."""
    part = next(each for each in made.parts if each.title == "Acts of custody")
    (row,) = (row for row in part.sections[0].rows if row.cells[0] == str(act.number))
    return str(row.cells[3])
