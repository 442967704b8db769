"""Orders to open and to close a drawer, and how the books seal them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.custody.count import Count
from domain.custody.drawer import (
    DrawerCutOff,
    DrawerOpened,
    DrawerSession,
    Takings,
    close_drawer,
    close_needs_approval,
    closing_journal,
    opening_journal,
    unapproved,
)
from domain.custody.floats import FloatIssue, FloatLeft, FloatReason, float_unlike
from domain.custody.serials import ranges_data
from domain.custody.stock_close import NOTHING, Counted, Lying, count_stock
from domain.ledger.journal import Journal
from domain.ledger.trail import digest_of
from domain.money import Money
from domain.office import Office
from domain.people.approval import Approval
from domain.people.authority import Act, Operator, who_can
from domain.privacy.confidential import refused_text
from domain.receipting.posting import Header, Posting, seal
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """A request to open ``drawer`` with ``float_amount`` for ``operator`` on ``business_date``, at ``at`` (UTC).

    ``why`` says why the float is not what was left in the drawer, or not the standard one.
    """

    request_id: str
    drawer: str
    station: str
    operator: Operator
    business_date: date
    at: datetime
    float_amount: Money
    issue: FloatIssue | None = None
    why: FloatReason | None = None


@dataclass(frozen=True, slots=True)
class CloseOrder:
    """A request to close a session on a count, at ``at`` (UTC); the reason is needed when the count does not agree.

    ``approval`` is the second person's, where policy asks for one.
    """

    request_id: str
    session_id: str
    operator: Operator
    at: datetime
    count: Count
    reason_code: str = ""
    reason_text: str = ""
    approval: Approval | None = None
    stock: Counted = ()
    """The accountable stock that was counted, by series."""


@dataclass(frozen=True, slots=True)
class CutOffOrder:
    """A request that a session take no more receipts from ``at`` (UTC) on, and wait to be counted."""

    request_id: str
    session_id: str
    operator: Operator
    at: datetime


def open_digest(order: OpenOrder) -> str:
    """Return the digest of what is asked, for the request id."""
    return digest_of(
        [
            "open",
            order.drawer,
            order.operator.operator_id,
            order.business_date.isoformat(),
            order.float_amount.cents,
            *([] if order.issue is None else [order.issue.data()]),
            *([] if order.why is None else [order.why.code, order.why.text]),
        ]
    )


def close_digest(order: CloseOrder) -> str:
    """Return the digest of what is asked, for the request id."""
    return digest_of(
        [
            "close",
            order.session_id,
            order.count.data(),
            order.reason_code,
            clean_text(order.reason_text),
            [[series, ranges_data(ranges)] for series, ranges in order.stock],
        ]
    )


def cut_off_digest(order: CutOffOrder) -> str:
    """Return the digest of what is asked, for the request id."""
    return digest_of(["cut off", order.session_id])


def against_cut_off(order: OpenOrder, cut_off: date | None) -> Refusal | None:
    """Refuse to open a drawer on a business date that was cut off there; ``cut_off`` is the latest such date."""
    if cut_off is None or order.business_date > cut_off:
        return None
    return refuse(Code.BUSINESS_DATE_CUT_OFF, drawer=order.drawer, on=cut_off.isoformat())


def against_unlike(order: OpenOrder, left: FloatLeft | None, office: Office) -> Refusal | None:
    """Refuse, without one of the office's reasons, another float than was left in the drawer or than the standard.

    Also words that may not be kept, and, where policy has a second person approve what differs at a close, another
    amount that nobody who keeps the vault approved. A float out of the vault is approved by who gave it.
    """
    unlike = float_unlike(
        order.drawer, order.float_amount, left, office, issued=order.issue is not None
    )
    if unlike is None:
        return None
    why = order.why
    if why is None or why.code not in {reason.code for reason in office.opening_reasons}:
        return unlike
    secret = refused_text(why.text)
    if secret is not None or not float_needs_approval(order, left, office):
        return secret
    if why.approval is None or why.approval.act != Act.KEEP_VAULT:
        return refuse(Code.NOT_APPROVED, words=unlike.sentence)
    if why.approval.operator_id == order.operator.operator_id:
        return refuse(
            Code.APPROVER_IS_ACTOR, name=why.approval.name, who=who_can(office, Act.KEEP_VAULT)
        )
    return None


def float_needs_approval(order: OpenOrder, left: FloatLeft | None, office: Office) -> bool:
    """Whether another than the opener approves the float: of another amount, where policy has closes approved."""
    if order.issue is not None or not close_needs_approval(office, differs=True):
        return False
    policy = office.drawer(order.drawer)
    standard = order.float_amount if isinstance(policy, Refusal) else policy.float_standard
    return order.float_amount != standard or (
        left is not None
        and left.holds_for(order.float_amount)
        and order.float_amount != left.amount
    )


def session_id_of(drawer: str, chain_no: int) -> str:
    """Return the id of the session that posting ``chain_no`` of ``drawer``'s series opens."""
    return f"{drawer}-{chain_no}"


