"""What the program writes for its documentation: the key card and the pictures."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from chamberlain.commands.keys import key_card_text
from chamberlain.folders import shipped_office
from chamberlain.pictures import picture_of, placed, sample_books
from chamberlain.scenes import scenes
from exchange.policy import load_office
from exchange.sample_policy import load_sample
from tests.chamberlain.kit import ROOT

PICTURES = [
    "sign-in",
    "find",
    "account",
    "why",
    "tender",
    "receipt",
    "void",
    "count",
    "difference",
    "drawers",
    "deposit",
]


def test_the_key_card_in_the_documentation_is_the_programs_own() -> None:
    kept = (ROOT / "docs" / "KEYS.md").read_text(encoding="utf-8")
    assert kept == key_card_text(), "run 'chamberlain keys --write'"


async def test_pictures_show_a_payment_by_real_keys() -> None:
    folder = shipped_office("ithaca")
    policy, sample = load_office(folder), load_sample(folder)
    by_name = {scene.name: scene for scene in scenes(sample_books(policy, sample), policy.office)}
    assert list(by_name) == PICTURES
    picture = await picture_of(by_name["receipt"], sample_books(policy, sample), policy.office)
    shown = "".join(Xml.fromstring(picture).itertext()).replace("\xa0", " ")
    for words in ("POSTED 2026-1-000001", "CHANGE TO GIVE", "TRAINING", "Ada Lark"):
        assert words in shown


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_kept(name: str) -> None:
    picture = Path(ROOT, "docs", f"{name}.svg").read_text(encoding="utf-8")
    assert Xml.fromstring(picture).tag.endswith("svg")
    assert "cdnjs" not in picture


def test_texts_in_pictures_begin_where_they_stand() -> None:
    before = '<text class="a" x="0" y="9" textLength="36.6" clip-path="b">&#160;&#160;&#35;</text>'
    after = '<text class="a" x="24.4" y="9" textLength="12.2" clip-path="b">&#35;</text>'
    assert placed(before) == after
    blank = '<text x="0" y="9" textLength="12.2" clip-path="b">&#160;</text>'
    assert placed(blank) == blank
