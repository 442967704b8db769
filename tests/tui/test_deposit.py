"""The deposit by keys: composed with the proof in view, verified, sealed, handed over, acknowledged by the bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.custody.acts import Claim
from domain.custody.banking import TOLD, BankTold
from domain.custody.closing_day import order_seal
from domain.custody.depositing import DepositMade
from domain.custody.vault import COURIER, VAULT, MoveKind
from domain.money import Money
from domain.papers.custody_slip import custody_paper
from domain.people.acts import Act
from domain.receipting.paper import paper_to_text
from storage.memory import MemoryBooks
from tests.samples import CHAMBERLAIN, DAY, JANE, PINS, SUPERVISOR, at, count_of, ok, sample_office
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.contract_deposits import closed_drawer
from tests.storage.custody_kit import pieces, recorded
from tests.tui.desk_kit import at_the_counter, desk_at, scan, stocked_books, swipe
from tests.tui.kit import dump, type_keys
from tui.desk_deposit import DepositDesk
from tui.desk_drawer import DrawerDesk
from tui.desk_moves import MoveAsked, MovesDesk
from tui.screens.deposit import DepositScreen
from tui.screens.deposit_made import DepositMadeScreen
from tui.screens.deposits import DepositsScreen

CHAM = ("cham", "enter", PINS["cham"], "enter")
SAM = ("sam", "enter", PINS["sam"], "enter")
LIST = (*SAM, "ctrl+p", "deposit", "enter")
OPEN = (*LIST, "enter")
FILL = ("p", *scan("B77"), *scan("S19"))
SEALED = (*OPEN, *FILL, "f10", *CHAM)


def closed_books(*, turned_in: bool = True) -> MemoryBooks:
    """The sample books with a drawer of two checks and 449.00 in cash, closed 1.00 short; see ``closed_drawer``."""
    books = stocked_books()
    closed_drawer(books, turned_in=turned_in)
    return books


def said(shown: str) -> str:
    """What is shown, in single blanks."""
    return " ".join(shown.split())


def deposit_in(books: MemoryBooks) -> DepositMade:
    """The only deposit."""
    (made,) = books.acts(kind="deposit")
    assert isinstance(made.body, DepositMade)
    return made.body


async def test_a_deposit_is_composed_verified_and_sealed_with_its_proof_in_view() -> None:
    books = closed_books()
    async with at_the_counter(books, keys=OPEN) as app:
        assert isinstance(app.current, DepositScreen)
        assert "DOES NOT PROVE: cash 449.00 missing." in dump(app)
        await type_keys(app, "p")
        assert "THE DEPOSIT PROVES" in dump(app)
        await type_keys(app, *FILL[1:], "f10")
        assert "A second person must approve" in dump(app)
        assert "bag B77, seal S19" in said(dump(app))
        await type_keys(app, *CHAM)
        assert isinstance(app.current, DepositMadeScreen)
        assert "SEALED 2027-VAULT-00003" in dump(app)
        assert "467.00" in dump(app)
    made = deposit_in(books)
    assert made.deposit.cash == pieces(d20=20, d1=49)
    assert (made.prepared_by.name, made.verified_by.name) == ("Sam Field", "Chris Ham")
    assert books.holdings().at(VAULT).amount == Money(0)
    assert books.prove().proves


async def test_the_whole_deposit_in_one_burst_is_the_same() -> None:
    books = closed_books()
    async with at_the_counter(books, keys=SEALED):
        pass
    assert deposit_in(books).deposit.amount == Money(46700)


async def test_counted_cash_is_what_counts_and_what_differs_is_not_sealed() -> None:
    async with at_the_counter(closed_books(), keys=OPEN) as app:
        await type_keys(app, "tab", "tab", "down", "down", "20", "enter")
        assert "DOES NOT PROVE: cash 49.00 missing." in dump(app)
        await type_keys(app, *FILL[1:], "f10")
        assert "is not what came in" in said(dump(app))
        await type_keys(app, *("up",) * 7, "50", "f10")
        assert "cash by 1.00" in said(dump(app))
    assert desk_at(app).books.acts(kind="deposit") == ()


async def test_a_check_is_held_over_by_key_with_its_reason_and_goes_again() -> None:
    books = closed_books()
    hold = ("tab", "down", "h", "1", "torn at the fold", "enter")
    async with at_the_counter(books, keys=(*OPEN, *hold)) as app:
        assert "HELD" in dump(app)
        assert "Not signed: torn at the fold" in dump(app)
        await type_keys(app, "h")
        assert "HELD" not in dump(app)
        await type_keys(app, *hold[2:], *FILL, "f10", *CHAM)
    (held,) = deposit_in(books).deposit.held
    assert (held.item.number, held.reason) == ("102", "Not signed: torn at the fold")
    async with at_the_counter(books, keys=LIST, prefix="later") as app:
        assert "1 held over" in dump(app)
        await type_keys(app, "enter", *scan("B78"), *scan("S20"), "f10", *CHAM)
        assert isinstance(app.current, DepositMadeScreen)
    assert books.undeposited(sample_office().keeping.banks[0], sample_office()).held == ()


async def test_a_swiped_check_is_found_and_a_scan_is_the_bag() -> None:
    async with at_the_counter(closed_books(), keys=(*OPEN, *swipe("102"))) as app:
        assert next(r for r in dump(app).splitlines() if r.startswith("> ")).find("102") > 0
        await type_keys(app, *swipe("999"))
        assert "No check 999" in dump(app)
        await type_keys(app, *scan("B77"))
        await type_keys(app, *scan("S19"))
        assert isinstance(app.current, DepositScreen)
        assert (app.current.draft.bag, app.current.draft.seal) == ("B77", "S19")


async def test_a_session_whose_cash_is_in_its_drawer_still_is_left_out() -> None:
    async with at_the_counter(closed_books(turned_in=False), keys=OPEN) as app:
        assert "NOT IN THE VAULT" in dump(app)
        await type_keys(app, " ")
        assert "is not in the vault. Turn it in first" in said(dump(app))


async def test_a_session_is_left_for_a_later_deposit() -> None:
    async with at_the_counter(closed_books(), keys=(*OPEN, " ")) as app:
        assert "NOTHING GOES WITH THIS DEPOSIT YET." in dump(app)
        await type_keys(app, *FILL[1:], "f10")
        assert "nothing" in said(dump(app)).lower()
        await type_keys(app, "escape")
        assert isinstance(app.current, DepositScreen), "typed numbers are not lost"
        await type_keys(app, "ctrl+z")
        assert isinstance(app.current, DepositsScreen)


async def test_the_verifier_is_another_and_not_one_of_the_drawers() -> None:
    books = closed_books()
    async with at_the_counter(books, keys=(*OPEN, *FILL, "f10", *SAM)) as app:
        assert "SEALED" not in dump(app)
    assert books.acts(kind="deposit") == ()


async def test_a_clerk_without_the_right_makes_no_deposit() -> None:
    keys = ("jane", "enter", PINS["jane"], "enter", "ctrl+p", "deposit", "enter")
    async with at_the_counter(closed_books(), keys=keys) as app:
        assert not isinstance(app.current, DepositsScreen)
        assert "make a deposit" in said(dump(app))


async def test_the_courier_takes_the_bag_and_the_bank_answers_with_a_difference() -> None:
    books = closed_books()
    async with at_the_counter(books, keys=(*SEALED, "enter")) as app:
        assert "sealed, still here" in dump(app)
        await type_keys(app, "down", "c", "A. Driver", "enter", "y")
        assert "with the courier" in dump(app)
        assert books.holdings().at(COURIER).amount == Money(44900)
        await type_keys(app, "c")
        assert "with the courier already" in said(dump(app))
        await type_keys(app, "b", "466", "enter", "1/24", "enter")
        assert "Type the bank's day again" in said(dump(app))
        await type_keys(app, "ctrl+u", "today", "enter", "4711", "enter")
        assert "The bank says 1.00 less. Why?" in dump(app)
        await type_keys(app, "enter")
        assert app.current.NAME == "Bank's answer", "a difference is not kept without its reason"
        await type_keys(app, "A counterfeit bill", "enter", "y")
        assert "has acknowledged bag B77" in said(dump(app))
        assert "sealed" not in dump(app)
    answer = books.act_claiming(Claim(TOLD, "B77"))
    assert answer is not None
    assert isinstance(answer.body, BankTold)
    assert (answer.body.difference, answer.body.reason) == (Money(-100), "A counterfeit bill")
    assert answer.body.reference == "4711"
    assert books.prove().proves


async def test_the_slip_on_receipt_paper_lists_the_checks_and_both_names() -> None:
    books = closed_books()
    async with at_the_counter(books, keys=SEALED):
        pass
    (made,) = books.acts(kind="deposit")
    text = paper_to_text(custody_paper(made.posting, sample_office(), 0, False, at(9)))
    for words in (
        *("Bag       B77", "Seal      S19", "20 x $20", "400.00", "449.00", "101  2027-1-000002"),
        *("4.50", "13.50", "Check, 2 items", "18.00", "467.00", "Sam Field", "Chris Ham, by PIN"),
    ):
        assert words in text


async def test_an_open_drawer_of_cash_from_the_bank_is_no_money_of_a_deposit() -> None:
    books = closed_books()
    recorded(books, custody.from_bank("f-1", pieces(d20=5, d1=49)))
    async with at_the_counter(books, keys=(*OPEN, *FILL, "f10", *CHAM)) as app:
        assert isinstance(app.current, DepositMadeScreen)
    assert books.holdings().at(VAULT).amount == Money(14900)
    assert SUPERVISOR.operator_id == deposit_in(books).prepared_by.operator_id
    assert ok(deposit_in(books)).deposit.seal == "S19"


async def test_after_the_day_is_closed_a_bag_is_made_up_for_the_next_date() -> None:
    books = closed_books()
    seal = order_seal(custody.asked("seal-1"), sample_office(), DAY)
    ok(books.seal_day(ok(seal)))
    async with at_the_counter(books, keys=SEALED) as app:
        assert isinstance(app.current, DepositMadeScreen), dump(app)
        (made,) = books.acts(kind="deposit")
        assert made.posting.header.business_date == DAY + timedelta(days=1)
        desk = desk_at(app)
        assert DrawerDesk(desk).opening_date() == DAY + timedelta(days=1)
        (bag,) = DepositDesk(desk).bags()
        ok(DepositDesk(desk).hand_over(bag, "Armored Car"))
        ok(DepositDesk(desk).bank_told(bag, bag.deposit.amount, DAY, "R1", ""))
    assert books.prove().proves


async def test_the_bank_may_have_a_bag_of_the_next_date_today() -> None:
    books = closed_books()
    ok(books.seal_day(ok(order_seal(custody.asked("seal-1"), sample_office(), DAY))))
    brought = ("down", "b", "467", "enter", "today", "enter", "4711", "enter", "y")
    async with at_the_counter(books, keys=(*SEALED, "enter", *brought)) as app:
        assert "has acknowledged bag B77" in said(dump(app))
    answer = books.act_claiming(Claim(TOLD, "B77"))
    assert answer is not None
    assert isinstance(answer.body, BankTold)
    assert answer.body.on == DAY
    assert books.prove().proves


async def test_nothing_is_of_a_day_before_the_drawer_that_it_is_about() -> None:
    """After a cut-off the next day's drawer may be counted and deposited the same evening."""
    books, later = stocked_books(), DAY + timedelta(days=1)
    session = kit.open_drawer(books, on=later)
    kit.sell(books, session, "r-1", 10, "C")
    kit.sell(books, session, "r-2", 1, "K", None, "101")
    ok(books.close_session(close_order(session, count_of(24500, (450,))), sample_office()))
    async with at_the_counter(books, keys=SAM) as app:
        moves, deposits = MovesDesk(desk_at(app)), DepositDesk(desk_at(app))
        (waits,) = moves.turn_ins()
        asked = MoveAsked(MoveKind.TURNED_IN, pieces(d1=45), session=waits.session)
        yes = custody.signed(JANE, SUPERVISOR, Act.HAND_OVER).approval
        ok(moves.move(asked, yes))
        draft = deposits.begin(sample_office().keeping.banks[0])
        draft = replace(draft, cash=pieces(d1=45), bag="B77", seal="S19")
        approval = custody.signed(CHAMBERLAIN, SUPERVISOR, Act.MAKE_DEPOSIT).approval
        assert approval is not None
        ok(deposits.make(draft, approval))
        (bag,) = deposits.bags()
        ok(deposits.hand_over(bag, "Armored Car"))
        ok(deposits.bank_told(bag, bag.deposit.amount, DAY, "4711", ""))
    assert {act.posting.header.business_date for act in books.acts()} == {later}
    assert len(books.acts()) == 4
    assert books.prove().proves
