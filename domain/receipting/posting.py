"""Posting: the one immutable, balanced record from which everything else is derived.

An order is all that was decided before the books are touched; sealing it with the number and the chain's head that the
books hold, inside their transaction, makes the posting.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.corrections.codec import correction_data
from domain.corrections.values import Correction
from domain.custody.acts import CustodyAct
from domain.custody.drawer import DrawerClosed, DrawerCutOff, DrawerOpened, DrawerSession
from domain.grounds import NO_GROUNDS, Grounds
from domain.ledger.journal import Journal, entry_of
from domain.ledger.trail import TrailEntry, canonical, digest_of, link
from domain.office import Office
from domain.people.approval import Given
from domain.receipting.approving import approved
from domain.receipting.cart import BillLine, Cart, ItemLine, Line
from domain.receipting.codec import Data, cart_data, evidence_data, line_data, tender_data
from domain.receipting.numbering import unnumbered
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receipting.tendering import ready, round_cash
from domain.receivables.evidence import effective_for, refuse_effective_day
from domain.refusals import Code, Refusal, refuse


class PostingKind(StrEnum):
    """What kind of act a posting records."""

    RECEIPT = "receipt"
    DRAWER_OPENED = "drawer_opened"
    DRAWER_CUT_OFF = "drawer_cut_off"
    DRAWER_CLOSED = "drawer_closed"
    CORRECTION = "correction"
    CUSTODY = "custody"


Body = Receipt | DrawerOpened | DrawerCutOff | DrawerClosed | Correction | CustodyAct


@dataclass(frozen=True, slots=True)
class Header:
    """Who, where and when: what every posting carries.

    ``entered_at`` is a UTC instant; ``business_date`` the session's; ``effective_on`` the day on which the law says
    it was paid. ``request_digest`` is of what was asked, so that a request id is never used for two contents.
    """

    request_id: str
    request_digest: str
    session_id: str
    drawer: str
    station: str
    operator_id: str
    operator_name: str
    business_date: date
    effective_on: date
    entered_at: datetime
    policy_digest: str

    def __post_init__(self) -> None:
        # Another offset would come back from the books as UTC, and the digest would no longer agree.
        if not self.request_id or self.entered_at.utcoffset() != timedelta(0):
            raise ValueError("a posting has a request id and a UTC instant")


@dataclass(frozen=True, slots=True)
class Posting:
    """A sealed posting: header, body, balanced journal and its link in the trail."""

    header: Header
    body: Body
    journal: Journal
    trail: TrailEntry

    @property
    def kind(self) -> PostingKind:
        """What kind of act it records."""
        return _KINDS[type(self.body)]


_KINDS = {
    Receipt: PostingKind.RECEIPT,
    DrawerOpened: PostingKind.DRAWER_OPENED,
    DrawerCutOff: PostingKind.DRAWER_CUT_OFF,
    DrawerClosed: PostingKind.DRAWER_CLOSED,
    Correction: PostingKind.CORRECTION,
    CustodyAct: PostingKind.CUSTODY,
}


@dataclass(frozen=True, slots=True)
class ReceiptOrder:
    """A cart that may be posted, with its header and journal; all of it was checked by ``order_receipt``.

    ``grounds`` are what it was decided on beside its own bills; the books refuse it when they have moved.
    """

    header: Header
    cart: Cart = field(repr=False)
    journal: Journal
    grounds: Grounds = NO_GROUNDS

    @property
    def approvers(self) -> dict[str, str]:
        """The names of those who approved something of it, by their sign-in names."""
        return {given.approval.operator_id: given.approval.name for given in self.given}

    @property
    def given(self) -> tuple[Given, ...]:
        """What was approved of it, as the access log must know it."""
        return self.cart.approvals


def order_receipt(
    cart: Cart,
    session: DrawerSession,
    operator_id: str,
    entered_at: datetime,
    office: Office,
    *,
    new_staff: bool = False,
    grounds: Grounds = NO_GROUNDS,
    paid_on: date | None = None,
) -> ReceiptOrder | Refusal:
    """Return the order that posts ``cart`` in ``session`` at ``entered_at`` (UTC), or what stands against it.

    Refuses a cart that is not ready, a session that is another operator's, a line that counts for another day than
    the business date without evidence that gives it that day (invariant I12), and what needs a second person's yes
    and has none (invariant I10). The posting's effective date is the earliest day that any line counts for.
    ``paid_on`` is the office's calendar day at ``entered_at`` where the session is of a later business date.
    """
    if paid_on is not None and abs(entered_at.date() - paid_on) > timedelta(days=1):
        raise ValueError("the day of payment is that of the entry, on the office's clock")
    if session.operator_id != operator_id:
        return refuse(Code.SESSION_NOT_YOURS, drawer=session.drawer, owner=session.operator_name)
    cart = round_cash(cart, session.business_date, office)
    missing = ready(cart, office) or unnumbered(cart, office)
    if missing is not None:
        return missing
    misdated = _misdated(cart, session.business_date, office, paid_on)
    if misdated is not None:
        return misdated
    checked = approved(cart, session.business_date, office, operator_id, new_staff=new_staff)
    if isinstance(checked, Refusal):
        return checked
    cart = checked
    journal = _receipt_journal(cart, office)
    if isinstance(journal, Refusal):
        return journal
    header = Header(
        cart.request_id,
        digest_of([cart_data(cart), session.session_id]),
        session.session_id,
        session.drawer,
        session.station,
        session.operator_id,
        session.operator_name,
        session.business_date,
        min(_effective_on(line, session.business_date) for line in cart.lines),
        entered_at,
        office.digest,
    )
    return ReceiptOrder(header, cart, journal, grounds)


def _effective_on(line: Line, business_date: date) -> date:
    own = line.effective_on if isinstance(line, BillLine) else None
    return own or business_date


def _misdated(
    cart: Cart, business_date: date, office: Office, paid_on: date | None
) -> Refusal | None:
    for line in cart.lines:
        day = _effective_on(line, business_date)
        if day == business_date and cart.evidence is None:
            continue
        refusal = refuse_effective_day(day, business_date, cart.evidence, paid_on)
        if refusal is None and cart.evidence is not None and isinstance(line, BillLine):
            shown = effective_for(cart.evidence, office.service(line.service), office)
            if isinstance(shown, Refusal):
                return shown
            if shown != day:
                # The line was decided on other evidence than what is in the cart now.
                return refuse(Code.EFFECTIVE_WITHOUT_EVIDENCE, effective=day, entered=business_date)
        if refusal is not None:
            return refusal
    return None


def _receipt_journal(cart: Cart, office: Office) -> Journal | Refusal:
    movements = [(t.gl_code, t.amount.cents) for t in cart.tenders]
    change = cart.change
    if change:
        cash = next(t for t in cart.tenders if t.is_cash)
        movements.append((cash.gl_code, -change.cents))
    for line in cart.lines:
        if isinstance(line, ItemLine):
            movements.append((line.gl_code, -line.amount.cents))
        else:
            service = office.service(line.service)
            movements.extend((service.gl_code(a.kind), -a.amount.cents) for a in line.allocations)
            if line.difference:
                movements.append((line.difference_gl, -line.difference.cents))
    movements.append((rounding_account(cart), -cart.rounding.cents))
    return entry_of(movements, office.funds)


def rounding_account(cart: Cart) -> str:
    """Return the account that bears the cart's rounding; empty where nothing is rounded."""
    row = cart.rounding_row
    return row.gl_code if row is not None and cart.rounding else ""


