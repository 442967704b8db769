"""The report ``agreement``: each program's list, what it lacks, our balances, and every bill that differs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.ledger.acknowledged import Finding
from domain.ledger.agreement import BalancesCompared, Compared, digest_of_balances
from domain.money import ZERO, Money
from domain.reports.asked import Asked
from domain.reports.program_lists import (
    NotInIt,
    ProgramList,
    Unknown,
    explained,
    held_against,
    not_in_list,
    sum_of_lines,
)
from domain.reports.report import Cell, Report, Row, Section, count, day, money, text

_SUMS = (
    text("program", "Program"),
    day("on", "Its list of"),
    count("bills", "Bills"),
    money("theirs", "It says"),
    money("grew", "Grew"),
    money("waits", "It lacks"),
    money("ours", "Ours"),
    money("difference", "Difference"),
    count("differ", "Differ"),
)
_DIFFERING = (
    text("bill", "Bill"),
    money("theirs", "It says"),
    money("grew", "Grew"),
    money("waits", "It lacks"),
    money("ours", "Ours"),
    money("difference", "Difference"),
    text("finding", "Finding"),
    text("why", "May come from"),
    text("account", "Account"),
    text("program", "Program"),
)
_LACKS = (
    text("bill", "Bill"),
    text("account", "Account"),
    text("waits", "Where it stands"),
    text("batch", "Batch"),
    count("lines", "Lines"),
    money("amount", "It lacks"),
    text("program", "Program"),
)


@dataclass(slots=True)
class _Told:
    """The rows of the report's sections and its notes, program by program."""

    sums: list[Row] = field(default_factory=list)
    differing: list[Row] = field(default_factory=list)
    lacks: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Sides:
    """A program's sums while its bills go by, and the bills that differ."""

    bills: int = 0
    theirs: Money = ZERO
    grew: Money = ZERO
    waits: Money = ZERO
    ours: Money = ZERO
    differing: list[Compared] = field(default_factory=list)

    def take(self, each: Compared) -> None:
        """Count one bill."""
        self.bills += 1
        self.theirs += each.theirs or ZERO
        self.grew += each.grew
        self.waits -= each.pending
        self.ours += each.ours or ZERO
        if each.finding is not None:
            self.differing.append(each)


def agreement_report(books: Books, asked: Asked) -> Report:
    """Return where we stand with each program: its last list up to the last day, against our balances as they are now.

    What it says, what grew since, and what it lacks come to our balance; what they do not come to is the difference.
    Below zero, what it lacks lowers what is owed.
    """
    last: dict[str, PostedAct] = {}
    for act in books.acts(kind=BalancesCompared.kind, last=asked.last):
        if isinstance(act.body, BalancesCompared):
            last[act.body.program] = act
    told = _Told()
    for _, act in sorted(last.items()):
        _one_program(books, asked, act, told)
    heard = {service for act in last.values() for service in _body(act).services}
    missing = {s.program for s in asked.office.services if s.code not in heard}
    if missing:
        told.notes.append(
            f"Without a list of balances: {', '.join(sorted(missing))}. One is read in with chamberlain acknowledge."
        )
    sections = (
        Section("Programs", _SUMS, tuple(told.sums)),
        Section("Bills that differ", _DIFFERING, tuple(told.differing)),
        Section("What its list lacks", _LACKS, tuple(told.lacks)),
    )
    return asked.report("agreement", "Agreement with the accounting programs", sections, told.notes)


