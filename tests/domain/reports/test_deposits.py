"""The reports of deposits: made anew from the postings, proving what proves, and naming what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.books import Books
from domain.custody.acts import Signer
from domain.custody.deposit import ClosedSession, composition
from domain.custody.deposit_orders import order_bank_told, order_deposit, order_hand_over
from domain.money import Money
from domain.people.acts import Act
from domain.reports.catalog import REPORTS
from domain.reports.deposits_proved import deposits_of, proved
from domain.reports.report import Report
from storage.memory import MemoryBooks
from tests.domain.reports.kit import asked, section
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    DIEGO,
    SUPERVISOR,
    count_of,
    keep_sample_policy,
    ok,
    sample_office,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.contract_deposits import (
    PREPARED,
    VERIFIED,
    closed_drawer,
    deposit_of,
    made,
    waiting,
)
from tests.storage.custody_kit import pieces, recorded, signed

OFFICE = sample_office()
LATER = date(2027, 1, 26)


def sample_books() -> MemoryBooks:
    """Books with the sample bills and people."""
    books = MemoryBooks()
    keep_sample_policy(books)
    kit.fill(books)
    return books


def report(name: str, books: Books, **how: object) -> Report:
    """A report of the sample day."""
    return REPORTS[name].make(books, replace(asked(books), **how))  # type: ignore[arg-type]  # fields by name


def deposited() -> MemoryBooks:
    """Books with a deposit of 449.00 and one check, another held over."""
    books = sample_books()
    closed_drawer(books)
    made(books, pieces(d20=20, d1=49), held=(1,))
    return books


def test_the_composition_is_added_up_anew_and_proves() -> None:
    books = deposited()
    (found,) = report("composition", books).sections
    told = [tuple(map(str, row.cells)) for row in found.rows]
    assert told == [
        ("Cash", "450.00", "-1.00", "0.00", "449.00", "0.00"),
        ("Check", "18.00", "0.00", "13.50", "4.50", "0.00"),
    ]
    assert "THE DEPOSIT PROVES" in report("composition", books).notes[0]
    assert "receipts 2027-1-000001 to 2027-1-000003" in found.title


def test_the_deposit_report_lists_items_and_how_far_the_bank_has_answered() -> None:
    books = deposited()
    (one,) = deposits_of(books, DAY, DAY)

    def state() -> tuple[str, str]:
        (row,) = section(report("deposit", books), "Deposits").rows
        return str(row.cells[8]), str(row.cells[9])

    assert state() == ("sealed", "0.00")
    recorded(books, ok(order_hand_over(one, PREPARED, "A. Driver", custody.asked("h"), OFFICE)))
    assert state() == ("with the courier", "0.00")
    told = order_bank_told(
        one, Money(45300), LATER, "4", Signer(SUPERVISOR.name, "sam"),
        custody.asked("b", on=LATER), OFFICE, handed_over=True, reason="Short.",
    )  # fmt: skip
    recorded(books, ok(told))
    assert state() == ("acknowledged 2027-01-26", "-0.50")
    (item,) = section(report("deposit", books), "Items").rows
    assert [str(cell) for cell in item.cells] == ["77", "Check", "101", "2027-1-000002", "4.50"]
    (held,) = section(report("deposit", books), "Held over").rows
    assert held.cells[4] == "unsigned"


def test_every_figure_drills_to_its_receipts() -> None:
    books = deposited()
    for name in ("deposit", "composition"):
        for each in report(name, books).sections:
            for row in each.rows:
                assert row.behind
                assert list(row.behind) == sorted(set(row.behind))
                assert all(books.posting(i) is not None for i in row.behind)
        assert not any(r.behind for s in report(name, books, drills=False).sections for r in s.rows)
    (item,) = section(report("deposit", books), "Items").rows
    posting = books.posting(item.behind[0])
    assert posting is not None
    assert str(getattr(posting.body, "number", "")) == "2027-1-000002"


def test_a_held_item_is_brought_forward_into_the_next() -> None:
    books = deposited()
    order = order_deposit(
        deposit_of(books, pieces(), bag="78"), waiting(books), PREPARED, VERIFIED,
        custody.asked("d-2", on=LATER), OFFICE,
    )  # fmt: skip
    recorded(books, ok(order))
    (only,) = deposits_of(books, LATER, LATER)
    (proof,) = proved(books, [only], OFFICE)
    assert proof.composition.proves
    assert [row.kind for row in proof.composition.rows] == ["cash", "K"]


def same(one: ClosedSession, other: ClosedSession) -> None:
    """What the books say waits is what the postings say was taken."""
    assert (one.cash, one.cash_over, one.moved) == (other.cash, other.cash_over, other.moved)
    assert sorted(one.items) == sorted(other.items)


def test_voids_transfers_and_a_short_float_are_read_as_the_books_read_them() -> None:
    books = sample_books()
    one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
    kit.sell(books, one, "r-1", 100, "C")
    wrong = kit.sell(books, one, "r-2", 1, "K", None, "101")
    corrections.paid_by_check(books, one, "r-3", "4471", kit.TAX)
    recorded(books, custody.transfer("t-1", one, two, pieces(d20=2)))
    ok(books.correct(corrections.void_order(books, one, wrong)))
    for session, count in ((one, count_of(61000, (61228,))), (two, count_of(24000))):
        ok(books.close_session(close_order(session, count), OFFICE))
    before = waiting(books).sessions
    for session, worth in ((one, pieces(d20=20, d1=10)), (two, pieces(d20=2))):
        recorded(books, custody.turn_in(f"i-{session.drawer}", session, worth))
    verified = signed(CHAMBERLAIN, SUPERVISOR, Act.MAKE_DEPOSIT)
    order = order_deposit(
        deposit_of(books, pieces(d20=22, d1=10)), waiting(books), PREPARED, verified,
        custody.asked("d-1"), OFFICE,
    )  # fmt: skip
    recorded(books, ok(order))
    (proof,) = proved(books, deposits_of(books, DAY, DAY), OFFICE)
    assert proof.composition.proves
    assert proof.composition == composition(proof.deposit, before)
    for here, there in zip(before, proof.sessions, strict=True):
        same(here, there)
