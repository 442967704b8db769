"""What the books in memory hold: plain dictionaries and lists behind one lock."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from threading import RLock

from domain.access import AccessEvent
from domain.authority import Operator
from domain.corrections.values import Correction
from domain.custody.count import Count
from domain.custody.drawer import DrawerSession
from domain.custody.no_sale import NoSale
from domain.intake import IntakeResult
from domain.ledger.trail import GENESIS
from domain.policies import NOT_KEPT, KeptPolicy
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.receivables.accounts import Account, Note
from domain.receivables.bills import Applied, Bill, BillState, Change
from domain.records import Draft, PrintJob, Sheet
from domain.refusals import Code, Refusal, refuse
from storage.search_memory import MemorySearch


@dataclass(slots=True)
class Person:
    """An operator, the salted hash of the PIN, the wrong PINs since the last right one, and the badge."""

    operator: Operator
    salt: bytes
    pin_hash: bytes
    wrong: int = 0
    badge: str = field(default="", repr=False)


@dataclass(slots=True)
class KeptBill:
    """A bill as its program gave it, what receipts applied to it, its version and who last changed it."""

    bill: Bill
    changed: Change
    version: int = 1
    applied: list[Applied] = field(default_factory=list)


@dataclass(slots=True)
class CountTry:
    """One blind count that was handed in, and whether it agreed."""

    operator_id: str
    count: Count
    at: datetime
    balanced: bool


@dataclass(slots=True)
class MemoryState:
    """Everything in the books. A posting's id is its place in ``postings``, counted from 1."""

    training: bool
    zone: tzinfo | None = None
    lock: RLock = field(default_factory=RLock)
    accounts: dict[int, Account] = field(default_factory=dict)
    account_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    notes: dict[int, list[Note]] = field(default_factory=dict)
    bills: dict[str, KeptBill] = field(default_factory=dict)
    search: MemorySearch = field(default_factory=MemorySearch)
    postings: list[Posting] = field(default_factory=list)
    requests: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, DrawerSession] = field(default_factory=dict)
    closings: dict[str, int] = field(default_factory=dict)
    tries: dict[str, list[CountTry]] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    jobs: dict[int, PrintJob] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    copies_asked: list[tuple[int, str, datetime]] = field(default_factory=list)
    """(print job, operator, when) of each duplicate."""
    people: dict[str, Person] = field(default_factory=dict)
    access: list[AccessEvent] = field(default_factory=list)
    no_sales: list[NoSale] = field(default_factory=list)
    intakes: list[IntakeResult] = field(default_factory=list)
    policies: dict[str, KeptPolicy] = field(default_factory=dict)

    def clock_time(self, at: datetime) -> str:
        """Return an instant as hours and minutes of the office's clock, for a refusal's sentence."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def append(self, posting: Posting) -> int:
        """Append a posting and return its id."""
        self.postings.append(posting)
        self.requests[posting.header.request_id] = len(self.postings)
        return len(self.postings)

    def head(self, drawer: str) -> tuple[int, str]:
        """Return the chain number and digest of the drawer's last posting."""
        for posting in reversed(self.postings):
            if posting.trail.series == drawer:
                return posting.trail.chain_no, posting.trail.digest
        return 0, GENESIS

    def receipts(self) -> list[tuple[int, Posting, Receipt]]:
        """Return the receipts in the order of posting, with their posting's id."""
        return [
            (posting_id, posting, posting.body)
            for posting_id, posting in enumerate(self.postings, start=1)
            if isinstance(posting.body, Receipt)
        ]

    def corrections(self) -> list[tuple[int, Posting, Correction]]:
        """Return the corrections in the order of posting, with their posting's id."""
        return [
            (posting_id, posting, posting.body)
            for posting_id, posting in enumerate(self.postings, start=1)
            if isinstance(posting.body, Correction)
        ]

    def state_of(self, kept: KeptBill) -> BillState:
        """Return a bill as the books hand it out."""
        account = self.accounts[self.account_ids[kept.bill.service, kept.bill.account_number]]
        return BillState(
            kept.bill,
            tuple(kept.applied),
            kept.version,
            account.name,
            account.address,
        )

    def open_session_at(self, drawer: str) -> DrawerSession | None:
        """Return the open session of a drawer."""
        return next((s for s in self.open_sessions() if s.drawer == drawer), None)

    def open_sessions(self) -> list[DrawerSession]:
        """Return the sessions that are not closed."""
        return [s for s in self.sessions.values() if s.session_id not in self.closings]

    def unkept(self, policy_digest: str) -> Refusal | None:
        """Refuse to post under a policy that is not kept."""
        if policy_digest in self.policies:
            return None
        return refuse(Code.BOOKS_REFUSED, rule=NOT_KEPT)

    def reused(self, request_id: str, request_digest: str) -> Refusal | None:
        """Refuse when the request id was posted with other content."""
        posted = self.postings[self.requests[request_id] - 1]
        if posted.header.request_digest == request_digest:
            return None
        body = posted.body
        name = posted.header.session_id
        if isinstance(body, Receipt | Correction):
            name = str(body.number)
        return refuse(Code.REQUEST_REUSED, receipt=name)
