"""What all books must do when debts are taken in and found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.books import Books
from domain.money import Money
from domain.receivables.accounts import Account, Hold, HoldKind, Note
from domain.receivables.assessment import assess
from domain.receivables.bills import Bill, BillStatus
from domain.refusals import Code, Refusal
from tests.samples import (
    CASH_ONLY,
    DAY,
    at,
    intake_of,
    parking_account,
    parking_ticket,
    permit_account,
    sample_accounts,
    sample_bills,
    sample_office,
    tax_account,
    tax_bill,
    water_bill,
)
from tests.storage import contract_kit as kit


class BrokenFileError(Exception):
    """What an export's reader may raise half way."""


def numbers(books: Books, text: str) -> list[str]:
    """The account numbers that a lookup gives."""
    return [hit.number for hit in books.find(text).hits]


class LookupContract:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("500700-71.-2-5", "500700-71.-2-5"),
            ("W-1002", "W-1002"),
            ("nguyen", "W-1002"),
            ("thanh ngu", "W-1002"),
            ("317 w state", "W-1002"),
            ("KXR4821", "KXR4821"),
            ("kxr 4821", "KXR4821"),
            ("T27-000102", "500700-71.-2-5"),
            ("5544332", "KXR4821"),
        ],
    )
    def test_an_account_is_found_by_what_is_at_hand(
        self, books: Books, text: str, number: str
    ) -> None:
        kit.fill(books)
        found = books.find(text)
        assert not found.forgiven
        assert found.hits[0].number == number

    def test_a_hit_says_who_and_where(self, books: Books) -> None:
        kit.fill(books)
        (hit,) = books.find("Nguyen").hits
        assert hit.account_id == books.account("water", "W-1002")
        assert (hit.kind, hit.name, hit.address) == ("water", "Nguyen, Thanh", "317 W State St")
        (car,) = books.find("KXR4821").hits
        assert (car.kind, car.plate) == ("parking", "KXR4821")

    @pytest.mark.parametrize("text", ["nguyan", "ngyen", "nguyenn", "ngueyn"])
    def test_one_wrong_letter_is_forgiven_and_said(self, books: Books, text: str) -> None:
        kit.fill(books)
        found = books.find(text)
        assert found.forgiven
        assert found.hits[0].number == "W-1002"

    @pytest.mark.parametrize(
        "text", ["", "   ", "zzzzzzzz", "%", "_", "*", "\"'", "nguyen zzzzzzzz"]
    )
    def test_nothing_is_found_of_nothing(self, books: Books, text: str) -> None:
        kit.fill(books)
        assert books.find(text).hits == ()

    def test_no_more_than_asked_for(self, books: Books) -> None:
        kit.fill(books)
        assert len(books.find("doe", 1).hits) == 1
        assert len(books.find("doe").hits) == 2

    def test_a_renamed_account_is_found_by_its_new_name_only(self, books: Books) -> None:
        kit.fill(books)
        renamed = tax_account(name="MBEKI, THABO")
        books.take_in(intake_of((), content="second"), (renamed,), ())
        assert numbers(books, "mbeki") == [renamed.number]
        assert renamed.number not in numbers(books, "doe")

    def test_a_bill_is_read_by_its_exact_number(self, books: Books) -> None:
        kit.fill(books)
        found = kit.state(books, kit.TAX)
        assert found.bill == tax_bill()
        assert found.applied == ()
        assert (found.name, found.address) == ("DOE, JANE", "108 E GREEN ST")
        assert books.bill_account(kit.TAX) == books.account("tax", "500700-70.-1-1")
        for wrong in ("", "T27-00010", "no such bill"):
            assert books.bill(wrong) is None
            assert books.bill_account(wrong) is None

    def test_an_account_number_is_its_services_own(self, books: Books) -> None:
        kit.fill(books)
        assert books.account("tax", "W-1001") is None
        assert books.account("water", "W-1001") is not None

    def test_a_customer_is_all_services_the_asked_account_first(self, books: Books) -> None:
        kit.fill(books)
        water = kit.account_id(books, "water", "W-1001")
        customer = books.customer(water)
        assert customer is not None
        assert [v.account.number for v in customer.accounts] == ["W-1001", "500700-70.-1-1"]
        assert [[s.bill.bill_no for s in v.bills] for v in customer.accounts] == [
            [kit.WATER],
            [kit.TAX],
        ]
        assert customer.accounts[0].account_id == water

    def test_accounts_without_a_party_are_nobodys_others(self, books: Books) -> None:
        nameless = tuple(Account("permits", f"P-{n}", "", f"{n} Elm St") for n in range(2))
        books.take_in(intake_of(()), nameless, ())
        customer = books.customer(kit.account_id(books, "permits", "P-0"))
        assert customer is not None
        assert len(customer.accounts) == 1

    def test_no_customer_without_an_account(self, books: Books) -> None:
        assert books.customer(12345) is None

    def test_holds_come_with_the_account_in_their_order(self, books: Books) -> None:
        holds = (CASH_ONLY, Hold(HoldKind.NOTE, "Deaf in one ear."))
        held = replace(tax_account(), holds=holds)
        books.take_in(intake_of((tax_bill(),)), (held,), (tax_bill(),))
        customer = books.customer(kit.account_id(books, "tax", held.number))
        assert customer is not None
        assert customer.accounts[0].account == held

    def test_paid_bills_leave_the_open_ones_but_stay_with_the_customer(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        ids = [
            kit.account_id(books, "water", "W-1001"),
            kit.account_id(books, "tax", "500700-70.-1-1"),
        ]
        kit.pay(books, session, "r-1", kit.WATER, kit.TAX)
        open_bills = books.open_bills(ids)
        assert open_bills.get(ids[0], ()) == ()
        assert [s.bill.bill_no for s in open_bills[ids[1]]] == [kit.TAX]
        assert open_bills[ids[1]][0] == kit.state(books, kit.TAX)
        customer = books.customer(ids[0])
        assert customer is not None
        assert [s.bill.bill_no for s in customer.accounts[0].bills] == [kit.WATER]

    def test_a_part_payment_that_paid_a_penalty_leaves_the_bill_open(self, books: Books) -> None:
        kit.fill(books)
        late = kit.open_drawer(books, on=DAY.replace(month=3, day=1))
        kit.pay(books, late, "r-1", kit.WATER, cents=13000)
        owner = kit.account_id(books, "water", "W-1001")
        (left,) = books.open_bills([owner])[owner]
        assert assess(left, late.business_date, sample_office()).total == Money(1300)

    def test_a_note_is_kept_with_its_author(self, books: Books) -> None:
        kit.fill(books)
        owner = kit.account_id(books, "tax", "500700-70.-1-1")
        first, second = Note("Asked for a copy.", "jane", at(9)), Note("Sent.", "diego", at(10))
        assert books.add_note(owner, first) is None
        assert books.add_note(owner, second) is None
        customer = books.customer(owner)
        assert customer is not None
        assert set(customer.accounts[0].notes) == {first, second}
        assert customer.accounts[1].notes == ()

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", Code.NOTE_EMPTY),
            (" \t ", Code.NOTE_EMPTY),
            ("paid by 4111 1111 1111 1111 today", Code.CARD_NUMBER),
        ],
    )
    def test_notes_that_are_not_kept(self, books: Books, text: str, code: Code) -> None:
        kit.fill(books)
        owner = kit.account_id(books, "tax", "500700-70.-1-1")
        answer = books.add_note(owner, Note(text, "jane", at()))
        assert isinstance(answer, Refusal)
        assert answer.code is code
        customer = books.customer(owner)
        assert customer is not None
        assert customer.accounts[0].notes == ()


