"""The opening of a drawer: its float, and why that is another than was left there or than policy gives it."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.custody.floats import FloatIssue, FloatReason
from domain.ledger.journal import Journal, journal_of
from domain.money import ZERO, Money
from domain.office import Office


@dataclass(frozen=True, slots=True)
class DrawerOpened:
    """The body of the posting that opens a session; ``issue`` says who gave the float where the vault did.

    ``left`` is the float that lay in the drawer by the books: none of a drawer's first float, or of one out of the
    vault. ``standard`` is what policy gives the drawer, where the float is another. ``why`` is the coded reason for
    either, or for taking the float of a session that still waits to be counted.
    """

    float_amount: Money
    issue: FloatIssue | None = None
    left: Money | None = None
    why: FloatReason | None = None
    standard: Money | None = None

    def __post_init__(self) -> None:
        if self.float_amount.cents < 0:
            raise ValueError("a float is not negative")
        if self.issue is not None and self.issue.pieces.amount != self.float_amount:
            raise ValueError("a float is what was issued")
        if self.left is not None and self.issue is not None:
            raise ValueError("a float that was left is not issued")
        if self.standard == self.float_amount:
            raise ValueError("the standard is told where the float is another")
        if self.differs and self.why is None:
            raise ValueError("another float than was left, or than the standard, has a reason")
        if self.why is not None and self.left is None and self.standard is None:
            raise ValueError("a reason is about the float that was left, or about the standard")

    @property
    def over_short(self) -> Money:
        """What is more in the drawer than was left there, less below zero."""
        return ZERO if self.left is None else self.float_amount - self.left

    @property
    def differs(self) -> bool:
        """Whether it is another float than was left, or than policy gives the drawer."""
        return bool(self.over_short) or self.standard is not None

    @property
    def took_up(self) -> bool:
        """Whether it took a float of the drawer's own: not one from the vault, nor none beside a session that waits."""
        return self.issue is None and (bool(self.float_amount) or self.left is not None)

    @property
    def approved_by(self) -> str:
        """Return who approved another float, or gave it out of the vault; empty where nobody was asked."""
        if self.issue is not None:
            return self.issue.giver.name
        return self.why.approval.name if self.why is not None and self.why.approval else ""

    def told(self, reasons: Iterable[tuple[str, str]]) -> str:
        """Return in words what the float was, should have been, and why; ``reasons`` are codes with their names."""
        said = [f"float {self.float_amount}"]
        said += [f"left {self.left}"] if self.over_short else []
        said += [] if self.standard is None else [f"standard {self.standard}"]
        why = "" if self.why is None else f"; {self.why.named(reasons)}"
        return ", ".join(said) + why

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        said: list[object] = ["drawer_opened", self.float_amount.cents]
        issue = None if self.issue is None else self.issue.data()
        if (self.left, self.why, self.standard) == (None, None, None):
            return said if issue is None else [*said, issue]
        left = None if self.left is None else self.left.cents
        standard = None if self.standard is None else self.standard.cents
        return [*said, issue, left, None if self.why is None else self.why.data(), standard]


def opening_journal(opened: DrawerOpened, office: Office) -> Journal:
    """Return the entry that moves the float from the vault into the drawer.

    The vault's account holds what was left in the drawer, so it gives just that; what differs is over or short.
    """
    difference, custody = opened.over_short, office.custody
    return journal_of(
        [
            (office.cash.gl_code, opened.float_amount.cents),
            (custody.vault, (difference - opened.float_amount).cents),
            (custody.short if difference.cents < 0 else custody.over, -difference.cents),
        ]
    )
