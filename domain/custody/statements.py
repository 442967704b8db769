"""A bank's statement against deposits and settlements: what it acknowledges, and what it sends back.

It is taken in once, as one act.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from domain.custody.acts import ActBody, ActNo, Claim, Signer, parse_act_no, signer_from_data
from domain.custody.bank import BankLine, BankStatement, LineKind
from domain.custody.settlements import Credited, credited_from_data
from domain.money import Money

TAKEN: Final = "bank statement"


@dataclass(frozen=True, slots=True, order=True)
class OnItsWay:
    """A sealed deposit as a statement is held against it; ``told`` says that the bank has answered before."""

    made: ActNo
    bag: str
    amount: Money
    on: date
    told: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """One deposit that a statement acknowledges: what the bank says of it, and what it came to here."""

    made: ActNo
    bag: str
    amount: Money
    deposited: Money
    on: date
    reference: str

    @property
    def difference(self) -> Money:
        """What the bank says less what was deposited."""
        return self.amount - self.deposited


@dataclass(frozen=True, slots=True)
class Matched:
    """A statement's deposit lines: those that acknowledge a deposit, those told before, those that fit none."""

    agreed: tuple[Agreed, ...]
    before: tuple[str, ...]
    unknown: tuple[str, ...]


def match_deposits(lines: Iterable[BankLine], deposits: Iterable[OnItsWay]) -> Matched:
    """Return which deposits the lines acknowledge, each at most one, as far as that is beyond doubt.

    A line is of the deposit whose bag's number stands in its reference or words, whatever the amount; without one it
    is of the only deposit of that amount that was made by the bank's day. Of several that fit it is of none. Leading
    zeros of numbers do not count.
    """
    left = list(deposits)
    agreed: list[Agreed] = []
    before: list[str] = []
    unknown: list[str] = []
    # Lines that name a bag come first, so that none is taken for another of the same amount.
    named = [(line, _by_bag(line, left)) for line in lines if line.kind is LineKind.DEPOSIT]
    for line, found in sorted(named, key=lambda each: not each[1]):
        fits = [d for d in found or _by_amount(line, left) if d in left]
        if len(fits) != 1:
            unknown.append(line_words(line))
            continue
        one = fits[0]
        left.remove(one)
        if one.told:
            before.append(f"{line_words(line)}: bag {one.bag}")
        else:
            agreed.append(
                Agreed(one.made, one.bag, line.amount, one.amount, line.on, line.reference)
            )
    return Matched(tuple(agreed), tuple(before), tuple(unknown))


def line_words(line: BankLine) -> str:
    """Return a line as it is listed: day, amount, reference."""
    return " ".join(filter(None, (line.on.isoformat(), str(line.amount), line.reference)))


def _by_bag(line: BankLine, deposits: Sequence[OnItsWay]) -> list[OnItsWay]:
    said = {_plain(each) for each in (line.reference, *line.text.split())}
    # Without its zeros a bag may have no number left: it is not that of a line without a reference.
    return [d for d in deposits if d.on <= line.on and _plain(d.bag) in said - {""}]


def _by_amount(line: BankLine, deposits: Sequence[OnItsWay]) -> list[OnItsWay]:
    fits = [d for d in deposits if d.amount == line.amount and d.on <= line.on]
    return [d for d in fits if not d.told] or fits


def _plain(number: str) -> str:
    return number.strip().upper().lstrip("0")


@dataclass(frozen=True, slots=True, order=True)
class Returned:
    """An item that the bank sent back, as a statement has it. ``reference`` is the check's number in most of them."""

    on: date
    amount: Money
    reference: str
    words: str
    account: str


def returned_of(statements: Iterable[BankStatement]) -> tuple[Returned, ...]:
    """Return the items that came back, in the order of the file."""
    return tuple(
        Returned(line.on, line.amount, line.reference, line.text, statement.account)
        for statement in statements
        for line in statement.of_kind(LineKind.RETURNED)
    )


@dataclass(frozen=True, slots=True)
class StatementTaken(ActBody):
    """A bank's statement that was taken in. The acknowledgements that follow from it are acts of their own.

    ``name`` is the file's, ``digest`` that of its content: the same file is taken in once. ``listed`` is what fits no
    deposit or was told before, in words. ``settled`` are the credits of processors that fit what waits for them.
    """

    kind: ClassVar[str] = "statement"
    slip: ClassVar[bool] = False
    name: str
    digest: str
    agreed: tuple[Agreed, ...]
    listed: tuple[str, ...]
    returned: tuple[Returned, ...]
    clerk: Signer
    settled: tuple[Credited, ...] = ()

    def __post_init__(self) -> None:
        if not (self.name and self.digest):
            raise ValueError("a statement has a name and the digest of its file")

    @property
    def title(self) -> str:
        """What it is."""
        return "bank statement"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who took it in."""
        return (self.clerk,)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what it acknowledges and what came back."""
        lines = [("File", self.name)]
        lines += [("Acknowledged", f"bag {a.bag} {a.amount}") for a in self.agreed]
        lines += [("Settled", f"{c.processor} {c.amount}") for c in self.settled]
        lines += [("Returned", f"{r.reference} {r.amount}") for r in self.returned]
        return tuple(lines)

    def claims(self) -> tuple[Claim, ...]:
        """Return the claim on the file: it is taken in once."""
        return (Claim(TAKEN, self.digest),)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.name,
            self.digest,
            [_agreed_data(each) for each in self.agreed],
            list(self.listed),
            [[r.on.isoformat(), r.amount.cents, *_words(r)] for r in self.returned],
            self.clerk.data(),
            [each.data() for each in self.settled],
        ]


def _words(returned: Returned) -> tuple[str, str, str]:
    return returned.reference, returned.words, returned.account


def _agreed_data(each: Agreed) -> list[object]:
    cents = (each.amount.cents, each.deposited.cents)
    return [str(each.made), each.bag, *cents, each.on.isoformat(), each.reference]


def _agreed(data: object) -> Agreed:
    match data:
        case [str(made), str(bag), int(cents), int(deposited), str(on), str(reference)]:
            number = parse_act_no(made)
            if number is not None:
                day = date.fromisoformat(on)
                return Agreed(number, bag, Money(cents), Money(deposited), day, reference)
    raise ValueError("a saved statement's deposit is damaged")


def _returned(data: object) -> Returned:
    match data:
        case [str(on), int(cents), str(reference), str(words), str(account)]:
            return Returned(date.fromisoformat(on), Money(cents), reference, words, account)
    raise ValueError("a saved statement's returned item is damaged")


def statement_taken_from_data(data: object) -> StatementTaken:
    """Return what ``StatementTaken.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(name), str(digest), [*agreed], [*listed], [*returned], clerk, [*settled]]:
            return StatementTaken(
                name,
                digest,
                tuple(_agreed(each) for each in agreed),
                tuple(str(each) for each in listed),
                tuple(_returned(each) for each in returned),
                signer_from_data(clerk),
                tuple(credited_from_data(each) for each in settled),
            )
    raise ValueError("a saved statement is damaged")
