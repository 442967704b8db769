"""The desk with a payment that came by mail: the day it counts for, what goes back, and a bank's bill taken anyway."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.money import Money
from domain.people.access import AccessEvent, AccessKind
from domain.people.approval import mark_of
from domain.receipting.cart import BillLine
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence, EvidenceKind, Judged
from domain.refusals import Code, Refusal
from tests.rich import rich_office, yes_to
from tests.samples import JANE, PINS, at, ok, open_order
from tests.tui.desk_kit import desk_of, held_books
from tui.desk import Desk

LATE = date(2027, 2, 4)
IN_TIME = Evidence(EvidenceKind.POSTMARK, LATE, date(2027, 1, 29))
TAX, ESCROWED = "T27-000101", "T27-000180"


def late_desk() -> Desk:
    """A desk with an open drawer on the fourth of February, when the first instalment of tax is late."""
    books = held_books()
    office = rich_office()
    ok(books.open_session(open_order(on=LATE), office))
    desk = desk_of(books, office)
    desk.clock = lambda: at(15, day=LATE)
    assert desk.sign_in(JANE.operator_id, PINS["jane"]) is None
    return desk


def bill_of(desk: Desk, number: str) -> BillState:
    """A bill that must be there."""
    found = desk.bill_typed(number)
    assert found is not None
    return found


def the_line(desk: Desk) -> BillLine:
    """The only line of the cart."""
    (line,) = desk.cart.lines
    assert isinstance(line, BillLine)
    return line


def test_evidence_decides_the_cart_anew_and_survives_a_crash() -> None:
    desk = late_desk()
    assert desk.add_bill(bill_of(desk, TAX)) is None
    assert the_line(desk).amount == Money(61840)
    assert desk.set_evidence(IN_TIME) is None
    assert desk.notices == ("Bill T27-000101 was 618.40 and is 612.28 as of Jan 29, 2027.",)
    assert the_line(desk).effective_on == date(2027, 1, 29)
    kept = desk.cart
    again = desk_of(desk.books, desk.office, prefix="after")
    again.clock = desk.clock
    assert again.sign_in(JANE.operator_id, PINS["jane"]) is None
    assert (again.cart, again.notices) == (kept, ())
    assert desk.tender("K", number="1001") is None
    (need,) = desk.missing_approvals()
    assert need == desk.need_of(IN_TIME)
    forged = yes_to(need)
    assert desk.approve(need, forged) is None
    refused = desk.order()
    assert isinstance(refused, Refusal)
    assert refused.code is Code.NOT_APPROVED
    # Only what the access log knows was given.
    desk.books.note_access(
        AccessEvent(forged.operator_id, AccessKind.APPROVED, "", mark_of(forged), forged.at)
    )
    posted = desk.books.post(ok(desk.order()))
    assert desk.posted(posted) is None
    assert desk.cart.evidence is None
    assert bill_of(desk, TAX).applied[0].effective_on == date(2027, 1, 29)


def test_evidence_that_is_refused_leaves_the_cart_as_it_was() -> None:
    desk = late_desk()
    assert desk.add_bill(bill_of(desk, TAX)) is None
    before = desk.cart
    refused = desk.set_evidence(replace(IN_TIME, postmark_on=None))
    assert refused is not None
    assert refused.code is Code.EVIDENCE_WITHOUT_DAY
    assert desk.cart == before


def test_a_payment_is_judged_before_it_is_taken() -> None:
    desk = late_desk()
    state = bill_of(desk, TAX)
    over_the_counter = desk.judged(state, Money(61228))
    assert isinstance(over_the_counter, Judged)
    assert (over_the_counter.effective_on, over_the_counter.short) == (LATE, Money(612))
    assert desk.set_evidence(IN_TIME) is None
    by_mail = desk.judged(state, Money(61228))
    assert isinstance(by_mail, Judged)
    assert not by_mail.returned
    assert desk.set_evidence(Evidence(EvidenceKind.METER, LATE)) is None
    metered = desk.judged(state, Money(61228))
    assert isinstance(metered, Judged)
    assert metered.returned
    refused = desk.add_bill(state, amount=Money(61228))
    assert refused is not None
    assert refused.code is Code.RETURN_FOR_PAYMENT
    assert desk.cart.lines == ()


def test_a_bill_sent_to_a_bank_is_taken_by_override_only() -> None:
    desk = late_desk()
    state = bill_of(desk, ESCROWED)
    refused = desk.add_bill(state)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BILL_IN_ESCROW
    assert desk.add_bill(state, override=True) is None
    assert the_line(desk).overridden.startswith("Billed to the bank, code 123")
    # Another counter's act on the bill does not undo what the clerk decided.
    assert desk.set_evidence(IN_TIME) is None
    assert the_line(desk).overridden.startswith("Billed to the bank, code 123")
