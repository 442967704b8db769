"""Hypothesis strategies: policies that no city has yet but a policy file could say, bills under them, and payments.

Every generated office is the sample office with one service of its own, ``levy``. The offices that come with the
program are drawn beside them, so that what is proved holds for what is shipped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.money import Money
from domain.office import Office
from domain.policy.accruals import (
    Accrual,
    AnnualRate,
    Extension,
    Interest,
    Ladder,
    LadderStep,
    LateFee,
    Source,
)
from domain.policy.services import ChargeKind, PartPayments, Service
from domain.receivables.application import apply_money, whole_amounts
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import Applied, Bill, BillState, BillStatus, Charge, Instalment
from domain.receivables.facts import BillFacts
from domain.refusals import Refusal
from exchange.policy import load_office
from tests.exchange.kit import ITHACA
from tests.samples import sample_office

START = date(2026, 11, 1)
FACES = ("land", "works")
FEE_KIND = "part_fee"
_SINCE = date(2000, 1, 1)

days = st.integers(0, 700).map(lambda n: START + timedelta(days=n))
waits = st.integers(0, 500).map(lambda n: timedelta(days=n))
rates = st.integers(0, 3000).map(lambda n: Decimal(n) / 10_000)
cents = st.integers(0, 300) | st.integers(1_000, 900_000) | st.integers(1_000, 900_000)


@cache
def shipped() -> tuple[Office, ...]:
    """The offices that come with the program."""
    return tuple(
        load_office(folder).office for folder in sorted(ITHACA.parent.iterdir()) if folder.is_dir()
    )


def _source(name: str) -> Source:
    return Source(f"levy.{name}", f"Local law of {name}")


instalment_sets = st.sampled_from([(), (), (), (1,), (2,)])
ladder_steps = st.one_of(
    st.builds(LadderStep, rates, after_days=st.integers(0, 400)),
    st.builds(LadderStep, rates, after_months=st.integers(0, 14)),
    st.builds(LadderStep, rates, month_day=st.tuples(st.integers(1, 12), st.integers(1, 28))),
    st.builds(LadderStep, rates, on=days),
)
ladders = st.builds(
    Ladder,
    st.just("penalty"),
    st.lists(ladder_steps, min_size=1, max_size=6).map(tuple),
    st.just(_source("ladder")),
    st.just(_SINCE),
    instalments=instalment_sets,
    compound=st.booleans(),
)
annual_rates = st.lists(st.builds(AnnualRate, rates, days), min_size=1, max_size=2).map(tuple)
months_of_interest = st.builds(
    Interest,
    st.just("interest"),
    annual_rates,
    rates,
    st.just(_source("interest")),
    st.just(_SINCE),
    instalments=instalment_sets,
    closed_days=st.sampled_from(["move_each_step", "not_counted", "counted"]),
    compound=st.booleans(),
    most_months=st.none() | st.integers(1, 9),
)
days_of_interest = st.builds(
    Interest,
    st.just("interest"),
    annual_rates,
    rates,
    st.just(_source("interest")),
    st.just(_SINCE),
    per=st.just("day"),
    closed_days=st.sampled_from(["not_counted", "counted"]),
)
late_fees = st.builds(
    LateFee,
    st.just("late"),
    st.integers(0, 60),
    st.sampled_from(["due", "issued"]),
    st.integers(0, 5000).map(Money),
    st.just(_source("late")),
    st.just(_SINCE),
    instalments=instalment_sets,
)
accruals = st.one_of(ladders, ladders, months_of_interest, days_of_interest, late_fees)


@st.composite
def extensions(draw: st.DrawFn) -> Extension:
    """A row of any kind, within what the law lets it be."""
    first = draw(days)
    last = first + draw(waits)
    source = _source("extension")
    kind = draw(st.sampled_from(["warrant", "governor", "senior", "military"]))
    if kind == "governor":
        return Extension("governor", source, first, last, days=draw(st.integers(0, 21)))
    if kind == "senior":
        given = draw(st.integers(0, 5))
        return Extension("senior", source, first, last, business_days=given, flag="senior")
    if kind == "military":
        until = last + draw(waits)
        return Extension("military", source, first, last, until=until, accounts=("A-1",))
    counted_from = draw(st.none() | st.just(first))
    return Extension(
        "warrant", source, first, last, days=draw(st.integers(0, 60)), counted_from=counted_from
    )


@st.composite
def levies(draw: st.DrawFn, parts: bool | None = None) -> Office:
    """The sample office with a service of generated rules; ``parts`` says whether part payments are taken."""
    kinds = [*FACES, "penalty", "interest", "late"]
    every = [*kinds, "daily", FEE_KIND]
    fee = draw(st.integers(0, 1000)) if draw(st.booleans()) else 0
    resolved = PartPayments(_SINCE, _source("part_payments"), Money(fee), FEE_KIND if fee else "")
    takes_parts = draw(st.sampled_from([True, True, False])) if parts is None else parts
    order = draw(st.permutations(every))
    # Each rule has a key of its own; two may add to one kind of money, and one even to what was billed.
    rules = tuple(
        replace(rule, kind=_kind(draw, rule, kinds), source=_source(f"rule{no}"))
        for no, rule in enumerate(draw(st.lists(accruals, min_size=1, max_size=3)))
    )
    service = Service(
        "levy",
        "Levy",
        "Levies",
        "levy",
        tuple(ChargeKind(kind, kind, f"A.{n}") for n, kind in enumerate(every)),
        tuple(order),
        rules,
        extensions=tuple(draw(st.lists(extensions(), max_size=2))),
        closed_days_rule="Some law",
        part_payments=resolved if takes_parts else None,
    )
    closed = frozenset(draw(st.lists(days, max_size=8)))
    return replace(sample_office(), services=(service,), calendar=Calendar(closed))


def _kind(draw: st.DrawFn, rule: Accrual, kinds: list[str]) -> str:
    """A kind for a rule's money: any, but for interest by the day, which stands beside no compound rule."""
    if isinstance(rule, Interest) and rule.per == "day":
        return "daily"
    return draw(st.sampled_from([*kinds, rule.kind]))


