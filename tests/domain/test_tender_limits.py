"""High amounts: over a limit nothing is taken, unless somebody else approved it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.money import Money
from domain.office import Office, TenderKind
from domain.people.acts import Act
from domain.people.approval import Approval, Means
from domain.people.roles import NewStaff
from domain.policy.guards import GuardRules
from domain.receipting.approving import most_of
from domain.receipting.cart import Cart
from domain.receipting.tendering import add_tender
from domain.refusals import Code, Refusal
from tests.samples import at, bill_state, cart_of, ok, sample_office, tax_bill

OFFICE = replace(
    sample_office(),
    guards=GuardRules(cash_limit=Money(1_000_000)),
    new_staff=NewStaff(limit=Money(20_000)),
)


def owing(cents: int = 2_000_000) -> Cart:
    """A cart with one bill and no money."""
    return replace(cart_of("r", bill_state(tax_bill(cents=cents))), tenders=())


def approval(act: Act = Act.APPROVE_OVERRIDE) -> Approval:
    return Approval("sam", "Sam Field", "supervisor", act, Means.PIN, at(), "A high amount.")


def code_of(answer: Cart | Refusal) -> Code | None:
    return answer.code if isinstance(answer, Refusal) else None


def take(
    cart: Cart, kind: str, cents: int, *, office: Office = OFFICE, by: Approval | None = None
) -> Cart | Refusal:
    return add_tender(cart, kind, office, amount=Money(cents), number="7", approval=by)


@pytest.mark.parametrize(
    ("cents", "by", "refused"),
    [
        (500_000, None, None),
        (500_001, None, Code.TENDER_OVER_LIMIT),
        (500_001, approval(), None),
        (500_001, approval(Act.APPROVE_VOID), Code.TENDER_OVER_LIMIT),
    ],
)
def test_the_limit_of_a_kind(cents: int, by: Approval | None, refused: Code | None) -> None:
    assert code_of(take(owing(), "D", cents, by=by)) is refused


def test_cash_in_pieces_is_cash_all_the_same() -> None:
    cart = ok(take(owing(), "C", 600_000))
    assert code_of(take(cart, "C", 400_001)) is Code.CASH_OVER_LIMIT
    assert code_of(take(cart, "C", 400_000)) is None
    assert code_of(take(cart, "C", 400_001, by=approval())) is None
    assert code_of(take(cart, "K", 400_000)) is None


def test_without_a_cash_limit_any_cash_is_taken() -> None:
    free = replace(OFFICE, guards=GuardRules())
    assert code_of(take(owing(), "C", 9_000_000, office=free)) is None


def test_new_staff_have_the_lower_limit() -> None:
    check = ok_kind("K")
    assert most_of(check, OFFICE) is None
    assert most_of(check, OFFICE, new_staff=True) == Money(20_000)
    assert most_of(ok_kind("D"), OFFICE, new_staff=True) == Money(20_000)
    assert most_of(ok_kind("D"), OFFICE) == Money(500_000)
    over = add_tender(owing(), "K", OFFICE, amount=Money(20_001), number="7", new_staff=True)
    assert code_of(over) is Code.TENDER_OVER_LIMIT


def ok_kind(code: str) -> TenderKind:
    """A kind of money of the office."""
    return ok(OFFICE.tender_kind(code))
