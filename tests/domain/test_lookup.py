"""What typed text and the words of an account become, and which wrong letters are forgiven."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain import lookup, spelling
from domain.lookup import fold

SHORT = st.text("abc", max_size=6)
LETTERS = st.text("abcdei", min_size=1, max_size=9)


def distance(a: str, b: str) -> int:
    """The optimal string alignment distance, by its definition."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i, j in product(range(1, len(a) + 1), range(1, len(b) + 1)):
        same = a[i - 1] == b[j - 1]
        table[i, j] = min(
            table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (not same)
        )
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(a), len(b)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  O'Brien,  ZOË ", "obrien zoe"),
        ("Smith-Jones & Sons", "smith jones sons"),
        ("12.-3-45/1", "12 3 45 1"),
        ("Straße ŁÓDŹ Ærø İzmir", "strasse lodz aero izmir"),
        ("\uff21\uff22 \u0663", "ab \u0663"),
        ("a\0b\x1b[2J\ud800%_*\"'", "a b 2j"),
        ("ﬁre", "fire"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
@example("\u0345")
@example("\u1e9e\u0130\u2160")
def test_folded_text_is_letters_digits_and_single_blanks(text: str) -> None:
    folded = fold(text)
    assert all(char.isalnum() or char == " " for char in folded)
    assert folded == " ".join(folded.split())
    assert fold(folded) == folded


@given(st.text(st.characters(max_codepoint=127)))
def test_the_quick_way_for_ascii_is_the_same(text: str) -> None:
    assert fold(text) == fold(text + " \u0301").strip()


@given(st.text(max_size=300))
def test_typed_text_is_bounded(text: str) -> None:
    asked = lookup.typed(text)
    assert len(asked.words) <= lookup.MAX_WORDS
    assert asked.joined == asked.text.replace(" ", "")
    assert set(asked.words) == set(asked.text.split())


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        (("12-3", "", "", ""), {"12 3", "123"}),
        (("0012", "", "", ""), {"0012", "12"}),
        (("1", "Smith, Ann B", "", ""), {"1", "smith ann b", "ann smith"}),
        (("1", "Ann B Smith", "", ""), {"1", "ann b smith", "smith ann b"}),
        (("1", "Smith,", "", ""), {"1", "smith"}),
        (("1", ", Ann B", "", ""), {"1", "ann b", "ann"}),
        (("1", "", "12 N Cayuga St", ""), {"1", "12 n cayuga st", "cayuga st 12"}),
        (("1", "", "N", ""), {"1", "n"}),
        (("1", "", "12", ""), {"1", "12"}),
        (("1", "", "", "ABC-1234"), {"1", "abc1234"}),
        (("1", "", "", "MY BOAT"), {"1", "my boat"}),
        (("---", "", "", ""), set()),
    ],
)
def test_keys(fields: tuple[str, str, str, str], keys: set[str]) -> None:
    assert lookup.keys_of(*fields) == keys


@given(st.text(), st.text(), st.text(), st.text())
@example("", ",0", "", "")
def test_every_key_is_folded_and_not_empty(
    number: str, name: str, address: str, plate: str
) -> None:
    keys = lookup.keys_of(number, name, address, plate)
    assert all(key and key == fold(key) for key in keys)
    assert {fold(name), fold(address), fold(number)} - {""} <= keys


@given(st.text(), st.text())
def test_every_written_word_is_found_by_its_beginning(name: str, address: str) -> None:
    words = lookup.words_of(name, address)
    assert words == sorted(set(words))
    for written in f"{fold(name)} {fold(address)}".split():
        assert any(word.startswith(written) for word in words)


def test_short_forms_are_found_in_full() -> None:
    assert lookup.words_of("Smith N", "12 N Cayuga Rd") == [
        "12",
        "cayuga",
        "north",
        "rd",
        "road",
        "smith",
    ]
    assert "street" not in lookup.words_of("St Clair", "")


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=5), st.integers(1, 9))
def test_in_turn_shows_each_list_early(lists: list[list[int]], limit: int) -> None:
    merged = lookup.in_turn(lists, limit)
    wanted = {i for one in lists for i in one}
    assert len(merged) == len(set(merged)) == min(limit, len(wanted))
    assert set(merged) <= wanted
    if limit >= len(lists):
        assert {one[0] for one in lists if one} <= set(merged)


def test_joins() -> None:
    assert list(lookup.joins(("mc", "donald", "ann"))) == [("mcdonald", "ann"), ("mc", "donaldann")]
    assert list(lookup.joins(("one",))) == []


@given(SHORT, SHORT)
def test_within_one_is_the_distance(a: str, b: str) -> None:
    assert spelling.within_one(a, b) == (distance(a, b) <= 1)


@given(SHORT, SHORT)
def test_begins_within_one_is_the_distance_to_a_beginning(part: str, word: str) -> None:
    nearest = min(distance(part, word[:end]) for end in range(len(word) + 1))
    assert spelling.begins_within_one(part, word) == (nearest <= 1)


@given(LETTERS, LETTERS)
@example("hendersen", "henderson")
@example("hndr", "hender")
def test_the_neighbours_are_all_near_words_and_no_others(part: str, word: str) -> None:
    texts = spelling.neighbours(part)
    judged = spelling.near(part, word, 1)
    if not spelling.forgivable(part) or word.startswith(part):
        assert judged is None
    elif word in texts:
        assert judged is not None
        assert judged.kind == 0
    elif len(part) >= spelling.SHORTEST_BEGINNING and word.startswith(tuple(texts)):
        assert judged is not None
        assert judged.kind == 1
    else:
        assert judged is None or judged.kind == 2


@given(LETTERS)
def test_neighbours_are_one_letter_away(part: str) -> None:
    texts = spelling.neighbours(part)
    assert texts == sorted(set(texts))
    assert all(distance(part, text) == 1 for text in texts)


@given(st.lists(SHORT.filter(bool), max_size=12))
def test_shortest_beginnings_cover_all_once(texts: list[str]) -> None:
    kept = spelling.shortest_beginnings(sorted(texts))
    assert all(sum(text.startswith(one) for one in set(kept)) == 1 for text in texts)


@pytest.mark.parametrize(
    ("part", "word", "kind"),
    [
        ("hendersen", "henderson", 0),
        ("ehnderson", "henderson", 0),
        ("hendresons", "hendersons", 0),
        ("hander", "henderson", 1),
        ("hndrs", "henderson", 2),
        ("hndrs", "hendrix", None),
        ("lee", "lei", 0),
        ("le", "la", None),
        ("lei", "leopard", None),
        ("12a", "12b", None),
        ("henderson", "hendersons", None),
    ],
)
def test_kinds_of_near(part: str, word: str, kind: int | None) -> None:
    judged = spelling.near(part, word, 1)
    assert (judged.kind if judged else None) == kind


def test_the_best_are_whole_words_with_the_same_initial_that_many_have() -> None:
    pairs = [
        ("smyth", 5),
        ("smith", 900),
        ("snith", 900),
        ("amith", 900),
        ("smithy", 900),
        ("smoth", 5),
    ]
    found = [item for word, count in pairs if (item := spelling.near("smoth", word, count))]
    assert spelling.best(found, 2) == ("smith", "smyth")
    assert spelling.best([*found, *found], 9) == ("smith", "smyth", "smithy")


def test_replaced() -> None:
    assert spelling.replaced(("a", "b"), {0: ("x", "y")}) == [("x", "b"), ("y", "b")]
    assert spelling.replaced(("a", "b"), {0: ()}) == []
