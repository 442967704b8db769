"""What a parking ticket costs beside its late fee: progressive fines by plate, and the State's surcharges.

Surcharges are the State's money: they are lines of their own from the first day and are remitted by month. Sources of
the shape: City of Ithaca page 'Parking Violations'; Vehicle and Traffic Law 1809-aa and 1809-b. Amounts are policy.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.calendar import add_months
from domain.money import Money, total
from domain.office import Source
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class FineRow:
    """The fines of one infraction code: the first, the second and so on; the last holds for every further one."""

    infraction: str
    name: str
    fines: tuple[Money, ...]
    source: Source
    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        if not self.fines or list(self.fines) != sorted(self.fines):
            raise ValueError("an infraction has fines that do not fall")


@dataclass(frozen=True, slots=True)
class SurchargeShare:
    """Who gets how much of one surcharge."""

    payee: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Surcharge:
    """A surcharge added on conviction for the infraction codes listed, and remitted to its payees.

    ``remit_day`` is the last day of the next month by which what a month collected is remitted.
    """

    code: str
    name: str
    infractions: tuple[str, ...]
    shares: tuple[SurchargeShare, ...]
    remit_day: int
    source: Source
    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.remit_day <= 28:
            raise ValueError("a surcharge is remitted on a day that every month has")

    @property
    def amount(self) -> Money:
        """The whole surcharge: the sum of its shares."""
        return total(s.amount for s in self.shares)


@dataclass(frozen=True, slots=True)
class FineRules:
    """The office's fines: an offense counts as repeated within ``months`` for the same infraction and plate."""

    months: int
    rows: tuple[FineRow, ...]
    surcharges: tuple[Surcharge, ...]
    source: Source

    def row(self, infraction: str, on: date) -> FineRow | None:
        """Return the fines of an infraction on its day, or ``None`` when they come with the ticket."""
        rows = [
            r
            for r in self.rows
            if r.infraction == infraction and r.from_on <= on <= (r.to_on or date.max)
        ]
        return max(rows, key=lambda row: row.from_on) if rows else None


@dataclass(frozen=True, slots=True)
class Offense:
    """One ticket as far as repetition counts. ``dismissed`` ones were no offense."""

    ticket_no: str
    plate: str
    infraction: str
    issued_on: date
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Fine:
    """A progressive fine and why: the ``ordinal``-th offense, after the ``earlier`` tickets' numbers."""

    amount: Money
    ordinal: int
    earlier: tuple[str, ...]
    since: date
    """The first day that still counted."""
    source: Source


@dataclass(frozen=True, slots=True)
class SurchargeTaken:
    """One surcharge as collected at the counter on a business day."""

    code: str
    taken_on: date
    ticket_no: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Remittance:
    """What one month's collections owe to one payee, and the last day to remit it."""

    surcharge: str
    payee: str
    year: int
    month: int
    count: int
    amount: Money
    remit_by: date
    source: Source


def plate_key(plate: str) -> str:
    """Return a plate as it is compared: capitals and digits only, so that a space or a hyphen makes no other car."""
    return "".join(c for c in plate.upper() if c.isalnum())


def progressive_fine(
    offense: Offense, history: Iterable[Offense], rules: FineRules
) -> Fine | Refusal:
    """Return the fine of ``offense`` by the number of the same infractions of its plate in the months before.

    A ticket exactly the rule's months old still counts. Tickets of one day count in the order of their numbers.
    Refuses an infraction for which the policy has no fines: its amount comes with the ticket.
    """
    row = rules.row(offense.infraction, offense.issued_on)
    if row is None:
        return refuse(Code.FINE_UNKNOWN, infraction=offense.infraction, on=offense.issued_on)
    key, place = plate_key(offense.plate), (offense.issued_on, offense.ticket_no)
    earlier = sorted(
        {
            (o.issued_on, o.ticket_no)
            for o in history
            if not o.dismissed
            and o.infraction == offense.infraction
            and plate_key(o.plate) == key
            and (o.issued_on, o.ticket_no) < place
            and add_months(o.issued_on, rules.months) >= offense.issued_on
        }
    )
    ordinal = len(earlier) + 1
    amount = row.fines[min(ordinal, len(row.fines)) - 1]
    numbers = tuple(number for _, number in earlier)
    since = add_months(offense.issued_on, -rules.months)
    return Fine(amount, ordinal, numbers, since, row.source)


def surcharges_for(infraction: str, convicted_on: date, rules: FineRules) -> tuple[Surcharge, ...]:
    """Return the surcharges that a conviction on a day adds to a ticket of this infraction."""
    return tuple(
        s
        for s in rules.surcharges
        if infraction in s.infractions and s.from_on <= convicted_on <= (s.to_on or date.max)
    )


def remit_by(taken_on: date, surcharge: Surcharge) -> date:
    """Return the last day to remit a surcharge taken on ``taken_on``: a day of the next month.

    The day is not moved off a closed day: the law counts the first days of the month, and earlier is never late.
    """
    return add_months(taken_on.replace(day=1), 1).replace(day=surcharge.remit_day)


def remittances(taken: Iterable[SurchargeTaken], rules: FineRules) -> tuple[Remittance, ...]:
    """Return what is to be remitted, by month, surcharge and payee; the sums equal what was taken to the cent.

    A surcharge taken in part gives its first payees their shares first. A code the policy does not know is a
    programmer's error.
    """
    sums: dict[tuple[int, int, str, str], tuple[int, Money]] = {}
    known: dict[tuple[str, int, int], Surcharge] = {}
    for one in taken:
        surcharge = _surcharge(one, rules)
        known[surcharge.code, one.taken_on.year, one.taken_on.month] = surcharge
        for payee, amount in _shared(one.amount, surcharge):
            place = (one.taken_on.year, one.taken_on.month, one.code, payee)
            count, before = sums.get(place, (0, Money(0)))
            sums[place] = (count + 1, before + amount)
    found: list[Remittance] = []
    for (year, month, code, payee), (count, amount) in sums.items():
        surcharge = known[code, year, month]
        last = remit_by(date(year, month, 1), surcharge)
        found.append(Remittance(code, payee, year, month, count, amount, last, surcharge.source))
    return tuple(sorted(found, key=lambda r: (r.year, r.month, r.surcharge)))


def _surcharge(taken: SurchargeTaken, rules: FineRules) -> Surcharge:
    rows = [s for s in rules.surcharges if s.code == taken.code]
    if not rows:
        raise ValueError(f"there is no surcharge {taken.code} in the policy")
    dated = [s for s in rows if s.from_on <= taken.taken_on <= (s.to_on or date.max)]
    return max(dated or rows, key=lambda row: row.from_on)


def _shared(amount: Money, surcharge: Surcharge) -> list[tuple[str, Money]]:
    """Give each payee its share in order; what is more than all shares goes to the last."""
    parts: list[tuple[str, Money]] = []
    left = amount
    for number, one in enumerate(surcharge.shares, 1):
        part = left if number == len(surcharge.shares) else min(left, one.amount)
        if part:
            parts.append((one.payee, part))
        left = left - part
    return parts
