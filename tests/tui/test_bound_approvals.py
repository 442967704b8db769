"""At the desk: a yes counts for the very thing that it was given for, and only when the access log knows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.corrections.about import about_of
from domain.corrections.adjusting import Change
from domain.corrections.needs import approval_act
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Support
from domain.custody.no_sale import NoSale
from domain.money import Money
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.receipting.receipt import ReceiptNo
from domain.records import PostedCorrection
from domain.refusals import Code, Refusal
from tests.samples import CHAMBERLAIN, PINS, SUPERVISOR
from tests.storage import contract_kit as kit
from tests.tui.desk_corrections_kit import open_desk, pay, sit
from tests.tui.desk_kit import stocked_books
from tui.desk import Desk
from tui.desk_corrections import CorrectionDesk
from tui.desk_guards import GuardDesk
from tui.desk_people import Asked, PeopleDesk
from tui.desk_previews import adjustment, drawn

K = CorrectionKind


def yes(desk: Desk, kind: CorrectionKind, about: str, who: str = "sam") -> Approval:
    """A second person's yes to one thing."""
    asked = Asked(approval_act(kind), "As both read it.", about=about)
    given = PeopleDesk(desk).approve(asked, who, PINS[who])
    assert isinstance(given, Approval), given
    return given


def about_void(desk: Desk, number: ReceiptNo) -> str:
    """What the preview of a void says that it is about."""
    undoing = CorrectionDesk(desk).undoing(number)
    assert not isinstance(undoing, Refusal)
    return drawn(desk, undoing).about


def test_a_yes_to_one_receipts_void_voids_no_other() -> None:
    desk = open_desk(stocked_books())
    first, second = pay(desk, kit.WATER), pay(desk, kit.TICKET)
    why = Support("wrong_bill", "Typed wrong.", "", yes(desk, K.VOID, about_void(desk, first)))
    corrections = CorrectionDesk(desk)
    refused = corrections.void(second, why)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.APPROVAL_OTHER
    assert str(second) in refused.sentence
    assert SUPERVISOR.name in refused.sentence
    assert isinstance(corrections.void(first, why), PostedCorrection)


@pytest.mark.parametrize("change", ["words", "name", "role"])
def test_an_approval_that_was_made_up_or_changed_is_none(change: str) -> None:
    desk = open_desk(stocked_books())
    number = pay(desk, kit.WATER)
    given = yes(desk, K.VOID, about_void(desk, number))
    forged = replace(given, **{change: "another"})  # type: ignore[arg-type]
    refused = CorrectionDesk(desk).void(number, Support("wrong_bill", "Typed.", "", forged))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.APPROVAL_OTHER


def test_a_yes_to_one_amount_of_a_bill_is_none_to_another() -> None:
    desk = sit(stocked_books(), SUPERVISOR)
    state = kit.state(desk.books, kit.WATER)
    kind = state.bill.instalments[0].charges[0].kind
    small, large = (Change(1, kind, Money(cents)) for cents in (100, 5000))
    shown = adjustment(desk, K.ABATEMENT, state, (small,))
    assert not isinstance(shown, Refusal)
    given = yes(desk, K.ABATEMENT, shown.about, CHAMBERLAIN.operator_id)
    why = Support("court", "Ordered.", "Order 7", given)
    corrections = CorrectionDesk(desk)
    refused = corrections.adjust(K.ABATEMENT, kit.WATER, (large,), why)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.APPROVAL_OTHER
    assert isinstance(corrections.adjust(K.ABATEMENT, kit.WATER, (small,), why), PostedCorrection)


def test_what_it_is_about_names_kind_and_thing() -> None:
    number = ReceiptNo(2027, "1", 7)
    assert about_of(K.VOID, (number,)).startswith(f"void {number} ")
    assert about_of(K.VOID, (number,)) != about_of(K.REVERSAL, (number,))
    assert Act(approval_act(K.VOID))


def test_an_approval_that_was_never_given_opens_no_drawer_without_a_sale() -> None:
    desk = open_desk(stocked_books())
    guards = GuardDesk(desk)
    given = PeopleDesk(desk).approve(Asked(Act.OPEN_NO_SALE, "Open it."), "sam", PINS["sam"])
    assert isinstance(given, Approval)
    reason = guards.reasons()[0].code
    refused = guards.open_without_sale(reason, "Change", replace(given, words="Never read."))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.APPROVAL_OTHER
    assert desk.books.no_sales() == ()
    assert isinstance(guards.open_without_sale(reason, "Change", given), NoSale)
