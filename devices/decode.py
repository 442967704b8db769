"""ESC/POS bytes back to what a person would see: the text on each piece of paper, and how often the drawer opened.

It is written against the command tables, not against what prints here, so that a test can tell what a printer would
really do with a job. It also reads the spool of a file printer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.receipting.paper import WIDTH

_DLE, _LF, _ESC, _GS = 0x10, 0x0A, 0x1B, 0x1D
_LEFT, _CENTER, _RIGHT = 0, 1, 2
_PARAMETERS = {
    (_ESC, ord("@")): 0,
    (_ESC, ord("2")): 0,
    **{(_ESC, ord(c)): 1 for c in "!3-EGJMRadtTV{"},
    (_ESC, ord("p")): 3,
    **{(_GS, ord(c)): 1 for c in "!BaIrbh"},
    (_GS, ord("V")): 1,
    (_DLE, 0x04): 1,
}
"""How many bytes follow each command that a receipt may hold."""
_CODE = (_GS, ord("("))
"""``GS ( k``, with its length in two bytes: a code that the printer draws."""
_STORE_CODE = (49, 80, 48)
_CUTS_WITH_FEED = (65, 66, 97, 98, 103, 104)


@dataclass(frozen=True, slots=True)
class Printout:
    """One job as it came out. ``strange`` lists bytes that no receipt should hold; ``codes`` are
    the contents of QR codes.

    ``complete`` is false when the job stopped before its cut: a torn write, or a printer that lost power.
    """

    text: str
    kicks: int
    cuts: int
    complete: bool
    strange: tuple[bytes, ...] = ()
    codes: tuple[str, ...] = ()


def decode(data: bytes) -> tuple[Printout, ...]:
    """Return the jobs in ``data``, each from its reset to its cut; bytes before the first reset are a job too."""
    jobs: list[Printout] = []
    job: _Job | None = None
    for event, values in _events(data):
        if event == (_ESC, ord("@")):
            if job is not None:
                jobs.append(job.printout())
            job = _Job()
            continue
        if job is None:
            if event == "text" and values == (0,):
                continue
            job = _Job()
        job.take(event, values)
    if job is not None:
        jobs.append(job.printout())
    return tuple(jobs)


Event = tuple[int, int] | str


def _events(data: bytes) -> Iterator[tuple[Event, tuple[int, ...]]]:
    """Split bytes into commands with their parameters and single characters of text."""
    at = 0
    while at < len(data):
        first = data[at]
        command = (first, data[at + 1]) if at + 1 < len(data) else (first, -1)
        if command == _CODE and data[at + 2 : at + 3] == b"k":
            size = int.from_bytes(data[at + 3 : at + 5], "little")
            values, end = tuple(data[at + 5 : at + 5 + size]), at + 5 + size
            yield (command, values) if end <= len(data) else ("torn", (first,))
            at = end
        elif command in _PARAMETERS:
            count = _PARAMETERS[command]
            values = tuple(data[at + 2 : at + 2 + count])
            if command == (_GS, ord("V")) and values and values[0] in _CUTS_WITH_FEED:
                values = tuple(data[at + 2 : at + 4])
                count = 2
            yield (command, values) if len(values) == count else ("torn", (first,))
            at += 2 + count
        elif first in (_ESC, _GS, _DLE):
            yield "strange", tuple(data[at : at + 2])
            at += 2
        else:
            yield "text", (first,)
            at += 1


class _Job:
    """What a printer knows between a reset and the next one."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = bytearray()
        self.align = _LEFT
        self.kicks = 0
        self.cuts = 0
        self.after_cut = False
        self.strange: list[bytes] = []
        self.codes: list[str] = []

    def take(self, event: Event, values: tuple[int, ...]) -> None:
        """Do one command or print one character."""
        if event == "text":
            self._print(values[0])
        elif isinstance(event, str):
            self.strange.append(bytes(values))
        elif event == (_ESC, ord("a")):
            self.align = values[0] % 48
        elif event == (_ESC, ord("p")):
            self.kicks += 1
        elif event == _CODE and values[:3] == _STORE_CODE:
            self.codes.append(bytes(values[3:]).decode("ascii", "replace"))
        elif event == (_GS, ord("V")):
            self.cuts += 1
            self.after_cut = True

    def _print(self, byte: int) -> None:
        if byte == _LF:
            self._end_line()
        elif byte >= 0x20 and byte != 0x7F:
            self.line.append(byte)
            self.after_cut = False
        elif byte:
            # Printers pass over NUL; any other control byte in a receipt came from somewhere it should not.
            self.strange.append(bytes([byte]))

    def _end_line(self) -> None:
        text = self.line.decode("cp858")
        spare = max(WIDTH - len(text), 0)
        indent = {_CENTER: spare // 2, _RIGHT: spare}.get(self.align, 0)
        self.lines.append((" " * indent + text).rstrip())
        self.line.clear()

    def printout(self) -> Printout:
        """Return what came out; a line without a line feed is still in the printer's buffer and not on paper."""
        whole = self.cuts > 0 and self.after_cut and not self.line
        text = "".join(f"{line}\n" for line in self.lines)
        return Printout(text, self.kicks, self.cuts, whole, tuple(self.strange), tuple(self.codes))
