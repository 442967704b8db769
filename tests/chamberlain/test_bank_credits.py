"""A processor's credit on a bank's statement settles the date that it pays, once; what fits nothing is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.custody.acting import PostedAct
from domain.custody.count import Count
from domain.custody.sessions import CloseOrder
from domain.custody.settlements import MoneySettled
from domain.money import Money
from domain.people.approval import Approval
from domain.receipting.cart import Cart, add_item
from domain.receipting.posting import order_receipt
from domain.receipting.tendering import add_tender
from storage.open import open_books
from tests.chamberlain import kit
from tests.chamberlain.kit import ADA, AT, ON, Line
from tests.chamberlain.test_bank_import import NEXT, RETURNED, SAM, WHO, statement
from tests.samples import ok

CREDIT = "16,165,{},,REF77,,EPAY SETTLEMENT/"
OFFICE = kit.office()


@pytest.fixture
def taken(stocked: Line, monkeypatch: pytest.MonkeyPatch) -> tuple[Line, int]:
    """A closed drawer with one electronic payment, and its amount."""
    session = kit.open_drawer(stocked.url)
    books = open_books(stocked.url)
    try:
        ok(books.add_operator(SAM, "483920", AT))
        cart = ok(add_item(Cart("r-1"), "TS", 3, ON, OFFICE))
        amount = cart.total.cents
        cart = ok(add_tender(cart, "E", OFFICE, number="C-1"))
        ok(books.post(ok(order_receipt(cart, session, ADA.operator_id, AT, OFFICE))))
        count = Count(((Money(1), 20_000),), (), (("E", Money(amount)),))
        approval = Approval(
            "sam", "Sam Field", "supervisor", "approve_drawer", "PIN", AT, "Close it."
        )
        order = CloseOrder("close", session.session_id, ADA, AT, count, "", "", approval)
        ok(books.close_session(order, OFFICE))
    finally:
        books.close()
    monkeypatch.setattr("chamberlain.opening.now", lambda: NEXT)
    monkeypatch.setattr("chamberlain.bank_import.now", lambda: NEXT)
    return stocked, amount


def take(line: Line, path: Path, *more: str) -> kit.Ran:
    """Take a statement in."""
    return line("import", "bank", path, *WHO, *more, stdin="483920\n")


def settlements(line: Line) -> list[PostedAct]:
    """The settlements in the books, which prove."""
    books = open_books(line.url)
    try:
        assert books.prove().proves
        return list(books.acts(kind=MoneySettled.kind))
    finally:
        books.close()


def test_a_credit_settles_what_waits_and_its_fee_is_booked(
    taken: tuple[Line, int], tmp_path: Path
) -> None:
    line, amount = taken
    fee = amount * 2 // 100
    path = statement(tmp_path, [CREDIT.format(amount - fee)])
    ran = take(line, path, "--json")
    assert ran.code == 0, ran.err
    (told,) = ran.json["settled"]
    assert (told["processor"], told["gross_cents"], told["fee_cents"]) == ("epay", amount, fee)
    (act,) = settlements(line)
    sums = {j.gl_code: (j.debit - j.credit).cents for j in act.posting.journal.lines}
    assert sums == {"A.0000.0200": amount - fee, "A.1325.0440": fee, "A.0000.0206": -amount}
    assert "was taken in before" in take(line, path).out
    other = take(line, statement(tmp_path, [CREDIT.format(amount - fee), RETURNED], "week.bai"))
    assert "Not matched: epay: no date that waits is it beyond doubt" in other.out
    assert len(settlements(line)) == 1


def test_a_credit_that_fits_no_date_is_listed_and_settles_nothing(
    taken: tuple[Line, int], tmp_path: Path
) -> None:
    line, amount = taken
    ran = take(line, statement(tmp_path, [CREDIT.format(amount + 1)]))
    assert "Not matched: epay" in ran.out
    assert settlements(line) == []


def test_what_was_cut_off_before_the_settlement_is_finished_by_the_same_file(
    taken: tuple[Line, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, amount = taken
    path = statement(tmp_path, [CREDIT.format(amount)])

    def cut_off(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr("chamberlain.bank_import._settle", cut_off)
        assert take(line, path).code != 0
    assert settlements(line) == []
    assert "Settled: epay" in take(line, path).out
    assert len(settlements(line)) == 1
