"""By keys: a receipt is voided and recreated, or reversed on a later day; never without reason, words, two people."""

from __future__ import annotations

import pytest

from domain.corrections.policy import CorrectionKind
from domain.money import Money
from domain.outage import BooksUnavailable
from domain.people.access import AccessKind
from tests.samples import DIEGO, ok, open_order, sample_office
from tests.storage import contract_kit as kit
from tests.tui.correction_kit import (
    CHAM,
    JANE,
    LATER,
    SAM,
    checked_books,
    corrections_in,
    on,
    receipt_named,
    the_correction,
)
from tests.tui.desk_corrections_kit import open_desk, pay
from tests.tui.desk_kit import (
    READY,
    at_the_counter,
    desk_at,
    desk_of,
    receipts_in,
    scan,
    stocked_books,
    swipe,
)
from tests.tui.guard_kit import VISA, noted, said
from tests.tui.kit import dump, type_keys
from tui.desk import Station
from tui.screens.approval import ApprovalScreen
from tui.screens.correct import CorrectScreen
from tui.screens.corrected import CorrectedScreen
from tui.screens.lookup import LookupScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.receipts import ReceiptsScreen
from tui.screens.tender import TenderScreen
from tui.screens.undo import ReverseScreen, VoidScreen

PAID = (*READY, *scan("T27-000101"), *scan("WB-5001"), "f4", "1000", "c", "f10")
"""Two bills for 742.28, paid with ten hundreds."""
WHY = ("f8", "1", "by card", "enter")
K = CorrectionKind


async def test_the_last_receipt_is_voided_and_recreated_with_another_kind_of_money() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*PAID, "f2", *WHY)) as app:
        shown = said(app)
        assert "Tax bill T27-000101 owed 612.27 before, 1,224.55 after" in shown
        assert "Water bill WB-5001 owed 0.00 before, 130.00 after" in shown
        assert "Give back in cash 742.28" in shown
        assert corrections_in(books) == []
        await type_keys(app, "v", *SAM)
        assert isinstance(app.current, CorrectedScreen)
        assert "VOIDED 2027-1-000001, as 2027-1-C00001" in said(app)
        assert "GIVE BACK IN CASH" in dump(app)
        voided = the_correction(books, K.VOID).body.amendment
        assert voided.support.reason_text == "by card"
        assert voided.support.approval is not None
        assert voided.support.approval.words == (
            "Void receipt 2027-1-000001 of 04:00 by Jane Doe: 742.28 goes back. "
            "Wrong kind of money entered. by card."
        )
        await type_keys(app, "n")
        assert isinstance(app.current, TenderScreen)
        assert desk_at(app).cart.total == Money(74228)
        # Only the difference is typed: the cash goes out, a check comes in.
        await type_keys(app, "backspace", *swipe("1001"), "f10")
        assert isinstance(app.current, ReceiptScreen)
        assert desk_at(app).books.prove().proves
    first, second = receipts_in(books)
    assert [line.amount for line in second.lines] == [line.amount for line in first.lines]
    assert [tender.kind for tender in second.tenders] == ["K"]
    assert str(second.number) == "2027-1-000002"


async def test_f8_on_the_receipt_voids_that_receipt_and_shows_it_void() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*PAID, *WHY, "v", *SAM, "enter")) as app:
        assert isinstance(app.current, ReceiptScreen)
        shown = said(app)
        assert "VOID 2027-1-000001" in shown
        assert "Void 2027-1-C00001" in shown
        await type_keys(app, "f8")
        assert "Receipt 2027-1-000001 was undone by Jane Doe at" in said(app)
        await type_keys(app, "f9")
        assert isinstance(app.current, ReceiptsScreen)
        assert "VOID 742.28" in dump(app)


