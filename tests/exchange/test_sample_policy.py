"""The file of a sample city: read strictly, no part of the policy, and all that the city's words come from."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from exchange.policy import PolicyError, load_office
from exchange.sample_city import write_city
from exchange.sample_policy import load_sample
from tests.exchange.kit import ITHACA, ithaca

ON = date(2027, 1, 25)
FILE = "sample_city.toml"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the model office that a test may change."""
    return Path(shutil.copytree(ITHACA, tmp_path / "office"))


def change(folder: Path, old: str, new: str, file: str = FILE) -> None:
    """Replace one text in a file of the office."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_sample_is_no_part_of_the_policy(office: Path) -> None:
    (office / FILE).write_text("nonsense", encoding="utf-8")
    assert load_office(office).office.digest == ithaca().office.digest
    (office / FILE).unlink()
    assert load_office(office).office.digest == ithaca().office.digest


def test_an_office_without_one_says_so_in_a_sentence(office: Path) -> None:
    (office / FILE).unlink()
    with pytest.raises(PolicyError, match=r"has no sample_city\.toml") as refused:
        load_sample(office)
    assert str(refused.value).startswith(str(office))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('per_thousand = "11.87"', "per_thousand = 11.87", ["tax.rate.per_thousand", "text"]),
        ('"OWNER" = "owner"', '"OWNER" = "owners"', ["tax.columns.OWNER", "'owners'", "parcel"]),
        ('"Bill" = "bill_no"\n', "", ["water.columns", "'Bill'", "imports.toml"]),
        ('"A99A99A"', '"A99A99"', ["parking.plates.states.3.plate", "three letters"]),
        ("routes = [2, 15]", "routes = [15, 2]", ["water.zones.1", "above"]),
        ('first = "01-31"', 'first = "02-29"', ["tax.due.first", "every year"]),
        ("share = 52", "share = 0", ["parking.violations.kinds.1.share", "0"]),
        ('"S Aurora St"', '"N Aurora St"', ["N Aurora St", "twice"]),
        ("[permits.card]", "[permits.cards]", ["permits.cards", "did you mean 'card'"]),
        ("[tax]\n", "[tax]\nbyte_order_mark = 1\n", ["tax.byte_order_mark", "true and false"]),
        ("[water.due]", "[water]\nbyte_order_mark = true\n[water.due]", ["water.byte", "cp1252"]),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence(
    office: Path, old: str, new: str, said: list[str]
) -> None:
    change(office, old, new)
    with pytest.raises(PolicyError) as refused:
        load_sample(office)
    sentence = str(refused.value)
    assert sentence.startswith(FILE)
    assert [part for part in said if part not in sentence] == [], sentence


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('[tax]\nservice = "tax"', '[taxes]\nservice = "tax"', "tax is missing"),
        ('delimiter = ","', 'delimiter = ","\nquote = "none"', "tax.quote is 'none'"),
    ],
)
def test_an_import_that_cannot_be_written_is_refused(
    office: Path, old: str, new: str, said: str
) -> None:
    text = (office / "imports.toml").read_text(encoding="utf-8")
    for table in ("columns", "instalments", "status", "holds", "facts", "flags"):
        text = text.replace(f"[tax.{table}]", f"[taxes.{table}]") if "taxes" in new else text
    (office / "imports.toml").write_text(text, encoding="utf-8")
    change(office, old, new, "imports.toml")
    with pytest.raises(PolicyError, match=r"imports\.toml") as refused:
        load_sample(office)
    assert said in str(refused.value)


def test_another_office_gets_another_city_in_its_own_dialect(office: Path, tmp_path: Path) -> None:
    change(office, 'home = "Ithaca NY 14850"', 'home = "Rome NY 13440"')
    change(office, '"OWNER" = "owner"', '"TAXPAYER" = "owner"')
    change(office, '"OWNER"', '"TAXPAYER"', "imports.toml")
    change(office, 'delimiter = ","', 'delimiter = "|"', "imports.toml")
    change(office, "MM/DD/YYYY", "DD.MM.YYYY", "imports.toml")
    path = write_city(tmp_path / "city", load_sample(office), 30, 1, ON)["tax"]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    assert {row["DUE 2"] for row in rows} <= {"", "30.06.2026", "30.06.2027"}
    assert "ROME NY 13440" in {row["MAILING CITY"] for row in rows}
    assert all(row["TAXPAYER"] for row in rows)


def test_the_usual_size_is_the_offices_own(office: Path, tmp_path: Path) -> None:
    for old, new in (("parcels = 5600", "parcels = 20"), ("tickets = 12000", "tickets = 6")):
        change(office, old, new)
    files = write_city(tmp_path / "city", load_sample(office), on=ON)
    opened = files["parking"].read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len([row for row in opened if "DISMISSED" not in row]) == 6
    parcels = {row.split(",")[1] for row in files["tax"].read_text("utf-8").splitlines()[1:]}
    assert len(parcels) == 20
