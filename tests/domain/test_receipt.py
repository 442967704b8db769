"""The receipt and its number; carts that come back from a crash, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.receipting.cart import BillLine, Cart, ItemLine
from domain.receipting.codec import cart_data, cart_from_data, line_from_data, tender_from_data
from domain.receipting.receipt import Receipt, ReceiptNo, parse_receipt_no
from domain.receipting.tender import Tender
from domain.receivables.application import Allocation
from domain.receivables.evidence import Evidence, EvidenceKind
from tests.rich import rich_cart
from tests.samples import (
    DAY,
    bill_state,
    cart_of,
    sample_office,
    tax_bill,
    water_bill,
)

OFFICE = sample_office()


def parts() -> tuple[tuple[ItemLine, ...], tuple[Tender, ...]]:
    """A line of 27.00 and the cash for it."""
    line = ItemLine("TS", "Trash tags", 1, Money(2700), "A.8160")
    return (line,), (Tender("C", "Cash", Money(3000), "", True, "A.0210"),)


def test_a_receipt_that_adds_up_is_made() -> None:
    lines, tenders = parts()
    receipt = Receipt(ReceiptNo(2027, "1", 1), lines, tenders, Money(300))
    assert receipt.total == Money(2700)
    assert receipt.takes_cash


@pytest.mark.parametrize("change", [0, 299, 301, -300, 3000])
def test_lines_equal_tenders_less_change(change: int) -> None:
    lines, tenders = parts()
    with pytest.raises(ValueError, match="receipt"):
        Receipt(ReceiptNo(2027, "1", 1), lines, tenders, Money(change))


def test_a_receipt_has_lines_and_tenders() -> None:
    lines, tenders = parts()
    with pytest.raises(ValueError, match="has lines"):
        Receipt(ReceiptNo(2027, "1", 1), (), tenders, Money(3000))
    with pytest.raises(ValueError, match="has lines"):
        Receipt(ReceiptNo(2027, "1", 1), lines, (), Money(0))


def test_a_receipt_gives_change_from_cash_only() -> None:
    lines, _ = parts()
    check = Tender("K", "Check", Money(2900), "1", False, "A.0211")
    cash = Tender("C", "Cash", Money(100), "", True, "A.0210")
    with pytest.raises(ValueError, match="cash only"):
        Receipt(ReceiptNo(2027, "1", 1), lines, (check, cash), Money(300))


def test_lines_and_tenders_mean_something() -> None:
    with pytest.raises(ValueError, match="positive"):
        Tender("C", "Cash", Money(0))
    with pytest.raises(ValueError, match="positive"):
        Allocation(1, "city", Money(0))
    with pytest.raises(ValueError, match="positive"):
        ItemLine("TS", "Tags", 0, Money(1), "A")
    line = cart_of("r", bill_state(water_bill())).lines[0]
    assert isinstance(line, BillLine)
    for damage in (
        {"amount": Money(1)},
        {"amount": Money(0), "allocations": ()},
        {"balance_after": Money(-1)},
    ):
        with pytest.raises(ValueError, match="line"):
            replace(line, **damage)


numbers = st.builds(
    ReceiptNo, st.integers(2000, 9999), st.from_regex(r"[0-9A-Z]{1,4}", fullmatch=True),
    st.integers(1, 999_999_999),
)  # fmt: skip


@given(numbers)
def test_a_receipt_number_is_read_as_printed(number: ReceiptNo) -> None:
    assert parse_receipt_no(str(number)) == number
    assert parse_receipt_no(f" {str(number).lower()} ") == number


@pytest.mark.parametrize(
    "text", ["", "2027-1", "2027-1-0", "1999-1-1", "27-1-1", "2027--1", "2027-1-1-1"]
)
def test_what_is_no_receipt_number(text: str) -> None:
    assert parse_receipt_no(text) is None


@pytest.mark.parametrize(
    ("year", "drawer", "seq"),
    [(1999, "1", 1), (2027, "1", 0), (2027, "", 1), (2027, "1-2", 1), (2027, "a", 1)],
)
def test_a_receipt_number_is_well_formed(year: int, drawer: str, seq: int) -> None:
    with pytest.raises(ValueError, match="receipt number"):
        ReceiptNo(year, drawer, seq)


def damaged(data: Any) -> Iterator[Any]:
    """The same nested lists with one place turned into something else."""
    yield {"not": "a list"}
    if isinstance(data, list):
        if data:
            yield data[:-1]
        yield [*data, "more"]
        for index, part in enumerate(data):
            for wrong in damaged(part):
                yield [*data[:index], wrong, *data[index + 1 :]]


def test_a_damaged_cart_raises_value_error_wherever_it_is_damaged() -> None:
    cart = rich_cart("r", bill_state(tax_bill()), bill_state(water_bill()))
    data = cart_data(cart)
    parts = _parts(cart)
    checked = 0
    for wrong in damaged(data):
        try:
            read = cart_from_data(wrong)
        except ValueError:
            checked += 1
        else:
            # One line, tender, approval, text or day less, or a text more, is still a cart; nothing else is.
            assert read != cart
            assert abs(_parts(read) - parts) == 1
    assert checked > 60


def _parts(cart: Cart) -> int:
    """How many lines, tenders, notices, approvals, particulars and days a cart has."""
    bills = [line for line in cart.lines if isinstance(line, BillLine)]
    told = sum(len(line.particulars) + (line.effective_on is not None) for line in bills)
    shown = cart.evidence is not None and cart.evidence.postmark_on is not None
    given = len(cart.notices) + len(cart.approvals)
    return len(cart.lines) + len(cart.tenders) + given + told + shown


def test_a_cart_with_everything_is_read_back_the_same() -> None:
    for cart in (
        rich_cart("r", bill_state(tax_bill()), bill_state(water_bill())),
        Cart("r", evidence=Evidence(EvidenceKind.CARRIER, DAY, DAY, "UPS Ground", proper=False)),
        Cart("r"),
    ):
        assert cart_from_data(cart_data(cart)) == cart


def test_unknown_kinds_of_lines_are_damage() -> None:
    for wrong in (["gift", 1], [], "item", None):
        with pytest.raises(ValueError, match="damaged"):
            line_from_data(wrong)
        with pytest.raises(ValueError, match="damaged"):
            tender_from_data(wrong)