def seal_receipt(order: ReceiptOrder, seq: int, chain_no: int, previous: str) -> Posting:
    """Return the posting of ``order`` with the drawer's next receipt sequence, behind digest ``previous``."""
    cart, header = order.cart, order.header
    number = ReceiptNo(header.business_date.year, header.drawer, seq)
    receipt = Receipt(
        number,
        cart.lines,
        cart.tenders,
        cart.change,
        cart.payer,
        cart.evidence,
        cart.notices,
        cart.approvals,
        cart.rounding,
        rounding_account(cart),
    )
    return seal(header, receipt, order.journal, chain_no, previous)


def seal(header: Header, body: Body, journal: Journal, chain_no: int, previous: str) -> Posting:
    """Return the posting of ``body`` as link ``chain_no`` of its drawer's series, behind digest ``previous``."""
    content = canonical(content_data(header, body, journal))
    return Posting(header, body, journal, link(header.drawer, chain_no, previous, content))


def verify(posting: Posting) -> bool:
    """Whether the posting's digest is that of its content: false when anything in it was changed."""
    content = canonical(content_data(posting.header, posting.body, posting.journal))
    trail = posting.trail
    return link(trail.series, trail.chain_no, trail.previous, content) == trail


def content_data(header: Header, body: Body, journal: Journal) -> Data:
    """Return everything that a posting says, as plain data in a fixed order: what its digest is taken of."""
    return [
        header.request_id,
        header.request_digest,
        header.session_id,
        header.drawer,
        header.station,
        header.operator_id,
        header.operator_name,
        header.business_date.isoformat(),
        header.effective_on.isoformat(),
        header.entered_at.isoformat(),
        header.policy_digest,
        _body_data(body),
        [[line.gl_code, line.debit.cents, line.credit.cents] for line in journal.lines],
    ]


def _body_data(body: Body) -> Data:
    if isinstance(body, Correction):
        return correction_data(body)
    if isinstance(body, Receipt):
        return [
            PostingKind.RECEIPT.value,
            str(body.number),
            body.payer,
            body.change.cents,
            [line_data(line) for line in body.lines],
            [tender_data(t) for t in body.tenders],
            evidence_data(body.evidence),
            list(body.notices),
            [given.data() for given in body.approvals],
            [body.rounding.cents, body.rounding_gl],
        ]
    return body.data()
