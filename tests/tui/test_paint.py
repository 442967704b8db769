from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.paint import (
    block,
    centered,
    clip,
    fit,
    line,
    pad,
    paragraphs,
    right,
    row,
    spread,
    text_of,
    width_of,
    wrap,
)

WIDE = st.text(alphabet=st.sampled_from("ab 1é界한🙂é"), max_size=40)


def test_nothing_that_commands_a_terminal_gets_into_a_line() -> None:
    shown = text_of(line("a\x1b[31mb", ("c\u202ed\x07", "bad")))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\x07" not in shown


def test_markup_is_shown_and_not_obeyed() -> None:
    assert text_of(line("[b]Smith[/b]")) == "[b]Smith[/b]"


@given(WIDE, st.integers(1, 30))
def test_widths_are_terminal_columns(text: str, columns: int) -> None:
    assert cell_len(clip(text, columns)) <= columns
    assert cell_len(pad(text, columns)) == columns
    assert width_of(fit(line(text, (text, "dim")), columns)) == columns


def test_what_is_cut_says_so() -> None:
    assert clip("Cayuga Street", 8) == "Cayuga…"
    assert text_of(fit(line("Cayuga ", ("Street", "dim")), 9)) == "Cayuga S…"


def test_an_amount_is_never_cut() -> None:
    assert right("1,234,567.89", 6) == "1,234,567.89"
    assert text_of(spread("A very long label", "1,234.50", 12)) == "A…  1,234.50"


@given(WIDE, st.integers(8, 30))
def test_an_amount_stands_at_the_right_edge(label: str, columns: int) -> None:
    painted = spread(label, "12.50", columns)
    assert text_of(painted).endswith(" 12.50")
    assert width_of(painted) == columns


def test_the_selected_row_is_marked_without_color() -> None:
    assert text_of(row(line("Smith"), 8, selected=True)) == "> Smith "
    assert text_of(row(line("Smith"), 8, selected=False)) == "  Smith "
    assert {style for _, style in row(line("Smith"), 8, selected=True)} == {"selected"}


@given(st.text(alphabet="ab 界", max_size=60), st.integers(2, 20))
def test_wrapping_keeps_every_word(text: str, columns: int) -> None:
    rows = wrap(text, columns)
    assert all(cell_len(each) <= columns for each in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


def test_paragraphs_stay_apart() -> None:
    assert [text_of(each) for each in paragraphs("one two\n\nthree", 4)] == [
        "one",
        "two",
        "",
        "thre",
        "e",
    ]


def test_a_block_is_exactly_as_large_as_asked() -> None:
    assert [text_of(each) for each in block([line("abcdef")], 4, 2)] == ["abc…", "    "]
    assert len(block([line("a")] * 5, 4, 2)) == 2


def test_centered() -> None:
    assert text_of(centered("ab", 6)) == "  ab"
