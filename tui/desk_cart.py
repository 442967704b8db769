"""What the clerk puts into the cart and takes out again: bills, items, money, and how the money came."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from domain.calendar import day_text
from domain.money import Money, parse_money
from domain.office import Office, TenderKind
from domain.people.access import AccessKind
from domain.people.approval import Approval, mark_of, still_stands
from domain.people.authority import Operator
from domain.receipting.approving import (
    Need,
    lacking,
    need_of_evidence,
    needs,
    needs_of_bill,
    with_approval,
)
from domain.receipting.cart import Cart, add_bill, read_quantity, remove_line
from domain.receipting.coming_in import set_evidence
from domain.receipting.exchanges import sell_or_exchange
from domain.receipting.tendering import add_tender, remove_tender, rest_of
from domain.receivables.accounts import Hold
from domain.receivables.bills import BillState
from domain.receivables.evidence import (
    Evidence,
    EvidenceKind,
    Judged,
    effective_for,
    effective_on,
    judge,
)
from domain.records import AccountView
from domain.refusals import Code, Refusal, refuse
from tui.desk_days import DeskDays
from tui.desk_numbers import DeskNumbers
from tui.desk_single import SingleRules

if TYPE_CHECKING:
    from domain.books import Books


class DeskCart(DeskDays, DeskNumbers):
    """The acts on the cart in front. A refusal leaves everything as it was."""

    books: "Books"
    office: Office
    operator: Operator | None
    cart: Cart
    notices: tuple[str, ...]
    what_if: date | None = None
    """The day as of which amounts are shown, while a customer asks what it would be then; no money is taken."""

    @property
    def single(self) -> SingleRules:
        """The rules of single services: liens, boots, what an account must tell."""
        raise NotImplementedError

    def _take(self, result: Cart | Refusal) -> Refusal | None:
        raise NotImplementedError

    def _look(self, bill_no: str) -> tuple[BillState, tuple[Hold, ...]] | None:
        raise NotImplementedError

    def _holds_of(self, state: BillState) -> tuple[Hold, ...]:
        raise NotImplementedError

    def _may_take(self, *, tender: str = "", service: str = "") -> Refusal | None:
        raise NotImplementedError

    @property
    def is_new(self) -> bool:
        """Whether the rules for new staff hold for the person at the desk."""
        raise NotImplementedError

    def add_bill(
        self,
        state: BillState,
        *,
        amount: Money | None = None,
        holds: tuple[Hold, ...] | None = None,
        override: bool = False,
        approval: Approval | None = None,
        order: tuple[str, ...] = (),
    ) -> Refusal | None:
        """Put a payment on a bill into the cart; without an amount, what is due now.

        ``override`` takes it although the bill was sent to a bank; the receipt keeps the words of that hold, and the
        ``approval`` of it where policy asks for one. The charge kinds of ``order`` are paid first, where policy lets
        the clerk. A lien waits for the newer ones of its parcel.
        """
        cart = self._with_bill(state, amount, holds, override=override, order=order)
        if not isinstance(cart, Refusal):
            wanted = needs_of_bill(cart, state.bill.bill_no, self.office)
            cart = with_approval(cart, wanted, approval)
        return self._take(cart)

    def override_refused(
        self, state: BillState, amount: Money | None, holds: tuple[Hold, ...]
    ) -> Refusal | None:
        """Return what stands against a payment beside its hold: known before a second person is called."""
        cart = self._with_bill(state, amount, holds, override=True)
        return cart if isinstance(cart, Refusal) else None

    def _with_bill(
        self,
        state: BillState,
        amount: Money | None,
        holds: tuple[Hold, ...] | None,
        *,
        override: bool = False,
        order: tuple[str, ...] = (),
    ) -> Cart | Refusal:
        """Return the cart with a payment on a bill more; nothing is kept yet."""
        denied = self._may_take(service=state.bill.service)
        if denied is None and self.what_if is not None:
            denied = refuse(Code.WHAT_IF, on=day_text(self.what_if))
        if denied is not None:
            return denied
        if holds is None:
            holds = self._holds_of(state)
        cart = add_bill(
            self.dated(self.cart),
            state,
            self.today,
            self.office,
            amount=amount,
            holds=(*holds, *self.single.holds(state, self.today)),
            override=override,
            order=order,
        )
        return self.single.checked(cart, state, self.today)

    def missing_approvals(self) -> tuple[Need, ...]:
        """Return what of the cart a second person must approve, and nobody but the person at the desk did."""
        here = self.operator.operator_id if self.operator else ""
        return lacking(self.sound_cart(), self._needs(self.cart), here)

    def sound_cart(self) -> Cart:
        """Return the cart with those approvals only that still answer for the person at the desk."""
        given = tuple(g for g in self.cart.approvals if self.stands(g.approval))
        return replace(self.cart, approvals=given)

    def stands(self, approval: Approval, about: str = "") -> bool:
        """Whether an approval still answers for an act of the person at the desk: its giver may have gone since.

        One that the access log does not know, or knows to be about another thing than ``about``, was never given; one
        that was asked for by its words alone is bound to them.
        """
        if self.operator is None:
            return False
        log = self.books.access_events(approval.at, approval.at + timedelta(microseconds=1))
        line = (approval.operator_id, AccessKind.APPROVED.value)
        marks = {event.why for event in log if (event.operator_id, event.event) == line}
        if marks.isdisjoint({mark_of(approval, about), mark_of(approval)}):
            return False
        approver = self.books.operator(approval.operator_id)
        return still_stands(approval, approver, self.operator, self.office)

    def approve(self, need: Need, approval: Approval) -> Refusal | None:
        """Keep a second person's yes with the cart."""
        here = self.operator.operator_id if self.operator else ""
        return self._take(with_approval(self.sound_cart(), (need,), approval, here))

    def _needs(self, cart: Cart) -> tuple[Need, ...]:
        return needs(cart, self.today, self.office, new_staff=self.is_new)

    def release_boot(self, view: AccountView) -> Refusal | None:
        """Put every counted open ticket of a plate and the boot fee into the cart."""
        denied = self._may_take(service=view.account.service)
        return denied or self._take(self.single.release(self.cart, view, self.today))

    def day_for(self, service: str) -> date:
        """Return the day for which a payment to a service would count now: what is asked, or how it came, or today."""
        if self.what_if is not None:
            return self.what_if
        if self.cart.evidence is None:
            return self.counts_on
        day = effective_for(self.cart.evidence, self.office.service(service), self.office)
        return self.today if isinstance(day, Refusal) else day

    def need_of(self, evidence: Evidence) -> Need | None:
        """Return what a second person must approve before this evidence dates payments; ``None``: nothing."""
        office = self.office
        day = effective_on(
            evidence, postmark_counts=True, rules=office.mail, calendar=office.calendar
        )
        if isinstance(day, Refusal):
            return None
        need = need_of_evidence(evidence, day, self.today, office)
        return need if need is not None and lacking(self.cart, (need,)) else None

    def set_evidence(
        self, evidence: Evidence | None, approval: Approval | None = None
    ) -> Refusal | None:
        """Say how the payment came, or that nothing is known of it; ``notices`` tells what changed.

        The cart's bills are decided again for the day that the evidence gives them; the cart keeps the approval.
        """
        need = self.need_of(evidence) if evidence is not None else None
        came = self.dated(replace(self.cart, evidence=evidence)).evidence
        renewed = set_evidence(self.cart, came, self._look, self.today, self.office)
        if isinstance(renewed, Refusal):
            return renewed
        self.notices = renewed.notices
        return self._take(with_approval(renewed.cart, (need,) if need else (), approval))

    def judged(self, state: BillState, amount: Money) -> Judged | Refusal:
        """Judge a payment on a bill by the cart's evidence, else as one over the counter today; nothing is taken."""
        evidence = self.cart.evidence or Evidence(EvidenceKind.COUNTER, self.counts_on)
        return judge(state, amount, evidence, self.office)

    def add_items(self, code: str, quantity: int = 1) -> Refusal | None:
        """Put items into the cart; under the code of an old issue, so many old ones exchanged for as many new ones."""
        sold = sell_or_exchange(self.cart, code, quantity, self.today, self.office)
        return self._take(sold if isinstance(sold, Refusal) else self.numbered(sold))

    def add_typed_items(self, text: str) -> Refusal | None:
        """Put items into the cart as typed: ``3*TS`` or ``TS``; ``12*T1OLD`` exchanges twelve old ones."""
        count, star, code = text.rpartition("*")
        if not star:
            return self.add_items(code.strip())
        quantity = read_quantity(count)
        return quantity if isinstance(quantity, Refusal) else self.add_items(code.strip(), quantity)

    def remove_line(self, index: int) -> Refusal | None:
        """Take a line out of the cart."""
        return self._take(remove_line(self.cart, index))

    def tender(
        self,
        kind: str,
        typed: str = "",
        number: str = "",
        *,
        carries_on: bool = False,
        approval: Approval | None = None,
        accepted_fee: Money | None = None,
    ) -> Refusal | None:
        """Take money: ``typed`` is the amount as typed, nothing typed is the rest that is due.

        ``approval`` lets an amount over a limit pass; ``accepted_fee`` is what the customer accepted to pay more.
        """
        denied = self._may_take(tender=kind)
        if denied is not None:
            return denied
        amount = None
        if typed.strip():
            amount = parse_money(typed)
            if amount is None:
                return refuse(Code.AMOUNT_UNREADABLE, typed=typed)
        return self._take(
            add_tender(
                self.cart,
                kind,
                self.office,
                amount=amount,
                number=number,
                carries_on=carries_on,
                approval=approval,
                new_staff=self.is_new,
                accepted_fee=accepted_fee,
            )
        )

    def tender_refused(
        self,
        kind: TenderKind,
        typed: str,
        *,
        carries_on: bool = False,
        accepted_fee: Money | None = None,
    ) -> Refusal | None:
        """Return what stands against an amount of this kind before its number is asked for; nothing is taken."""
        amount = parse_money(typed) if typed.strip() else rest_of(self.cart, kind)
        if amount is None:
            return refuse(Code.AMOUNT_UNREADABLE, typed=typed)
        result = add_tender(
            self.cart,
            kind.code,
            self.office,
            amount=amount,
            number="0",
            carries_on=carries_on,
            new_staff=self.is_new,
            accepted_fee=accepted_fee,
        )
        return result if isinstance(result, Refusal) else self._may_take(tender=kind.code)

    def remove_tender(self, index: int = -1) -> Refusal | None:
        """Take a tender back out, the last one unless told otherwise."""
        return self._take(remove_tender(self.cart, index))