class ProgramsContract:
    def test_an_import_says_what_it_did(self, books: Books) -> None:
        result = kit.fill(books)
        assert (result.accounts_added, result.bills_added) == (6, 6)
        assert (result.accounts_changed, result.bills_changed, result.bills_unchanged) == (0, 0, 0)
        assert not result.repeated
        assert books.intakes() == (result,)
        assert books.intakes()[0].intake.sum == Money(sum(b.face.cents for b in sample_bills()))

    def test_the_same_file_again_changes_nothing(self, books: Books) -> None:
        kit.fill(books)
        before = [books.bill(b.bill_no) for b in sample_bills()]
        again = kit.fill(books)
        assert again.repeated
        assert (again.accounts_added, again.bills_added, again.bills_changed) == (0, 0, 0)
        assert [books.bill(b.bill_no) for b in sample_bills()] == before
        assert len(books.intakes()) == 1

    def test_a_newer_export_changes_only_what_differs(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        posted = kit.pay(books, session, "r-1", kit.TAX)
        before = kit.state(books, kit.TAX)
        other = kit.state(books, kit.WATER)
        newer = tax_bill(cents=130000)
        result = kit.take_again(books, newer, water_bill())
        assert (result.bills_added, result.bills_changed, result.bills_unchanged) == (0, 1, 1)
        after = kit.state(books, kit.TAX)
        assert after.bill == newer
        assert after.applied == before.applied
        assert after.version == before.version + 1
        assert kit.state(books, kit.WATER) == other
        assert books.posting(posted.posting_id) == posted.posting
        assert books.prove().proves

    def test_a_bill_may_be_cancelled_and_come_back(self, books: Books) -> None:
        kit.fill(books)
        kit.take_again(books, tax_bill(status=BillStatus.CANCELLED))
        assert kit.state(books, kit.TAX).bill.status is BillStatus.CANCELLED
        kit.take_again(books, tax_bill(), content="third")
        assert kit.state(books, kit.TAX).bill == tax_bill()

    def test_a_lowered_bill_that_was_paid_keeps_its_credit(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        kit.pay(books, session, "r-1", kit.WATER)
        kit.take_again(books, water_bill(water=8000))
        left = assess(kit.state(books, kit.WATER), DAY, sample_office())
        assert left.total == Money(-610)

    def test_a_paid_bill_that_grew_is_open_again(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        kit.pay(books, session, "r-1", kit.WATER)
        kit.take_again(books, water_bill(water=9000))
        owner = kit.account_id(books, "water", "W-1001")
        assert [s.bill.bill_no for s in books.open_bills([owner])[owner]] == [kit.WATER]

    def test_a_changed_account_is_replaced(self, books: Books) -> None:
        kit.fill(books)
        newer = replace(tax_account(), name="MBEKI, THABO", mailing="PO Box 7")
        result = books.take_in(intake_of((), content="second"), (newer, permit_account()), ())
        assert (result.accounts_added, result.accounts_changed) == (0, 1)
        assert kit.state(books, kit.TAX).name == "MBEKI, THABO"

    @pytest.mark.parametrize("where", ["accounts", "bills"])
    def test_a_file_that_breaks_half_way_changes_nothing(self, books: Books, where: str) -> None:
        kit.fill(books)
        before = kit.state(books, kit.TAX)

        def broken_accounts() -> Iterator[Account]:
            yield parking_account("NEW1234")
            if where == "accounts":
                raise BrokenFileError

        def broken_bills() -> Iterator[Bill]:
            yield tax_bill(cents=5)
            yield parking_ticket("777", "NEW1234")
            raise BrokenFileError

        with pytest.raises(BrokenFileError):
            books.take_in(intake_of((), content="second"), broken_accounts(), broken_bills())
        assert books.account("parking", "NEW1234") is None
        assert books.find("NEW1234").hits == ()
        assert kit.state(books, kit.TAX) == before
        assert books.bill("777") is None
        assert len(books.intakes()) == 1
        # The same file, mended, is taken in.
        assert not books.take_in(intake_of((), content="second"), (), ()).repeated

    def test_imports_are_listed_oldest_first(self, books: Books) -> None:
        first = kit.fill(books)
        second = kit.take_again(books, tax_bill(cents=130000))
        assert books.intakes() == (first, second)

    def test_an_import_reads_its_rows_once_and_lazily(self, books: Books) -> None:
        result = books.take_in(
            intake_of(sample_bills()), iter(sample_accounts()), iter(sample_bills())
        )
        assert result.bills_added == 6
