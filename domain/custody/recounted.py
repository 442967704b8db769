"""What was found at a turn-in other than the drawer's accepted count said: an over or short of the same session.

An accepted count stays as it is, also when a digit of it slipped. What is really there goes to the vault, counted by
both sides; the difference is booked in the same act, with a coded reason and the approval that a close with a
difference needs, and points at the session.
"""

from dataclasses import dataclass

from domain.custody.acts import Recount, Signer, signer_from_data
from domain.custody.drawer import DrawerClosed, DrawerSession, close_reason, unapproved
from domain.custody.pieces import Pieces
from domain.money import ZERO, Money
from domain.office import Office
from domain.people.acts import Act
from domain.people.authority import Operator, who_can
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class WhyOther:
    """Why a turn-in is not what was counted: a reason of the office, words, and the second person who approves."""

    code: str
    text: str
    approver: Signer


@dataclass(frozen=True, slots=True)
class CountedAgain:
    """A turn-in that is not what the accepted count leaves for the vault (``wanted``).

    ``over_short`` is what was found less that, zero where only the pieces are others; ``of_float`` is how much of it
    an issued float has more or less than the count left it, which the vault keeps. The accounts are the vault's, that
    of undeposited money, and that of overages or shortages; the last is empty where the amount agrees.
    """

    wanted: Money
    over_short: Money
    of_float: Money
    owner_id: str
    owner_name: str
    why: WhyOther
    vault: str
    undeposited: str
    other: str

    def __post_init__(self) -> None:
        if not (self.owner_id and self.owner_name and self.why.code):
            raise ValueError("a difference says whose drawer it is of, and why")
        if self.why.approver.approval is None:
            raise ValueError("a difference is approved by a second person")
        if bool(self.other) != bool(self.over_short) or (self.of_float and not self.over_short):
            raise ValueError("a difference in money has its ledger account")

    @property
    def reason(self) -> str:
        """The reason's code, and the words where there are any."""
        return ": ".join(filter(None, (self.why.code, self.why.text)))

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what the slip says of it."""
        side = "Short" if self.over_short < ZERO else "Over" if self.over_short else "Pieces"
        words = str(abs(self.over_short)) if self.over_short else "other than counted"
        approver = self.why.approver.name
        return (
            ("Counted", str(self.wanted)),
            (side, words),
            ("Reason", self.reason),
            ("Approved", approver),
        )

    def movements(self) -> tuple[tuple[str, int], ...]:
        """Return what it does in the ledger: an overage is debited to what waits for the bank, a shortage credited."""
        if not self.over_short:
            return ()
        cents, of_float = self.over_short.cents, self.of_float.cents
        return (
            (self.undeposited, cents - of_float),
            (self.vault, of_float),
            (self.other, -cents),
        )

    def recount(self, session_id: str) -> Recount:
        """Return it as the session's readers add it up."""
        why = self.why
        return Recount(
            session_id, self.over_short, self.of_float, self.owner_id, self.owner_name,
            why.code, why.text, why.approver.name,
        )  # fmt: skip

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.wanted.cents,
            self.over_short.cents,
            self.of_float.cents,
            self.owner_id,
            self.owner_name,
            self.why.code,
            self.why.text,
            self.why.approver.data(),
            self.vault,
            self.undeposited,
            self.other,
        ]


def counted_again_from_data(data: object) -> CountedAgain:
    """Return what ``CountedAgain.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            int(wanted), int(over), int(of_float), str(owner_id), str(owner),
            str(code), str(text), approver, str(vault), str(undeposited), str(other),
        ]:  # fmt: skip
            why = WhyOther(code, text, signer_from_data(approver))
            return CountedAgain(
                Money(wanted), Money(over), Money(of_float), owner_id, owner, why, vault, undeposited, other
            )  # fmt: skip
    raise ValueError("a saved difference of a turn-in is damaged")


def of_float(closed: DrawerClosed, over_short: Money, *, issued: bool) -> Money:
    """Return how much of a difference is an issued float's: what the count, or what is there now, left it lacking."""
    if not issued:
        return ZERO
    counted, whole = closed.count.cash, closed.float_amount
    return min(whole, counted + over_short) - min(whole, counted)


def counted_again(
    session: DrawerSession,
    closed: DrawerClosed,
    wanted: Money,
    given: Pieces,
    why: WhyOther,
    people: tuple[Signer, Operator],
    office: Office,
) -> CountedAgain | Refusal:
    """Return the difference between what is given and what was counted; ``people`` give it, and enter it.

    Refuses a reason that is none of the office's, words that may not be kept, and a difference that nobody approved
    who may approve a drawer, or only whoever gives the cash, enters the turn-in or held the drawer (invariant I10).
    """
    giver, maker = people
    text = close_reason(why.code, why.text, office)
    if isinstance(text, Refusal):
        return text
    denied = unapproved(session, why.approver.approval)
    if denied is not None:
        return denied
    if why.approver.operator_id in (giver.operator_id, maker.operator_id, maker.person):
        who = who_can(office, Act.APPROVE_DRAWER)
        return refuse(Code.APPROVER_IS_ACTOR, name=why.approver.name, who=who)
    over = given.amount - wanted
    custody = office.custody
    return CountedAgain(
        wanted,
        over,
        of_float(closed, over, issued=session.issued),
        session.operator_id,
        session.operator_name,
        WhyOther(why.code, text, why.approver),
        custody.vault,
        custody.undeposited,
        "" if not over else custody.short if over < ZERO else custody.over,
    )
