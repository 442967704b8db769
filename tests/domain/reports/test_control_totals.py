"""One mixed day told to every program and ledger: the control totals are the drawers' and what goes to the bank."""

from __future__ import annotations

import csv
import io

import pytest

from domain.money import ZERO, Money, total
from domain.receivables.bills import MOVES_MONEY
from domain.reports.report import Report, Section
from exchange.ledger_export import FORMS
from storage.memory import MemoryBooks
from tests.domain.reports.kit import OFFICE, made, section, summed
from tests.exchange.ledger_kit import a_day, asked, exported
from tests.samples import DAY
from tests.storage import batches_kit
from tests.storage.batches_kit import PROGRAMS


def money(cell: object) -> Money:
    """A cell that must be an amount."""
    assert isinstance(cell, Money)
    return cell


def told(books: MemoryBooks) -> dict[str, Money]:
    """The control totals of the day's batches by service; nothing is left in no batch."""
    sums: dict[str, Money] = {}
    for program in PROGRAMS:
        (service,) = program.services
        if batches_kit.content(books, program).lines:
            sums[service] = batches_kit.make(books, program).made.totals.amount
        assert books.not_in_batch(service, DAY, DAY) == ()
    return sums


def collected(report: Report) -> dict[str, Money]:
    """What the settlement says of each service, and of items under an empty program."""
    whole: Section = report.sections[0]
    names = {service.name: service.code for service in OFFICE.services}
    return {names.get(str(row.cells[1]), ""): money(row.cells[4]) for row in whole.rows}


def test_control_totals_are_the_drawers_and_the_deposit_s() -> None:
    books = a_day()
    sums = told(books)
    assert len(sums) == 2
    settled = collected(made("settlement", books))
    items = settled.pop("")
    assert sums == settled
    taken = money(summed(section(made("tender", books), "By kind"), "net"))
    assert total(sums.values()) + items == taken
    proof = section(made("proof", books), "All kinds")
    floats = total(session.float_amount for session in books.sessions(DAY))
    assert money(summed(proof, "expected")) - floats == taken
    short = money(summed(proof, "over_short"))
    assert short == Money(-125)
    bank = total(
        money(summed(each, "amount"))
        for each in made("on_hand", books).sections
        if each.title != "By age"
    )
    assert bank == taken + short


def test_a_batch_s_lines_move_money_or_say_that_they_do_not() -> None:
    books = a_day()
    told(books)
    for batch in batches_kit.batches(books):
        lines = batches_kit.lines(books, batch)
        moved = total(line.amount for line in lines if line.how in MOVES_MONEY)
        assert moved == batch.made.totals.amount != ZERO


@pytest.mark.parametrize("how", sorted(FORMS))
def test_every_ledger_s_debits_are_the_day_s(how: str) -> None:
    books = a_day()
    gl = made("gl", books).sections[0]
    whole = exported(books, how)
    lines = list(csv.DictReader(io.StringIO(exported(books, "csv").content.decode())))
    debits = sum(round(float(line["debit"] or 0) * 100) for line in lines)
    assert whole.debits.cents == debits >= money(summed(gl, "debit")).cents > 0
    assert asked(books, DAY, DAY).open_sessions == ()
