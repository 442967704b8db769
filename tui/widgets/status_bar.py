"""The first row of every screen: office, drawer, business date, operator, training mark, printer."""

from dataclasses import dataclass

from tui.paint import Line, Span, clip, span, width_of

_OPERATOR, _PRINTER = 20, 22


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
    """Return the status bar in exactly ``columns`` columns. When room is short the office's name gives way."""
    rest: list[Span] = []
    for text in (status.drawer, status.business_date, clip(status.operator, _OPERATOR)):
        if text:
            rest.append(span(f" {text} ", "status"))
    if status.printer:
        words = clip(status.printer, _PRINTER)
        rest.append(span(f" {words} ", "warn" if status.printer_trouble else "status"))
    if status.training:
        rest.append(span(" TRAINING ", "training"))
    room = columns - width_of(tuple(rest)) - 1
    office = clip(status.office, room)
    gap = room - width_of((span(office),))
    return (span(f" {office}", "status"), (" " * max(0, gap), "status"), *rest)
