"""What all books must do with remarks that may not be kept, and with what a lookup says of holds and notes."""

from __future__ import annotations

from dataclasses import replace

from domain.books import Books
from domain.receivables.accounts import Hold, HoldKind, Note
from domain.refusals import Code, Refusal
from tests.samples import at, intake_of, tax_account, tax_bill
from tests.storage import contract_kit as kit

PARCEL = "500700-70.-1-1"


def add(books: Books, text: str, *, false_alarm: bool = False) -> Code | None:
    """Add a note to the first parcel."""
    account_id = kit.account_id(books, "tax", PARCEL)
    answer = books.add_note(account_id, Note(text, "Jane Doe", at(9)), false_alarm=false_alarm)
    return answer.code if isinstance(answer, Refusal) else None


def texts(books: Books) -> list[str]:
    """The notes of the first parcel."""
    customer = books.customer(kit.account_id(books, "tax", PARCEL))
    assert customer is not None
    return [note.text for note in customer.accounts[0].notes]


class NotesContract:
    def test_a_note_holds_nothing_that_may_not_be_kept(self, books: Books) -> None:
        kit.fill(books)
        assert add(books, "card 4111-1111-1111-1111") is Code.CARD_NUMBER
        assert add(books, "her SSN is 123-45-6789") is Code.SOCIAL_SECURITY_NUMBER
        assert add(books, "T011000015T12345678U1001") is Code.BANK_ACCOUNT_NUMBER
        assert add(books, ";4111111111111111=2912?") is Code.TRACK_DATA
        assert add(books, "  ") is Code.NOTE_EMPTY
        assert texts(books) == []

    def test_a_card_number_is_not_told_in_two_notes(self, books: Books) -> None:
        kit.fill(books)
        assert add(books, "card 4111 1111") is None
        assert add(books, "1111 1111 of Mr. Doe") is Code.CARD_NUMBER
        assert add(books, "Called again.") is None
        assert add(books, "1111 1111 of Mr. Doe") is None
        assert len(texts(books)) == 3

    def test_a_false_alarm_is_kept_when_somebody_says_so(self, books: Books) -> None:
        kit.fill(books)
        assert add(books, "meter 4111 1111 1111 1111", false_alarm=True) is None
        assert texts(books) == ["meter 4111 1111 1111 1111"]

    def test_a_track_is_never_a_false_alarm(self, books: Books) -> None:
        kit.fill(books)
        assert add(books, ";4111111111111111=2912?", false_alarm=True) is Code.TRACK_DATA
        assert add(books, " ", false_alarm=True) is Code.NOTE_EMPTY
        assert texts(books) == []

    def test_a_lookup_says_what_is_held_and_noted(self, books: Books) -> None:
        kit.fill(books)
        (plain,) = books.find(PARCEL).hits
        assert (plain.holds, plain.noted, plain.flagged) == ((), False, False)
        holds = (Hold(HoldKind.CONFIDENTIAL, "By court order."), Hold(HoldKind.NOTE, "Read it."))
        flagged = replace(tax_account(PARCEL), holds=holds)
        bills = (tax_bill(),)
        books.take_in(intake_of(bills, content="flagged", moment=at(12)), (flagged,), bills)
        assert add(books, "Call first.") is None
        (hit,) = books.find(PARCEL).hits
        assert hit.holds == (HoldKind.CONFIDENTIAL, HoldKind.NOTE)
        assert (hit.noted, hit.flagged) == (True, True)
