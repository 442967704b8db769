"""The desk: what one counter has in front of it, and the acts of the clerk on it.

No screen and no Textual here. The desk asks the domain and the books, keeps the answer, and gives a refusal back where
there is one; screens paint the desk. Every change of the cart is kept as a draft before the next key is taken, so that
a crash loses nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from domain.custody.drawer import DrawerSession
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.people.authority import Act, Operator, may
from domain.people.roles import Where
from domain.receipting.cart import Cart
from domain.receipting.paper import Paper
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.refresh import renew_cart
from domain.receipting.tendering import round_cash
from domain.receivables.accounts import Hold
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import BillState
from domain.receivables.overdue import days_overdue
from domain.records import DraftState, PostedReceipt, PrintJob, SheetKind
from domain.refusals import Code, Refusal, refuse
from tui.desk_cart import DeskCart
from tui.desk_drafts import DeskDrafts
from tui.desk_limit import DeskLimit
from tui.desk_masks import DeskMasks
from tui.desk_numbers import Station as Station
from tui.desk_past import DeskPast, PolicyAt, this_one_only
from tui.desk_single import SingleRules

if TYPE_CHECKING:
    from domain.books import Books
    from tui.desk_batches import Programs


class Printer(Protocol):
    """What the desk knows of its printer; the composition root hands one in."""

    def status(self) -> str:
        """Return a few words on the printer, such as ``ready`` or ``paper out``; never waits."""

    def wake(self) -> None:
        """Say that paper was queued."""

    def open_drawer(self, slip: Paper) -> None:
        """Print ``slip`` and open the drawer with it, now or not at all; never waits."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account owes today, and how many days the oldest of it is past due."""

    owed: Money
    overdue_days: int = 0


