"""``processors``: money in no bag by processor, kind and date: taken, settled, waiting with its age, differing.

It is made of what closed drawers counted and of the settlements; an open drawer's money is in neither.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.decided import DifferenceDecided, decided_claim
from domain.custody.keeping import Processor
from domain.custody.settlements import MoneySettled, ToSettle
from domain.money import ZERO, Money, total
from domain.reports.asked import Asked
from domain.reports.report import Report, Row, Section, count, day, money, text

_SINCE: Final = timedelta(days=400)
_DAYS = (
    text("processor", "Processor"),
    text("kind", "Kind"),
    day("date", "Date"),
    count("drawers", "Drawers"),
    money("taken", "Taken"),
    money("settled", "Settled"),
    money("waiting", "Waiting"),
    text("age", "Age"),
    money("difference", "Differs by"),
)
_PAYMENTS = (
    text("number", "Number"),
    text("processor", "Processor"),
    day("date", "Bank's day"),
    text("of", "Of"),
    money("taken", "Taken"),
    money("gross", "Gross"),
    money("fee", "Fee"),
    money("net", "Net"),
    money("difference", "Differs by"),
    text("state", "State"),
    text("reference", "Reference"),
)
_Key = tuple[str, str, date]


@dataclass(slots=True)
class _Line:
    """What is told of one processor, kind and date."""

    waiting: list[ToSettle] = field(default_factory=list)
    settled: list[ToSettle] = field(default_factory=list)
    difference: Money = ZERO
    behind: list[int] = field(default_factory=list)


def processors_report(books: Books, asked: Asked) -> Report:
    """Return what was taken on the days and what came of it, each payment, and what waits from before."""
    rules = asked.office.keeping.processors
    since = asked.first - _SINCE
    acts = books.acts(kind=MoneySettled.kind, first=asked.first)
    # What was reversed is waiting again, or another payment has taken its place.
    standing = [act for act in acts if books.act_claiming(_body(act).claims()[0]) == act]
    paid = [act for act in standing if _of(act, asked)]
    lines: dict[_Key, _Line] = {}
    for processor in rules:
        for part in books.unsettled(processor.tenders, since):
            if part.business_date <= asked.last:
                _line(lines, processor.code, part).waiting.append(part)
    for act in paid:
        _add_payment(lines, act, asked)
    names = {each.code: each for each in rules}
    rows = {
        key: _row(books, key, line, names.get(key[0]), asked) for key, line in sorted(lines.items())
    }
    sections = (
        Section("By day", _DAYS, tuple(r for k, r in rows.items() if k[2] >= asked.first)),
        Section("Payments", _PAYMENTS, tuple(_payments(books, paid, asked))),
        Section(
            "Waits from before", _DAYS, tuple(r for k, r in rows.items() if k[2] < asked.first)
        ),
    )
    note = f"Ages are as of {asked.last.isoformat()}, in calendar days after the business date."
    return asked.report("processors", "Settlement with processors", sections, (note,))


def _body(act: PostedAct) -> MoneySettled:
    if not isinstance(act.body, MoneySettled):
        raise TypeError("only a settlement is told as one")
    return act.body


def _of(act: PostedAct, asked: Asked) -> bool:
    return any(asked.first <= part.business_date <= asked.last for part in _body(act).parts)


def _line(lines: dict[_Key, _Line], processor: str, part: ToSettle) -> _Line:
    return lines.setdefault((processor, part.kind, part.business_date), _Line())


def _add_payment(lines: dict[_Key, _Line], act: PostedAct, asked: Asked) -> None:
    """Add a payment to the lines of its parts; what it differs by is told with the first of them."""
    body = _body(act)
    off = body.difference
    for part in body.parts:
        if asked.first <= part.business_date <= asked.last:
            line = _line(lines, body.processor, part)
            line.settled.append(part)
            line.difference += off
            line.behind.append(act.posting_id)
            off = ZERO


def _row(books: Books, key: _Key, line: _Line, processor: Processor | None, asked: Asked) -> Row:
    code, kind, on = key
    names = {each.code: each.name for each in asked.office.tender_kinds}
    taken = [*line.waiting, *line.settled]
    cells = (
        code if processor is None else processor.name,
        names.get(kind, kind),
        on,
        len({part.session_id for part in taken}),
        total(part.amount for part in taken),
        total(part.amount for part in line.settled),
        total(part.amount for part in line.waiting),
        _age(line, on, processor, asked.last),
        line.difference,
    )
    return Row(cells, tuple(_behind(books, line)) if asked.drills else ())


def _age(line: _Line, on: date, processor: Processor | None, last: date) -> str:
    if not line.waiting:
        return ""
    days = (last - on).days
    most = None if processor is None else processor.max_days
    words = "1 day" if days == 1 else f"{days} days"
    return f"{words}, LATE" if most is not None and days > most else words


def _behind(books: Books, line: _Line) -> Iterator[int]:
    ids = set(line.behind)
    for part in line.waiting:
        closing = books.closing(part.session_id)
        ids |= set() if closing is None else {closing[0]}
    yield from sorted(ids)


def _payments(books: Books, paid: Iterable[PostedAct], asked: Asked) -> Iterator[Row]:
    names = {each.code: each.name for each in asked.office.keeping.processors}
    for act in paid:
        body = _body(act)
        decided = books.act_claiming(decided_claim(act.number)) if body.to_decide else None
        cells = (
            str(act.number),
            names.get(body.processor, body.processor),
            body.on,
            body.days,
            body.taken,
            body.gross,
            body.fee,
            body.net,
            body.difference,
            _state(body, decided),
            body.reference,
        )
        behind = [act.posting_id, *([decided.posting_id] if decided is not None else [])]
        yield Row(cells, tuple(behind) if asked.drills else ())


def _state(body: MoneySettled, decided: PostedAct | None) -> str:
    if not body.to_decide:
        return "agrees"
    if decided is not None and isinstance(decided.body, DifferenceDecided):
        return f"{decided.body.decision.value}: {decided.body.reason}"
    return "to be decided"
