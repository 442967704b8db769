"""Strings from outside can command neither the screen nor the printer nor the order of letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import REPLACEMENT, clean_text, display_text, paper_text

texts = st.text() | st.text(
    st.sampled_from("a \t\r\n\x1b[31m\x9b\u202e\u200b\ufeff\u0301\u00e9\u2028\u3000")
)


def commands(text: str) -> list[str]:
    """The characters in a text that are not for reading."""
    return [
        c
        for c in text
        if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in "\u202e\u2066\u200b\ufeff"
    ]


@given(texts)
def test_cleaned_text_commands_nothing_and_is_clean(text: str) -> None:
    cleaned = clean_text(text)
    assert commands(cleaned) == []
    assert clean_text(cleaned) == cleaned
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    cleaned.encode()


@given(texts)
def test_shown_text_is_one_line_that_commands_nothing(text: str) -> None:
    shown = display_text(text)
    assert commands(shown) == []
    assert display_text(shown) == shown


@given(texts)
def test_paper_takes_printable_ascii_only(text: str) -> None:
    assert all(" " <= c <= "~" for c in paper_text(text))


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_stays(text: str) -> None:
    assert display_text(text) == text
    assert paper_text(text) == text
    assert clean_text(text).split() == text.split()


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  DOE,\tJANE \r\n", "DOE, JANE"),
        ("a\x1b[2Jb", f"a{REPLACEMENT}[2Jb"),
        ("Jose\u0301", "Jos\u00e9"),
        ("pay\u202e001", f"pay{REPLACEMENT}001"),
        ("a\U000e0041b", f"a{REPLACEMENT}b"),
        ("\ud800", REPLACEMENT),
    ],
)
def test_what_is_stored(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("Jos\u00e9 \u0141\u00f3d\u017a", "Jose Lodz"),
        ("\u201cstra\u00dfe\u201d \u2014 \u00a712", '"strasse" - Sec.12'),
        ("\u4e2d", "?"),
        ("a\x1bp\x00", "a?p?"),
    ],
)
def test_what_is_printed(text: str, paper: str) -> None:
    assert paper_text(text) == paper
