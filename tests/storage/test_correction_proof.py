"""A program that leaves rules out can still write a correction: ``prove`` then names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind
from domain.custody.acting import PostedAct
from domain.ledger.journal import Journal, journal_of
from domain.records import Proof
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.logged import logged
from tests.samples import DAY, JANE, SUPERVISOR, keep_sample_policy, ok
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage.contract_deposits import deposit_of, deposit_order
from tests.storage.custody_kit import pieces, recorded
from tests.storage.reversal_kit import reversed_act


@pytest.fixture
def books(tmp_path: Path) -> Iterator[SqlBooks]:
    """Books with an open drawer."""
    url = f"sqlite:///{tmp_path / 'books.db'}"
    create_books(url, training=False)
    made = open_books(url)
    keep_sample_policy(made)
    kit.fill(made)
    yield made
    made.close()


def void(books: SqlBooks) -> CorrectionOrder:
    """A void as it should be."""
    session = kit.open_drawer(books)
    return corrections.void_order(books, session, kit.sell(books, session, "r-1"))


def differences(proof: Proof) -> str:
    """All that a proof found, as one text."""
    return " ".join(d for line in proof.lines for d in line.differences)


def test_a_void_that_nobody_approved_is_named(books: SqlBooks) -> None:
    order = void(books)
    alone = replace(order.amendment.support, approval=None)
    ok(books.correct(replace(order, amendment=replace(order.amendment, support=alone))))
    assert "is a void that nobody approved" in differences(books.prove())


def test_a_void_approved_by_its_maker_is_named(books: SqlBooks) -> None:
    order = void(books)
    given = order.amendment.support.approval
    assert given is not None
    mine = replace(given, operator_id=JANE.operator_id, name=JANE.name)
    own = replace(order.amendment.support, approval=mine)
    himself = replace(order, amendment=replace(order.amendment, support=own))
    ok(books.correct(logged(books, himself)))
    assert "was approved by its own maker" in differences(books.prove())


def test_an_entry_that_does_not_follow_is_named(books: SqlBooks) -> None:
    order = void(books)
    other = journal_of([("A.9999", 450), ("A.8888", -450)])
    ok(books.correct(replace(order, journal=other)))
    assert "does not follow from what it corrects" in differences(books.prove())


def test_an_entry_that_balances_only_over_all_funds_is_named(books: SqlBooks) -> None:
    order = void(books)
    credit = next(line for line in order.journal.lines if line.credit)
    lines = (*(x for x in order.journal.lines if x.debit), replace(credit, gl_code="F.0210"))
    # No constructor makes such an entry; a program that goes round it could still write one.
    unmade = object.__new__(Journal)
    object.__setattr__(unmade, "lines", lines)
    ok(books.correct(replace(order, journal=unmade)))
    said = differences(books.prove())
    assert "debits of fund A are 450 cents, credits 0" in said
    assert "debits of fund F are 0 cents, credits 450" in said


def test_a_tender_that_the_receipt_has_not_is_named(books: SqlBooks) -> None:
    order = void(books)
    (back,) = order.amendment.tenders
    other = replace(back, tender=replace(back.tender, name="Gold"))
    ok(books.correct(replace(order, amendment=replace(order.amendment, tenders=(other,)))))
    assert "has no such tender" in differences(books.prove())


def test_a_correction_as_it_should_be_proves(books: SqlBooks) -> None:
    ok(books.correct(void(books)))
    abated = corrections.adjustment_order(
        books, CorrectionKind.ABATEMENT, kit.TAX, (1, "city", 100), on=DAY
    )
    ok(books.correct(abated))
    assert SUPERVISOR.operator_id == abated.header.operator_id
    assert books.prove().proves


def returned(books: SqlBooks, *, deposited: bool | None = None) -> str:
    """A returned check's correction, which may say otherwise than the deposits do, and what a proof finds."""
    order = corrections.returned_order(books, "4471", 61228, DAY)
    check = order.amendment.check
    assert check is not None
    if deposited is not None:
        check = replace(check, deposited=deposited)
    ok(books.correct(replace(order, amendment=replace(order.amendment, check=check))))
    return differences(books.prove())


def checked(books: SqlBooks) -> None:
    """A check over a tax bill, in a closed drawer."""
    session = kit.open_drawer(books)
    corrections.paid_by_check(books, session, "r-1", "4471", kit.TAX)
    corrections.close(books, session)


def bagged(books: SqlBooks) -> PostedAct:
    """A deposit of that check."""
    return recorded(books, ok(deposit_order(books, deposit_of(books, pieces()))))


def test_a_returned_check_that_no_deposit_holds_is_not_deposited(books: SqlBooks) -> None:
    checked(books)
    assert "says that returned check 4471 was deposited; no deposit that stood held it" in returned(
        books, deposited=True
    )


def test_a_returned_check_that_a_deposit_holds_is_deposited(books: SqlBooks) -> None:
    checked(books)
    bagged(books)
    said = returned(books, deposited=False)
    assert "says that returned check 4471 was not deposited; a deposit that stood held it" in said


def test_a_deposit_that_was_reversed_before_holds_no_check(books: SqlBooks) -> None:
    checked(books)
    reversed_act(books, bagged(books))
    assert "no deposit that stood held it" in returned(books, deposited=True)


@pytest.mark.parametrize("again", [0, 1, 2])
def test_a_returned_check_as_it_should_be_proves(books: SqlBooks, again: int) -> None:
    """Of no deposit, of one, and of one that was reversed."""
    checked(books)
    acts = [bagged(books)] if again else []
    if again == 2:
        reversed_act(books, acts[0])
    assert returned(books) == ""
