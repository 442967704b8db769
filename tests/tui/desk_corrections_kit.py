"""A desk with people at it, receipts to correct, and the support that corrections need."""

from __future__ import annotations

from datetime import date

from domain.books import Books
from domain.corrections.needs import approval_act
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Support
from domain.custody.drawer import CountVerdict, DrawerSession
from domain.money import Money
from domain.people.approval import Approval
from domain.people.authority import Operator
from domain.receipting.posting import Posting
from domain.receipting.receipt import ReceiptNo
from domain.records import PostedCorrection, PostedReceipt
from domain.refusals import Refusal
from tests.samples import DAY, JANE, PINS, SUPERVISOR, at, count_of, ok, sample_office
from tests.storage import contract_kit as kit
from tests.tui.desk_kit import FLOAT, desk_of
from tests.tui.test_desk_days import put_clock
from tui.desk import Desk
from tui.desk_corrections import CorrectionDesk
from tui.desk_drawer import DrawerDesk
from tui.desk_people import Asked, PeopleDesk

K = CorrectionKind
OFFICE = sample_office()
LATER = date(2027, 1, 27)
FIRST = ReceiptNo(2027, "1", 1)


def sit(books: Books, who: Operator = JANE, day: date = DAY, prefix: str = "request") -> Desk:
    """A desk with somebody signed in."""
    desk = desk_of(books, prefix=prefix)
    put_clock(desk, at(15, day=day))
    assert desk.sign_in(who.operator_id, PINS[who.operator_id]) is None
    return desk


def open_desk(books: Books, day: date = DAY, prefix: str = "request") -> Desk:
    """Jane's desk with her drawer open."""
    desk = sit(books, day=day, prefix=prefix)
    assert isinstance(DrawerDesk(desk).open(FLOAT), DrawerSession)
    return desk


def pay(
    desk: Desk, *bill_nos: str, kind: str = "C", typed: str = "", number: str = ""
) -> ReceiptNo:
    """Take money for bills and return the receipt's number."""
    for bill_no in bill_nos:
        assert desk.add_bill(kit.state(desk.books, bill_no)) is None
    assert desk.tender(kind, typed, number) is None
    posted = desk.books.post(ok(desk.order()))
    assert desk.posted(posted) is None
    assert isinstance(posted, PostedReceipt)
    return kit.receipt_of(posted).number


def close(desk: Desk) -> None:
    """Count and close the drawer; the count agrees."""
    assert desk.session is not None
    takings = desk.books.takings(desk.session.session_id)
    cash = FLOAT.cents + dict(takings.taken).get("C", Money(0)).cents - takings.change.cents
    checks = dict(desk.books.check_amounts(desk.session.session_id)).get("K", ())
    count = count_of(cash, [c.cents for c in checks])
    verdict = DrawerDesk(desk).try_count(count)
    assert isinstance(verdict, CountVerdict)
    assert verdict.balanced
    closed = DrawerDesk(desk).close(count)
    assert isinstance(closed, Posting)


def approved(
    desk: Desk, kind: CorrectionKind, by: Operator, words: str = "As both people read it."
) -> Approval:
    """A second person's approval by PIN at this desk."""
    asked = Asked(approval_act(kind), words)
    return ok(PeopleDesk(desk).approve(asked, by.operator_id, PINS[by.operator_id]))


def support(
    desk: Desk, kind: CorrectionKind, by: Operator | None = SUPERVISOR, document: str = "Memo 7"
) -> Support:
    """The support of a correction, with the first reason of policy."""
    code = CorrectionDesk(desk).reasons(kind)[0].code
    approval = None if by is None else approved(desk, kind, by)
    return Support(code, "Typed wrong.", document, approval)


def returned(desk: Desk, number: str, cents: int) -> PostedCorrection:
    """Return a check at a desk without a drawer."""
    checks = CorrectionDesk(desk).checks("K", number, Money(cents))
    assert not isinstance(checks, Refusal)
    (check,) = checks
    done = CorrectionDesk(desk).return_check(check, support(desk, K.RETURNED_CHECK, None))
    assert isinstance(done, PostedCorrection), done
    return done
