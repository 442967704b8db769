"""What all books must do when they add receipts up: the sums are those of the receipts streamed one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.books import Books
from domain.receipting.receipt import Receipt
from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS, made_together, open_sessions
from domain.reports.taken import DIFFERENCE, Taken
from domain.reports.taken_of import streamed
from tests.rounding_office import rounding_office
from tests.samples import DAY, JANE
from tests.storage import contract_kit as kit
from tests.storage import contract_rounding as rounding
from tests.storage import worked_books

OFFICE = rounding_office()
EVER = (date.min, date.max)
QUESTIONS = tuple(each.name for each in fields(Taken))
REPORTED = [name for name, each in REPORTS.items() if not each.of_account]


def worked(books: Books) -> None:
    """A day with everything in it, and at a third drawer receipts whose cash was rounded."""
    worked_books.work(books)
    bills = rounding.fill(books)
    session = kit.open_drawer(books, "3", JANE)
    for number, bill in enumerate(bills):
        check = (("K", 100), ("C", 20_000)) if number % 2 else (("C", None),)
        rounding.pay(books, session, f"round-{number}", bill, tenders=check)


def added_up(parts: Iterable[tuple[object, ...]]) -> dict[tuple[object, ...], list[int]]:
    """Sums by everything of them that is no number; a row of one receipt stays what it is."""
    found: dict[tuple[object, ...], list[int]] = {}
    for part in parts:
        key = tuple(each for each in part if type(each) is not int)
        sums = [each for each in part if type(each) is int]
        before = found.get(key, [0] * len(sums))
        found[key] = [a + b for a, b in zip(before, sums, strict=True)]
    return found


def told(parts: Iterable[tuple[object, ...]], name: str) -> object:
    """Rows as they come; sums added up."""
    return list(parts) if name in ("receipts", "items") else added_up(parts)


class TakenContract:
    def test_the_sums_are_those_of_the_receipts(self, books: Books) -> None:
        worked(books)
        found = books.taken(*EVER, lambda _: None)
        held = tuple(books.entries(*EVER))
        wanted = streamed(lambda: held)
        for name in QUESTIONS:
            parts = list(getattr(wanted, name)())
            assert parts, name
            assert told(getattr(found, name)(), name) == told(parts, name), name
        assert {row.came for row in found.receipts()} > {"counter"}
        assert any(row.rounding and row.kept for row in found.receipts())
        assert {part.charge for part in found.sold()} > {"T1", DIFFERENCE}

    def test_a_big_day_is_added_up_in_parts_and_told(
        self, books: Books, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        worked(books)
        whole = books.taken(*EVER, lambda _: None)
        monkeypatch.setattr("storage.taken._AT_ONCE", 2)
        read: list[int] = []
        found = books.taken(*EVER, read.append)
        for name in QUESTIONS:
            parts = told(getattr(found, name)(), name)
            assert parts == told(getattr(whole, name)(), name), name
        assert read == [] or read[0] < read[1]

    def test_receipts_come_by_their_numbers_however_many(
        self, books: Books, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        worked(books)
        monkeypatch.setattr("storage.receipting._AT_ONCE", 2)
        on = list(books.receipts_in_order(on=DAY))
        assert len(on) > 10
        assert on == sorted(books.receipts(on=DAY), key=lambda each: kit.receipt_of(each).number)
        assert any(each.undone for each in on)
        session = on[0].posting.header.session_id
        mine = [each for each in on if each.posting.header.session_id == session]
        assert list(books.receipts_in_order(session_id=session)) == mine
        assert not list(books.receipts_in_order(on=DAY.replace(year=DAY.year - 1)))

    def test_all_other_postings_are_read_beside_them(self, books: Books) -> None:
        worked(books)
        every = [e for e in books.entries(*EVER) if not isinstance(e.posting.body, Receipt)]
        assert list(books.other_entries(*EVER)) == every
        assert len({e.posting.kind for e in every}) > 3

    def test_days_without_receipts_come_to_nothing(self, books: Books) -> None:
        worked(books)
        before = DAY.replace(year=DAY.year - 1)
        found = books.taken(before, before, lambda _: None)
        assert not [part for name in QUESTIONS for part in getattr(found, name)()]

    @pytest.mark.parametrize("together", [True, False])
    def test_reports_of_sums_are_those_of_the_stream(self, books: Books, together: bool) -> None:
        worked(books)
        blind = open_sessions(books, ("1", "2"))
        for first, last in ((DAY, DAY), (DAY.replace(month=1, day=1), DAY.replace(month=12))):
            for sessions in ((), blind):
                asked = Asked(OFFICE, first, last, sessions, ZoneInfo("America/New_York"))
                filed = Asked(OFFICE, first, last, sessions, asked.zone, drills=False)
                found = (
                    made_together(books, filed, REPORTED)
                    if together
                    else [REPORTS[name].make(books, filed) for name in REPORTED]
                )
                for report in found:
                    wanted = REPORTS[report.name].make(books, asked)
                    assert report.notes == wanted.notes
                    assert len(report.sections) == len(wanted.sections), report.name
                    for one, other in zip(report.sections, wanted.sections, strict=True):
                        assert one.title == other.title
                        assert [r.cells for r in one.rows] == [r.cells for r in other.rows]
