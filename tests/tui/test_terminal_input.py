import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal_input import ESCAPE, LONE_WAIT, SEQUENCE_WAIT, give_up, parts, patience, split

SEQUENCES = ["\x1bOQ", "\x1b[13~", "\x1b[[A", "\x1b[A", "\x1b[1;2P", "\x1b[27;1u", "\x1b[200~"]


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_a_whole_sequence_is_left_to_textual(sequence: str) -> None:
    assert split(f"1{sequence}2") == ([f"1{sequence}2"], "")


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_a_sequence_cut_anywhere_is_put_together(sequence: str) -> None:
    for cut in range(1, len(sequence)):
        pieces, left = split("7" + sequence[:cut])
        assert (pieces, left) == (["7"], sequence[:cut])
        assert split(left + sequence[cut:]) == ([sequence], "")


@pytest.mark.parametrize("behind", ["1", "abc", "\r", "\x15", "é", "'"])
def test_an_escape_with_typing_behind_it_is_the_key(behind: str) -> None:
    assert split(f"\x1b{behind}") == ([ESCAPE, behind], "")


def test_two_escapes_are_two_keys() -> None:
    assert split("\x1b\x1b1") == ([ESCAPE, ESCAPE, "1"], "")


def test_a_lone_escape_waits_briefly_and_a_begun_sequence_longer() -> None:
    assert split("\x1b") == ([], ESCAPE)
    assert patience(ESCAPE) == LONE_WAIT < SEQUENCE_WAIT == patience("\x1b[1")


def test_what_never_came_whole() -> None:
    assert give_up(ESCAPE) == [ESCAPE]
    assert give_up("\x1bO") == [ESCAPE, "O"]
    # Half an F-key must not type figures into an amount.
    assert give_up("\x1b[11") == []


@given(st.text(alphabet="\x1b[O1;~AaQ\r", max_size=30))
def test_no_character_is_lost_or_moved(data: str) -> None:
    pieces, left = split(data)
    assert "".join(pieces) + left == data


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_each_sequence_is_read_by_itself(sequence: str) -> None:
    assert parts(f"12{sequence}{sequence}3") == ["12", sequence, sequence, "3"]
    assert parts("123") == ["123"]
