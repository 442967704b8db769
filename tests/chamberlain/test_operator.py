"""The people, from the command line: secrets piped or typed, changes approved by somebody else, all of it noted."""

from __future__ import annotations

import getpass
import io
import sys
from pathlib import Path

import pytest

from chamberlain.clock import now
from chamberlain.stop import DONE, REFUSED, WRONG_USAGE, Stop
from chamberlain.typed import Typed
from storage.open import open_books
from tests.chamberlain.kit import Line, Ran, one_sentence

BADGE = "B-0047110815"


def add(line: Line, name: str, role: str, stdin: str = "1234\n", *words: str) -> Ran:
    """Add a person whose secrets are piped in."""
    given = ("operator", "add", name, "--name", name.title(), "--role", role, "--pin-stdin")
    return line(*given, *words, stdin=stdin)


@pytest.fixture
def live(line: Line, tmp_path: Path) -> Line:
    """The command line on fresh books that are not for training."""
    line.url = f"sqlite:///{tmp_path / 'live' / 'books.sqlite'}"
    assert line("init").code == DONE
    return line


def listed(line: Line, name: str) -> dict[str, object]:
    """What the list says of a person."""
    return next(
        each for each in line("operator", "list", "--json").json if each["operator"] == name
    )


def events(line: Line) -> list[tuple[str, str, str]]:
    """The access report of today: whose, what, why."""
    rows = line("report", "access", "--json").json
    return [(row["operator"], row["event"], row["why"]) for row in rows]


