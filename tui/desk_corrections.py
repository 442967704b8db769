"""The desk's corrections: void and recreate, reverse, return a check, adjust, refund, another effective day.

Each act first says what it would do, before and after, for both people to read; then it is posted with its reason and
the second person's approval. An act that the books never answered is asked again under the same request id.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from domain.corrections.about import amendment_about
from domain.corrections.adjusting import Change, order_adjustment
from domain.corrections.checks import CheckPart, checks_like, parts_of
from domain.corrections.ordering import Asked, CorrectionOrder
from domain.corrections.policy import CorrectionKind, CorrectionReason, Overpaid
from domain.corrections.recreating import cart_of_receipt
from domain.corrections.redating import order_effective_change
from domain.corrections.refunding import order_refund
from domain.corrections.returned import order_returned
from domain.corrections.standing import Standing, what_stands
from domain.corrections.undoing import order_reversal, order_void, take_whole
from domain.corrections.values import BillEffect, LineBack, Support
from domain.money import Money
from domain.receipting.cart import BillLine
from domain.receipting.receipt import ReceiptNo
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence
from domain.records import PostedCorrection
from domain.refusals import Code, Refusal, refuse
from tui.deposited import deposited_in
from tui.desk import Desk

_CHECKS_SINCE: Final = timedelta(days=400)
"""How far back a returned check is looked for: a bank has let one go long before."""

_K = CorrectionKind
_REOPENS: Final = frozenset({_K.VOID, _K.REVERSAL, _K.EFFECTIVE_CHANGE})
"""Kinds by which the office itself lets a redeemed lien stand open again; a check that came back is a fact."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a receipt would do now: its bills before and after, and its other lines."""

    standing: Standing
    effects: tuple[BillEffect, ...]
    lines: tuple[LineBack, ...]

    @property
    def words(self) -> str:
        """What is to be approved, in words that both people read."""
        receipt = self.standing.receipt
        payer = f" of {receipt.payer}" if receipt.payer else ""
        return f"Undo receipt {receipt.number}{payer}, {receipt.total}"


