"""The slips of acts of custody: everything that was said, a line for each to sign, nothing wider than the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.custody.acting import order_act, seal_act
from domain.custody.acts import ActBody, ActNo, CustodyAct, Signer
from domain.custody.banking import BagHandedOver
from domain.custody.deposit import Deposit, DepositItem, Held
from domain.custody.depositing import DepositMade
from domain.custody.moves import CashMoved
from domain.custody.pieces import Pieces, pieces_of
from domain.custody.serials import Serials
from domain.custody.stock import StockAct
from domain.custody.stock_acts import StockMove
from domain.custody.vault import COURIER, Move, MoveKind, bag_place
from domain.ledger.journal import Journal
from domain.ledger.trail import GENESIS
from domain.money import Money
from domain.papers.custody_slip import custody_paper
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.receipting.paper import WIDTH, Paper
from domain.receipting.posting import Posting
from storage.memory import MemoryBooks
from tests.domain.papers.kit import CENTS, WORDS, fits
from tests.samples import DAY, SUPERVISOR, at, ok, sample_office
from tests.storage.custody_kit import asked
from tests.storage.worked_books import work

OFFICE = sample_office()


def posting_of(body: ActBody) -> Posting:
    """The posting of an act, whoever signs it: it needs no books."""
    mine = Signer(SUPERVISOR.name, SUPERVISOR.operator_id)
    bag = BagHandedOver("1", Pieces(), mine, Signer("Driver"), "S1", "B", Money(1), ActNo(2027, 1))
    made = ok(order_act(bag, asked("slip"), OFFICE))
    return seal_act(replace(made, body=body, journal=Journal(())), 7, 1, GENESIS)


def slip(posting: Posting, *, copy: int = 0, training: bool = False) -> Paper:
    """The slip as it is printed."""
    return custody_paper(posting, OFFICE, copy, training, at(17))


@cache
def worked() -> tuple[Posting, ...]:
    """Every act of the worked books."""
    books = MemoryBooks()
    work(books)
    return tuple(act.posting for act in books.acts())


def test_every_act_of_worked_books_fits_its_paper() -> None:
    assert len(worked()) > 10
    for posting in worked():
        body = posting.body
        text = fits(slip(posting))
        assert str(getattr(body, "number", "")) in text
        assert f"Trail {posting.trail.short}" in text


def test_the_courier_signs_for_the_seal_the_amount_the_deposit_and_the_account() -> None:
    acts = [p.body for p in worked() if isinstance(p.body, CustodyAct)]
    made = {str(a.number): a.body for a in acts if isinstance(a.body, DepositMade)}
    handed = 0
    for posting in worked():
        act = posting.body
        if isinstance(act, CustodyAct) and isinstance(act.body, BagHandedOver):
            deposit, text = made[str(act.body.made)].deposit, fits(slip(posting))
            bank = OFFICE.keeping.bank(deposit.bank)
            assert bank is not None
            wanted = (str(act.body.made), deposit.bag, deposit.seal, str(deposit.amount))
            assert all(words in text for words in (*wanted, bank.name, bank.last_four))
            handed += 1
    assert handed


def test_each_who_signs_has_a_line_and_is_named_under_it() -> None:
    signed = 0
    for posting in worked():
        act = posting.body
        assert isinstance(act, CustodyAct)
        names = [s.name for s in act.body.signers]
        rows = fits(slip(posting)).splitlines()
        lines = [n for n, row in enumerate(rows) if row == "_" * WIDTH]
        assert [rows[n + 1].partition(",")[0] for n in lines] == names
        signed += len(lines)
    assert signed > 20


signers = st.builds(
    lambda name, means: Signer(
        name,
        "x",
        Approval("x", name, "clerk", Act.HAND_OVER, means, at(9), "Cash changes hands."),
    ),
    WORDS.filter(bool),
    st.sampled_from(["PIN", "badge"]),
)
cash = st.lists(
    st.tuples(st.sampled_from([1, 5, 2500, 10000]), st.integers(1, 99_999)), min_size=1, max_size=6
).map(lambda rows: pieces_of([(Money(v), n) for v, n in dict(rows).items()]))
items = st.builds(
    DepositItem, st.just("2027-1-000001"), st.sampled_from("KM"), WORDS, CENTS.map(Money),
    st.integers(1, 9),
)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> ActBody:
    """An act of some kind with hostile words wherever words may be."""
    one, two = draw(signers), Signer(draw(WORDS.filter(bool)))
    words, given = draw(WORDS.filter(bool)), draw(cash)
    kind = draw(st.sampled_from(["move", "bag", "deposit", "stock"]))
    if kind == "move":
        move = Move(MoveKind.HANDED_OVER, bag_place(words), COURIER, given, "x", two.name)
        return CashMoved(move, one, two, note=words)
    if kind == "bag":
        number = ActNo(2027, draw(st.integers(1, 10**8)))
        return BagHandedOver(words, given, one, two, words, words, given.amount, number)
    if kind == "stock":
        moved = (Serials(1, draw(st.integers(1, 10**6))),)
        return StockMove(StockAct.RECEIVED, "TS", words, moved, two, one, document=words)
    made = Deposit(
        words, words, ("1-1",), given, tuple(draw(st.lists(items, max_size=3))),
        tuple(Held(item, words) for item in draw(st.lists(items, max_size=2))), words, words,
    )  # fmt: skip
    numbers = (("2027-1-000001", "2027-1-000900"),)
    return DepositMade(made, numbers, ("1-1",), one, two, "A.1", "A.2", "C", ("K", "M"))


@given(bodies(), st.integers(0, 3), st.booleans())
def test_no_words_are_wider_than_the_paper_or_command_the_printer(
    body: ActBody, copy: int, training: bool
) -> None:
    text = fits(slip(posting_of(body), copy=copy, training=training))
    assert ("TRAINING" in text) == training


def test_a_slip_is_of_an_act_only() -> None:
    books = MemoryBooks()
    work(books)
    receipt = books.receipts(limit=1)[0].posting
    with pytest.raises(TypeError):
        slip(receipt)


def test_an_act_that_is_booked_on_another_day_says_so() -> None:
    posting = next(p for p in worked() if p.header.business_date == DAY)
    later = custody_paper(posting, OFFICE, 0, False, at(9, day=date(2027, 1, 26)))
    assert "Booked on" in fits(later)
    assert "Booked on" not in fits(slip(posting))
