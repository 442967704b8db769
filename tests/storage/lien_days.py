"""Days of random work on parcels with several liens, and on bills that their program changes between any two steps.

What is refused and what is not is asked as a counter asks it; invariant I14 is worked out again beside it. A lien that
a bank's return, the program or an adjustment opened again is owed although an older one stays redeemed: the office
neither took nor undid a payment out of order. It is the one exception, and it ends when that lien is redeemed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind
from domain.corrections.undoing import order_reversal
from domain.money import Money
from domain.policy.accruals import Source
from domain.policy.service_rules import ServiceRules
from domain.receipting.cart import BillLine, Cart, add_bill
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from domain.receivables.bills import MOVES_MONEY, Bill, BillState, BillStatus, Charge, Instalment
from domain.receivables.facts import BillFacts
from domain.receivables.tax_liens import LienRow, LienRules
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal
from tests.sample_corrections import asked, support
from tests.samples import CHAMBERLAIN, SUPERVISOR, at, intake_of, ok
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage.days_of_work import CLERKS, OFFICE, K, drawers
from tests.storage.program_days import PARCELS, ProgramDays, places
from tests.storage.replaying import replayed
from tui.desk_single import SingleRules

LAW = Source("liens", "RPTL 1112")
LIEN_OFFICE = replace(
    OFFICE,
    single=ServiceRules(
        liens=LienRules(
            (LienRow("newest_first", "Another lien is open.", LAW, date(2020, 1, 1)),),
            "All liens are redeemed.",
            LAW,
            ("tax",),
        )
    ),
)
UNDOING = (CorrectionKind.VOID, CorrectionKind.REVERSAL, CorrectionKind.EFFECTIVE_CHANGE)
parcels = st.sampled_from(PARCELS)


def lien_bill(parcel: str, lien_on: date, cents: int = 50000) -> Bill:
    """A tax that became a lien on a day."""
    due_on = date(lien_on.year - 1, 1, 31)
    return Bill(
        f"L{lien_on:%y%m%d}-{parcel[-3:]}",
        "tax",
        parcel,
        f"Tax {due_on.year}",
        date(due_on.year, 1, 2),
        (Instalment(1, due_on, (Charge("city", Money(cents)),)),),
        facts=BillFacts(lien_on=lien_on),
    )


class LienDays(ProgramDays):
    """What is paid and undone on parcels with liens."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        for parcel in PARCELS:
            for year in (2025, 2026, 2027):
                self.take_lien(lien_bill(parcel, date(year, 1, 1)))
        self.excused.clear()

    @property
    def single(self) -> SingleRules:
        """The rules of liens, as a counter asks them."""
        return SingleRules(self.books, LIEN_OFFICE)

    def take_lien(self, bill: Bill) -> None:
        """Take one lien in."""
        moment = at(9, day=self.day)
        self.books.take_in(intake_of((bill,), content=self.next("i"), moment=moment), (), (bill,))
        if bill.bill_no not in self.liens[bill.account_number]:
            self.liens[bill.account_number].append(bill.bill_no)
        # Nobody could redeem it before it came.
        self.excused.add(bill.bill_no)

    # The counter, with what it asks before it posts.

    def decided(self, cart: Cart, drawer: str) -> ReceiptOrder | Refusal:
        """The order of a cart as the counter decides it."""
        session = self.books.session_at(drawer)
        assert session is not None
        on, moment = session.business_date, session.opened_at.replace(microsecond=self.count)
        grounds = self.single.grounds(cart, on)
        finished = self.single.finished(cart, on)
        if isinstance(finished, Refusal):
            return finished
        who = session.operator_id
        return order_receipt(finished, session, who, moment, LIEN_OFFICE, grounds=grounds)

    def post(self, cart: Cart, drawer: str) -> None:
        order = self.decided(cart, drawer)
        if isinstance(order, Refusal):
            return
        assert isinstance(self.books.post(order), PostedReceipt)

    def correct(self, order: CorrectionOrder | Refusal, *, surely: bool = False) -> bool:
        if isinstance(order, Refusal):
            return False
        said, on = order.amendment, order.header.business_date
        if said.kind in UNDOING:
            order = replace(order, grounds=self.single.grounds_of(said.effects))
            against = self.single.reopening(said.effects, on)
            if against is not None:
                assert against.code is Code.LIEN_REDEEMED_AFTER
                return False
        done = super().correct(order, surely=surely)
        if done and said.kind not in UNDOING:
            self.excused |= {e.bill_no for e in said.effects if e.after > Money(0)}
        # At every prefix of postings, not only where a rule ends.
        self.liens_stay_in_order()
        return done

    def open_on(self, parcel: str) -> list[BillState]:
        """The open liens of a parcel, newest first."""
        states = [kit.state(self.books, number) for number in self.liens[parcel]]
        owing = [s for s in states if s.bill.status is not BillStatus.CANCELLED]
        owing = [s for s in owing if s.bill.face and assess(s, self.day, OFFICE).total > Money(0)]
        return sorted(owing, key=lambda s: str(s.bill.facts.lien_on), reverse=True)

    def cart_for(self, drawer: str, states: list[BillState], *, check: bool) -> Cart | Refusal:
        """A cart that pays liens whole in this order, each asked for as the counter asks; paid by one tender."""
        if self.books.session_at(drawer) is None:
            self.open_a_drawer(drawer)
        session = self.books.session_at(drawer)
        assert session is not None
        on, cart = session.business_date, Cart(self.next("r"))
        for state in states:
            added = self.single.checked(
                add_bill(cart, state, on, OFFICE, amount=assess(state, on, OFFICE).total), state, on
            )
            if isinstance(added, Refusal):
                return added
            cart = added
        kind, number = ("K", "41") if check else ("C", "")
        return ok(add_tender(cart, kind, OFFICE, number=number))

    @rule(drawer=drawers, parcel=parcels, count=st.integers(1, 3), check=st.booleans())
    def redeem(self, drawer: str, parcel: str, count: int, check: bool) -> None:
        """The newest liens of a parcel are taken at any time."""
        self.the_day_is_the_drawers(drawer)
        states = self.open_on(parcel)[:count]
        if not states:
            return
        cart = self.cart_for(drawer, states, check=check)
        assert isinstance(cart, Cart), cart
        order = self.decided(cart, drawer)
        assert isinstance(order, ReceiptOrder), order
        assert isinstance(self.books.post(order), PostedReceipt)
        self.replay = replayed(self.books)

    @rule(drawer=drawers, parcel=parcels)
    def the_oldest_alone(self, drawer: str, parcel: str) -> None:
        """It is refused where it is added, and where a cart got it some other way."""
        self.the_day_is_the_drawers(drawer)
        states = self.open_on(parcel)
        if len(states) < 2 or states[0].bill.facts.lien_on == states[-1].bill.facts.lien_on:
            return
        refused = self.cart_for(drawer, states[-1:], check=False)
        assert isinstance(refused, Refusal)
        assert refused.code is Code.LIEN_ORDER
        whole = assess(states[-1], self.day, OFFICE).total
        cart = ok(add_bill(Cart(self.next("r")), states[-1], self.day, OFFICE, amount=whole))
        again = self.decided(ok(add_tender(cart, "C", OFFICE)), drawer)
        assert isinstance(again, Refusal)
        assert again.code is Code.LIEN_ORDER

    @rule(drawer=drawers, parcel=parcels, later=st.booleans(), check=st.booleans())
    def the_newest_undone_first(self, drawer: str, parcel: str, later: bool, check: bool) -> None:
        """Two liens redeemed one after the other: the first is undone only after the second, or by the bank."""
        self.redeem(drawer, parcel, 1, check)
        self.redeem(drawer, parcel, 1, check=False)
        self.replay = replayed(self.books)
        paid = [r for r in self.books.receipts(limit=1000) if self.pays_lien(r, parcel)][:2]
        if later:
            self.the_day_ends(1)
            self.replay = replayed(self.books)
        for posted in (*reversed(paid), *paid):
            self.undo(posted)

    @staticmethod
    def pays_lien(posted: PostedReceipt, parcel: str) -> bool:
        """Whether a receipt stands that paid on a lien of a parcel."""
        lines = [x for x in kit.receipt_of(posted).lines if isinstance(x, BillLine)]
        on_it = any(x.account_number == parcel and x.bill_no.startswith("L") for x in lines)
        return on_it and posted.undone is None

    def undo(self, posted: PostedReceipt) -> None:
        """Void a receipt while its drawer is open, reverse it later; what was undone already stays so."""
        if str(kit.receipt_of(posted).number) in self.replay.undone:
            return
        session = self.books.session(posted.posting.header.session_id)
        assert session is not None
        if self.is_closed(session.session_id):
            when, held = at(9, day=self.day), corrections.standing(self.books, posted)
            why = support(K.REVERSAL, SUPERVISOR, CHAMBERLAIN, when, OFFICE, reason="wrong_bill")
            bills, request = corrections.bills_of(self.books, held), self.next("x")
            self.correct(order_reversal(held, bills, why, asked(request, SUPERVISOR, when), OFFICE))
        else:
            maker, when = CLERKS[session.drawer], at(15, day=session.business_date)
            request = self.next("v")
            self.correct(
                corrections.void_order(self.books, session, posted, request, when, maker=maker)
            )

    @rule(drawer=drawers, parcel=parcels, place=places, newer=st.booleans())
    def beaten(self, drawer: str, parcel: str, place: int, newer: bool) -> None:
        """A lien changes or comes between deciding and posting: nothing is posted."""
        self.the_day_is_the_drawers(drawer)
        states = self.open_on(parcel)[:1]
        if not states:
            return
        order = self.decided(ok(self.cart_for(drawer, states, check=False)), drawer)
        assert isinstance(order, ReceiptOrder), order
        others = [n for n in self.liens[parcel] if n != states[0].bill.bill_no]
        if newer:
            self.take_lien(lien_bill(parcel, self.day, 100 + self.count))
        else:
            self.program_changes(others[place % len(others)], cents=100 + self.count)
        refused = self.books.post(order)
        assert isinstance(refused, Refusal)
        assert refused.code is Code.BILL_CHANGED
        assert self.books.attempt(order.header.request_id) is None

    def the_day_is_the_drawers(self, drawer: str) -> None:
        """A drawer that was left open is closed first: today's liens are paid today."""
        session = self.books.session_at(drawer)
        if session is not None and session.business_date != self.day:
            self.replay = replayed(self.books)
            self.close_a_drawer(drawer, exact=True)

    def liens_stay_in_order(self) -> None:
        """I14: no lien is redeemed while a newer one that was there then is open, but for what is excused."""
        for parcel, numbers in self.liens.items():
            still = {s.bill.bill_no: s.bill.facts.lien_on for s in self.open_on(parcel)}
            redeemed = {n: day for n in numbers if n not in still and (day := self.redeemed_on(n))}
            self.excused -= set(redeemed)
            for older, day in redeemed.items():
                began = kit.state(self.books, older).bill.facts.lien_on
                assert began is not None
                wrong = [
                    n
                    for n, lien_on in still.items()
                    if n not in self.excused and lien_on is not None and began < lien_on <= day
                ]
                assert not wrong, f"I14: {older} is redeemed and {wrong} is not"

    def redeemed_on(self, number: str) -> date | None:
        """The last day of money on a lien, by the postings alone; without money, nobody redeemed it."""
        bill = kit.state(self.books, number).bill
        rows = [a for a in self.replay.applied.get(number, []) if a.how in MOVES_MONEY]
        if bill.status is BillStatus.CANCELLED or sum(a.amount.cents for a in rows) <= 0:
            return None
        return max(a.effective_on for a in rows)
