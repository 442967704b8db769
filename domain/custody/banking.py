"""After the deposit is sealed: the courier takes the bag, and the bank says what it found in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.custody.acts import (
    ActBody,
    ActNo,
    Claim,
    PiecesMoved,
    Signer,
    reversal_claim,
    signer_from_data,
)
from domain.custody.acts import parse_act_no as parsed
from domain.custody.depositing import BAG
from domain.custody.depositing import HANDED as HANDED
from domain.custody.depositing import TOLD as TOLD
from domain.custody.pieces import Pieces, pieces_from_data
from domain.custody.vault import COURIER, bag_place
from domain.money import Money


@dataclass(frozen=True, slots=True)
class BagHandedOver(ActBody):
    """A sealed bag given to the courier, who signs on paper. ``cash`` is what the deposit put into it.

    ``seal``, ``bank`` (its code), ``amount`` and ``made`` (the deposit's number) are what the courier signs for: who
    reads the slip later can tell which bag it was and what it was said to hold.
    """

    kind: ClassVar[str] = "handed_over"
    bag: str
    cash: Pieces
    giver: Signer
    courier: Signer
    seal: str
    bank: str
    amount: Money
    made: ActNo

    @property
    def title(self) -> str:
        """What it is."""
        return "bag to the courier"

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who gives the bag and the courier."""
        return (self.giver, self.courier)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return the bag, its seal, where it goes and what it was sealed with; not what that is made of."""
        return (
            ("Deposit", str(self.made)),
            ("Bank", self.bank),
            ("Bag", self.bag),
            ("Seal", self.seal),
            ("Amount", str(self.amount)),
        )

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.bag,
            self.cash.data(),
            self.giver.data(),
            self.courier.data(),
            self.seal,
            self.bank,
            self.amount.cents,
            str(self.made),
        ]

    def claims(self) -> tuple[Claim, ...]:
        """Return that the bag is handed over, which happens once."""
        return (Claim(HANDED, self.bag),)

    def needs(self) -> tuple[Claim, ...]:
        """Return that the bag was made up."""
        return (Claim(BAG, self.bag),)

    def built_on(self) -> tuple[Claim, ...]:
        """Return that the bank has the bag."""
        return (Claim(TOLD, self.bag),)

    def about(self) -> tuple[ActNo, ...]:
        """Return the deposit whose bag it is."""
        return (self.made,)

    def barred_by(self) -> tuple[Claim, ...]:
        """Return that its deposit was reversed, whose bag may be another's by now, and that the bank has it."""
        return (reversal_claim(self.made), Claim(TOLD, self.bag))

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return the cash that leaves the office with the courier."""
        return tuple(
            PiecesMoved(place, value, sign * number)
            for place, sign in ((bag_place(self.bag), -1), (COURIER, 1))
            for value, number in self.cash.held
        )


@dataclass(frozen=True, slots=True)
class BankTold(ActBody):
    """The bank's acknowledgement of a deposit, keyed from the slip or read from a statement.

    ``amount`` is what the bank says, ``deposited`` what the deposit came to. With a ``reason`` the difference is
    booked on ``over`` or ``short``; without one it stays with the deposits on their way until somebody decides on it.
    ``on`` is the bank's day. ``place`` is where the bag's cash was: with the courier, or in the bag when one of the
    office brought it. ``source`` is ``keyed`` or the statement's name.
    """

    kind: ClassVar[str] = "bank_told"
    slip: ClassVar[bool] = False
    made: ActNo
    bag: str
    bank: str
    amount: Money
    deposited: Money
    on: date
    reference: str
    source: str
    cash: Pieces
    place: str
    clerk: Signer
    debit: str
    credit: str
    over: str
    short: str
    reason: str = ""

    def __post_init__(self) -> None:
        if self.amount.cents < 0 or not (self.bag and self.reference and self.source):
            raise ValueError("the bank's answer has a bag, a reference, a source and an amount")

    @property
    def title(self) -> str:
        """What it is."""
        return "acknowledged by the bank"

    @property
    def difference(self) -> Money:
        """What the bank says less what was deposited."""
        return self.amount - self.deposited

    @property
    def to_decide(self) -> bool:
        """Whether there is a difference that nobody gave a reason for."""
        return bool(self.difference) and not self.reason

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who entered it."""
        return (self.clerk,)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what the bank says and by how much it differs."""
        why = (("Reason", self.reason),) if self.reason else ()
        return (
            ("Deposit", str(self.made)),
            ("Bag", self.bag),
            ("Bank says", str(self.amount)),
            ("Deposited", str(self.deposited)),
            ("Difference", str(self.difference)),
            *why,
            ("Reference", self.reference),
        )

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            str(self.made),
            self.bag,
            self.bank,
            self.amount.cents,
            self.deposited.cents,
            self.on.isoformat(),
            self.reference,
            self.source,
            self.cash.data(),
            self.place,
            self.clerk.data(),
            self.debit,
            self.credit,
            self.over,
            self.short,
            self.reason,
        ]

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what reaches the bank account, and the difference where its reason is given."""
        if self.to_decide:
            return ((self.debit, self.amount.cents), (self.credit, -self.amount.cents))
        off = self.difference.cents
        return (
            (self.debit, self.amount.cents),
            (self.credit, -self.deposited.cents),
            (self.over if off > 0 else self.short, -off),
        )

    def claims(self) -> tuple[Claim, ...]:
        """Return that the bank has answered, which counts once."""
        return (Claim(TOLD, self.bag),)

    def needs(self) -> tuple[Claim, ...]:
        """Return that the bag was made up, and that the courier took it where its cash was there."""
        gone = (Claim(HANDED, self.bag),) if self.place == COURIER else ()
        return (Claim(BAG, self.bag), *gone)

    def about(self) -> tuple[ActNo, ...]:
        """Return the deposit whose bag it is."""
        return (self.made,)

    def barred_by(self) -> tuple[Claim, ...]:
        """Return that its deposit was reversed: the bag may be another's by now."""
        return (reversal_claim(self.made),)

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return the cash that is the bank's now."""
        return tuple(PiecesMoved(self.place, value, -number) for value, number in self.cash.held)


def bag_handed_over_from_data(data: object) -> BagHandedOver:
    """Return what ``BagHandedOver.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(bag), cash, giver, courier, str(seal), str(bank), int(amount), str(made),
        ]:  # fmt: skip
            number = parsed(made)
            if number is None:
                raise ValueError("a saved hand-over names no deposit")
            return BagHandedOver(
                bag,
                pieces_from_data(cash),
                signer_from_data(giver),
                signer_from_data(courier),
                seal,
                bank,
                Money(amount),
                number,
            )
    raise ValueError("a saved hand-over is damaged")


def bank_told_from_data(data: object) -> BankTold:
    """Return what ``BankTold.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(made), str(bag), str(bank), int(amount), int(deposited), str(on), str(reference),
            str(source), cash, str(place), clerk, str(debit), str(credit), str(over), str(short),
            str(reason),
        ]:  # fmt: skip
            number = parsed(made)
            if number is None:
                raise ValueError("a saved acknowledgement names no deposit")
            return BankTold(
                number, bag, bank, Money(amount), Money(deposited), date.fromisoformat(on),
                reference, source, pieces_from_data(cash), place, signer_from_data(clerk),
                debit, credit, over, short, reason,
            )  # fmt: skip
    raise ValueError("a saved acknowledgement of the bank is damaged")
