"""Sealing a day by keys: what stands against it, who says the PIN, the seal as it is printed, and that it is one."""

from __future__ import annotations

from datetime import date

import pytest

from domain.custody.acting import PostedAct
from domain.custody.closing_day import SealOrder
from domain.custody.day_seal import DaySealed
from domain.outage import BooksUnavailable
from domain.papers.day_report import grouped
from domain.refusals import Code, Refusal
from storage.memory import MemoryBooks
from tests.samples import DAY, PINS
from tests.storage import contract_kit as kit
from tests.storage.contract_sealing import a_day
from tests.tui.desk_kit import STATION, at_the_counter, stocked_books
from tests.tui.kit import check_golden, dump, type_keys
from tests.tui.test_day_end import DAY_END
from tests.tui.test_deposit import closed_books, said
from tui.desk_seal import SealDesk
from tui.paint import text_of
from tui.screens.day_end import DayEndScreen
from tui.screens.seal_day import DaySealedScreen, SealDayScreen

TO_SEAL = (*DAY_END, "s")
SEALED = (*TO_SEAL, PINS["sam"], "enter")


def seal_of(books: MemoryBooks) -> PostedAct:
    """The only seal."""
    (made,) = books.acts(kind=DaySealed.kind)
    return made


async def test_a_day_is_sealed_by_its_closers_pin_and_its_report_is_printed() -> None:
    books = closed_books()
    async with at_the_counter(books, keys=DAY_END) as app:
        assert "OPEN To seal Jan 25, 2027 is not sealed; S seals the day" in said(dump(app))
        await type_keys(app, "s")
        assert isinstance(app.current, SealDayScreen)
        assert "Undeposited: General account: 467.00" in said(dump(app))
        await type_keys(app, PINS["sam"], "enter")
        assert isinstance(app.current, DaySealedScreen)
        made = seal_of(books)
        body = made.body
        assert isinstance(body, DaySealed)
        assert (body.on, body.closer.operator_id) == (DAY, "sam")
        shown = said(dump(app))
        assert f"Number {made.number}" in shown
        assert all(row.text.strip() in shown for row in grouped(body.digest))
        for head in body.heads:
            assert f"{head.series} link {head.chain_no} {head.digest[-8:].upper()}" in shown
        await type_keys(app, "enter")
        assert isinstance(app.current, DayEndScreen)
        assert "every day with postings is sealed" in dump(app)
        await type_keys(app, "s")
        assert "there is nothing to seal" in said(dump(app))
    (report,) = [job for job in books.queued(STATION.code) if job.posting_id == made.posting_id]
    assert report.copy_no == 0
    assert books.sealed_through() == DAY
    assert books.prove().proves


async def test_an_open_drawer_stands_against_the_seal_before_a_pin_is_asked() -> None:
    books = closed_books()
    two = kit.open_drawer(books, "2")
    async with at_the_counter(books, keys=TO_SEAL) as app:
        assert isinstance(app.current, DayEndScreen)
        assert f"drawer {two.drawer}" in said(dump(app)).lower()
    assert books.sealed_through() is None


async def test_a_wrong_pin_and_no_pin_seal_nothing() -> None:
    books = closed_books()
    async with at_the_counter(books, keys=(*TO_SEAL, "enter")) as app:
        assert "Type your PIN first" in dump(app)
        await type_keys(app, "0000", "enter")
        assert isinstance(app.current, SealDayScreen)
        assert "PIN of sam" in dump(app)
        await type_keys(app, "escape")
        assert isinstance(app.current, DayEndScreen)
        assert "Not sealed. Nothing was done." in dump(app)
    assert books.sealed_through() is None


