"""Days of random work with every kind of correction, as a state machine; what must hold is checked elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from domain.corrections.adjusting import Change, order_adjustment
from domain.corrections.checks import CheckPart
from domain.corrections.effects import owed_on
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind
from domain.corrections.recreating import cart_of_receipt
from domain.corrections.redating import order_effective_change
from domain.corrections.refunding import order_refund
from domain.corrections.returned import order_returned
from domain.corrections.undoing import order_reversal, order_void
from domain.money import Money
from domain.people.authority import Operator
from domain.receipting.cart import BillLine, Cart
from domain.receipting.receipt import Receipt
from domain.receipting.refresh import renew_cart
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.records import PostedCorrection, PostedReceipt
from domain.refusals import Refusal
from tests.logged import logged
from tests.sample_corrections import asked, support
from tests.samples import (
    CHAMBERLAIN,
    SUPERVISOR,
    at,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage.days_of_work import CLERKS, NUMBERS, OFFICE, Customer, K, Work, customers
from tests.storage.replaying import replayed

which = st.integers(0, 30)


class CorrectionDays(Work):
    """What is set right, on the same day and later."""

    # Corrections. What the domain refuses is not asked of the books; what it orders may still be too late.

    def correct(self, order: CorrectionOrder | Refusal, *, surely: bool = False) -> bool:
        """Ask the books; where nothing moved, they do it, and asked again say the same. Returns whether they did."""
        if isinstance(order, Refusal):
            return False
        done = self.books.correct(logged(self.books, order))
        if surely:
            assert isinstance(done, PostedCorrection), done
        if isinstance(done, PostedCorrection):
            assert self.books.correct(order) == done
            self.replay = replayed(self.books)
            return True
        return False

    def one(self, place: int, *, closed: bool | None = None) -> PostedReceipt | None:
        """One of the receipts that stand in closed sessions, or in open ones; now and then any."""
        everything = self.books.receipts(limit=1000)
        fitting = [
            r
            for r in everything
            if r.undone is None and closed in (None, self.is_closed(r.posting.header.session_id))
        ]
        found = fitting if fitting and place % 5 else everything
        return found[place % len(found)] if found else None

    def on_a_later_day(self, customer: Customer) -> None:
        """Serve somebody, close all drawers, and come back another day; half of the time all of it was before."""
        if customer.tags != 1:
            self.serve(customer)
            self.replay = replayed(self.books)
            self.the_day_ends(1)
        self.replay = replayed(self.books)

    @rule(place=which, again=st.booleans(), customer=customers)
    def void(self, place: int, again: bool, customer: Customer) -> None:
        self.serve(customer)
        self.replay = replayed(self.books)
        posted = self.one(place, closed=False)
        session = self.books.session_at(posted.posting.header.drawer) if posted else None
        if posted is None or session is None:
            return
        held = corrections.standing(self.books, posted)
        who = CLERKS[session.drawer]
        when = at(15, day=session.business_date)
        order = order_void(
            held, corrections.bills_of(self.books, held), session,
            support(K.VOID, who, SUPERVISOR, when, OFFICE), asked(self.next("v"), who, when), OFFICE,
        )  # fmt: skip
        if isinstance(order, Refusal):
            assert held.ended or held.header.session_id != session.session_id
            return
        if self.correct(order, surely=True) and again:
            self.recreate(posted, session.drawer)

    def recreate(self, posted: PostedReceipt, drawer: str) -> None:
        """Recreate a voided receipt as new, in cash."""
        receipt = posted.posting.body
        session = self.books.session_at(drawer)
        assert isinstance(receipt, Receipt)
        assert session is not None

        def look(number: str) -> tuple[BillState, tuple[()]]:
            return kit.state(self.books, number), ()

        cart = replace(cart_of_receipt(receipt, self.next("n")), tenders=())
        cart = renew_cart(cart, look, session.business_date, OFFICE).cart
        paid = add_tender(cart, "C", OFFICE)
        if isinstance(paid, Cart):
            self.post(paid, drawer)

    @rule(place=which, customer=customers)
    def reverse(self, place: int, customer: Customer) -> None:
        self.on_a_later_day(customer)
        posted = self.one(place, closed=True)
        if posted is None:
            return
        held, when = corrections.standing(self.books, posted), at(9, day=self.day)
        why = support(K.REVERSAL, SUPERVISOR, CHAMBERLAIN, when, OFFICE, reason="wrong_bill")
        bills = corrections.bills_of(self.books, held)
        request = asked(self.next("x"), SUPERVISOR, when)
        closed = self.is_closed(held.header.session_id)
        self.correct(order_reversal(held, bills, why, request, OFFICE), surely=closed)

    @rule(place=which, customer=customers)
    def return_a_check(self, place: int, customer: Customer) -> None:
        self.on_a_later_day(replace(customer, check=customer.check or Money(10**8)))
        parts = [
            CheckPart(held, n, tender)
            for posted in self.books.receipts(limit=1000)
            for held in [corrections.standing(self.books, posted)]
            for n, tender in enumerate(held.receipt.tenders, 1)
            if tender.kind == "K"
        ]
        gone = [p for p in parts if self.is_closed(p.standing.header.session_id) and p.left]
        parts = gone if gone and place % 5 else parts
        if not parts:
            return
        part = parts[place % len(parts)]
        when = at(10, day=self.day)
        states = corrections.bills_of(self.books, part.standing)
        keys = {(s.bill.service, s.bill.account_number): "party" for s in states.values()}
        order = order_returned(
            (part,), states, keys, support(K.RETURNED_CHECK, SUPERVISOR, None, when, OFFICE),
            asked(self.next("b"), SUPERVISOR, when), OFFICE, deposited=False,
        )  # fmt: skip
        if isinstance(order, Refusal):
            assert not part.left
            return
        closed = self.is_closed(part.standing.header.session_id)
        undone = str(part.standing.number) in self.replay.undone
        assert not undone
        self.correct(order, surely=closed)

    @rule(kind=st.sampled_from([K.ABATEMENT, K.WAIVER, K.DISMISSAL, K.ADJUSTMENT]),
          number=st.sampled_from(NUMBERS), cents=st.integers(-5000, 60000), with_drawer=st.booleans())  # fmt: skip
    def adjust(self, kind: CorrectionKind, number: str, cents: int, with_drawer: bool) -> None:
        state, when = kit.state(self.books, number), at(11, day=self.day)
        charge = "late" if kind is K.WAIVER else state.bill.instalments[0].charges[0].kind
        maker: Operator = CHAMBERLAIN
        order = order_adjustment(
            kind, state, [Change(1, charge, Money(cents))],
            support(kind, SUPERVISOR, CHAMBERLAIN, when, OFFICE)
            if kind is K.WAIVER else support(kind, maker, SUPERVISOR, when, OFFICE),
            asked(self.next("a"), SUPERVISOR if kind is K.WAIVER else maker, when), OFFICE,
        )  # fmt: skip
        if isinstance(order, Refusal):
            return
        if with_drawer and self.books.session_at("1") is not None:
            # The same order in the name of somebody with a drawer: the books do not take it.
            header = replace(order.header, operator_id="jane", request_id=self.next("a"))
            said = self.books.correct(replace(order, header=header))
            assert isinstance(said, Refusal)
        self.correct(order, surely=True)

    @rule(number=st.sampled_from(NUMBERS), how=st.sampled_from(["refund", "credit"]))
    def refund(self, number: str, how: str) -> None:
        state, when = kit.state(self.books, number), at(12, day=self.day)
        order = order_refund(
            state, support(K.REFUND, SUPERVISOR, CHAMBERLAIN, when, OFFICE),
            asked(self.next("f"), SUPERVISOR, when), OFFICE,
            how="credit" if how == "credit" else "refund",
        )  # fmt: skip
        if isinstance(order, Refusal):
            assert assess(state, self.day, OFFICE).total.cents >= 0
            return
        self.correct(order, surely=True)
        assert owed_on(kit.state(self.books, number), self.day, OFFICE) == Money(0)

    @rule(place=which, back=st.integers(1, 60))
    def another_effective_day(self, place: int, back: int) -> None:
        posted = self.one(place)
        if posted is None:
            return
        held, when = corrections.standing(self.books, posted), at(13, day=self.day)
        paid = [x.line.bill_no for x in held.lines if isinstance(x.line, BillLine) and x.parts]
        if not paid:
            return
        evidence = Evidence(EvidenceKind.COURT_ORDER, self.day, self.day - timedelta(days=back))
        why = support(K.EFFECTIVE_CHANGE, SUPERVISOR, CHAMBERLAIN, when, OFFICE)
        order = order_effective_change(
            held, kit.state(self.books, paid[0]), evidence, why,
            asked(self.next("e"), SUPERVISOR, when), OFFICE,
        )  # fmt: skip
        self.correct(order, surely=True)
