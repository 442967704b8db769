"""``proof``, ``overshort`` and ``cashbook``: what the drawers should have held, and what was counted in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.custody.drawer import DrawerClosed, DrawerOpened
from domain.money import Money, total
from domain.receipting.posting import Header
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.reports.asked import Asked, Entry
from domain.reports.recounts import Recounted, watched
from domain.reports.report import Cell, Report, Row, Section, count, day, money, text
from domain.reports.taken import NOTHING, ReceiptRow, Taken
from domain.reports.tender import handed

_SESSION = (
    day("date", "Date"),
    text("drawer", "Drawer"),
    text("session", "Session"),
    text("operator", "Person"),
)
_PROOF = (
    *_SESSION,
    money("expected", "Expected"),
    money("counted", "Counted"),
    money("over_short", "Over/short"),
)
_OVER_SHORT = (
    *_SESSION,
    text("at", "At"),
    money("over_short", "Over/short"),
    text("reason", "Reason"),
    text("approved_by", "Approved by"),
)
_EVEN = "A drawer that was even is a row of 0.00: the count that agreed is told like the one that did not."
_FLOATS = (
    "A row at the opening is another float than was left in the drawer, or than the standard one."
)
_TURNED_IN = "A row at the turn-in is cash that was other than the accepted count, by the day of the turn-in."


@dataclass(slots=True)
class _Worked:
    """One session as its postings stream by: ids by tender kind, and its close once it came."""

    header: Header | ReceiptRow
    ids: list[int] = field(default_factory=list)
    by_kind: dict[str, list[int]] = field(default_factory=dict)
    net: dict[str, int] = field(default_factory=dict)
    numbers: list[ReceiptNo] = field(default_factory=list)
    receipts: int = 0
    closed: DrawerClosed | None = None
    closing: int = 0
    opened: DrawerOpened | None = None
    opening: int = 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Date, drawer, session and person."""
        said = self.header
        return (said.business_date, said.drawer, said.session_id, said.operator_name)


def proof_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return the proof of all drawers closed on the days, by kind of money: expected, counted, over and short.

    Expected is with the float, as it was counted.
    """
    worked = [each for each in _sessions(entries, asked, taken) if each.closed is not None]
    kinds: dict[str, str] = {}
    rows: dict[str, list[Row]] = {}
    whole: list[Row] = []
    for each in worked:
        tallies = each.closed.tallies if each.closed else ()
        for tally in tallies:
            kinds.setdefault(tally.kind, tally.name)
            amounts = (tally.expected, tally.counted, tally.over_short)
            if any(amounts):
                behind = (*each.by_kind.get(tally.kind, ()), each.closing) if asked.drills else ()
                rows.setdefault(tally.kind, []).append(Row((*each.cells, *amounts), behind))
        expected, counted = total(t.expected for t in tallies), total(t.counted for t in tallies)
        behind = (*each.ids, each.closing) if asked.drills else ()
        whole.append(Row((*each.cells, expected, counted, counted - expected), behind))
    sections = [Section(kinds[kind], _PROOF, tuple(found)) for kind, found in rows.items()]
    return asked.report(
        "proof", "Proof of the drawers", (*sections, Section("All kinds", _PROOF, tuple(whole)))
    )


def over_short_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return what each person's drawers were over or short, with the reason given and who approved it.

    Close by close, each float at an opening that was not what was left in the drawer, or not the standard one, and
    each turn-in that was not what had been counted, on the day that it was made.
    """
    people: dict[tuple[str, str], list[Row]] = {}
    found: list[Recounted] = []
    for each in _sessions(watched(entries, found), asked, taken):
        rows = [*_opening_row(each, asked), *_closing_row(each, asked)]
        if rows:
            people.setdefault((each.header.operator_name, each.header.operator_id), []).extend(rows)
    for again in found:
        owner = (again.said.owner_name, again.said.owner_id)
        people.setdefault(owner, []).append(_recount_row(again, asked))
    sections = [
        Section(f"{name} ({sign_in})", _OVER_SHORT, tuple(rows))
        for (name, sign_in), rows in sorted(people.items())
    ]
    return asked.report(
        "overshort", "Over and short by person", sections, (_EVEN, _FLOATS, _TURNED_IN)
    )


def _opening_row(each: _Worked, asked: Asked) -> Iterator[Row]:
    opened = each.opened
    if opened is not None and opened.differs:
        names = [(reason.code, reason.name) for reason in asked.office.opening_reasons]
        cells = ("opening", opened.over_short, opened.told(names), opened.approved_by)
        yield Row((*each.cells, *cells), (each.opening,) if asked.drills else ())


def _closing_row(each: _Worked, asked: Asked) -> Iterator[Row]:
    closed = each.closed
    if closed is not None:
        names = {reason.code: reason.name for reason in asked.office.over_short_reasons}
        reason = names.get(closed.reason_code, closed.reason_code)
        reason = f"{reason}: {closed.reason_text}" if closed.reason_text else reason
        approved = closed.approval.name if closed.approval else ""
        cells = ("close", closed.over_short, reason, approved)
        yield Row((*each.cells, *cells), (*each.ids, each.closing) if asked.drills else ())


