"""The exhibit's drawers: what each should have held and held, who counted how often, and who approved what."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.books import Books
from domain.custody.cash_moved import cash_moved
from domain.custody.drawer import DrawerClosed, DrawerOpened
from domain.custody.session_counts import CountKind
from domain.money import ZERO, Money, total
from domain.receipting.posting import Header
from domain.reports.asked import Asked
from domain.reports.exhibit_facts import DayFacts
from domain.reports.people import Names
from domain.reports.recounts import Recounted
from domain.reports.report import Row, Section, money, text

_CLOSINGS: Final = "Closings; over is positive, short below zero"


@dataclass(frozen=True, slots=True)
class Drawer:
    """A closed session: its float, what acts moved of its cash, and what its postings net to."""

    posting_id: int
    header: Header
    closed: DrawerClosed
    operator: str
    moved: Money
    net: Money
    opened: DrawerOpened | None = None

    @property
    def expected(self) -> Money:
        """What it was counted for, over all kinds of money."""
        return total(each.expected for each in self.closed.tallies)


@dataclass(frozen=True, slots=True)
class Drawers:
    """The sessions that were closed for the day."""

    each: tuple[Drawer, ...]

    @property
    def expected(self) -> Money:
        """What all were counted for."""
        return total(one.expected for one in self.each)

    @property
    def should_be(self) -> Money:
        """Floats, what the receipts less the voids brought, and what was moved, added up anew."""
        return total(one.closed.float_amount + one.net + one.moved for one in self.each)


def closed_drawers(books: Books, facts: DayFacts) -> Drawers:
    """Return the day's closed sessions by drawer and time."""
    found = []
    for posting_id, header, closed in facts.closings:
        name = header.session_id
        session = books.session(name)
        moved = cash_moved(books.acts(session_id=name), name)
        net = Money(sum(facts.nets.get(name, {}).values()))
        operator = session.operator_name if session else header.operator_name
        opened = session.opened if session else None
        found.append(Drawer(posting_id, header, closed, operator, moved, net, opened))
    return Drawers(tuple(sorted(found, key=lambda one: (one.header.drawer, one.posting_id))))


def proof_section(drawers: Drawers) -> Section:
    """Return expected and counted of each drawer by kind of money."""
    columns = (
        text("session", "Session"),
        text("operator", "Person"),
        text("kind", "Kind"),
        money("expected", "Expected"),
        money("counted", "Counted"),
        money("over_short", "Over/short"),
    )
    rows = tuple(
        Row(
            (one.header.session_id, one.operator, t.name, t.expected, t.counted, t.over_short),
            (one.posting_id,),
        )
        for one in drawers.each
        for t in one.closed.tallies
        if t.expected or t.counted
    )
    return Section("Expected and counted; the float is in both", columns, rows)


def should_be_section(drawers: Drawers) -> Section:
    """Return what each drawer should hold, made up of its float, its receipts and what was moved."""
    columns = (
        text("session", "Session"),
        text("operator", "Person"),
        money("float", "Float"),
        money("net", "Receipts less voids"),
        money("moved", "Pulls and transfers"),
        money("should_be", "Should hold"),
    )
    rows = tuple(
        Row(
            (
                one.header.session_id,
                one.operator,
                one.closed.float_amount,
                one.net,
                one.moved,
                one.closed.float_amount + one.net + one.moved,
            ),
            (one.posting_id,),
        )
        for one in drawers.each
    )
    return Section("What each drawer should hold", columns, rows)


