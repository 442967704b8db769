"""What the books in memory hold: plain dictionaries and lists behind one lock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from threading import RLock

from domain.corrections.values import Correction
from domain.custody.acts import CustodyAct
from domain.custody.closing_day import against_sealed
from domain.custody.day_seal import DaySealed
from domain.custody.depositing import item_claim
from domain.custody.drawer import DrawerSession
from domain.custody.no_sale import NoSale
from domain.custody.reversal import ActReversed
from domain.custody.session_counts import BlindTry, CountKind, SessionCount
from domain.grounds import Grounds, Versions, versions
from domain.intake import IntakeResult
from domain.ledger.trail import GENESIS
from domain.money import Money
from domain.people.access import AccessEvent, AccessKind
from domain.people.approval import Given, marks_of
from domain.people.authority import Operator
from domain.policy.kept import NOT_KEPT, KeptPolicy
from domain.receipting.cart import ItemLine
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
    cut_off: dict[str, date] = field(default_factory=dict)
    """The sessions that were cut off, with their business dates."""
    tries: dict[str, list[BlindTry]] = field(default_factory=dict)
    counts: list[SessionCount] = field(default_factory=list)
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
    program_balances: dict[str, dict[str, Money]] = field(default_factory=dict)
    ticks: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    """By batch and person."""

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
        """Return the sessions that take receipts: neither cut off nor closed."""
        return [s for s in self.unclosed() if s.session_id not in self.cut_off]

    def unclosed(self) -> list[DrawerSession]:
        """Return the sessions that are not closed."""
        return [s for s in self.sessions.values() if s.session_id not in self.closings]

    def waiting_at(self, drawer: str) -> DrawerSession | None:
        """Return the session of a drawer that was cut off and is not closed."""
        waiting = (s for s in self.unclosed() if s.session_id in self.cut_off)
        return next((s for s in waiting if s.drawer == drawer), None)

    def final_count(self, session_id: str) -> SessionCount | None:
        """Return the final count of a session."""
        finals = (c for c in self.counts if c.order.kind is CountKind.FINAL)
        return next((c for c in finals if c.order.session_id == session_id), None)

    def count_in(self, session_id: str) -> Refusal | None:
        """Refuse money into or out of a drawer whose final count is in."""
        if self.final_count(session_id) is None:
            return None
        return refuse(Code.COUNT_IN, drawer=session_id.rpartition("-")[0])

    def sealed_through(self) -> date | None:
        """Return the last business date that is closed."""
        acts = (p.body.body for p in self.postings if isinstance(p.body, CustodyAct))
        return max((body.on for body in acts if isinstance(body, DaySealed)), default=None)

    def day_closed(self, on: date) -> Refusal | None:
        """Refuse a posting to a business date that is closed."""
        return against_sealed(on, self.sealed_through())

    def unkept(self, policy_digest: str) -> Refusal | None:
        """Refuse to post under a policy that is not kept."""
        if policy_digest in self.policies:
            return None
        return refuse(Code.BOOKS_REFUSED, rule=NOT_KEPT)

    def versions(self, service: str, number: str) -> Versions:
        """Return all bills of an account with their versions."""
        held = (k for k in self.bills.values() if k.bill.service == service)
        return versions(
            (k.bill.bill_no, k.version) for k in held if k.bill.account_number == number
        )

    def moved(self, grounds: Grounds) -> Refusal | None:
        """Return what of the grounds of an order has moved since it was decided."""
        for ground in grounds.accounts:
            number = ground.moved(self.versions(ground.service, ground.account_number))
            if number is not None:
                changed = self.bills[number].changed
                at = self.clock_time(changed.at)
                return refuse(Code.BILL_CHANGED, bill=number, by=changed.by, at=at)
        for held in grounds.deposits:
            if self.deposited_by(held.receipt, held.tender_no) != held.made:
                return refuse(Code.CHECK_DEPOSIT_MOVED, receipt=held.receipt)
        for sale in grounds.sales:
            if self.last_sold(sale.item_code, sale.reference) != sale.request_id:
                return refuse(Code.SALE_CHANGED, reference=sale.reference)
        return None

    def deposited_by(self, receipt: str, tender_no: int) -> str:
        """Return the number of the deposit that holds a check and stands; empty where none does."""
        acts = [p.body for p in self.postings if isinstance(p.body, CustodyAct)]
        undone = {act.body.number for act in acts if isinstance(act.body, ActReversed)}
        claim = item_claim(receipt, tender_no)
        holding = (a for a in acts if a.number not in undone and claim in a.body.claims())
        return next((str(act.number) for act in holding), "")

    def last_sold(self, item_code: str, reference: str) -> str:
        """Return the request of the last sale of an item for a reference that stands; empty where there is none."""
        ended = {
            n for _, _, c in self.corrections() if c.amendment.ends for n in c.amendment.corrects
        }
        for _, posting, receipt in reversed(self.receipts()):
            sold = {(x.item_code, x.reference) for x in receipt.lines if isinstance(x, ItemLine)}
            if receipt.number not in ended and (item_code, reference) in sold:
                return posting.header.request_id
        return ""

    def gone(self, operator_id: str, approvers: Mapping[str, str]) -> Refusal | None:
        """Refuse an act of somebody who was disabled meanwhile, or one that such a person approved."""
        disabled = {k for k, person in self.people.items() if person.operator.disabled}
        if operator_id in disabled:
            return refuse(Code.OPERATOR_GONE, name=self.people[operator_id].operator.name)
        away = next((name for k, name in sorted(approvers.items()) if k in disabled), None)
        return None if away is None else refuse(Code.APPROVER_GONE, name=away)

    def unlogged(self, given: Iterable[Given]) -> Refusal | None:
        """Refuse an approval that the access log does not know, or knows to be of another thing."""
        for each in given:
            said = each.approval
            line = (said.at, said.operator_id, AccessKind.APPROVED.value)
            marks = {e.why for e in self.access if (e.at, e.operator_id, e.event) == line}
            if marks_of(each).isdisjoint(marks):
                return refuse(Code.APPROVAL_OTHER, name=said.name, about=each.about)
        return None

    def reused(self, request_id: str, request_digest: str) -> Refusal | None:
        """Refuse when the request id was posted with other content."""
        posted = self.postings[self.requests[request_id] - 1]
        if posted.header.request_digest == request_digest:
            return None
        body = posted.body
        name = posted.header.session_id
        if isinstance(body, Receipt | Correction | CustodyAct):
            name = str(body.number)
        return refuse(Code.REQUEST_REUSED, receipt=name)
