"""Reversals of acts of custody in the reports: lines of their own, and sums that are right with them."""

from __future__ import annotations

from domain.custody.serials import Serials
from domain.custody.stock import StockAct
from domain.money import Money, total
from domain.reports.deposits_proved import deposits_of, proved
from domain.reports.exhibit import day_exhibit
from storage.memory import MemoryBooks
from tests import stock_kit
from tests.domain.reports.kit import asked, section, summed
from tests.domain.reports.test_deposits import report, sample_books
from tests.samples import DAY, ok, sample_office
from tests.storage.contract_deposits import closed_drawer, deposit_of, deposit_order, made
from tests.storage.custody_kit import pieces, recorded
from tests.storage.reversal_kit import reversed_act

CASH = pieces(d20=20, d1=49)


def twice_deposited() -> MemoryBooks:
    """Books whose deposit held an item over, was reversed, and was made again with all in it."""
    books = sample_books()
    closed_drawer(books)
    reversed_act(books, made(books, CASH, held=(1,)))
    recorded(books, ok(deposit_order(books, deposit_of(books, CASH, "78"), "d-2")))
    return books


def test_the_deposit_report_takes_a_reversed_deposit_off_again() -> None:
    found = section(report("deposit", twice_deposited()), "Deposits")
    told = [(row.cells[1], row.cells[3], row.cells[7], row.cells[8]) for row in found.rows]
    assert told == [
        ("2027-VAULT-00003", "77", Money(45350), "reversed by 2027-VAULT-00004"),
        ("2027-VAULT-00005", "78", Money(46700), "sealed"),
        ("2027-VAULT-00004", "77", Money(-45350), "reversal of 2027-VAULT-00003: Wrong bag"),
    ]
    assert found.sums is not None
    assert Money(46700) in found.sums


def test_the_items_of_a_reversed_deposit_are_listed_once() -> None:
    told = report("deposit", twice_deposited())
    rows = section(told, "Deposits").rows
    assert summed(section(told, "Items"), "amount") == total(row.cells[6] for row in rows)  # type: ignore[misc]
    assert {row.cells[0] for row in section(told, "Items").rows} == {"78"}
    assert section(told, "Held over").rows == (), "what was held over went with the other bag"


def test_both_deposits_prove_and_the_reversed_one_is_named() -> None:
    books = twice_deposited()
    proofs = proved(books, deposits_of(books, DAY, DAY), sample_office())
    assert [proof.composition.proves for proof in proofs] == [True, True]
    titles = [each.title for each in report("composition", books).sections]
    assert "REVERSED by 2027-VAULT-00004" in titles[0]
    assert "REVERSED" not in titles[1]


def test_stock_that_was_taken_back_is_in_no_flow_and_has_its_line() -> None:
    books = sample_books()
    stock_kit.stocked(books)
    order = stock_kit.stock_order(StockAct.SPOILED, "sp", Serials(1041, 1045), drawer="1")
    reversed_act(books, recorded(books, order))
    found = report("stock", books)
    rows = {row.cells[1]: row.cells for row in section(found, "On hand").rows}
    assert (rows["drawer 1"][4], rows["drawer 1"][6], rows["drawer 1"][8]) == (20, 0, 20)
    assert [row.cells[2] for row in section(found, "Movements").rows][-2:] == [
        "spoiled",
        "reversal: spoiled",
    ]
    assert "does not prove" not in " ".join(found.notes)


def test_activity_tells_who_reversed_what() -> None:
    rows = section(report("activity", twice_deposited()), "Acts of custody reversed").rows
    assert [row.cells for row in rows] == [("Sam Field", "deposit", 1)]


def test_the_exhibit_says_it_in_words_and_lists_the_act() -> None:
    books = twice_deposited()
    parts = {part.title: part for part in day_exhibit(books, asked(books)).parts}
    words = " ".join(parts["Deposits and what they are made of"].words)
    assert "It was REVERSED by 2027-VAULT-00004 of 2027-01-25: Wrong bag." in words
    acts = [row.cells for row in parts["Acts of custody"].sections[0].rows]
    (line,) = [cells for cells in acts if cells[0] == "2027-VAULT-00004"]
    assert line[2] == "Reversal: deposit"
    assert "Reverses 2027-VAULT-00003" in str(line[3])
