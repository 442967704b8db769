"""Whole days at the counter, as text."""

from __future__ import annotations

import pytest

from storage.memory import MemoryBooks
from tests.day import Day
from tests.storage.contract_kit import fill


def run(text: str) -> MemoryBooks:
    """Run a day on filled books; they prove afterwards."""
    books = MemoryBooks()
    fill(books)
    Day(books).run(text)
    assert books.prove().proves
    return books


def test_a_usual_day() -> None:
    run(
        """
        08:30 jane opens 1 with 200.00
        08:31 diego opens 1 with 200.00                     -> refused: drawer-in-use
        08:32 diego opens 2 with 150.00                     -> refused: float-refused
        08:33 diego opens 2 with 200.00
        09:05 drawer 1 takes T27-000101, WB-5001; K 612.28 #4471, K 100.00 #88, C 50.00
                                                            -> 2027-1-000001, change 20.00
        09:10 drawer 2 takes 3*TS; C                        -> 2027-2-000001
        09:12 drawer 2 takes WB-5001; C                     -> refused: bill-paid
        09:20 drawer 1 takes T27-000102=10.00; C            -> refused: partial-refused
        09:21 drawer 1 takes WB-5002=10.00, 5544332; C 40   -> 2027-1-000002
        09:25 drawer 1 takes PB-880; D 50.00                -> refused: tender-exceeds
        09:26 drawer 1 takes PB-880; D                      -> 2027-1-000003
        16:30 drawer 1 closes on 270.00, K 612.28, K 100.00 -> refused: reason-needed
        16:31 drawer 1 closes on 268.75, K 612.28, K 100.00, D 45.00: miscount -> -1.25
        16:32 drawer 2 closes on 281.00                     -> 0.00
        16:40 drawer 1 takes TS; C                          -> refused: session-not-open
        bill T27-000101                                     -> 612.27
        bill WB-5002                                        -> 65.00
    """
    )


def test_an_instalment_over_the_weekend_of_its_last_day() -> None:
    run(
        """
        2027-02-01
        bill T27-000101                                     -> 1,224.55
        08:30 jane opens 1 with 200.00
        09:00 drawer 1 takes T27-000101; C 700              -> 2027-1-000001, change 87.72
        16:30 drawer 1 closes on 812.28                     -> 0.00
        2027-02-02
        bill T27-000101                                     -> 612.27
        bill T27-000102                                     -> 2,010.01
        08:30 jane opens 1 with 200.00
        09:00 drawer 1 takes T27-000102; K #7               -> 2027-1-000002
        16:30 drawer 1 closes on 200, K 1010.02             -> refused: reason-needed
    """
    )


def test_the_year_turns() -> None:
    run("""
        2027-12-31
        08:30 jane opens 1 with 200.00
        09:00 drawer 1 takes TS; C                          -> 2027-1-000001
        16:30 drawer 1 closes on 227.00                     -> 0.00
        2028-01-03
        08:30 jane opens 1 with 200.00
        09:00 drawer 1 takes TS; C                          -> 2028-1-000001
        2027-12-31
        09:00 diego opens 1 with 200.00                     -> refused: drawer-in-use
    """)


@pytest.mark.parametrize(
    "line",
    [
        "09:00 drawer 1 takes TS; C -> 2027-1-000002",
        "08:30 jane opens 9 with 200.00",
        "09:00 jane dances",
    ],
)
def test_a_day_that_says_wrong_fails(line: str) -> None:
    with pytest.raises(AssertionError):
        run("08:30 diego opens 1 with 200.00\n" + line)
