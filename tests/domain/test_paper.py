"""The value Paper: nothing on it can command a printer or spill over its 42 columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.receipting.paper import (
    WIDTH,
    Paper,
    PaperLine,
    Style,
    columns,
    labeled,
    paper_data,
    paper_from_data,
    paper_to_text,
    paragraph,
)

AMOUNTS = st.sampled_from(["0.00", "1,234.56", "99,999,999,999.99"])


@pytest.mark.parametrize("text", ["\x1bp\x00", "tab\there", "\n", "\x7f", "é", "\x00"])
def test_a_line_with_anything_but_printable_ascii_is_not_constructed(text: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        PaperLine(text)


@pytest.mark.parametrize(
    ("style", "most"), [(Style.NORMAL, 42), (Style.BOLD, 42), (Style.LARGE, 21)]
)
def test_a_line_that_does_not_fit_is_not_constructed(style: Style, most: int) -> None:
    assert PaperLine("x" * most, style).text
    with pytest.raises(ValueError, match="at most"):
        PaperLine("x" * (most + 1), style)


def test_centered_lines_are_centered_in_the_text_and_ends_are_trimmed() -> None:
    paper = Paper(
        (PaperLine("AB", Style.CENTER), PaperLine("left  "), PaperLine("CD", Style.LARGE))
    )
    assert paper_to_text(paper) == " " * 20 + "AB\nleft\n" + " " * 20 + "CD\n"


def test_an_amount_stands_behind_the_last_line_of_a_long_name() -> None:
    lines = columns("A very long description of a thing that was sold", "1,234.56", indent=2)
    assert [line.text for line in lines] == [
        "  A very long description of a",
        "    thing that was sold           1,234.56",
    ]


def test_a_word_longer_than_its_column_is_cut_and_loses_nothing() -> None:
    lines = columns("x" * 100, "5.00")
    assert "".join(line.text for line in lines).replace(" ", "") == "x" * 100 + "5.00"


def test_a_label_stands_once_and_its_value_wraps_in_its_own_column() -> None:
    lines = labeled("Payer", "Ithaca Neighborhood Housing Services Incorporated")
    assert [line.text for line in lines] == [
        "Payer     Ithaca Neighborhood Housing",
        "          Services Incorporated",
    ]


def test_nothing_is_printed_for_nothing() -> None:
    assert labeled("Payer", "") == paragraph("") == paragraph("  ") == ()


@given(st.text(), AMOUNTS, st.integers(0, 8), st.sampled_from([31, WIDTH]))
def test_no_text_overflows_its_column(text: str, amount: str, indent: int, width: int) -> None:
    lines = columns(text, amount, indent=indent, width=width)
    assert all(len(line.text) <= width for line in lines)
    assert lines[-1].text.endswith(amount)
    assert len(lines[-1].text) == width


@given(st.text(), st.sampled_from(Style))
def test_any_text_makes_a_paragraph_that_fits(text: str, style: Style) -> None:
    assert all(len(line.text) <= style.width for line in paragraph(text, style))


@given(
    st.lists(
        st.builds(
            PaperLine, st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=21)
        )
    )
)
def test_paper_is_kept_as_it_is(lines: list[PaperLine]) -> None:
    paper = Paper((*lines, PaperLine("large", Style.LARGE)))
    assert paper_from_data(paper_data(paper)) == paper


@pytest.mark.parametrize(
    "data",
    [
        "text",
        [["normal"]],
        [["normal", 5]],
        [["huge", "x"]],
        [["normal", "x" * 43]],
        [["large", "\x1b"]],
    ],
)
def test_a_damaged_paper_is_noticed(data: object) -> None:
    with pytest.raises(ValueError, match="damaged|huge|at most|ASCII"):
        paper_from_data(data)
