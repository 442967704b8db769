"""Flagged customers: masked everywhere, found by number by anybody, by name by those who hold the right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.money import Money
from domain.privacy.masking import (
    MASK,
    is_flagged_customer,
    masked_customer,
    masked_found,
    masked_payments,
    masked_state,
)
from domain.receipting.receipt import ReceiptNo
from domain.receivables.accounts import Hold, HoldKind, Note
from domain.records import AccountView, BillPayment, Customer, Found, Hit
from tests.samples import (
    DAY,
    at,
    bill_state,
    parking_account,
    tax_account,
    water_account,
    water_bill,
)

FLAG = Hold(HoldKind.CONFIDENTIAL, "By court order: ask a supervisor.")
HIT = Hit(7, "water", "W-1080", "Hannah Holden", "7 Hancock St", "", (HoldKind.CONFIDENTIAL,), True)
CAR = Hit(8, "parking", "KXR4821", "Holden", "", "KXR 4821", (HoldKind.CONFIDENTIAL,))
PLAIN = Hit(9, "tax", "500700-80.-3-3", "Holden, Henry", "9 Hancock St")


def customer(*, flagged: bool) -> Customer:
    """A customer with two accounts, of which one may be flagged."""
    note = Note("Safe address: 1 Elm St.", "Jane", at())
    water = replace(water_account("W-1080", "Hannah Holden"), holds=(FLAG,) if flagged else ())
    state = replace(bill_state(water_bill("WB-1", "W-1080")), name="Hannah Holden")
    return Customer(
        (
            AccountView(7, water, (state,), (note,)),
            AccountView(8, replace(parking_account(), name="Hannah Holden"), ()),
        )
    )


def test_a_flagged_customer_is_masked_on_every_account() -> None:
    shown = masked_customer(customer(flagged=True))
    assert is_flagged_customer(shown)
    said = repr([(v.account, v.notes, v.bills) for v in shown.accounts])
    for secret in ("Hannah", "Holden", "Elm", "mailing='108"):
        assert secret not in said
    first, second = shown.accounts
    assert (first.account.name, first.account.mailing) == (MASK, "")
    assert second.account.plate == ""
    assert first.account.number == "W-1080"
    assert first.account.holds == (FLAG,)
    assert first.bills[0].name == MASK
    assert len(first.notes) == 1


def test_another_customer_is_shown_as_he_is() -> None:
    plain = customer(flagged=False)
    assert masked_customer(plain) is plain


def test_who_has_no_name_gets_none() -> None:
    nameless = replace(tax_account(), name="", holds=(FLAG,))
    (view,) = masked_customer(Customer((AccountView(1, nameless, ()),))).accounts
    assert view.account.name == ""
    state = bill_state(water_bill())
    assert masked_state(replace(state, name="")).name == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("holden", (9,)),
        ("hancock", (9,)),
        ("7 hancock", (9,)),
        ("hannah", (9,)),
        ("W-1080", (7, 9)),
        ("w 10", (7, 9)),
        ("w1080", (7, 9)),
        ("kxr4821", (8, 9)),
        ("KXR 48", (8, 9)),
        ("", (9,)),
        ("x", (9,)),
    ],
)
def test_who_lacks_the_right_finds_by_number_only(text: str, found: tuple[int, ...]) -> None:
    shown = masked_found(Found((HIT, CAR, PLAIN)), text, by_name=False)
    assert tuple(hit.account_id for hit in shown.hits) == found
    assert all(hit.name in (MASK, "Holden, Henry") for hit in shown.hits)
    assert all(not hit.plate for hit in shown.hits)


def test_who_holds_the_right_finds_by_name_and_sees_no_name_yet() -> None:
    shown = masked_found(Found((HIT, PLAIN), forgiven=True), "holden", by_name=True)
    assert [hit.name for hit in shown.hits] == [MASK, "Holden, Henry"]
    assert shown.forgiven


def test_a_bills_own_number_finds_its_account() -> None:
    shown = masked_found(Found((HIT,)), "WB-5080", by_name=False, exact=7)
    assert [hit.account_id for hit in shown.hits] == [7]
    assert masked_found(Found((HIT,)), "WB-5080", by_name=False).hits == ()


def test_where_nobody_is_flagged_nothing_is_looked_at() -> None:
    found = Found((PLAIN,))
    assert masked_found(found, "x", by_name=False) is found


def test_who_paid_a_masked_bill_is_not_told() -> None:
    state = bill_state(water_bill())
    paid = BillPayment(ReceiptNo(2027, "1", 1), DAY, DAY, "Hannah Holden", Money(100))
    assert masked_payments(state, (paid,)) == (paid,)
    (shown,) = masked_payments(replace(state, name=MASK), (paid,))
    assert shown.payer == MASK
    assert shown.amount == paid.amount
