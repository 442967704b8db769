"""By keys: a card with a fee. The first press tells it in dollars, the second accepts it, the receipt shows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from domain.money import Money
from domain.office import Office
from domain.policy.accruals import Source
from domain.policy.tender_fees import TenderFee
from domain.receipting.cart import ItemLine
from tests.samples import sample_office
from tests.tui.desk_kit import READY, at_the_counter, desk_at, receipts_in, stocked_books
from tests.tui.guard_kit import TICKET, said
from tests.tui.kit import type_keys


def with_fee() -> Office:
    """The sample office whose card costs 2.45 %, at least 1.00."""
    fee = TenderFee(
        "A.1325.1231", Source("d.fee", "Local Law 3"), Decimal("0.0245"), least=Money(100)
    )
    kinds = tuple(
        replace(k, form="card", fee=fee, needs_number=True) if k.code == "D" else k
        for k in sample_office().tender_kinds
    )
    return replace(sample_office(), tender_kinds=kinds)


async def test_platts_the_fee_is_told_first_and_the_second_press_accepts_it() -> None:
    books = stocked_books()
    keys = (*READY, *TICKET, "f4", "d")
    async with at_the_counter(books, office=with_fee(), keys=keys) as app:
        due = desk_at(app).cart.due
        fee = max(Money(100), Money((due.cents * 245 + 5000) // 10000))
        assert f"a fee of {fee}, together {due + fee}" in said(app)
        assert not desk_at(app).cart.tenders
        await type_keys(app, "d")
        assert f"Card {due + fee}" in said(app)
        await type_keys(app, "7788", "enter")
        assert desk_at(app).cart.tenders[0].amount == due + fee
        await type_keys(app, "f10")
        assert "POSTED" in said(app)
    (receipt,) = receipts_in(books)
    line = receipt.lines[-1]
    assert isinstance(line, ItemLine)
    assert (line.description, line.amount) == ("Card fee", fee)
    assert any("FEE ACCEPTED" in notice for notice in receipt.notices)


async def test_another_amount_is_told_its_own_fee_and_other_money_has_none() -> None:
    keys = (*READY, *TICKET, "f4", "d")
    async with at_the_counter(office=with_fee(), keys=keys) as app:
        await type_keys(app, "10", "d")
        assert "10.00 and a fee of 1.00, together 11.00" in said(app)
        await type_keys(app, "ctrl+u", "c")
        assert len(desk_at(app).cart.tenders) == 1
        assert desk_at(app).cart.tenders[0].is_cash
        assert not any(isinstance(x, ItemLine) for x in desk_at(app).cart.lines)


async def test_backspace_takes_the_card_back_with_its_fee() -> None:
    keys = (*READY, *TICKET, "f4", "d", "d", "7788", "enter")
    async with at_the_counter(office=with_fee(), keys=keys) as app:
        assert len(desk_at(app).cart.lines) == 2
        await type_keys(app, "backspace")
        assert (len(desk_at(app).cart.lines), desk_at(app).cart.tenders) == (1, ())
        # Accepted once is not accepted for good.
        await type_keys(app, "d")
        assert "a fee of" in said(app)
        assert not desk_at(app).cart.tenders
