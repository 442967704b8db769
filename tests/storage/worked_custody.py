"""What worked books do with a closed drawer's money: it is counted by surprise, turned in, deposited, acknowledged."""

from __future__ import annotations

from dataclasses import replace

from domain.books import Books
from domain.custody.count import Count
from domain.custody.decided import Decision, open_differences
from domain.custody.deposit import Deposit, Held
from domain.custody.deposit_orders import order_bank_told, order_deposit, order_hand_over
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.moving import proposed_pieces, to_turn_in
from domain.custody.pieces import Pieces
from domain.custody.session_counts import CountKind, CountOrder
from domain.custody.settlement_orders import order_decided, order_settled
from domain.custody.vault import VAULT
from domain.money import Money, total
from domain.people.acts import Act
from tests.samples import CHAMBERLAIN, DAY, SUPERVISOR, at, ok, sample_office
from tests.storage import batches_kit
from tests.storage import custody_kit as custody
from tests.storage.reversal_kit import reversed_act

_OFFICE = sample_office()
_BANK = _OFFICE.keeping.banks[0]
_CLERK = custody.signed(CHAMBERLAIN, CHAMBERLAIN)
BAG = "77"
"""The bag that the worked books' one deposit is in."""


def surprise(books: Books, session: DrawerSession, count: Count) -> None:
    """The supervisor counts an open drawer with its clerk present."""
    present = (session.operator_id, session.operator_name)
    order = CountOrder(
        "surprise-1", CountKind.SURPRISE, session.session_id, "sam", SUPERVISOR.name, at(13),
        count, present,
    )  # fmt: skip
    ok(books.keep_count(order, _OFFICE))


def turned_in(books: Books, session: DrawerSession, request: str) -> None:
    """A closed drawer's cash goes to the vault, less the float that stays."""
    found = books.closing(session.session_id)
    assert found is not None
    closed = found[1].body
    assert isinstance(closed, DrawerClosed)
    wanted = to_turn_in(closed, issued=session.issued)
    given = proposed_pieces(closed.count.pieces, wanted)
    assert given is not None
    ok(books.record(custody.turn_in(request, session, given)))


def deposited(books: Books) -> None:
    """All that waits goes into a bag, less one check; the courier takes it and the bank finds a dollar too little.

    The first time the seal is written down wrong, and that deposit is reversed.
    """
    waiting = books.undeposited(_BANK, _OFFICE)
    items = [item for session in waiting.sessions for item in session.items]
    cash = total(each.cash + each.cash_over + each.moved for each in waiting.sessions)
    deposit = Deposit(
        "",
        _BANK.code,
        tuple(each.session_id for each in waiting.sessions),
        _from_vault(books, cash),
        tuple(items[1:]),
        (Held(items[0], "unsigned"),),
        BAG,
        "A19",
    )
    verified = custody.signed(SUPERVISOR, CHAMBERLAIN, Act.MAKE_DEPOSIT)
    asked = [custody.asked(f"deposit-{n}", CHAMBERLAIN) for n in (1, 2, 3)]
    wrong = replace(deposit, seal="A91")
    again = custody.asked("deposit-0", CHAMBERLAIN)
    order = order_deposit(wrong, waiting, _CLERK, verified, again, _OFFICE)
    first = ok(books.record(ok(order)))
    reversed_act(books, first, by=CHAMBERLAIN, second=SUPERVISOR, reason="Wrong seal")
    order = order_deposit(deposit, waiting, _CLERK, verified, asked[0], _OFFICE)
    made = ok(books.record(ok(order)))
    ok(books.record(ok(order_hand_over(made, _CLERK, "A. Driver", asked[1], _OFFICE))))
    told = order_bank_told(
        made, deposit.amount - Money(100), DAY, "slip 4", _CLERK, asked[2], _OFFICE,
        handed_over=True, reason="One bill was a counterfeit.",
    )  # fmt: skip
    ok(books.record(ok(told)))


def settled(books: Books) -> None:
    """What waits for the card processor is paid, a dollar too little, and the Chamberlain accepts that."""
    parts = books.unsettled(("D",), DAY)
    gross = total(part.amount for part in parts) - Money(100)
    asked = [custody.asked(f"settled-{n}", CHAMBERLAIN) for n in (1, 2)]
    paid = order_settled(
        "cards", parts, gross, Money(10), DAY, "R1", _CLERK, asked[0], _OFFICE, source="week.bai"
    )
    ok(books.record(ok(paid)))
    (one,) = open_differences(books, DAY)
    accepted = order_decided(one, Decision.ACCEPTED, "One reversed.", asked[1], _OFFICE)
    ok(books.record(ok(accepted)))


def _from_vault(books: Books, cash: Money) -> Pieces:
    held = books.holdings().at(VAULT).pieces
    assert held is not None
    given = proposed_pieces(held.held, cash)
    assert given is not None
    return given


def exported(books: Books) -> None:
    """A batch for an accounting program is made, released and sent."""
    made = batches_kit.make(books)
    ok(batches_kit.release(books, made))
    batches_kit.send(books, batches_kit.batch(books, made.batch_id))
