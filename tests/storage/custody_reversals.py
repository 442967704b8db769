"""Acts that are taken back: deposits, turn-ins, change fund, hand-overs, the bank's answers and stock."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.custody.acting import PostedAct
from domain.custody.deposit_orders import order_bank_told, order_hand_over
from domain.custody.depositing import DepositMade
from domain.custody.reversal import reversal_claim
from domain.custody.stock import VAULT as STOCK_VAULT
from domain.custody.stock import StockAct
from domain.custody.vault import VAULT
from domain.refusals import Code, Refusal
from tests import stock_kit
from tests.samples import CHAMBERLAIN, SUPERVISOR, ok
from tests.storage import custody_kit as custody
from tests.storage.custody_kit import pieces, signed
from tests.storage.custody_model import OFFICE
from tests.storage.custody_nights import CustodyNights
from tests.storage.reversal_kit import reversal


class CustodyReversals(CustodyNights):
    """What was done wrong, and is undone."""

    def undo(self, made: PostedAct) -> PostedAct | Refusal:
        """Reverse an act; once it is, it is not reversed again."""
        by, second = SUPERVISOR, CHAMBERLAIN
        if made.posting.header.operator_id == CHAMBERLAIN.operator_id:
            by, second = second, by
        on = self.today
        done = self.books.record(ok(reversal(made, self.next(), by=by, second=second, on=on)))
        if not isinstance(done, Refusal):
            again = ok(reversal(made, self.next(), by=by, second=second, on=on))
            assert custody.refusal(self.books.record(again)).code is Code.ACT_DONE_BEFORE
            assert self.books.act_claiming(reversal_claim(made.number)) == done
        return done

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def undo_deposit(self, data: st.DataObject) -> None:
        made = data.draw(st.sampled_from(self.made))
        assert isinstance(made.body, DepositMade)
        deposit = made.body.deposit
        later = self.made[self.made.index(made) + 1 :]
        held = {(h.item.receipt, h.item.tender_no) for h in deposit.held}
        back = {(item.receipt, item.tender_no) for item in deposit.items} & self.returned
        done = self.undo(made)
        if isinstance(done, Refusal):
            if done.code is Code.REVERSAL_CAME_BACK:
                assert back
                return
            # Else only a later deposit that has, or holds over again, what this one held over stands in the way.
            assert done.code is Code.REVERSAL_BUILT_ON
            assert held
            assert later or self.gone
            return
        assert not back
        self.made.remove(made)
        self.deposited -= {(item.receipt, item.tender_no) for item in deposit.items}
        self.vault += self.bags.pop(deposit.bag)
        for name in deposit.sessions:
            self.closed[name].deposited = False
        self.waits()

    @precondition(lambda self: self.turned)
    @rule(data=st.data())
    def undo_turn_in(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.turned)))
        made = self.turned[name]
        done = self.undo(made)
        held = self.closed[name]
        if held.deposited:
            assert isinstance(done, Refusal)
            assert done.code is Code.REVERSAL_BUILT_ON
        elif isinstance(done, Refusal):
            assert done.code is Code.MOVE_PIECES_MISSING
        else:
            del self.turned[name]
            assert held.counted is not None
            self.vault -= held.counted - held.left + held.again
            self.taken -= held.again
            held.again = 0
            if held.counted > held.left:
                self.to_turn_in[name] = held

    @precondition(lambda self: self.vault < 50000)
    @rule(dollars=st.integers(1, 300))
    def fund_and_undo(self, dollars: int) -> None:
        order = custody.from_bank(self.next(), pieces(d1=dollars), on=self.today)
        made = custody.recorded(self.books, order)
        assert not isinstance(self.undo(made), Refusal)
        assert self.books.holdings().at(VAULT).amount.cents == self.vault

    @precondition(lambda self: self.made)
    @rule()
    def to_the_bank_and_back(self) -> None:
        made = self.made[0]
        assert isinstance(made.body, DepositMade)
        clerk, on = signed(CHAMBERLAIN, CHAMBERLAIN), self.today
        who = custody.asked(self.next(), CHAMBERLAIN, on)
        gone = ok(self.books.record(ok(order_hand_over(made, clerk, "A. Driver", who, OFFICE))))
        assert custody.refusal(self.undo(made)).code is Code.REVERSAL_BUILT_ON
        told = order_bank_told(
            made, made.body.amount, on, "slip", clerk,
            custody.asked(self.next(), CHAMBERLAIN, on), OFFICE, handed_over=True,
        )  # fmt: skip
        answer = ok(self.books.record(ok(told)))
        assert custody.refusal(self.undo(gone)).code is Code.REVERSAL_BUILT_ON
        assert not isinstance(self.undo(answer), Refusal)
        assert not isinstance(self.undo(gone), Refusal)

    @precondition(lambda self: self.tags)
    @rule(data=st.data(), act=st.sampled_from([StockAct.HANDED_BACK, StockAct.SPOILED]))
    def stock_and_undo(self, data: st.DataObject, act: StockAct) -> None:
        drawer = data.draw(st.sampled_from(["1", "2"]))
        there = self.books.stock("TS").at(drawer)
        if not there:
            return
        order = stock_kit.stock_order(act, self.next(), there[0], drawer=drawer, on=self.today)
        made = custody.recorded(self.books, order)
        assert self.books.stock("TS").at(drawer) != there
        assert not isinstance(self.undo(made), Refusal)
        stock = self.books.stock("TS")
        assert (stock.at(drawer), stock.at(STOCK_VAULT)) == (there, ())
