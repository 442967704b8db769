"""The books: the ports through which everything outside the domain reads and writes, in the desk's words.

One act of the clerk is one method and one transaction. A write re-reads what it was decided on inside its own
transaction and refuses when that has moved. Adapters hold no rules: what may be posted was decided by the domain.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import Protocol

from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerSession, Takings
from domain.custody.sessions import CloseOrder, OpenOrder
from domain.grounds import Versions
from domain.intake import Intake, IntakeResult
from domain.money import Money
from domain.office import Office
from domain.outage import BooksUnavailable as BooksUnavailable
from domain.policy.kept import Policies
from domain.ports.corrections import Correcting as Correcting
from domain.ports.counting import Counting as Counting
from domain.ports.custody import CustodyActs as CustodyActs
from domain.ports.custody import Deposits as Deposits
from domain.ports.exporting import Exporting as Exporting
from domain.ports.guards import NoSales as NoSales
from domain.ports.people import People as People
from domain.ports.printing import PrintQueue as PrintQueue
from domain.ports.reports import Reporting as Reporting
from domain.ports.sealing import Sealing as Sealing
from domain.ports.stock import Stocking as Stocking
from domain.receipting.posting import Posting, ReceiptOrder
from domain.receipting.receipt import ReceiptNo
from domain.receivables.accounts import Account, Note
from domain.receivables.bills import Bill, BillState
from domain.records import (
    BillPayment,
    Customer,
    Draft,
    Found,
    ItemSale,
    PostedReceipt,
    Proof,
)
from domain.refusals import Refusal


class Lookup(Protocol):
    """Finding the debt."""

    def find(self, text: str, limit: int = 20) -> Found:
        """Return the accounts that ``text`` may mean: number, name, address, plate, bill; one wrong letter forgiven."""

    def bill(self, bill_no: str) -> BillState | None:
        """Return a bill as it stands, by its exact number (as scanned), or ``None``."""

    def bill_as_of(self, bill_no: str, version: int) -> BillState | None:
        """Return a bill without what postings did to it from ``version`` on, or ``None`` when there is no such bill.

        What its program says of it is as of the last import: where that is newer, the state's own version is greater
        than the one asked for.
        """

    def bill_account(self, bill_no: str) -> int | None:
        """Return the id of the account that a bill is on, or ``None``."""

    def customer(self, account_id: int) -> Customer | None:
        """Return everything owed by the customer behind an account, in all services, or ``None``."""

    def account(self, service: str, number: str) -> int | None:
        """Return the id of an account by its program's number, or ``None``."""

    def open_bills(self, account_ids: Sequence[int]) -> dict[int, tuple[BillState, ...]]:
        """Return the bills that are not paid in full, by account id."""

    def versions(self, service: str, number: str) -> Versions:
        """Return all bills of an account with their versions, paid and canceled ones too: what an act rests on."""

    def add_note(self, account_id: int, note: Note, *, false_alarm: bool = False) -> Refusal | None:
        """Append a note to an account; refuses an empty one, and one with a card number or the like in it.

        ``false_alarm`` is a person's word that it only looks like one; the caller notes that in the access log first.
        """


class Receipting(Protocol):
    """Posting and reading receipts."""

    def post(self, order: ReceiptOrder) -> PostedReceipt | Refusal:
        """Post a receipt and queue its printing, in one transaction.

        The same request id with the same content returns the same receipt; with other content it is refused. Refuses
        when the session is not open, when the operator or an approver may no longer sign in, and when a bill or what
        else the order rests on has moved since it was decided. Deletes the cart's draft.
        """

    def attempt(self, request_id: str) -> PostedReceipt | None:
        """Return what a request id was posted as, or ``None`` when it was not posted: the truth after a crash."""

    def receipt(self, number: ReceiptNo) -> PostedReceipt | None:
        """Return a receipt by its number, or ``None``."""

    def posting(self, posting_id: int) -> Posting | None:
        """Return a posting of any kind by its id in the books."""

    def receipts(
        self, *, session_id: str | None = None, on: date | None = None, limit: int = 200
    ) -> tuple[PostedReceipt, ...]:
        """Return the receipts of a session or a business date, newest first."""

    def receipts_approved(self, first: date, last: date) -> tuple[PostedReceipt, ...]:
        """Return the receipts of the business dates from ``first`` to ``last`` of which a second person approved
        something, in the order of posting."""

    def receipts_of_bill(self, bill_no: str) -> tuple[ReceiptNo, ...]:
        """Return the numbers of the receipts that applied money to a bill, oldest first."""

    def payments_of_bill(self, bill_no: str) -> tuple[BillPayment, ...]:
        """Return what receipts put on a bill, by whom and when, oldest first."""

    def last_sale(self, item_code: str, reference: str) -> ItemSale | None:
        """Return the last sale of an item for exactly this reference, such as a boot fee's plate.

        A receipt that was voided or reversed is none.
        """