def seal_opening(
    order: OpenOrder, office: Office, chain_no: int, previous: str, left: FloatLeft | None = None
) -> Posting:
    """Return the posting that opens the session, as link ``chain_no`` behind ``previous``.

    ``left`` is the float in the drawer by the books; the order was held against it (``against_unlike``).
    """
    header = Header(
        order.request_id,
        open_digest(order),
        session_id_of(order.drawer, chain_no),
        order.drawer,
        order.station,
        order.operator.operator_id,
        order.operator.name,
        order.business_date,
        order.business_date,
        order.at,
        office.digest,
    )
    body = _opened(order, office, left)
    return seal(header, body, opening_journal(body, office), chain_no, previous)


def _opened(order: OpenOrder, office: Office, left: FloatLeft | None) -> DrawerOpened:
    """Return the opening; a reason that nothing asks for is not kept."""
    amount, issue = order.float_amount, order.issue
    took = issue is None and left is not None and left.holds_for(amount)
    lay = left.amount if took and left is not None else None
    if float_unlike(order.drawer, amount, left, office, issued=issue is not None) is None:
        return DrawerOpened(amount, issue, lay)
    policy = office.drawer(order.drawer)
    standard = None if isinstance(policy, Refusal) else policy.float_standard
    return DrawerOpened(amount, issue, lay, order.why, None if standard == amount else standard)


def session_of(posting: Posting) -> DrawerSession:
    """Return the session that an opening posting began; another body is a programmer's error."""
    header, body = posting.header, posting.body
    if not isinstance(body, DrawerOpened):
        raise TypeError("only an opening posting begins a session")
    return DrawerSession(
        header.session_id,
        header.drawer,
        header.station,
        header.operator_id,
        header.operator_name,
        header.business_date,
        header.entered_at,
        body.float_amount,
        body.issue is not None,
        body,
    )


def seal_closing(
    order: CloseOrder,
    session: DrawerSession,
    takings: Takings,
    office: Office,
    chain_no: int,
    previous: str,
    lying: Lying = NOTHING,
) -> Posting | Refusal:
    """Return the posting that closes ``session``, or the refusal: no reason for a difference, or nobody's approval.

    ``lying`` is the accountable stock in the drawer by the books; what was counted of it is recorded against it.
    Whoever counts the drawer of somebody who is away does so with a second person, who is not its clerk either.
    """
    if order.approval is not None and order.approval.operator_id == order.operator.operator_id:
        name = order.approval.name
        return refuse(Code.APPROVER_IS_ACTOR, name=name, who=who_can(office, Act.APPROVE_DRAWER))
    if order.operator.operator_id != session.operator_id:
        alone = unapproved(session, order.approval)
        if alone is not None:
            return alone
    stock = count_stock(order.stock, session.drawer, lying, office)
    if isinstance(stock, Refusal):
        return stock
    closed = close_drawer(
        session, order.count, takings, order.reason_code, order.reason_text, office, order.approval
    )
    if isinstance(closed, Refusal):
        return closed
    header = _header(order, close_digest(order), session, office)
    journal = closing_journal(closed, office)
    return seal(header, replace(closed, stock=stock), journal, chain_no, previous)


def seal_cut_off(
    order: CutOffOrder, session: DrawerSession, office: Office, chain_no: int, previous: str
) -> Posting:
    """Return the posting that ends the taking of money in ``session``; it moves none."""
    header = _header(order, cut_off_digest(order), session, office)
    return seal(header, DrawerCutOff(), Journal(()), chain_no, previous)


def _header(
    order: CloseOrder | CutOffOrder, digest: str, session: DrawerSession, office: Office
) -> Header:
    return Header(
        order.request_id,
        digest,
        session.session_id,
        session.drawer,
        session.station,
        order.operator.operator_id,
        order.operator.name,
        session.business_date,
        session.business_date,
        order.at,
        office.digest,
    )
