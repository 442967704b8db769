"""The first row of every screen: office, drawer, business date, operator, training mark, printer."""

from dataclasses import dataclass

from rich.cells import cell_len

from tui.paint import Line, clip, fit, span, width_of

_OPERATOR, _PRINTER = 20, 22
_LEAST = 8
"""Of the operator's name at least this is shown."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the status bar says, in words ready to be read. Empty parts are left out."""

    office: str = ""
    drawer: str = ""
    business_date: str = ""
    operator: str = ""
    printer: str = ""
    training: bool = False
    printer_trouble: bool = False


def paint(status: Status, columns: int) -> Line:
    """Return the status bar in exactly ``columns`` columns.

    Where room is short the office's name gives way, then what is behind the first letters of the operator's.
    """
    operator = clip(status.operator, _OPERATOR)
    missing = width_of(_rest(status, operator)) + 1 - columns
    if missing > 0:
        operator = clip(operator, max(_LEAST, cell_len(operator) - missing))
    rest = _rest(status, operator)
    office = clip(status.office, columns - width_of(rest) - 1)
    gap = columns - width_of(rest) - 1 - width_of((span(office),))
    return fit((span(f" {office}", "status"), (" " * max(0, gap), "status"), *rest), columns)


def _rest(status: Status, operator: str) -> Line:
    """Return everything but the office."""
    rest = [
        span(f" {text} ", "status")
        for text in (status.drawer, status.business_date, operator)
        if text
    ]
    if status.printer:
        words = clip(status.printer, _PRINTER)
        rest.append(span(f" {words} ", "warn" if status.printer_trouble else "status"))
    if status.training:
        rest.append(span(" TRAINING ", "training"))
    return tuple(rest)
