"""By keys: from the list of reports down to the receipt behind a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.policy.saved_reports import ReportingRules, SavedReport
from domain.reports.catalog import REPORTS
from storage.memory import MemoryBooks
from tests.domain.reports.kit import worked
from tests.domain.reports.test_reports import NAMES
from tests.samples import PINS, at, operators, sample_office
from tests.storage import contract_kit as kit
from tests.tui.desk_kit import READY, at_the_counter
from tests.tui.kit import LARGE, dump, type_keys
from tests.tui.walks import SAM
from tui.counter import Counter
from tui.report_table import lay_out
from tui.screens.behind import BehindScreen, EntryScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.report import ReportScreen
from tui.screens.reports import ReportsScreen

OPEN = (*SAM, "ctrl+p", "reports", "enter")
DAY = "1/25"


def books_of_a_day(*, close: bool = True) -> MemoryBooks:
    """The worked day, with everybody who can sign in."""
    books = worked(close=close)
    for each in operators():
        books.add_operator(each, PINS[each.operator_id], at())
    return books


def down(name: str) -> tuple[str, ...]:
    """The keys that mark a report on the list."""
    return ("down",) * list(REPORTS).index(name)


async def opened(app: Counter, name: str) -> ReportScreen:
    """Open a report of the day."""
    await type_keys(app, *down(name), DAY, "enter")
    assert isinstance(app.current, ReportScreen), dump(app)
    return app.current


async def test_a_figure_opens_its_receipts_and_enter_again_the_receipt() -> None:
    async with at_the_counter(books_of_a_day(), keys=OPEN) as app:
        assert isinstance(app.current, ReportsScreen)
        report = await opened(app, "settlement")
        assert "Settlement by service and charge, 2027-01-25" in dump(app)
        place = next(
            i for i, each in enumerate(report.lines) if each.row and "Trash tag" in each.row.cells
        )
        await type_keys(app, *("down",) * (place - report.rows.cursor), "enter")
        assert isinstance(app.current, BehindScreen)
        shown = dump(app)
        assert "2027-1-000002" in shown
        assert "2027-1-C00001 void of 2027-1-000004" in shown
        assert "2027-1-000001" not in shown
        await type_keys(app, "enter")
        assert isinstance(app.current, ReceiptScreen)
        assert "2027-1-000002" in dump(app)
        await type_keys(app, "escape", "escape", "escape")
        assert isinstance(app.current, ReportsScreen)


@pytest.mark.parametrize("name", ["tender", "aging", "balances", "credits"])
async def test_a_report_that_reads_many_postings_or_bills_says_how_many(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    told: list[str] = []
    say = ReportsScreen.say

    def heard(screen: ReportsScreen, text: str, tone: str = "good") -> None:
        say(screen, text, tone)
        told.append(screen.message.text)

    monkeypatch.setattr("domain.reports.asked._TOLD_EVERY", 2)
    monkeypatch.setattr(ReportsScreen, "say", heard)
    async with at_the_counter(books_of_a_day(), keys=OPEN) as app:
        await opened(app, name)
    assert "Adding up... 2 read so far" in told
    assert told.index("Adding up...") < told.index("Adding up... 4 read so far")


@pytest.mark.parametrize("name", NAMES)
async def test_every_row_and_sum_of_every_report_opens(name: str) -> None:
    async with at_the_counter(books_of_a_day(), keys=OPEN) as app:
        report = await opened(app, name)
        for place, each in enumerate(report.lines):
            if each.row is None and not each.sums:
                continue
            report.rows.move_to(place)
            await type_keys(app, "enter")
            if each.sums and name == "trial":
                assert app.current is report, "the whole ledger is behind it: the rows open"
                continue
            assert isinstance(app.current, BehindScreen), (name, place, dump(app))
            assert app.current.chosen() is not None
            await type_keys(app, "escape")


async def test_what_is_no_receipt_opens_its_journal() -> None:
    async with at_the_counter(books_of_a_day(), keys=OPEN) as app:
        await opened(app, "overshort")
        await type_keys(app, "enter", "pagedown", "enter")
        assert isinstance(app.current, EntryScreen)
        shown = dump(app)
        assert "drawer 1 closed, SHORT 1.25" in shown
        assert "A.2770.2" in shown


async def test_an_account_tells_what_each_posting_did_to_it() -> None:
    async with at_the_counter(books_of_a_day(), keys=OPEN) as app:
        report = await opened(app, "trial")
        place = next(
            i for i, each in enumerate(report.lines) if each.row and "A.8160.2130" in each.row.cells
        )
        report.rows.move_to(place)
        await type_keys(app, "enter")
        assert isinstance(app.current, BehindScreen)
        amounts = [each.amount.cents for each in app.current.found.rows]
        assert amounts == [-900, -450, -450, 450]


async def test_the_drawer_that_is_open_is_left_out_and_named() -> None:
    async with at_the_counter(books_of_a_day(close=False), keys=OPEN) as app:
        await opened(app, "tender")
        shown = " ".join(dump(app).split())
        assert "Drawer 1 (session 1-1, Jane Doe) is open and left out" in shown
        assert "742.28" not in shown
        await type_keys(app, "enter")
        assert isinstance(app.current, ReportScreen)


async def test_only_who_may_read_reports_gets_to_them() -> None:
    async with at_the_counter(books_of_a_day(), keys=READY) as app:
        before = app.current
        await type_keys(app, "ctrl+p", "reports", "enter")
        assert not isinstance(app.current, ReportsScreen)
        assert app.current is before
        assert "read reports" in dump(app)


async def test_what_is_no_period_is_refused_with_the_forms() -> None:
    async with at_the_counter(books_of_a_day(), keys=(*OPEN, "soonish", "enter")) as app:
        assert isinstance(app.current, ReportsScreen)
        assert "That is no period" in dump(app)
        assert "soonish" in dump(app), "what was typed stays to be mended"
        await type_keys(app, "escape")
        assert not isinstance(app.current, ReportsScreen)


async def test_columns_that_do_not_fit_are_reached_and_amounts_are_whole() -> None:
    async with at_the_counter(books_of_a_day(), keys=OPEN) as app:
        report = await opened(app, "settlement")
        section = report.report.sections[1]
        for shift in range(len(section.columns)):
            layout = lay_out(section, 50, shift)
            assert layout.shown[0][0] == 0
            assert sum(width + 2 for _, width in layout.shown) - 2 <= 50
            for place, width in layout.shown:
                if section.columns[place].summed:
                    assert width >= max(len(str(row.cells[place])) for row in section.rows)
        reached = {place for s in range(9) for place, _ in lay_out(section, 50, s).shown}
        assert reached == set(range(len(section.columns)))
        await type_keys(app, "right", "right")
        assert report.shift == 2
        await type_keys(app, "left", "left", "left")
        assert report.shift == 0


async def test_on_a_large_screen_all_of_it_is_there() -> None:
    async with at_the_counter(books_of_a_day(), LARGE, keys=OPEN) as app:
        await opened(app, "settlement")
        shown = dump(app)
        assert "Water and sewer" in shown
        assert "more" not in shown
        assert "A.1325.1001" in shown


async def test_the_status_of_an_account_is_asked_for_by_its_number() -> None:
    books = books_of_a_day()
    found = books.bill(kit.TAX)
    assert found is not None
    number = found.bill.account_number
    async with at_the_counter(books, keys=OPEN) as app:
        await type_keys(app, *down("status"), "enter")
        assert isinstance(app.current, ReportsScreen)
        assert "Type the account's number" in dump(app)
        await type_keys(app, f"{number} {DAY}", "enter")
        assert isinstance(app.current, ReportScreen), dump(app)
        assert f"Status of account {number}" in dump(app)
        assert "2027-1-000001" in str(app.current.report)


async def test_the_offices_own_questions_stand_at_the_end_of_the_list() -> None:
    saved = SavedReport("Money of the winter", "collected", "2027-01")
    office = replace(sample_office(), reporting=ReportingRules(1, (saved,)))
    async with at_the_counter(books_of_a_day(), keys=OPEN, office=office) as app:
        await type_keys(app, *("down",) * len(REPORTS), "enter")
        assert isinstance(app.current, ReportScreen), dump(app)
        assert "Collected, 2027-01-01 to 2027-01-31" in dump(app)
        await type_keys(app, "escape", DAY, "enter")
        assert "Collected, 2027-01-25" in dump(app)
