"""The command line on real books: what it prints, how it ends, and that nothing is half done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chamberlain.stop import DONE, REFUSED, WRONG_USAGE
from storage.open import open_books
from tests.chamberlain.kit import (
    ROOT,
    Line,
    one_sentence,
    water_row,
    write_water,
)


def test_init_twice_changes_nothing(line: Line) -> None:
    again = line("init", "--training", "--json")
    assert again.code == DONE
    assert again.json == {
        "books": line.url,
        "office": "City of Ithaca, City Chamberlain's Office",
    }


def test_init_never_shows_a_password(line: Line) -> None:
    line.url = "postgresql+psycopg://till:secret@localhost:1/none"
    ran = line("init")
    assert ran.code == REFUSED
    assert "secret" not in one_sentence(ran)


def test_books_that_are_not_there_are_not_made_by_looking(line: Line, tmp_path: Path) -> None:
    line.url = f"sqlite:///{tmp_path / 'other' / 'books.sqlite'}"
    ran = line("find", "doe")
    assert ran.code == REFUSED
    assert "chamberlain init" in one_sentence(ran)
    assert not (tmp_path / "other").exists()


def test_a_folder_that_cannot_be_made_is_told(line: Line, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    line.url = f"sqlite:///{tmp_path / 'file' / 'books.sqlite'}"
    ran = line("init")
    assert ran.code == REFUSED
    assert str(tmp_path / "file") in one_sentence(ran)


def test_a_file_that_is_no_books_is_refused(line: Line, tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear Sir or Madam, " * 100)
    line.url = f"sqlite:///{tmp_path / 'letter.sqlite'}"
    for words in (("prove",), ("init",)):
        ran = line(*words)
        assert ran.code == REFUSED
        one_sentence(ran)


def test_operators_are_added_listed_and_disabled(line: Line) -> None:
    add = ("operator", "add", "ada", "--name", "Ada Lark", "--role", "clerk", "--pin-stdin")
    assert line(*add, stdin="1234\n").code == DONE
    assert line("operator", "disable", "ada").code == DONE
    (listed,) = line("operator", "list", "--json").json
    assert (listed["operator"], listed["name"], listed["role"]) == ("ada", "Ada Lark", "clerk")
    assert listed["disabled"] is True
    assert line("operator", "enable", "ada").code == DONE
    assert "disabled" not in line("operator", "list").out
    again = line(*add, stdin="1234\n")
    assert again.code == REFUSED
    assert "already" in one_sentence(again)


@pytest.mark.parametrize(
    ("words", "stdin", "code", "said"),
    [
        (("add", "bob", "--name", "Bob", "--role", "pope", "--pin-stdin"), "1234", 2, "clerk"),
        (("add", "B!", "--name", "Bob", "--role", "clerk", "--pin-stdin"), "1234", 2, "sign-in"),
        (("add", "bob", "--name", " ", "--role", "clerk", "--pin-stdin"), "1234", 2, "name"),
        (("add", "bob", "--name", "Bob", "--role", "clerk", "--pin-stdin"), "12", 1, "PIN"),
        (("add", "bob", "--name", "Bob", "--role", "clerk"), "", 2, "--pin-stdin"),
        (("disable", "nobody"), "", 1, "nobody"),
        (("frobnicate",), "", 2, "frobnicate"),
        ((), "", 2, "ACT"),
    ],
)
def test_operators_that_are_refused(
    line: Line, words: tuple[str, ...], stdin: str, code: int, said: str
) -> None:
    ran = line("operator", *words, stdin=stdin)
    assert ran.code == code
    assert said in one_sentence(ran)
    assert line("operator", "list", "--json").json == []


def test_an_import_prints_its_control_totals_and_repeats_harmlessly(
    line: Line, tmp_path: Path
) -> None:
    file = write_water(tmp_path, water_row(1), water_row(2))
    first = line("import", "water", file, "--json")
    assert first.code == DONE
    assert first.json["rows"] == 2
    assert first.json["sum_cents"] == 2 * 8500
    assert (first.json["bills_added"], first.json["repeated"]) == (2, False)
    again = line("import", "water", file, "--json")
    assert again.code == DONE
    assert again.json["repeated"] is True


def test_one_bad_row_of_many_imports_nothing_and_names_line_and_column(
    line: Line, tmp_path: Path
) -> None:
    rows = [water_row(n) for n in range(1, 1001)]
    rows[700] = rows[700].replace(";5000;", ";50x0;")
    file = write_water(tmp_path, *rows)
    ran = line("import", "water", file)
    assert ran.code == REFUSED
    assert "line 702" in ran.err
    assert "WaterCents" in ran.err
    assert "50x0" in ran.err
    assert line("quote", "W-1").code == REFUSED


@pytest.mark.parametrize(
    ("kind", "name", "said"), [("water", "none.csv", "cannot be read"), ("dogs", "x.csv", "'dogs'")]
)
def test_imports_that_cannot_begin(
    line: Line, tmp_path: Path, kind: str, name: str, said: str
) -> None:
    ran = line("import", kind, tmp_path / name)
    assert ran.code == REFUSED
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_quote_of_a_bill_adds_its_steps_up(stocked: Line) -> None:
    ran = stocked("quote", "W-1", "--on", "2026-04-01", "--json")
    quote = ran.json
    assert ran.code == DONE
    assert list(quote)[:1] == ["bill"]
    assert (quote["bill"], quote["on"], quote["effective_on"]) == (
        "W-1",
        "2026-04-01",
        "2026-04-01",
    )
    assert quote["total_cents"] == 8500 + 850
    assert sum(step["amount_cents"] for step in quote["steps"]) == quote["total_cents"]
    assert list(quote["steps"][0]) == [
        "kind", "instalment", "charge", "amount_cents", "base_cents", "rate", "from", "to",
        "policy_key", "citation", "moves",
    ]  # fmt: skip
    penalty = quote["steps"][-1]
    assert (penalty["kind"], penalty["base_cents"], penalty["rate"]) == ("accrual", 8500, "0.1")
    assert (penalty["from"], penalty["policy_key"]) == ("2026-03-21", "water.penalty")


def test_a_quote_of_an_account_holds_its_bills(stocked: Line) -> None:
    quote = stocked("quote", "10-000001", "--on", "2026-03-02", "--json").json
    assert (quote["account"], quote["total_cents"]) == ("10-000001", 8500)
    assert [bill["bill"] for bill in quote["bills"]] == ["W-1"]


def test_a_quote_says_why(stocked: Line) -> None:
    text = stocked("quote", "W-1", "--on", "2026-04-01", "--why").out
    assert "93.50" in text
    assert "8.50" in text
    assert "Ithaca" in text


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "20260301", "2026-3-1", ""])
def test_a_bad_date_is_wrong_usage(stocked: Line, day: str) -> None:
    for words in (("quote", "W-1"), ("prove",), ("report", "drawer"), ("report", "receipts")):
        ran = stocked(*words, "--on", day)
        assert ran.code == WRONG_USAGE
        assert "is not a date" in one_sentence(ran)


def test_an_unknown_bill_is_told(stocked: Line) -> None:
    ran = stocked("quote", "W-99")
    assert ran.code == REFUSED
    assert "W-99" in one_sentence(ran)


def test_find_gives_what_is_owed(stocked: Line) -> None:
    found = stocked("find", "ohara", "ann", "--json").json
    assert len(found) == 1
    assert list(found[0]) == ["kind", "number", "name", "address", "balance_cents"]
    assert (found[0]["kind"], found[0]["number"]) == ("water", "10-000002")
    assert found[0]["balance_cents"] >= 8500
    nothing = stocked("find", "zzzzzz", "--json")
    assert (nothing.code, nothing.json) == (REFUSED, [])


def test_nothing_is_left_open_after_a_command(
    stocked: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []
    books = open_books(stocked.url)
    monkeypatch.setattr(type(books), "close", lambda self: closed.append(self))
    stocked("quote", "W-99")
    books.db.close()
    assert len(closed) == 1
    closed[0].db.close()


def test_a_sample_city_is_the_same_from_the_same_words(line: Line, tmp_path: Path) -> None:
    words = ("--parcels", "30", "--seed", "7", "--on", "2026-03-02", "--json")
    one = line("sample-city", tmp_path / "one", *words)
    line("sample-city", tmp_path / "two", *words)
    assert sorted(one.json["files"]) == ["parking", "permits", "tax", "water"]
    for kind in one.json["files"]:
        first = (tmp_path / "one" / f"{kind}.csv").read_bytes()
        assert first == (tmp_path / "two" / f"{kind}.csv").read_bytes()
        assert line("import", kind, tmp_path / "one" / f"{kind}.csv").code == DONE
    assert line("sample-city", tmp_path / "x", "--parcels", "0").code == WRONG_USAGE


def test_an_office_without_a_sample_city_says_so(line: Line, tmp_path: Path) -> None:
    office = tmp_path / "office"
    shutil.copytree(ROOT / "offices" / "ithaca", office)
    (office / "sample_city.toml").unlink()
    ran = line("sample-city", tmp_path / "city", "--office", office)
    assert ran.code == REFUSED
    assert f"{office} has no sample_city.toml" in one_sentence(ran)
    assert not (tmp_path / "city").exists()


def test_a_policy_that_does_not_hold_is_told(line: Line, tmp_path: Path) -> None:
    ran = line("find", "doe", "--office", tmp_path)
    assert ran.code == REFUSED
    assert str(tmp_path) in one_sentence(ran)
    assert line("find", "doe", "--office", tmp_path / "none").code == REFUSED


def test_options_stand_before_or_after_the_command(line: Line) -> None:
    assert line("--office", "offices/ithaca", "operator", "list").code == DONE
    assert line("operator", "list", "--office", "ithaca").code == DONE


def test_the_counter_needs_a_terminal(line: Line) -> None:
    ran = line()
    assert ran.code == WRONG_USAGE
    assert "terminal" in one_sentence(ran)


def test_help_is_for_everybody(capsys: pytest.CaptureFixture[str], line: Line) -> None:
    ran = line("--help")
    assert ran.code == DONE
    for command in ("init", "operator", "import", "quote", "find", "report", "prove"):
        assert command in ran.out


def test_the_key_card_lists_every_screen(line: Line) -> None:
    card = line("keys").out
    assert "| F10 |" in card
    assert "## Tender" in card
