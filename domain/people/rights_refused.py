"""Refusals for want of a right that the access log keeps: somebody tried an act with money without the right to it."""

import re
from functools import cache
from typing import Final

from domain.people.acts import IN_WORDS, SECOND_PERSON, Act
from domain.refusals import Code
from domain.sentences.people import PEOPLE_SENTENCES

MONEY_ACTS: Final = SECOND_PERSON | {
    Act.TAKE_MONEY,
    Act.CLOSE_DRAWER,
    Act.WAIVE_PENALTY,
    Act.SEE_EXPECTED,
    Act.EXPORT_GL,
}
"""The acts with money: what was tried of them is worth a line in the access log."""

_CODES: Final = (Code.NO_RIGHT, Code.RIGHT_NOT_OWN, Code.RIGHT_NOT_YOURS, Code.RIGHT_LIMITED)


def money_act_refused(sentence: str) -> Act | None:
    """Return the act with money that a refusal's sentence denies for want of a right; ``None`` for any other one.

    A screen is told by the sentence why a command cannot be done, so that the sentence is what is known there.
    """
    found = next((m for each in _patterns() if (m := each.match(sentence)) is not None), None)
    if found is None:
        return None
    return next(act for act in MONEY_ACTS if IN_WORDS[act] == found["act"])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what matches the sentence of each code with an act with money in it."""
    acts = "|".join(re.escape(IN_WORDS[act]) for act in MONEY_ACTS)
    facts = {"act": f"(?P<act>{acts})"}
    return tuple(
        re.compile(
            "".join(
                facts.get(piece[1:-1], ".+?") if piece.startswith("{") else re.escape(piece)
                for piece in re.split(r"(\{\w+\})", PEOPLE_SENTENCES[code.value][0])
            )
        )
        for code in _CODES
    )
