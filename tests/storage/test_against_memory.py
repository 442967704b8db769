"""The same acts in any order on books in memory and on SQLite: the same answers, to the letter."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.people.authority import Operator
from domain.receipting.cart import Cart, add_bill
from domain.receipting.paper import Paper, PaperLine
from domain.receipting.posting import order_receipt
from domain.receipting.tendering import add_tender
from domain.receivables.bills import BillState
from domain.records import (
    DraftState,
    PaperKind,
    PostedCorrection,
    PostedReceipt,
    PrintJob,
    PrintState,
    Sheet,
    SheetKind,
)
from domain.refusals import Refusal
from storage.memory import MemoryBooks
from storage.open import create_books, open_books
from tests.environment import PRIVATE_FOLDER
from tests.logged import logged
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    DIEGO,
    JANE,
    SUPERVISOR,
    at,
    count_of,
    intake_of,
    open_order,
    sample_bills,
    sample_office,
    tax_bill,
    water_bill,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

OFFICE = sample_office()
T = TypeVar("T")
WHO = st.sampled_from([JANE, DIEGO, SUPERVISOR])
DRAWERS = st.sampled_from(["1", "2", "3"])
NUMBERS = st.sampled_from([b.bill_no for b in sample_bills()])
REQUESTS = st.sampled_from([f"r-{n}" for n in range(12)])


@cache
def empty_file() -> Path:
    """Empty books in a file, to be copied."""
    path = PRIVATE_FOLDER / "against_memory.db"
    create_books(f"sqlite:///{path}", training=False)
    return path


def without_ids(answer: object) -> object:
    """An answer less the ids that each kind of books gives in its own way."""
    if isinstance(answer, PostedReceipt):
        return (answer.posting, answer.copies, answer.corrected)
    if isinstance(answer, PostedCorrection):
        return answer.posting
    if isinstance(answer, PrintJob):
        return (answer.paper, answer.copy_no, answer.station, answer.kick, answer.state)
    if isinstance(answer, Sheet):
        return (answer.kind, answer.about, answer.paper, answer.operator_id, answer.at)
    if isinstance(answer, tuple):
        return tuple(without_ids(part) for part in answer)
    return answer


class TwoBooks(RuleBasedStateMachine):
    """Every act is done on both; what differs is a defect in one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=PRIVATE_FOLDER))
        path = shutil.copy(empty_file(), self.folder / "books.db")
        self.sql: Books = open_books(f"sqlite:///{path}")
        self.memory: Books = MemoryBooks()
        self.minute = 0
        self.day: date = DAY
        self.seen: dict[str, BillState] = {}

    def teardown(self) -> None:
        assert self.both(lambda b: b.prove().proves)
        heads = self.both(lambda b: tuple(sorted(b.prove().heads)))
        assert len(heads) <= 4
        self.sql.close()
        shutil.rmtree(self.folder)

    def both(self, act: Callable[[Books], T]) -> T:
        """Do an act on both books and return the one answer."""
        expected, found = act(self.memory), act(self.sql)
        assert without_ids(found) == without_ids(expected)
        return expected

    def now(self) -> int:
        """The next minute of the day."""
        self.minute += 1
        return self.minute

    @initialize()
    def fill(self) -> None:
        self.both(kit.fill)

    @rule(cents=st.sampled_from([122455, 130000, 100]), water=st.sampled_from([8610, 50, 20000]))
    def take_in_newer(self, cents: int, water: int) -> None:
        bills = (tax_bill(cents=cents), water_bill(water=water))
        intake = intake_of(bills, content=f"{cents} {water}", moment=at(9, self.now() % 60))
        self.both(lambda b: b.take_in(intake, (), bills))

    @rule(
        drawer=DRAWERS,
        who=WHO,
        request=REQUESTS,
        float_cents=st.sampled_from([0, 19000, 20000]),
        why=st.sampled_from(["", "miscount"]),
    )
    def open_a_drawer(
        self, drawer: str, who: Operator, request: str, float_cents: int, why: str
    ) -> None:
        order = open_order(
            drawer, who, on=self.day, request="o" + request, cents=float_cents, why=why
        )
        order = replace(order, at=order.at + timedelta(minutes=self.now()))
        self.both(lambda b: b.open_session(order, OFFICE))

    @rule(number=NUMBERS)
    def look_at(self, number: str) -> None:
        state = self.both(lambda b: b.bill(number))
        assert state is not None
        self.seen[number] = state

    @rule(drawer=DRAWERS, request=REQUESTS, numbers=st.lists(NUMBERS, max_size=3), tags=st.integers(0, 3),
          part=st.none() | st.integers(1, 9000))  # fmt: skip
    def post(
        self, drawer: str, request: str, numbers: list[str], tags: int, part: int | None
    ) -> None:
        session = self.both(lambda b: b.session_at(drawer))
        if session is None:
            return
        cart = Cart(request) if not tags else replace(kit.tags_cart(request, tags), tenders=())
        for number in numbers:
            state = self.seen.get(number) or kit.state(self.memory, number)
            amount = None if part is None else Money(part)
            added = add_bill(cart, state, session.business_date, OFFICE, amount=amount)
            cart = cart if isinstance(added, Refusal) else added
        paid = add_tender(cart, "C", OFFICE, amount=Money(cart.total.cents + 37))
        if isinstance(paid, Refusal):
            return
        moment = session.opened_at + timedelta(minutes=self.now())
        order = order_receipt(paid, session, session.operator_id, moment, OFFICE)
        assert not isinstance(order, Refusal)
        self.both(lambda b: b.post(order))
        self.both(lambda b: b.attempt(request))

    @rule(drawer=DRAWERS, request=REQUESTS, who=WHO, state=st.sampled_from(DraftState))
    def keep_a_cart(self, drawer: str, request: str, who: Operator, state: DraftState) -> None:
        if self.both(lambda b: b.attempt(request)) is not None:
            return
        moment = at(10) + timedelta(minutes=self.now())
        draft = kit.draft_of(
            kit.tags_cart(request), state, drawer=drawer, operator=who, moment=moment
        )
        self.both(lambda b: b.save_draft(draft))

    @rule(drawer=DRAWERS, request=REQUESTS, who=WHO)
    def recall_a_cart(self, drawer: str, request: str, who: Operator) -> None:
        moment = at(10) + timedelta(minutes=self.now())
        by = kit.draft_of(Cart(request), drawer=drawer, operator=who, moment=moment)
        self.both(lambda b: b.recall(request, by))

    @rule(request=REQUESTS)
    def drop_a_cart(self, request: str) -> None:
        self.both(lambda b: b.drop_draft(request))

    @rule(drawer=DRAWERS, exact=st.booleans(), reason=st.sampled_from(["", "miscount"]), request=REQUESTS)  # fmt: skip
    def count_and_close(self, drawer: str, exact: bool, reason: str, request: str) -> None:
        session = self.both(lambda b: b.session_at(drawer))
        if session is None:
            return
        who = next(o for o in (JANE, DIEGO, SUPERVISOR) if o.operator_id == session.operator_id)
        takings = self.both(lambda b: b.takings(session.session_id))
        cash = sum(amount.cents for _, amount in takings.taken) - takings.change.cents
        count = count_of(session.float_amount.cents + cash + (0 if exact else 1))
        moment = session.opened_at + timedelta(hours=8)
        self.both(lambda b: b.try_count(session.session_id, who.operator_id, count, moment, OFFICE))
        order = CloseOrder("c" + request, session.session_id, who, moment, count, reason)
        self.both(lambda b: b.close_session(order, OFFICE))
        self.both(lambda b: (b.closing(session.session_id) or (0, None))[1])

    @rule(drawer=DRAWERS, which=st.integers(0, 5), request=REQUESTS)
    def void_a_receipt(self, drawer: str, which: int, request: str) -> None:
        session = self.both(lambda b: b.session_at(drawer))
        made = self.both(lambda b: b.receipts(limit=6))
        if session is None or which >= len(made):
            return
        posted = made[which]
        if posted.undone or posted.posting.header.session_id != session.session_id:
            return
        who = next(o for o in (JANE, DIEGO, SUPERVISOR) if o.operator_id == session.operator_id)
        moment = session.opened_at + timedelta(minutes=self.now())
        order = corrections.void_order(
            self.memory, session, posted, "v" + request, moment, maker=who, approver=CHAMBERLAIN
        )
        self.both(lambda b: b.correct(logged(b, order)))
        number = kit.receipt_of(posted).number
        self.both(lambda b: b.corrections_of(number))
        self.both(lambda b: b.takings(session.session_id))
        self.both(lambda b: b.check_amounts(session.session_id))
        self.both(lambda b: b.correction_asked("v" + request))

    @rule(number=NUMBERS, cents=st.sampled_from([1, 500, 3000]), request=REQUESTS)
    def change_a_bill(self, number: str, cents: int, request: str) -> None:
        charge = kit.state(self.memory, number).bill.instalments[0].charges[0]
        order = corrections.adjustment_order(
            self.memory,
            CorrectionKind.ADJUSTMENT,
            number,
            (1, charge.kind, -cents),
            on=self.day,
            request="a" + request,
            maker=CHAMBERLAIN,
            approver=SUPERVISOR,
        )
        self.both(lambda b: b.correct(logged(b, order)))
        self.both(lambda b: b.corrections_of_bill(number))
        self.both(lambda b: b.corrections(self.day, self.day))

    @rule(days=st.sampled_from([1, 40, 365]))
    def another_day(self, days: int) -> None:
        if self.day < date(2031, 1, 1):
            self.day += timedelta(days=days)

    @rule(which=st.integers(0, 5), state=st.sampled_from(PrintState))
    def work_the_printer(self, which: int, state: PrintState) -> None:
        for books in (self.memory, self.sql):
            jobs = books.queued("counter 1")
            if which < len(jobs):
                books.mark(jobs[which].job_id, state)

    @rule(number=NUMBERS, kind=st.sampled_from(SheetKind))
    def tell(self, number: str, kind: SheetKind) -> None:
        paper, moment = Paper((PaperLine(f"{kind} {number}"),)), at(11, self.now() % 60)
        self.both(lambda b: b.queue_sheet(kind, number, paper, "counter 1", "jane", moment))

    @rule(number=NUMBERS)
    def tell_again(self, number: str) -> None:
        def reprint(books: Books) -> PrintJob | None:
            made = books.sheets(number, limit=1)
            if not made:
                return None
            return books.reprint_sheet(made[0].sheet_id, "counter 1", "jane", at(15))

        self.both(reprint)

    @rule()
    def restart_the_printer(self) -> None:
        self.both(lambda b: b.recover_prints("counter 1"))

    @rule(which=st.integers(0, 5))
    def print_again(self, which: int) -> None:
        def reprint(books: Books) -> PrintJob | None:
            made = books.receipts(limit=6)
            if which >= len(made):
                return None
            return books.reprint(
                made[which].posting_id, PaperKind.RECEIPT, "counter 1", "jane", at(15)
            )

        self.both(reprint)

    @invariant()
    def they_tell_the_same(self) -> None:
        self.both(lambda b: b.receipts(limit=3))
        self.both(lambda b: b.parked())
        self.both(lambda b: b.parked("1"))
        self.both(lambda b: b.active_draft("counter 1", "jane"))
        self.both(lambda b: b.session_by("jane"))
        self.both(lambda b: b.sessions(self.day))
        self.both(lambda b: b.last_business_date("1"))
        self.both(lambda b: b.queued("counter 1"))
        self.both(open_numbers)
        for number in (kit.TAX, kit.WATER):
            self.both(lambda b, n=number: b.bill(n))  # type: ignore[misc]
            self.both(lambda b, n=number: b.receipts_of_bill(n))  # type: ignore[misc]
            self.both(lambda b, n=number: b.payments_of_bill(n))  # type: ignore[misc]
            self.both(lambda b: b.last_sale("T1", ""))
            self.both(lambda b, n=number: b.sheets(n))  # type: ignore[misc]


def open_numbers(books: Books) -> tuple[tuple[str, ...], ...]:
    """The open bills of the two parcels and the two water accounts."""
    accounts = [("tax", "500700-70.-1-1"), ("water", "W-1001"), ("water", "W-1002")]
    ids = [kit.account_id(books, *account) for account in accounts]
    found = books.open_bills(ids)
    return tuple(tuple(sorted(s.bill.bill_no for s in found.get(i, ()))) for i in ids)


TwoBooks.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
TestTwoBooks = TwoBooks.TestCase
