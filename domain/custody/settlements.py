"""Money that is in no bag, such as electronic payments: what waits for its processor, and what the processor paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import ClassVar, Final

from domain.custody.acts import ActBody, Claim, Effect, Signer, signer_from_data
from domain.custody.bank import BankLine, LineKind
from domain.custody.keeping import Processor
from domain.money import ZERO, Money, total

LONGEST_RUN: Final = 5
"""Business dates that one credit may be of: what was taken over a long weekend comes in one sum."""


@dataclass(frozen=True, slots=True, order=True)
class ToSettle:
    """What one closed session has of one kind of money that is in no bag, as it was counted."""

    business_date: date
    session_id: str
    kind: str
    amount: Money

    @property
    def claim(self) -> Claim:
        """What settles it takes for itself alone: a session's tenders of a kind are settled once."""
        return settled_claim(self.kind, self.session_id)


def settled_claim(kind: str, session_id: str) -> Claim:
    """Return the claim of a session's tenders of a kind for their one settlement."""
    return Claim(f"settlement of {kind} of session", session_id)


@dataclass(frozen=True, slots=True)
class WaitingDay:
    """What waits for a processor of one business date."""

    business_date: date
    parts: tuple[ToSettle, ...]

    @property
    def amount(self) -> Money:
        """What was taken."""
        return total(part.amount for part in self.parts)

    def late(self, processor: Processor, today: date) -> bool:
        """Whether it waits longer than policy allows, in calendar days after its business date."""
        most = processor.max_days
        return most is not None and (today - self.business_date).days > most


def waiting_days(parts: Iterable[ToSettle]) -> tuple[WaitingDay, ...]:
    """Return what waits by business date, the oldest first."""
    by_date = groupby(sorted(parts), key=lambda part: part.business_date)
    return tuple(WaitingDay(on, tuple(some)) for on, some in by_date)


def is_of(line: BankLine, processor: Processor) -> bool:
    """Whether a line of a statement is the processor's credit by its type code and words, as policy names them."""
    if line.kind is LineKind.RETURNED or line.amount <= ZERO:
        return False
    if not (processor.type_codes or processor.words):
        return False
    said = f"{line.text} {line.reference}".casefold()
    by_code = not processor.type_codes or line.code in processor.type_codes
    return by_code and (
        not processor.words or any(word.casefold() in said for word in processor.words)
    )


@dataclass(frozen=True, slots=True)
class Credited:
    """One credit of a statement and what it pays beyond doubt; what was taken is gross, what lacks is the fee."""

    processor: str
    parts: tuple[ToSettle, ...]
    amount: Money
    on: date
    reference: str

    @property
    def gross(self) -> Money:
        """What was taken."""
        return total(part.amount for part in self.parts)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        parts = [part_data(part) for part in self.parts]
        return [self.processor, parts, self.amount.cents, self.on.isoformat(), self.reference]


def match_credit(
    line: BankLine, processor: Processor, waiting: tuple[WaitingDay, ...]
) -> Credited | None:
    """Return what a processor's credit pays: the only date, or run of dates on end, that fits; of several none.

    The credit is what was taken to the cent, or less by the fee that policy allows to be kept back.
    """
    days = [day for day in waiting if day.business_date <= line.on]
    runs = [
        days[start:end]
        for start in range(len(days))
        for end in range(start + 1, min(start + LONGEST_RUN, len(days)) + 1)
    ]
    exact = [run for run in runs if total(day.amount for day in run) == line.amount]
    fits = exact or [run for run in runs if _less_its_fee(run, line.amount, processor)]
    if len(fits) != 1:
        return None
    parts = tuple(part for day in fits[0] for part in day.parts)
    return Credited(processor.code, parts, line.amount, line.on, line.reference)


def _less_its_fee(run: Iterable[WaitingDay], amount: Money, processor: Processor) -> bool:
    taken = total(day.amount for day in run)
    return taken - amount > ZERO and (taken - amount).cents <= taken.cents * processor.most_fee


