"""Which lines of a receipt a check paid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.corrections.checks import shares_of
from domain.corrections.policy import Split
from domain.money import ZERO, Money, total
from domain.receipting.receipt import Receipt
from domain.receivables.bills import BillState
from tests.domain import corrections_kit as kit
from tests.samples import (
    bill_state,
    permit_bill,
)

OFFICE = kit.OFFICE
TAX, WATER, PERMIT = kit.TAX, kit.WATER, kit.PERMIT


def receipt(
    *bills: tuple[BillState, int | None], tenders: list[tuple[str, int, str]], tags: int = 0
) -> Receipt:
    """A receipt that needs no books."""
    body = kit.posted(kit.cart("r-1", bills, tenders, tags=tags)).body
    assert isinstance(body, Receipt)
    return body


def test_a_check_paid_the_line_that_it_equals() -> None:
    body = receipt((TAX, None), (PERMIT, None), tenders=[("K", 4500, "1"), ("C", 61228, "")])
    assert shares_of(body, "whole_lines") == ({2: Money(4500)}, {1: Money(61228)})


def test_a_check_paid_the_lines_side_by_side_that_it_equals() -> None:
    body = receipt(
        (PERMIT, None), (TAX, None), (WATER, None), tenders=[("K", 74228, "1"), ("C", 5000, "")]
    )
    assert shares_of(body, "whole_lines") == (
        {2: Money(61228), 3: Money(13000)},
        {1: Money(4500)},
    )
    assert body.change == Money(500)


def test_else_it_paid_the_lines_in_their_order_before_any_cash() -> None:
    body = receipt((TAX, None), (WATER, None), tenders=[("C", 10000, ""), ("K", 64228, "1")])
    cash, check = shares_of(body, "whole_lines")
    assert check == {1: Money(61228), 2: Money(3000)}
    assert cash == {2: Money(10000)}


def test_in_proportion_it_paid_a_part_of_every_line() -> None:
    body = receipt((PERMIT, None), (WATER, None), tenders=[("K", 7000, "1"), ("C", 10500, "")])
    check, cash = shares_of(body, "in_proportion")
    assert check == {1: Money(1800), 2: Money(5200)}
    assert cash == {1: Money(2700), 2: Money(7800)}


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from("KMC"), st.integers(1, 30000)), max_size=4),
    st.sampled_from(["whole_lines", "in_proportion"]),
)
def test_every_line_is_paid_once_and_every_tender_used_up(
    counts: list[int], handed: list[tuple[str, int]], how: Split
) -> None:
    bills = [
        (bill_state(permit_bill(f"P-{n}", cents=count * 700)), None)
        for n, count in enumerate(counts)
    ]
    owed = sum(count * 700 for count in counts)
    tenders = []
    for kind, cents in handed:
        if owed > 0:
            tenders.append((kind, min(cents, owed), "7"))
            owed -= min(cents, owed)
    body = receipt(*bills, tenders=[*tenders, ("C", owed + 63, "")] if owed else tenders)
    shares = shares_of(body, how)
    for number, line in enumerate(body.lines, 1):
        assert total(share.get(number, ZERO) for share in shares) == line.amount
    used = [total(share.values()) for share in shares]
    assert total(used) == body.total
    for tender, amount in zip(body.tenders, used, strict=True):
        assert amount == tender.amount or tender.is_cash
