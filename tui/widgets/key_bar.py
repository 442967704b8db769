"""The last row of every screen: which keys do something now, and which do nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from tui.paint import Line, Span, fit, span, width_of


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """One key of the bar: ``F4``, ``Tender``, and whether it does something now."""

    key: str
    label: str
    on: bool = True


def paint(labels: Sequence[KeyLabel], columns: int) -> Line:
    """Return the key bar in exactly ``columns`` columns: as many whole keys as there is room for.

    A key that does nothing now stands in parentheses, so that the difference needs no color.
    """
    painted: list[Span] = []
    for each in labels:
        name = f" {each.label} " if each.on else f"({each.label})"
        part = (
            span(each.key, "key" if each.on else "keyoff"),
            span(name, "keyname" if each.on else "keyoff"),
        )
        if width_of((*painted, *part)) > columns:
            break
        painted.extend(part)
    return fit(tuple(painted), columns, "keyname")
