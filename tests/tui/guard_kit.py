"""What the tests of the guards share: customers who are flagged, and what the access log says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.books import Books
from domain.people.access import AccessEvent, AccessKind
from domain.receivables.accounts import Hold, HoldKind, Note
from storage.memory import MemoryBooks
from tests.samples import (
    PINS,
    at,
    sample_accounts,
    sample_bills,
    tax_account,
    tax_bill,
    water_account,
    water_bill,
)
from tests.tui.desk_kit import (
    READY,
    books_with,
    scan,
)
from tests.tui.kit import dump
from tui.counter import Counter

VISA = "4111 1111 1111 1111"
TICKET = scan("5544332")
NOTES = (*READY, "holden hannah", "enter", "f7")
CHAM = ("cham", "enter", PINS["cham"], "enter")
FLAG = Hold(HoldKind.CONFIDENTIAL, "By court order.")
FLAGGED = "W-1090"


def said(app: Counter) -> str:
    """Everything shown, as one line of words."""
    return " ".join(dump(app).split())


def noted(books: Books, kind: AccessKind) -> list[AccessEvent]:
    """The lines of one kind in the day's access log."""
    found = books.access_events(at(0), at(0) + timedelta(days=1))
    return [each for each in found if each.event == kind]


def flagged_books() -> MemoryBooks:
    """The sample books with a confidential customer who has water, and tax of another year, and a note."""
    water = replace(water_account(FLAGGED, "Wanda Wechsler", "9 Willow Ave"), holds=(FLAG,))
    tax = tax_account("500700-90.-1-1", "WECHSLER, WANDA", "9 Willow Ave")
    bills = (*sample_bills(), water_bill("WB-5090", FLAGGED), tax_bill("T27-000190", tax.number))
    books = books_with((*sample_accounts(), water, tax), bills)
    account_id = books.account("water", FLAGGED)
    assert account_id is not None
    assert books.add_note(account_id, Note("Safe with her sister.", "Sam", at(8))) is None
    return books
