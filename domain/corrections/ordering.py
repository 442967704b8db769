"""What every correction goes through before the books see it: the maker's right, the approval, reason and words."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from domain.corrections.about import amendment_about
from domain.corrections.codec import amendment_data
from domain.corrections.needs import NEEDS, Needs
from domain.corrections.policy import CorrectionAccounts, CorrectionKind
from domain.corrections.values import Amendment, Correction, CorrectionNo, Support
from domain.custody.drawer import DrawerSession
from domain.grounds import NO_GROUNDS, Grounds
from domain.ledger.journal import Journal, entry_of
from domain.ledger.trail import digest_of
from domain.office import Office
from domain.people.acts import IN_WORDS
from domain.people.approval import Approval, Given
from domain.people.authority import Operator, may, who_can
from domain.privacy.confidential import refused_text
from domain.receipting.posting import Header, Posting, seal
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

MOST_WORDS: Final = 200
_FEWEST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a correction, where and when: ``on`` is the business date, ``at`` a UTC instant."""

    request_id: str
    maker: Operator
    station: str
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class CorrectionOrder:
    """A correction that may be posted; all of it was decided by the function of its kind.

    The books refuse it when what it was decided on has moved since: its bills, or its ``grounds`` beside them.
    """

    header: Header
    amendment: Amendment
    journal: Journal
    grounds: Grounds = NO_GROUNDS

    @property
    def approvers(self) -> dict[str, str]:
        """The name of the one who approved it, by the sign-in name; nobody where nobody had to."""
        approval = self.amendment.support.approval
        return {} if approval is None else {approval.operator_id: approval.name}

    @property
    def given(self) -> tuple[Given, ...]:
        """The approval with what it is about, as the access log must know it; none where nobody had to approve."""
        approval = self.amendment.support.approval
        return () if approval is None else (Given(amendment_about(self.amendment), approval),)


def supported(
    kind: CorrectionKind, support: Support, asked: Asked, office: Office, *, own: bool
) -> Support | Refusal:
    """Return the support with its texts made clean, or what it lacks.

    Refuses a maker without the right, a missing approval or one's own, a reason that the policy does not list for the
    kind, missing words or a missing document, and words that may not be kept. ``own`` says whether the work that is
    corrected is the maker's.
    """
    needs = NEEDS[kind]
    reasons = office.corrections.reasons_for(kind)
    if not reasons:
        return refuse(Code.CORRECTION_POLICY, missing="reasons", kind=kind.words)
    denied = _approved(needs, asked, support.approval, office, own)
    if denied is not None:
        return denied
    if support.reason_code not in {reason.code for reason in reasons}:
        choices = ", ".join(reason.name for reason in reasons)
        return refuse(Code.CORRECTION_REASON, kind=kind.one.capitalize(), choices=choices)
    clean = replace(
        support,
        reason_text=clean_text(support.reason_text)[:MOST_WORDS],
        document=clean_text(support.document)[:MOST_WORDS],
    )
    if needs.words and _letters(clean.reason_text) < _FEWEST_LETTERS:
        return refuse(Code.CORRECTION_WORDS, kind=kind.one.capitalize())
    if needs.document and not _letters(clean.document):
        return refuse(Code.CORRECTION_DOCUMENT, kind=kind.one.capitalize())
    for text in (clean.reason_text, clean.document):
        secret = refused_text(text)
        if secret is not None:
            return secret
    return clean


def _letters(text: str) -> int:
    """Return how many letters and figures a text has: a full stop explains nothing."""
    return sum(map(str.isalnum, text))


def _approved(
    needs: Needs, asked: Asked, approval: Approval | None, office: Office, own: bool
) -> Refusal | None:
    """Refuse a maker without the right, and an act that nobody else approved (invariant I10)."""
    refusal = may(office, asked.maker, needs.act, own=own, on=asked.on)
    if refusal is not None and refusal.code is not Code.APPROVAL_NEEDED:
        return refusal
    if approval is None:
        if refusal is None and not needs.always:
            return None
        act, who = IN_WORDS[needs.act], who_can(office, needs.approval)
        return refusal or refuse(Code.APPROVAL_NEEDED, act=act, who=who)
    if approval.operator_id in (asked.maker.operator_id, asked.maker.person):
        who = who_can(office, needs.approval)
        return refuse(Code.APPROVER_IS_ACTOR, name=asked.maker.name, who=who)
    if approval.act != needs.approval:
        act, who = IN_WORDS[needs.act], who_can(office, needs.approval)
        return refuse(Code.APPROVAL_NEEDED, act=act, who=who)
    return None


def accounts_for(kind: CorrectionKind, office: Office) -> CorrectionAccounts | Refusal:
    """Return the ledger accounts of corrections, or the refusal of a policy that has none."""
    found = office.corrections.accounts
    missing = "ledger accounts for corrections"
    return found or refuse(Code.CORRECTION_POLICY, missing=missing, kind=kind.words)


def ordered(
    amendment: Amendment, asked: Asked, office: Office, session: DrawerSession | None = None
) -> CorrectionOrder | Refusal:
    """Return the order of a decided correction: in ``session``'s series and day, else in the back office's.

    Refuses money of a fund that the policy of today does not know.
    """
    journal = entry_of(amendment.movements(), office.funds, back=True)
    if isinstance(journal, Refusal):
        return journal
    series = session.drawer if session else office.corrections.series
    session_id = session.session_id if session else ""
    on = session.business_date if session else asked.on
    header = Header(
        asked.request_id,
        digest_of([amendment_data(amendment), series, session_id]),
        session_id,
        series,
        asked.station,
        asked.maker.operator_id,
        asked.maker.name,
        on,
        on,
        asked.at,
        office.digest,
    )
    return CorrectionOrder(header, amendment, journal)


def seal_correction(order: CorrectionOrder, seq: int, chain_no: int, previous: str) -> Posting:
    """Return the posting of ``order`` with the series' next correction sequence, behind digest ``previous``."""
    header = order.header
    number = CorrectionNo(header.business_date.year, header.drawer, seq)
    body = Correction(number, order.amendment)
    return seal(header, body, order.journal, chain_no, previous)
