"""Acts of custody: what the office does with cash, stock and deposits beside taking money and correcting it.

All of them are links of one series, ``VAULT``, and have one run of numbers, so that nothing that leaves the vault, a
drawer or a bag can be left out unseen. An act that touches an open drawer's cash is of the vault's series too; the
books lock that drawer's series with the vault's, so that its close cannot cross.

How a new body joins: a frozen, slotted dataclass that extends ``ActBody``, with a ``kind`` of its own, ``data`` and
``signers``; it overrides what else it does (``movements``, ``effects``, ``claims``, ``needs``, ``pieces``). Its
strict decoder goes into ``domain/custody/act_kinds.py``. No table changes: the body lies in the books as the JSON of
``data``, and what the database itself must hold to follows from the other methods.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from domain.custody.stock import Movement
from domain.money import ZERO, Money
from domain.people.approval import Approval, approval_from_data

SERIES: Final = "VAULT"
"""The series of all acts of custody. A drawer's code has four signs at most, so that none can be called so."""
_NUMBER = re.compile(rf"(?P<year>\d{{4}})-{SERIES}-(?P<seq>\d{{1,9}})\Z")


@dataclass(frozen=True, slots=True, order=True)
class ActNo:
    """The number of an act of custody, ``year-VAULT-sequence``: gap-free from 1 within its year."""

    year: int
    seq: int

    def __post_init__(self) -> None:
        if not 2000 <= self.year <= 9999 or not 1 <= self.seq < 10**9:
            raise ValueError("an act's number has a year and a sequence from 1")

    def __str__(self) -> str:
        return f"{self.year}-{SERIES}-{self.seq:05d}"


def parse_act_no(text: str) -> ActNo | None:
    """Read an act's number as printed, leading zeros optional; ``None`` for anything else."""
    match = _NUMBER.match(text.strip().upper())
    if match is None or not int(match["seq"]) or int(match["year"]) < 2000:
        return None
    return ActNo(int(match["year"]), int(match["seq"]))


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs an act: an operator by sign-in name, or somebody outside who signs on paper (no sign-in name).

    The one who enters the act signs by having signed in; another operator by ``approval``, given with badge or PIN.
    """

    name: str
    operator_id: str = ""
    approval: Approval | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a signer has a name")
        if self.approval is not None and self.approval.operator_id != self.operator_id:
            raise ValueError("an approval is its signer's own")

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [self.name, self.operator_id, self.approval.data() if self.approval else None]


def signer_from_data(data: object) -> Signer:
    """Return the signer that ``Signer.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(name), str(operator_id), approval]:
            given = None if approval is None else approval_from_data(approval)
            return Signer(name, operator_id, given)
    raise ValueError("a saved signer is damaged")


@dataclass(frozen=True, slots=True, order=True)
class Effect:
    """What an act has to do with a drawer session, and by how much it changes the cash expected in it.

    ``closed`` says that the session must be closed, as for a deposit; else it must be open.
    """

    session_id: str
    cash: Money = ZERO
    closed: bool = False

    def __post_init__(self) -> None:
        if not self.session_id or (self.closed and self.cash):
            raise ValueError("the cash of a closed session does not change")


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """What an act takes for itself alone, such as a session for its one deposit: the books keep each claim once.

    ``what`` is a word that a refusal's sentence can name; ``key`` says which one.
    """

    what: str
    key: str

    def __post_init__(self) -> None:
        if not (self.what and self.key):
            raise ValueError("a claim says of what and which")


REVERSED: Final = "reversal of act"
"""What a reversal takes for itself alone: an act is reversed once."""


def reversal_claim(number: ActNo) -> Claim:
    """Return the claim of an act for its one reversal; its key is the number without leading zeros."""
    return Claim(REVERSED, f"{number.year}-{SERIES}-{number.seq}")


@dataclass(frozen=True, slots=True, order=True)
class PiecesMoved:
    """So many pieces of a value that come to a place (positive) or leave it; the books let none be fewer than none."""

    place: str
    value: Money
    number: int

    def __post_init__(self) -> None:
        if not (self.place and self.number and self.value > ZERO):
            raise ValueError("pieces of a value are moved")


@dataclass(frozen=True, slots=True)
class Recount:
    """What was found of a closed session's cash less what its accepted count left for the vault; short below zero.

    ``of_float`` is how much of it is the float's, and for no bank. ``undone`` says that an earlier one is taken back.
    """

    session_id: str
    over_short: Money
    of_float: Money
    owner_id: str
    owner_name: str
    reason_code: str
    reason_text: str
    approved_by: str
    undone: bool = False


class ActBody(ABC):
    """What one act of custody says. Everything that is not abstract has a default that does nothing."""

    __slots__ = ()
    kind: ClassVar[str]
    """The stable name of the kind, in the books for ever."""
    slip: ClassVar[bool] = True
    """Whether a slip of it is printed when it is recorded."""

    @abstractmethod
    def data(self) -> list[object]:
        """Return the body as plain data in a fixed order; its decoder reads exactly this."""

    @property
    @abstractmethod
    def signers(self) -> tuple[Signer, ...]:
        """All who sign, the one who gives first."""

    @property
    def title(self) -> str:
        """What it is, in words, as the slip is headed."""
        return self.kind

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what the slip and the screen say of it, line by line: (label, value)."""
        return ()

    def in_short(self) -> tuple[tuple[str, str], ...]:
        """Return what another act that names it says of it."""
        return self.told()

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what moves between ledger accounts: (account, cents), positive a debit; balanced."""
        return ()

    def effects(self) -> tuple[Effect, ...]:
        """Return the sessions that it has to do with, each once."""
        return ()

    def claims(self) -> tuple[Claim, ...]:
        """Return what it takes for itself alone."""
        return ()

    def needs(self) -> tuple[Claim, ...]:
        """Return the claims of earlier acts without which it cannot be."""
        return ()

    def stock(self) -> tuple[Movement, ...]:
        """Return what it does to accountable stock, in order; the books refuse numbers that are not where it says."""
        return ()

    def frees(self) -> tuple[Claim, ...]:
        """Return the claims of an earlier act that it takes back: from then on they may be made again."""
        return ()

    def built_on(self) -> tuple[Claim, ...]:
        """Return the claims of later acts that build on it: while one stands, it cannot be taken back.

        A claim that an item is held over stands for one made by any later bag.
        """
        return ()

    def barred_by(self) -> tuple[Claim, ...]:
        """Return the claims that must not stand when it is recorded, such as the reversal of what it is about."""
        return ()

    def about(self) -> tuple[ActNo, ...]:
        """Return the numbers of earlier acts that it answers or takes back: it is not of a date before theirs."""
        return ()

    def seen(self) -> tuple[tuple[str, tuple[tuple[Money, int], ...]], ...]:
        """Return what it says that the books had at places by then, as (value, number) from the largest value."""
        return ()

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return what it does to places whose pieces are known, each place and value once."""
        return ()

    def recount(self) -> Recount | None:
        """Return what it says that a closed drawer's accepted count was off by, or ``None`` where it says nothing."""
        return None


@dataclass(frozen=True, slots=True)
class CustodyAct:
    """The body of a posting: a numbered act of custody."""

    number: ActNo
    body: ActBody

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.body.kind

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order: what its digest is taken of."""
        return ["custody", str(self.number), self.body.kind, self.body.data()]
