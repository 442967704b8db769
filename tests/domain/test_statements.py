"""A bank's statement against deposits: by bag, by amount and day, and never by a guess."""

from __future__ import annotations

from datetime import date

import pytest

from domain.custody.act_kinds import body_from_data
from domain.custody.acts import ActNo, Signer
from domain.custody.bank import BankLine, BankStatement, LineKind
from domain.custody.statements import (
    Matched,
    OnItsWay,
    StatementTaken,
    match_deposits,
    returned_of,
)
from domain.money import Money

MON, TUE, WED = (date(2027, 1, day) for day in (25, 26, 27))


def way(seq: int, bag: str, cents: int, on: date = MON, *, told: bool = False) -> OnItsWay:
    """A deposit."""
    return OnItsWay(ActNo(2027, seq), bag, Money(cents), on, told)


def line(cents: int, on: date = TUE, reference: str = "", text: str = "") -> BankLine:
    """A deposit line."""
    return BankLine(LineKind.DEPOSIT, Money(cents), on, reference, text)


def bags(matched: Matched) -> list[tuple[str, int]]:
    """The bags that were acknowledged, and by how much they differ."""
    return [(each.bag, each.difference.cents) for each in matched.agreed]


@pytest.mark.parametrize(
    ("lines", "deposits", "agreed", "unknown"),
    [
        # by the bag's number, in the reference or the words, whatever the amount
        ([line(900, reference="0000412")], [way(1, "412", 1000)], [("412", -100)], 0),
        ([line(1000, text="DEPOSIT BAG B7")], [way(1, "b7", 1000)], [("b7", 0)], 0),
        # by the amount, where only one was made by that day
        ([line(1000)], [way(1, "1", 1000), way(2, "2", 900)], [("1", 0)], 0),
        ([line(1000)], [way(1, "1", 1000), way(2, "2", 1000, WED)], [("1", 0)], 0),
        # never by a guess
        ([line(999)], [way(1, "000", 1000)], [], 1),
        ([line(1000)], [way(1, "1", 1000), way(2, "2", 1000)], [], 1),
        ([line(1000)], [way(1, "1", 1000, WED)], [], 1),
        ([line(999)], [way(1, "1", 1000)], [], 1),
        # the line with the bag takes its own, so that the other is beyond doubt
        ([line(1000), line(1000, reference="2")], [way(1, "1", 1000), way(2, "2", 1000)],
         [("2", 0), ("1", 0)], 0),
        ([line(1000), line(1000)], [way(1, "1", 1000)], [("1", 0)], 1),
    ],
)  # fmt: skip
def test_a_line_acknowledges_the_deposit_that_is_beyond_doubt(
    lines: list[BankLine],
    deposits: list[OnItsWay],
    agreed: list[tuple[str, int]],
    unknown: int,
) -> None:
    matched = match_deposits(lines, deposits)
    assert bags(matched) == agreed
    assert len(matched.unknown) == unknown


def test_what_was_told_before_is_not_told_again() -> None:
    matched = match_deposits([line(1000, reference="1")], [way(1, "1", 1000, told=True)])
    assert (matched.agreed, matched.unknown) == ((), ())
    assert matched.before == ("2027-01-26 10.00 1: bag 1",)
    # another of the same amount that still waits is the one that is meant
    matched = match_deposits([line(1000)], [way(1, "1", 1000, told=True), way(2, "2", 1000)])
    assert bags(matched) == [("2", 0)]


def test_a_statement_that_was_taken_in_is_read_back_whole() -> None:
    lines = (
        line(900, reference="0412"),
        BankLine(LineKind.RETURNED, Money(12000), WED, "1001", "NSF"),
        BankLine(LineKind.OTHER, Money(-5), WED, "", "FEE"),
    )
    statement = BankStatement("4321", TUE, lines)
    matched = match_deposits(lines, [way(3, "412", 1000)])
    body = StatementTaken(
        "jan.bai", "d" * 64, matched.agreed, ("x",), returned_of([statement]), Signer("Sam", "sam")
    )
    assert [each.reference for each in body.returned] == ["1001"]
    assert body_from_data("statement", body.data()) == body
    assert ("Acknowledged", "bag 412 9.00") in body.told()
    with pytest.raises(ValueError, match="damaged"):
        body_from_data("statement", [*body.data(), 1])
    for place in (2, 4):
        damaged = list(body.data())
        damaged[place] = [["x"]]
        with pytest.raises(ValueError, match="damaged"):
            body_from_data("statement", damaged)
