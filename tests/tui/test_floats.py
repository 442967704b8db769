"""Floats by keys: another than the standard, issued from the vault, changed before the turn-in, and brought back."""

from __future__ import annotations

from dataclasses import replace

from domain.custody.floats import FloatReason
from domain.custody.vault import VAULT
from domain.money import Money
from domain.office import Office
from tests.sample_policy import sample_office
from tests.samples import PINS
from tests.storage.custody_kit import pieces
from tests.tui.desk_kit import READY, SIGN_IN, at_the_counter, stocked_books
from tests.tui.kit import check_golden, dump, type_keys
from tests.tui.move_kit import CASH, FUND, SAM, counted, in_vault, moves, said, vault_books


async def test_a_float_that_is_not_the_standard_needs_a_reason() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*SIGN_IN, "ctrl+b", "180", "enter")) as app:
        assert "The float counts to 180.00; the standard is 200.00." in dump(app)
        await type_keys(app, "escape")
        assert "The drawer is not open." in dump(app)
        await type_keys(app, "ctrl+u", "190", "enter", "3", "SSN 123-45-6789", "enter")
        assert "That looks like a Social Security number." in dump(app)
        assert books.session_at("1") is None
        await type_keys(app, "ctrl+u", "A ten is missing", "enter")
        assert "Drawer 1 is open with 190.00." in dump(app)
    session = books.session_at("1")
    assert session is not None
    assert session.opened is not None
    assert session.opened.why == FloatReason("unknown", "A ten is missing")


async def test_where_closes_are_approved_the_vaults_keeper_approves_another_float() -> None:
    books = stocked_books()
    office = replace(sample_office(), close_approval="difference")
    keys = (*SIGN_IN, "ctrl+b", "180", "enter", "1", "enter")
    async with at_the_counter(books, keys=keys, office=office) as app:
        assert "Float of drawer 1, 180.00: Miscount." in dump(app)
        await type_keys(app, "escape")
        assert "Not signed. Nothing was done." in dump(app)
        await type_keys(app, "enter", "1", "enter", "sam", "enter", PINS["sam"], "enter")
        assert "Drawer 1 is open with 180.00." in dump(app)
    session = books.session_at("1")
    assert session is not None
    assert session.opened is not None
    assert session.opened.approved_by == "Sam Field"


def issuing() -> Office:
    """The sample office whose floats come out of the vault."""
    office = sample_office()
    return replace(office, keeping=replace(office.keeping, float_rule="issued"))


async def test_a_float_is_proposed_out_of_the_vault_and_signed_by_who_keeps_it() -> None:
    books = vault_books()
    async with at_the_counter(books, keys=READY, office=issuing()) as app:
        check_golden("journey_float_issued", dump(app))
        await type_keys(app, "f10", *SAM)
        assert "Drawer 1 is open with 200.00." in dump(app)
    assert in_vault(books) == Money(72000)
    session = books.session_by("jane")
    assert session is not None
    assert session.issued
    assert books.prove().proves


async def test_a_float_of_other_pieces_comes_to_the_same_or_is_refused() -> None:
    books = vault_books()
    async with at_the_counter(books, keys=(*READY, *counted(p20="10")), office=issuing()) as app:
        assert "and 200.00 is wanted. Change them." in dump(app)
        await type_keys(app, "ctrl+z")
        assert "The drawer is not open." in dump(app)
        await type_keys(app, "enter", *counted(p20="10", p10="0", p5="0", p1="0", c25="0"), *SAM)
        assert "Drawer 1 is open with 200.00." in dump(app)
    assert books.holdings().at(VAULT).pieces == pieces(d20=10, d10=20, d5=40, d1=100, c25=80)


async def test_nobody_issues_a_float_to_oneself() -> None:
    books = vault_books()
    keys = (*SAM, "ctrl+b", "enter", "f10", *SAM)
    async with at_the_counter(books, keys=keys, office=issuing()) as app:
        assert "May sign" in dump(app)
    assert books.session_by("sam") is None


async def test_a_float_that_stays_in_large_notes_is_changed_before_the_turn_in() -> None:
    books = vault_books()
    opened = (*READY[:4], "ctrl+b", "180", "enter", "1", "enter")
    close = ("ctrl+b", "0", "enter", "3", "f10", "a", "1", "enter", "enter")
    async with at_the_counter(books, keys=(*opened, *close, *CASH, "i")) as app:
        words = "120.00 of drawer 1 goes to the vault, and no pieces come to that."
        assert words in said(dump(app))
        assert "Change a 100.00 first" in said(dump(app))
        await type_keys(app, "escape", "escape", "ctrl+b", "enter", "1", "enter", *CASH, "c")
        assert "100.00" in dump(app)
        check_golden("journey_change_first", dump(app))
        await type_keys(app, "f10", "f10", "y", *SAM)
        assert "is kept; its slip is printing." in dump(app)
        await type_keys(app, "i", "f10", "y", *SAM)
        assert "is kept; its slip is printing." in dump(app)
    change, turned = moves(books)
    assert change.move.back == pieces(d100=1)
    assert change.amount == Money(10000)
    assert turned.turns_in
    assert turned.amount == Money(12000)
    assert books.prove().proves


async def test_an_issued_float_is_turned_in_as_it_was_given_without_typing_it_again() -> None:
    books = vault_books()
    close = ("ctrl+b", "enter", "f10", "enter")
    keys = (*READY, "f10", *SAM, *close, *CASH, "i")
    async with at_the_counter(books, keys=keys, office=issuing()) as app:
        assert in_vault(books) == Money(72000)
        assert "200.00 of 200.00" in dump(app)
        assert "The float's pieces are as the vault gave them" in said(dump(app))
        check_golden("journey_turn_in_issued", dump(app))
        await type_keys(app, "f10", "y", *SAM)
        assert "is kept; its slip is printing." in dump(app)
    assert books.holdings().at(VAULT).pieces == FUND
    assert books.prove().proves


async def test_an_empty_vault_says_so_when_a_float_is_to_be_issued_and_what_to_do() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=READY, office=issuing()) as app:
        assert "The vault holds nothing to give." in said(dump(app))
        assert "Ctrl+P, cash, B" in said(dump(app))
    assert books.session_at("1") is None


async def test_pieces_of_a_float_that_are_not_in_the_vault_are_told_before_anybody_signs() -> None:
    books = vault_books()
    typed = ("ctrl+u", *counted(p100="2", p20="0", p10="0", p5="0", p1="0", c25="0"))
    async with at_the_counter(books, keys=(*READY, *typed), office=issuing()) as app:
        assert "The vault does not hold these pieces: 2 x 100.00 are missing." in said(dump(app))
    assert books.session_at("1") is None
