"""The training books: made once, whole, and by each version its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from chamberlain import demo
from chamberlain.clock import now
from chamberlain.demo import demo_folder
from chamberlain.settings import load_settings
from chamberlain.stop import Stop
from storage.open import open_books


def test_the_training_city_is_made_once_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "var" / "demo"
    monkeypatch.setattr(demo, "demo_folder", lambda: folder)
    monkeypatch.setattr(demo, "make_demo", partial(demo.make_demo, parcels=40))
    settings = demo.demo_settings(load_settings({"demo": "yes"}, {}))
    assert "once" in capsys.readouterr().err
    assert demo.demo_settings(load_settings({"demo": "yes"}, {})) == settings
    assert capsys.readouterr().err == ""
    assert [each.name for each in folder.parent.iterdir()] == ["demo"]
    books = open_books(settings.books)
    try:
        assert books.training
        assert [each.kind for each in (run.intake for run in books.intakes())] == [
            "tax", "water", "parking", "permits",
        ]  # fmt: skip
        for operator, pin in demo.PEOPLE:
            assert pin in demo.HINT
            assert books.sign_in(operator.operator_id, pin, now()) == operator
    finally:
        books.close()


def test_a_training_city_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exchange.sample_city.write_city", fail)
    with pytest.raises(Stop, match="no space left"):
        demo.make_demo(tmp_path / "demo", load_settings({}, {}))
    assert list(tmp_path.iterdir()) == []


def test_a_program_with_other_tables_makes_training_books_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = demo_folder()
    assert demo_folder() == ours
    monkeypatch.setattr("storage.shape.shape_digest", lambda: "0123456789abcdef")
    assert demo_folder() == ours.with_name("demo-01234567") != ours
