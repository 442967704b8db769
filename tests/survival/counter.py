"""A small counter on the real books: a desk without a screen, and customers who pay in many ways."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from unittest import mock

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.custody.drawer import DrawerSession, expected_of
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.receipting.paper import Paper
from domain.receipting.receipt import Receipt, parse_receipt_no
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal
from tests.samples import (
    JANE,
    PINS,
    SUPERVISOR,
    at,
    count_of,
    intake_of,
    keep_sample_policy,
    ok,
    open_order,
    sample_office,
    water_account,
    water_bill,
)
from tests.tui.desk_corrections_kit import support
from tui.desk import Desk, Printer, Station
from tui.desk_corrections import CorrectionDesk

STATION = Station("counter 1", "1")
SUMS = ("1.00", "2.50", "13.37", "20.00")


@dataclass(frozen=True, slots=True)
class Told:
    """What the counter was told, and so tells the customer: a request id and what came of it."""

    request_id: str
    act: str
    number: str
    digest: str = ""


class NoPrinter:
    """A desk that prints nothing."""

    def status(self) -> str:
        return "ready"

    def wake(self) -> None:
        """Nothing to wake."""

    def open_drawer(self, slip: Paper) -> None:
        """No drawer."""


def cheap_hashes() -> AbstractContextManager[object]:
    """A PIN is asked for at every start: cheap hashes keep the tests short, and none is made anew in a recorded day."""
    return mock.patch("storage.hashing.COST", (1, 8, 1))


def stock_up(books: Books, bills: int) -> None:
    """Let in the clerk and who approves, and one water account with one bill for each of `bills` customers."""
    with cheap_hashes():
        for person in (JANE, SUPERVISOR):
            assert books.add_operator(person, PINS[person.operator_id], at(7)) is None
    accounts = [water_account(f"W-{n}", f"Customer {n}", f"{n} Main St") for n in range(bills)]
    demands = [water_bill(f"B{n}", f"W-{n}", water=70_000, sewer=30_000) for n in range(bills)]
    books.take_in(intake_of(demands, kind="water"), accounts, demands)
    keep_sample_policy(books)


def sit_down(books: Books, name: str, printer: Printer | None = None) -> Desk:
    """A desk whose request ids begin with `name` and whose clock ticks a second at each look."""
    numbers, seconds = itertools.count(), itertools.count()

    def clock() -> datetime:
        return at(9) + timedelta(seconds=next(seconds))

    return Desk(
        books,
        sample_office(),
        STATION,
        clock=clock,
        new_id=lambda: f"{name}-{next(numbers)}",
        printer=printer or NoPrinter(),
    )


def open_drawer(desk: Desk, request_id: str) -> Told:
    """Sign in and open the drawer; a session that is still open is taken up."""
    with cheap_hashes():
        assert desk.sign_in(JANE.operator_id, PINS[JANE.operator_id]) is None
    if desk.session is None:
        order = open_order(STATION.drawer, JANE, request=request_id)
        desk.session = ok(desk.books.open_session(order, desk.office))
    return Told(request_id, "opened", desk.session.session_id)


def fill_cart(desk: Desk, dice: random.Random, bills: int) -> None:
    """One customer: a part of a bill, tags or both; a check and cash, a card, or cash with change."""
    if not desk.cart.lines:
        if dice.random() < 0.7:
            state = desk.books.bill(f"B{dice.randrange(bills)}")
            assert state is not None
            assert desk.add_bill(state, amount=Money(dice.randint(1, 300))) is None
        if not desk.cart.lines or dice.random() < 0.5:
            assert desk.add_items("TS", dice.randint(1, 4)) is None
    if desk.cart.due > Money(150) and dice.random() < 0.4:
        assert desk.tender("K", "1.50", "1001") is None
    if desk.cart.due and dice.random() < 0.3:
        assert desk.tender("D", "", "A77") is None
    while desk.cart.due:
        assert desk.tender("C", dice.choice(SUMS)) is None


def finish(desk: Desk) -> Told:
    """Post the cart, as F10 does."""
    posted = ok(desk.books.post(ok(desk.order())))
    assert desk.posted(posted) is None
    return as_told(posted)


def as_told(posted: PostedReceipt) -> Told:
    """What the counter says of a receipt."""
    body, header = posted.posting.body, posted.posting.header
    assert isinstance(body, Receipt)
    return Told(header.request_id, "posted", str(body.number), posted.posting.trail.digest)


def void(desk: Desk, number: str) -> Told:
    """Void a receipt of this session, approved; one that is void already is told as it is."""
    receipt = parse_receipt_no(number)
    assert receipt is not None
    with cheap_hashes():
        why = support(desk, CorrectionKind.VOID)
    posted = CorrectionDesk(desk).void(receipt, why)
    if isinstance(posted, Refusal):
        assert posted.code is Code.RECEIPT_CORRECTED, posted
        (posted,) = desk.books.corrections_of(receipt)
    header = posted.posting.header
    return Told(header.request_id, "voided", number, posted.posting.trail.digest)


def void_last(desk: Desk) -> Told:
    """Void the last receipt."""
    return void(desk, as_told(desk.books.receipts(limit=1)[0]).number)


def close_drawer(desk: Desk, request_id: str) -> Told:
    """Count the drawer rightly and close it."""
    session = desk.session
    assert session is not None
    posting = ok(desk.books.close_session(_close_order(desk, session, request_id), desk.office))
    desk.session = None
    return Told(request_id, "closed", session.session_id, posting.trail.digest)


def _close_order(desk: Desk, session: DrawerSession, request_id: str) -> CloseOrder:
    takings = desk.books.takings(session.session_id)
    kinds = {k.code: k for k in desk.office.tender_kinds}
    cash, card = (expected_of(kinds[c], session.float_amount, takings).cents for c in "CD")
    checks = dict(desk.books.check_amounts(session.session_id)).get("K", ())
    count = count_of(cash, [c.cents for c in checks], card=card)
    return CloseOrder(request_id, session.session_id, JANE, desk.clock(), count)


def untrue(books: Books, told: Sequence[Told], in_flight: int = 1) -> list[str]:
    """What is wrong with the books, given everything that was told before they stopped.

    `in_flight`: how many receipts may be posted that nobody had been told of.
    """
    problems = [f"{p.name}: {d}" for p in books.prove().lines for d in p.differences]
    receipts = [as_told(r) for r in books.receipts(limit=100_000)]
    times = Counter(r.request_id for r in receipts)
    problems += [f"request {r} is posted {n} times" for r, n in times.items() if n > 1]
    numbers = sorted(int(r.number.rsplit("-", 1)[1]) for r in receipts)
    if numbers != list(range(1, len(numbers) + 1)):
        problems.append(f"the receipt numbers have a gap or are doubled: {numbers}")
    found = {r.request_id: r for r in receipts}
    for one in told:
        problems += _check(books, one, found)
    # What the books answer to a request id is read as the receipts are: the newest stand for all.
    for one in [t for t in told if t.act == "posted"][-2:]:
        attempt = books.attempt(one.request_id)
        if attempt is None or as_told(attempt) != one:
            problems.append(f"request {one.request_id} was posted and the books say {attempt}")
    unheard = len(found) - sum(one.act == "posted" for one in told)
    if unheard > in_flight:
        problems.append(f"{unheard} receipts are posted that nobody was told of")
    return problems


def _check(books: Books, one: Told, found: dict[str, Told]) -> list[str]:
    if one.act == "posted":
        if found.get(one.request_id) != one:
            return [f"receipt {one.number} was told and is lost or another"]
    elif one.act == "voided":
        voided = books.correction_asked(one.request_id)
        if voided is None or voided.posting.trail.digest != one.digest:
            return [f"receipt {one.number} was told void and is not"]
    elif one.act == "opened":
        if books.session(one.number) is None:
            return [f"session {one.number} was opened and is lost"]
    elif books.closing(one.number) is None:
        return [f"session {one.number} was closed and is open"]
    return []
