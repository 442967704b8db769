"""Reading what an accounting program says: its posting report, or its refreshed list of bills with balances."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from domain.ledger.acknowledged import Row
from domain.money import Money
from exchange.dialect import Unreadable, amount_reader, date_reader
from exchange.interface_models import BalancesModel, ProgramModel, ReportModel
from exchange.text_file import FileFault, TextFile

_Cells = Sequence[str]
_T = TypeVar("_T")


def read_report(path: Path, layout: ProgramModel) -> tuple[list[Row] | dict[str, Money], str]:
    """Return the rows of a posting report or the balances by bill, whichever the file's heading says, and its digest.

    Raises ``FileFault`` with the line and why: an empty file, a heading that is neither, a row that cannot be read, a
    bill that comes twice in a list of balances.
    """
    kinds = (("a posting report", layout.report), ("a list of balances", layout.balances))
    models = [(kind, model) for kind, model in kinds if model is not None]
    lacking = []
    for kind, model in models:
        try:
            return _read(path, model, layout)
        except _OtherHeading as wanted:
            lacking.append(f"{kind} has {wanted}")
    if not models:
        raise FileFault(1, f"the policy says nothing of how {layout.program} reports")
    raise FileFault(1, f"its heading lacks a column: {', and '.join(lacking)}")


class _OtherHeading(Exception):
    """A heading that lacks a column of the layout: the file may be of another kind."""


def _read(
    path: Path, model: ReportModel | BalancesModel, layout: ProgramModel
) -> tuple[list[Row] | dict[str, Money], str]:
    with TextFile(path, model) as file:
        rows = file.rows()
        _, heading = next(rows, (1, []))
        if not heading:
            raise FileFault(1, "the file is empty")
        places = {name.strip(): place for place, name in enumerate(heading)}
        for wanted in _columns(model):
            if wanted not in places:
                raise _OtherHeading(wanted)
            if sum(name.strip() == wanted for name in heading) > 1:
                raise FileFault(1, "its heading has a column twice", wanted, wanted)
        found: list[Row] | dict[str, Money]
        if isinstance(model, ReportModel):
            found = list(_rows(_whole(rows, len(heading)), model, layout, places))
        else:
            found = _balances(_whole(rows, len(heading)), model, places)
        return found, file.digest


def _columns(model: ReportModel | BalancesModel) -> list[str]:
    if isinstance(model, BalancesModel):
        return [model.bill, model.balance]
    more = (model.amount, model.its_reference, model.batch, model.status, model.reason)
    return [*model.columns.values(), *(name for name in more if name)]


def _whole(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    for line, cells in rows:
        if len(cells) != width:
            raise FileFault(line, f"the row has {len(cells)} fields; the heading has {width}")
        yield line, cells


def _rows(
    rows: Iterator[tuple[int, list[str]]],
    model: ReportModel,
    layout: ProgramModel,
    places: dict[str, int],
) -> Iterator[Row]:
    read = amount_reader(model.amounts)
    parts = [(model.columns[name], _reader_of(name, model, layout)) for name in model.by]
    for line, cells in rows:

        def cell(name: str, cells: _Cells = cells) -> str:
            return cells[places[name]].strip() if name else ""

        key = []
        for column, part in parts:
            key.append(_read_cell(line, column, cell(column), part))
        cents = _read_cell(line, model.amount, cell(model.amount), read)
        rejected = ""
        if model.status and cell(model.status) not in model.posted:
            rejected = cell(model.reason) or f"{model.status} {cell(model.status)}"
        amount = Money(-cents if model.turned else cents)
        yield Row(tuple(key), amount, cell(model.its_reference), rejected, cell(model.batch))


def _reader_of(name: str, model: ReportModel, layout: ProgramModel) -> Callable[[str], str]:
    if name == "charge":
        return layout.kind_of
    if name == "effective":
        read = date_reader(model.dates)
        return lambda text: read(text).isoformat()
    if name == "instalment":
        return lambda text: text.lstrip("0") or "0"
    return lambda text: text


def _read_cell(line: int, column: str, text: str, read: Callable[[str], _T]) -> _T:
    try:
        return read(text)
    except Unreadable as fault:
        raise FileFault(line, str(fault), column, text) from None


def _balances(
    rows: Iterator[tuple[int, list[str]]], model: BalancesModel, places: dict[str, int]
) -> dict[str, Money]:
    read = amount_reader(model.amounts)
    found: dict[str, Money] = {}
    for line, cells in rows:
        number = cells[places[model.bill]].strip()
        cents = _read_cell(line, model.balance, cells[places[model.balance]].strip(), read)
        if number in found:
            raise FileFault(line, f"bill {number} comes twice", model.bill, number)
        found[number] = Money(cents)
    return found
