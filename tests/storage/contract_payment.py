"""How a payment came, what it settles, and what programs say of bills and accounts: kept alike by every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.money import Money
from domain.receipting.cart import BillLine, Cart
from domain.receivables.assessment import assess
from domain.receivables.facts import BillFacts, TicketFacts, WaterFacts
from domain.receivables.tickets import TicketEvent, TicketStep
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal
from tests.logged import logged
from tests.rich import MAILED, SHORT, exchange_line, rich_cart, rich_office, rich_order
from tests.samples import (
    DAY,
    intake_of,
    ok,
    parking_ticket,
    receipt_order,
    tax_account,
    tax_bill,
    water_bill,
)
from tests.storage import contract_kit as kit

STEPS = (
    TicketEvent(TicketStep.APPEAL, date(2027, 1, 5), "jane"),
    TicketEvent(TicketStep.REDUCE, date(2027, 1, 8), "court", "D-1", "first time", Money(1500)),
)
FACTS = {
    "lien": BillFacts(date(2026, 1, 1), Money(25_000_000), date(2026, 12, 1)),
    "ticket": BillFacts(ticket=TicketFacts("20", "KXR4821", date(2027, 2, 4), STEPS, boot_on=True)),
    "plain ticket": BillFacts(ticket=TicketFacts()),
    "water": BillFacts(water=WaterFacts("5/8", 1200)),
    "flags": BillFacts(flags=frozenset({"senior", "deployed"})),
}


def post_rich(books: Books, session: DrawerSession) -> PostedReceipt:
    """Post the cart in which everything is used."""
    cart = rich_cart("r-1", kit.state(books, kit.TAX), kit.state(books, kit.WATER))
    return ok(books.post(logged(books, rich_order(cart, session))))


class PaymentContract:
    def test_everything_of_a_receipt_is_read_back(self, books: Books) -> None:
        kit.fill(books)
        posted = post_rich(books, kit.open_drawer(books))
        receipt = kit.receipt_of(posted)
        assert receipt.evidence is not None
        assert len(receipt.notices) == 2
        first = receipt.lines[0]
        assert isinstance(first, BillLine)
        assert (first.difference, first.difference_gl) == (Money(-50), SHORT)
        assert books.receipt(receipt.number) == posted

    def test_receipts_that_somebody_approved_are_found_by_their_days(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-0")
        posted = post_rich(books, session)
        kit.sell(books, session, "r-2")
        given = kit.receipt_of(posted).approvals
        assert [g.approval.act for g in given] == ["approve_override", "approve_backdate"]
        assert books.receipts_approved(DAY, DAY) == (posted,)
        assert books.receipts_approved(date(2026, 1, 1), date(2027, 12, 31)) == (posted,)
        assert books.receipts_approved(date(2027, 1, 26), date(2027, 2, 1)) == ()
        assert books.attempt("r-1") == posted
        assert books.posting(posted.posting_id) == posted.posting
        assert books.prove().proves

    def test_money_counts_for_the_day_that_its_line_counts_for(self, books: Books) -> None:
        kit.fill(books)
        post_rich(books, kit.open_drawer(books))
        assert [a.effective_on for a in kit.state(books, kit.TAX).applied] == [DAY - MAILED]
        # The posting counts for the tax's day; the water line for its own.
        assert {a.effective_on for a in kit.state(books, kit.WATER).applied} == {DAY}

    def test_a_difference_within_the_tolerance_settles_the_bill(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        post_rich(books, session)
        second = assess(kit.state(books, kit.TAX), DAY, rich_office())
        assert second.total == Money(61227)
        assert kit.take_again(books, replace(tax_bill(), description="Again")).bills_changed == 1
        kit.pay(books, session, "r-2", kit.TAX)
        owner = kit.account_id(books, "tax", tax_account().number)
        assert books.open_bills([owner])[owner] == ()
        assert books.prove().proves

    def test_what_is_taken_wholly_in_exchange_is_a_receipt(self, books: Books) -> None:
        session = kit.open_drawer(books)
        order = receipt_order(Cart("r-1", (exchange_line(1, 450),)), session)
        posted = ok(books.post(order))
        assert kit.receipt_of(posted).tenders == ()
        assert books.receipt(kit.receipt_of(posted).number) == posted
        assert books.prove().proves

    def test_a_draft_keeps_everything(self, books: Books) -> None:
        kit.fill(books)
        cart = rich_cart("r-1", kit.state(books, kit.TAX), kit.state(books, kit.WATER))
        books.save_draft(kit.draft_of(cart))
        kept = books.active_draft("counter 1", "jane")
        assert kept is not None
        assert kept.cart == cart

    def test_a_retry_with_other_evidence_is_refused(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        cart = rich_cart("r-1", kit.state(books, kit.TAX), kit.state(books, kit.WATER))
        posted = ok(books.post(logged(books, rich_order(cart, session))))
        assert books.post(rich_order(cart, session)) == posted
        assert cart.evidence is not None
        other = replace(cart, evidence=replace(cart.evidence, carrier="UPS Ground"))
        refused = books.post(rich_order(other, session))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.REQUEST_REUSED

    @pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS)
    def test_facts_of_a_bill_are_kept_and_a_change_moves_it(
        self, books: Books, facts: BillFacts
    ) -> None:
        kit.fill(books)
        told = replace(parking_ticket(), facts=facts)
        assert kit.take_again(books, told).bills_changed == 1
        state = kit.state(books, kit.TICKET)
        assert (state.bill, state.version) == (told, 2)
        assert kit.take_again(books, told, content="third").bills_unchanged == 1
        assert kit.state(books, kit.TICKET).version == 2
        assert kit.take_again(books, parking_ticket(), content="fourth").bills_changed == 1
        assert kit.state(books, kit.TICKET).bill == parking_ticket()
        assert books.prove().proves

    def test_a_new_bill_comes_with_its_facts(self, books: Books) -> None:
        bill = replace(tax_bill(), facts=FACTS["lien"])
        books.take_in(intake_of((bill,)), (tax_account(),), (bill,))
        assert kit.state(books, kit.TAX).bill == bill

    def test_flags_under_which_something_was_paid_outlive_the_export_that_has_none(
        self, books: Books
    ) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        plain = tax_bill()
        flagged = replace(plain, facts=BillFacts(flags=frozenset({"senior", "deployed"})))
        assert kit.take_again(books, flagged, content="1").bills_changed == 1
        # Nothing is paid yet: the program's word of today holds.
        assert kit.take_again(books, plain, content="2").bills_changed == 1
        assert kit.state(books, kit.TAX).bill == plain
        assert kit.take_again(books, flagged, content="3").bills_changed == 1
        kit.pay(books, session, "r-1", kit.TAX)
        assert kit.take_again(books, plain, content="4").bills_unchanged == 1
        assert kit.state(books, kit.TAX).bill == flagged
        veteran = replace(plain, facts=BillFacts(flags=frozenset({"veteran"})))
        assert kit.take_again(books, veteran, content="5").bills_changed == 1
        assert kit.state(books, kit.TAX).bill.facts.flags == {"senior", "deployed", "veteran"}
        assert books.prove().proves

    def test_a_cart_on_facts_that_changed_is_not_posted(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        order = receipt_order(kit.bills_cart(books, session, "r-1", kit.WATER), session)
        kit.take_again(books, replace(water_bill(), facts=FACTS["water"]))
        refused = books.post(order)
        assert isinstance(refused, Refusal)
        assert refused.code is Code.BILL_CHANGED