@dataclass(frozen=True, slots=True)
class Case:
    """A bill under a policy."""

    office: Office
    state: BillState

    def __repr__(self) -> str:
        """Tell what a failing example needs: the rules, the closed days, the bill and what was paid on it."""
        rules = (self.service.application_order, self.service.accruals, self.service.extensions)
        closed = sorted(day.isoformat() for day in self.office.calendar.holidays)
        return f"{rules}\n{closed}\n{self.state.bill.instalments}\n{self.state.applied}"

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:
        printer.text(repr(self))  # type: ignore[attr-defined]

    @property
    def service(self) -> Service:
        """The service of the bill."""
        return self.office.service(self.state.bill.service)

    def on(self, day: date) -> Assessment:
        """What the bill comes to."""
        return assess(self.state, day, self.office)

    def paid(self, amount: Money, day: date) -> Case | None:
        """The bill after a payment, or nothing when the policy does not take it."""
        taken = apply_money(self.on(day), amount, self.service)
        if isinstance(taken, Refusal):
            return None
        more = tuple(Applied(a.instalment, a.kind, a.amount, day) for a in taken)
        return replace(self, state=replace(self.state, applied=self.state.applied + more))


@st.composite
def unpaid(draw: st.DrawFn, office: Office) -> Case:
    """A bill of some service of the office, of one to three instalments, in good order or odd."""
    service = draw(st.sampled_from(office.services))
    accrues = {accrual.kind for accrual in service.accruals} | {service.part_fee_kind}
    kinds = [k for k in service.application_order if k in FACES or k not in accrues]
    parts: list[Instalment] = []
    due_on = draw(days)
    for number in range(1, draw(st.integers(1, 3)) + 1):
        charges = tuple(
            Charge(kind, Money(draw(cents)))
            for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3))
        )
        parts.append(Instalment(number, due_on, charges))
        due_on += timedelta(days=draw(st.integers(0, 200)))
    issued_on = parts[0].due_on - timedelta(days=draw(st.integers(0, 60)))
    flags = frozenset({"senior"}) if draw(st.booleans()) else frozenset[str]()
    facts = BillFacts(flags=flags)
    bill = Bill(
        "L-1", service.code, "A-1", "A bill", issued_on, tuple(parts), BillStatus.OPEN, facts
    )
    return Case(office, BillState(bill))


@st.composite
def moments(draw: st.DrawFn, case: Case, first: date) -> date:
    """A day from ``first`` on: any, or one beside a day on which a rule adds something."""
    steps = case.on(first + timedelta(days=600)).steps
    starts = [s.from_on for s in steps if s.kind == "accrual" and s.from_on and s.from_on > first]
    if not starts or draw(st.integers(0, 2)) == 0:
        return first + timedelta(days=draw(st.integers(0, 400)))
    return draw(st.sampled_from(starts)) + timedelta(days=draw(st.integers(-1, 1)))


offices = st.one_of(levies(), levies(), st.sampled_from(shipped()))


@st.composite
def bills(draw: st.DrawFn) -> Case:
    """An unpaid bill under a generated or a shipped policy."""
    return draw(unpaid(draw(offices)))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Case, date]:
    """A bill after up to four payments and newer exports of other amounts, and the day of the last of them."""
    case = draw(bills())
    day = case.state.bill.issued_on
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.integers(0, 4)) == 0:
            case = _exported_anew(draw, case)
            continue
        day = draw(moments(case, day))
        asked = case.on(day)
        choices = whole_amounts(asked)
        if not choices:
            break
        some = Money(asked.total.cents * draw(st.integers(1, 99)) // 100)
        amount = some if case.service.takes_part_on(day) else choices[0]
        case = case.paid(amount, day) or case
    return case, day


def _exported_anew(draw: st.DrawFn, case: Case) -> Case:
    """The bill as a newer export gives it: an amount that fell below what was paid on it leaves a credit."""
    bill = case.state.bill
    parts = tuple(
        replace(i, charges=tuple(replace(c, amount=Money(draw(cents))) for c in i.charges))
        for i in bill.instalments
    )
    return replace(case, state=replace(case.state, bill=replace(bill, instalments=parts)))
