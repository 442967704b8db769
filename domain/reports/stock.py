"""``stock``: every number of accountable stock, by series and place, from what was there to what is.

Opening plus received, plus or less what moved between places, less sold (and taken back), spoiled and returned must be
the count. The flows are added up from postings; the count is what lies there by the books, so the two can differ.
A drawer's stock is told while it is open: its clerk signed for the numbers, and the till shows the next ones.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.books import Books
from domain.custody.serials import in_words, numbers
from domain.custody.series import StockSeries
from domain.custody.stock import VAULT, Stock, StockAct
from domain.office import Office
from domain.ports.stock import StockMoved
from domain.reports.asked import Asked
from domain.reports.report import Report, Row, Section, count, text
from domain.reports.stock_counts import count_notes, counts_of, counts_section, place_words

_COLUMNS = (
    text("series", "Stock"),
    text("place", "Place"),
    count("opening", "Opening"),
    count("received", "Received"),
    count("moved", "Moved"),
    count("sold", "Sold"),
    count("spoiled", "Spoiled"),
    count("returned", "Returned"),
    count("on_hand", "Count"),
    text("numbers", "Numbers"),
)
_MOVES = (
    text("series", "Stock"),
    text("on", "On"),
    text("act", "Act"),
    text("place", "Place"),
    text("numbers", "Numbers"),
    count("pieces", "Count"),
    text("document", "Document"),
    text("operator", "Person"),
)
_FLOWS = {
    StockAct.RECEIVED: ("received", 1),
    StockAct.SOLD: ("sold", -1),
    StockAct.TAKEN_BACK: ("sold", 1),
    StockAct.SPOILED: ("spoiled", -1),
    StockAct.RETURNED: ("returned", -1),
}


@dataclass(slots=True)
class _Flow:
    """What came to and left one place: plus when it came, less when it left."""

    opening: int = 0
    sums: dict[str, int] = field(default_factory=dict)
    behind: list[int] = field(default_factory=list)

    def add(self, name: str, many: int, moved: StockMoved, *, before: bool) -> None:
        if before:
            self.opening += many
            return
        self.sums[name] = self.sums.get(name, 0) + many
        self.behind.append(moved.posting_id)

    @property
    def closing(self) -> int:
        return self.opening + sum(self.sums.values())


def stock_report(books: Books, asked: Asked) -> Report:
    """Return what each series was and is at each place, every movement of the business dates, and what was counted.

    What was sold, spoiled or returned is told without a sign. A row whose flows do not come to its count is named in a
    note, which never happens in sound books.
    """
    moves = books.stock_moves()
    office = asked.office
    counts = counts_of(books, asked)
    known = [series.code for series in office.stock]
    codes = [*known, *sorted({m.movement.series for m in moves} - set(known))]
    now = not any(moved.on > asked.last for moved in moves)
    rows: list[Row] = []
    wrong: list[str] = []
    for code in codes:
        stock = books.stock(code) if now else None
        flows = _flows([m for m in moves if m.movement.series == code], asked.first, asked.last)
        held = {place.name for place in stock.on_hand} if stock else set()
        for place in sorted(flows.keys() | held, key=lambda name: (name != VAULT, name)):
            flow = flows.get(place, _Flow())
            rows.append(_row(code, place, flow, stock, office, drills=asked.drills))
            if stock is not None and numbers(stock.at(place)) != flow.closing:
                wrong.append(
                    f"{_name(office, code)} in {place_words(place)} does not prove: its postings come to "
                    f"{flow.closing}, and {numbers(stock.at(place))} are there. Run prove."
                )
    notes = (
        *(wrong or ("Opening and what came, less what left, is the count in every row.",)),
        *(() if now else ("Stock moved after these days: the numbers are left out.",)),
        *count_notes(counts, office),
    )
    within = [m for m in moves if asked.first <= m.on <= asked.last]
    sections = (
        Section("On hand", _COLUMNS, tuple(rows)),
        Section("Movements", _MOVES, tuple(_moved_rows(within, office))),
        counts_section(counts, office),
    )
    name, title = "stock", "Accountable stock"
    return Report(name, title, office.name, asked.first, asked.last, sections, notes)


def _flows(moves: Iterable[StockMoved], first: date, last: date) -> dict[str, _Flow]:
    flows: dict[str, _Flow] = {}
    for moved in moves:
        if moved.on > last:
            continue
        for place, name, many in _parts(moved):
            flow = flows.setdefault(place, _Flow())
            flow.add(name, many, moved, before=moved.on < first)
    return flows


def _parts(moved: StockMoved) -> Iterator[tuple[str, str, int]]:
    """Yield (place, flow, how many), less where they left."""
    movement = moved.movement
    act, many, drawer = movement.act, len(movement.serials), movement.drawer
    many = -many if movement.undone else many
    if act in (StockAct.ISSUED, StockAct.HANDED_BACK):
        sign = 1 if act is StockAct.ISSUED else -1
        yield VAULT, "moved", -sign * many
        yield drawer, "moved", sign * many
    else:
        name, sign = _FLOWS[act]
        yield drawer or VAULT, name, sign * many


def _row(
    code: str, place: str, flow: _Flow, stock: Stock | None, office: Office, *, drills: bool
) -> Row:
    there = stock.at(place) if stock is not None else ()
    series = _series(office, code)
    sums = flow.sums
    cells = (
        _name(office, code),
        place_words(place),
        flow.opening,
        sums.get("received", 0),
        sums.get("moved", 0),
        -sums.get("sold", 0),
        -sums.get("spoiled", 0),
        -sums.get("returned", 0),
        flow.closing if stock is None else numbers(there),
        series.words(there) if series else in_words(there),
    )
    return Row(cells, tuple(dict.fromkeys(flow.behind)) if drills else ())


def _moved_rows(moves: Iterable[StockMoved], office: Office) -> Iterator[Row]:
    for moved in moves:
        movement = moved.movement
        series = _series(office, movement.series)
        ranges = (movement.serials,)
        cells = (
            _name(office, movement.series),
            moved.on.isoformat(),
            movement.words,
            place_words(movement.drawer or VAULT),
            series.words(ranges) if series else in_words(ranges),
            len(movement.serials),
            moved.document,
            moved.operator_name,
        )
        yield Row(cells, (moved.posting_id,))


def _series(office: Office, code: str) -> StockSeries | None:
    return next((series for series in office.stock if series.code == code), None)


def _name(office: Office, code: str) -> str:
    series = _series(office, code)
    return series.name if series else code
