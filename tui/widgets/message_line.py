"""What the counter answers: what happened, why, and which key now."""

from dataclasses import dataclass

from tui.paint import Line, fit, line, wrap

MARKS = {"": " ", "good": " ", "warn": "! ", "bad": "! "}


@dataclass(frozen=True, slots=True)
class Message:
    """An answer and its tone: ``good``, ``warn``, ``bad`` or plain."""

    text: str = ""
    tone: str = ""


def paint(message: Message, columns: int, most: int = 4) -> list[Line]:
    """Return the message wrapped: one row, or more when it is long; at least one, at most ``most`` rows."""
    mark = MARKS.get(message.tone, " ")
    rows = wrap(message.text, columns - len(mark) - 1)[:most]
    if not rows:
        return [line((" " * columns, ""))]
    style = "message" if message.tone in ("", "good") else message.tone
    marks = [mark, *[" " * len(mark)] * (len(rows) - 1)]
    filling = style if style == "message" else ""
    return [
        fit(line((each_mark + each, style)), columns, filling)
        for each_mark, each in zip(marks, rows, strict=True)
    ]
