"""Cash of the vault into a deposit's bag by keys: how much it has of its own, why, and its own line of the proof."""

from __future__ import annotations

from domain.custody.vault import VAULT
from domain.money import Money
from domain.papers.custody_slip import custody_paper
from domain.receipting.paper import paper_to_text
from storage.memory import MemoryBooks
from tests.samples import JANE, at, sample_office
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.custody_kit import pieces, recorded
from tests.tui.desk_kit import at_the_counter, desk_at, scan, stocked_books
from tests.tui.kit import dump, type_keys
from tests.tui.test_deposit import CHAM, LIST, OPEN, closed_books, deposit_in, said
from tui.desk_deposit import DepositDesk
from tui.screens.deposit import DepositScreen
from tui.screens.deposit_made import DepositMadeScreen
from tui.screens.deposits import DepositsScreen

WHY = "Change fund too large"
SURPLUS = ("v", "60", "enter", WHY, "enter")
BAG = (*scan("B77"), *scan("S19"))


def funded(books: MemoryBooks) -> MemoryBooks:
    """The books with a change fund of ten tens in the vault."""
    recorded(books, custody.from_bank("fund", pieces(d10=10)))
    return books


async def test_surplus_change_fund_goes_with_the_deposit_on_its_own_line() -> None:
    books = funded(closed_books())
    async with at_the_counter(books, keys=(*OPEN, *SURPLUS)) as app:
        assert isinstance(app.current, DepositScreen)
        shown = said(dump(app))
        assert "From the vault 0.00 0.00 0.00 60.00 0.00" in shown
        assert "DOES NOT PROVE: cash 509.00 missing." in shown
        await type_keys(app, "p")
        assert "THE DEPOSIT PROVES" in dump(app)
        await type_keys(app, *BAG, "f10")
        assert f"60.00 of its cash is from the vault: {WHY}." in said(dump(app))
        await type_keys(app, *CHAM)
        assert isinstance(app.current, DepositMadeScreen)
        assert "From the vault 60.00 of it" in said(dump(app))
    made = deposit_in(books).deposit
    assert (made.from_vault, made.why_from_vault) == (Money(6000), WHY)
    assert made.amount == Money(52700)
    assert books.holdings().at(VAULT).amount == Money(4000)
    assert books.prove().proves
    (act,) = books.acts(kind="deposit")
    text = paper_to_text(custody_paper(act.posting, sample_office(), 0, False, at(9)))
    assert "Of it from the vault" in text
    assert WHY in text


async def test_what_came_in_and_waits_is_not_the_vaults_to_give() -> None:
    books = funded(closed_books())
    async with at_the_counter(books, keys=(*OPEN, "v", "100.01", "enter")) as app:
        assert "Of the vault's cash only 100.00 is its own" in said(dump(app))
    assert books.holdings().at(VAULT).amount == Money(54900)


async def test_what_was_pulled_out_of_an_open_drawer_is_not_the_vaults_either() -> None:
    books = funded(stocked_books())
    session = kit.open_drawer(books, "1", JANE)
    kit.sell(books, session, "r-1", 100, "C")
    recorded(books, custody.pull("p-1", session, pieces(d20=3)))
    async with at_the_counter(books, keys=LIST) as app:
        assert DepositDesk(desk_at(app)).vaults_own() == Money(10000)


async def test_nothing_of_it_goes_once_the_amount_is_0_again_and_a_reason_must_say_something() -> (
    None
):
    books = funded(closed_books())
    async with at_the_counter(books, keys=(*OPEN, "v", "60", "enter", "..", "enter")) as app:
        assert "goes to the bank without a reason" in said(dump(app))
        await type_keys(app, *("backspace",) * 2, WHY, "enter", "v", "0", "enter", "p", *BAG)
        assert "From the vault" not in dump(app)
        await type_keys(app, "f10", *CHAM)
        assert isinstance(app.current, DepositMadeScreen)
    assert deposit_in(books).deposit.from_vault == Money(0)


async def test_it_may_go_where_nothing_else_waits() -> None:
    books = funded(stocked_books())
    async with at_the_counter(books, keys=OPEN) as app:
        assert "NOTHING GOES WITH THIS DEPOSIT YET." in dump(app)
        await type_keys(app, *SURPLUS, "p", *BAG, "f10", *CHAM)
        assert isinstance(app.current, DepositMadeScreen)
        await type_keys(app, "enter")
        assert isinstance(app.current, DepositsScreen)
    assert deposit_in(books).deposit.amount == Money(6000)
    assert books.prove().proves


async def test_without_cash_of_its_own_nothing_goes_where_nothing_waits() -> None:
    async with at_the_counter(stocked_books(), keys=OPEN) as app:
        assert isinstance(app.current, DepositsScreen)
        assert "Nothing waits for" in dump(app)
