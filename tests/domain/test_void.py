"""A void: the receipt keeps its number, the drawer gives its money back, and each bill is as if never paid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.corrections.ordering import CorrectionOrder, seal_correction
from domain.corrections.policy import CorrectionKind, CorrectionPolicy
from domain.corrections.standing import Standing, what_stands
from domain.corrections.undoing import order_void
from domain.corrections.values import Correction, CorrectionNo, Support, parse_correction_no
from domain.ledger.journal import journal_of
from domain.money import ZERO, Money
from domain.receipting.cart import Cart, add_item
from domain.receipting.posting import Posting, seal_receipt, verify
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, How
from domain.refusals import Code, Refusal
from tests.domain.histories import with_applied
from tests.sample_corrections import asked, support
from tests.samples import (
    DAY,
    DIEGO,
    JANE,
    SUPERVISOR,
    at,
    bill_state,
    cart_of,
    ok,
    receipt_order,
    sample_office,
    session_value,
    tax_bill,
    water_bill,
)

OFFICE = sample_office()
SESSION = session_value()
VOID = CorrectionKind.VOID
TAX, WATER = bill_state(tax_bill()), bill_state(water_bill())


def posted(cart: Cart, seq: int = 1) -> Posting:
    """The posting of a cart."""
    return seal_receipt(receipt_order(cart, SESSION), seq, seq + 1, "0" * 64)


def mixed() -> Cart:
    """A tax bill, a water bill and tags; a check and cash with change."""
    cart = replace(cart_of("r-1", TAX, WATER), tenders=())
    cart = ok(add_item(cart, "T1", 2, DAY, OFFICE))
    cart = ok(add_tender(cart, "K", OFFICE, amount=Money(70000), number="4471"))
    return ok(add_tender(cart, "C", OFFICE, amount=Money(10000)))


def after(state: BillState, posting: Posting) -> BillState:
    """The bill after the receipt."""
    line = next(x for x in posting.body.lines if getattr(x, "bill_no", "") == state.bill.bill_no)  # type: ignore[union-attr]
    return with_applied(state, line.allocations, DAY)  # type: ignore[union-attr]


def void(posting: Posting, *states: BillState, **other: object) -> CorrectionOrder | Refusal:
    """The order to void a receipt, by its clerk and approved, unless said otherwise."""
    given = {
        "standing": what_stands(posting, ()),
        "states": {s.bill.bill_no: s for s in states},
        "session": SESSION,
        "support": support(VOID, JANE, SUPERVISOR, at(11), OFFICE),
        "asked": asked("v-1", JANE, at(11)),
        "office": OFFICE,
        **other,
    }
    return order_void(**given)  # type: ignore[arg-type]


def test_a_void_takes_back_every_line_and_every_tender() -> None:
    posting = posted(mixed())
    order = ok(void(posting, after(TAX, posting), after(WATER, posting)))
    what = order.amendment
    assert [e.bill_no for e in what.effects] == ["T27-000101", "WB-5001"]
    assert [(x.item_code, x.quantity, x.amount) for x in what.lines] == [("T1", 2, Money(900))]
    assert [t.tender_no for t in what.tenders] == [1, 2]
    assert what.change == Money(80000 - 61228 - 13000 - 900)
    assert what.amount == Money(61228 + 13000 + 900)


def test_its_journal_is_the_receipts_turned_around() -> None:
    posting = posted(mixed())
    order = ok(void(posting, after(TAX, posting), after(WATER, posting)))
    turned = journal_of(
        (line.gl_code, line.credit.cents - line.debit.cents) for line in posting.journal.lines
    )
    assert set(order.journal.lines) == set(turned.lines)


def test_the_bills_are_as_if_never_paid() -> None:
    posting = posted(mixed())
    paid = {s.bill.bill_no: after(s, posting) for s in (TAX, WATER)}
    order = ok(void(posting, *paid.values()))
    for effect, never in zip(order.amendment.effects, (TAX, WATER), strict=True):
        state = paid[effect.bill_no]
        back = replace(state, applied=state.applied + tuple(p.applied for p in effect.parts))
        for on in (DAY, DAY.replace(month=3), DAY.replace(month=11)):
            assert assess(back, on, OFFICE).owed == assess(never, on, OFFICE).owed
        assert {p.how for p in effect.parts} == {How.TAKEN_BACK}
        assert effect.before == assess(state, DAY, OFFICE).total
        assert effect.after == assess(never, DAY, OFFICE).total


def test_it_is_sealed_with_a_number_of_its_own() -> None:
    posting = posted(mixed())
    order = ok(void(posting, after(TAX, posting), after(WATER, posting)))
    sealed = seal_correction(order, 3, 9, "0" * 64)
    assert isinstance(sealed.body, Correction)
    assert str(sealed.body.number) == "2027-1-C00003"
    assert (sealed.trail.series, sealed.header.session_id) == ("1", SESSION.session_id)
    assert verify(sealed)
    other = replace(sealed.body, amendment=replace(order.amendment, evidence=None))
    assert verify(replace(sealed, body=other))
    changed = replace(order.amendment, support=replace(order.amendment.support, reason_text="No."))
    assert not verify(replace(sealed, body=replace(sealed.body, amendment=changed)))


def ended(posting: Posting) -> Standing:
    """The receipt after its void."""
    order = ok(void(posting, after(TAX, posting), after(WATER, posting)))
    return what_stands(posting, [seal_correction(order, 1, 3, "0" * 64)])


def test_after_it_nothing_stands() -> None:
    standing = ended(posted(mixed()))
    assert standing.tenders == ()
    assert standing.change == ZERO
    assert all(not x.amount and not x.parts and not x.quantity for x in standing.lines)
    assert standing.ended is not None


def test_a_receipt_is_voided_once() -> None:
    posting = posted(mixed())
    refusal = void(posting, TAX, WATER, standing=ended(posting))
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.RECEIPT_CORRECTED
    assert "2027-1-C00001" in refusal.sentence
    assert "Jane Doe" in refusal.sentence


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"session": session_value("1", DIEGO)}, Code.SESSION_NOT_YOURS),
        ({"session": replace(SESSION, session_id="1-9")}, Code.VOID_TOO_LATE),
        (
            {"support": Support("wrong_tender", "Typed wrong.")},
            Code.APPROVAL_NEEDED,
        ),
        (
            {"support": support(VOID, JANE, SUPERVISOR, at(11), OFFICE, reason="court")},
            Code.CORRECTION_REASON,
        ),
        (
            {"support": support(VOID, JANE, SUPERVISOR, at(11), OFFICE, text="  ")},
            Code.CORRECTION_WORDS,
        ),
        (
            {
                "support": support(
                    VOID, JANE, SUPERVISOR, at(11), OFFICE, text="4111 1111 1111 1111"
                )
            },
            Code.CARD_NUMBER,
        ),
        (
            {"support": support(CorrectionKind.ADJUSTMENT, JANE, SUPERVISOR, at(11), OFFICE)},
            Code.APPROVAL_NEEDED,
        ),
        ({"office": replace(OFFICE, corrections=CorrectionPolicy())}, Code.CORRECTION_POLICY),
        ({"states": {}}, Code.BILL_UNKNOWN),
    ],
    ids=lambda value: str(value) if isinstance(value, Code) else "",
)
def test_what_stands_against_a_void(other: dict[str, object], code: Code) -> None:
    posting = posted(mixed())
    refusal = void(posting, after(TAX, posting), after(WATER, posting), **other)
    assert isinstance(refusal, Refusal)
    assert refusal.code is code


def test_nobody_approves_the_own_void() -> None:
    posting = posted(mixed())
    mine = support(VOID, DIEGO, SUPERVISOR, at(11), OFFICE)
    assert mine.approval is not None
    own = replace(mine, approval=replace(mine.approval, operator_id=JANE.operator_id))
    refusal = void(posting, after(TAX, posting), after(WATER, posting), support=own)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.APPROVER_IS_ACTOR


def test_a_number_is_read_as_printed_and_nothing_else_is() -> None:
    assert parse_correction_no(" 2027-ofc-c00012 ") == CorrectionNo(2027, "OFC", 12)
    for text in ("2027-1-000001", "2027-1-C0", "1999-1-C1", "C1", ""):
        assert parse_correction_no(text) is None