class Custody(Protocol):
    """Drawer sessions."""

    def open_session(self, order: OpenOrder, office: Office) -> DrawerSession | Refusal:
        """Open a drawer; refuses an unknown one, one in use, and an operator who has one open already."""

    def session_at(self, drawer: str) -> DrawerSession | None:
        """Return the open session of a drawer, or ``None``."""

    def session_by(self, operator_id: str) -> DrawerSession | None:
        """Return the session that an operator has open, or ``None``."""

    def session(self, session_id: str) -> DrawerSession | None:
        """Return a session, open or closed."""

    def sessions(self, on: date) -> tuple[DrawerSession, ...]:
        """Return all sessions of a business date, oldest first."""

    def takings(self, session_id: str) -> Takings:
        """Return what a session's postings amount to. Never shown to the one who counts, before the count is in."""

    def check_amounts(self, session_id: str) -> tuple[tuple[str, tuple[Money, ...]], ...]:
        """Return the amounts of tenders counted item by item, by tender kind."""

    def try_count(
        self, session_id: str, operator_id: str, count: Count, at: datetime, office: Office
    ) -> CountVerdict | Refusal:
        """Record a blind count and return only whether it agrees; every try is kept.

        Refuses the last count again that did not agree, where no money moved since: it uses no try.
        """

    def close_session(self, order: CloseOrder, office: Office) -> Posting | Refusal:
        """Close a session on a count and queue its report's printing, in one transaction.

        Refuses a difference without a reason, and while carts of the drawer are parked.
        """

    def closing(self, session_id: str) -> tuple[int, Posting] | None:
        """Return the posting that closed a session, with its id, or ``None`` while it is open."""

    def last_business_date(self, drawer: str) -> date | None:
        """Return the latest business date a drawer has worked on."""


class Drafts(Protocol):
    """Carts before the commit."""

    def save_draft(self, draft: Draft) -> None:
        """Keep a cart, replacing what was kept under its request id."""

    def active_draft(self, station: str, operator_id: str) -> Draft | None:
        """Return the cart that was being worked on at a station when it stopped, or ``None``."""

    def parked(self, drawer: str | None = None) -> tuple[Draft, ...]:
        """Return the parked carts, of one drawer or of all, oldest first."""

    def recall(self, request_id: str, by: Draft) -> Draft | Refusal:
        """Take a parked cart: ``by`` names the drawer, station and operator. Refuses one already taken or gone."""

    def drop_draft(self, request_id: str) -> None:
        """Forget a cart that will not be posted."""


class Programs(Protocol):
    """What the accounting programs own: accounts and bills, taken in from their exports."""

    def take_in(
        self, intake: Intake, accounts: Iterable[Account], bills: Iterable[Bill]
    ) -> IntakeResult:
        """Take in accounts and bills of one export in one transaction; the same file again changes nothing.

        New and changed accounts and bills replace what the program owned before; postings are never touched, and a
        changed bill's version grows. Raises whatever the iterables raise, with nothing changed.
        """

    def intakes(self) -> tuple[IntakeResult, ...]:
        """Return the imports so far with their control totals, oldest first."""


class Proving(Protocol):
    """Adding everything up again."""

    def prove(self, on: date | None = None) -> Proof:
        """Check trail, guards, numbers, journals and derived rows of all postings (or of one business date)."""

    def policy_used(self) -> tuple[str, ...]:
        """Return the digests of the policies under which something was posted."""

    @property
    def training(self) -> bool:
        """Whether these books are for training: then every screen and paper says so."""


class Books(
    Lookup,
    Receipting,
    Correcting,
    Custody,
    Reporting,
    Exporting,
    CustodyActs,
    Deposits,
    Sealing,
    Stocking,
    Counting,
    NoSales,
    Drafts,
    PrintQueue,
    People,
    Programs,
    Policies,
    Proving,
    Protocol,
):
    """The whole of the books, as the composition root hands them out."""

    def tell_times_in(self, zone: tzinfo) -> None:
        """Tell the times in refusals ("changed by counter 2 at 10:42") by this zone's clock, not the machine's."""

    def close(self) -> None:
        """Let go of files and connections."""
