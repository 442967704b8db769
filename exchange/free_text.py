"""Numbers that are never kept, looked for where people type freely, never in numbers of a known form."""

import re
from collections.abc import Sequence

from domain.privacy.confidential import Finding, Secret, screen, screen_split

_MANY_DIGITS = re.compile(r"[0-9][0-9 .\-_/,=^]{7,}[0-9]")
_BARE_FIELDS = re.compile(r"\|[0-9 .\-]{3,}\|[0-9 .\-]{3,}\|")
"""Two fields side by side with nothing but digits in them."""

_WORDS = {
    Secret.TRACK: "holds the track of a card; those are never kept",
    Secret.CARD: "looks like a card number; card numbers are never kept",
    Secret.SOCIAL: "looks like a social security number; those are never kept",
    Secret.BANK: "looks like a bank account in full; those are never kept",
}
_LETTER = re.compile(r"[^\W\d_]")


def worth_a_look(texts: Sequence[str]) -> bool:
    """Whether the texts of a row may hold something: almost none does, and an import has millions of rows.

    Letters of other scripts may be digits too.
    """
    joined = f"|{'|'.join(texts)}|"
    found = _MANY_DIGITS.search(joined) or _BARE_FIELDS.search(joined)
    return found is not None or not joined.isascii()


def never_kept(text: str) -> str:
    """Return why a text is refused, without the text; empty when it may be kept."""
    if text.isascii() and not _MANY_DIGITS.search(text):
        return ""
    return _said(screen(text, certain=True))


def never_kept_together(texts: Sequence[str]) -> str:
    """Return why fields beside each other are refused: a card number that begins in one and ends in the next.

    Only fields without a letter are joined: house numbers and ZIP codes side by side are no card.
    """
    for first, second in zip(texts, texts[1:], strict=False):
        if not (_LETTER.search(first) or _LETTER.search(second)):
            found = screen_split(first, second)
            if found is not None:
                return _said(found)
    return ""


def _said(found: Finding | None) -> str:
    return "" if found is None else _WORDS[found.kind]
