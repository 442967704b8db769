"""A void is explained: words that say nothing are none, and nobody approves under a second sign-in name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.corrections.policy import CorrectionKind
from domain.refusals import Code, Refusal
from tests.domain.test_void import OFFICE, TAX, after, mixed, posted, void
from tests.domain.test_void import WATER as OTHER
from tests.sample_corrections import asked, support
from tests.samples import JANE, SUPERVISOR, at, ok, session_value

VOID = CorrectionKind.VOID


@pytest.mark.parametrize("text", ["", "   ", ".", "??", "\u200b", "- -", "ok"])
def test_words_that_say_nothing_are_none(text: str) -> None:
    posting = posted(mixed())
    why = support(VOID, JANE, SUPERVISOR, at(11), OFFICE, text=text)
    refusal = void(posting, after(TAX, posting), after(OTHER, posting), support=why)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.CORRECTION_WORDS


def test_the_approver_is_nobody_with_two_names() -> None:
    posting = posted(mixed())
    second = replace(JANE, operator_id="sam2", person="sam")
    why = support(VOID, JANE, SUPERVISOR, at(11), OFFICE)
    refusal = void(
        posting,
        after(TAX, posting),
        after(OTHER, posting),
        support=why,
        session=session_value(operator=second),
        asked=asked("v-1", second, at(11)),
    )
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.APPROVER_IS_ACTOR


def test_a_short_word_is_enough() -> None:
    posting = posted(mixed())
    why = support(VOID, JANE, SUPERVISOR, at(11), OFFICE, text="typo")
    ok(void(posting, after(TAX, posting), after(OTHER, posting), support=why))
