"""Papers of corrections: the slip with before and after, the letter of a returned check, marks on what was undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.corrections.ordering import CorrectionOrder, seal_correction
from domain.corrections.policy import CorrectionKind, ReturnedChecks
from domain.corrections.undoing import order_void
from domain.money import Money
from domain.papers.correction_slip import correction_paper
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import Paper, paper_to_text
from domain.receipting.posting import Posting
from domain.records import corrected_by
from tests.domain import corrections_kit as kit
from tests.domain.corrections_orders import adjusted, overpaid_ticket, refund, reversal
from tests.domain.test_returned_checks import check_of, returned
from tests.sample_corrections import asked, support
from tests.samples import (
    JANE,
    SUPERVISOR,
    at,
    bill_state,
    ok,
    parking_ticket,
    session_value,
    tax_bill,
    water_bill,
)

OFFICE = kit.OFFICE
TAX, WATER, TICKET = bill_state(tax_bill()), bill_state(water_bill()), bill_state(parking_ticket())


def sealed(order: CorrectionOrder) -> Posting:
    """The posting of an order."""
    return seal_correction(order, 1, 3, kit.GENESIS)


def paper(order: CorrectionOrder, copy_no: int = 0, training: bool = False) -> Paper:
    """The paper of a correction."""
    return correction_paper(sealed(order), OFFICE, copy_no, training, at(11))


def paid_ticket(cash: int = 5000) -> Posting:
    """A ticket paid in cash with change."""
    return kit.posted(kit.cart("r-1", [(TICKET, None)], [("C", cash, "")]))


def void(posting: Posting) -> CorrectionOrder:
    """The void of a ticket's receipt."""
    why = support(CorrectionKind.VOID, JANE, SUPERVISOR, at(11), OFFICE, document="")
    states = kit.states(kit.paid(TICKET, posting))
    given = (session_value(), why, asked("v-1", JANE, at(11)), OFFICE)
    return ok(order_void(kit.stands(posting), states, *given))


def test_a_void_slip_says_what_was_given_back_before_and_after_and_who() -> None:
    slip = paper(void(paid_ticket()))
    text = paper_to_text(slip)
    for words in (
        "VOID", "2027-1-C00001", "Receipt   2027-1-000001", "Wrong kind of money entered",
        "Typed wrong.", "Made by   Jane Doe", "Approved  Sam Field, by PIN", "Ticket 5544332",
        "taken back Jan 25, 2027", "Less change given                   -20.00",
    ):  # fmt: skip
        assert words in text, words
    assert "GIVEN BACK                           30.00" in text
    assert "Owed before                         0.00" in text
    assert "Owed after                         30.00" in text
    assert "Document" not in text
    assert "Money received back by" in text
    assert slip.kick


def test_a_copy_is_marked_and_opens_no_drawer() -> None:
    slip = paper(void(paid_ticket()), copy_no=2, training=True)
    assert paper_to_text(slip).count("DUPLICATE 2") == 2
    assert paper_to_text(slip).count("TRAINING") == 2
    assert not slip.kick


def test_a_reversal_asks_for_a_refund_and_gives_no_cash() -> None:
    posting = kit.posted(kit.cart("r-1", [(WATER, None)], [("C", 13000, "")], tags=0))
    slip = paper(ok(reversal(posting, kit.paid(WATER, posting))))
    text = paper_to_text(slip)
    assert "REFUND REQUEST                      130.00" in text
    assert "No cash is given." in " ".join(text.split())
    assert "GIVEN BACK" not in text
    assert not slip.kick


def test_a_credit_names_its_account() -> None:
    text = paper_to_text(paper(ok(refund(overpaid_ticket(), "credit"))))
    assert "CREDIT ON ACCOUNT" in text
    assert "Account   KXR4821" in text


def test_a_dismissal_shows_its_document() -> None:
    text = paper_to_text(paper(ok(adjusted(CorrectionKind.DISMISSAL, TICKET))))
    assert "DISMISSAL" in text
    assert "Document  Order 12" in text
    assert "Receipt" not in text


