"""Lines of styled text, as values. Nothing here knows a terminal.

A line is a tuple of spans, a span is text and the name of a style (see ``tui.theme``). Widths are terminal columns,
not characters. There is no markup: what a string says is what is shown, after ``display_text`` made it harmless.
"""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from domain.text import display_text, tie, untie

Span = tuple[str, str]
Line = tuple[Span, ...]

BLANK: Line = ()
ELLIPSIS = "…"
MARKER = ">"


def span(text: str, style: str = "") -> Span:
    """Return one harmless span of ``text`` in the named style."""
    return (display_text(text), style)


def line(*parts: str | Span) -> Line:
    """Return a line of the given parts; a bare string is in the plain style."""
    return tuple(span(part) if isinstance(part, str) else span(*part) for part in parts)


def text_of(painted: Line) -> str:
    """Return what a line says, without its styles."""
    return "".join(text for text, _ in painted)


def width_of(painted: Line) -> int:
    """Return how many terminal columns a line takes."""
    return sum(cell_len(text) for text, _ in painted)


def clip(text: str, columns: int) -> str:
    """Return ``text`` in at most ``columns`` columns, ending in an ellipsis where something was cut."""
    text = display_text(text)
    if cell_len(text) <= columns:
        return text
    if columns <= 0:
        return ""
    return set_cell_size(text, columns - 1).rstrip() + ELLIPSIS


def pad(text: str, columns: int) -> str:
    """Return ``text`` in exactly ``columns`` columns, filled on the right or cut with an ellipsis."""
    clipped = clip(text, columns)
    return clipped + " " * (columns - cell_len(clipped))


def right(text: str, columns: int) -> str:
    """Return ``text`` right-aligned in exactly ``columns`` columns. An amount that does not fit is never cut."""
    text = display_text(text)
    missing = columns - cell_len(text)
    return " " * missing + text if missing > 0 else text


def fit(painted: Line, columns: int, style: str = "") -> Line:
    """Return ``painted`` in exactly ``columns`` columns; filling takes ``style``, cutting leaves an ellipsis."""
    used = width_of(painted)
    if used == columns:
        return painted
    if used < columns:
        return (*painted, (" " * (columns - used), style))
    kept: list[Span] = []
    left = columns
    for text, name in painted:
        size = cell_len(text)
        if size >= left:
            kept.append((pad(text + ELLIPSIS, left), name))
            break
        kept.append((text, name))
        left -= size
    return tuple(kept)


def spread(label: str, amount: str, columns: int, style: str = "", amount_style: str = "") -> Line:
    """Return a label on the left and an amount at the right edge; the label gives way, the amount is whole."""
    amount = display_text(amount)
    room = max(0, columns - cell_len(amount) - 1)
    label = clip(label, room)
    gap = " " * (room - cell_len(label) + 1)
    return ((label, style), (gap, ""), (amount, amount_style or style))


def heading(text: str, columns: int, way_out: str = "Esc goes back") -> Line:
    """Return the title of a pane with the way out of it at the right."""
    return spread(text, way_out, columns, "title", "dim")


def row(painted: Line, columns: int, *, selected: bool) -> Line:
    """Return a row of a list, two columns of which are the marker: ``>`` and reverse video when selected."""
    inner = fit(painted, max(0, columns - 2))
    if not selected:
        return (("  ", ""), *inner)
    return ((f"{MARKER} ", "selected"), *((text, "selected") for text, _ in inner))


def centered(text: str, columns: int, style: str = "") -> Line:
    """Return ``text`` in the middle of ``columns`` columns."""
    clipped = clip(text, columns)
    before = (columns - cell_len(clipped)) // 2
    return ((" " * before, ""), (clipped, style))


def wrap(text: str, columns: int) -> list[str]:
    """Return ``text`` broken at spaces into rows of at most ``columns`` columns; a longer word is broken anywhere."""
    rows: list[str] = []
    current = ""
    for word in tie(display_text(text)).split():
        while cell_len(word) > columns:
            if current:
                rows.append(current)
                current = ""
            head = set_cell_size(word, columns).rstrip() or word[:1]
            rows.append(head)
            word = word[len(head) :]
        joined = f"{current} {word}" if current and word else current or word
        if cell_len(joined) <= columns:
            current = joined
        else:
            rows.append(current)
            current = word
    if current:
        rows.append(current)
    return [untie(each) for each in rows]


def paragraphs(text: str, columns: int, style: str = "") -> list[Line]:
    """Return ``text`` as wrapped lines, with a blank line between its paragraphs."""
    lines: list[Line] = []
    for paragraph in text.strip().split("\n\n"):
        if lines:
            lines.append(BLANK)
        lines.extend(line((each, style)) for each in wrap(paragraph, columns))
    return lines


def block(lines: Sequence[Line], columns: int, rows: int, style: str = "") -> list[Line]:
    """Return exactly ``rows`` lines of exactly ``columns`` columns: cut or filled."""
    fitted = [fit(each, columns, style) for each in lines[:rows]]
    empty: Line = ((" " * columns, style),) if columns > 0 else BLANK
    return fitted + [empty] * (rows - len(fitted))
