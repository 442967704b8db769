"""What the owning program says of a bill beside its money: the facts that rules and explanations ask for.

A fact that the program's export does not give is left empty; a rule that needs it then does not hold for the bill.
"""

from dataclasses import dataclass, field
from datetime import date

from domain.money import Money
from domain.receivables.tickets import EXPLAINED, TicketEvent


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """A ticket's infraction code, plate and history. ``plea_by`` is the last day to answer it, when that is known.

    ``boot_on`` says that a boot is on the vehicle now.
    """

    infraction: str = ""
    plate: str = field(default="", repr=False)
    plea_by: date | None = None
    events: tuple[TicketEvent, ...] = ()
    boot_on: bool = False

    @property
    def undocumented(self) -> int:
        """How many of its decisions came without a reason or without a document."""
        decisions = (e for e in self.events if e.step in EXPLAINED)
        return sum(1 for e in decisions if not (e.reason and e.document))


@dataclass(frozen=True, slots=True)
class WaterFacts:
    """What a water bill was made of: the meter's size in inches as text (``5/8``) and the cubic feet used.

    What is billed at the least is the rates' matter.
    """

    meter: str
    cubic_feet: int

    def __post_init__(self) -> None:
        if not self.meter or self.cubic_feet < 0:
            raise ValueError("a water bill has a meter and no negative use")


@dataclass(frozen=True, slots=True)
class Relevied:
    """That the program put an unpaid bill on a tax bill: on which day, and the tax bill's number."""

    on: date
    tax_bill: str

    def __post_init__(self) -> None:
        if not self.tax_bill:
            raise ValueError("a relevied bill names the tax bill that carries it")


@dataclass(frozen=True, slots=True)
class BillFacts:
    """All facts of a bill.

    ``lien_on`` is the day on which an unpaid tax became a lien on its parcel (Real Property Tax Law 1112);
    ``assessed`` the assessed value; ``roll_delivered_on`` the day the roll was delivered, which a receipt for taxes
    says (Real Property Tax Law 986); ``flags`` what extensions ask for, such as ``senior``; ``relevied`` the tax bill
    that carries an unpaid bill by now; ``third_party`` the name and address of whoever gets a copy of every notice for
    an owner of 65 and over or with a disability (Real Property Tax Law 923).
    """

    lien_on: date | None = None
    assessed: Money | None = None
    roll_delivered_on: date | None = None
    ticket: TicketFacts | None = None
    water: WaterFacts | None = None
    flags: frozenset[str] = frozenset()
    relevied: Relevied | None = None
    third_party: str = field(default="", repr=False)


NO_FACTS = BillFacts()
