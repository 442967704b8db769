"""Cards and electronic payments: by resolution only, the fee told and accepted first, the words of the confirmation."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger.journal import Journal
from domain.money import ZERO, Money
from domain.office import Office
from domain.policy.accruals import Source
from domain.policy.tender_fees import TenderFee
from domain.receipting.cart import Cart, ItemLine, add_item, remove_line
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.receipting.posting import order_receipt, seal_receipt
from domain.receipting.refresh import renew_cart
from domain.receipting.tender_fees import FEE_ITEM, fee_words, with_tender_notices
from domain.receipting.tendering import add_tender, ready, remove_tender
from domain.refusals import Code, Refusal
from exchange.policy import PolicyError, make_office
from exchange.policy_folder import read_policy
from tests.exchange.kit import ITHACA, ithaca
from tests.samples import JANE, at, bill_state, cart_of, ok, sample_office, session_value, tax_bill

CARD = TenderFee(
    "A.1325.1231",
    Source("tender_kinds.D.fee", "Local Law 3: a fee told in dollars"),
    rate=Decimal("0.0245"),
    least=Money(100),
)


def office(fee: TenderFee | None = CARD) -> Office:
    """The sample office, its card with a fee, its electronic payment as what it is."""
    sample = sample_office()
    forms = {"D": "card", "E": "electronic", "C": "cash"}
    kinds = tuple(
        replace(k, form=forms.get(k.code, "other"), fee=fee if k.code == "D" else None)  # type: ignore[arg-type]
        for k in sample.tender_kinds
    )
    return replace(sample, tender_kinds=kinds)


def owing(cents: int = 10_000) -> Cart:
    """A cart with one bill and no money."""
    return replace(cart_of("r", bill_state(tax_bill(cents=cents))), tenders=())


def by_card(cart: Cart, accepted: int | None, amount: int | None = None) -> Cart | Refusal:
    """The rest, or an amount, by card, with a fee that was accepted."""
    return add_tender(
        cart,
        "D",
        office(),
        amount=None if amount is None else Money(amount),
        number="77",
        accepted_fee=None if accepted is None else Money(accepted),
    )


def test_platts_the_fee_is_told_in_dollars_and_accepted_before_the_card_is_taken() -> None:
    due = owing().due
    fee = CARD.on(due)
    for accepted in (None, 0, fee.cents - 1, fee.cents + 1):
        refused = by_card(owing(), accepted)
        assert isinstance(refused, Refusal)
        assert refused.code is Code.TENDER_FEE_NOT_ACCEPTED
        assert str(fee) in refused.sentence
        assert str(due + fee) in refused.sentence
        assert refused.key == "D"
    taken = ok(by_card(owing(), fee.cents))
    assert (taken.tenders[0].amount, taken.due) == (due + fee, ZERO)
    line = taken.lines[-1]
    assert isinstance(line, ItemLine)
    assert (line.description, line.amount, line.gl_code) == ("Card fee", fee, "A.1325.1231")
    assert ready(taken, office()) is None


def test_platts_the_fee_is_a_line_on_its_own_account_and_the_bill_is_paid_to_the_cent() -> None:
    cart = ok(by_card(owing(), CARD.on(owing().due).cents))
    cart = with_tender_notices(cart, office())
    order = ok(order_receipt(cart, session_value(), JANE.operator_id, at(), office()))
    journal: Journal = order.journal
    moved = {x.gl_code: x.credit for x in journal.lines if x.credit}
    assert moved["A.1325.1231"] == CARD.on(owing().due)
    posting = seal_receipt(order, 1, 1, "0" * 64)
    paper = paper_to_text(receipt_paper(posting, office(), 0, False, at()))
    fee = CARD.on(owing().due)
    assert "Card fee" in paper
    assert f"FEE ACCEPTED: {fee} was told" in " ".join(paper.split())


def test_a_percentage_a_flat_fee_and_the_least_of_it() -> None:
    assert CARD.on(Money(100)) == Money(100)
    assert CARD.on(Money(100_00)) == Money(245)
    # 2.45 % of 99.99 is 2.449755: rounded half up to the cent.
    assert CARD.on(Money(99_99)) == Money(245)
    flat = TenderFee("A.1", CARD.source, flat=Money(175))
    assert flat.on(Money(5)) == flat.on(Money(900_000)) == Money(175)
    assert CARD.on(ZERO) == flat.on(ZERO) == ZERO
    for wrong in ({"flat": Money(-1)}, {}, {"rate": Decimal("-0.01")}):
        with pytest.raises(ValueError, match="fee"):
            TenderFee("A.1", CARD.source, **wrong)


def test_the_fee_goes_with_its_card_and_two_cards_have_each_its_own() -> None:
    half = ok(by_card(owing(), CARD.on(Money(4000)).cents, 4000))
    both = ok(by_card(half, CARD.on(half.due).cents))
    assert ready(both, office()) is None
    assert len([x for x in both.lines if getattr(x, "item_code", "") == FEE_ITEM]) == 2
    # The first card taken out leaves the second with its fee.
    left = ok(remove_tender(both, 0))
    assert left.due == Money(4000)
    assert left.lines[-1] == both.lines[-1]
    assert ok(remove_tender(left)).lines == owing().lines


def test_a_fee_or_a_card_alone_is_not_posted() -> None:
    taken = ok(by_card(owing(), CARD.on(owing().due).cents))
    # The fee's line taken out and a thing of that price put in: the card would be without its fee.
    without = ok(remove_line(taken, len(taken.lines) - 1))
    refused = ready(replace(without, lines=(*without.lines, *_worth(taken))), office())
    assert refused is not None
    assert refused.code is Code.TENDER_FEE_MISSING
    left = ready(
        replace(taken, tenders=(replace(taken.tenders[0], kind="C", is_cash=True),)), office()
    )
    assert left is not None
    assert left.code is Code.TENDER_FEE_LEFT


def _worth(cart: Cart) -> tuple[ItemLine, ...]:
    fee = cart.lines[-1].amount
    return (ItemLine("XX", "Something else", 1, fee, "A.1"),)


def test_a_cart_taken_up_again_keeps_the_fee_with_its_card() -> None:
    items = ok(add_item(Cart("r"), "TS", 1, at().date(), office()))
    taken = ok(by_card(items, CARD.on(items.due).cents))
    renewed = renew_cart(taken, lambda _: None, at().date(), office())
    assert (renewed.cart.lines, renewed.notices) == (taken.lines, ())


def test_a_fee_that_the_policy_changed_meanwhile_is_asked_for_again() -> None:
    taken = ok(by_card(owing(), CARD.on(owing().due).cents))
    refused = ready(taken, office(replace(CARD, rate=Decimal("0.03"))))
    assert refused is not None
    assert refused.code is Code.TENDER_FEE_MISSING


def test_the_fee_is_explained_with_its_law() -> None:
    taken = ok(by_card(owing(), CARD.on(owing().due).cents))
    line = taken.lines[-1]
    assert isinstance(line, ItemLine)
    assert "Local Law 3" in fee_words(line, office())


@given(st.integers(1, 50_000_00), st.integers(0, 1000), st.integers(0, 500), st.integers(0, 500))
def test_a_fee_never_falls_with_the_amount_and_is_at_least_the_least(
    cents: int, rate: int, flat: int, least: int
) -> None:
    if not rate + flat + least:
        return
    fee = TenderFee("A", CARD.source, Decimal(rate).scaleb(-4), Money(flat), Money(least))
    assert fee.on(Money(cents)) <= fee.on(Money(cents + 1))
    assert fee.on(Money(cents)) >= max(Money(flat), Money(least))


def test_gml5_5b_cards_and_electronic_payments_are_taken_only_as_resolved() -> None:
    files = read_policy(ITHACA)
    assert all(kind.form != "card" for kind in ithaca().office.tender_kinds)
    (electronic,) = (k for k in ithaca().office.tender_kinds if k.form == "electronic")
    assert electronic.authorized is not None
    assert "5-b" in electronic.authorized.citation
    text = files["office.toml"]
    head, table, rest = text.partition("[tender_kinds.authorized]\n")
    gone = head + re.sub(r"\A(?:\w+ = .*\n)+", "", rest)
    assert table
    assert len(gone) < len(text)
    with pytest.raises(PolicyError, match="General Municipal Law 5"):
        make_office({**files, "office.toml": gone})


def test_gml5_an_office_that_resolved_cards_adds_them_and_their_fee_as_policy() -> None:
    files = read_policy(ITHACA)
    card = """
