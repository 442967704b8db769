"""Printing beside the counter: every posting gets its paper, no original comes out twice, no trouble reaches money."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from devices.decode import Printout, decode
from devices.outcomes import Failed, Unknown
from devices.papers import paper_of
from devices.print_worker import PrintWorker
from devices.printer import Printer
from devices.settings import PrinterKind, PrinterSettings
from domain.books import BooksUnavailable
from domain.custody.drawer import DrawerClosed
from domain.custody.sessions import CloseOrder
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import Paper, paper_to_text
from domain.records import PaperKind, PrintJob, PrintState
from tests.devices.print_house import PAID_AT, STATION, House, PowerLost
from tests.samples import JANE, count_of, ok, sample_office
from tests.storage.contract_kit import TICKET

PRINTED, FAILED, UNKNOWN, DROPPED = (
    PrintState.PRINTED,
    PrintState.FAILED,
    PrintState.UNKNOWN,
    PrintState.DROPPED,
)


@pytest.fixture
def house() -> House:
    return House()


def number_of(paper: Printout) -> str:
    return next(
        (line.strip() for line in paper.text.splitlines() if line.strip().startswith("2027-")), ""
    )


def is_original(paper: Printout) -> bool:
    return "DUPLICATE" not in paper.text


def test_papers_come_out_in_order_and_are_marked(house: House) -> None:
    house.pay_two()
    house.worker().run_round()
    assert [number_of(p) for p in house.tray.papers] == ["2027-1-000001", "2027-1-000002"]
    assert [p.kicks for p in house.tray.papers] == [1, 1]
    assert house.states() == [PRINTED, PRINTED]
    assert house.steps[:5] == [
        "before recover",
        "after recover",
        "before sending",
        "after sending",
        "before send",
    ]


def test_a_drawer_report_names_the_sessions_receipts(house: House) -> None:
    house.pay_two()
    taken = 13000 + 3000 + 20000
    order = CloseOrder("c1", house.session.session_id, JANE, PAID_AT, count_of(taken))
    closing = ok(house.books.close_session(order, sample_office()))
    assert isinstance(closing.body, DrawerClosed)
    house.worker().run_round()
    report = house.tray.papers[-1]
    assert "DRAWER REPORT" in report.text
    assert "  first   2027-1-000001\n" in report.text
    assert "  last    2027-1-000002\n" in report.text
    assert report.kicks == 0


def test_a_reprint_is_a_numbered_duplicate_and_leaves_the_drawer_shut(house: House) -> None:
    posting_id = house.pay("r1")
    worker = house.worker()
    worker.run_round()
    house.books.reprint(posting_id, PaperKind.RECEIPT, STATION, "jane", PAID_AT)
    worker.run_round()
    original, copy = house.tray.papers
    assert copy.text == f"{' ' * 15}DUPLICATE 1\n{original.text}{' ' * 15}DUPLICATE 1\n"
    assert (original.kicks, copy.kicks) == (1, 0)


def test_a_printer_in_trouble_is_told_once_and_tried_again_when_it_is_ready(house: House) -> None:
    house.pay_two()
    house.tray.outcomes = [Failed("Out of paper.")]
    worker = house.worker()
    worker.run_round()
    assert house.states() == [FAILED, PrintState.PENDING]
    house.tray.ready = False
    worker.run_round()
    worker.run_round()
    assert house.tray.sent == 1
    assert [e.sentence for e in house.events] == ["Out of paper.", "The printer is off."]
    house.tray.ready = True
    worker.run_round()
    assert [number_of(p) for p in house.tray.papers] == ["2027-1-000001", "2027-1-000002"]
    assert all(is_original(p) for p in house.tray.papers)


def test_a_paper_that_comes_late_leaves_the_drawer_shut(house: House) -> None:
    house.pay("r1")
    house.now = PAID_AT + timedelta(minutes=3)
    house.worker().run_round()
    assert [p.kicks for p in house.tray.papers] == [0]


def test_a_job_that_may_be_out_is_not_sent_again_and_holds_up_nothing(house: House) -> None:
    house.pay_two()
    house.tray.outcomes = [Unknown("It did not answer.")]
    worker = house.worker(asks=True)
    worker.run_round()
    worker.run_round()
    assert house.states() == [UNKNOWN, PRINTED]
    assert [job.posting_id for job in house.asked] == [2]
    assert [number_of(p) for p in house.tray.papers] == ["2027-1-000002"]


@pytest.mark.parametrize("came_out", [True, False])
def test_the_clerk_says_whether_it_came_out(house: House, came_out: bool) -> None:
    house.pay("r1")
    house.tray.outcomes = [Unknown("It did not answer.")]
    worker = house.worker(asks=True)
    worker.run_round()
    (job,) = house.asked
    worker.answer(job, came_out, "jane")
    worker.answer(job, came_out, "jane")
    worker.run_round()
    assert house.states() == ([PRINTED] if came_out else [DROPPED, PRINTED])
    assert [is_original(p) for p in house.tray.papers] == ([] if came_out else [False])


def test_after_a_crash_the_clerk_is_asked(house: House) -> None:
    house.pay("r1")
    house.books.mark(1, PrintState.SENDING)
    house.worker(asks=True).run_round()
    assert [job.state for job in house.asked] == [UNKNOWN]
    assert house.tray.sent == 0


def run_until_the_power_is_lost(house: House, step: int) -> bool:
    house.stop_at = step
    try:
        house.worker().run_round()
    except PowerLost:
        return True
    return False


def all_is_well(house: House, postings: int) -> None:
    papers = [p for p in house.tray.papers if number_of(p)]
    whole = {number_of(p) for p in papers if p.complete}
    assert len(whole) == postings, "every posting has its paper"
    begun = [number_of(p) for p in papers if is_original(p)]
    assert len(begun) == len(set(begun)), "no original began to come out twice"
    assert set(house.states()) <= {PRINTED, DROPPED}, "nothing is left owing"


def test_whatever_call_the_power_is_lost_at_every_posting_gets_its_paper() -> None:
    first = 0
    while True:
        house = House()
        house.pay_two()
        if not run_until_the_power_is_lost(house, first):
            break
        house.stop_at = None
        house.worker().run_round()
        all_is_well(house, 2)
        first += 1
    assert first > 12


def test_even_when_the_power_is_lost_again_during_the_recovery() -> None:
    pairs = 0
    for first in range(6, 11):
        second = 0
        while True:
            house = House()
            house.pay_two()
            assert run_until_the_power_is_lost(house, first)
            if not run_until_the_power_is_lost(house, len(house.steps) + second):
                break
            house.stop_at = None
            house.worker().run_round()
            all_is_well(house, 2)
            second += 1
            pairs += 1
    assert pairs > 50


@pytest.mark.parametrize(
    "when", ["before sending", "after sending", "before printed", "after printed"]
)
def test_books_that_are_away_while_marking_send_nothing_twice(house: House, when: str) -> None:
    house.pay("r1")
    worker = house.worker()
    house.unavailable = {when}
    with pytest.raises(BooksUnavailable):
        worker.run_round()
    house.unavailable = set()
    worker.run_round()
    assert house.states() == [PRINTED]
    assert [is_original(p) for p in house.tray.papers] == [True]


def test_nothing_is_printed_for_what_was_not_posted(house: House) -> None:
    house.pay("r1")
    jobs = house.books._state.jobs
    jobs[1] = replace(jobs[1], posting_id=99)
    house.worker().run_round()
    assert house.tray.sent == 0
    assert house.states() == [DROPPED]
    assert "Nothing is in the books" in house.events[0].sentence


def test_a_paper_that_cannot_be_made_holds_up_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.pay_two()

    def first_fails(job: PrintJob, *rest: Any, **named: Any) -> Paper:
        if job.job_id == 1:
            raise StopIteration
        return paper_of(job, *rest, **named)

    monkeypatch.setattr("devices.print_worker.paper_of", first_fails)
    worker = house.worker()
    worker.run_round()
    worker.run_round()
    assert house.states() == [FAILED, PRINTED]
    assert [e.sentence for e in house.events if e.state is FAILED] == [
        "This paper cannot be laid out (StopIteration). Tell the administrator."
    ]


def test_a_station_without_a_printer_owes_no_paper(house: House) -> None:
    house.pay("r1")
    house.tray.exists = False
    house.worker().run_round()
    assert house.states() == [DROPPED]


# The thread.


def test_the_thread_prints_what_is_there_and_what_comes(house: House) -> None:
    house.pay("r1")
    worker = house.worker()
    worker.start()
    assert worker.drain()
    assert house.states() == [PRINTED]
    house.pay("r2", TICKET)
    worker.wake()
    assert worker.drain()
    assert house.states() == [PRINTED, PRINTED]
    assert worker.stop(30)


def test_the_thread_waits_for_books_that_are_away(house: House) -> None:
    house.pay("r1")
    house.unavailable = {"before recover"}
    worker = house.worker()
    worker.start()
    assert worker.drain()
    assert "Printing waits: the disk is full" in {e.sentence for e in house.events}
    house.unavailable = set()
    assert worker.drain()
    assert house.states() == [PRINTED]
    assert worker.stop(30)


def test_an_error_of_the_program_ends_the_thread_and_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(station: str) -> None:
        raise KeyError("programmer")

    monkeypatch.setattr(house.books, "queued", broken)
    worker = house.worker()
    worker.start()
    with pytest.raises(KeyError):
        worker.drain()
    assert worker.stop(30)
    assert "Printing has stopped (KeyError)" in house.events[-1].sentence


def test_without_a_thread_drain_prints_here(house: House) -> None:
    house.pay("r1")
    assert house.worker().drain()
    assert house.states() == [PRINTED]


def test_what_is_in_the_print_file_is_what_the_screen_shows(house: House, tmp_path: Path) -> None:
    posting_ids = house.pay_two()
    path = tmp_path / "printer.bin"
    office = sample_office()
    worker = PrintWorker(
        house.books,
        office,
        STATION,
        Printer(PrinterSettings(PrinterKind.FILE, str(path))),
        now=lambda: PAID_AT,
    )
    worker.start()
    assert worker.drain()
    assert worker.stop(30)
    outs = decode(path.read_bytes())
    for posting_id, out in zip(posting_ids, outs, strict=True):
        posting = house.books.posting(posting_id)
        assert posting is not None
        local = posting.header.entered_at.astimezone(ZoneInfo(office.time_zone))
        assert out.text == paper_to_text(receipt_paper(posting, office, 0, False, local))
        assert (out.kicks, out.cuts, out.complete) == (1, 1, True)
