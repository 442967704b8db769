"""A drawer that was counted wrong for good is turned in as it is: by keys, both sides told, a second one approving."""

from __future__ import annotations

from domain.custody.moves import CashMoved
from domain.custody.pieces import NO_PIECES
from domain.custody.vault import VAULT
from domain.money import Money
from storage.memory import MemoryBooks
from tests.samples import CHAMBERLAIN, PINS, sample_office
from tests.storage.custody_kit import pieces
from tests.tui.desk_kit import READY, at_the_counter, scan
from tests.tui.kit import check_golden, dump, type_keys
from tests.tui.move_kit import CASH, JANE_SIGNS, SAM, counted, in_vault, moves, said, vault_books

OFFICE = sample_office()
CHAM = (CHAMBERLAIN.operator_id, "enter", PINS[CHAMBERLAIN.operator_id], "enter")
SLIP = ("ctrl+b", "enter", "500", "enter", "f10", "a", "1", "enter", "enter")
"""The float is out; five hundred hundreds are typed for none, and accepted as a miscount."""
THERE = counted(p100="0", p20="3")
WHY = ("1", "500 was typed for 0", "enter")


def turned(books: MemoryBooks) -> CashMoved:
    """The turn-in."""
    (body,) = moves(books)
    return body


async def test_what_is_really_there_is_turned_in_with_a_reason_and_an_approval() -> None:
    books = vault_books()
    async with at_the_counter(books, keys=(*READY, *SLIP, *CASH, "i")) as app:
        await type_keys(app, *THERE)
        assert "These come to 60.00; 50,000.00 was counted." in said(dump(app))
        await type_keys(app, "f10")
        assert "The accepted count leaves 50,000.00 for the vault; 60.00 is there" in said(
            dump(app)
        )
        check_golden("journey_turn_in_other", dump(app))
        await type_keys(app, *WHY)
        assert "SHORT 49,940.00, Miscount: 500 was typed for 0" in said(dump(app))
        await type_keys(app, "y")
        assert "A second person must approve" in dump(app)
        assert "SHORT 49,940.00" in said(dump(app))
        await type_keys(app, *JANE_SIGNS)
        assert moves(books) == []
        await type_keys(app, *CHAM)
        assert "A second person must sign" in dump(app)
        assert "SHORT 49,940.00" in said(dump(app))
        await type_keys(app, *SAM)
        assert "is kept; its slip is printing." in dump(app)
        await type_keys(app, "i")
        assert "No counted drawer waits to be turned in." in dump(app)
    body = turned(books)
    assert body.move.given == pieces(d20=3)
    assert body.again is not None
    assert (body.again.wanted, body.again.over_short) == (Money(5000000), Money(-4994000))
    assert (body.again.why.approver.name, body.again.why.code) == ("Chris Ham", "miscount")
    assert in_vault(books) == Money(98000)
    assert books.prove().proves


async def test_the_vaults_keeper_may_approve_the_difference_too() -> None:
    books = vault_books()
    keys = (*READY, *SLIP, *CASH, "i", *THERE, "f10", *WHY, "y", *SAM, *SAM)
    async with at_the_counter(books, keys=keys) as app:
        assert "is kept; its slip is printing." in dump(app)
    assert [signer.name for signer in turned(books).signers] == ["Jane Doe", "Sam Field"]
    assert books.prove().proves


async def test_a_drawer_that_holds_nothing_beside_its_float_is_turned_in_as_nothing() -> None:
    books = vault_books()
    empty = counted(p100="0")
    keys = (*READY, *SLIP, *CASH, "i", *empty, "f10", *WHY, "y", *CHAM, *SAM)
    async with at_the_counter(books, keys=keys) as app:
        assert "is kept; its slip is printing." in dump(app)
    assert turned(books).move.given == NO_PIECES
    assert books.holdings().at(VAULT).amount == Money(92000)
    assert books.prove().proves


async def test_esc_goes_back_to_the_pieces_and_nothing_moves() -> None:
    books = vault_books()
    async with at_the_counter(books, keys=(*READY, *SLIP, *CASH, "i", *THERE, "f10")) as app:
        await type_keys(app, "escape")
        assert "To the vault" in dump(app)
        assert "60.00 of 50,000.00" in dump(app)
    assert moves(books) == []


async def test_a_drawer_counted_to_its_float_alone_is_turned_in_with_what_is_there() -> None:
    books = vault_books()
    paid = (*scan("T27-000101"), "f4", "c", "f10")
    close = ("ctrl+b", "enter", "f10", "a", "1", "enter", "enter", "enter")
    async with at_the_counter(books, keys=(*READY, *paid, *close, *CASH, "i")) as app:
        assert "No cash was counted beside the float" in said(dump(app))
        await type_keys(app, "f10", "y")
        assert moves(books) == []
        await type_keys(app, "escape", *THERE, "f10", *WHY, "y", *CHAM, *SAM)
        assert "is kept; its slip is printing." in dump(app)
    again = turned(books).again
    assert again is not None
    assert (again.wanted, again.over_short) == (Money(0), Money(6000))
    assert books.prove().proves