@dataclass(frozen=True, slots=True)
class MoneySettled(ActBody):
    """A processor's payment for money in no bag: the gross leaves that money's account, the net reaches the bank.

    ``taken`` follows from the parts. Where the gross differs from it, the difference stays on ``credit`` until somebody
    decides on it. ``on`` is the bank's day, ``source`` is ``keyed`` or the statement's name.
    """

    kind: ClassVar[str] = "settlement"
    slip: ClassVar[bool] = False
    processor: str
    parts: tuple[ToSettle, ...]
    gross: Money
    fee: Money
    on: date
    reference: str
    source: str
    clerk: Signer
    debit: str
    credit: str
    fee_gl_code: str
    over: str
    short: str

    def __post_init__(self) -> None:
        if not (self.parts and self.processor and self.reference and self.source):
            raise ValueError(
                "a settlement names what it settles, its processor, reference and source"
            )
        if len(set(self.claims())) != len(self.parts):
            raise ValueError("a settlement names each session's money once")
        if self.gross <= ZERO or not ZERO <= self.fee <= self.gross:
            raise ValueError("a settlement is of an amount, and its fee is no more than that")
        if self.fee and not self.fee_gl_code:
            raise ValueError("a fee has its ledger account")

    @property
    def title(self) -> str:
        """What it is."""
        return "settlement"

    @property
    def taken(self) -> Money:
        """What the drawers counted."""
        return total(part.amount for part in self.parts)

    @property
    def net(self) -> Money:
        """What the bank account got."""
        return self.gross - self.fee

    @property
    def difference(self) -> Money:
        """What was paid, with its fee, less what was taken."""
        return self.gross - self.taken

    @property
    def to_decide(self) -> bool:
        """Whether somebody has to decide on a difference."""
        return bool(self.difference)

    @property
    def days(self) -> str:
        """Its business dates, the first and the last."""
        dates = sorted({part.business_date.isoformat() for part in self.parts})
        return dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who entered it."""
        return (self.clerk,)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what was taken, what was paid and by how much they differ."""
        return (
            ("Processor", self.processor),
            ("Of", self.days),
            ("Taken", str(self.taken)),
            ("Gross", str(self.gross)),
            ("Fee", str(self.fee)),
            ("Net", str(self.net)),
            ("Difference", str(self.difference)),
            ("Reference", self.reference),
        )

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.processor,
            [part_data(part) for part in self.parts],
            self.gross.cents,
            self.fee.cents,
            self.on.isoformat(),
            self.reference,
            self.source,
            self.clerk.data(),
            self.debit,
            self.credit,
            self.fee_gl_code,
            self.over,
            self.short,
        ]

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what reaches the bank account, the fee, and what leaves the money's own account."""
        fee = ((self.fee_gl_code, self.fee.cents),) if self.fee else ()
        return ((self.debit, self.net.cents), *fee, (self.credit, -self.gross.cents))

    def effects(self) -> tuple[Effect, ...]:
        """Return its sessions, which are closed: what they took stands."""
        return tuple(
            Effect(name, closed=True) for name in sorted({p.session_id for p in self.parts})
        )

    def claims(self) -> tuple[Claim, ...]:
        """Return that each session's tenders of a kind are settled, which happens once."""
        return tuple(part.claim for part in self.parts)


def too_late(processor: Processor, waiting: Iterable[WaitingDay], today: date) -> str:
    """Return in words what waits longer than policy allows; nothing while nothing does."""
    late = [day for day in waiting if day.late(processor, today)]
    if not late:
        return ""
    amount, since = total(day.amount for day in late), late[0].business_date
    age = today - since
    return f"{processor.name}: {amount} not settled, the oldest for {_days(age)} (at most {processor.max_days})"


def _days(age: timedelta) -> str:
    return "1 day" if age.days == 1 else f"{age.days} days"


def part_data(part: ToSettle) -> list[object]:
    """Return one part of a settlement as plain data in a fixed order."""
    return [part.business_date.isoformat(), part.session_id, part.kind, part.amount.cents]


def part_from_data(data: object) -> ToSettle:
    """Return what ``part_data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(on), str(session_id), str(kind), int(cents)]:
            return ToSettle(date.fromisoformat(on), session_id, kind, Money(cents))
    raise ValueError("a saved settlement's part is damaged")


def credited_from_data(data: object) -> Credited:
    """Return what ``Credited.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(processor), [*parts], int(cents), str(on), str(reference)]:
            some = tuple(part_from_data(part) for part in parts)
            return Credited(processor, some, Money(cents), date.fromisoformat(on), reference)
    raise ValueError("a saved statement's credit is damaged")


def money_settled_from_data(data: object) -> MoneySettled:
    """Return what ``MoneySettled.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(processor), [*parts], int(gross), int(fee), str(on), str(reference), str(source),
            clerk, str(debit), str(credit), str(fee_gl_code), str(over), str(short),
        ]:  # fmt: skip
            return MoneySettled(
                processor, tuple(part_from_data(part) for part in parts), Money(gross), Money(fee),
                date.fromisoformat(on), reference, source, signer_from_data(clerk), debit, credit,
                fee_gl_code, over, short,
            )  # fmt: skip
    raise ValueError("a saved settlement is damaged")
