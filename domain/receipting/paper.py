"""Paper: what a printer of 42 columns prints, as a value, and the same as text for the screen.

A line can hold printable ASCII only and never more than fits, so that no name or note that reaches paper can command
the printer or spill over. What was not fit to print was made so by ``domain.text.paper_text`` before.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from textwrap import wrap

from domain.text import paper_text, tie, untie

WIDTH = 42
"""Columns of a line in the printer's font A."""
LARGE_WIDTH = WIDTH // 2
_PRINTABLE = re.compile(r"[\x20-\x7e]*\Z")


class Style(StrEnum):
    """How a line is printed. ``LARGE`` is bold, centered, twice as wide and twice as high."""

    NORMAL = "normal"
    BOLD = "bold"
    CENTER = "center"
    CENTER_BOLD = "center_bold"
    LARGE = "large"

    @property
    def centered(self) -> bool:
        """Whether the printer centers the line."""
        return self not in (Style.NORMAL, Style.BOLD)

    @property
    def bold(self) -> bool:
        """Whether the line is printed bold."""
        return self in (Style.BOLD, Style.CENTER_BOLD, Style.LARGE)

    @property
    def width(self) -> int:
        """How many characters fit."""
        return LARGE_WIDTH if self is Style.LARGE else WIDTH


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One printed line, without its line feed."""

    text: str = ""
    style: Style = Style.NORMAL

    def __post_init__(self) -> None:
        if not _PRINTABLE.match(self.text):
            raise ValueError("a printed line holds printable ASCII only")
        if len(self.text) > self.style.width:
            raise ValueError(f"a {self.style} line holds at most {self.style.width} characters")


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of paper, cut at its end. ``kick`` opens the cash drawer while it is printed.

    ``code`` is printed below the lines as a QR code where the printer can; whatever it holds is on a line too.
    """

    lines: tuple[PaperLine, ...]
    kick: bool = False
    code: str = ""

    def __post_init__(self) -> None:
        if not _PRINTABLE.match(self.code):
            raise ValueError("a printed code holds printable ASCII only")


def paper_to_text(paper: Paper) -> str:
    """Return the paper as text, a line feed after each line: what the screen shows and what a decoder must find."""
    return "".join(f"{_on_screen(line)}\n" for line in paper.lines)


def paper_data(paper: Paper) -> list[object]:
    """Return the lines as plain data, ``[style, text]`` each: how paper waits in the books until it is printed."""
    return [[line.style.value, line.text] for line in paper.lines]


def paper_from_data(data: object) -> Paper:
    """Return the paper that ``paper_data`` wrote; raises ``ValueError`` when the data is damaged."""
    if not isinstance(data, list):
        raise ValueError("a kept paper is damaged")
    return Paper(tuple(_line_from_data(line) for line in data))


def _line_from_data(data: object) -> PaperLine:
    match data:
        case [str(style), str(text)]:
            return PaperLine(text, Style(style))
    raise ValueError("a kept paper is damaged")


def _on_screen(line: PaperLine) -> str:
    indent = (WIDTH - len(line.text)) // 2 if line.style.centered else 0
    return (" " * indent + line.text).rstrip()


RULE = PaperLine("-" * WIDTH)
BLANK = PaperLine()


def words(text: str, width: int) -> tuple[str, ...]:
    """Return ``text`` fit for paper and broken between words into lines of at most ``width``; a longer word is cut."""
    lines = wrap(tie(paper_text(text)), width, break_on_hyphens=False)
    return tuple(untie(line) for line in lines)


def paragraph(text: str, style: Style = Style.NORMAL, indent: int = 0) -> tuple[PaperLine, ...]:
    """Return ``text`` as wrapped lines in one style; nothing for an empty text."""
    margin = " " * indent
    return tuple(PaperLine(margin + line, style) for line in words(text, style.width - indent))


def columns(
    left: str,
    right: str,
    *,
    indent: int = 0,
    width: int = WIDTH,
    style: Style = Style.NORMAL,
) -> tuple[PaperLine, ...]:
    """Return ``left`` with ``right`` flush at column ``width`` of its last line.

    The left side wraps in its own column, its further lines two deeper. ``right`` is an amount or another short text.
    """
    margin, shown = " " * indent, paper_text(right)
    room = max(width - indent - len(shown) - 1, 4)
    first, *rest = words(left, room) or ("",)
    if rest:
        rest = list(words(" ".join(rest), room - 2))
    lines = [margin + first, *(f"{margin}  {line}" for line in rest)]
    lines[-1] = f"{lines[-1]:<{width - len(shown)}}{shown}"
    return tuple(PaperLine(line, style) for line in lines)


def labeled(label: str, value: str, label_width: int = 10) -> tuple[PaperLine, ...]:
    """Return ``value`` behind its label, wrapped within its own column; nothing when there is no value."""
    lines = words(value, WIDTH - label_width)
    heads = [paper_text(label), *[""] * len(lines)]
    return tuple(
        PaperLine(f"{head:<{label_width}}{line}") for head, line in zip(heads, lines, strict=False)
    )
