"""A flagged customer's name is not shown where what was paid too much is settled."""

from __future__ import annotations

from tests.storage import contract_kit as kit
from tests.tui.desk_kit import READY, at_the_counter
from tests.tui.guard_kit import flagged_books, said
from tests.tui.kit import type_keys
from tui.screens.refund import RefundScreen


async def test_the_payee_of_a_flagged_customers_refund_is_withheld() -> None:
    books = flagged_books()
    async with at_the_counter(books, keys=READY) as app:
        app.replace(RefundScreen(kit.state(books, "WB-5090")))
        await type_keys(app, "1")
        assert "Enter alone: (withheld)." in said(app)
        assert "Wanda" not in said(app)
