"""``drawer``: each drawer that was closed, kind by kind, with its receipts from the first to the last."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.corrections.values import Correction
from domain.custody.drawer import DrawerClosed, DrawerOpened
from domain.money import ZERO, Money
from domain.receipting.posting import Header
from domain.reports.asked import Asked, Entry
from domain.reports.recounts import Recounted, recounted
from domain.reports.report import Report, Row, Section, money, text
from domain.reports.taken import NOTHING, Taken
from domain.reports.taken_of import receipts_of

_KINDS = (
    text("kind", "Kind"),
    text("name", "Name"),
    money("expected", "Expected"),
    money("counted", "Counted"),
    money("over_short", "Over/short"),
)
_RECEIPTS = (
    text("receipt", "Receipt"),
    money("total", "Total"),
    money("voided", "Voided"),
    text("correction", "Void"),
)


@dataclass(slots=True)
class _Session:
    """One session as its postings stream by; voids are by the receipt that they undid."""

    closing: int = 0
    header: Header | None = None
    closed: DrawerClosed | None = None
    opening: int = 0
    opened_by: str = ""
    opened: DrawerOpened | None = None
    receipts: dict[str, tuple[int, Money]] = field(default_factory=dict)
    voids: dict[str, tuple[int, str]] = field(default_factory=dict)
    recounts: list[Recounted] = field(default_factory=list)


def drawer_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return the drawers closed on the days: expected and counted by kind of money, then their receipts.

    Cash that a turn-in found beside the count is a line of its drawer, and stands alone where that closed before.
    """
    found: dict[str, _Session] = {}
    for row in asked.told_of(taken.receipts()):
        one = found.setdefault(row.session_id, _Session())
        one.receipts[row.number] = (row.posting_id, Money(row.total))
    for entry in asked.told(entries):
        _read(entry, found)
    sections: list[Section] = []
    for name in sorted(found):
        one = found[name]
        if one.header is not None and one.closed is not None:
            sections += _sections(one.header, one.closed, one, asked)
        elif one.recounts:
            title = f"Session {name}: turned in otherwise than counted"
            sections.append(Section(title, _KINDS, _recount_rows(one, asked)))
    return asked.report("drawer", "Drawers one by one", sections)


def _read(entry: Entry, found: dict[str, _Session]) -> None:
    """Take a posting into the session that it is of, and what a turn-in found into that of its drawer."""
    header, body = entry.posting.header, entry.posting.body
    again = recounted(entry)
    if again is not None:
        found.setdefault(again.said.session_id, _Session()).recounts.append(again)
    one = found.setdefault(header.session_id, _Session())
    for row in receipts_of(entry):
        one.receipts[row.number] = (row.posting_id, Money(row.total))
    if isinstance(body, Correction) and body.amendment.in_drawer:
        for number in body.amendment.corrects:
            one.voids[str(number)] = (entry.posting_id, str(body.number))
    elif isinstance(body, DrawerOpened):
        one.opening, one.opened_by, one.opened = entry.posting_id, header.operator_name, body
    elif isinstance(body, DrawerClosed):
        one.closing, one.header, one.closed = entry.posting_id, header, body


def _sections(
    header: Header, closed: DrawerClosed, one: _Session, asked: Asked
) -> tuple[Section, Section]:
    title = f"Drawer {header.drawer}, session {header.session_id}"
    kinds = tuple(
        Row((t.kind, t.name, t.expected, t.counted, t.over_short), _behind(asked, one.closing))
        for t in closed.tallies
    )
    receipts = []
    for number, (posting_id, amount) in sorted(one.receipts.items()):
        void = one.voids.get(number)
        cells = (
            number,
            amount,
            amount if void else ZERO,
            void[1] if void else "",
        )
        receipts.append(Row(cells, _behind(asked, posting_id, *([void[0]] if void else []))))
    if one.opened is not None and one.opened.differs:
        kinds = (_opening_row(one.opened, one.opening, asked), *kinds)
    kinds = (*kinds, *_recount_rows(one, asked))
    held = one.opened_by or header.operator_name
    by = f"closed by {header.operator_name}"
    if held != header.operator_name:
        by = f"of {held}, {by}"
    if closed.approval is not None:
        by += f", approved by {closed.approval.name}"
    return (
        Section(f"{title}, {by}", _KINDS, kinds),
        Section(f"{title}: receipts", _RECEIPTS, tuple(receipts)),
    )


def _opening_row(opened: DrawerOpened, posting_id: int, asked: Asked) -> Row:
    """Return another float than was left, or than the standard, as a line of its own."""
    names = [(reason.code, reason.name) for reason in asked.office.opening_reasons]
    words = f"At opening: {opened.told(names)}"
    if opened.approved_by:
        words += f"; approved by {opened.approved_by}"
    should = opened.float_amount - opened.over_short
    cells = ("float", words, should, opened.float_amount, opened.over_short)
    return Row(cells, _behind(asked, posting_id))


def _recount_rows(one: _Session, asked: Asked) -> tuple[Row, ...]:
    kind = asked.office.cash.code
    return tuple(Row(r.cells(kind, asked), _behind(asked, r.posting_id)) for r in one.recounts)


def _behind(asked: Asked, *ids: int) -> tuple[int, ...]:
    return ids if asked.drills else ()
