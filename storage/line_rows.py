"""The lines of a receipt and their allocations, as rows and back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from domain.receipting.cart import BillLine, ItemLine, Line
from domain.receipting.codec import particulars_from_data
from domain.receivables.application import Allocation
from storage.cells import NO_LIST, Row, as_json, day_or_none, from_json, money, same
from storage.stock_rows import NO_SERIALS, SerialsByLine, SeriesSold

_HEAD: Final = 3
_OF_BILLS: Final = 13
_OF_ITEMS: Final = 7
"""How many columns are for lines of one kind only; a line of the other kind leaves them empty."""
_NO_BILL: Final = (None,) * _OF_BILLS
_NO_ITEM: Final = (None,) * _OF_ITEMS


def line_rows(posting_id: int, lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of a receipt's lines."""
    for number, line in enumerate(lines, 1):
        head = (posting_id, number)
        if isinstance(line, BillLine):
            yield (*head, "bill", *_bill_cells(line), *(None,) * _OF_ITEMS)
        else:
            yield (
                *head,
                "item",
                line.amount.cents,
                line.description,
                *(None,) * _OF_BILLS,
                *_item_cells(line),
            )


def _bill_cells(line: BillLine) -> Row:
    return (
        line.amount.cents,
        line.description,
        line.bill_no,
        line.version,
        line.service,
        line.account_number,
        line.name,
        line.balance_after.cents,
        line.cash_only,
        None if line.effective_on is None else line.effective_on.isoformat(),
        line.overridden,
        as_json(line.particulars) if line.particulars else NO_LIST,
        line.difference.cents,
        line.difference_gl,
        line.no_checks,
    )


def _item_cells(line: ItemLine) -> Row:
    return (
        line.item_code,
        line.quantity,
        line.unit_price.cents,
        line.gl_code,
        line.reference,
        line.credit.cents,
        line.credited_for,
    )


def allocation_rows(posting_id: int, lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of the allocations of all lines."""
    for number, line in enumerate(lines, 1):
        if isinstance(line, BillLine):
            for part, a in enumerate(line.allocations, 1):
                yield (posting_id, number, part, a.instalment, a.kind, a.amount.cents)


def serial_rows(posting_id: int, lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of the serial numbers that lines sell."""
    for number, line in enumerate(lines, 1):
        if isinstance(line, ItemLine):
            for part, one in enumerate(line.serials, 1):
                yield (posting_id, number, part, line.series, one.first, one.last)


def numbered(found: Iterable[Row]) -> Iterator[Row]:
    """Yield rows without their key, whose last part counts from 1 without a gap."""
    for number, row in enumerate(found, 1):
        if number != row[1]:
            same(number, row[1])
        yield row[2:]


def lines_from(
    lines: list[Row], allocations: list[Row], serials: SerialsByLine
) -> tuple[Line, ...]:
    """Return the lines of their rows; raises ``ValueError`` or ``TypeError`` for damage."""
    by_line: dict[int, list[Allocation]] = {}
    for _, line_no, part_no, instalment, kind, amount in allocations:
        parts = by_line.setdefault(line_no, [])
        parts.append(Allocation(instalment, kind, money(amount)))
        if part_no != len(parts):
            same(len(parts), part_no)
    made = tuple(
        _line(row, tuple(by_line.pop(number, ())), serials.pop(number, NO_SERIALS))
        for number, row in enumerate(numbered(lines), 1)
    )
    if by_line or serials:
        raise ValueError("allocations or numbers of a line that is not there")
    return made


def _line(row: Row, allocations: tuple[Allocation, ...], serials: SeriesSold) -> Line:
    kind, amount, description = row[:_HEAD]
    bill, item = row[_HEAD : _HEAD + _OF_BILLS], row[_HEAD + _OF_BILLS :]
    if kind == "item":
        same(_NO_BILL, bill)
        same((), allocations)
        return replace(_item_line(amount, description, item), series=serials[0], serials=serials[1])
    same("bill", kind)
    same(NO_SERIALS, serials)
    same(_NO_ITEM, item)
    return _bill_line(amount, description, bill, allocations)


def _item_line(amount: int, description: str, cells: Row) -> ItemLine:
    code, quantity, price, gl_code, reference, credit, credited_for = cells
    item = ItemLine(
        code,
        description,
        quantity,
        money(price),
        gl_code,
        reference,
        money(credit),
        credited_for,
    )
    same(item.amount.cents, amount)
    return item


def _bill_line(
    amount: int, description: str, cells: Row, allocations: tuple[Allocation, ...]
) -> BillLine:
    (
        bill_no, version, service, account, name, balance, cash_only,
        effective_on, overridden, particulars, difference, difference_gl, no_checks,
    ) = cells  # fmt: skip
    return BillLine(
        bill_no,
        service,
        account,
        description,
        name,
        money(amount),
        money(balance),
        version,
        allocations,
        cash_only,
        day_or_none(effective_on),
        overridden,
        () if particulars == NO_LIST else particulars_from_data(from_json(particulars)),
        money(difference),
        difference_gl,
        no_checks,
    )
