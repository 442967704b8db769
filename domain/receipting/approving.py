"""What of a cart needs a second person's yes, and whether somebody gave it: the approval is part of the posting.

Money over a limit, a hold that is overridden, and a payment that counts for another day, where policy asks for it
(invariants I5, I10, I12). A yes holds for the very thing it was given for, and for nothing else of the cart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.calendar import day_text
from domain.money import Money, total
from domain.office import Office, TenderKind
from domain.people.acts import Act, approving
from domain.people.approval import Approval, Given
from domain.people.authority import who_can
from domain.receipting.cart import BillLine, Cart
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.receivables.evidence_words import evidence_words
from domain.refusals import Code, Refusal, refuse

_MOST_HOLD: Final = 120
"""How much of a hold's words an approval repeats: it has only so many."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs a second person: what it is about, the act to ask for, and the words that both read."""

    about: str
    act: Act
    words: str
    tender: str = ""

    @property
    def refusal(self) -> Refusal:
        """The refusal of a cart in which nobody approved it."""
        return refuse(Code.NOT_APPROVED, words=self.words)


def most_of(kind: TenderKind, office: Office, *, new_staff: bool = False) -> Money | None:
    """Return the most that one tender of a kind may be without approval, or ``None`` where nothing limits it."""
    limits = [kind.limit, office.new_staff.limit if new_staff else None]
    return min((limit for limit in limits if limit is not None), default=None)


def needs_of_tenders(cart: Cart, office: Office, *, new_staff: bool = False) -> Iterator[Need]:
    """Yield each tender over its kind's limit, and cash that is over the limit of one receipt."""
    for tender in cart.tenders:
        kind = office.tender_kind(tender.kind)
        most = None if isinstance(kind, Refusal) else most_of(kind, office, new_staff=new_staff)
        if most is not None and tender.amount > most:
            words = f"Take {tender.amount} by {tender.name.lower()}, which is over the limit."
            yield Need(f"{tender.name} {tender.amount}", Act.TAKE_MONEY, words, tender.kind)
    cash, limit = total(t.amount for t in cart.tenders if t.is_cash), office.guards.cash_limit
    if limit is not None and cash > limit:
        words = f"Take {cash} in cash, which is over the limit of one receipt."
        yield Need(f"{cash} in cash", Act.TAKE_MONEY, words, office.cash.code)


def need_of_override(bill_no: str, hold: str, office: Office) -> Need | None:
    """Return what taking money for a bill despite a hold needs; ``None`` where policy leaves it to the clerk."""
    if office.guards.override_alone:
        return None
    words = f"Take money for bill {bill_no} although it is held: {hold[:_MOST_HOLD]}"
    return Need(f"bill {bill_no} despite its hold", Act.APPROVE_OVERRIDE, words)


def needs_of_bill(cart: Cart, bill_no: str, office: Office) -> tuple[Need, ...]:
    """Return what a bill's line in the cart needs: one yes where a hold on it was overridden."""
    held = [x.overridden for x in cart.lines if isinstance(x, BillLine) and x.bill_no == bill_no]
    found = (need_of_override(bill_no, hold, office) for hold in held if hold)
    return tuple(need for need in found if need is not None)


def need_of_evidence(evidence: Evidence, day: date, on: date, office: Office) -> Need | None:
    """Return what a payment needs that counts for ``day`` on the business date ``on``; ``None`` where nothing does."""
    # Over the counter counts for the day it was paid on, which is no choice of anybody's.
    alone = (*office.guards.backdate_alone, EvidenceKind.COUNTER.value)
    if day == on or evidence.kind.value in alone:
        return None
    words = (
        f"Count a payment of {day_text(on)} for {day_text(day)}: {evidence_words(evidence, day)}."
    )
    shown = evidence.postmark_on.isoformat() if evidence.postmark_on else "none"
    about = f"{evidence.kind.value} {shown}, delivered {evidence.received_on.isoformat()}"
    return Need(about, Act.APPROVE_BACKDATE, words)


def needs(cart: Cart, on: date, office: Office, *, new_staff: bool = False) -> tuple[Need, ...]:
    """Return all that needs a second person in a cart on a business date, each once."""
    found = [*needs_of_tenders(cart, office, new_staff=new_staff)]
    lines = [line for line in cart.lines if isinstance(line, BillLine)]
    for line in lines:
        found += needs_of_bill(cart, line.bill_no, office)
    days = sorted({x.effective_on for x in lines if x.effective_on is not None})
    if cart.evidence is not None and days:
        # One envelope is one question, whatever the bills in it.
        dated = (need_of_evidence(cart.evidence, day, on, office) for day in days)
        found += [need for need in dated if need is not None][:1]
    return tuple(found)


def lacking(cart: Cart, wanted: Iterable[Need], operator_id: str = "") -> tuple[Need, ...]:
    """Return those of ``wanted`` that nobody but ``operator_id`` said yes to in this cart."""
    held = Counter(
        (given.about, given.approval.act)
        for given in cart.approvals
        if given.approval.operator_id != operator_id
    )
    missing = []
    for need in wanted:
        place = (need.about, approving(need.act).value)
        if held[place] > 0:
            held[place] -= 1
        else:
            missing.append(need)
    return tuple(missing)


def approves(approval: Approval | None, need: Need) -> bool:
    """Whether an approval is one of what is needed."""
    return approval is not None and approval.act == approving(need.act).value


def with_approval(
    cart: Cart, wanted: Iterable[Need], approval: Approval | None, operator_id: str = ""
) -> Cart:
    """Return the cart with a yes to those of ``wanted`` that the approval is of and nobody said yes to yet.

    What ``operator_id`` said yes to does not count: it is the person who posts.
    """
    if approval is None:
        return cart
    missing = lacking(cart, wanted, operator_id)
    given = tuple(Given(n.about, approval) for n in missing if approves(approval, n))
    return replace(cart, approvals=(*cart.approvals, *given))


def approved(
    cart: Cart, on: date, office: Office, operator_id: str, *, new_staff: bool = False
) -> Cart | Refusal:
    """Return the cart with the approvals that it needs and no others.

    Refuses what nobody else than the operator approved, whoever filled the cart before.
    """
    wanted = needs(cart, on, office, new_staff=new_staff)
    missing = lacking(cart, wanted, operator_id)
    if missing and missing[0] not in lacking(cart, wanted):
        name = next(
            g.approval.name for g in cart.approvals if g.approval.operator_id == operator_id
        )
        who = who_can(office, approving(missing[0].act))
        return refuse(Code.APPROVER_IS_ACTOR, name=name, who=who)
    if missing:
        return missing[0].refusal
    left = [given for given in cart.approvals if given.approval.operator_id != operator_id]
    used = []
    for need in wanted:
        given = next(g for g in left if g.about == need.about and approves(g.approval, need))
        left.remove(given)
        used.append(given)
    return replace(cart, approvals=tuple(used))
