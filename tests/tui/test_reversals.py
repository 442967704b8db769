"""Taking back, by F8, what was entered wrong on the vault, on stock and on deposits."""

from __future__ import annotations

from domain.custody.closing_day import order_seal
from domain.custody.reversal import ActReversed
from domain.custody.serials import Serials
from domain.custody.stock import StockAct
from domain.custody.vault import VAULT
from domain.custody.vault_open import VaultOpened
from domain.money import Money
from domain.papers.custody_slip import custody_paper
from domain.receipting.paper import paper_to_text
from storage.memory import MemoryBooks
from tests import stock_kit
from tests.samples import DAY, PINS, SUPERVISOR, at, ok, sample_office
from tests.storage import custody_kit as custody
from tests.storage.contract_deposits import closed_drawer, made
from tests.storage.custody_kit import pieces, recorded
from tests.tui.desk_kit import READY, at_the_counter, desk_at, stocked_books
from tests.tui.kit import check_golden, dump, type_keys
from tests.tui.move_kit import JANE_SIGNS, SAM, counted, vault_books
from tui.desk_deposit import DepositDesk
from tui.desk_reversal import OF_VAULT, ReversalDesk
from tui.screens.deposits import DepositsScreen
from tui.screens.reversal import ReversalScreen

CHAM = ("cham", "enter", PINS["cham"], "enter")
DEPOSITS = (*SAM, "ctrl+p", "deposit", "enter")
CASH = pieces(d20=20, d1=49)
TAKEN = ("enter", "wrong bag", "enter", "y", *CHAM)


def said(shown: str) -> str:
    """What is shown, in single blanks."""
    return " ".join(" ".join(row.split("│")[0] for row in shown.splitlines()).split())


def the_reversal(books: MemoryBooks) -> ActReversed:
    """The only reversal."""
    (act,) = books.acts(kind=ActReversed.kind)
    assert isinstance(act.body, ActReversed)
    return act.body


def bagged() -> MemoryBooks:
    """Books with a sealed deposit of 467.00 in bag 77, made by Sam."""
    books = stocked_books()
    closed_drawer(books)
    made(books, CASH)
    return books


async def test_a_deposit_is_taken_back_from_its_bag_with_a_reason_and_a_second_person() -> None:
    books = bagged()
    async with at_the_counter(books, keys=(*DEPOSITS, "down", "f8")) as app:
        assert isinstance(app.current, ReversalScreen)
        check_golden("journey_reversal_list", dump(app))
        await type_keys(app, "enter", "wrong bag", "enter")
        check_golden("journey_reversal", dump(app))
        await type_keys(app, "y")
        assert "A second person must approve" in dump(app)
        await type_keys(app, *CHAM)
        assert isinstance(app.current, DepositsScreen)
        shown = said(dump(app))
        assert "2027-VAULT-00004 reverses 2027-VAULT-00003; its slip is printing." in shown
        assert "Bag 77" not in shown
        assert "1 closed drawer" in shown
    body = the_reversal(books)
    assert (body.reason, body.maker.name, body.approver.name) == (
        "wrong bag", "Sam Field", "Chris Ham",
    )  # fmt: skip
    assert books.holdings().at(VAULT).amount == Money(44900)
    assert books.prove().proves


async def test_it_needs_a_reason_and_another_person() -> None:
    books = bagged()
    async with at_the_counter(books, keys=(*DEPOSITS, "f8", "enter", "enter")) as app:
        assert "Reason first" in said(dump(app))
        await type_keys(app, "y")
        await type_keys(app, "backspace", "wrong bag", "enter", "enter")
        assert "Y reverses it" in said(dump(app))
        await type_keys(app, "y", "sam", "enter", PINS["sam"], "enter")
        assert books.acts(kind=ActReversed.kind) == ()
        await type_keys(app, "escape")
        assert "Not approved. Nothing was done." in dump(app)
    assert books.acts(kind=ActReversed.kind) == ()