def over_short_section(drawers: Drawers, recounts: Collection[Recounted], asked: Asked) -> Section:
    """Return how each drawer was closed: its difference, the reason, and who approved it.

    Behind them is what turn-ins of the day found beside an accepted count, also of a drawer that closed before.
    """
    columns = (
        text("session", "Session"),
        money("over_short", "Over/short"),
        text("reason", "Reason"),
        text("closed_at", "Closed"),
        text("closed_by", "By"),
        text("approved_by", "Approved by"),
    )
    names = {reason.code: reason.name for reason in asked.office.over_short_reasons}
    rows = []
    for one in drawers.each:
        closed = one.closed
        reason = names.get(closed.reason_code, closed.reason_code)
        cells = (
            one.header.session_id,
            closed.over_short,
            ": ".join(filter(None, (reason, closed.reason_text))),
            _at(one.header.entered_at, asked),
            one.header.operator_name,
            closed.approval.name if closed.approval else "",
        )
        rows.append(Row(cells, (one.posting_id,)))
    for again in recounts:
        rows.append(
            Row(
                (
                    again.said.session_id,
                    again.said.over_short,
                    f"At the {again.at}: {again.reason(asked)}",
                    _at(again.header.entered_at, asked),
                    again.header.operator_name,
                    again.said.approved_by,
                ),
                (again.posting_id,),
            )
        )
    title = "Closings, and turn-ins other than counted; over is positive, short below zero"
    return Section(title if recounts else _CLOSINGS, columns, tuple(rows))


def floats_section(drawers: Drawers, asked: Asked) -> Section:
    """Return each float at an opening that was not what was left in the drawer, or not the standard one."""
    columns = (
        text("session", "Session"),
        text("operator", "Person"),
        money("float", "Float"),
        money("over_short", "Over/short"),
        text("reason", "What it should be, and why"),
        text("approved_by", "Approved by"),
    )
    names = [(reason.code, reason.name) for reason in asked.office.opening_reasons]
    rows = tuple(
        Row(
            (
                one.header.session_id,
                one.operator,
                one.opened.float_amount,
                one.opened.over_short,
                one.opened.told(names),
                one.opened.approved_by,
            ),
            (one.posting_id,),
        )
        for one in drawers.each
        if one.opened is not None and one.opened.differs
    )
    return Section("Openings with another float", columns, rows)


def counts_section(books: Books, asked: Asked, people: Names) -> Section:
    """Return every count that was handed in of the day's sessions: blind tries, final, surprise and hand-over."""
    columns = (
        text("session", "Session"),
        text("count", "Count"),
        text("at", "At"),
        text("by", "By"),
        text("present", "Present"),
        text("result", "Result"),
    )
    rows = tuple(
        row
        for session in books.sessions(asked.first)
        if session not in asked.open_sessions
        for row in _counts(session.session_id, books, asked, people)
    )
    return Section("Counts", columns, rows)


def _counts(name: str, books: Books, asked: Asked, people: Names) -> Iterator[Row]:
    for number, each in enumerate(books.tries(name), 1):
        result = "agreed" if each.balanced else "did not agree"
        at = _at(each.at, asked)
        yield Row((name, f"blind, try {number}", at, people.of(each.operator_id), "", result))
    for kept in books.counts(name):
        order, over = kept.order, kept.over_short
        result = "agreed" if over == ZERO else f"over/short {over}"
        result = "accepted" if order.kind is CountKind.FINAL else result
        at, what = _at(order.at, asked), order.kind.words
        yield Row((name, what, at, order.operator_name, order.present[1], result))


def no_sales_section(books: Books, asked: Asked) -> Section:
    """Return the drawers that were opened without a sale."""
    columns = (
        text("session", "Session"),
        text("at", "At"),
        text("by", "By"),
        text("reason", "Reason"),
        text("approved_by", "Approved by"),
    )
    names = {reason.code: reason.name for reason in asked.office.guards.no_sale_reasons}
    rows = tuple(
        Row(
            (
                each.session_id,
                _at(each.at, asked),
                each.operator_name,
                ": ".join(
                    filter(None, (names.get(each.reason_code, each.reason_code), each.reason_text))
                ),
                each.approved_by,
            )
        )
        for each in books.no_sales(on=asked.first)
    )
    return Section("Opened without a sale", columns, rows)


def _at(moment: datetime, asked: Asked) -> str:
    return f"{moment.astimezone(asked.zone):%Y-%m-%d %H:%M}"