[[tender_kinds]]
code = "D"
name = "Card"
key = "D"
form = "card"
gl_code = "A.0000.0204"
needs_number = true
number_name = "approval"
counted = "total"

[tender_kinds.authorized]
source = "Resolution 7 of 2027"

[tender_kinds.fee]
rate = "2.45 %"
least = "1.00"
gl_code = "A.1325.1231"
source = "Local Law 3 of 2027"
"""
    made = make_office({**files, "office.toml": files["office.toml"] + card}).office
    kind = made.tender_kind("D")
    assert not isinstance(kind, Refusal)
    assert kind.fee is not None
    assert kind.fee.on(Money(100_00)) == Money(245)
    for wrong, said in (
        (card.replace('rate = "2.45 %"\nleast = "1.00"', ""), "comes to something"),
        (card.replace('form = "card"', 'form = "check"'), "only a card"),
        (card.replace('form = "card"', 'form = "cash"'), "change_given"),
    ):
        with pytest.raises(PolicyError, match=said):
            make_office({**files, "office.toml": files["office.toml"] + wrong})


def test_gml5b_the_confirmation_shows_date_amount_unique_number_and_to_keep_it() -> None:
    cart = ok(add_tender(owing(), "E", office(), number="Z-5512"))
    cart = with_tender_notices(cart, office())
    assert with_tender_notices(cart, office()) == cart
    order = ok(order_receipt(cart, session_value(), JANE.operator_id, at(), office()))
    posting = seal_receipt(order, 12, 1, "0" * 64)
    paper = " ".join(paper_to_text(receipt_paper(posting, office(), 0, False, at())).split())
    words = f"ELECTRONIC PAYMENT Z-5512: {cart.total}. Keep this as your receipt."
    assert words in paper
    assert "2027-1-000012" in paper
    assert "Jan 25, 2027" in paper or "January 25, 2027" in paper
    cash = with_tender_notices(ok(add_tender(owing(), "C", office())), office())
    assert cash.notices == ()
