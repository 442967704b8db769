"""What is posted: receipts that add up, journals that balance, a trail that shows any change."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.custody.acts import Signer
from domain.custody.drawer import Takings
from domain.custody.floats import FloatIssue, FloatLeft, FloatReason
from domain.custody.pieces import Pieces
from domain.custody.serials import Serials
from domain.custody.sessions import CloseOrder, seal_closing, seal_opening
from domain.custody.stock import StockCount
from domain.ledger.journal import Journal, JournalLine, journal_of
from domain.ledger.trail import GENESIS, canonical, link
from domain.money import Money
from domain.receipting.approving import needs
from domain.receipting.cart import BillLine, Cart, add_bill, add_item
from domain.receipting.posting import Posting, PostingKind, order_receipt, seal_receipt, verify
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.refusals import Code, Refusal
from tests.domain.changed_fields import leaves, other
from tests.rich import (
    MAILED,
    OVER,
    SHORT,
    exchange_line,
    postmarked,
    rich_cart,
    rich_office,
    rich_order,
    yes_to,
)
from tests.samples import (
    DAY,
    JANE,
    at,
    bill_state,
    cart_of,
    count_of,
    ok,
    open_order,
    receipt_order,
    sample_office,
    session_value,
    tax_bill,
    water_bill,
)

OFFICE = sample_office()


def receipt_posting() -> Posting:
    """Two bills and an item, by cash with change."""
    cart = Cart("r-1")
    cart = ok(add_item(cart, "TS", 3, DAY, OFFICE))
    bills = cart_of("r-1", bill_state(tax_bill()), bill_state(water_bill()), cash=100000)
    first = bills.lines[0]
    assert isinstance(first, BillLine)
    held = replace(first, cash_only="Two checks came back.")
    cart = replace(bills, lines=(held, *bills.lines[1:], *cart.lines))
    return seal_receipt(receipt_order(cart, session_value()), 17, 2, "ab" * 32)


def mailed_posting() -> Posting:
    """A receipt with evidence, an override, particulars, a difference, an exchange and notices."""
    return seal_receipt(rich_order(mailed_posting_cart(), session_value()), 18, 4, "ef" * 32)


def mailed_posting_cart() -> Cart:
    """Its cart."""
    return rich_cart("r-2", bill_state(tax_bill()), bill_state(water_bill()))


def closing_posting() -> Posting:
    """A drawer closed 1.25 short on checks and cash."""
    takings = Takings((("C", Money(2000)), ("K", Money(450))), Money(1100), 2)
    order = CloseOrder("c-1", "1-1", JANE, at(16), count_of(20775, (450,)), "miscount", "Twice.")
    return ok(seal_closing(order, session_value(), takings, OFFICE, 3, "cd" * 32))


def opening_posting() -> Posting:
    """A drawer opened."""
    return seal_opening(open_order(), OFFICE, 1, GENESIS)


def opening_otherwise() -> Posting:
    """A drawer opened with another float than was left, and than the standard."""
    order = open_order(cents=18000, why="miscount", reason="Two tens")
    return seal_opening(order, OFFICE, 1, GENESIS, FloatLeft(Money(19000)))


POSTINGS = {
    "receipt": receipt_posting,
    "mailed": mailed_posting,
    "opening": opening_posting,
    "opening otherwise": opening_otherwise,
    "closing": closing_posting,
}


YES = yes_to(needs(mailed_posting_cart(), DAY, rich_office())[0])
EMPTY: dict[str, object] = {
    "notices": ("x",),
    "particulars": (("x", "y"),),
    "evidence": postmarked(),
    "approvals": (YES,),
    "approval": YES,
    "serials": (Serials(1, 2),),
    "stock": (StockCount("TS", "1", (), ()),),
    "bundles": ((Money(1), 1),),
    "left": Money(1),
    "why": FloatReason("miscount"),
    "standard": Money(1),
    "issue": FloatIssue(Pieces(((Money(100), 2),)), Signer("Sam Field", "sam")),
}


@pytest.mark.parametrize("kind", list(POSTINGS))
def test_the_trail_shows_a_change_of_any_field(kind: str) -> None:
    posting = POSTINGS[kind]()
    assert verify(posting)
    count = len(list(leaves(posting)))
    assert count > 15
    for index in range(count):
        changed = copy.deepcopy(posting)
        owner, name = list(leaves(changed))[index]
        object.__setattr__(owner, name, other(getattr(owner, name), name, EMPTY))
        assert changed != posting, name
        assert not verify(changed), f"{type(owner).__name__}.{name}"


def test_the_trail_chains_places_and_series() -> None:
    content = canonical(["x"])
    base = link("1", 2, GENESIS, content)
    others = [
        link("2", 2, GENESIS, content),
        link("1", 3, GENESIS, content),
        link("1", 2, "1" * 64, content),
        link("1", 2, GENESIS, canonical(["y"])),
    ]
    assert base.digest not in {entry.digest for entry in others}
    assert base.short == base.digest[-8:].upper()


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists, max_leaves=8), st.text())
def test_different_content_has_different_bytes(content: Any, text: str) -> None:
    if content != text:
        assert canonical([content]) != canonical([text])


def test_kinds_of_postings() -> None:
    kinds = [make().kind for make in POSTINGS.values()]
    assert kinds == [
        PostingKind.RECEIPT,
        PostingKind.RECEIPT,
        PostingKind.DRAWER_OPENED,
        PostingKind.DRAWER_OPENED,
        PostingKind.DRAWER_CLOSED,
    ]


@pytest.mark.parametrize(
    "moment",
    [datetime(2027, 1, 25, 9), datetime(2027, 1, 25, 9, tzinfo=timezone(timedelta(hours=-5)))],  # noqa: DTZ001
)
def test_a_posting_is_entered_at_a_utc_instant(moment: datetime) -> None:
    with pytest.raises(ValueError, match="UTC"):
        replace(opening_posting().header, entered_at=moment)


def test_a_posting_has_a_request() -> None:
    with pytest.raises(ValueError, match="request"):
        replace(opening_posting().header, request_id="")


# The journal.


ACCOUNTS = ("A.1", "A.2", "A.3", "A.4")


@given(st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.integers(-1000, 1000)), max_size=12))
def test_a_journal_balances_or_is_not_made(movements: list[tuple[str, int]]) -> None:
    if sum(cents for _, cents in movements):
        with pytest.raises(ValueError, match="equal"):
            journal_of(movements)
        return
    journal = journal_of(movements)
    for account in ACCOUNTS:
        lines = [x for x in journal.lines if x.gl_code == account]
        assert len(lines) <= 1
        held = sum(x.debit.cents - x.credit.cents for x in lines)
        assert held == sum(cents for gl, cents in movements if gl == account)


@pytest.mark.parametrize(
    ("code", "debit", "credit"), [("", 1, 0), ("A", 0, 0), ("A", 1, 1), ("A", -1, 0), ("A", 0, -1)]
)
def test_a_journal_line_is_one_positive_side(code: str, debit: int, credit: int) -> None:
    with pytest.raises(ValueError, match="journal line"):
        JournalLine(code, Money(debit), Money(credit))


def test_an_unbalanced_journal_cannot_be_constructed() -> None:
    lines = (JournalLine("A.1", Money(2), Money(0)), JournalLine("A.2", Money(0), Money(1)))
    with pytest.raises(ValueError, match="equal"):
        Journal(lines)


def test_change_lowers_the_cash_that_is_booked() -> None:
    posting = receipt_posting()
    receipt = posting.body
    assert isinstance(receipt, Receipt)
    booked = {x.gl_code: x.debit.cents - x.credit.cents for x in posting.journal.lines}
    assert booked == {
        "A.0210": 61228 + 13000 + 8100,
        "A.1325.1001": -61228,
        "F.8310.2140": -8610,
        "G.8120.2120": -4390,
        "A.8160.2130": -8100,
        "A.0630": -8610 - 4390,
        "F.0391": 8610,
        "G.0391": 4390,
    }


def test_a_session_takes_money_from_its_own_operator_only() -> None:
    answer = order_receipt(
        cart_of("r", bill_state(water_bill())), session_value(), "diego", at(), OFFICE
    )
    assert isinstance(answer, Refusal)
    assert answer.code is Code.SESSION_NOT_YOURS


def test_a_retry_has_the_same_digest_and_another_cart_has_not() -> None:
    cart = cart_of("r", bill_state(water_bill()))
    first = receipt_order(cart, session_value(), at(9)).header.request_digest
    assert receipt_order(cart, session_value(), at(15)).header.request_digest == first
    more = cart_of("r", bill_state(water_bill()), cash=20000)
    assert receipt_order(more, session_value(), at(9)).header.request_digest != first


# Payments that came by mail, differences, and exchanges.


def test_the_posting_counts_for_the_earliest_day_of_its_lines() -> None:
    posting = mailed_posting()
    assert isinstance(posting.body, Receipt)
    days = [x.effective_on for x in posting.body.lines if isinstance(x, BillLine)]
    # The water bill is due by its receipt: a postmark counts for taxes.
    assert days == [DAY - MAILED, None]
    assert posting.header.effective_on == DAY - MAILED
    assert posting.body.evidence == postmarked()
    assert receipt_posting().header.effective_on == DAY


def test_a_difference_within_the_tolerance_has_its_own_account() -> None:
    posting = mailed_posting()
    booked = {x.gl_code: x.debit.cents - x.credit.cents for x in posting.journal.lines}
    assert booked[SHORT] == 50
    assert booked["A.1325.1001"] == -61228
    assert booked["A.8160.2130"] == -450
    assert isinstance(posting.body, Receipt)
    assert booked["A.0210"] == posting.body.total.cents == 61178 + 13000 + 450


def test_too_much_within_the_tolerance_is_booked_beside_the_bill() -> None:
    office = rich_office()
    cart = ok(add_bill(Cart("r"), bill_state(tax_bill()), DAY, office, amount=Money(122555)))
    cart = ok(add_tender(cart, "K", office, number="7"))
    line = cart.lines[0]
    assert isinstance(line, BillLine)
    assert (line.amount.cents, line.settled.cents, line.difference.cents) == (122555, 122455, 100)
    assert not line.balance_after
    journal = rich_order(cart, session_value()).journal
    booked = {x.gl_code: x.debit.cents - x.credit.cents for x in journal.lines}
    assert booked == {"A.0211": 122555, "A.1325.1001": -122455, OVER: -100}


def test_what_is_taken_wholly_in_exchange_moves_no_money() -> None:
    cart = Cart("r", (exchange_line(1, 450),))
    posting = seal_receipt(receipt_order(cart, session_value()), 1, 2, "ab" * 32)
    assert isinstance(posting.body, Receipt)
    assert not posting.body.total
    assert posting.journal.lines == ()


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (None, Code.EFFECTIVE_WITHOUT_EVIDENCE),
        (Evidence(EvidenceKind.COUNTER, DAY, DAY - MAILED), Code.EFFECTIVE_WITHOUT_EVIDENCE),
        (postmarked(DAY - timedelta(days=1)), Code.EFFECTIVE_WITHOUT_EVIDENCE),
        (Evidence(EvidenceKind.POSTMARK, DAY), Code.EVIDENCE_WITHOUT_DAY),
    ],
)
def test_a_line_counts_for_the_day_that_the_carts_evidence_gives(
    evidence: Evidence | None, code: Code
) -> None:
    cart = rich_cart("r", bill_state(tax_bill()), bill_state(water_bill()))
    wrong = replace(cart, evidence=evidence)
    answer = order_receipt(wrong, session_value(), "jane", at(), rich_office())
    assert isinstance(answer, Refusal)
    assert answer.code is code


def test_no_line_counts_for_a_day_to_come() -> None:
    cart = rich_cart("r", bill_state(tax_bill()), bill_state(water_bill()))
    early = session_value(on=DAY - timedelta(days=9))
    answer = order_receipt(cart, early, "jane", at(), rich_office())
    assert isinstance(answer, Refusal)
    assert answer.code is Code.EFFECTIVE_AFTER_ENTRY