def _one_program(books: Books, asked: Asked, act: PostedAct, told: _Told) -> None:
    body = _body(act)
    name = next((s.program for s in asked.office.services if s.code in body.services), body.program)
    balances = books.balances_of(body.program)
    if digest_of_balances(balances) != body.listed_digest:
        _as_read(body, name, told)
        return
    if _imported_since(books, name, act):
        told.notes.append(
            f"Bills of {name} were imported after its list of {body.on}: read a newer list in first."
        )
    listed = ProgramList(body.services, body.tells, body.on, balances, act.posting_id)
    found = not_in_list(books, listed, {session.session_id for session in asked.open_sessions})
    sides = _Sides()
    on = max(asked.last, body.on)
    for each in asked.watched(held_against(books, listed, found, on, asked.office)):
        sides.take(each)
    off = sides.theirs + sides.grew + sides.waits - sides.ours
    cells = (name, body.on, sides.bills, sides.theirs, sides.grew, sides.waits, sides.ours, off)
    told.sums.append(Row((*cells, len(sides.differing))))
    lines = _by_bill(found)
    told.differing += [_differing(books, asked, each, lines, name) for each in sides.differing]
    told.lacks += _lacking(found, name, drills=asked.drills)


def _body(act: PostedAct) -> BalancesCompared:
    if not isinstance(act.body, BalancesCompared):
        raise TypeError("only a comparison of balances has a list")
    return act.body


def _as_read(body: BalancesCompared, name: str, told: _Told) -> None:
    """Tell the sums and differences of the day on which a list was read: it is not the newest, or not whole."""
    told.notes.append(
        f"The list of {name} of {body.on} is not kept any more: its sums and differences are those of that day."
    )
    off = body.theirs - body.ours - body.pending
    cells = (name, body.on, body.bills, body.theirs, ZERO, -body.pending, body.ours, off)
    told.sums.append(Row((*cells, len(body.differences))))
    for d in body.differences:
        sides: tuple[Cell, ...] = (d.bill_no, d.theirs, None, None, d.ours, None)
        told.differing.append(Row((*sides, d.finding.value, d.note, d.reference, name)))


def _imported_since(books: Books, program: str, act: PostedAct) -> bool:
    read_at = act.posting.header.entered_at
    return any(
        each.intake.program == program and each.intake.at > read_at and each.bills_changed
        for each in books.intakes()
    )


def _by_bill(found: NotInIt) -> dict[str, list[Unknown]]:
    lines: dict[str, list[Unknown]] = {}
    for each in found.unknown:
        lines.setdefault(each.line.bill_no, []).append(each)
    return lines


def _differing(
    books: Books, asked: Asked, each: Compared, lines: dict[str, list[Unknown]], name: str
) -> Row:
    finding = each.finding or Finding.DIFFERENT
    cells: tuple[Cell, ...] = (
        each.bill_no,
        each.theirs,
        each.grew,
        -each.pending,
        each.ours,
        each.difference,
        finding.value,
        explained(each, lines.get(each.bill_no, ())),
        each.account_number,
        name,
    )
    return Row(cells, _touching(books, asked, each.bill_no) if asked.drills else ())


def _touching(books: Books, asked: Asked, bill_no: str) -> tuple[int, ...]:
    """Return the postings that touched a bill, those of open drawers left out."""
    blind = {session.session_id for session in asked.open_sessions}
    receipts = (books.receipt(number) for number in books.receipts_of_bill(bill_no))
    corrections = books.corrections_of_bill(bill_no)
    found = {p.posting_id: p.posting for p in (*receipts, *corrections) if p is not None}
    told = (i for i, posting in found.items() if posting.header.session_id not in blind)
    return tuple(sorted(told))


def _lacking(found: NotInIt, name: str, *, drills: bool) -> Iterator[Row]:
    """Yield what a list lacks of each bill, by where it stands."""
    groups: dict[tuple[str, str, str, str], list[Unknown]] = {}
    for each in found.unknown:
        line = each.line
        place = (line.bill_no, line.account_number, each.waits.value, each.batch_id)
        groups.setdefault(place, []).append(each)
    for place, some in sorted(groups.items()):
        behind = tuple(sorted({one.line.posting_id for one in some})) if drills else ()
        yield Row((*place, len(some), -sum_of_lines(some), name), behind)
