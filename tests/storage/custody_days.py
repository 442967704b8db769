"""Days at two drawers as a state machine: floats, receipts of every tender, voids, moves, stock.

The machine adds up by hand what each act should do. What must hold after each is in ``test_custody_machine``.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.custody.floats import FloatIssue
from domain.custody.serials import Serials
from domain.custody.stock import StockAct
from domain.custody.vault import VAULT
from domain.money import Money
from domain.people.authority import Operator
from domain.receipting.cart import Cart, add_bill, add_item
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender, round_cash
from domain.refusals import Refusal
from tests import stock_kit
from tests.samples import SUPERVISOR, at, ok, open_order
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.custody_kit import pieces, signed
from tests.storage.custody_model import DRAWERS, FLOAT, OFFICE, CustodyModel, Held, Sold, five

PLAIN = replace(OFFICE, stock=())
"""For tags that are sold without numbers."""


class CustodyDays(CustodyModel):
    """What happens while drawers are open."""

    # Floats, the vault, stock.

    def morning(self) -> None:
        self.fund(300)
        for which in DRAWERS:
            self.open_drawer(which, issued=False)
            self.bring_tags(which, 3)

    @precondition(lambda self: self.vault < 50000)
    @rule(dollars=st.integers(1, 300))
    def fund(self, dollars: int) -> None:
        order = custody.from_bank(self.next(), pieces(d1=dollars), on=self.today)
        custody.recorded(self.books, order)
        self.vault += dollars * 100
        self.bank -= dollars * 100

    @precondition(lambda self: len(self.open) < len(DRAWERS))
    @rule(which=st.sampled_from(DRAWERS), issued=st.booleans())
    def open_drawer(self, which: tuple[str, Operator], issued: bool) -> None:
        drawer, who = which
        if drawer in self.open:
            return
        issued = issued and not self.left.get(drawer)
        cents = FLOAT if issued else self.left.get(drawer, FLOAT)
        order = open_order(
            drawer, who, on=self.day[drawer], request=self.next(), cents=cents, why="miscount"
        )
        if issued:
            issue = FloatIssue(pieces(d1=FLOAT // 100), signed(SUPERVISOR, who))
            order = replace(order, issue=issue)
        there = self.books.holdings().at(VAULT).pieces
        done = self.books.open_session(order, OFFICE)
        lacks = issued and (there is None or there.of(Money(100)) < FLOAT // 100)
        assert isinstance(done, Refusal) == lacks
        if isinstance(done, Refusal):
            return
        self.open[drawer] = Held(done, cents)
        if issued:
            self.vault -= cents
        elif drawer not in self.left:
            self.brought += cents
        self.left[drawer] = 0

    @precondition(lambda self: len(self.tags) < 20)
    @rule(which=st.sampled_from(DRAWERS), more=st.integers(1, 5))
    def bring_tags(self, which: tuple[str, Operator], more: int) -> None:
        first = 1000 + len(self.tags)
        made = Serials(first, first + more)
        for act, drawer in ((StockAct.RECEIVED, ""), (StockAct.ISSUED, which[0])):
            order = stock_kit.stock_order(
                act, self.next(), made, drawer=drawer, on=self.today, clerk=which[1]
            )
            custody.recorded(self.books, order)
        self.tags |= dict.fromkeys(range(first, first + more + 1), which[0])

    # Receipts.

    def keep(self, held: Held, order: ReceiptOrder, cash: int, bill: str = "") -> Sold:
        """Post a receipt of which so much cash is to stay in the drawer."""
        posted = ok(self.books.post(order))
        body = posted.posting.body
        assert isinstance(body, Receipt)
        items = {
            n: (t.kind, t.amount.cents) for n, t in enumerate(body.tenders, 1) if t.kind in "KM"
        }
        made = Sold(posted, held.session.session_id, cash, items, bill=bill)
        self.sold.append(made)
        held.in_cash += cash
        self.taken += cash
        return made

    def paid(self, held: Held, cart: Cart, check: int, kind: str, over: int) -> ReceiptOrder:
        """Pay a cart: so much by check or order first, the rest in cash with ``over`` more to get change on.

        Cash is handed over in fives, which is what rounding is for.
        """
        if check:
            cart = ok(add_tender(cart, kind, OFFICE, amount=Money(check), number=f"9{self.number}"))
        if cart.due:
            handed = Money(five(cart.due.cents) + over) if over else None
            cart = ok(add_tender(cart, "C", OFFICE, amount=handed))
        session = held.session
        when = at(10, day=session.business_date)
        return ok(order_receipt(cart, session, session.operator_id, when, PLAIN))

    @precondition(lambda self: self.open)
    @rule(data=st.data(), tags=st.integers(1, 40), checked=st.sampled_from([0, 1, 40]),
          kind=st.sampled_from("KM"), over=st.sampled_from([0, 5, 100, 2000]))  # fmt: skip
    def sell(self, data: st.DataObject, tags: int, checked: int, kind: str, over: int) -> None:
        held, by_check = self.held(data), min(tags, checked) * 450
        cart = ok(add_item(Cart(self.next()), "T1", tags, held.session.business_date, PLAIN))
        self.keep(held, self.paid(held, cart, by_check, kind, over), tags * 450 - by_check)

    @precondition(lambda self: self.open)
    @rule(data=st.data(), tags=st.integers(1, 40))
    def sell_by_card(self, data: st.DataObject, tags: int) -> None:
        held = self.held(data)
        cart = kit.tags_cart(self.next(), tags, "D")
        session = held.session
        when = at(10, day=session.business_date)
        order = ok(order_receipt(cart, session, session.operator_id, when, PLAIN))
        self.keep(held, order, 0)

    @precondition(lambda self: self.open and self.bills)
    @rule(data=st.data(), by_check=st.booleans(), over=st.sampled_from([0, 5, 100]))
    def pay_a_bill(self, data: st.DataObject, by_check: bool, over: int) -> None:
        """Cash is rounded to five cents, on what is left after a check."""
        held = self.held(data)
        bill = data.draw(st.sampled_from(self.bills))
        on, check = held.session.business_date, 5000 if by_check else 0
        state = kit.state(self.books, bill)
        cart = round_cash(ok(add_bill(Cart(self.next()), state, on, OFFICE)), on, OFFICE)
        cents = int(bill[3:]) - check
        self.keep(held, self.paid(held, cart, check, "K", over), five(cents), bill)
        self.bills.remove(bill)

    @precondition(lambda self: self.open)
    @rule(data=st.data(), sheets=st.integers(1, 3))
    def sell_numbered(self, data: st.DataObject, sheets: int) -> None:
        held = self.held(data)
        drawer = held.session.drawer
        mine = sorted(n for n, place in self.tags.items() if place == drawer)[:sheets]
        if len(mine) < sheets:
            return
        there = self.books.stock_in(drawer)["TS"]
        order = stock_kit.tags_order(held.session, self.next(), sheets, there)
        made = self.keep(held, order, 2700 * sheets)
        made.numbers = tuple(mine)
        self.tags |= dict.fromkeys(mine, "sold")

    @precondition(lambda self: self.sold)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        made = data.draw(st.sampled_from(self.sold))
        held = next(
            (h for h in self.open.values() if h.session.session_id == made.session_id), None
        )
        if held is None or held.holds < made.cash:
            return
        maker = dict(DRAWERS)[held.session.drawer]
        order = corrections.void_order(
            self.books, held.session, made.posted, self.next(), maker=maker
        )
        ok(self.books.correct(order))
        self.sold.remove(made)
        held.in_cash -= made.cash
        self.taken -= made.cash
        self.tags |= dict.fromkeys(made.numbers, held.session.drawer)
        self.bills += [made.bill] if made.bill else []

    # Moves.

    @precondition(lambda self: self.open or self.waiting)
    @rule(data=st.data(), dollars=st.integers(1, 250))
    def pull(self, data: st.DataObject, dollars: int) -> None:
        held = self.not_closed(data)
        done = self.books.record(custody.pull(self.next(), held.session, pieces(d1=dollars)))
        assert isinstance(done, Refusal) == (held.holds < dollars * 100)
        if not isinstance(done, Refusal):
            held.pulled += dollars * 100
            self.vault += dollars * 100

    @precondition(lambda self: len(self.open) == 2)
    @rule(dollars=st.integers(1, 250))
    def transfer(self, dollars: int) -> None:
        one, two = (self.open[code] for code, _ in DRAWERS)
        if one.session.business_date != two.session.business_date:
            return
        order = custody.transfer(self.next(), one.session, two.session, pieces(d1=dollars))
        done = self.books.record(order)
        assert isinstance(done, Refusal) == (one.holds < dollars * 100)
        if not isinstance(done, Refusal):
            one.transferred -= dollars * 100
            two.transferred += dollars * 100

    @precondition(lambda self: self.open)
    @rule(data=st.data(), fives=st.integers(1, 10))
    def change(self, data: st.DataObject, fives: int) -> None:
        held = self.held(data)
        before = self.books.holdings().at(VAULT).pieces
        given, back = pieces(d1=5 * fives), pieces(d5=fives)
        done = self.books.record(custody.change_order(self.next(), held.session, given, back))
        assert before is not None
        assert isinstance(done, Refusal) == (before.of(Money(100)) < 5 * fives)