async def test_an_earlier_receipt_is_voided_from_the_list() -> None:
    books = stocked_books()
    keys = (*PAID, "f11", "f4", "c", "f10", "f9", "down", "f8")
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, VoidScreen)
        assert "Void receipt 2027-1-000001" in dump(app)
        await type_keys(app, *WHY[1:], "v", *SAM, "enter")
        assert isinstance(app.current, ReceiptsScreen)
        assert dump(app).count("VOID") == 1
    assert receipt_named(books, "2027-1-000001").undone is not None


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("v",), "Reason first: choose it by its key."),
        (("1", "enter"), "A void needs a few words on what happened"),
        (("1", "   ", "enter"), "A void needs a few words on what happened"),
        (("1", "by card", "enter", "enter"), "V voids it. Esc goes one step back."),
    ],
)
async def test_a_void_without_reason_or_words_is_refused_with_its_sentence(
    keys: tuple[str, ...], sentence: str
) -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*PAID, "f8", *keys)) as app:
        assert isinstance(app.current, VoidScreen)
        assert sentence in said(app)
    assert corrections_in(books) == []


async def test_nobody_approves_the_own_void_and_the_attempt_is_in_the_access_log() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*PAID, *WHY, "v", *JANE)) as app:
        assert isinstance(app.current, ApprovalScreen)
        assert "Jane Doe cannot approve Jane Doe's own act." in said(app)
        await type_keys(app, "escape")
        assert isinstance(app.current, VoidScreen)
        assert "Not approved. Nothing was done." in said(app)
    assert corrections_in(books) == []
    (event,) = noted(books, AccessKind.APPROVAL_REFUSED)
    assert (event.operator_id, event.why) == ("jane", "approver-is-actor")


async def test_a_card_number_in_the_words_is_refused_noted_and_kept_nowhere() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*PAID, "f8", "1", VISA, "enter")) as app:
        assert "That looks like a card number." in said(app)
        await type_keys(app, "ctrl+u", "by card", "enter", "v", *SAM)
        assert isinstance(app.current, CorrectedScreen)
    kept = repr(the_correction(books, K.VOID))
    # Four digits alone may stand in a digest.
    assert not [each for each in (VISA, VISA.replace(" ", "")) if each[:9] in kept]
    (event,) = noted(books, AccessKind.TYPED_REFUSED)
    assert (event.about, event.why) == ("Void", "card-number")


async def test_esc_goes_back_question_by_question_and_loses_nothing() -> None:
    async with at_the_counter(stocked_books(), keys=(*PAID, "f2", *WHY)) as app:
        await type_keys(app, "escape")
        assert "In words: by card" in dump(app)
        await type_keys(app, "escape")
        assert "Reason: choose it by its key." in dump(app)
        await type_keys(app, "2", "enter")
        assert "Reason Wrong bill paid In words by card" in said(app)
        await type_keys(app, "escape", "escape", "escape")
        assert isinstance(app.current, LookupScreen)


async def test_what_was_typed_anew_is_not_thrown_away_by_esc() -> None:
    async with at_the_counter(stocked_books(), keys=(*PAID, "f8", "1", "half a")) as app:
        await type_keys(app, "escape")
        assert isinstance(app.current, VoidScreen)
        assert "The line is not empty." in said(app)


async def test_a_scan_in_the_middle_of_a_void_loses_nothing() -> None:
    async with at_the_counter(stocked_books(), keys=(*PAID, *WHY, *scan("5544332"))) as app:
        assert isinstance(app.current, VoidScreen)
        assert "Finish here first" in said(app)
        assert not desk_at(app).cart.lines


async def test_a_payment_by_check_is_handed_back_as_that_check() -> None:
    keys = (*READY, *scan("WB-5001"), "f4", *swipe("1001"), "f10", *WHY)
    async with at_the_counter(stocked_books(), keys=keys) as app:
        assert "Give back: Check 1001 130.00" in said(app)
        await type_keys(app, "v", *SAM)
        assert "Give back: Check 1001 130.00" in said(app)
        assert "GIVE BACK IN CASH" not in dump(app)


async def test_items_go_back_into_stock() -> None:
    async with at_the_counter(stocked_books(), keys=(*READY, "3", "f11", "f4", "c", "f10")) as app:
        await type_keys(app, *WHY)
        assert "Back into stock: 3 x Trash tags, sheet of 6 81.00" in said(app)


async def test_f8_without_a_receipt_lists_what_can_be_corrected() -> None:
    async with at_the_counter(stocked_books(), keys=(*READY, "f8")) as app:
        assert isinstance(app.current, CorrectScreen)
        await type_keys(app, "1")
        assert "This drawer has no receipt today that stands." in said(app)
        await type_keys(app, "3")
        assert "The role Clerk may not enter a returned check." in said(app)
        await type_keys(app, "2")
        assert isinstance(app.current, ReceiptsScreen)
    async with at_the_counter(stocked_books(), keys=(*PAID, "f8", "f8", "4")) as app:
        assert isinstance(app.current, LookupScreen)
        assert "Find the customer, then F8 on the bill." in said(app)


