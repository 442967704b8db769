"""The drawer session: one person's use of one drawer on one business date, from float to over/short.

Expected is what the postings say should be there; counted is what the person found without being shown it. Over/short
is their difference per tender kind, always recorded, even when it is zero (invariant I7).
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.custody.count import Count
from domain.custody.opening import DrawerOpened as DrawerOpened
from domain.custody.opening import opening_journal as opening_journal
from domain.custody.stock import StockCount
from domain.ledger.journal import Journal, journal_of
from domain.money import ZERO, Money, total
from domain.office import Office, TenderKind
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text


@dataclass(frozen=True, slots=True)
class DrawerSession:
    """An open drawer. ``opened_at`` is a UTC instant; ``business_date`` holds for all its receipts."""

    session_id: str
    drawer: str
    station: str
    operator_id: str
    operator_name: str
    business_date: date
    opened_at: datetime
    float_amount: Money
    issued: bool = False
    """Whether the float came out of the vault, so that it goes back there."""
    opened: DrawerOpened | None = field(default=None, compare=False, repr=False)
    """How it was opened: the pieces of a float from the vault, and why it is another than the standard one."""


@dataclass(frozen=True, slots=True)
class DrawerCutOff:
    """The body of the posting at cut-off: the session takes no more receipts and waits to be counted.

    Its drawer may open anew on a later business date meanwhile.
    """

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return ["drawer_cut_off"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Expected against counted, for one tender kind; over is positive, short negative."""

    kind: str
    name: str
    expected: Money
    counted: Money

    @property
    def over_short(self) -> Money:
        """Counted less expected."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class DrawerClosed:
    """The body of the posting that closes a session, with a second person's approval where policy asks for one."""

    tallies: tuple[Tally, ...]
    count: Count
    reason_code: str
    reason_text: str
    receipts: int
    float_amount: Money
    approval: Approval | None = None
    stock: tuple[StockCount, ...] = ()
    """What was counted of the accountable stock that lies in the drawer, against what should."""

    @property
    def over_short(self) -> Money:
        """The whole difference over all tender kinds; over is positive."""
        return total(t.over_short for t in self.tallies)

    @property
    def float_left(self) -> Money:
        """The float that stays, as far as the cash goes; one that was issued is brought to the vault from there."""
        return min(self.float_amount, self.count.cash)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            "drawer_closed",
            [[t.kind, t.name, t.expected.cents, t.counted.cents] for t in self.tallies],
            self.count.data(),
            self.reason_code,
            self.reason_text,
            self.receipts,
            self.float_amount.cents,
            None if self.approval is None else self.approval.data(),
            [count.data() for count in self.stock],
        ]


@dataclass(frozen=True, slots=True)
class Takings:
    """What a session's postings amount to: per tender kind the amounts taken, and the change given.

    ``receipts`` counts all numbers used; of these ``voids`` were undone, and their money is not in the amounts.
    """

    taken: tuple[tuple[str, Money], ...]
    change: Money
    receipts: int
    voids: int = 0
    moved: Money = ZERO
    """What acts of custody brought into the drawer's cash, below zero what they took out: pulls and transfers."""


@dataclass(frozen=True, slots=True)
class CountVerdict:
    """The blind answer to a count: whether it agrees, and how often it may be tried again. Never by how much."""

    balanced: bool
    tries_left: int


def expected_of(kind: TenderKind, float_amount: Money, takings: Takings) -> Money:
    """Return what the drawer should hold of one kind: float plus taken less change and what was moved for cash,
    else what was taken (invariant I7)."""
    taken = total(amount for code, amount in takings.taken if code == kind.code)
    cash = float_amount + taken - takings.change + takings.moved
    return cash if kind.change_given else taken


def tally(count: Count, float_amount: Money, takings: Takings, office: Office) -> tuple[Tally, ...]:
    """Return expected against counted for every tender kind of the office, in its order."""
    return tuple(
        Tally(k.code, k.name, expected_of(k, float_amount, takings), count.of_kind(k.code, office))
        for k in office.tender_kinds
    )


