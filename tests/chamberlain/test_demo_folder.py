"""Where the training books lie."""

import pytest

from chamberlain.demo import demo_folder


def test_a_program_with_other_tables_makes_training_books_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = demo_folder()
    assert demo_folder() == ours
    monkeypatch.setattr("storage.shape.shape_digest", lambda: "0123456789abcdef")
    assert demo_folder() == ours.with_name("demo-01234567") != ours