async def test_the_oldest_day_is_sealed_first_and_each_day_once() -> None:
    books = stocked_books()
    a_day(books, date(2027, 1, 22), "o-0")
    a_day(books)
    async with at_the_counter(books, keys=DAY_END) as app:
        assert "Jan 22, 2027 and 1 more are not sealed; S seals the day" in said(dump(app))
        await type_keys(app, "s", PINS["sam"], "enter", "enter")
        assert "OPEN To seal Jan 25, 2027 is not sealed; S" in said(dump(app))
        await type_keys(app, "s", PINS["sam"], "enter", "enter")
        assert "every day with postings is sealed" in dump(app)
    assert books.sealed_through() == DAY
    assert len(books.acts(kind=DaySealed.kind)) == 2


async def test_a_date_to_come_is_not_sealed_though_it_has_begun() -> None:
    books = stocked_books()
    a_day(books)
    a_day(books, date(2027, 1, 26), "o-2")
    async with at_the_counter(books, keys=DAY_END) as app:
        shown = said(dump(app))
        assert "OPEN To seal Jan 25, 2027 is not sealed; S seals the day" in shown
        assert "ok Next date Jan 26, 2027 has begun" in shown
        await type_keys(app, "s", PINS["sam"], "enter", "enter")
        assert "every day with postings is sealed" in dump(app)
        await type_keys(app, "s")
        assert "there is nothing to seal" in said(dump(app))
        assert app.desk is not None
        answer = SealDesk(app.desk).seal(date(2027, 1, 26), "sam", PINS["sam"])
        assert isinstance(answer, Refusal)
        assert answer.code is Code.DAY_TO_COME
        assert "2027-01-26 is still to come" in answer.sentence
    assert books.sealed_through() == DAY


async def test_enter_on_its_line_seals_too() -> None:
    books = stocked_books()
    a_day(books)
    async with at_the_counter(books, keys=DAY_END) as app:
        assert isinstance(app.current, DayEndScreen)
        below = len(app.current.points) - 1 - app.current.rows.cursor
        await type_keys(app, *["down"] * below, "enter")
        assert isinstance(app.current, SealDayScreen)


async def test_who_sealed_while_this_screen_was_open_is_told() -> None:
    books = closed_books()
    async with at_the_counter(books, keys=TO_SEAL) as app:
        from tests.storage.contract_sealing import seal

        seal(books)
        await type_keys(app, PINS["sam"], "enter")
        assert isinstance(app.current, SealDayScreen)
        assert "The books are closed through 2027-01-25" in said(dump(app))
    assert len(books.acts(kind=DaySealed.kind)) == 1


async def test_a_seal_whose_answer_was_lost_is_one_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    books = closed_books()
    seal_day, lost = books.seal_day, [True]

    def answer_lost(order: SealOrder) -> PostedAct | Refusal:
        done = seal_day(order)
        if lost.pop() if lost else False:
            raise BooksUnavailable("the line is cut.")
        return done

    monkeypatch.setattr(books, "seal_day", answer_lost)
    async with at_the_counter(books, keys=SEALED) as app:
        assert isinstance(app.current, SealDayScreen)
        assert "Whether the day is sealed is not known" in said(dump(app))
        await type_keys(app, PINS["sam"], "enter")
        assert isinstance(app.current, DaySealedScreen)
    assert len(books.acts(kind=DaySealed.kind)) == 1


def test_however_much_is_open_the_prompt_is_in_view() -> None:
    lines = tuple(f"Parked cart: number {n}" for n in range(40))
    painted = SealDayScreen(DAY, "sam", "Chamberlain", lines).body_lines(80, 20)
    assert len(painted) <= 20
    assert "Type your PIN" in "".join(text_of(each) for each in painted)


@pytest.mark.parametrize(("name", "keys"), [("seal_day", TO_SEAL), ("day_sealed", SEALED)], ids=str)
async def test_the_screens_of_the_seal_at_80_by_24(name: str, keys: tuple[str, ...]) -> None:
    async with at_the_counter(closed_books(), keys=keys) as app:
        shown = dump(app)
    assert all(len(row) <= 80 for row in shown.splitlines())
    check_golden(f"screen_{name}", shown)
