"""Orders to open and to close a drawer, and how the books seal them."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.authority import Operator
from domain.custody.count import Count
from domain.custody.drawer import (
    DrawerOpened,
    DrawerSession,
    Takings,
    close_drawer,
    closing_journal,
    opening_journal,
)
from domain.ledger.trail import digest_of
from domain.money import Money
from domain.office import Office
from domain.receipting.posting import Header, Posting, seal
from domain.refusals import Refusal
from domain.text import clean_text


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """A request to open ``drawer`` with ``float_amount`` for ``operator`` on ``business_date``, at ``at`` (UTC)."""

    request_id: str
    drawer: str
    station: str
    operator: Operator
    business_date: date
    at: datetime
    float_amount: Money


@dataclass(frozen=True, slots=True)
class CloseOrder:
    """A request to close a session on a count, at ``at`` (UTC); the reason is needed when the count does not agree."""

    request_id: str
    session_id: str
    operator: Operator
    at: datetime
    count: Count
    reason_code: str = ""
    reason_text: str = ""


def open_digest(order: OpenOrder) -> str:
    """Return the digest of what is asked, for the request id."""
    return digest_of(
        [
            "open",
            order.drawer,
            order.operator.operator_id,
            order.business_date.isoformat(),
            order.float_amount.cents,
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
        ]
    )


def session_id_of(drawer: str, chain_no: int) -> str:
    """Return the id of the session that posting ``chain_no`` of ``drawer``'s series opens."""
    return f"{drawer}-{chain_no}"


def seal_opening(order: OpenOrder, office: Office, chain_no: int, previous: str) -> Posting:
    """Return the posting that opens the session, as link ``chain_no`` behind ``previous``."""
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
    journal = opening_journal(order.float_amount, office)
    return seal(header, DrawerOpened(order.float_amount), journal, chain_no, previous)


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
    )


def seal_closing(
    order: CloseOrder,
    session: DrawerSession,
    takings: Takings,
    office: Office,
    chain_no: int,
    previous: str,
) -> Posting | Refusal:
    """Return the posting that closes ``session``, or the refusal when a difference has no reason."""
    closed = close_drawer(
        session, order.count, takings, order.reason_code, order.reason_text, office
    )
    if isinstance(closed, Refusal):
        return closed
    header = Header(
        order.request_id,
        close_digest(order),
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
    return seal(header, closed, closing_journal(closed, office), chain_no, previous)