class Desk(DeskCart, DeskDrafts, DeskLimit, DeskMasks, DeskPast):
    """The counter's state: who is here, which drawer is open, what is in the cart."""

    def __init__(
        self,
        books: "Books",
        office: Office,
        station: Station,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        printer: Printer,
        policy_at: PolicyAt | None = None,
        programs: "Programs | None" = None,
    ) -> None:
        self.books = books
        self.office = office
        self.station = station
        self.clock = clock
        self.new_id = new_id
        self.printer = printer
        self.policy_at = policy_at or this_one_only(office)
        self.programs = programs
        self.zone = ZoneInfo(office.time_zone)
        books.tell_times_in(self.zone)
        self.operator: Operator | None = None
        self.session: DrawerSession | None = None
        self.count_in = False
        """Whether the open drawer's count is in for good: then it takes no more money."""
        self.waiting: tuple[DrawerSession, ...] = ()
        """The operator's sessions that were cut off and wait to be counted."""
        self.cart = Cart(new_id())
        self.last: PostedReceipt | None = None
        self.notices: tuple[str, ...] = ()
        """What became different in a kept cart since it was last in front; a sentence for each line."""
        self._asked: dict[tuple[object, ...], str] = {}

    def sign_in(self, operator_id: str, pin: str, badge: str = "") -> Refusal | None:
        """Sign an operator in, by badge or by name and PIN, and take up the drawer and the cart they had here."""
        signed = self.books.sign_in(
            operator_id.strip().lower(), pin, self.clock(), badge=badge, rules=self.office.sign_in
        )
        if isinstance(signed, Refusal):
            return signed
        self.operator = signed
        self.session = self.books.session_by(signed.operator_id)
        self.waiting = self.books.waiting_of(signed.operator_id)
        self.count_in = (
            self.session is not None and self.books.final_count(self.session.session_id) is not None
        )
        draft = self.books.active_draft(self.station.code, signed.operator_id)
        self.notices, self.what_if = (), None
        self.cart = self.dated(Cart(self.new_id()))
        if draft is not None:
            self.take_up(draft.cart)
        self.look_at_limit()
        return None

    def request_for(self, *content: object) -> str:
        """Return the request id of an act on the drawer: the same for the same content until it was answered."""
        return self._asked.setdefault(content, self.new_id())

    def answered(self, *content: object) -> None:
        """Say that the books answered this act: asked again, it is another request."""
        self._asked.pop(content, None)

    def unanswered(self, *begins: object) -> bool:
        """Whether an act whose content begins so was asked for and never answered: it may be in the books already."""
        return any(content[: len(begins)] == begins for content in self._asked)

    def sign_off(self) -> None:
        """Leave the counter; the cart stays kept for the same operator."""
        self.operator = None
        self.session = None
        self.what_if = None
        self.begin_cart()

    def begin_cart(self) -> None:
        """Begin a new cart; whoever was shown for the old one is masked again."""
        self.cart, self.seen = self.dated(Cart(self.new_id())), frozenset()

    def still_here(self) -> Refusal | None:
        """Read the operator again and return the refusal when he or she may no longer sign in; asked at each posting.

        A role that was changed meanwhile holds from here on.
        """
        if self.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        now = self.books.operator(self.operator.operator_id)
        if now is None or now.disabled:
            return refuse(Code.OPERATOR_GONE, name=self.operator.name)
        self.operator = now
        return None

    @property
    def single(self) -> SingleRules:
        """The rules of single services: liens, boots, what an account must tell."""
        return SingleRules(self.books, self.office)

    @property
    def is_new(self) -> bool:
        """Whether the rules for new staff hold for the person at the desk."""
        return self.operator is not None and self.operator.is_new(self.today)

    def _may_take(self, *, tender: str = "", service: str = "") -> Refusal | None:
        """Return what stands against taking money here of this kind or for this service."""
        if self.operator is None:
            return None
        where = Where(self.station.code, tender, service)
        return may(self.office, self.operator, Act.TAKE_MONEY, where=where)

    def assessed(self, state: BillState, on: date | None = None) -> Assessment:
        """Return what a bill comes to: on the day asked for, else on the one that its payment would count for now."""
        return assess(state, on or self.day_for(state.bill.service), self.office)

    def standings(self, account_ids: Sequence[int]) -> dict[int, Standing]:
        """Return what is owed today on each account, and for how long; accounts that owe nothing are at zero."""
        bills = self.books.open_bills(account_ids)
        found = {each: [self.assessed(state) for state in bills.get(each, ())] for each in bills}
        return {
            account_id: Standing(
                total(max(each.total, ZERO) for each in found.get(account_id, ())),
                max((days_overdue(each) for each in found.get(account_id, ())), default=0),
            )
            for account_id in account_ids
        }

    def may_take_money(self) -> Refusal | None:
        """Return what stands against taking money now: no right, no open drawer, or one of another counter or day.

        A drawer that was left open would give today's payments the date, and so the penalties, of an earlier day.
        """
        if self.operator is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=self.station.drawer)
        denied = self._may_take()
        if denied is not None:
            return denied
        if self.session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=self.station.drawer)
        if self.count_in:
            return refuse(Code.COUNT_IN, drawer=self.session.drawer)
        if self.session.drawer != self.station.drawer:
            return refuse(
                Code.DRAWER_ELSEWHERE, drawer=self.session.drawer, here=self.station.drawer
            )
        if self.session.business_date < self.local(self.clock()).date():
            opened = f"{self.session.business_date:%a %b %-d}"
            return refuse(Code.DRAWER_LEFT_OPEN, drawer=self.session.drawer, on=opened)
        return None

    def order(self) -> ReceiptOrder | Refusal:
        """Return the order that posts the cart, or what stands against it. Posting itself is a job for a thread."""
        denied = self.may_take_money() or self.still_here()
        if denied is not None or self.session is None or self.operator is None:
            return denied or refuse(Code.SESSION_NOT_OPEN, drawer=self.station.drawer)
        if self.dated(self.cart) != self.cart:
            # It was filled on the evening before, in a drawer that was open for today already.
            self.take_up(self.cart)
        grounds = self.single.grounds(self.cart, self.today)
        finished = self.single.finished(self.cart, self.today)
        if isinstance(finished, Refusal):
            return finished
        if finished != self.cart:
            self._take(finished)
        here, now = self.operator.operator_id, self.clock()
        cart, new, paid_on = self.sound_cart(), self.is_new, self.paid_on
        return order_receipt(
            cart,
            self.session,
            here,
            now,
            self.office,
            new_staff=new,
            grounds=grounds,
            paid_on=paid_on,
        )

    def posted(self, result: PostedReceipt | Refusal) -> Refusal | None:
        """Take up the answer of the books to a posting: a new cart, or the refusal with the cart kept as it is."""
        self.notices = ()
        if isinstance(result, Refusal):
            if result.code in (Code.BILL_CHANGED, Code.STOCK_NOT_THERE):
                self.decide_again()
            return result
        self.last = result
        self.begin_cart()
        self.printer.wake()
        return None

    def print_sheet(self, kind: SheetKind, about: str, paper: Paper) -> PrintJob | Refusal:
        """Keep a sheet about a bill, an account or a plate and print it here; refuses while nobody is signed in."""
        if self.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        here, by = self.station.code, self.operator.operator_id
        job = self.books.queue_sheet(kind, about, paper, here, by, self.clock())
        self.printer.wake()
        return job

    def take_up(self, cart: Cart, *, new: bool = False) -> None:
        """Bring a cart, kept or ``new``, to the front, decided as of today; ``notices`` says what is not as it was."""
        self.seen = frozenset()
        renewed = renew_cart(self.dated(cart), self._look, self.today, self.office)
        self.cart = round_cash(renewed.cart, self.today, self.office)
        self.notices = renewed.notices
        if new or renewed.cart != cart:
            self._take(renewed.cart)
        self.number_again()

    def _look(self, bill_no: str) -> tuple[BillState, tuple[Hold, ...]] | None:
        state = self.books.bill(bill_no)
        if state is None:
            return None
        return self.shown(state), (*self._holds_of(state), *self.single.holds(state, self.today))

    def _holds_of(self, state: BillState) -> tuple[Hold, ...]:
        account_id = self.books.account(state.bill.service, state.bill.account_number)
        customer = self.books.customer(account_id) if account_id is not None else None
        return customer.accounts[0].account.holds if customer else ()

    def _take(self, result: Cart | Refusal) -> Refusal | None:
        if isinstance(result, Refusal):
            return result
        # Kept before it is shown: where the books cannot be reached, the act is not done at all.
        if self.operator is not None:
            if result.lines:
                self.books.save_draft(self._draft(result, DraftState.ACTIVE))
            else:
                self.books.drop_draft(result.request_id)
        self.cart = round_cash(result, self.today, self.office)
        return None