def tries_spent(wrong_before: int, office: Office) -> Refusal | None:
    """Refuse any further answer to a count once as many were wrong as policy allows: guessing would not be blind."""
    if wrong_before < office.count_tries:
        return None
    return refuse(Code.COUNT_TRIES_SPENT, tries=office.count_tries)


def judge_count(
    count: Count, float_amount: Money, takings: Takings, wrong_before: int, office: Office
) -> CountVerdict | Refusal:
    """Return the blind verdict on a count after ``wrong_before`` counts of the session that did not agree.

    Refuses to answer when the tries are used up, also a count that would agree.
    """
    spent = tries_spent(wrong_before, office)
    if spent is not None:
        return spent
    balanced = all(not t.over_short for t in tally(count, float_amount, takings, office))
    return CountVerdict(balanced, 0 if balanced else office.count_tries - wrong_before - 1)


def close_drawer(
    session: DrawerSession,
    count: Count,
    takings: Takings,
    reason_code: str,
    reason_text: str,
    office: Office,
    approval: Approval | None = None,
) -> DrawerClosed | Refusal:
    """Return the closing of ``session``. A difference is accepted and recorded, but never without a coded reason.

    Refuses words of the reason that may not be kept, and a close without the second person that policy asks for.
    """
    tallies = tally(count, session.float_amount, takings, office)
    differs = any(t.over_short for t in tallies)
    words = close_reason(reason_code, reason_text, office) if differs else ""
    if isinstance(words, Refusal):
        return words
    if close_needs_approval(office, differs=differs):
        denied = unapproved(session, approval)
        if denied is not None:
            return denied
    return DrawerClosed(
        tallies,
        count,
        reason_code if differs else "",
        words,
        takings.receipts,
        session.float_amount,
        approval,
    )


def close_reason(code: str, text: str, office: Office) -> str | Refusal:
    """Return the words of a difference's reason as they are kept; refuses a code of no reason, and secrets."""
    if code not in {reason.code for reason in office.over_short_reasons}:
        choices = ", ".join(reason.name for reason in office.over_short_reasons)
        return refuse(Code.REASON_NEEDED, choices=choices)
    return refused_text(text) or clean_text(text)


def close_needs_approval(office: Office, *, differs: bool) -> bool:
    """Whether policy wants a second person to approve a close, with a difference or without one."""
    return office.close_approval == "always" or (office.close_approval == "difference" and differs)


def unapproved(session: DrawerSession, approval: Approval | None) -> Refusal | None:
    """Refuse a close that nobody approved, or only the one whose drawer it is."""
    if approval is None or approval.act != Act.APPROVE_DRAWER:
        return refuse(Code.NOT_APPROVED, words=f"Drawer {session.drawer} is to be closed.")
    if approval.operator_id == session.operator_id:
        return refuse(Code.APPROVER_IS_ACTOR, name=approval.name, who="another person")
    return None


def closing_journal(closed: DrawerClosed, office: Office) -> Journal:
    """Return the entry that empties the drawer: float to the vault, the rest to undeposited, over/short named.

    What is counted as a total alone, such as electronic payments, is in no bag: it stays on its own account until it
    is settled.
    """
    custody = office.custody
    movements: list[tuple[str, int]] = []
    for line in closed.tallies:
        kind = next(k for k in office.tender_kinds if k.code == line.kind)
        back = min(closed.float_amount, line.counted) if kind.change_given else ZERO
        waits = custody.undeposited if kind.is_deposited else kind.gl_code
        movements.append((custody.vault, back.cents))
        movements.append((waits, (line.counted - back).cents))
        movements.append((kind.gl_code, -line.expected.cents))
        difference = line.over_short.cents
        movements.append((custody.short if difference < 0 else custody.over, -difference))
    return journal_of(movements)
