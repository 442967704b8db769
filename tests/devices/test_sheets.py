"""Sheets come out like receipts: in their order, after a crash as a DUPLICATE, and never with the drawer open."""

from __future__ import annotations

import pytest

from domain.receipting.paper import Paper, PaperLine, Style, paper_to_text
from domain.records import PrintState
from tests.devices.print_house import House, PowerLost

SAID = Paper((PaperLine("WHY", Style.LARGE), PaperLine("Late penalty 15 %")))
MARK = " " * 15 + "DUPLICATE 1\n"


@pytest.fixture
def house() -> House:
    return House()


def test_a_sheet_is_printed_as_it_was_asked_for_and_opens_no_drawer(house: House) -> None:
    house.pay("r1")
    house.tell(SAID)
    house.worker().run_round()
    receipt, sheet = house.tray.papers
    assert (receipt.kicks, sheet.kicks, sheet.cuts) == (1, 0, 1)
    assert sheet.text == paper_to_text(SAID)
    assert house.states() == [PrintState.PRINTED, PrintState.PRINTED]


@pytest.mark.parametrize("came_out", [True, False])
def test_the_clerk_says_whether_a_sheet_came_out(house: House, came_out: bool) -> None:
    house.tell(SAID)
    house.books.claim(1)
    worker = house.worker(asks=True)
    worker.run_round()
    (job,) = house.asked
    worker.answer(job, came_out, "jane")
    worker.run_round()
    expected = [] if came_out else [MARK + paper_to_text(SAID) + MARK]
    assert [paper.text for paper in house.tray.papers] == expected


def test_wherever_the_power_is_lost_the_sheet_comes_out_and_its_original_once() -> None:
    stop = 0
    while True:
        house = House()
        house.tell(SAID)
        house.stop_at = stop
        try:
            house.worker().run_round()
        except PowerLost:
            house.stop_at = None
            house.worker().run_round()
        else:
            break
        whole = [paper.text for paper in house.tray.papers if paper.complete]
        assert whole
        originals = [text for text in whole if not text.startswith(MARK)]
        assert len(originals) <= 1
        assert set(whole) <= {paper_to_text(SAID), MARK + paper_to_text(SAID) + MARK}
        assert set(house.states()) <= {PrintState.PRINTED, PrintState.DROPPED}
        stop += 1
    assert stop > 6
