"""What the exhibit says of the bank's side of each deposit: nothing yet, in full, less, and decided."""

from __future__ import annotations

from domain.custody.decided import open_differences
from domain.money import Money
from domain.reports.exhibit import Check, Exhibit, Holds, day_exhibit
from storage.memory import MemoryBooks
from tests.domain.reports.kit import asked
from tests.samples import DAY, ok
from tests.storage.contract_deposits import closed_drawer, made
from tests.storage.contract_kit import fill
from tests.storage.contract_settlements import decision, told_short
from tests.storage.custody_kit import pieces, recorded
from tests.storage.reversal_kit import reversed_act


def exhibit(books: MemoryBooks) -> Exhibit:
    return day_exhibit(books, asked(books))


def bank_check(found: Exhibit) -> Check | None:
    return next((each for each in found.checks if each.what.startswith("The bank got")), None)


def stocked() -> MemoryBooks:
    books = MemoryBooks()
    fill(books)
    return books


def test_nothing_is_said_of_the_bank_before_a_deposit() -> None:
    assert bank_check(exhibit(stocked())) is None


def test_a_deposit_that_the_bank_has_not_answered_is_open() -> None:
    books = stocked()
    closed_drawer(books)
    bag = made(books, pieces(d20=20, d1=49)).body.deposit.bag  # type: ignore[attr-defined]
    check = bank_check(exhibit(books))
    assert check is not None
    assert (check.said, check.holds) == (f"not acknowledged: bag {bag}", Holds.OPEN)


def test_a_difference_with_the_bank_differs_until_somebody_decides_on_it() -> None:
    books = stocked()
    _, deposit = told_short(books)
    waits = exhibit(books)
    check = bank_check(waits)
    assert check is not None
    assert check.holds is Holds.DIFFERS
    assert waits.differs
    assert "waits for a decision: bag " in check.said
    (difference,) = open_differences(books, DAY)
    assert difference.amount == Money(-500)
    recorded(books, ok(decision(difference, made_by=deposit)))
    check = bank_check(exhibit(books))
    assert check is not None
    assert check.holds is Holds.AGREES
    assert "a difference that is decided: bag " in check.said


def test_a_deposit_that_was_reversed_counts_for_none() -> None:
    books = stocked()
    closed_drawer(books)
    reversed_act(books, made(books, pieces(d20=20, d1=49)))
    found = exhibit(books)
    assert bank_check(found) is None
    (deposits,) = (each for each in found.checks if each.what.startswith("Each deposit"))
    assert (deposits.said, deposits.holds) == ("nothing is deposited yet", Holds.OPEN)
