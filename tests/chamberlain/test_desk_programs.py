"""The counter's port to the accounting programs: the files and the steps are those of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chamberlain.delivery import Delivery
from chamberlain.desk_programs import DeskPrograms
from chamberlain.settings import Settings, load_settings
from domain.books import Books
from domain.ledger.batch_life import KINDS, Batch, BatchState, batches_of
from storage.open import open_books
from tests.chamberlain import kit
from tests.chamberlain.kit import ON, Line
from tests.chamberlain.test_export_program import CHRIS, live

__all__ = ["live"]


@pytest.fixture
def books(live: Line) -> Iterator[Books]:
    """Books that are not for training, with a day's work."""
    found = open_books(live.url)
    yield found
    found.close()


def settings_of(live: Line, deliver: dict[str, Delivery] | None = None) -> Settings:
    """The settings of a counter on these books."""
    found = load_settings({"books": live.url})
    object.__setattr__(found, "deliver", deliver or {})
    return found


def the_batch(books: Books) -> Batch:
    """The only batch."""
    (found,) = batches_of(act for kind in KINDS for act in books.acts(kind=kind))
    return found


def test_the_counter_makes_and_writes_what_the_command_writes(
    live: Line, books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    port = DeskPrograms(settings_of(live), books, kit.office())
    assert "utility" in [program.code for program in port.programs()]
    made = port.make("utility", ON, CHRIS)
    assert made.done, made.words
    assert the_batch(books).made.made_by.operator_id == CHRIS.operator_id
    again = port.make("utility", ON, CHRIS)
    assert (again.done, "Nothing of this day" in again.words) == (False, True)
    written = port.write(the_batch(books), CHRIS)
    assert written.done, written.words
    name = the_batch(books).made.file_name
    (path,) = tuple(tmp_path.rglob(name))
    assert live("export", "utility", "--on", ON.isoformat(), "--output", tmp_path).code == 0
    assert (tmp_path / name).read_bytes() == path.read_bytes()
    assert "counter, to" in live("report", "access").out


def test_an_unreleased_batch_is_not_sent_and_no_folder_is_said(
    live: Line, books: Books, tmp_path: Path
) -> None:
    nowhere = DeskPrograms(settings_of(live), books, kit.office())
    assert nowhere.make("utility", ON, CHRIS).done
    told = nowhere.send(the_batch(books), CHRIS, again=False)
    assert (told.done, "[deliver.utility]" in told.words) == (False, True)
    out = tmp_path / "out"
    out.mkdir()
    port = DeskPrograms(
        settings_of(live, {"utility": Delivery(folder=str(out))}), books, kit.office()
    )
    told = port.send(the_batch(books), CHRIS, again=False)
    assert (told.done, "not released" in told.words) == (False, True)
    assert the_batch(books).state is BatchState.READY
    assert list(out.iterdir()) == []
    words = ("--release", "--by", "chris", "--approved-by", "connie", "--pin-stdin")
    day = ("--on", ON.isoformat(), "--output", tmp_path)
    assert live("export", "utility", *day, *words, stdin="483920\n592031\n").code == 0
    told = port.send(the_batch(books), CHRIS, again=False)
    assert told.done, told.words
    assert the_batch(books).state is BatchState.SENT
    (path,) = out.iterdir()
    assert path.read_bytes() == (tmp_path / the_batch(books).made.file_name).read_bytes()
    again = port.send(the_batch(books), CHRIS, again=True)
    assert (again.done, "cannot be sent any more" in again.words) == (False, True)


def test_two_who_send_one_batch_at_once_hand_it_over_once(
    live: Line, books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    port = DeskPrograms(
        settings_of(live, {"utility": Delivery(folder=str(out))}), books, kit.office()
    )
    assert port.make("utility", ON, CHRIS).done
    words = ("--release", "--by", "chris", "--approved-by", "connie", "--pin-stdin")
    day = ("--on", ON.isoformat(), "--output", tmp_path)
    assert live("export", "utility", *day, *words, stdin="483920\n592031\n").code == 0
    both_saw = the_batch(books)
    assert port.send(both_saw, CHRIS, again=False).done
    (path,) = out.iterdir()
    path.unlink()
    second = port.send(both_saw, CHRIS, again=False)
    assert not second.done, second.words
    assert list(out.iterdir()) == []
    assert the_batch(books).state is BatchState.SENT
