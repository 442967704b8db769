"""What was left in a drawer and what it is opened with: another float needs a reason and is over or short."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.books import Books
from domain.custody.drawer import DrawerOpened, DrawerSession
from domain.custody.floats import FloatIssue, FloatLeft
from domain.custody.sessions import CutOffOrder
from domain.money import Money
from domain.receipting.posting import Posting
from domain.refusals import Code, Refusal
from tests.samples import (
    DAY,
    JANE,
    SUPERVISOR,
    at,
    count_of,
    ok,
    open_order,
    sample_office,
)
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.custody_kit import pieces, recorded, signed
from tests.storage.replaying import postings

OFFICE = sample_office()
NEXT = DAY + timedelta(days=1)


def left_with(books: Books, cents: int) -> None:
    """A session of the first day that was closed on a count of cash."""
    session = kit.open_drawer(books)
    ok(books.close_session(close_order(session, count_of(cents), "unknown"), OFFICE))


def opening(books: Books, session: DrawerSession) -> Posting:
    """The posting that opened a session."""
    (found,) = [
        posting
        for posting in postings(books)
        if posting.header.session_id == session.session_id
        and isinstance(posting.body, DrawerOpened)
    ]
    return found


def net(posting: Posting, gl_code: str) -> int:
    """Debits less credits on a ledger account, in cents."""
    mine = [line for line in posting.journal.lines if line.gl_code == gl_code]
    return sum(line.debit.cents - line.credit.cents for line in mine)


class FloatsContract:
    """The floats that lie in drawers."""

    def test_a_drawer_never_opened_has_no_float_and_needs_no_reason(self, books: Books) -> None:
        assert books.float_left("1") is None
        session = ok(books.open_session(open_order(cents=12345), OFFICE))
        assert opening(books, session).body == DrawerOpened(Money(12345))

    def test_the_close_leaves_its_float_and_no_more_than_was_counted(self, books: Books) -> None:
        left_with(books, 25000)
        assert books.float_left("1") == FloatLeft(Money(20000))
        assert books.float_left("2") is None
        session = ok(books.open_session(open_order(on=NEXT), OFFICE))
        assert opening(books, session).body == DrawerOpened(Money(20000), None, Money(20000))
        ok(books.close_session(close_order(session, count_of(15000), "unknown"), OFFICE))
        assert books.float_left("1") == FloatLeft(Money(15000))
        assert books.prove().proves

    def test_another_float_needs_a_reason_and_is_over_or_short(self, books: Books) -> None:
        left_with(books, 20000)
        for words in ("", "  "):
            said = books.open_session(open_order(on=NEXT, cents=18000, reason=words), OFFICE)
            assert isinstance(said, Refusal)
            assert said.code is Code.FLOAT_NOT_LEFT
        order = open_order(on=NEXT, cents=18000, reason="A twenty is missing")
        session = ok(books.open_session(order, OFFICE))
        posting, accounts = opening(books, session), OFFICE.custody
        assert posting.body == DrawerOpened(Money(18000), None, Money(20000), "A twenty is missing")
        assert net(posting, accounts.short) == 2000
        assert net(posting, accounts.vault) == -20000
        assert net(posting, OFFICE.cash.gl_code) == 18000
        assert books.open_session(order, OFFICE) == session
        again = books.open_session(replace(order, reason="Another"), OFFICE)
        assert isinstance(again, Refusal)
        ok(books.close_session(close_order(session, count_of(18000)), OFFICE))
        more = open_order(on=NEXT, cents=20000, request="o-3", reason="Found under the till")
        third = opening(books, ok(books.open_session(more, OFFICE)))
        assert (net(third, accounts.over), net(third, accounts.vault)) == (-2000, -18000)
        assert books.prove().proves

    def test_what_may_not_be_kept_is_no_reason(self, books: Books) -> None:
        left_with(books, 20000)
        order = open_order(on=NEXT, cents=0, reason="SSN 123-45-6789")
        assert isinstance(books.open_session(order, OFFICE), Refusal)

    def test_a_float_out_of_the_vault_is_none_that_was_left(self, books: Books) -> None:
        left_with(books, 0)
        recorded(books, custody.from_bank("f-1", pieces(d20=10)))
        issue = FloatIssue(pieces(d20=10), signed(SUPERVISOR, JANE))
        session = ok(books.open_session(replace(open_order(on=NEXT), issue=issue), OFFICE))
        assert opening(books, session).body == DrawerOpened(Money(20000), issue)
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        assert books.float_left("1") == FloatLeft(Money(0))
        assert books.prove().proves

    def test_the_float_of_a_session_that_waits_is_not_to_hand(self, books: Books) -> None:
        old = kit.open_drawer(books)
        ok(books.cut_off(CutOffOrder("cut", old.session_id, JANE, at(16)), OFFICE))
        assert books.float_left("1") == FloatLeft(Money(20000), DAY)
        said = books.open_session(open_order(on=NEXT), OFFICE)
        assert isinstance(said, Refusal)
        assert said.code is Code.FLOAT_WAITS
        none = ok(books.open_session(open_order(on=NEXT, cents=0, request="o-2"), OFFICE))
        assert opening(books, none).body == DrawerOpened(Money(0))
        ok(books.close_session(close_order(none, count_of(0)), OFFICE))
        taken = open_order(on=NEXT, request="o-3", reason="Taken along")
        body = opening(books, ok(books.open_session(taken, OFFICE))).body
        assert body == DrawerOpened(Money(20000), None, Money(20000), "Taken along")
        ok(books.close_session(close_order(old, count_of(20000)), OFFICE))
        assert books.prove().proves
