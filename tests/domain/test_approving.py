"""What of a cart a second person must approve, and that the yes belongs to what it was given for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from domain.money import Money
from domain.office import Office
from domain.people.acts import Act
from domain.people.approval import Approval, Means
from domain.people.authority import Operator
from domain.receipting.approving import Need, lacking, needs, with_approval
from domain.receipting.cart import Cart, add_bill
from domain.receipting.codec import cart_data, cart_from_data
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.receipting.posting import ReceiptOrder, order_receipt, seal_receipt, verify
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender, remove_tender
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.refusals import Code, Refusal
from tests.rich import ESCROW, approved_cart, rich_office, yes_to
from tests.samples import (
    CHAMBERLAIN,
    JANE,
    SUPERVISOR,
    at,
    bill_state,
    ok,
    session_value,
    tax_bill,
)

LATE = date(2027, 2, 4)
OFFICE = rich_office()
TAX = bill_state(tax_bill())
POSTMARK = Evidence(EvidenceKind.POSTMARK, LATE, date(2027, 1, 29))
YES = Approval("sam", "Sam Field", "supervisor", Act.APPROVE_OVERRIDE, Means.PIN, at(9), "Take it.")


def mailed(evidence: Evidence = POSTMARK, office: Office = OFFICE) -> Cart:
    """A tax that came by mail and is paid in cash, on the fourth of February."""
    cart = ok(add_bill(Cart("r", evidence=evidence), TAX, LATE, office))
    return ok(add_tender(cart, "C", office))


def order(cart: Cart, office: Office = OFFICE, operator: Operator = JANE) -> ReceiptOrder | Refusal:
    """The order that posts a cart on the fourth of February."""
    session = session_value(operator=operator, on=LATE)
    return order_receipt(cart, session, operator.operator_id, at(10, day=LATE), office)


def receipt(cart: Cart, office: Office = OFFICE) -> Receipt:
    """The receipt of a cart."""
    body = seal_receipt(ok(order(cart, office)), 1, 1, "0" * 64).body
    assert isinstance(body, Receipt)
    return body


def code_of(answer: object) -> Code:
    """The code of a refusal."""
    assert isinstance(answer, Refusal), answer
    return answer.code


def test_a_back_dated_line_is_refused_while_nobody_else_approved_it() -> None:
    refused = order(mailed())
    assert code_of(refused) is Code.NOT_APPROVED
    assert isinstance(refused, Refusal)
    assert refused.sentence.startswith(
        "Count a payment of Feb 4, 2027 for Jan 29, 2027: postmark of Jan 29, 2027."
    )
    assert refused.key == "F10"
    (given,) = receipt(approved_cart(mailed(), LATE, OFFICE)).approvals
    assert given.about == "postmark 2027-01-29, delivered 2027-02-04"
    assert given.approval.act == Act.APPROVE_BACKDATE


def test_the_operator_is_no_second_person() -> None:
    own = approved_cart(mailed(), LATE, OFFICE, approver=JANE)
    refused = order(own)
    assert code_of(refused) is Code.APPROVER_IS_ACTOR
    # Whoever recalls a cart that he or she approved asks somebody else.
    others = approved_cart(mailed(), LATE, OFFICE).approvals
    asked = replace(own, approvals=(*own.approvals, *others))
    assert receipt(asked).approved_by == (SUPERVISOR.name,)


@pytest.mark.parametrize("act", [Act.APPROVE_OVERRIDE, Act.APPROVE_VOID, Act.APPROVE_NO_SALE])
def test_a_yes_to_another_act_is_none(act: Act) -> None:
    right = approved_cart(mailed(), LATE, OFFICE)
    wrong = replace(
        right.approvals[0], approval=replace(right.approvals[0].approval, act=act.value)
    )
    assert code_of(order(replace(right, approvals=(wrong,)))) is Code.NOT_APPROVED


@pytest.mark.parametrize(
    "other",
    [
        replace(POSTMARK, postmark_on=date(2027, 1, 28)),
        replace(POSTMARK, received_on=date(2027, 2, 3)),
        replace(POSTMARK, kind=EvidenceKind.BANK_BILL_PAY),
    ],
)
def test_a_yes_to_one_envelope_is_none_to_another(other: Evidence) -> None:
    given = approved_cart(mailed(), LATE, OFFICE).approvals
    assert code_of(order(replace(mailed(other), approvals=given))) is Code.NOT_APPROVED


def test_policy_says_which_evidence_a_clerk_takes_alone() -> None:
    guards = replace(OFFICE.guards, backdate_alone=frozenset({"electronic"}))
    office = replace(OFFICE, guards=guards)
    banked = Evidence(EvidenceKind.ELECTRONIC, LATE, date(2027, 1, 29))
    assert receipt(mailed(banked, office), office).approvals == ()
    assert code_of(order(mailed(office=office), office)) is Code.NOT_APPROVED


def test_what_counts_for_the_day_of_entry_needs_nobody() -> None:
    delivered = Evidence(EvidenceKind.ILLEGIBLE, LATE)
    assert receipt(mailed(delivered)).approvals == ()


def test_approvals_that_the_cart_does_not_need_any_more_stay_out_of_the_receipt() -> None:
    cart = approved_cart(mailed(), LATE, OFFICE)
    counter = ok(add_bill(Cart("r"), TAX, LATE, OFFICE))
    paid = ok(add_tender(replace(counter, approvals=cart.approvals), "C", OFFICE))
    assert receipt(paid).approvals == ()


def held() -> Cart:
    """A tax that was billed to a bank, taken all the same."""
    return ok(add_bill(Cart("r"), TAX, LATE, OFFICE, holds=(ESCROW,), override=True))


def test_money_taken_despite_a_hold_is_approved_for_that_bill() -> None:
    paid = ok(add_tender(held(), "C", OFFICE))
    assert code_of(order(paid)) is Code.NOT_APPROVED
    (given,) = receipt(approved_cart(paid, LATE, OFFICE)).approvals
    assert given.about == "bill T27-000101 despite its hold"
    assert given.approval.words.endswith("although it is held: Billed to bank code 7.")
    alone = replace(OFFICE, guards=replace(OFFICE.guards, override_alone=True))
    assert receipt(paid, alone).approvals == ()


def test_the_words_of_a_long_hold_are_cut_to_what_an_approval_may_say() -> None:
    long = replace(ESCROW, text="Sent to a bank " * 20)
    cart = ok(add_bill(Cart("r"), TAX, LATE, OFFICE, holds=(long,), override=True))
    assert approved_cart(cart, LATE, OFFICE).approvals


LIMITED = replace(
    OFFICE,
    tender_kinds=tuple(
        replace(kind, limit=Money(50_000)) if kind.code == "K" else kind
        for kind in OFFICE.tender_kinds
    ),
    guards=replace(OFFICE.guards, cash_limit=Money(60_000)),
)


def unpaid() -> Cart:
    """A tax of 1,224.55 with 1 percent, and no money."""
    return ok(add_bill(Cart("r"), TAX, LATE, LIMITED))


def test_an_amount_over_its_limit_brings_its_approval_onto_the_receipt() -> None:
    assert code_of(add_tender(unpaid(), "K", LIMITED, number="1")) is Code.TENDER_OVER_LIMIT
    cart = ok(add_tender(unpaid(), "K", LIMITED, number="1", approval=YES))
    (given,) = receipt(cart, LIMITED).approvals
    assert (given.about, given.approval) == ("Check 618.40", YES)
    # The tender alone, without its yes, is not posted.
    assert code_of(order(replace(cart, approvals=()), LIMITED)) is Code.NOT_APPROVED


def test_a_tender_typed_again_keeps_its_yes_and_a_larger_one_asks_anew() -> None:
    cart = ok(add_tender(unpaid(), "K", LIMITED, amount=Money(60_000), number="1", approval=YES))
    back = ok(remove_tender(cart))
    again = ok(add_tender(back, "K", LIMITED, amount=Money(60_000), number="2"))
    assert len(again.approvals) == 1
    more = add_tender(back, "K", LIMITED, amount=Money(60_001), number="2")
    assert code_of(more) is Code.TENDER_OVER_LIMIT
    twice = add_tender(
        ok(add_bill(again, bill_state(tax_bill("T27-9", cents=500_000)), LATE, LIMITED)),
        "K",
        LIMITED,
        amount=Money(60_000),
        number="3",
    )
    assert code_of(twice) is Code.TENDER_OVER_LIMIT


def test_cash_is_summed_over_the_receipt() -> None:
    cart = ok(add_tender(unpaid(), "C", LIMITED, amount=Money(40_000)))
    assert cart.approvals == ()
    over = add_tender(cart, "C", LIMITED, amount=Money(20_001))
    assert code_of(over) is Code.CASH_OVER_LIMIT
    assert isinstance(over, Refusal)
    assert "600.01" in over.sentence
    taken = ok(add_tender(cart, "C", LIMITED, amount=Money(21_840), approval=YES))
    assert [given.about for given in receipt(taken, LIMITED).approvals] == ["618.40 in cash"]


def test_the_limit_of_new_staff_holds_at_the_posting_too() -> None:
    cart = ok(add_tender(unpaid(), "E", OFFICE))
    assert needs(cart, LATE, OFFICE) == ()
    (need,) = needs(cart, LATE, OFFICE, new_staff=True)
    assert need.about == "Electronic 618.40"
    session = session_value(on=LATE)
    moment = at(10, day=LATE)
    refused = order_receipt(cart, session, "jane", moment, OFFICE, new_staff=True)
    assert code_of(refused) is Code.NOT_APPROVED


def test_one_yes_answers_one_need() -> None:
    need = Need("a", Act.APPROVE_OVERRIDE, "Words.")
    cart = with_approval(Cart("r"), (need,), yes_to(need))
    assert lacking(cart, (need,)) == ()
    assert lacking(cart, (need, need)) == (need,)
    assert lacking(cart, (need,), SUPERVISOR.operator_id) == (need,)
    assert with_approval(cart, (need,), yes_to(need, CHAMBERLAIN)) == cart
    assert with_approval(cart, (need,), None) == cart


def test_a_kept_cart_keeps_its_approvals() -> None:
    cart = approved_cart(ok(add_tender(held(), "C", OFFICE)), LATE, OFFICE)
    assert cart_from_data(json.loads(json.dumps(cart_data(cart)))) == cart
    damaged = cart_data(cart)
    damaged[-1] = [["about", "sam"]]
    with pytest.raises(ValueError, match="damaged"):
        cart_from_data(damaged)


def test_the_digest_covers_who_approved() -> None:
    posting = seal_receipt(ok(order(approved_cart(mailed(), LATE, OFFICE))), 1, 1, "0" * 64)
    assert verify(posting)
    body = posting.body
    assert isinstance(body, Receipt)
    (given,) = body.approvals
    for other in (
        (),
        (replace(given, about="x"),),
        (replace(given, approval=replace(given.approval, operator_id="cham")),),
        (given, given),
    ):
        assert not verify(replace(posting, body=replace(body, approvals=other)))


def test_the_receipt_says_who_approved_each_name_once() -> None:
    paid = ok(add_tender(held(), "K", LIMITED, number="1", approval=YES))
    cart = approved_cart(paid, LATE, LIMITED)
    assert len(cart.approvals) == 2
    posting = seal_receipt(ok(order(cart, LIMITED)), 1, 1, "0" * 64)
    text = paper_to_text(receipt_paper(posting, LIMITED, 0, False, at(10, day=LATE)))
    assert text.count("Approved by Sam Field\n") == 1
