"""Orders for acts of custody, and how the books seal them."""

from dataclasses import dataclass

from domain.corrections.ordering import Asked as Asked
from domain.custody.acts import SERIES, ActBody, ActNo, CustodyAct, Signer
from domain.ledger.journal import Journal, entry_of
from domain.ledger.trail import digest_of
from domain.office import Office
from domain.receipting.posting import Header, Posting, seal
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class ActOrder:
    """An act that may be recorded; the books refuse it when what it was decided on has moved since."""

    header: Header
    body: ActBody
    journal: Journal


@dataclass(frozen=True, slots=True)
class PostedAct:
    """An act's posting in the books and its id there."""

    posting_id: int
    posting: Posting

    @property
    def act(self) -> CustodyAct:
        """The numbered act; a posting of another kind is a programmer's error."""
        if not isinstance(self.posting.body, CustodyAct):
            raise TypeError("only an act's posting is an act of custody")
        return self.posting.body

    @property
    def number(self) -> ActNo:
        """The act's number."""
        return self.act.number

    @property
    def body(self) -> ActBody:
        """What it says."""
        return self.act.body


def order_act(
    body: ActBody, asked: Asked, office: Office, journal: Journal | None = None
) -> ActOrder | Refusal:
    """Return the order that records ``body`` on ``asked.on``, or why its signatures do not hold.

    An act that touches an open session is of that session's business date: ``asked.on`` is it. Refuses two sides
    that are one person, an act that its maker signs on no side, and another operator's side without that person's
    own approval (invariant I10), and money of a fund that the policy does not know. Its entry follows from the body
    and the policy of today, unless ``journal`` is given.
    """
    refusal = _unsigned(body.signers, asked)
    if refusal is not None:
        return refusal
    entry = journal or entry_of(body.movements(), office.funds, back=True)
    if isinstance(entry, Refusal):
        return entry
    header = Header(
        asked.request_id,
        digest_of([body.kind, body.data(), asked.on.isoformat()]),
        "",
        SERIES,
        asked.station,
        asked.maker.operator_id,
        asked.maker.name,
        asked.on,
        asked.on,
        asked.at,
        office.digest,
    )
    return ActOrder(header, body, entry)


def _unsigned(signers: tuple[Signer, ...], asked: Asked) -> Refusal | None:
    maker = asked.maker
    known = {maker.operator_id, maker.person}
    names = [signer.operator_id or signer.name for signer in signers]
    inside = {maker.name.casefold(), *(s.name.casefold() for s in signers if s.operator_id)}
    outside = {signer.name.casefold() for signer in signers if not signer.operator_id}
    if len(set(names)) != len(names) or inside & outside:
        return refuse(Code.ACT_ONE_PERSON)
    if maker.operator_id not in names:
        return refuse(Code.ACT_NOT_YOURS, name=maker.name)
    for signer in signers:
        if not signer.operator_id or signer.operator_id == maker.operator_id:
            continue
        if signer.operator_id in known:
            return refuse(Code.ACT_ONE_PERSON)
        if signer.approval is None:
            return refuse(Code.ACT_UNSIGNED, name=signer.name)
    return None


def seal_act(order: ActOrder, seq: int, chain_no: int, previous: str) -> Posting:
    """Return the posting of ``order`` with the next number of its year, behind digest ``previous``."""
    header = order.header
    act = CustodyAct(ActNo(header.business_date.year, seq), order.body)
    return seal(header, act, order.journal, chain_no, previous)
