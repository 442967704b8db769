"""The end of the days: cut-off, close, turn-in, deposit, the bank's answer, and checks that come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.corrections.checks import CheckPart
from domain.corrections.policy import CorrectionKind
from domain.corrections.returned import order_returned
from domain.custody.deposit import Deposit
from domain.custody.deposit import Held as Kept
from domain.custody.deposit_orders import (
    Undeposited,
    order_bank_told,
    order_deposit,
    order_hand_over,
)
from domain.custody.depositing import DepositMade, item_claim
from domain.custody.drawer import DrawerClosed
from domain.custody.moving import proposed_pieces
from domain.custody.vault import COURIER, VAULT
from domain.money import Money, total
from domain.people.acts import Act
from domain.receipting.receipt import Receipt
from domain.refusals import Code, Refusal
from tests.sample_corrections import asked, support
from tests.samples import CHAMBERLAIN, SUPERVISOR, at, count_of, ok
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.contract_counting import cut_off_order
from tests.storage.contract_custody import close_order
from tests.storage.custody_days import CustodyDays
from tests.storage.custody_kit import signed
from tests.storage.custody_model import BANK, OFFICE, Held, Sold, loose


class CustodyNights(CustodyDays):
    """What happens to a drawer's money once it takes no more."""

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def cut_off(self, data: st.DataObject) -> None:
        held = self.held(data)
        drawer = held.session.drawer
        done = self.books.cut_off(cut_off_order(held.session, self.next()), OFFICE)
        assert isinstance(done, Refusal) == (drawer in self.waiting)
        if not isinstance(done, Refusal):
            held.waits = True
            self.waiting[drawer] = self.open.pop(drawer)
            self.day[drawer] += timedelta(days=1)

    @precondition(lambda self: self.open or self.waiting)
    @rule(data=st.data(), off=st.integers(-300, 300), exact=st.booleans(), miss=st.booleans())
    def close(self, data: st.DataObject, off: int, exact: bool, miss: bool) -> None:
        self.closes(self.not_closed(data), off, exact=exact, miss=miss)

    def closes(self, held: Held, off: int, *, exact: bool, miss: bool) -> None:
        """Close a session on a count that is off by so much, and on one number of its stock too few with ``miss``."""
        session, drawer = held.session, held.session.drawer
        held.counted = max(0, held.holds + (0 if exact else off))
        mine = [s for s in self.sold if s.session_id == session.session_id]
        kinds = [item for each in mine for item in each.items.values()]
        checks, orders = ([c for k, c in kinds if k == kind] for kind in "KM")
        card = sum(self._by_card(each) for each in mine)
        count = count_of(held.counted, checks, orders=orders, card=card)
        lying = self.books.stock_in(drawer)
        seen = tuple((code, ranges[miss:]) for code, ranges in sorted(lying.items()))
        order = close_order(session, count, "unknown", request=self.next())
        body = ok(self.books.close_session(replace(order, stock=seen), OFFICE)).body
        assert isinstance(body, DrawerClosed)
        self._closed_as_expected(held, body, agrees=not (miss and any(lying.values())))
        self.taken += held.counted - held.holds
        del (self.waiting if held.waits else self.open)[drawer]
        self.left[drawer] = self.left.get(drawer, 0) + held.left
        self.closed[session.session_id] = held
        if held.counted > held.left:
            self.to_turn_in[session.session_id] = held

    def _by_card(self, sold: Sold) -> int:
        body = sold.posted.posting.body
        assert isinstance(body, Receipt)
        return sum(t.amount.cents for t in body.tenders if t.kind == "D")

    def _closed_as_expected(self, held: Held, body: DrawerClosed, *, agrees: bool) -> None:
        """I7: what is expected follows, and the difference is stored for every kind of tender, also when it is 0."""
        assert held.counted is not None
        tallies = {tally.kind: tally for tally in body.tallies}
        assert set(tallies) == {kind.code for kind in OFFICE.tender_kinds}
        assert tallies["C"].expected.cents == held.holds
        assert tallies["C"].over_short.cents == held.counted - held.holds
        assert all(not t.over_short for t in body.tallies if t.kind != "C")
        assert all(count.agrees for count in body.stock) == agrees

    @precondition(lambda self: self.unsettled() > 1)
    @rule(data=st.data(), off=st.sampled_from([0, -100, 7]), hold=st.integers(0, 2))
    def evening(self, data: st.DataObject, off: int, hold: int) -> None:
        """All is closed, turned in and deposited, most of which a random order of acts seldom comes to."""
        for held in [*self.waiting.values(), *self.open.values()]:
            self.closes(held, off, exact=not off, miss=False)
        for name in sorted(self.to_turn_in):
            self.turns_in(name)
        self.deposit(hold)
        self.check_comes_back(data)

    def unsettled(self) -> int:
        """How many receipts are of sessions that are not closed."""
        return sum(sold.session_id not in self.closed for sold in self.sold)

    @precondition(lambda self: self.to_turn_in)
    @rule(data=st.data(), off=st.sampled_from([0, 0, -1, -500, 250, -10_000_000]))
    def turn_in(self, data: st.DataObject, off: int) -> None:
        self.turns_in(data.draw(st.sampled_from(sorted(self.to_turn_in))), off)

    @precondition(lambda self: self.counted_to_nothing())
    @rule(data=st.data(), more=st.integers(1, 9_000))
    def turn_in_what_was_not_counted(self, data: st.DataObject, more: int) -> None:
        name = data.draw(st.sampled_from(self.counted_to_nothing()))
        self.to_turn_in[name] = self.closed[name]
        self.turns_in(name, more)

    def counted_to_nothing(self) -> list[str]:
        """The closed sessions of which no cash was counted beside the float, and that are in no deposit."""
        return sorted(
            name for name, held in self.closed.items()
            if held.counted == held.left and name not in self.turned and not held.deposited
        )  # fmt: skip

    def turns_in(self, name: str, off: int = 0) -> None:
        """Bring a closed drawer's cash to the vault, which is done once; ``off`` is what is there beside the count."""
        held = self.to_turn_in.pop(name)
        assert held.counted is not None
        cents = held.counted - held.left
        held.again = max(off, -cents)
        there = loose(cents + held.again)
        if held.again:
            order = ok(custody.turn_in_other(self.books, self.next(), held.session, there))
        else:
            order = custody.turn_in(self.next(), held.session, there)
        self.turned[name] = custody.recorded(self.books, order)
        self.vault += cents + held.again
        self.taken += held.again
        again = custody.turn_in(self.next(), held.session, loose(cents or 1))
        assert custody.refusal(self.books.record(again)).code is Code.ACT_DONE_BEFORE

    def items_due(self) -> Iterator[tuple[str, int]]:
        """The checks and orders of closed sessions that are in no deposit and did not come back."""
        for sold in self.sold:
            if sold.session_id in self.closed:
                yield from ((sold.number, n) for n in sold.items)

    def waits(self) -> Undeposited:
        """What waits by the books, which is what the machine has added up (I8, I9)."""
        waiting = self.books.undeposited(BANK, OFFICE)
        found = [i for s in waiting.sessions for i in s.items] + [i for _, i in waiting.held]
        keys = [(item.receipt, item.tender_no) for item in found]
        assert len(keys) == len(set(keys))
        assert set(keys) == set(self.items_due()) - self.deposited - self.returned
        due = {s.session_id: (s.cash + s.cash_over + s.moved).cents for s in waiting.sessions}
        left = {name: held for name, held in self.closed.items() if not held.deposited}
        assert due == {name: held.due for name, held in left.items()}
        return waiting

    @precondition(lambda self: len(self.closed) > len(self.to_turn_in))
    @rule(hold=st.integers(0, 2), own=st.sampled_from([0, 0, 100, 101, 5000]))
    def deposit(self, hold: int, own: int = 0) -> None:
        waiting = self.waits()
        cash = total(s.cash + s.cash_over + s.moved for s in waiting.sessions)
        items = [i for s in waiting.sessions for i in s.items] + [i for _, i in waiting.held]
        in_vault = self.books.holdings().at(VAULT).pieces
        assert in_vault is not None
        given = proposed_pieces(in_vault.held, cash + Money(own))
        if given is None or not (cash or own or len(items) > hold):
            return
        deposit = Deposit(
            "",
            BANK.code,
            tuple(s.session_id for s in waiting.sessions),
            given,
            tuple(items[hold:]),
            tuple(Kept(item, "unsigned") for item in items[:hold]),
            f"B{self.number}",
            "seal",
            Money(own),
            "Change fund too large" if own else "",
        )
        self._sealed(deposit, waiting)

    def _sealed(self, deposit: Deposit, waiting: Undeposited) -> None:
        by = signed(CHAMBERLAIN, CHAMBERLAIN)
        verified = signed(SUPERVISOR, CHAMBERLAIN, Act.MAKE_DEPOSIT)
        who = custody.asked(self.next(), CHAMBERLAIN, self.today)
        order = ok(order_deposit(deposit, waiting, by, verified, who, OFFICE))
        done = self.books.record(order)
        early = set(deposit.sessions) & set(self.to_turn_in)
        assert isinstance(done, Refusal) == bool(early), done
        if isinstance(done, Refusal):
            assert done.code is Code.ACT_TOO_EARLY
            return
        again = replace(order, header=replace(order.header, request_id=self.next()))
        assert isinstance(self.books.record(again), Refusal), "a bag and its sessions count once"
        self.made.append(done)
        booked = {line.gl_code: line.credit for line in done.posting.journal.lines}
        assert booked.get(OFFICE.custody.vault, Money(0)) == deposit.from_vault
        self.deposited |= {(item.receipt, item.tender_no) for item in deposit.items}
        self.vault -= deposit.cash.amount.cents
        self.bags[deposit.bag] = deposit.cash.amount.cents
        for name in deposit.sessions:
            self.closed[name].deposited = True
        assert not self.waits().sessions

    @precondition(lambda self: self.made)
    @rule(off=st.integers(-2, 2), by_courier=st.booleans())
    def to_the_bank(self, off: int, by_courier: bool) -> None:
        made = self.made.pop(0)
        assert isinstance(made.body, DepositMade)
        deposit, on = made.body.deposit, self.today
        clerk = signed(CHAMBERLAIN, CHAMBERLAIN)
        if by_courier:
            who = custody.asked(self.next(), CHAMBERLAIN, on)
            ok(self.books.record(ok(order_hand_over(made, clerk, "A. Driver", who, OFFICE))))
            assert self.books.holdings().at(COURIER).amount == deposit.cash.amount
        told = order_bank_told(
            made, max(deposit.amount + Money(off), Money(0)), on, "slip", clerk,
            custody.asked(self.next(), CHAMBERLAIN, on), OFFICE, handed_over=by_courier,
            reason="Counted again.",
        )  # fmt: skip
        ok(self.books.record(ok(told)))
        self.bank += self.bags.pop(deposit.bag)
        self.gone.append(made)

    @precondition(lambda self: self.closed)
    @rule(data=st.data())
    def check_comes_back(self, data: st.DataObject) -> None:
        checks = [
            (sold, n) for sold in self.sold for n, (kind, _) in sold.items.items()
            if kind == "K" and sold.session_id in self.closed
            and (sold.number, n) not in self.returned
        ]  # fmt: skip
        if not checks:
            return
        sold, n = data.draw(st.sampled_from(checks))
        key = (sold.number, n)
        deposited = self.books.act_claiming(item_claim(*key)) is not None
        assert deposited == (key in self.deposited)
        standing, when = corrections.standing(self.books, sold.posted), at(18, day=self.today)
        part = CheckPart(standing, n, standing.receipt.tenders[n - 1])
        states = corrections.bills_of(self.books, standing)
        keys = {(s.bill.service, s.bill.account_number): "party" for s in states.values()}
        why = support(CorrectionKind.RETURNED_CHECK, SUPERVISOR, None, when, OFFICE)
        who = asked(self.next(), SUPERVISOR, when)
        order = order_returned((part,), states, keys, why, who, OFFICE, deposited=deposited)
        ok(self.books.correct(ok(order)))
        self.returned.add(key)
