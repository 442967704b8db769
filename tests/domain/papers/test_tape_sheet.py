"""The tape of a batch on receipt paper: it foots, and what is keyed again is not told."""

from __future__ import annotations

from domain.ledger.interface import tape_of, to_rekey
from domain.money import Money
from domain.papers.tape_sheet import tape_sheet
from domain.receipting.paper import paper_to_text
from storage.memory import MemoryBooks
from tests.domain.papers.kit import check_golden, fits
from tests.samples import sample_office
from tests.storage import batches_kit
from tests.storage import contract_kit as kit


def test_the_tape_foots_and_hides_what_is_keyed_again() -> None:
    books = MemoryBooks()
    kit.fill(books)
    session = kit.open_drawer(books)
    kit.pay(books, session, "r-1", kit.TAX, kit.WATER)
    kit.pay(books, session, "r-2", kit.OTHER_TAX)
    held = batches_kit.make(books)
    tape = tape_of(batches_kit.lines(books, held))
    amounts = sorted(stub.amount for stub in tape)
    assert len(amounts) == 2
    again = to_rekey(tape, amounts[-1])
    assert len(again) == 1
    paper = tape_sheet(held.made, "RPS", tape, {1}, again, sample_office(), training=True)
    fits(paper)
    text = paper_to_text(paper)
    assert str(amounts[0]) in text
    assert str(amounts[-1]) not in text
    assert str(held.made.totals.amount) in text
    assert held.made.totals.hash_text in text
    check_golden("tape_sheet", text)
    shown = paper_to_text(tape_sheet(held.made, "RPS", tape, (), (), sample_office()))
    assert str(amounts[-1]) in shown
    assert Money(0) < amounts[0]
