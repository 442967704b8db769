"""What a statement posted and a person reversed: the same file says so, and posts nothing again."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.custody.acting import Asked, PostedAct, order_act
from domain.custody.acts import Signer
from domain.custody.banking import BankTold
from domain.custody.reversal import ActReversed
from domain.custody.reversing import APPROVES
from domain.custody.settlements import MoneySettled
from storage.open import open_books
from tests.chamberlain import test_bank_credits as credits
from tests.chamberlain import test_bank_import as statements
from tests.chamberlain.kit import Line
from tests.chamberlain.test_bank_credits import taken
from tests.chamberlain.test_bank_import import CHAM, NEXT, OFFICE, SAM, City, city, signer
from tests.samples import ok

__all__ = ["city", "taken"]


def reverse(url: str, kind: str) -> None:
    """Reverse the one act of a kind."""
    books = open_books(url)
    try:
        (made,) = books.acts(kind=kind)
        body = ActReversed(
            made.number, made.body, "Wrong bank", Signer(SAM.name, "sam"), signer(CHAM, APPROVES)
        )
        on = made.posting.header.business_date
        asked = Asked("reverse", SAM, "hall", on, NEXT)
        ok(books.record(ok(order_act(body, asked, OFFICE, made.posting.journal.turned()))))
    finally:
        books.close()


def posted(url: str) -> tuple[PostedAct, ...]:
    """All acts."""
    books = open_books(url)
    try:
        return books.acts()
    finally:
        books.close()


@pytest.mark.parametrize("later", [False, True])
def test_an_acknowledgement_that_was_reversed_stays_reversed(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: bool
) -> None:
    path = statements.statement(tmp_path, [statements.DEPOSIT.format(city.amount)])
    statements.take(city, path)
    reverse(city.line.url, BankTold.kind)
    before = posted(city.line.url)
    if later:
        day_after = NEXT.replace(day=NEXT.day + 1)
        monkeypatch.setattr("chamberlain.opening.now", lambda: day_after)
    again = statements.take(city, path)
    assert again.code == 0, again.err
    assert "Nothing changed" in again.out
    assert posted(city.line.url) == before


def test_a_settlement_that_was_reversed_stays_reversed(
    taken: tuple[Line, int], tmp_path: Path
) -> None:
    line, amount = taken
    path = statements.statement(tmp_path, [credits.CREDIT.format(amount)])
    credits.take(line, path)
    reverse(line.url, MoneySettled.kind)
    before = posted(line.url)
    assert "Nothing changed" in credits.take(line, path).out
    assert posted(line.url) == before