async def test_a_deposit_at_the_courier_is_not_taken_back_but_the_hand_over_is() -> None:
    books = bagged()
    keys = (*DEPOSITS, "down", "c", "A. Driver", "enter", "y")
    async with at_the_counter(books, keys=keys) as app:
        await type_keys(app, "f8", "2", "left too early", "enter", "y", *CHAM)
        assert "builds on this" in said(dump(app))
        await type_keys(app, "escape", "escape", "1", "enter", "y", *CHAM)
        shown = said(dump(app))
        assert "2027-VAULT-00005 reverses 2027-VAULT-00004" in shown
        assert "sealed, still here" in shown
    assert books.holdings().at("bag 77").amount == Money(44900)


async def test_change_fund_is_taken_back_at_the_vault() -> None:
    books = vault_books()
    other = recorded(books, custody.from_bank("again", pieces(d20=1)))
    keys = (*SAM, "ctrl+p", "cash", "enter", "v", "f8", "enter", "twice", "enter", "y")
    async with at_the_counter(books, keys=(*keys, *CHAM)) as app:
        shown = said(dump(app))
        assert f"2027-VAULT-00003 reverses {other.number}" in shown
        assert "920.00" in shown
    assert books.holdings().at(VAULT).amount == Money(92000)


async def test_numbers_received_wrong_are_taken_back_on_the_stock_screen() -> None:
    books = stocked_books()
    recorded(books, stock_kit.stock_order(StockAct.RECEIVED, "in", Serials(1, 9)))
    keys = (*SAM, "ctrl+p", "stock", "enter", "f8", "enter", "other box", "enter", "y", *CHAM)
    async with at_the_counter(books, keys=keys, office=stock_kit.stock_office()) as app:
        assert "reverses 2027-VAULT-00001" in said(dump(app))
    assert books.stock("TS").count == 0


async def test_one_without_the_right_enters_none() -> None:
    books = vault_books()
    async with at_the_counter(books, keys=READY) as app:
        reversing = ReversalDesk(desk_at(app))
        (fund,) = reversing.standing(OF_VAULT)
        assert reversing.may_enter(fund) is not None


async def test_of_a_closed_day_it_is_dated_today() -> None:
    books = bagged()
    asked = custody.asked("seal", SUPERVISOR, DAY)
    ok(books.seal_day(ok(order_seal(asked, sample_office(), DAY))))
    async with at_the_counter(books, keys=(*DEPOSITS, "f8", *TAKEN)) as app:
        assert "reverses 2027-VAULT-00003" in said(dump(app))
        assert DepositDesk(desk_at(app)).bags() == ()
    (done,) = books.acts(kind=ActReversed.kind)
    assert done.posting.header.business_date > DAY
    assert books.prove().proves


async def test_the_slip_says_what_is_reversed_and_is_signed_by_both() -> None:
    books = bagged()
    async with at_the_counter(books, keys=(*DEPOSITS, "f8", *TAKEN)):
        pass
    (done,) = books.acts(kind=ActReversed.kind)
    paper = paper_to_text(custody_paper(done.posting, sample_office(), 0, False, at(12)))
    wanted = ("REVERSAL: DEPOSIT", "2027-VAULT-00003", "wrong bag", "467.00", "Chris Ham, by PIN")
    for words in wanted:
        assert words in paper, paper
    assert "1350" not in paper


async def test_the_vault_opens_with_what_lay_in_it_once() -> None:
    books = stocked_books()
    keys = (*SAM, "ctrl+p", "cash", "enter", "v", "o", *counted(p20="5"), "y", *JANE_SIGNS)
    async with at_the_counter(books, keys=keys) as app:
        shown = said(dump(app))
        assert "2027-VAULT-00001: the vault is opened. Its slip is printing." in shown
        assert "100.00" in shown
        await type_keys(app, "o")
        assert "The vault is in the books already." in said(dump(app))
    (done,) = books.acts(kind=VaultOpened.kind)
    assert [signer.name for signer in done.body.signers] == ["Sam Field", "Jane Doe"]
    assert done.posting.journal.lines == ()
    assert books.holdings().at(VAULT).amount == Money(10000)
