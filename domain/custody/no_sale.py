"""Opening a drawer without a sale: never without a coded reason, kept for good, and for new staff only when approved.

It moves no money and is no posting; the books keep it beside the session, and the drawer's report counts it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.custody.drawer import DrawerSession
from domain.office import Office
from domain.people.acts import Act
from domain.people.approval import Approval, against
from domain.people.authority import Operator
from domain.privacy.confidential import refused_text
from domain.receipting.paper import Paper, PaperLine, Style, labeled, paragraph
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class NoSale:
    """One opening without a sale. ``at`` is a UTC instant; ``approved_by`` the approver's sign-in name, or empty."""

    request_id: str
    session_id: str
    drawer: str
    station: str
    operator_id: str
    operator_name: str
    business_date: date
    at: datetime
    reason_code: str
    reason_text: str = ""
    approved_by: str = ""

    def __post_init__(self) -> None:
        if self.at.utcoffset() != timedelta(0):
            raise ValueError("a drawer is opened at a UTC instant")
        if not (self.request_id and self.reason_code and self.session_id):
            raise ValueError("opening without a sale has a request id, a session and a reason")
        if self.approved_by == self.operator_id:
            raise ValueError("nobody approves his or her own act")

    @property
    def approvers(self) -> dict[str, str]:
        """The one who approved it, by the sign-in name; nobody where nobody had to."""
        return {self.approved_by: self.approved_by} if self.approved_by else {}


def no_sale(
    request_id: str,
    session: DrawerSession,
    operator: Operator,
    reason_code: str,
    reason_text: str,
    at: datetime,
    office: Office,
    approval: Approval | None = None,
) -> NoSale | Refusal:
    """Return the opening of ``session``'s drawer without a sale at ``at`` (UTC), or what stands against it.

    Refuses another's drawer, a reason that policy does not list, words that may not be kept, and an operator who may
    not do it alone while nobody has approved it.
    """
    if session.operator_id != operator.operator_id:
        return refuse(Code.SESSION_NOT_YOURS, drawer=session.drawer, owner=session.operator_name)
    denied = against(office, operator, Act.OPEN_NO_SALE, approval, own=True, at=at)
    if denied is not None:
        return denied
    reasons = office.guards.no_sale_reasons
    if reason_code not in {reason.code for reason in reasons}:
        return refuse(Code.NO_SALE_REASON, choices=", ".join(reason.name for reason in reasons))
    text = clean_text(reason_text)[:_LONGEST]
    secret = refused_text(text)
    if secret is not None:
        return secret
    return NoSale(
        request_id,
        session.session_id,
        session.drawer,
        session.station,
        operator.operator_id,
        operator.name,
        session.business_date,
        at,
        reason_code,
        text,
        approval.operator_id if approval is not None else "",
    )


def reason_name(code: str, office: Office) -> str:
    """Return a reason's name; the code itself when the policy has dropped it since."""
    found = (each.name for each in office.guards.no_sale_reasons if each.code == code)
    return next(found, code)


def no_sale_paper(opened: NoSale, office: Office, local_time: datetime, *, training: bool) -> Paper:
    """Return the slip that opens the drawer; ``local_time`` is its instant in the office's time zone."""
    lines = [PaperLine("TRAINING", Style.LARGE)] if training else []
    lines += [PaperLine("NO SALE", Style.LARGE), *paragraph(office.name, Style.CENTER)]
    lines += labeled("Date", f"{opened.business_date.isoformat()}  {local_time:%H:%M}")
    lines += labeled("Drawer", f"{opened.drawer}, {opened.station}")
    lines += labeled("Operator", opened.operator_name)
    lines += labeled("Reason", reason_name(opened.reason_code, office))
    lines += labeled("Note", opened.reason_text)
    lines += labeled("Approved", opened.approved_by)
    return Paper(tuple(lines), kick=True)
