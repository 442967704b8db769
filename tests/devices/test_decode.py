"""The decoder itself: what it takes for text, what for a command, and how it sees a torn job."""

from __future__ import annotations

from devices.decode import decode


def test_two_jobs_are_told_apart() -> None:
    first, second = decode(
        b"\x1b@one\n\x1dV\x00" + bytes(8) + b"\x1b@\x1bp\x00\x19\xfatwo\n\x1dVB\x00"
    )
    assert (first.text, first.kicks, first.cuts, first.complete) == ("one\n", 0, 1, True)
    assert (second.text, second.kicks, second.cuts, second.complete) == ("two\n", 1, 1, True)


def test_the_known_injection_is_seen_for_what_it_does() -> None:
    (out,) = decode(b"\x1b@J\x1bp\x00\x19\x7dones\x1dV\x00\n\x1dV\x00")
    assert (out.text, out.kicks, out.cuts) == ("Jones\n", 1, 2)


def test_a_job_without_its_cut_is_torn() -> None:
    (out,) = decode(b"\x1b@one\ntw")
    assert (out.text, out.complete) == ("one\n", False)


def test_a_job_torn_in_a_command_is_seen_and_the_next_one_is_whole() -> None:
    for stump in (b"\x1b", b"\x1bp", b"\x1bp\x00", b"\x1d", b"\x1d!", b"\x1ba"):
        torn, whole = decode(b"\x1b@one\n" + stump + bytes(8) + b"\x1b@two\n\x1dV\x00")
        assert not torn.complete
        assert (whole.text, whole.complete, whole.strange) == ("two\n", True, ())


def test_alignment_and_code_page_are_followed() -> None:
    (out,) = decode(b"\x1b@\x1bt\x13\x1ba\x01\x82t\x82\n\x1ba\x02end\n\x1dV\x00")
    assert out.text == " " * 19 + "été\n" + " " * 39 + "end\n"


def test_bytes_that_no_receipt_holds_are_told() -> None:
    (out,) = decode(b"\x1b@\x1bZone\x07\n\x1dV\x00")
    assert out.strange == (b"\x1bZ", b"\x07")


def test_nothing_is_no_job() -> None:
    assert decode(b"") == ()
    assert decode(bytes(8)) == ()
