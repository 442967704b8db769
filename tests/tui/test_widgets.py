import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.kit import check_golden
from tui.commands import GRAMMAR, TenderKey, shown
from tui.paint import Line, line, text_of, width_of
from tui.widgets import big_digits, key_bar, message_line, status_bar
from tui.widgets.canvas import ascii_text
from tui.widgets.entry_line import EntryLine, digits, money_digits
from tui.widgets.key_bar import KeyLabel
from tui.widgets.line_pane import LineList
from tui.widgets.message_line import Message
from tui.widgets.status_bar import Status


def typed(entry: EntryLine, *keys: str) -> EntryLine:
    for key in keys:
        entry.handle(key)
    return entry


def test_editing_in_the_middle() -> None:
    entry = typed(EntryLine(), *"1250", "left", "left", ".", "home", "delete", "end", "backspace")
    assert entry.text == "2.5"
    assert typed(entry, "ctrl+u").text == ""


@given(
    st.lists(
        st.sampled_from([*"ab界", "left", "right", "home", "end", "backspace", "delete", "ctrl+u"])
    )
)
def test_the_place_stays_in_the_text_and_the_line_in_its_columns(keys: list[str]) -> None:
    entry = typed(EntryLine("Name"), *keys)
    painted, cursor = entry.paint(16)
    assert 0 <= entry.place <= len(entry.text)
    assert width_of(painted) <= 16
    assert 0 <= cursor < 16


def test_only_what_an_amount_may_hold_is_taken() -> None:
    entry = EntryLine("Amount", money_digits)
    refused = [key for key in "12.5.c+-e1234567890" if not entry.handle(key)]
    assert entry.text == "12.512345678"
    assert refused == [*".c+-e", "9", "0"]
    assert not digits("x", "")


def test_a_pin_is_not_shown_anywhere() -> None:
    entry = typed(EntryLine("PIN", digits, masked=True), *"4711")
    painted, _ = entry.paint(30)
    assert text_of(painted).rstrip() == " PIN: ****"
    assert "4711" not in repr(entry)


def test_a_long_text_slides_to_its_cursor() -> None:
    entry = typed(EntryLine("Find"), *"abcdefghijklmnopqrstuvwxyz")
    assert text_of(entry.paint(20)[0]).rstrip().endswith("xyz")
    typed(entry, "home")
    assert "abc" in text_of(entry.paint(20)[0])


def numbered(index: int, columns: int) -> Line:
    return line(f"row {index}")


def test_a_long_list_makes_only_the_rows_in_view() -> None:
    made: list[int] = []

    def painter(index: int, columns: int) -> Line:
        made.append(index)
        return numbered(index, columns)

    rows = LineList(50_000, painter)
    rows.handle("ctrl+end")
    lines = rows.paint(30, 10)
    assert made == list(range(49_991, 50_000))
    assert text_of(lines[-2]).startswith("> row 49999")
    assert text_of(lines[-1]).endswith("49,992-50,000 of 50,000")


@given(
    st.lists(st.sampled_from(["up", "down", "pageup", "pagedown", "ctrl+home", "ctrl+end"])),
    st.integers(0, 40),
)
def test_the_cursor_is_always_in_view(keys: list[str], count: int) -> None:
    rows = LineList(count, numbered)
    for key in keys:
        rows.handle(key)
        lines = [text_of(each) for each in rows.paint(20, 7)]
        assert len(lines) <= 7
        assert sum(each.startswith(">") for each in lines) == (1 if count else 0)


def test_a_list_that_becomes_shorter_keeps_a_row() -> None:
    rows = LineList(30, numbered)
    rows.handle("ctrl+end")
    rows.fill(2, numbered, cursor=9)
    assert [text_of(each).rstrip() for each in rows.paint(20, 7)] == ["  row 0", "> row 1"]


FULL = Status(
    office="City of Ithaca, City Chamberlain",
    drawer="Drawer 2 open",
    business_date="Mon 2026-07-06",
    operator="R. Alvarez",
    printer="Printer ready",
    training=True,
)


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_the_status_bar_fills_its_row_and_only_the_office_gives_way(columns: int) -> None:
    painted = status_bar.paint(FULL, columns)
    assert width_of(painted) == columns
    for each in ("Drawer 2 open", "Mon 2026-07-06", "R. Alvarez", "Printer ready", "TRAINING"):
        assert each in text_of(painted)


def test_printer_trouble_stands_out() -> None:
    painted = status_bar.paint(Status(printer="PAPER OUT", printer_trouble=True), 80)
    assert (" PAPER OUT ", "warn") in painted


def test_the_key_bar_shows_whole_keys_and_which_are_off() -> None:
    labels = [KeyLabel(f"F{n}", "Inquiry", on=n != 2) for n in range(1, 13)]
    painted = key_bar.paint(labels, 80)
    assert width_of(painted) == 80
    assert text_of(painted).startswith("F1 Inquiry F2(Inquiry)F3 Inquiry ")
    assert text_of(painted).rstrip().endswith("F7 Inquiry")


def test_the_keys_that_take_money_keep_their_place_where_room_is_short() -> None:
    labels = [
        KeyLabel(shown(each.key), each.label, on=each is not TenderKey, weight=each.weight)
        for each in GRAMMAR
        if each.in_bar
    ]
    check_golden("key_bar", "".join(f"{text_of(key_bar.paint(labels, n))}\n" for n in (80, 120)))


def test_a_message_is_never_cut_below_four_rows() -> None:
    text = "There is no bill 12 in these books. " * 4
    rows = message_line.paint(Message(text.strip(), "bad"), 80)
    assert " ".join(text_of(each).strip(" !") for each in rows).split() == text.split()
    assert text_of(rows[0]).startswith("! ")
    assert all(width_of(each) == 80 for each in rows)


def test_a_terminal_without_utf8_gets_ascii_in_the_same_columns() -> None:
    assert ascii_text("Ca…│█ é界") == "Ca~|# ???"


def test_no_message_is_one_empty_row() -> None:
    assert [text_of(each).strip() for each in message_line.paint(Message(), 80)] == [""]


def test_the_change_is_painted_in_large_figures() -> None:
    rows = [text_of(each) for each in big_digits.paint("$1,234.50", 60, ascii_only=True)]
    check_golden("big_digits", "\n".join(rows) + "\n")


def test_every_figure_is_five_rows_of_one_width() -> None:
    for figure in "0123456789$,.- ":
        rows = big_digits.rows_of(f"8{figure}8", places=1, filled="#")
        assert len(rows) == big_digits.HEIGHT
        assert len({len(each) for each in rows}) == 1


@pytest.mark.parametrize("amount", ["$0.00", "$12.34", "$1,234.56", "$99,999.99", "$1,234,567.89"])
def test_any_change_fits_the_pane(amount: str) -> None:
    for ascii_only in (True, False):
        assert all(
            width_of(each) <= 50 for each in big_digits.paint(amount, 50, ascii_only=ascii_only)
        )


def test_an_amount_that_fits_no_large_type_is_shown_whole() -> None:
    assert text_of(big_digits.paint("$1,234,567.89", 20)[0]).strip() == "$1,234,567.89"
