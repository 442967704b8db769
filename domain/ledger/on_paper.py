"""Digests typed from paper: the last eight digits of a receipt or a slip, the head of a drawer report, a day's seal.

What is typed is read kindly: in any case, in groups, with the letters that look like the digits 0 and 1.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

SHORT: Final = 8
"""How many digits a receipt or a slip carries: the last ones."""
WHOLE: Final = 64
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_SKIPPED: Final = re.compile(r"\b(TRAIL|SEAL|HEAD|DRAWER REPORT|RECEIPT)\b|[\s:.,_]")
_HEX: Final = re.compile(r"[0-9A-F]+\Z")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_NUMBER: Final = re.compile(r"\d{4}-[0-9A-Z]{1,5}-C?\d{1,9}\Z")


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A digest as it stands on paper. ``name`` is the number or the date beside it, empty where none was typed.

    ``digits`` are lower case: eight, or all 64.
    """

    name: str
    digits: str

    @property
    def on(self) -> date | None:
        """The day whose seal it is, or ``None`` when the name is a number."""
        return date.fromisoformat(self.name) if _DATE.match(self.name) else None

    def __str__(self) -> str:
        shown = self.digits.upper()
        groups = " ".join(shown[i : i + SHORT] for i in range(0, len(shown), SHORT))
        return f"{self.name} {groups}".strip()


@dataclass(frozen=True, slots=True)
class Held:
    """A digest from paper held against the books: whether they have the same there, and what they say."""

    paper: OnPaper
    agrees: bool
    sentence: str


def read_on_paper(typed: str) -> OnPaper | None:
    """Return what was typed: a number or a date and digits, or digits alone; ``None`` when it is no such thing."""
    words = typed.upper().replace(":", " ").split()
    while words and words[0] in ("RECEIPT", "TRAIL", "SEAL", "HEAD", "DRAWER", "REPORT"):
        words = words[1:]
    name = ""
    if words and words[0].count("-") == 2:
        name = _name(words[0])
        if not name:
            return None
        words = words[1:]
    digits = _SKIPPED.sub("", " ".join(words)).replace("-", "").translate(_LOOKALIKES)
    if len(digits) not in (SHORT, WHOLE) or not _HEX.match(digits):
        return None
    return OnPaper(name, digits.lower())


def _name(word: str) -> str:
    first, middle, last = word.split("-")
    first, last = first.translate(_LOOKALIKES), last.translate(_LOOKALIKES)
    as_day = f"{first}-{middle.translate(_LOOKALIKES)}-{last}"
    if _DATE.match(as_day):
        try:
            return date.fromisoformat(as_day).isoformat()
        except ValueError:
            return ""
    word = f"{first}-{middle}-{last}"
    return word if _NUMBER.match(word) else ""


def held(paper: OnPaper, there: str | None, what: str) -> Held:
    """Return what a digest of the books comes to beside the paper's; ``there`` is ``None`` where they have none.

    ``what`` names the posting or the seal that they have it from.
    """
    if there is None:
        missing = f"{paper.name} is" if paper.name else "nothing with these digits is"
        return Held(
            paper,
            False,
            f"{paper}: {missing} not in the books. Its end was cut off, an older backup was put back, "
            "it was posted in other books, or it is mistyped.",
        )
    if there.endswith(paper.digits) if len(paper.digits) == SHORT else there == paper.digits:
        return Held(paper, True, f"{paper}: agrees with {what}.")
    shown = there[-len(paper.digits) :].upper()
    return Held(
        paper, False, f"{paper}: {what} has {shown} in the books. It was changed, or is mistyped."
    )