async def test_a_receipt_in_somebody_elses_open_drawer_is_voided_there_only() -> None:
    books = stocked_books()
    other = open_desk(books)
    pay(other, kit.WATER, typed="130")
    ok(books.open_session(open_order("2", DIEGO), other.office))
    keys = ("diego", "enter", "2222", "enter", "f9", "2027-1-000001", "enter", "f8")
    async with at_the_counter(books, keys=keys, prefix="other") as app:
        assert "lies in drawer 1, which is open: only Jane Doe" in said(app)
    assert corrections_in(books) == []


async def test_a_receipt_of_a_closed_drawer_is_reversed_on_a_later_day_as_a_refund_request() -> (
    None
):
    books = checked_books()
    keys = (*SAM, "f9", "2027-1-000002", "enter", "f8", "1", "the wrong house", "enter", "enter")
    async with at_the_counter(books, prepare=on(LATER), prefix="later", keys=keys) as app:
        assert isinstance(app.current, ReverseScreen)
        assert "no cash is given 75.00" in said(app)
        await type_keys(app, "r", *SAM)
        assert "Sam Field cannot approve Sam Field's own act." in said(app)
        await type_keys(app, *CHAM)
        assert isinstance(app.current, CorrectedScreen)
        assert "REVERSED 2027-1-000002, as 2027-OFC-C00001" in said(app)
        assert "N: recreate" not in dump(app)
        await type_keys(app, "enter")
        assert "REVERSED 2027-1-000002" in said(app)
    settlement = the_correction(books, K.REVERSAL).body.amendment.settlement
    assert settlement is not None
    assert (settlement.how, settlement.amount, settlement.payee) == (
        "refund",
        Money(7500),
        "Nguyen, Thanh",
    )


async def test_a_reversal_on_the_same_day_is_refused_before_anything_is_asked() -> None:
    keys = (*SAM, "f9", "2027-1-000002", "enter", "f8")
    async with at_the_counter(checked_books(), prefix="later", keys=keys) as app:
        assert isinstance(app.current, ReceiptScreen)
        assert "reverse it on the next business day" in said(app)


async def test_an_answer_that_was_lost_is_asked_for_again_without_another_approval(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*PAID, *WHY)) as app:
        posted = books.correct

        def lost(*order: object) -> None:
            posted(*order)  # type: ignore[arg-type]
            raise BooksUnavailable("the line is cut.")

        monkeypatch.setattr(books, "correct", lost)
        await type_keys(app, "v", *SAM)
        assert isinstance(app.current, VoidScreen)
        assert "the line is cut" in said(app)
        monkeypatch.undo()
        await type_keys(app, "v")
        assert isinstance(app.current, CorrectedScreen)
    assert len(corrections_in(books)) == 1


async def test_what_was_done_is_told_as_it_was_posted_though_a_bill_moved_meanwhile() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*PAID, *WHY)) as app:
        assert "Tax bill T27-000101 owed 612.27 before, 1,224.55 after" in said(app)
        ok(books.open_session(open_order("2", DIEGO), sample_office()))
        other = desk_of(books, prefix="other", station=Station("S2", "2"))
        assert other.sign_in("diego", "2222") is None
        state = kit.state(books, kit.TAX)
        assert other.add_bill(state, amount=Money(61227)) is None
        assert other.tender("K", number="7") is None
        ok(books.post(ok(other.order())))
        await type_keys(app, "v", *SAM)
        assert "Tax bill T27-000101 owed 0.00 before, 612.28 after" in said(app)
    assert books.prove().proves


async def test_recreating_parks_the_cart_that_was_begun_meanwhile() -> None:
    books = stocked_books()
    keys = (*PAID, "enter", *scan("5544332"), *WHY, "v", *SAM, "n")
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, TenderScreen)
        assert "The cart in front was parked; F5 recalls it." in said(app)
        assert len(books.parked()) == 1
        assert desk_at(app).cart.total == Money(74228)
