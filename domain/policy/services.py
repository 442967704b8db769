"""The services of an office: whose debts they are, what may be added to them, and how they are paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.demands import GivenOut, PartOfParcel, Relevy, Reminder
from domain.money import ZERO, Money
from domain.policy.accruals import Accrual, Extension, Interest, LateFee, Source

MOST_PART_FEE = Money(1000)

Particular = Literal["property", "assessed", "roll_delivered_on", "escrow_copy"]
"""The account's address; the assessed value; the day on which the roll was delivered."""


@dataclass(frozen=True, slots=True)
class ChargeKind:
    """A kind of money line on a bill and the ledger account it relieves (``gl_code``: fund.department.object)."""

    code: str
    name: str
    gl_code: str


@dataclass(frozen=True, slots=True)
class PartPayments:
    """A resolution by which bills are taken in part, and the charge on each part payment, which is the city's own.

    Real Property Tax Law 928-a: only after a resolution, and at most 10.00 a part payment. The charge is one of the
    service's charge kinds, ``fee_kind``.
    """

    resolved_on: date
    source: Source
    fee: Money = ZERO
    fee_kind: str = ""
    to_on: date | None = None
    """The last day of the resolution. The row stays in the policy after it, for the charges that were taken by it."""

    def __post_init__(self) -> None:
        if not ZERO <= self.fee <= MOST_PART_FEE:
            raise ValueError(f"the charge on a part payment is at most {MOST_PART_FEE}")
        if bool(self.fee) != bool(self.fee_kind):
            raise ValueError("fee and fee_kind go together")


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How little too little or too much a payment of a whole bill may be, and the accounts that bear the difference.

    These accounts are for nothing else: what cash is rounded by and what a drawer is over or short are other matters.
    """

    short: Money
    over: Money
    short_gl_code: str
    over_gl_code: str
    source: Source
    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        if self.short < ZERO or self.over < ZERO:
            raise ValueError("a tolerance is not negative")
        if self.short_gl_code == self.over_gl_code:
            raise ValueError("what is short and what is over have an account each")


@dataclass(frozen=True, slots=True)
class Returned:
    """Unpaid bills go to another collector on the first ``month_day`` after the due date; none is taken from then on.

    The last day before it moves off closed days like every final date (Real Property Tax Law 925-a(1)).
    """

    month_day: tuple[int, int]
    to: str
    source: Source


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the city, the accounting program (subledger) that owns its debts, and its rules of payment."""

    code: str
    name: str
    program: str
    noun: str
    """What one debt of this service is called at the counter: ``tax bill``, ``ticket``."""
    charge_kinds: tuple[ChargeKind, ...]
    application_order: tuple[str, ...]
    """Charge kinds in the order in which money is applied within an instalment."""
    accruals: tuple[Accrual, ...] = ()
    partial_allowed: bool = False
    overdue_alert_days: int = 30
    extensions: tuple[Extension, ...] = ()
    closed_days_rule: str = ""
    """The law by which a last day on a closed day moves, as it is cited."""
    postmark_counts: bool = False
    """Whether a payment by mail counts for the day of its postmark (Real Property Tax Law 925)."""
    part_payments: PartPayments | None = None
    tolerances: tuple[Tolerance, ...] = ()
    returned: Returned | None = None
    returned_fee_kind: str = ""
    """The charge kind of the fee for a returned check; empty where this service's bills carry none."""
    order_override: bool = False
    """Whether the clerk may have a charge kind of the customer's choice paid before the others."""
    receipt_particulars: tuple[Particular, ...] = ()
    """What the receipt says of a bill beside its number and name, in this order (Real Property Tax Law 986)."""
    ask: str = ""
    """Whom a customer asks about a bill of this service: office, place, telephone."""
    appeal_to: str = ""
    """To whom a customer appeals, and how; empty where the office has not said it."""
    given_out: GivenOut | None = None
    """From which day on amounts are given out; ``None`` for at once."""
    reminder: Reminder | None = None
    part_of_parcel: PartOfParcel | None = None
    relevy: Relevy | None = None

    def __post_init__(self) -> None:
        kinds = {kind.code for kind in self.charge_kinds}
        if len(kinds) != len(self.charge_kinds):
            raise ValueError(f"service {self.code}: a charge kind is listed twice")
        if set(self.application_order) != kinds or len(self.application_order) != len(kinds):
            raise ValueError(
                f"service {self.code}: application_order must name every charge kind once"
            )
        for accrual in self.accruals:
            if accrual.kind not in kinds:
                raise ValueError(
                    f"service {self.code}: accrual kind {accrual.kind} is not a charge kind"
                )
        fee = self.part_fee_kind
        if fee and (fee not in kinds or fee in {accrual.kind for accrual in self.accruals}):
            raise ValueError(f"service {self.code}: fee_kind {fee} is a charge kind of its own")
        returned_fee = self.returned_fee_kind
        if returned_fee and (
            returned_fee not in kinds or returned_fee in {fee, *(a.kind for a in self.accruals)}
        ):
            raise ValueError(
                f"service {self.code}: returned_fee_kind {returned_fee} is a charge kind of its own"
            )
        self._check_compound()

    def _check_compound(self) -> None:
        """Refuse interest by the day under a compound rule's kind: it has no amount until the day asked for."""
        compound = {a.kind for a in self.accruals if not isinstance(a, LateFee) and a.compound}
        daily = {a.kind for a in self.accruals if isinstance(a, Interest) and a.per == "day"}
        if compound & daily:
            kind = min(compound & daily)
            raise ValueError(
                f"service {self.code}: interest by the day and a compound rule both add to {kind}"
            )

    def takes_part_on(self, on: date) -> bool:
        """Whether a part of a bill is taken on a day: always, or from a resolution on."""
        return self.partial_allowed or self._resolution_on(on) is not None

    def part_fee_on(self, on: date) -> Money:
        """Return the charge on each part payment of a day; zero when there is none."""
        row = self._resolution_on(on)
        return ZERO if row is None else row.fee

    def _resolution_on(self, on: date) -> PartPayments | None:
        row = self.part_payments
        holds = row is not None and row.resolved_on <= on <= (row.to_on or date.max)
        return row if holds else None

    @property
    def part_fee_kind(self) -> str:
        """The charge kind of charges on part payments; empty when there is none."""
        return self.part_payments.fee_kind if self.part_payments else ""

    def tolerance_on(self, on: date) -> Tolerance | None:
        """Return the tolerance in force on a day; ``None``, which is none at all, unless the policy has one."""
        rows = (r for r in self.tolerances if r.from_on <= on <= (r.to_on or date.max))
        return next(rows, None)

    def gl_code(self, kind: str) -> str:
        """Return the ledger account of charge kind ``kind``; an unknown kind is a programmer's error."""
        return next(k.gl_code for k in self.charge_kinds if k.code == kind)

    def unlisted(self, kinds: Iterable[str]) -> str:
        """Return the first of some charge kinds that the policy does not name; empty when it names all."""
        known = {kind.code for kind in self.charge_kinds}
        return next((kind for kind in kinds if kind not in known), "")

    def charge_name(self, kind: str) -> str:
        """Return the name of charge kind ``kind`` as it is printed; the code itself when it is not listed."""
        return next((k.name for k in self.charge_kinds if k.code == kind), kind)
