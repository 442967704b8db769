"""Books in which every append-only table has rows: what tests of guards, tampering and migrations begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.custody.acting import Asked
from domain.custody.closing_day import order_seal
from domain.custody.drawer import DrawerSession
from domain.custody.serials import Serials
from domain.custody.sessions import CloseOrder
from domain.receipting.cart import add_item
from domain.receipting.paper import Paper, PaperLine
from domain.receipting.tendering import add_tender
from domain.receivables.accounts import Note
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.records import PaperKind, SheetKind
from tests import stock_kit
from tests.logged import logged
from tests.rich import rich_cart, rich_order
from tests.samples import (
    DAY,
    DIEGO,
    JANE,
    PINS,
    SUPERVISOR,
    at,
    cart_of,
    count_of,
    ok,
    operators,
    receipt_order,
    sample_office,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage import worked_custody
from tests.storage.contract_no_sale import opened

LAST = "r-last"
"""The request id of the last receipt; its drawer is open."""


def work(books: Books) -> None:
    """One day at two drawers: bills, items, change, a check, mail, a count that is wrong, a close, and one open."""
    for operator in operators():
        assert books.add_operator(operator, PINS[operator.operator_id], at(7)) is None
    ok(books.sign_in(JANE.operator_id, PINS["jane"], at(8)))
    kit.fill(books)
    _close_a_day_before(books)
    assert books.add_note(1, Note("Asked for a copy.", JANE.name, at(9))) is None
    session = kit.open_drawer(books)
    other = kit.open_drawer(books, "2", DIEGO)
    paid = kit.pay(books, session, "r-1", kit.TAX, kit.WATER)
    kit.sell(books, session, "r-2", 2, "C", 2000)
    kit.sell(books, session, "r-3", 1, "K", 450, "1001")
    kit.pay(books, other, "r-4", kit.OTHER_WATER, cents=1000)
    _void_and_more(books, session)
    mailed = rich_cart("r-5", kit.state(books, kit.OTHER_TAX), kit.state(books, kit.PERMIT))
    ok(books.post(logged(books, rich_order(mailed, other))))
    books.reprint(paid.posting_id, PaperKind.RECEIPT, "counter 1", JANE.operator_id, at(10))
    told = books.queue_sheet(
        SheetKind.EXPLAIN,
        kit.TAX,
        Paper((PaperLine("Why it is so much"),)),
        "counter 1",
        "jane",
        at(11),
    )
    assert told.sheet_id is not None
    books.reprint_sheet(told.sheet_id, "counter 1", JANE.operator_id, at(12))
    assert books.keep_no_sale(opened(session)) is None
    _move_cash(books, session)
    stock_kit.stocked(books)
    ok(books.post(stock_kit.tags_order(session, "r-n", 3, books.stock_in("1")["TS"])))
    kit.sell(books, session, "r-d", 1, "D", 450)
    expected = books.takings(session.session_id)
    cash = 20000 + (dict(expected.taken)["C"] - expected.change + expected.moved).cents
    right = count_of(cash, [450, _CHECK], card=450)
    wrong = count_of(cash - 125, [450, _CHECK], card=450)
    worked_custody.surprise(books, session, wrong)
    ok(books.try_count(session.session_id, "jane", wrong, at(16), _OFFICE))
    seen = (("TS", (Serials(1045, 1061),)), ("YS", (Serials(7, 8),)))
    close = CloseOrder("close-1", session.session_id, JANE, at(17), right, stock=seen)
    ok(books.close_session(close, stock_kit.stock_office()))
    worked_custody.turned_in(books, session, "vault-4")
    worked_custody.deposited(books)
    worked_custody.settled(books)
    _correct(books)
    worked_custody.exported(books)
    kit.pay(books, other, LAST, kit.OTHER_WATER, cents=500)


_OFFICE = sample_office()
_CHECK = 61227 + 450


def _close_a_day_before(books: Books) -> None:
    """A day on which only the vault was filled, closed."""
    before = date(2027, 1, 22)
    ok(books.record(custody.from_bank("vault-0", custody.pieces(d5=10), on=before)))
    asked = Asked("seal-0", SUPERVISOR, "back office", before, at(17, day=before))
    ok(books.seal_day(ok(order_seal(asked, _OFFICE, before))))


def _move_cash(books: Books, session: DrawerSession) -> None:
    """A change fund from the bank, a pull and a change order."""
    ok(books.record(custody.from_bank("vault-1", custody.pieces(d20=10, d1=100))))
    ok(books.record(custody.pull("vault-2", session, custody.pieces(d100=3))))
    change = custody.change_order("vault-3", session, custody.pieces(d1=20), custody.pieces(d20=1))
    ok(books.record(change))


def _void_and_more(books: Books, session: DrawerSession) -> None:
    """A ticket paid with change and voided, paid again, and a check for a tax and a tag."""
    cart = cart_of("r-v", kit.state(books, kit.TICKET), cash=5000)
    voided = ok(books.post(receipt_order(cart, session)))
    ok(books.correct(corrections.void_order(books, session, voided)))
    kit.pay(books, session, "r-t", kit.TICKET)
    made = replace(cart_of("r-k", kit.state(books, kit.TAX)), tenders=())
    made = ok(add_item(made, "T1", 1, DAY, _OFFICE))
    made = ok(add_tender(made, "K", _OFFICE, number="1002"))
    ok(books.post(receipt_order(made, session)))


def _correct(books: Books) -> None:
    """One correction of each kind that the back office makes."""
    kind, later = CorrectionKind, date(2027, 1, 26)
    ok(books.correct(corrections.returned_order(books, "1002", _CHECK, DAY)))
    ok(books.correct(corrections.adjustment_order(books, kind.DISMISSAL, kit.TICKET, on=later)))
    ok(books.correct(corrections.refund_order(books, kit.TICKET, later, how="credit")))
    ok(books.correct(corrections.reversal_order(books, "2027-1-000002", later)))
    ordered = Evidence(EvidenceKind.COURT_ORDER, later, date(2027, 1, 20))
    redated = corrections.redating_order(books, "2027-1-000001", kit.WATER, ordered, later)
    ok(books.correct(redated))
