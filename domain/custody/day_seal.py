"""Closing a day: one digest over where every series stands, over what the day came to, and over the seal before it.

Printed on paper, the digest is what the books can be held against later: it finds a tail that was cut off, an old
backup put back, and a chain that was computed anew, none of which a chain inside one database can show by itself.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from domain.custody.acts import ActBody, Claim, Signer, signer_from_data
from domain.ledger.trail import GENESIS, digest_of
from domain.money import ZERO, Money

CLOSING: Final = "closing of"
"""What the seal of a day takes for itself alone, as a refusal names it: a day is closed once."""


@dataclass(frozen=True, slots=True, order=True)
class SeriesHead:
    """Where a series stands: its last link and that link's digest (64 hex digits)."""

    series: str
    chain_no: int
    digest: str

    def __post_init__(self) -> None:
        if not self.series or self.chain_no < 1 or len(self.digest) != len(GENESIS):
            raise ValueError("a series that stands somewhere has a last link and its digest")


@dataclass(frozen=True, slots=True)
class DayTotals:
    """What some days' postings come to: how many of each kind, the debits of all entries, and the money received.

    ``received`` is what receipts took less the change they gave; ``voided`` is what voids handed back out of a drawer.
    """

    postings: int = 0
    receipts: int = 0
    corrections: int = 0
    acts: int = 0
    debits: Money = ZERO
    received: Money = ZERO
    voided: Money = ZERO

    @property
    def net(self) -> Money:
        """The money that came in and stayed: received less voided."""
        return self.received - self.voided

    def plus(self, other: "DayTotals") -> "DayTotals":
        """Return both together."""
        return DayTotals(
            self.postings + other.postings,
            self.receipts + other.receipts,
            self.corrections + other.corrections,
            self.acts + other.acts,
            self.debits + other.debits,
            self.received + other.received,
            self.voided + other.voided,
        )

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        counts: list[object] = [self.postings, self.receipts, self.corrections, self.acts]
        return [*counts, self.debits.cents, self.received.cents, self.voided.cents]


def day_totals_from_data(data: object) -> DayTotals:
    """Return what ``DayTotals.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [int(postings), int(receipts), int(corrections), int(acts), *cents]:
            match cents:
                case [int(debits), int(received), int(voided)]:
                    money = (Money(each) for each in (debits, received, voided))
                    return DayTotals(postings, receipts, corrections, acts, *money)
    raise ValueError("saved totals of a day are damaged")


@dataclass(frozen=True, slots=True)
class Register:
    """What a register beside the postings (count tries, the access log) grew by since the seal before.

    ``last_id`` is its last row's, ``rows`` how many are new, ``digest`` that of their content.
    """

    name: str
    last_id: int
    rows: int
    digest: str

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [self.name, self.last_id, self.rows, self.digest]


@dataclass(frozen=True, slots=True)
class DaySealed(ActBody):
    """The closing of a business date. ``ever`` adds up all days closed so far, this one too, and never begins anew.

    ``heads`` are in the order of their series, and of the vault's own before this act; ``previous`` is the digest of
    the seal before, the trail's beginning for the first.
    """

    kind: ClassVar[str] = "day_seal"
    on: date
    heads: tuple[SeriesHead, ...]
    day: DayTotals
    ever: DayTotals
    registers: tuple[Register, ...]
    previous: str
    closer: Signer

    def __post_init__(self) -> None:
        series = [head.series for head in self.heads]
        if series != sorted(set(series)) or len(self.previous) != len(GENESIS):
            raise ValueError("a seal names each series once, in order, and the seal before it")

    @property
    def digest(self) -> str:
        """The seal: one digest over everything that it says (64 hex digits)."""
        return digest_of(["day seal", *self._said()])

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who closed the day."""
        return (self.closer,)

    @property
    def title(self) -> str:
        """What it is."""
        return "Closing of the day"

    def claims(self) -> tuple[Claim, ...]:
        """Return the claim on the day: it is closed once."""
        return (Claim(CLOSING, self.on.isoformat()),)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [*self._said(), self.closer.data()]

    def _said(self) -> list[object]:
        return [
            self.on.isoformat(),
            [[head.series, head.chain_no, head.digest] for head in self.heads],
            self.day.data(),
            self.ever.data(),
            [register.data() for register in self.registers],
            self.previous,
        ]


def day_sealed_from_data(data: object) -> DaySealed:
    """Return what ``DaySealed.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(on), [*heads], day, ever, [*registers], str(previous), closer]:
            return DaySealed(
                date.fromisoformat(on),
                tuple(_head_from_data(head) for head in heads),
                day_totals_from_data(day),
                day_totals_from_data(ever),
                tuple(_register_from_data(register) for register in registers),
                previous,
                signer_from_data(closer),
            )
    raise ValueError("the saved closing of a day is damaged")


def _head_from_data(data: object) -> SeriesHead:
    match data:
        case [str(series), int(chain_no), str(digest)]:
            return SeriesHead(series, chain_no, digest)
    raise ValueError("a saved head of a series is damaged")


def _register_from_data(data: object) -> Register:
    match data:
        case [str(name), int(last_id), int(rows), str(digest)]:
            return Register(name, last_id, rows, digest)
    raise ValueError("a saved register is damaged")
