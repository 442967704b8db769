"""What the command line prints: JSON in a fixed order, plain columns, and CSV that no spreadsheet executes."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from textwrap import wrap

from domain.money import Money
from domain.text import display_text
from exchange.cells import harmless_cell as harmless_cell
from exchange.cells import plain_amount as plain_amount

Cell = str | int | Money | None


def print_json(content: object) -> None:
    """Print ``content`` as JSON; keys keep the order in which they were given."""
    # Where the terminal or file takes no UTF-8, other letters are escaped rather than lost.
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(content, ensure_ascii=plain, indent=2))


def print_json_list(items: Iterable[object]) -> None:
    """Print what ``print_json`` prints of a list, item by item as they come: none is held."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    before = "[\n"
    for item in items:
        text = json.dumps(item, ensure_ascii=plain, indent=2)
        sys.stdout.write(before + "  " + text.replace("\n", "\n  "))
        before = ",\n"
    print("[]" if before == "[\n" else "\n]")


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless_cell(display_text(cell))
    if cell is None:
        return ""
    return plain_amount(cell) if isinstance(cell, Money) else str(cell)


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print rows as CSV (RFC 4180), the names of the columns first; amounts in dollars and cents."""
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)


def print_columns(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print rows in aligned columns under their names; amounts and counts to the right."""
    held = [list(row) for row in rows]
    shown = [[_shown(cell) for cell in row] for row in held]
    widths = [max(len(name), *(len(row[i]) for row in shown), 0) for i, name in enumerate(columns)]
    right = [any(isinstance(row[i], (Money, int)) for row in held) for i in range(len(columns))]
    for line in [list(columns), *shown]:
        laid = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        print("  ".join(laid).rstrip())


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        return display_text(cell)
    return "" if cell is None else str(cell)


def wrapped(text: str, width: int = 80) -> list[str]:
    """Return ``text``, made harmless, in lines of at most ``width``; at least one, which may be empty."""
    return wrap(display_text(text), width, break_on_hyphens=False) or [""]


def progress(text: str) -> None:
    """Say on standard error how far long work has come; on a terminal each text replaces the one before."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def read_so_far(count: int) -> None:
    """Say on standard error how many postings or bills a report has read."""
    progress(f"{count:,} read so far ...")


def progress_done() -> None:
    """Clear the line of progress."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