def returned_tax(tags: int = 0) -> CorrectionOrder:
    """A check for a tax and tags that came back."""
    made = kit.cart("r-1", [(TAX, None)], [("K", 61228 + tags * 450, "4471")], tags=tags)
    posting = kit.posted(made)
    return ok(returned(check_of(kit.stands(posting)), kit.paid(TAX, posting)))


def test_the_letter_says_what_is_owed_again_and_how_to_pay() -> None:
    text = " ".join(paper_to_text(paper(returned_tax())).split())
    for words in (
        "DOE, JANE",
        "Your check 4471 of 612.28 came back: not sufficient funds.",
        "A fee of 20.00 was added.",
        "T27-000101 (1,250.67)",
        "Pay by cash or money order or card or electronic",
        "2027-OFC-C00001",
    ):
        assert words in text, words


def test_rptl923_the_letter_says_who_gets_a_copy_and_a_voids_slip_does_not() -> None:
    posting, third = sealed(returned_tax()), ("SMITH, ANN, 5 Oak Ave, Ithaca",)
    letter = correction_paper(posting, OFFICE, 0, False, at(11), third)
    assert "COPY TO THIRD PARTY" in paper_to_text(letter)
    assert "SMITH, ANN, 5 Oak Ave, Ithaca" in paper_to_text(letter)
    assert "THIRD PARTY" not in paper_to_text(paper(returned_tax()))
    slip = correction_paper(sealed(void(paid_ticket())), OFFICE, 0, False, at(11), third)
    assert "THIRD PARTY" not in paper_to_text(slip)


def test_the_list_of_debts_adds_up_and_names_what_was_kept() -> None:
    letter = ("Dear {name}:", "{bills}")
    policy = replace(
        OFFICE.corrections, returned=replace(OFFICE.corrections.returned, letter=letter)
    )
    office = replace(OFFICE, corrections=policy)
    posting = sealed(returned_tax(tags=2))
    text = paper_to_text(correction_paper(posting, office, 0, False, at(11)))
    assert "Tax bill T27-000101               1,250.67" in text
    assert "kept by the" in text
    assert "OWED NOW                          1,259.67" in text


def test_without_a_letter_the_slip_is_printed() -> None:
    policy = replace(OFFICE.corrections, returned=ReturnedChecks(("K",)))
    office = replace(OFFICE, corrections=policy)
    text = paper_to_text(correction_paper(sealed(returned_tax()), office, 0, False, at(11)))
    assert "RETURNED CHECK" in text


@pytest.mark.parametrize(("word", "on"), [("VOID", None), ("REVERSED", date(2027, 3, 10))])
def test_no_copy_of_what_was_undone_looks_good(word: str, on: date | None) -> None:
    posting = paid_ticket(3000)
    order = void(posting) if on is None else ok(reversal(posting, kit.paid(TICKET, posting), on=on))
    undone = corrected_by(sealed(order))
    text = paper_to_text(receipt_paper(posting, OFFICE, 1, False, at(11), undone))
    assert text.count(word) == 2
    assert "approved by Sam Field" in " ".join(text.split())
    assert "Not a receipt." in " ".join(text.split())
    assert str(undone.number) in text


def test_only_a_correction_is_printed_as_one() -> None:
    with pytest.raises(TypeError):
        correction_paper(paid_ticket(), OFFICE, 0, False, at(11))


def test_a_fee_that_was_not_charged_is_not_told() -> None:
    posting = kit.posted(kit.cart("r-1", [(TICKET, None)], [("K", 3000, "4471")]))
    order = ok(returned(check_of(kit.stands(posting)), kit.paid(TICKET, posting)))
    assert order.amendment.check is not None
    assert order.amendment.check.fee == Money(0)
    assert "fee" not in paper_to_text(paper(order))
