"""Corrections as a desk would order them from what the books hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from domain.books import Books
from domain.corrections.adjusting import Change, order_adjustment
from domain.corrections.checks import checks_like, parts_of
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind
from domain.corrections.redating import order_effective_change
from domain.corrections.refunding import order_refund
from domain.corrections.returned import order_returned
from domain.corrections.standing import Standing, what_stands
from domain.corrections.undoing import order_reversal, order_void
from domain.custody.depositing import item_claim
from domain.custody.drawer import DrawerSession
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.people.authority import Operator
from domain.receipting.cart import BillLine
from domain.receipting.receipt import ReceiptNo, parse_receipt_no
from domain.receipting.tendering import add_tender
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence
from domain.records import PostedReceipt
from domain.refusals import Refusal
from tests.logged import logged
from tests.sample_corrections import asked, support
from tests.samples import (
    CHAMBERLAIN,
    JANE,
    SUPERVISOR,
    at,
    count_of,
    ok,
    receipt_order,
    sample_office,
)
from tests.storage import contract_kit as kit

OFFICE = sample_office()
K = CorrectionKind


def number_of(posted: PostedReceipt | str) -> ReceiptNo:
    """A receipt's number, of its posting or as printed."""
    if isinstance(posted, str):
        found = parse_receipt_no(posted)
        assert found is not None
        return found
    return kit.receipt_of(posted).number


def standing(books: Books, posted: PostedReceipt | str) -> Standing:
    """What stands of a receipt now."""
    number = number_of(posted)
    found = books.receipt(number)
    assert found is not None
    return what_stands(found.posting, [c.posting for c in books.corrections_of(number)])


def bills_of(books: Books, *found: Standing) -> dict[str, BillState]:
    """The bills that receipts paid, as they stand."""
    numbers = {x.line.bill_no for s in found for x in s.lines if isinstance(x.line, BillLine)}
    return {number: kit.state(books, number) for number in numbers}


def in_log(books: Books, order: CorrectionOrder | Refusal) -> CorrectionOrder:
    """The order, with its approval in the access log."""
    return logged(books, ok(order))


def void_order(
    books: Books,
    session: DrawerSession,
    posted: PostedReceipt | str,
    request: str = "v-1",
    moment: datetime | None = None,
    *,
    maker: Operator = JANE,
    approver: Operator = SUPERVISOR,
) -> CorrectionOrder:
    """The order that voids a receipt in its session."""
    when = moment or at(15, day=session.business_date)
    held = standing(books, posted)
    why = support(K.VOID, maker, approver, when, OFFICE)
    return in_log(
        books,
        order_void(held, bills_of(books, held), session, why, asked(request, maker, when), OFFICE),
    )


def reversal_order(
    books: Books,
    posted: PostedReceipt | str,
    on: date,
    request: str = "x-1",
    *,
    maker: Operator = SUPERVISOR,
    approver: Operator = CHAMBERLAIN,
) -> CorrectionOrder:
    """The order that reverses a receipt on a later day."""
    when, held = at(9, 30, on), standing(books, posted)
    why = support(K.REVERSAL, maker, approver, when, OFFICE, reason="wrong_bill")
    return in_log(
        books, order_reversal(held, bills_of(books, held), why, asked(request, maker, when), OFFICE)
    )


def returned_order(
    books: Books,
    number: str,
    cents: int,
    on: date,
    request: str = "b-1",
    *,
    maker: Operator = SUPERVISOR,
) -> CorrectionOrder:
    """The order that takes back what a check paid."""
    when = at(10, day=on)
    found = books.tendered("K", number, date(2026, 1, 1))
    standings = [standing(books, each) for each in found]
    check, *_ = checks_like(parts_of(standings, "K", number), Money(cents))
    states = bills_of(books, *(part.standing for part in check))
    parties = {}
    for state in states.values():
        key = (state.bill.service, state.bill.account_number)
        account = books.customer(kit.account_id(books, *key))
        assert account is not None
        parties[key] = account.accounts[0].account.party_key
    why = support(K.RETURNED_CHECK, maker, None, when, OFFICE)
    held = [books.act_claiming(item_claim(str(p.standing.number), p.tender_no)) for p in check]
    who, deposited = asked(request, maker, when), any(act is not None for act in held)
    return in_log(
        books, order_returned(check, states, parties, why, who, OFFICE, deposited=deposited)
    )


def adjustment_order(
    books: Books,
    kind: CorrectionKind,
    bill_no: str,
    *changes: tuple[int, str, int],
    on: date,
    request: str = "a-1",
    maker: Operator = SUPERVISOR,
    approver: Operator = CHAMBERLAIN,
) -> CorrectionOrder:
    """The order that changes a bill, by somebody without a drawer."""
    when = at(11, day=on)
    made = [Change(no, code, Money(cents)) for no, code, cents in changes]
    why = support(kind, maker, approver, when, OFFICE)
    state = kit.state(books, bill_no)
    return in_log(
        books, order_adjustment(kind, state, made, why, asked(request, maker, when), OFFICE)
    )


def refund_order(
    books: Books, bill_no: str, on: date, request: str = "f-1", how: str = "refund"
) -> CorrectionOrder:
    """The order that refunds what a bill is overpaid."""
    when = at(12, day=on)
    why = support(K.REFUND, SUPERVISOR, CHAMBERLAIN, when, OFFICE)
    return in_log(
        books,
        order_refund(
            kit.state(books, bill_no),
            why,
            asked(request, SUPERVISOR, when),
            OFFICE,
            how="credit" if how == "credit" else "refund",
        ),
    )


def redating_order(
    books: Books,
    posted: PostedReceipt | str,
    bill_no: str,
    evidence: Evidence,
    on: date,
    request: str = "e-1",
) -> CorrectionOrder:
    """The order that lets a payment count for the day of its evidence."""
    when = at(13, day=on)
    why = support(K.EFFECTIVE_CHANGE, SUPERVISOR, CHAMBERLAIN, when, OFFICE)
    return in_log(
        books,
        order_effective_change(
            standing(books, posted),
            kit.state(books, bill_no),
            evidence,
            why,
            asked(request, SUPERVISOR, when),
            OFFICE,
        ),
    )


def paid_by_check(
    books: Books, session: DrawerSession, request: str, number: str, *bill_nos: str
) -> PostedReceipt:
    """A receipt for bills paid by one check."""
    cart = kit.bills_cart(books, session, request, *bill_nos)
    cart = ok(add_tender(replace(cart, tenders=()), "K", OFFICE, number=number))
    return ok(books.post(receipt_order(cart, session)))


def close(books: Books, session: DrawerSession) -> None:
    """Close a drawer on a count that agrees."""
    takings = books.takings(session.session_id)
    taken = dict(takings.taken)
    cash = session.float_amount.cents + taken.get("C", Money(0)).cents - takings.change.cents
    checks = dict(books.check_amounts(session.session_id)).get("K", ())
    count = count_of(cash, [c.cents for c in checks])
    order = CloseOrder(f"close-{session.session_id}", session.session_id, JANE, at(17), count)
    closed = books.close_session(order, OFFICE)
    assert not isinstance(closed, Refusal), closed


def refusal(answer: object) -> Refusal:
    """The refusal that an answer must be."""
    assert isinstance(answer, Refusal), answer
    return answer


def reversed_twice(order: CorrectionOrder) -> CorrectionOrder:
    """The same reversal under another request."""
    return replace(order, header=replace(order.header, request_id="x-2"))
