"""The last row of every screen: which keys do something now, and which do nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.paint import Line, Span, fit, span


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """One key of the bar: ``F4``, ``Tender``, and whether it does something now."""

    key: str
    label: str
    on: bool = True
    weight: int = 1

    @property
    def columns(self) -> int:
        """How many columns the key takes."""
        return cell_len(self.key) + cell_len(self.label) + 2


def fitting(labels: Sequence[KeyLabel], columns: int) -> list[KeyLabel]:
    """Return the labels that fit, in their order: the lightest give way first, then the rightmost.

    Whether a key does something now does not matter here: the keys keep their places.
    """
    kept = list(enumerate(labels))
    while sum(label.columns for _, label in kept) > columns:
        kept.remove(min(kept, key=lambda each: (each[1].weight, -each[0])))
    return [label for _, label in kept]


def paint(labels: Sequence[KeyLabel], columns: int) -> Line:
    """Return the key bar in exactly ``columns`` columns: as many whole keys as there is room for.

    A key that does nothing now stands in parentheses, so that the difference needs no color.
    """
    painted: list[Span] = []
    for each in fitting(labels, columns):
        name = f" {each.label} " if each.on else f"({each.label})"
        painted.append(span(each.key, "key" if each.on else "keyoff"))
        painted.append(span(name, "keyname" if each.on else "keyoff"))
    return fit(tuple(painted), columns, "keyname")
