"""Readers told from people: every format, unreadable characters, type-ahead, and cards of which nothing is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.recogniser import Burst, BurstKind, Event, ReaderSettings, Recogniser
from domain.money import Money

ALL = ReaderSettings(micr_formats=("00", "53", "54", "60", "68"), scan_prefixes=("~",))
RTN = "011103093"


def keys_of(text: str) -> list[str]:
    """Text as keys: a tab and a line feed go by their names."""
    return [{"\t": "tab", "\n": "enter"}.get(c, c) for c in text]


def feed(
    text: str, *, gap: float = 0.005, settings: ReaderSettings = ALL, start: float = 100.0
) -> list[Event]:
    """Everything that passes when ``text`` is typed with ``gap`` seconds between the keys, and then nothing more."""
    recogniser = Recogniser(settings)
    events: list[Event] = []
    at = start
    for key in keys_of(text):
        at += gap
        events += recogniser.feed(key, at)
    return events + recogniser.expire(at + 1)


def check(text: str, **named: object) -> Burst:
    (burst,) = feed(text, **named)  # type: ignore[arg-type]  # passed on as given
    assert isinstance(burst, Burst)
    assert burst.kind is BurstKind.CHECK
    assert burst.keys == len(text)
    return burst


@pytest.mark.parametrize(
    ("number", "run"),
    [
        ("53", f"/{RTN}/123456789/1234/47/00/\n"),
        ("53", f"/{RTN}/123456789/1234//\n"),
        ("53", f"/{RTN}/123456789/0001234/\n"),
        ("54", f"000{RTN}123456789000000001234\n"),
        ("60", f"{RTN}/123456789/1234/1\n"),
        ("68", f"{RTN}\t123456789\t1234\t\n"),
        ("00", f"T{RTN}T123456789U 1234\n"),
        ("00", f"T{RTN}T 12-345-6789U1234\n"),
        ("00", f"T{RTN}T12D3456789O1234\n"),
        ("00", f"U001234U T{RTN}T123456789U\n"),
        ("00", f"O1234O T{RTN}T 123456789O\n"),
    ],
)
def test_every_format_of_a_check_reader(number: str, run: str) -> None:
    expected = Burst(
        BurstKind.CHECK,
        len(run),
        check_number="1234",
        routing_no=RTN,
        routing_no_valid=True,
        account_tail="6789",
    )
    assert feed(run) == [expected]
    alone = ReaderSettings(micr_formats=(number,))
    assert feed(run, settings=alone) == [expected]
    others = ReaderSettings(micr_formats=tuple({"00", "53", "54", "60", "68"} - {number}))
    assert feed(run, settings=others) == keys_of(run)


@pytest.mark.parametrize(
    ("run", "cents"),
    [
        (f"{RTN}\t123456789\t1234\t0000123456\n", 123456),
        (f"{RTN}\t123456789\t1234\t1234.56\n", 123456),
        (f"T{RTN}T123456789U1234$0000123456$\n", 123456),
        (f"T{RTN}T123456789O1234A0000123456A\n", 123456),
    ],
)
def test_an_amount_on_the_line_is_read(run: str, cents: int) -> None:
    assert check(run).amount == Money(cents)


@pytest.mark.parametrize(
    "run",
    [
        "/01110?093/123456789/1234/1/0/\n",
        "000?11103093123456789000000001234\n",
        "?11103093/123456789/1234/2\n",
        "01110309?\t123456789\t1234\t\n",
        "T01?103093T123456789U1234\n",
    ],
)
def test_an_unreadable_routing_number_is_left_empty(run: str) -> None:
    burst = check(run)
    assert (burst.routing_no, burst.routing_no_valid, burst.unreadable) == ("", False, True)
    assert (burst.check_number, burst.account_tail) == ("1234", "6789")


@pytest.mark.parametrize(
    "run",
    [
        f"/{RTN}/123456789/12?4/1/0/\n",
        f"000{RTN}123456789000000001?34\n",
        f"{RTN}/123456789/?234/1\n",
        f"{RTN}\t123456789\t123?\t\n",
        f"U00?234UT{RTN}T123456789U\n",
    ],
)
def test_an_unreadable_check_number_is_left_empty(run: str) -> None:
    burst = check(run)
    assert (burst.check_number, burst.unreadable, burst.routing_no) == ("", True, RTN)


def test_an_unreadable_digit_in_the_account_spoils_the_tail_only_where_it_stands() -> None:
    assert check(f"/{RTN}/12345?789/1234/1/0/\n").account_tail == ""
    seen = check(f"/{RTN}/1?3456789/1234/1/0/\n")
    assert (seen.account_tail, seen.unreadable) == ("6789", True)


def test_an_account_that_is_no_longer_than_its_tail_is_not_kept() -> None:
    assert check(f"/{RTN}/6789/1234/1/0/\n").account_tail == ""


@pytest.mark.parametrize("routing", ["054001726", "000000000"])
def test_a_routing_number_with_a_wrong_check_digit_is_told(routing: str) -> None:
    burst = check(f"/{routing}/123456789/1234/1/0/\n")
    assert (burst.routing_no, burst.routing_no_valid) == (routing, False)


def test_no_whole_account_number_is_anywhere_in_a_burst() -> None:
    for run in (f"/{RTN}/123456789/1234//\n", f"T{RTN}T123456789U1234\n"):
        assert "123456789" not in repr(check(run))


# Scans.


@pytest.mark.parametrize("run", ["]C1T27-000101\n", "]Q3T27-000101\n", "~T27-000101\n"])
def test_a_scanned_code_comes_without_its_prefix(run: str) -> None:
    assert feed(run) == [Burst(BurstKind.SCAN, len(run), text="T27-000101")]


def test_a_bare_code_passes_as_keys() -> None:
    # Without a prefix a scan is what a person could have typed, and does the same in the omnibox.
    assert feed("T27-000101\n") == keys_of("T27-000101\n")


def test_a_scan_right_behind_typed_keys_is_still_seen() -> None:
    events = feed("200C]C15544332\n")
    assert events == [*"200C", Burst(BurstKind.SCAN, 11, text="5544332")]


# Cards.

TRACK_1 = "%B4111111111111111^DOE/JANE^27121010000000000000?"
TRACK_2 = ";4111111111111111=27121010000000000?"


@pytest.mark.parametrize("run", [TRACK_1, TRACK_2, TRACK_1 + TRACK_2, f"{TRACK_2}7", "%E?;E?"])
def test_of_a_card_nothing_is_kept(run: str) -> None:
    assert feed(f"{run}\n") == [Burst(BurstKind.CARD_SWIPE, len(run) + 1)]


def test_tracks_on_lines_of_their_own_are_two_swipes_of_nothing() -> None:
    events = feed(f"{TRACK_1}\n{TRACK_2}\n")
    assert [e.kind for e in events if isinstance(e, Burst)] == [BurstKind.CARD_SWIPE] * 2
    assert len(events) == 2


@pytest.mark.parametrize("stump", [TRACK_2[:-1], TRACK_1[:30], TRACK_2[:17], TRACK_1[:18]])
@pytest.mark.parametrize("end", ["", "\n", "é"])
def test_a_track_cut_short_goes_no_further_either(stump: str, end: str) -> None:
    events = feed(stump + end)
    assert events == [Burst(BurstKind.CARD_SWIPE, len(stump)), *keys_of(end)]


def test_a_stall_within_a_burst_does_not_leak_its_rest() -> None:
    recogniser = Recogniser(ALL)
    events: list[Event] = []
    at = 0.0
    for index, key in enumerate(keys_of(f"{TRACK_2}\n")):
        at += 0.1 if index == 9 else 0.001
        events += recogniser.feed(key, at)
    assert events == [Burst(BurstKind.CARD_SWIPE, len(TRACK_2) + 1)]


# People.


@pytest.mark.parametrize(
    "typed",
    [
        "doe\n200C\n",
        "5544332\n45C\n",
        "3*TS\nC",
        "1300\n100\nC\n",
        "T27-000101\nT\nU\n",
        "612.28K1234\n",
        "/\n",
        "//\n",
        "01/25/2027\n",
        "%\n;\n",
        "50%\n",
        "]\n",
        "~\n",
        "000\n25\n10\n5\n",
        "122105155\n",
        "12\t34\t56\n",
        "?",
    ],
)
def test_a_transaction_typed_ahead_passes_unchanged(typed: str) -> None:
    assert feed(typed, gap=0.0) == keys_of(typed)
    assert feed(typed, gap=0.1) == keys_of(typed)


def test_a_check_typed_by_hand_is_no_burst() -> None:
    run = f"/{RTN}/123456789/1234//\n"
    assert feed(run, gap=0.06) == keys_of(run)


@given(
    st.text(st.sampled_from("0123456789TUO/?%;]~$AD- .\t\nabc"), max_size=60),
    st.lists(st.floats(0, 0.2), min_size=60, max_size=60),
)
def test_every_key_comes_out_in_order_or_is_counted(text: str, pauses: list[float]) -> None:
    keys = keys_of(text)
    recogniser = Recogniser(ALL)
    events: list[Event] = []
    at = 0.0
    for key, pause in zip(keys, pauses, strict=False):
        at += pause
        events += recogniser.feed(key, at)
        assert recogniser.deadline is None or recogniser.deadline > at
    events += recogniser.expire(at + 1)
    assert recogniser.deadline is None
    left = keys
    for event in events:
        if isinstance(event, Burst):
            left = left[event.keys :]
        else:
            assert left[0] == event
            left = left[1:]
    assert left == []


@given(st.text(st.sampled_from("0123456789TUOCKMD.*- \n"), max_size=80))
def test_no_typing_without_a_readers_marks_is_ever_taken(text: str) -> None:
    assert feed(text, gap=0.0, settings=ReaderSettings()) == keys_of(text)


def test_by_default_only_marks_that_nobody_begins_with_are_held_back() -> None:
    for key in (*"0123456789abcTUOKCMD.*?+ ", "tab", "f4", "escape"):
        recogniser = Recogniser()
        assert recogniser.feed(key, 1.0) == [key]
        assert recogniser.deadline is None


def test_what_is_held_is_let_go_at_its_deadline() -> None:
    recogniser = Recogniser()
    assert recogniser.feed("/", 1.0) == []
    deadline = recogniser.deadline
    assert deadline is not None
    assert recogniser.expire(1.01) == []
    assert recogniser.expire(deadline) == ["/"]


def test_other_keys_let_the_held_ones_go_first() -> None:
    recogniser = Recogniser()
    assert recogniser.feed("/", 1.0) == []
    assert recogniser.feed("f4", 1.001) == ["/", "f4"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"micr_formats": ("99",)}, "format 99"),
        ({"scan_prefixes": ("",)}, "prefix"),
        ({"scan_prefixes": ("\x02",)}, "prefix"),
        ({"gap_seconds": 1.0}, "pause"),
    ],
)
def test_settings_that_cannot_work_are_not_constructed(
    wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        ReaderSettings(**wrong)  # type: ignore[arg-type]  # each is of its field's type


def test_a_recogniser_does_not_show_what_it_holds() -> None:
    recogniser = Recogniser()
    for at, key in enumerate(TRACK_2):
        recogniser.feed(key, at / 1000)
    assert "4111" not in repr(recogniser)