def test_a_person_is_added_with_badge_limits_and_a_first_week(line: Line) -> None:
    words = (
        "--badge", "--new-until", "2027-01-31", "--stations", "S1, S2", "--tenders", "C,K",
        "--services", "tax",
    )  # fmt: skip
    assert add(line, "ada", "clerk", f"1234\n{BADGE}\n", *words).code == DONE
    assert listed(line, "ada") == {
        "operator": "ada",
        "name": "Ada",
        "role": "clerk",
        "disabled": False,
        "locked": False,
        "badge": True,
        "new_until": "2027-01-31",
        "person": "ada",
        "stations": ["S1", "S2"],
        "tenders": ["C", "K"],
        "services": ["tax"],
        "last_sign_in": None,
    }
    shown = line("operator", "list").out
    assert "never" in shown
    for secret in ("1234", BADGE, "argon2"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("stdin", "words", "code", "said"),
    [
        ("12\n", (), REFUSED, "A PIN is 4 to 12 digits"),
        ("short pw\n", (), REFUSED, "a password at least 10 characters"),
        ("", (), WRONG_USAGE, "Standard input ended before the PIN"),
        ("1234\n", ("--badge",), WRONG_USAGE, "Standard input ended before the badge"),
        ("1234\nB-1\n", ("--badge",), REFUSED, "A badge's code has"),
        ("1234\n", ("--tenders", "C,Q"), WRONG_USAGE, "no tender kind 'Q'"),
        ("1234\n", ("--services", "opera"), WRONG_USAGE, "no service 'opera'"),
        ("1234\n", ("--new-until", "soon"), WRONG_USAGE, "'soon' is not a date"),
        ("1234\n", ("--person", "nobody"), REFUSED, "There is no operator nobody"),
    ],
)
def test_what_cannot_be_is_refused_and_adds_nobody(
    line: Line, stdin: str, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = add(line, "ada", "clerk", stdin, *words)
    assert ran.code == code
    assert said in one_sentence(ran)
    assert line("operator", "list", "--json").json == []


def test_a_third_name_is_the_first_ones(line: Line) -> None:
    assert add(line, "ada", "clerk").code == DONE
    for name, person in (("ada2", "ada"), ("ada3", "ada2")):
        assert add(line, name, "clerk", "1234\n", "--person", person).code == DONE
        assert listed(line, name)["person"] == "ada"


def test_a_badge_is_one_persons(line: Line) -> None:
    add(line, "ada", "clerk", f"1234\n{BADGE}\n", "--badge")
    again = add(line, "bob", "clerk", f"1234\n{BADGE}\n", "--badge")
    assert again.code == REFUSED
    assert "ada's" in one_sentence(again)
    assert line("operator", "set-badge", "ada", "--pin-stdin", stdin="\n").code == DONE
    assert listed(line, "ada")["badge"] is False
    assert add(line, "bob", "clerk", f"1234\n{BADGE}\n", "--badge").code == DONE


def test_a_locked_person_is_unlocked_and_gets_another_pin(line: Line) -> None:
    add(line, "ada", "clerk")
    books = open_books(line.url)
    for _ in range(3):
        books.sign_in("ada", "0000", now())
    books.close()
    assert listed(line, "ada")["locked"] is True
    assert "locked" in line("operator", "list").out
    assert line("operator", "unlock", "ada").code == DONE
    assert listed(line, "ada")["locked"] is False
    changed = line("operator", "set-pin", "ada", "--pin-stdin", stdin="a long password\n")
    assert changed.code == DONE
    assert "long" not in changed.out
    assert [event for _, event, _ in events(line)][-2:] == ["unlocked", "secret set"]


@pytest.mark.parametrize("act", ["disable", "enable", "unlock", "set-pin", "set-badge"])
def test_nobody_unknown_is_changed(line: Line, act: str) -> None:
    ran = line("operator", act, "nobody", stdin="1234\n")
    assert ran.code == REFUSED
    assert "There is no operator nobody" in one_sentence(ran)


def test_the_first_people_are_entered_alone_and_the_log_says_so(live: Line) -> None:
    assert add(live, "ann", "it_admin").code == DONE
    assert add(live, "con", "controller", "2468\n").code == DONE
    assert events(live) == [
        ("ann", "added", "nobody else may approve yet"),
        ("con", "added", "nobody else may approve yet"),
    ]


def test_then_a_change_needs_somebody_who_may_approve_it(live: Line) -> None:
    add(live, "con", "controller", "2468\n")
    add_ada = ("clerk", "1234\n")
    alone = add(live, "ada", *add_ada)
    assert alone.code == WRONG_USAGE
    assert "--approved-by with one of con" in one_sentence(alone)
    wrong = add(live, "ada", "clerk", "1234\n0000\n", "--approved-by", "con")
    assert wrong.code == REFUSED
    assert "Operator or PIN is wrong" in one_sentence(wrong)
    right = add(live, "ada", "clerk", "1234\n2468\n", "--approved-by", "con")
    assert right.code == DONE
    clerk = add(live, "bob", "clerk", "1234\n1234\n", "--approved-by", "ada")
    assert clerk.code == REFUSED
    assert "The role Clerk may not approve a change of operators" in one_sentence(clerk)
    assert events(live)[1:] == [
        ("con", "approval refused", ""),
        ("con", "approved", ""),
        ("ada", "added", "approved by con"),
        ("ada", "approval refused", "no-right"),
    ]


def test_nobody_approves_a_change_of_himself(live: Line) -> None:
    add(live, "con", "controller", "2468\n")
    add(live, "kim", "controller", "1357\n2468\n", "--approved-by", "con")
    own = live(
        "operator", "set-pin", "con", "--pin-stdin", "--approved-by", "con", stdin="1111\n2468\n"
    )
    assert own.code == REFUSED
    assert "cannot approve" in one_sentence(own)
    other = live(
        "operator", "set-pin", "con", "--pin-stdin", "--approved-by", "kim", stdin="1111\n1357\n"
    )
    assert other.code == DONE


def test_keeping_somebody_out_waits_for_nobody(live: Line) -> None:
    add(live, "con", "controller", "2468\n")
    add(live, "ada", "clerk", "1234\n2468\n", "--approved-by", "con")
    assert live("operator", "disable", "ada").code == DONE
    assert live("operator", "enable", "ada").code == WRONG_USAGE
    back = live("operator", "enable", "ada", "--pin-stdin", "--approved-by", "con", stdin="2468\n")
    assert back.code == DONE


class Terminal(io.StringIO):
    """A standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_at_the_terminal_a_new_pin_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, prompts = ["1234", "1243", "1234", "1234", "2468"], []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return answers.pop(0)

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", ask)
    terminal = Typed(from_stdin=False)
    with pytest.raises(Stop, match="The two differ"):
        terminal.new("PIN")
    assert terminal.new("PIN") == "1234"
    assert terminal.known("PIN of con") == "2468"
    assert prompts == ["PIN: ", "PIN again: "] * 2 + ["PIN of con: "]
