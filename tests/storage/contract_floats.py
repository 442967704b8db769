"""What was left in a drawer and what it is opened with: another float needs a reason and is over or short."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.books import Books
from domain.custody.drawer import DrawerOpened, DrawerSession
from domain.custody.floats import FloatIssue, FloatLeft, FloatReason
from domain.custody.sessions import CutOffOrder
from domain.money import Money
from domain.people.acts import Act
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
        session = ok(books.open_session(open_order(), OFFICE))
        assert opening(books, session).body == DrawerOpened(Money(20000))

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
        for why in ("", "nobody's"):
            said = books.open_session(open_order(on=NEXT, cents=18000, why=why), OFFICE)
            assert isinstance(said, Refusal)
            assert said.code is Code.FLOAT_NOT_LEFT
        order = open_order(on=NEXT, cents=18000, reason="A twenty is missing")
        session = ok(books.open_session(order, OFFICE))
        posting, accounts = opening(books, session), OFFICE.custody
        told = FloatReason("miscount", "A twenty is missing")
        assert posting.body == DrawerOpened(Money(18000), None, Money(20000), told, Money(20000))
        assert net(posting, accounts.short) == 2000
        assert net(posting, accounts.vault) == -20000
        assert net(posting, OFFICE.cash.gl_code) == 18000
        assert books.open_session(order, OFFICE) == session
        again = books.open_session(replace(order, why=FloatReason("change")), OFFICE)
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
        why = FloatReason("miscount", "Taken along")
        assert body == DrawerOpened(Money(20000), None, Money(20000), why)
        ok(books.close_session(close_order(old, count_of(20000)), OFFICE))
        assert books.prove().proves

    def test_another_float_than_the_standard_needs_a_coded_reason(self, books: Books) -> None:
        for order in (open_order(cents=12345), open_order(cents=12345, why="nobody's")):
            said = books.open_session(order, OFFICE)
            assert isinstance(said, Refusal)
            assert said.code is Code.FLOAT_REFUSED
        first = ok(books.open_session(open_order(cents=12345, why="change"), OFFICE))
        posting = opening(books, first)
        assert posting.body == DrawerOpened(
            Money(12345), None, None, FloatReason("change"), Money(20000)
        )
        # A first float is over or short of nothing: it comes from the vault's account, as it is.
        assert net(posting, OFFICE.custody.vault) == -12345
        ok(books.close_session(close_order(first, count_of(12345)), OFFICE))
        # What was left is explained by the day before, and is still not the standard.
        again = open_order(on=NEXT, cents=12345, request="o-2")
        assert isinstance(books.open_session(again, OFFICE), Refusal)
        told = ok(books.open_session(replace(again, why=FloatReason("unknown")), OFFICE))
        body = opening(books, told).body
        assert isinstance(body, DrawerOpened)
        assert (body.over_short, body.differs, body.standard) == (Money(0), True, Money(20000))
        assert told.opened == body
        assert books.prove().proves

    def test_a_policy_with_another_float_has_the_old_one_explained(self, books: Books) -> None:
        left_with(books, 20000)
        drawers = tuple(replace(d, float_standard=Money(30000)) for d in OFFICE.drawers)
        raised = replace(OFFICE, drawers=drawers)
        said = books.open_session(open_order(on=NEXT), raised)
        assert isinstance(said, Refusal)
        assert said.code is Code.FLOAT_REFUSED
        order = open_order(on=NEXT, why="change", reason="Policy changed")
        body = opening(books, ok(books.open_session(order, raised))).body
        assert isinstance(body, DrawerOpened)
        assert (body.over_short, body.standard) == (Money(0), Money(30000))

    def test_a_reason_that_nothing_asks_for_is_not_kept(self, books: Books) -> None:
        session = ok(books.open_session(open_order(why="change", reason="Just so"), OFFICE))
        assert opening(books, session).body == DrawerOpened(Money(20000))

    def test_an_issued_float_of_another_amount_has_a_reason_too(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-1", pieces(d20=10)))
        issue = FloatIssue(pieces(d20=5), signed(SUPERVISOR, JANE))
        order = replace(open_order(cents=10000), issue=issue)
        assert isinstance(books.open_session(order, OFFICE), Refusal)
        session = ok(books.open_session(replace(order, why=FloatReason("change")), OFFICE))
        body = opening(books, session).body
        assert isinstance(body, DrawerOpened)
        assert (body.approved_by, body.took_up) == (SUPERVISOR.name, False)
        assert books.float_left("1") is None
        assert books.prove().proves

    def test_where_closes_are_approved_the_vaults_keeper_approves_another_float(
        self, books: Books
    ) -> None:
        strict = replace(OFFICE, close_approval="difference")
        order = open_order(cents=18000, why="miscount")
        for by in (None, signed(SUPERVISOR, JANE, act=Act.APPROVE_DRAWER).approval):
            alone = replace(order, why=FloatReason("miscount", approval=by))
            said = books.open_session(alone, strict)
            assert isinstance(said, Refusal)
            assert said.code is Code.NOT_APPROVED
        by = signed(SUPERVISOR, JANE).approval
        assert by is not None
        own = replace(by, operator_id=JANE.operator_id, name=JANE.name)
        said = books.open_session(replace(order, why=FloatReason("miscount", approval=own)), strict)
        assert isinstance(said, Refusal)
        assert said.code is Code.APPROVER_IS_ACTOR
        session = ok(
            books.open_session(replace(order, why=FloatReason("miscount", approval=by)), strict)
        )
        body = opening(books, session).body
        assert isinstance(body, DrawerOpened)
        assert body.approved_by == SUPERVISOR.name
        assert books.prove().proves
