"""Agreement with an accounting program: our balance of every open bill against the program's.

The program cannot know what it has not acknowledged yet, so our side is taken without those lines: what is owed on a
bill as if they had not been posted. What then still differs is a difference.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from domain.corrections.effects import owed_on
from domain.custody.acts import ActBody, Claim, Signer, signer_from_data
from domain.ledger.acknowledged import Difference, Finding, difference_from_data
from domain.ledger.interface import ProgramLine
from domain.ledger.trail import digest_of
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receivables.bills import Applied, BillState, How

Pending = Mapping[str, Collection[ProgramLine]]
"""The lines that the program has not acknowledged, by bill."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One bill on both sides: what we hold owed, and the program's word, which may be of an earlier day.

    ``pending`` is the sum of the lines that the program did not know when it said so, positive where they lowered what
    is owed. ``grew`` is what else made our balance another one since: penalties, or none for a payment that counts for
    an earlier day. ``theirs`` is ``None`` where the program has no such bill open, ``ours`` where we have none.
    """

    bill_no: str
    account_number: str
    ours: Money | None
    pending: Money
    theirs: Money | None
    grew: Money = ZERO

    @property
    def expected(self) -> Money:
        """What the program should have said: our balance as it was without what it did not know."""
        return (self.ours or ZERO) + self.pending - self.grew

    @property
    def difference(self) -> Money:
        """What the program says over what it should."""
        return (self.theirs or ZERO) - self.expected

    @property
    def finding(self) -> Finding | None:
        """How it differs, or ``None`` when it agrees: a bill without a balance need not be in the other's list."""
        if not self.difference:
            return None
        if self.ours is None:
            return Finding.UNKNOWN
        return Finding.MISSING if self.theirs is None else Finding.DIFFERENT


def pending_by_bill(lines: Iterable[ProgramLine]) -> dict[str, list[ProgramLine]]:
    """Return lines by their bills."""
    found: dict[str, list[ProgramLine]] = {}
    for line in lines:
        found.setdefault(line.bill_no, []).append(line)
    return found


def without(state: BillState, lines: Iterable[ProgramLine]) -> BillState:
    """Return a bill as it is without what these lines did to it; a line that is not on it is passed over."""
    take = Counter(line.applied for line in lines)
    kept: list[Applied] = []
    for applied in state.applied:
        if take[applied]:
            take[applied] -= 1
        else:
            kept.append(applied)
    return replace(state, applied=tuple(kept))


def compared(
    state: BillState,
    theirs: Money | None,
    lines: Collection[ProgramLine],
    on: date,
    office: Office,
    said_on: date | None = None,
) -> Compared:
    """Return one bill of ours on both sides as of a day; ``lines`` are those that the program did not know.

    ``said_on`` is the day that its word is of, where that is an earlier one.
    """
    ours = owed_on(state, on, office)
    then = on if said_on is None else said_on
    known = without(state, lines) if lines else state
    expected = ours if known is state and then == on else owed_on(known, then, office)
    pending = total(line.amount for line in lines)
    bill = state.bill
    grew = ours + pending - expected
    return Compared(bill.bill_no, bill.account_number, ours, pending, theirs, grew)


def agreement(
    ours: Iterable[BillState],
    theirs: Mapping[str, Money],
    pending: Pending,
    others: Mapping[str, BillState],
    on: date,
    office: Office,
    said_on: date | None = None,
) -> Iterator[Compared]:
    """Yield every open bill of ours, and then those that the program should hold open and we do not, by number.

    ``theirs`` are the program's balances by bill; ``others`` our bills that are not open, among them and among those
    that ``pending`` names: a bill that was paid today must still be open there.
    """
    seen: set[str] = set()
    for state in ours:
        number = state.bill.bill_no
        seen.add(number)
        lines = pending.get(number, ())
        yield compared(state, theirs.get(number), lines, on, office, said_on)
    for number in sorted({*theirs, *pending} - seen):
        held = others.get(number)
        if held is not None:
            lines = pending.get(number, ())
            yield compared(held, theirs.get(number), lines, on, office, said_on)
        elif number in theirs:
            yield Compared(number, "", None, ZERO, theirs[number])


def digest_of_balances(balances: Mapping[str, Money]) -> str:
    """Return the digest of a program's list of balances, in whatever order it came."""
    return digest_of([[number, balances[number].cents] for number in sorted(balances)])


@dataclass(frozen=True, slots=True)
class BalancesCompared(ActBody):
    """A program's balances were held against ours as of ``on``: how many bills, both sums, and what differs.

    ``pending`` is what the program has not acknowledged yet, in our balances' terms. ``services`` and ``tells`` say
    which bills it has and what it is told of; ``listed_digest`` is of its balances, which the books keep until its next
    list.
    """

    kind: ClassVar[str] = "balances_compared"
    slip: ClassVar[bool] = False
    program: str
    on: date
    report: str
    report_digest: str
    bills: int
    ours: Money
    pending: Money
    theirs: Money
    differences: tuple[Difference, ...]
    services: tuple[str, ...]
    tells: tuple[How, ...]
    listed_digest: str
    entered_by: Signer

    def __post_init__(self) -> None:
        if not (self.program and self.report and self.report_digest) or self.bills < 0:
            raise ValueError("a comparison names its program and its report")
        if not (self.services and self.listed_digest):
            raise ValueError("a comparison says of which services, and of which list")

    @property
    def title(self) -> str:
        """What it is."""
        return "balances compared"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who compared."""
        return (self.entered_by,)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.program,
            self.on.isoformat(),
            self.report,
            self.report_digest,
            self.bills,
            self.ours.cents,
            self.pending.cents,
            self.theirs.cents,
            [each.data() for each in self.differences],
            list(self.services),
            [how.value for how in self.tells],
            self.listed_digest,
            self.entered_by.data(),
        ]

    def claims(self) -> tuple[Claim, ...]:
        """Return nothing: the same balances may be compared again after another batch went over."""
        return ()


def balances_compared_from_data(data: object) -> BalancesCompared:
    """Return what ``BalancesCompared.data`` wrote; raises ``ValueError`` or ``TypeError`` for damaged data."""
    match data:
        case [
            str(program), str(on), str(report), str(digest), int(bills), int(ours), int(pending),
            int(theirs), list(differences), list(services), list(tells), str(listed), by,
        ]:  # fmt: skip
            return BalancesCompared(
                program,
                date.fromisoformat(on),
                report,
                digest,
                bills,
                Money(ours),
                Money(pending),
                Money(theirs),
                tuple(difference_from_data(each) for each in differences),
                tuple(str(each) for each in services),
                tuple(How(each) for each in tells),
                listed,
                signer_from_data(by),
            )
    raise ValueError("a saved comparison of balances is damaged")