def _recount_row(again: Recounted, asked: Asked) -> Row:
    said = again.said
    drawer = said.session_id.rpartition("-")[0]
    on = again.header.business_date
    cells = (on, drawer, said.session_id, said.owner_name, again.at, said.over_short)
    behind = (again.posting_id,) if asked.drills else ()
    return Row((*cells, again.reason(asked), said.approved_by), behind)


def cashbook_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return the cash book: a row for each drawer and day, what it took by kind of money, and what it came to.

    Amounts are net of change and of voids; a receipt that was voided keeps its number and is counted in them.
    """
    worked = list(_sessions(entries, asked, taken))
    known = [kind.code for kind in asked.office.tender_kinds]
    used = {kind for each in worked for kind in each.net}
    kinds = [*(k for k in known if k in used), *sorted(used - set(known))]
    names = {kind.code: kind.name for kind in asked.office.tender_kinds}
    columns = (
        *_SESSION[:3],
        text("first", "First receipt"),
        text("last", "Last receipt"),
        count("receipts", "Receipts"),
        *(money(f"taken_{kind}", names.get(kind, kind)) for kind in kinds),
        money("total", "Total"),
    )
    rows = tuple(_book_row(each, kinds, asked) for each in worked if each.receipts)
    return asked.report("cashbook", "Cash book", (Section("", columns, rows),))


def _book_row(each: _Worked, kinds: list[str], asked: Asked) -> Row:
    cells: tuple[Cell, ...] = (
        *each.cells[:3],
        str(min(each.numbers)),
        str(max(each.numbers)),
        each.receipts,
        *(Money(each.net.get(kind, 0)) for kind in kinds),
        Money(sum(each.net.values())),
    )
    return Row(cells, tuple(each.ids) if asked.drills else ())


def _sessions(entries: Iterable[Entry], asked: Asked, taken: Taken) -> Iterator[_Worked]:
    """Yield each session of the days with what its postings come to, by date, drawer and time."""
    found = _taken(taken, asked)
    for entry in asked.told(entries):
        header, body = entry.posting.header, entry.posting.body
        moves = list(handed(entry))
        if not (moves or isinstance(body, Receipt | DrawerOpened | DrawerClosed)):
            continue
        # The first posting of a session is its own person's; another may have closed it.
        each = found.setdefault(header.session_id, _Worked(header))
        if isinstance(body, DrawerClosed):
            each.closed, each.closing = body, entry.posting_id
            continue
        if isinstance(body, DrawerOpened):
            each.header, each.opened, each.opening = header, body, entry.posting_id
        if isinstance(body, Receipt):
            each.receipts += 1
            _stretch(each.numbers, body.number)
        if asked.drills:
            each.ids.append(entry.posting_id)
        if asked.drills and isinstance(body, DrawerOpened):
            each.by_kind[asked.office.cash.code] = [entry.posting_id]
        for move in moves:
            kind = move.tender.kind
            each.net[kind] = each.net.get(kind, 0) + move.net
            if asked.drills and each.by_kind.setdefault(kind, [])[-1:] != [entry.posting_id]:
                each.by_kind[kind].append(entry.posting_id)
    yield from sorted(found.values(), key=_order)


def _taken(taken: Taken, asked: Asked) -> dict[str, _Worked]:
    """Return the sessions as their receipts leave them, where those are added up."""
    found: dict[str, _Worked] = {}
    ends: dict[str, list[tuple[int, str, int]]] = {}
    for row in asked.told_of(taken.receipts()):
        each = found.get(row.session_id) or found.setdefault(row.session_id, _Worked(row))
        each.receipts += 1
        place, two = (row.year, row.drawer, row.seq), ends.setdefault(row.session_id, [])
        if not two:
            two += (place, place)
        two[:] = min(two[0], place), max(two[1], place)
    for name, two in ends.items():
        found[name].numbers += (ReceiptNo(*place) for place in two)
    for part in asked.told_of(taken.tenders()):
        # A session that took its first receipt just now has a part in no figure yet.
        if part.session_id in found:
            net = found[part.session_id].net
            net[part.kind] = net.get(part.kind, 0) + part.taken - part.change
    return found


def _stretch(ends: list[ReceiptNo], number: ReceiptNo) -> None:
    """Let the first and the last number take in one more; most come in their order."""
    if not ends:
        ends += (number, number)
    elif number > ends[1]:
        ends[1] = number
    elif number < ends[0]:
        ends[0] = number


def _order(each: _Worked) -> tuple[date, str, datetime, int, str]:
    said = each.header
    # However the sessions of one instant were come by, the earlier number is first.
    number = (len(said.session_id), said.session_id)
    return (said.business_date, said.drawer, said.entered_at, *number)
