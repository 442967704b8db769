"""``prove`` makes each deposit again from its receipts: one that was sealed wrong is named, whatever its acts say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.custody.acting import ActOrder
from domain.custody.deposit import DepositItem, Held
from domain.custody.depositing import DepositMade
from domain.custody.moves import CashMoved
from domain.custody.recounted import WhyOther
from domain.money import Money
from domain.people.acts import Act
from domain.records import Proof
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import CHAMBERLAIN, count_of, ok
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.books_fixtures import new_url
from tests.storage.contract_custody import close_order
from tests.storage.contract_deposits import (
    LATER,
    closed_drawer,
    deposit_of,
    deposit_order,
    waiting,
)
from tests.storage.custody_kit import pieces, recorded

__all__ = ["new_url"]

CASH = pieces(d20=20, d1=49)


@pytest.fixture
def books(new_url: str) -> Iterator[SqlBooks]:
    """Books with a drawer that is closed and turned in, and two checks in it."""
    create_books(new_url, training=False)
    made = open_books(new_url)
    kit.fill(made)
    closed_drawer(made)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Books that take whatever deposit is recorded, as a forger's would."""
    monkeypatch.setattr("storage.custody_acts.deposit_moved", lambda tx, body: None)


def differences(proof: Proof) -> list[str]:
    """What the line about deposits says; no other line may say anything."""
    assert all(not line.differences for line in proof.lines if line.name != "Deposits"), proof
    return [d for line in proof.lines for d in line.differences]


def sealed(books: SqlBooks, change: object = None, **fields: object) -> list[str]:
    """Record the right deposit with other values in it, behind the back of its order, and prove."""
    order = ok(deposit_order(books, deposit_of(books, CASH)))
    body = order.body
    assert isinstance(body, DepositMade)
    inside = {} if change is None else {"deposit": replace(body.deposit, **change)}  # type: ignore[arg-type]
    wrong = replace(body, **inside, **fields)  # type: ignore[arg-type]
    recorded(books, _of(wrong, order))
    return differences(books.prove())


def _of(body: DepositMade, order: ActOrder) -> ActOrder:
    return custody.ordered(body, order.header.request_id)


def items(books: SqlBooks) -> tuple[DepositItem, ...]:
    """The two checks."""
    return deposit_of(books, CASH).items


def test_the_right_deposit_proves(books: SqlBooks) -> None:
    assert sealed(books) == []


def test_too_much_cash_is_told(books: SqlBooks) -> None:
    recorded(books, custody.from_bank("f-1", pieces(d1=1)))
    (said,) = sealed(books, {"cash": pieces(d20=20, d1=50)})
    assert said.endswith("holds 45000 cents of cash; its sessions came to 44900.")


def test_cash_that_is_said_to_be_from_the_vault_is_apart_from_what_came_in(books: SqlBooks) -> None:
    recorded(books, custody.from_bank("f-1", pieces(d1=1)))
    change = {"cash": pieces(d20=20, d1=50), "from_vault": Money(100), "why_from_vault": "Surplus"}
    assert sealed(books, change, vault="A.0200") == []


def test_cash_that_is_said_to_be_from_the_vault_and_is_not_is_told(books: SqlBooks) -> None:
    (said,) = sealed(books, {"from_vault": Money(100), "why_from_vault": "Surplus"}, vault="A.0200")
    assert said.endswith("holds 44800 cents of cash; its sessions came to 44900.")


def test_a_check_that_is_left_out_is_told(books: SqlBooks) -> None:
    (said,) = sealed(books, {"items": items(books)[:1]})
    assert "leaves out K 102 of 1350 cents, receipt 2027-1-000003, tender 1." in said


def test_a_check_of_another_amount_or_number_is_told(books: SqlBooks) -> None:
    one, two = items(books)
    said = sealed(books, {"items": (one, replace(two, number="999"))})
    assert [s.partition(") ")[2][:20] for s in said] == [
        "leaves out K 102 of ",
        "lists what is on non",
    ]


