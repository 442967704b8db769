"""What the bank says otherwise, of a bag or of a settlement, and a person's decision on it. Nothing else ends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Protocol

from domain.custody.acting import PostedAct
from domain.custody.acts import (
    ActBody,
    ActNo,
    Claim,
    Signer,
    parse_act_no,
    reversal_claim,
    signer_from_data,
)
from domain.custody.banking import TOLD, BankTold
from domain.custody.settlements import MoneySettled
from domain.money import Money

DECIDED = "decision on the difference of"


class Decision(StrEnum):
    """How a difference ends: it is accepted and booked over or short, or the bank has put it right."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"


def decided_claim(act: ActNo) -> Claim:
    """Return the claim of an act's difference for the one decision on it."""
    return Claim(DECIDED, str(act))


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """One difference with the bank that waits for a decision. ``account`` holds it until then."""

    act: PostedAct
    name: str
    ours: Money
    theirs: Money
    on: date
    reference: str
    bank: str
    account: str
    over: str
    short: str
    need: Claim

    @property
    def amount(self) -> Money:
        """What the bank says less what we say."""
        return self.theirs - self.ours

    @property
    def words(self) -> str:
        """It in a line."""
        more = "more" if self.amount.cents > 0 else "less"
        return f"{self.name}: bank {self.theirs}, ours {self.ours}, {abs(self.amount)} {more}"


def open_difference(act: PostedAct) -> OpenDifference | None:
    """Return the difference that an answer of the bank left to decide, or ``None`` where it left none."""
    body = act.body
    if isinstance(body, BankTold) and body.to_decide:
        return OpenDifference(
            act, f"bag {body.bag}", body.deposited, body.amount, body.on, body.reference,
            body.debit, body.credit, body.over, body.short, Claim(TOLD, body.bag),
        )  # fmt: skip
    if isinstance(body, MoneySettled) and body.to_decide:
        return OpenDifference(
            act, f"{body.processor} of {body.days}", body.taken, body.gross, body.on, body.reference,
            body.debit, body.credit, body.over, body.short, body.claims()[0],
        )  # fmt: skip
    return None


class _Acts(Protocol):
    def acts(self, *, kind: str = "", first: date | None = None) -> tuple[PostedAct, ...]: ...

    def act_claiming(self, claim: Claim) -> PostedAct | None: ...


def open_differences(books: _Acts, since: date) -> tuple[OpenDifference, ...]:
    """Return the differences with the bank that wait for a decision, the oldest first."""
    acts = (
        act
        for kind in (BankTold.kind, MoneySettled.kind)
        for act in books.acts(kind=kind, first=since)
    )
    found = [open_difference(act) for act in sorted(acts, key=lambda act: act.posting_id)]
    return tuple(each for each in found if each is not None and _waits(books, each))


def _waits(books: _Acts, each: OpenDifference) -> bool:
    """Whether nobody has decided it, and the bank's answer was not reversed."""
    holder = books.act_claiming(each.need)
    stands = holder is not None and holder.number == each.act.number
    return stands and books.act_claiming(decided_claim(each.act.number)) is None


@dataclass(frozen=True, slots=True)
class DifferenceDecided(ActBody):
    """A person's decision on what the bank said otherwise in the act ``of``.

    ``amount`` is what the bank said less what we say; ``account`` is where it stood. Accepted it goes over or short;
    corrected it is what the bank account got or gave since, by the bank's own correction. ``need`` is the claim of the
    act that it is on.
    """

    kind: ClassVar[str] = "difference_decided"
    slip: ClassVar[bool] = False
    of: ActNo
    name: str
    amount: Money
    decision: Decision
    reason: str
    bank: str
    account: str
    over: str
    short: str
    need: Claim
    decided_by: Signer

    def __post_init__(self) -> None:
        if not (self.amount and self.reason and self.name):
            raise ValueError("a decision is on an amount, and has its reason")

    @property
    def title(self) -> str:
        """What it is."""
        return f"difference {self.decision.value}"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who decided."""
        return (self.decided_by,)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what it is on, how much, and why."""
        return (
            ("Of", f"{self.of}, {self.name}"),
            ("Difference", str(self.amount)),
            ("Decision", self.decision.value),
            ("Reason", self.reason),
        )

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            str(self.of),
            self.name,
            self.amount.cents,
            self.decision.value,
            self.reason,
            self.bank,
            self.account,
            self.over,
            self.short,
            [self.need.what, self.need.key],
            self.decided_by.data(),
        ]

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what ends the difference on its account: over or short, or the bank's correction."""
        off = self.amount.cents
        against = self.bank
        if self.decision is Decision.ACCEPTED:
            against = self.over if off > 0 else self.short
        return ((self.account, off), (against, -off))

    def claims(self) -> tuple[Claim, ...]:
        """Return that the difference is decided, which happens once."""
        return (decided_claim(self.of),)

    def needs(self) -> tuple[Claim, ...]:
        """Return that the bank had answered."""
        return (self.need,)

    def about(self) -> tuple[ActNo, ...]:
        """Return the answer that it decides on."""
        return (self.of,)

    def barred_by(self) -> tuple[Claim, ...]:
        """Return that the answer was reversed: what stands in its place may differ by something else."""
        return (reversal_claim(self.of),)


def difference_decided_from_data(data: object) -> DifferenceDecided:
    """Return what ``DifferenceDecided.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(of), str(name), int(cents), str(decision), str(reason), str(bank), str(account),
            str(over), str(short), [str(what), str(key)], by,
        ]:  # fmt: skip
            number = parse_act_no(of)
            if number is None:
                raise ValueError("a saved decision names no act")
            return DifferenceDecided(
                number, name, Money(cents), Decision(decision), reason, bank, account, over, short,
                Claim(what, key), signer_from_data(by),
            )  # fmt: skip
    raise ValueError("a saved decision on a difference is damaged")
