"""The auditor's exhibit of a day: what was received, where it is, what was corrected, and that nothing is missing.

It is made of the postings and of nothing else, so that it can be made again at any time and come out the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.day_seal import DaySealed
from domain.money import Money
from domain.reports.asked import Asked
from domain.reports.catalog import made_together
from domain.reports.exhibit_drawers import (
    Drawers,
    closed_drawers,
    counts_section,
    floats_section,
    no_sales_section,
    over_short_section,
    proof_section,
    should_be_section,
)
from domain.reports.exhibit_facts import DayFacts, read_day
from domain.reports.exhibit_money import (
    BankSide,
    DayDeposit,
    deposit_parts,
    deposits_about,
    waiting_section,
)
from domain.reports.exhibit_trail import (
    acts_section,
    corrections_sections,
    exceptions_section,
    fund_sections,
    heads_section,
    numbers_section,
)
from domain.reports.people import Names, many, names_of
from domain.reports.report import Report, Section


class Holds(StrEnum):
    """What a check came to; ``OPEN`` where what it is about has not happened yet."""

    AGREES = "agrees"
    DIFFERS = "DIFFERS"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that an auditor asks first: the question, the figures on both sides, and whether they agree."""

    what: str
    said: str
    holds: Holds


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the exhibit under its title: sentences, then tables. ``codes`` are digests in groups of eight."""

    title: str
    words: tuple[str, ...]
    sections: tuple[Section, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The exhibit of one business date. ``notes`` say what is left out, and under which policy the day was worked."""

    office: str
    on: date
    training: bool
    checks: tuple[Check, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether anything in it does not agree."""
        return any(check.holds is Holds.DIFFERS for check in self.checks)


_UNEVEN = (BankSide.WAITS, BankSide.DECIDED, BankSide.UNTOLD)
_NAMES = ("tender", "collected", "sequence", "voids", "adjustments", "returned", "refunds", "gl")


def day_exhibit(books: Books, asked: Asked) -> Exhibit:
    """Return the exhibit of ``asked.first``, which is ``asked.last`` too. Drawers that are open are left out of it."""
    if asked.first != asked.last:
        raise ValueError("an exhibit is of one day")
    people = names_of(books.operators())
    told = (people.report(each) for each in made_together(books, asked, _NAMES))
    made = dict(zip(_NAMES, told, strict=True))
    facts = read_day(books, asked)
    drawers = closed_drawers(books, facts)
    deposits = deposits_about(books, asked)
    standing = tuple(each for each in deposits if each.bank is not BankSide.REVERSED)
    seal = _seal(books, asked.first)
    checks = (
        _money_check(facts),
        _drawers_check(drawers.expected, drawers.should_be),
        _open_check(asked),
        _deposits_check(len(standing), [d.deposit.bag for d in standing if not d.proves]),
        *_bank_check(standing),
        _numbers_check(made["sequence"]),
        _ledger_check(made["gl"]),
        _seal_check(facts, seal),
    )
    parts = (
        *_money_parts(made, facts, deposits, drawers, books, asked, people),
        *_trail_parts(made, books, asked),
        _seal_part(facts, seal, asked),
        Part("Checks and other numbered money", (), made["tender"].sections[1:]),
    )
    notes = (*asked.blind_notes, *facts.policy_notes)
    return Exhibit(asked.office.name, asked.first, books.training, checks, parts, notes)


def _money_parts(
    made: Mapping[str, Report],
    facts: DayFacts,
    deposits: tuple[DayDeposit, ...],
    drawers: Drawers,
    books: Books,
    asked: Asked,
    people: Names,
) -> tuple[Part, ...]:
    """Return what was received, where it is, and how it was counted."""
    return (
        Part(
            "Money received",
            _apart(facts, made["collected"]),
            (made["tender"].sections[0], made["collected"].sections[0]),
        ),
        Part(
            "Deposits and what they are made of",
            tuple(word for each in deposits for word in each.words) or ("Nothing is deposited.",),
            (*deposit_parts(deposits, asked), *waiting_section(books, facts, asked)),
        ),
        Part(
            "Drawers: expected, counted, over and short",
            (),
            (
                should_be_section(drawers),
                proof_section(drawers),
                floats_section(drawers, asked),
                over_short_section(drawers, facts.recounts, asked),
                counts_section(books, asked, people),
                no_sales_section(books, asked),
            ),
        ),
    )


def _trail_parts(made: Mapping[str, Report], books: Books, asked: Asked) -> tuple[Part, ...]:
    """Return what was corrected, which numbers were used, what was done in custody, and what was booked."""
    return (
        Part("Voids and other corrections", (), corrections_sections(made)),
        Part(
            "Receipt numbers",
            made["sequence"].notes,
            (numbers_section(made["sequence"]), exceptions_section(made["sequence"])),
        ),
        Part("Acts of custody", (), (acts_section(books, asked),)),
        Part("General ledger by fund", (), fund_sections(made["gl"])),
    )


def _apart(facts: DayFacts, collected: Report) -> tuple[str, ...]:
    """Return why the two tables of money received differ, where they do."""
    sums = collected.sections[0].sums or ()
    net = next((cell for cell in reversed(sums) if isinstance(cell, Money)), Money(0))
    if net == facts.handed:
        return ()
    return (
        f"By service the day nets to {net}, by kind of money to {facts.handed}. The difference of {net - facts.handed} "
        "is what corrections took back without handing money out of a drawer: returned checks, reversals, moved "
        "payments. They are in part 4.",
    )


def _seal(books: Books, on: date) -> PostedAct | None:
    found = books.acts(kind=DaySealed.kind, first=on, last=on)
    return found[-1] if found else None


def _money_check(facts: DayFacts) -> Check:
    said = f"{_received(facts.received, facts.voided)} by kind of money; by what it paid {facts.relieved}"
    what = "Money received is what was relieved and sold"
    foots = facts.received - facts.voided == facts.handed
    return Check(what, said, _agree(facts.handed, facts.relieved) if foots else Holds.DIFFERS)


def _received(received: Money, voided: Money) -> str:
    """Return in words what came in, what voids handed back, and what is left, as the report of the day has it."""
    return f"received {received} less voids {voided} is {received - voided}"


def _drawers_check(expected: Money, should_be: Money) -> Check:
    said = f"expected {expected}, floats with receipts less voids and movements {should_be}"
    return Check(
        "Closed drawers were counted for the right amount", said, _agree(expected, should_be)
    )


def _open_check(asked: Asked) -> Check:
    left = [s for s in asked.open_sessions if s.business_date == asked.first]
    if not left:
        return Check("Every drawer is counted and closed", "none is open", Holds.AGREES)
    said = f"open: {', '.join(each.session_id for each in left)}"
    return Check("Every drawer is counted and closed", said, Holds.OPEN)


def _deposits_check(made: int, wrong: list[str]) -> Check:
    what = "Each deposit is what came in, in the form in which it came"
    if not made:
        return Check(what, "nothing is deposited yet", Holds.OPEN)
    said = f"does not prove: bag {', '.join(wrong)}" if wrong else f"{made:,} proved item by item"
    return Check(what, said, Holds.DIFFERS if wrong else Holds.AGREES)


def _bank_check(deposits: tuple[DayDeposit, ...]) -> Iterator[Check]:
    """A difference that somebody decided on is booked and told with its reason, as a drawer's over or short is."""
    bags = {side: [d.deposit.bag for d in deposits if d.bank is side] for side in BankSide}
    if deposits:
        told = [f"{side.value}: bag {', '.join(bags[side])}" for side in _UNEVEN if bags[side]]
        worst = Holds.OPEN if bags[BankSide.UNTOLD] else Holds.AGREES
        yield Check(
            "The bank got each deposit in full, or a person decided on the difference",
            "; ".join(told) or f"{len(deposits):,} acknowledged in full",
            Holds.DIFFERS if bags[BankSide.WAITS] else worst,
        )


def _numbers_check(sequence: Report) -> Check:
    states = [row.cells[1] for row in sequence.sections[0].rows]
    missing = states.count("MISSING")
    said = f"{many(len(states) - missing, 'number')} used, {missing:,} missing"
    what = "Every receipt number is accounted for"
    return Check(what, said, Holds.DIFFERS if missing else Holds.AGREES)


def _ledger_check(gl: Report) -> Check:
    section = gl.sections[0]
    places = {column.name: place for place, column in enumerate(section.columns)}
    funds: dict[object, list[int]] = {}
    for row in section.rows:
        sums = funds.setdefault(row.cells[places["fund"]], [0, 0])
        for side, name in enumerate(("debit", "credit")):
            cell = row.cells[places[name]]
            sums[side] += cell.cents if isinstance(cell, Money) else 0
    wrong = [str(fund) for fund, (debit, credit) in funds.items() if debit != credit]
    debits, credits = (Money(sum(sums[side] for sums in funds.values())) for side in (0, 1))
    said = f"debits {debits}, credits {credits}"
    if wrong:
        said += f"; uneven in fund {', '.join(wrong)}"
    holds = Holds.DIFFERS if wrong else Holds.AGREES
    return Check("Debits are credits in every fund", said, holds)


def _seal_check(facts: DayFacts, sealed: PostedAct | None) -> Check:
    what = "The day is sealed, and the seal says the same"
    if sealed is None or not isinstance(sealed.body, DaySealed):
        return Check(what, "not sealed", Holds.OPEN)
    day = sealed.body.day
    ours = (facts.receipts, facts.corrections, facts.received, facts.voided)
    said = (
        f"seal: {many(day.receipts, 'receipt')}, {many(day.corrections, 'correction')}, "
        f"{_received(day.received, day.voided)}; postings: {ours[0]:,}, {ours[1]:,}, "
        f"{_received(facts.received, facts.voided)}"
    )
    same = ours == (day.receipts, day.corrections, day.received, day.voided)
    return Check(what, said, Holds.AGREES if same else Holds.DIFFERS)


def _seal_part(facts: DayFacts, sealed: PostedAct | None, asked: Asked) -> Part:
    if sealed is None or not isinstance(sealed.body, DaySealed):
        words = (
            "This day is NOT SEALED: more may be posted to it. Below is where each series stood at its last posting.",
        )
        return Part("Seal and trail", words, (heads_section(facts.heads),))
    seal = sealed.body
    at = sealed.posting.header.entered_at.astimezone(asked.zone)
    words = (
        f"Sealed by {seal.closer.name} as {sealed.number}, {at:%Y-%m-%d %H:%M}. The digest below is also on the "
        "printed report of the closed day; the books are held against it with prove --against.",
    )
    heads = tuple((head.series, head.chain_no, head.digest) for head in seal.heads)
    return Part("Seal and trail", words, (heads_section(heads),), (seal.digest.upper(),))


def _agree(one: Money, other: Money) -> Holds:
    return Holds.AGREES if one == other else Holds.DIFFERS