def test_a_check_of_no_receipt_is_told(books: SqlBooks) -> None:
    extra = DepositItem("2027-1-000001", "K", "7", Money(100), 2)
    (said,) = sealed(books, {"items": (*items(books), extra)})
    assert "is on none of its receipts: K 7 of 100 cents" in said


def test_a_check_that_is_held_twice_or_in_both_places_is_told(books: SqlBooks) -> None:
    one, two = items(books)
    (said,) = sealed(books, {"items": (one,), "held": (Held(two, "unsigned"), Held(one, "torn"))})
    assert "is on none of its receipts: K 101 of 450 cents" in said


def test_a_deposit_that_says_it_takes_no_checks_leaves_them_out(books: SqlBooks) -> None:
    said = sealed(books, None, item_kinds=())
    assert len(said) == 2
    assert all("is on none of its receipts" in each for each in said)


def test_other_receipt_numbers_and_turn_ins_are_told(books: SqlBooks) -> None:
    said = sealed(books, None, numbers=(("2027-1-000001", "2027-1-000002"),), turned_in=())
    assert [s.partition(") ")[2] for s in said] == [
        "names other sessions as turned in than had cash to.",
        "names other receipts than its sessions have.",
    ]


def test_a_turn_in_of_another_amount_is_told(books: SqlBooks) -> None:
    session = kit.open_drawer(books, "2")
    kit.sell(books, session, "r-9", 2, "C")
    ok(books.close_session(close_order(session, count_of(20900)), custody.OFFICE))
    recorded(books, custody.turn_in("i-9", session, pieces(d1=8)))
    (said,) = differences(books.prove())
    assert "turns in 800 cents of session 2-1; its count less its float is 900." in said


@pytest.mark.parametrize("held", [False, True])
def test_a_check_that_came_back_before_the_deposit_is_told(books: SqlBooks, *, held: bool) -> None:
    session = kit.open_drawer(books, "2")
    corrections.paid_by_check(books, session, "r-8", "4471", kit.TAX)
    corrections.close(books, session)
    order = ok(deposit_order(books, deposit_of(books, CASH, held=(2,) if held else ())))
    ok(books.correct(corrections.returned_order(books, "4471", 61228, LATER)))
    recorded(books, order)
    (said,) = differences(books.prove())
    assert "lists what is on none of its receipts: K 4471 of 61228 cents" in said
    assert waiting(books).held == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner_id": "sam"},
        {"of_float": Money(100)},
        {
            "why": WhyOther(
                "unknown", "", custody.signed(custody.JANE, custody.SUPERVISOR, Act.APPROVE_DRAWER)
            )
        },
        {
            "why": WhyOther(
                "unknown", "", custody.signed(CHAMBERLAIN, custody.SUPERVISOR, Act.KEEP_VAULT)
            )
        },
    ],
)
def test_a_difference_of_a_turn_in_that_is_not_its_sessions_is_told(
    books: SqlBooks, wrong: dict[str, object]
) -> None:
    (said,) = turned_in_other(books, **wrong)
    assert "turns in other cash than was counted in session 2-1" in said


def test_a_difference_of_a_turn_in_from_another_count_is_told(books: SqlBooks) -> None:
    (said,) = turned_in_other(books, wanted=Money(1000), over_short=Money(-200))
    assert "turns in 800 cents of session 2-1; its count less its float is 900." in said


def turned_in_other(books: SqlBooks, **wrong: object) -> list[str]:
    """Turn 8.00 in where 9.00 was counted, saying something else of it, and prove."""
    session = kit.open_drawer(books, "2")
    kit.sell(books, session, "r-9", 2, "C")
    ok(books.close_session(close_order(session, count_of(20900)), custody.OFFICE))
    body = ok(custody.turn_in_other(books, "i-9", session, pieces(d1=8))).body
    assert isinstance(body, CashMoved)
    assert body.again is not None
    assert differences(books.prove()) == []
    told = replace(body.again, **wrong)  # type: ignore[arg-type]  # fields by name
    recorded(books, custody.ordered(replace(body, again=told), "i-9"))
    return differences(books.prove())
