"""The deposit slip as PDF: every figure of the deposit is on it, and it is the same bytes each time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from domain.custody.deposit import ClosedSession, Deposit, DepositItem, Held, composition
from domain.custody.pieces import pieces_of
from domain.money import Money, total
from exchange.deposit_slip_pdf import SlipHead, deposit_slip_pdf
from tests.samples import sample_office

ON = date(2027, 1, 25)
OFFICE = sample_office()
HEAD = SlipHead(ON, "3210", "Jane Doe", "Sam Field")
CASH = pieces_of(((Money(2000), 31), (Money(100), 12), (Money(25), 40), (Money(1), 7)))


def checks(number: int, kind: str = "K") -> tuple[DepositItem, ...]:
    """So many checks of different amounts."""
    return tuple(
        DepositItem(f"2027-1-{n:06}", kind, str(1000 + n), Money(1000 + 7 * n))
        for n in range(1, number + 1)
    )


def deposit(number: int = 5, held: tuple[Held, ...] = ()) -> Deposit:
    """A deposit of cash, checks and a money order."""
    items = (*checks(number), *checks(1, "M"))
    return Deposit(
        "D-0412",
        "First Bank",
        ("1-1", "2-1"),
        CASH,
        items,
        held,
        "B 77",
        "S 1234",
    )


def pages(content: bytes) -> list[str]:
    """What each page says, in single blanks."""
    found = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return [" ".join(each.split()) for each in found]


def test_every_figure_of_the_deposit_is_on_the_slip() -> None:
    made = deposit()
    (said,) = pages(deposit_slip_pdf(made, HEAD, OFFICE))
    for words in (
        "DEPOSIT SLIP",
        "D-0412",
        "2027-01-25",
        "First Bank, account ending 3210",
        "B 77",
        "S 1234",
        "1-1, 2-1",
        "Prepared by Jane Doe",
        "Verified by Sam Field",
        f"TOTAL DEPOSIT {made.amount}",
        f"Check: 5 items {total(i.amount for i in checks(5))}",
        "Money order: 1 item 10.07",
        "Currency 632.00",
        "Coin 10.07",
    ):
        assert words in said, words
    for item in made.items:
        assert f"{item.receipt} #{item.number}" in said
        assert str(item.amount) in said


def test_a_long_list_goes_on_without_losing_a_check() -> None:
    made = deposit(401)
    found = pages(deposit_slip_pdf(made, HEAD, OFFICE))
    assert len(found) > 3
    said = " ".join(found)
    assert all(f"{item.receipt} #{item.number}" in said for item in made.items)
    numbers = [int(n) for n in re.findall(r"#(\d{4})\b", found[0])]
    assert sorted(numbers) == list(range(1001, 1001 + len(numbers))), "a page holds what follows"
    assert f"Page {len(found)} of {len(found)}" in found[-1]


def test_what_is_held_over_is_told_with_its_reason() -> None:
    late = DepositItem("2027-1-000099", "K", "555", Money(12345))
    (said,) = pages(
        deposit_slip_pdf(deposit(held=(Held(late, "Dated February 1."),)), HEAD, OFFICE)
    )
    assert "HELD OVER, NOT IN THIS DEPOSIT" in said
    assert "Check #555, receipt 2027-1-000099 123.45" in said
    assert "Dated February 1." in said


def session(cash: Money, items: tuple[DepositItem, ...]) -> ClosedSession:
    """A session with this cash and these items."""
    return ClosedSession("1-1", ON, "2027-1-000001", "2027-1-000009", 9, cash, Money(0), items)


def test_the_proof_says_whether_it_proves() -> None:
    made = deposit()
    good = composition(made, [session(CASH.amount, made.items)])
    assert "The deposit proves." in pages(deposit_slip_pdf(made, HEAD, OFFICE, good))[0]
    bad = composition(made, [session(CASH.amount + Money(500), made.items[1:])])
    said = pages(deposit_slip_pdf(made, HEAD, OFFICE, bad))[0]
    assert "THE DEPOSIT DOES NOT PROVE." in said
    assert "-5.00" in said
    assert "K #1001 of 10.07 is not of its receipts." in said


def test_a_reversed_deposit_says_so_by_which_act_and_on_each_page() -> None:
    undone = replace(HEAD, undone="2027-VAULT-00009 of 2027-01-26")
    found = pages(deposit_slip_pdf(deposit(200), undone, OFFICE))
    assert "REVERSED by 2027-VAULT-00009 of 2027-01-26: this deposit does not stand" in found[0]
    assert len(found) > 1
    assert all("REVERSED." in each for each in found)
    assert "REVERSED" not in "".join(pages(deposit_slip_pdf(deposit(200), HEAD, OFFICE)))


def test_cash_from_the_vault_is_told_with_its_reason_and_its_own_line_of_the_proof() -> None:
    made = replace(deposit(), from_vault=Money(2000), why_from_vault="Change fund too large")
    proof = composition(made, [session(CASH.amount - Money(2000), made.items)])
    (said,) = pages(deposit_slip_pdf(made, HEAD, OFFICE, proof))
    assert "20.00 of its cash is from the vault: Change fund too large." in said
    assert "From the vault 0.00 0.00 0.00 20.00 0.00" in said
    assert "The deposit proves." in said


def test_the_same_deposit_is_the_same_bytes() -> None:
    assert deposit_slip_pdf(deposit(), HEAD, OFFICE) == deposit_slip_pdf(deposit(), HEAD, OFFICE)
    assert deposit_slip_pdf(deposit(), HEAD, OFFICE) != deposit_slip_pdf(deposit(6), HEAD, OFFICE)
