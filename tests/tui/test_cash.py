"""Cash on its ways by keys: pulls, change orders, transfers, change fund, turned-in drawers, the vault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.custody.acting import ActOrder
from domain.custody.vault import VAULT, MoveKind
from domain.custody.vault_count import VaultCounted
from domain.money import Money
from domain.office import Office
from domain.outage import BooksUnavailable
from tests.sample_policy import sample_office
from tests.samples import DIEGO as DIEGO_RUIZ
from tests.samples import ok, open_order
from tests.storage.custody_kit import pieces
from tests.tui.desk_kit import READY, at_the_counter, desk_at, scan
from tests.tui.kit import check_golden, dump, type_keys
from tests.tui.move_kit import (
    CASH,
    DIEGO,
    FUND,
    JANE_SIGNS,
    SAM,
    counted,
    in_vault,
    moves,
    said,
    vault_books,
)
from tui.screens.cash import CashScreen
from tui.screens.lookup import LookupScreen

TAX = scan("T27-000101")


def limited(cents: int) -> Office:
    """The sample office where a drawer may hold no more than that."""
    office = sample_office()
    return replace(office, keeping=replace(office.keeping, drawer_limit=Money(cents)))


async def test_a_pull_is_signed_by_the_clerk_and_the_vaults_keeper_and_printed() -> None:
    books = vault_books()
    keys = (*READY, *CASH, "p", "strap 7", "enter", *counted(p20="3"))
    async with at_the_counter(books, keys=keys) as app:
        check_golden("journey_cash_pull", dump(app))
        await type_keys(app, "y", *SAM)
        assert "2027-VAULT-00002 is kept; its slip is printing." in dump(app)
    (pull,) = moves(books)
    assert (pull.move.kind, pull.note, pull.amount) == (MoveKind.PULL, "strap 7", Money(6000))
    assert [signer.name for signer in pull.signers] == ["Jane Doe", "Sam Field"]
    assert pull.receiver.approval is not None
    assert books.takings("1-1").moved == Money(-6000)
    assert len(books.queued("S1")) == 1


async def test_nobody_signs_both_sides_and_a_clerk_does_not_sign_for_the_vault() -> None:
    books = vault_books()
    keys = (*READY, *CASH, "p", "enter", *counted(p20="3"), "y", *JANE_SIGNS)
    async with at_the_counter(books, keys=keys) as app:
        assert "Jane Doe" in said(dump(app))
        await type_keys(app, *DIEGO)
        assert "may not" in said(dump(app))
        await type_keys(app, "escape")
        assert "Not signed. Nothing was done." in dump(app)
    assert moves(books) == []


async def test_more_than_the_drawer_holds_is_refused_without_saying_what_it_holds() -> None:
    books = vault_books()
    keys = (*READY, *CASH, "p", "enter", *counted(p20="30"), "y", *SAM)
    async with at_the_counter(books, keys=keys) as app:
        shown = said(dump(app))
        assert "By the books drawer 1 does not hold that much cash" in shown
        assert "200.00" not in shown
    assert moves(books) == []


async def test_a_change_order_gives_as_much_as_it_takes() -> None:
    books = vault_books()
    keys = (*READY, *CASH, "c", *counted(c25="40"), *counted(p20="1"))
    async with at_the_counter(books, keys=keys) as app:
        assert "These come to 20.00, and 10.00 is wanted." in dump(app)
        await type_keys(app, "1", "up", "0", "f10")
        check_golden("journey_change_order", dump(app))
        await type_keys(app, "y", *SAM)
        assert "is kept; its slip is printing." in dump(app)
    (change,) = moves(books)
    assert change.move.given == pieces(c25=40)
    assert change.move.back == pieces(d10=1)
    assert in_vault(books) == Money(92000)
    assert books.takings("1-1").moved == Money(0)


async def test_pieces_that_the_vault_does_not_hold_are_refused() -> None:
    books = vault_books()
    keys = (*READY, *CASH, "c", *counted(p50="1"), *counted(p20="2", p10="1"), "y")
    async with at_the_counter(books, keys=keys) as app:
        # Before anybody signs for it.
        assert "The vault does not hold these pieces: 1 x 50.00 are missing." in said(dump(app))
        await type_keys(app, "escape")
        assert "The vault gives" in dump(app)
    assert moves(books) == []


async def test_cash_goes_to_another_drawer_whose_clerk_signs() -> None:
    books = vault_books()
    ok(books.open_session(open_order("2", DIEGO_RUIZ), sample_office()))
    keys = (*READY, *CASH, "t", "1", *counted(p20="2"), "y", *DIEGO)
    async with at_the_counter(books, keys=keys) as app:
        assert "is kept; its slip is printing." in dump(app)
    (transfer,) = moves(books)
    assert (transfer.move.source, transfer.move.target) == ("drawer 1", "drawer 2")
    assert [books.takings(f"{n}-1").moved.cents for n in (1, 2)] == [-4000, 4000]


async def test_only_the_one_whose_drawer_it_is_signs_for_it() -> None:
    books = vault_books()
    ok(books.open_session(open_order("2", DIEGO_RUIZ), sample_office()))
    keys = (*SAM, *CASH, "p", "enter", *counted(p20="2"), "y", *JANE_SIGNS)
    async with at_the_counter(books, keys=keys) as app:
        assert "Diego Ruiz" in said(dump(app))
        assert moves(books) == []
        await type_keys(app, "y", *DIEGO)
        assert "is kept" in dump(app)
    (pull,) = moves(books)
    assert [signer.name for signer in pull.signers] == ["Diego Ruiz", "Sam Field"]


async def test_change_fund_comes_from_the_bank_whose_teller_signs_on_paper() -> None:
    books = vault_books()
    keys = (*SAM, *CASH, "b", "M. Teller", "enter", *counted(p10="5"), "y")
    async with at_the_counter(books, keys=keys) as app:
        assert "is kept; its slip is printing." in dump(app)
    (fund,) = moves(books)
    assert (fund.giver.name, fund.debit, fund.credit) == ("M. Teller", "A.0200", "A.0202")
    assert in_vault(books) == Money(97000)


async def test_a_counted_drawer_is_turned_in_with_the_pieces_of_its_count() -> None:
    books = vault_books()
    close = (
        "ctrl+b",
        "enter",
        "1",
        "enter",
        "enter",
        "6",
        "enter",
        "f10",
        "a",
        "1",
        "enter",
        "enter",
    )
    paid = (*TAX, "f4", "c", "f10")
    async with at_the_counter(books, keys=(*READY, *paid, *close)) as app:
        assert books.closing("1-1") is not None, dump(app)
        await type_keys(app, "enter", *CASH, "i")
        shown = dump(app)
        assert "To the vault" in shown, shown
        await type_keys(app, "f10", "y", *SAM)
        assert "is kept; its slip is printing." in dump(app)
        await type_keys(app, "i")
        assert "No counted drawer waits to be turned in." in dump(app)
    (turned,) = moves(books)
    assert turned.turns_in
    assert turned.from_session == "1-1"


async def test_passing_the_drawers_limit_is_said_beside_the_cart_with_the_key() -> None:
    books = vault_books()
    async with at_the_counter(books, keys=READY, office=limited(30000)) as app:
        assert "CASH LIMIT" not in dump(app)
        await type_keys(app, *TAX, "f4", "c", "f10", "enter")
        assert isinstance(app.current, LookupScreen)
        check_golden("journey_cash_limit", dump(app))
        assert desk_at(app).over_limit
        await type_keys(app, *CASH, "p", "enter", *counted(p100="6"), "y", *SAM)
        assert "is kept" in dump(app)
        assert not desk_at(app).over_limit
        await type_keys(app, "escape")
        assert "CASH LIMIT" not in dump(app)


async def test_the_alarm_is_there_at_the_next_sign_in() -> None:
    books = vault_books()
    keys = (*READY, *TAX, "f4", "c", "f10", "ctrl+p", "sign off", "enter", *READY[:4])
    async with at_the_counter(books, keys=keys, office=limited(30000)) as app:
        assert desk_at(app).over_limit
        assert "CASH LIMIT" in dump(app)


async def test_what_lies_in_the_vault_is_shown_to_its_keeper_and_to_no_clerk() -> None:
    books = vault_books()
    async with at_the_counter(books, keys=(*SAM, *CASH, "v")) as app:
        check_golden("journey_vault", dump(app))
    async with at_the_counter(books, keys=(*READY, *CASH, "v")) as app:
        assert isinstance(app.current, CashScreen)
        assert "Only who signs for the vault does this." in said(dump(app))


@pytest.mark.parametrize(("quarters", "words"), [("80", "agrees"), ("79", "differs by -0.25")])
async def test_the_vault_is_counted_before_a_witness_and_a_difference_is_recorded(
    quarters: str, words: str
) -> None:
    books = vault_books()
    found = counted(p20="20", p10="20", p5="40", p1="100", c25=quarters)
    async with at_the_counter(books, keys=(*SAM, *CASH, "v", "c", *found)) as app:
        if words != "agrees":
            check_golden("journey_vault_differs", dump(app))
            await type_keys(app, "enter")
            assert "Reason first" in said(dump(app))
            await type_keys(app, "Roll", "enter")
        await type_keys(app, "y", *JANE_SIGNS)
        assert f"the vault {words}" in said(dump(app))
    body = books.acts(kind=VaultCounted.kind)[-1].body
    assert isinstance(body, VaultCounted)
    assert [signer.name for signer in body.signers] == ["Sam Field", "Jane Doe"]
    assert in_vault(books).cents == 90000 + 25 * int(quarters)
    assert books.prove().proves


async def test_going_back_step_by_step_moves_nothing() -> None:
    books = vault_books()
    keys = (*READY, *CASH, "p", "x1", "enter", *counted(p20="3"), "escape", "ctrl+z", "escape")
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, CashScreen)
    assert moves(books) == []


async def test_a_pull_that_was_entered_wrong_is_taken_back_by_both() -> None:
    books = vault_books()
    keys = (*READY, *CASH, "p", "enter", *counted(p20="3"), "y", *SAM, "k")
    async with at_the_counter(books, keys=keys) as app:
        assert "Pull 2027-VAULT-00002 goes back into drawer 1" in said(dump(app))
        assert books.takings("1-1").moved == Money(-6000)
        await type_keys(app, *SAM)
        assert "2027-VAULT-00003 is kept: 2027-VAULT-00002 went back." in said(dump(app))
        assert books.takings("1-1").moved == Money(0)
        await type_keys(app, "k")
        assert "No pull of an open drawer is left to take back." in said(dump(app))
    assert books.holdings().at(VAULT).pieces == FUND


async def test_a_pull_whose_answer_was_lost_is_signed_again_and_done_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = vault_books()
    record = books.record

    def lost(order: ActOrder) -> None:
        record(order)
        raise BooksUnavailable("the network is down.")

    keys = (*READY, *CASH, "p", "enter", *counted(p20="3"), "y")
    async with at_the_counter(books, keys=keys) as app:
        monkeypatch.setattr(books, "record", lost)
        await type_keys(app, *SAM)
        assert "The books cannot be reached" in said(dump(app))
        monkeypatch.setattr(books, "record", record)
        await type_keys(app, "y", *SAM)
        assert "2027-VAULT-00002 is kept" in dump(app)
    assert len(moves(books)) == 1


async def test_the_other_side_signs_and_f2_finds_from_the_cash_screen() -> None:
    books = vault_books()
    keys = (*READY, *CASH, "p", "enter", *counted(p20="3", p10="1"), "y")
    async with at_the_counter(books, keys=keys) as app:
        shown = dump(app)
        assert "A second person must sign" in shown
        assert "Signer: scan your badge" in shown
        check_golden("journey_pull_signed", shown)
    async with at_the_counter(books, keys=(*SAM, *CASH)) as app:
        assert isinstance(app.current, CashScreen)
        await type_keys(app, "f2")
        assert isinstance(app.current, LookupScreen)