@dataclass(frozen=True, slots=True)
class CorrectionDesk:
    """The corrections at one desk."""

    desk: Desk

    def reasons(self, kind: CorrectionKind) -> tuple[CorrectionReason, ...]:
        """Return the reasons that policy lists for a kind."""
        return self.desk.office.corrections.reasons_for(kind)

    def standing(self, number: ReceiptNo) -> Standing | Refusal:
        """Return a receipt as it stands, less what corrections have taken back of it."""
        posted = self.desk.books.receipt(number)
        if posted is None:
            return refuse(Code.RECEIPT_UNKNOWN, receipt=number)
        later = self.desk.books.corrections_of(number)
        return what_stands(posted.posting, [each.posting for each in later])

    def undoing(self, number: ReceiptNo) -> Undoing | Refusal:
        """Return what a void or a reversal of a receipt would do; nothing is posted."""
        standing = self.standing(number)
        if isinstance(standing, Refusal):
            return standing
        states = self.bills_of(standing)
        kind = _K.VOID if self.is_of_this_session(standing) else _K.REVERSAL
        taken = take_whole(standing, states, self.desk.today, kind, self.desk.office)
        if isinstance(taken, Refusal):
            return taken
        undone = Undoing(standing, *taken)
        return self.desk.single.reopening(undone.effects, self.desk.today) or undone

    def is_of_this_session(self, standing: Standing) -> bool:
        """Whether a receipt is of the session that is open here, so that it is voided and not reversed."""
        session = self.desk.session
        return session is not None and standing.header.session_id == session.session_id

    def void(self, number: ReceiptNo, support: Support) -> PostedCorrection | Refusal:
        """Void a receipt of the session that is open here."""
        desk, standing = self.desk, self.standing(number)
        if isinstance(standing, Refusal):
            return standing
        session = desk.session
        if session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        states = self.bills_of(standing)
        return self._post(
            lambda asked: order_void(standing, states, session, support, asked, desk.office),
            "void",
            number,
            support,
        )

    def recreate(self, number: ReceiptNo) -> Refusal | None:
        """Fill a new cart with all of an undone receipt, so that only the difference is typed.

        Refuses a receipt that still stands; the cart in front is parked first when it has lines.
        """
        desk, standing = self.desk, self.standing(number)
        if isinstance(standing, Refusal):
            return standing
        if standing.ended is None:
            return refuse(Code.RECEIPT_STANDS, receipt=number)
        if desk.cart.lines:
            parked = desk.park()
            if parked is not None:
                return parked
        desk.take_up(cart_of_receipt(standing.receipt, desk.new_id()), new=True)
        return None

    def reverse(
        self, number: ReceiptNo, support: Support, payee: str = ""
    ) -> PostedCorrection | Refusal:
        """Reverse a receipt of a closed session: what was paid becomes a refund request."""
        standing = self.standing(number)
        if isinstance(standing, Refusal):
            return standing
        states, office = self.bills_of(standing), self.desk.office
        return self._post(
            lambda asked: order_reversal(standing, states, support, asked, office, payee=payee),
            "reverse",
            number,
            support,
            payee,
        )

    def checks(
        self, kind: str, number: str, amount: Money
    ) -> tuple[tuple[CheckPart, ...], ...] | Refusal:
        """Return the checks of this number and amount, each as its parts on receipts: the clerk chooses among several.

        Refuses when there is none left, or when it was taken back before.
        """
        desk = self.desk
        found = [self.standing(r) for r in self._numbers(kind, number, self.checks_since())]
        parts = parts_of([s for s in found if isinstance(s, Standing)], kind, number)
        checks = checks_like(parts, amount)
        if checks:
            return checks
        named = desk.office.tender_kind(kind)
        name = kind if isinstance(named, Refusal) else named.name
        return refuse(Code.CHECK_UNKNOWN, kind=name.lower(), number=number, amount=amount)

    def checks_since(self) -> date:
        """Return the day since when a returned check is looked for."""
        return self.desk.today - _CHECKS_SINCE

    def return_check(
        self, parts: Sequence[CheckPart], support: Support
    ) -> PostedCorrection | Refusal:
        """Take back all that a returned check paid, on all its receipts; whether it was deposited the books know."""
        held, office = deposited_in(self.desk, parts), self.desk.office
        deposited, bank = held.bank is not None, held.bank or ""
        states = self.bills_of(*(part.standing for part in parts))
        parties = self._parties(states.values())
        which = tuple((str(part.standing.number), part.tender_no) for part in parts)

        def decide(asked: Asked) -> CorrectionOrder | Refusal:
            return order_returned(
                parts, states, parties, support, asked, office,
                deposited=deposited, bank=bank, waiting=held.waiting,
            )  # fmt: skip

        return self._post(lambda a: held.resting(decide(a)), "return", which, support, deposited)

    def adjust(
        self,
        kind: CorrectionKind,
        bill_no: str,
        changes: Sequence[Change],
        support: Support,
    ) -> PostedCorrection | Refusal:
        """Change what a bill comes to: abatement, waiver, dismissal, adjustment. Nobody does with a drawer open."""
        desk, state = self.desk, self.desk.books.bill(bill_no)
        if state is None:
            return refuse(Code.BILL_UNKNOWN, bill=bill_no)
        if desk.session is not None and desk.operator is not None:
            name, drawer = desk.operator.name, desk.session.drawer
            return refuse(Code.ADJUSTING_WITH_DRAWER, name=name, drawer=drawer)
        return self._post(
            lambda asked: order_adjustment(kind, state, changes, support, asked, desk.office),
            kind,
            bill_no,
            tuple(changes),
            support,
        )

    def refund(
        self, bill_no: str, support: Support, payee: str = "", how: Overpaid | None = None
    ) -> PostedCorrection | Refusal:
        """Ask for the refund of what a bill is overpaid, or put it as a credit on its account."""
        state, office = self.desk.books.bill(bill_no), self.desk.office
        if state is None:
            return refuse(Code.BILL_UNKNOWN, bill=bill_no)
        return self._post(
            lambda asked: order_refund(state, support, asked, office, payee=payee, how=how),
            "refund",
            bill_no,
            support,
            payee,
            how,
        )

    def redate(
        self, number: ReceiptNo, bill_no: str, evidence: Evidence, support: Support
    ) -> PostedCorrection | Refusal:
        """Let a receipt's payment on a bill count for the day that evidence shows."""
        standing, state = self.standing(number), self.desk.books.bill(bill_no)
        if isinstance(standing, Refusal):
            return standing
        if state is None:
            return refuse(Code.BILL_UNKNOWN, bill=bill_no)
        return self._post(
            lambda asked: order_effective_change(
                standing, state, evidence, support, asked, self.desk.office
            ),
            "redate",
            number,
            bill_no,
            evidence,
            support,
        )

    def _post(
        self, decide: Callable[[Asked], CorrectionOrder | Refusal], *content: object
    ) -> PostedCorrection | Refusal:
        """Decide a correction and post it; the same content keeps its request id until the books have answered."""
        desk = self.desk
        gone = desk.still_here()
        if gone is not None or desk.operator is None:
            return gone or refuse(Code.SIGN_IN_REFUSED)
        request = desk.request_for(*content)
        done = desk.books.correction_asked(request)
        if done is not None:
            # It was posted and the answer was lost: what it was decided on has moved by itself.
            desk.answered(*content)
            return done
        on = desk.local(desk.clock()).date()
        asked = Asked(request, desk.operator, desk.station.code, on, desk.clock())
        order = decide(asked)
        if isinstance(order, Refusal):
            return order
        said = order.amendment
        given = said.support.approval
        if given is not None and not desk.stands(given, about := amendment_about(said)):
            return refuse(Code.APPROVAL_OTHER, name=given.name, about=about)
        if said.kind in _REOPENS:
            order = replace(order, grounds=desk.single.grounds_of(said.effects))
            reopened = desk.single.reopening(said.effects, on)
            if reopened is not None:
                return reopened
        posted = desk.books.correct(order)
        desk.answered(*content)
        if isinstance(posted, PostedCorrection):
            desk.printer.wake()
        return posted

    def bills_of(self, *found: Standing) -> dict[str, BillState]:
        """Return the bills that receipts paid, as they stand, by number."""
        numbers = {
            stands.line.bill_no
            for standing in found
            for stands in standing.lines
            if isinstance(stands.line, BillLine)
        }
        read = {number: self.desk.books.bill(number) for number in sorted(numbers)}
        return {number: state for number, state in read.items() if state is not None}

    def _numbers(self, kind: str, number: str, since: date) -> list[ReceiptNo]:
        posted = self.desk.books.tendered(kind, number, since)
        return [r for each in posted if (r := getattr(each.posting.body, "number", None))]

    def _parties(self, states: Iterable[BillState]) -> dict[tuple[str, str], str]:
        """Return the party keys of the accounts that bills are on."""
        found: dict[tuple[str, str], str] = {}
        for state in states:
            key = (state.bill.service, state.bill.account_number)
            account_id = self.desk.books.account(*key)
            customer = self.desk.books.customer(account_id) if account_id is not None else None
            if customer is not None:
                found[key] = customer.accounts[0].account.party_key
        return found
