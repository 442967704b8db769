"""The file of accountable stock: what it gives, and the sentence for each thing that is wrong in it."""

from __future__ import annotations

import pytest

from domain.custody.serials import Serials
from domain.office import Office
from domain.policy.codec import decode_office, encode_office
from exchange.policy import make_office
from exchange.policy_folder import PolicyError, read_policy
from tests.exchange.kit import ITHACA

SERIES = """
[[series]]
code = "TAGS"
name = "Tag sheets"
unit = "sheet"
pieces = 6
prefix = "T"
width = 6
items = [{ item = "TS" }, { item = "T1", numbers = 2 }]
counted_at_close = true
accountable = true
source = "The office's own order form"
"""


def office_with(stock: str) -> Office:
    """Ithaca's policy with this file of stock."""
    return make_office(read_policy(ITHACA) | {"stock.toml": stock}).office


def test_the_office_knows_its_series() -> None:
    office = office_with(SERIES)
    (series,) = office.stock
    assert office.series_of("TS") is series
    assert (series.needed("TS", 3), series.needed("T1", 3), series.needed("YS", 3)) == (3, 6, 0)
    assert series.words((Serials(7, 7), Serials(10, 12))) == "T000007, T000010-T000012"
    assert decode_office(encode_office(office)) == office


def test_a_series_that_is_not_accountable_yet_asks_for_nothing() -> None:
    office = office_with(SERIES.replace("accountable = true", "accountable = false"))
    assert office.stock
    assert office.series_of("TS") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('item = "TS"', 'item = "XX"', "series.1.items.1.item is 'XX'"),
        ('item = "T1"', 'item = "TS"', "item TS is listed twice"),
        ("width = 6", "width = 13", "series.1.width"),
        ("numbers = 2", "numbers = 0", "series.1.items.2.numbers"),
        ("accountable = true", "", "accountable"),
        ('code = "TAGS"', 'code = "tags"', "series.1.code"),
        ('unit = "sheet"', 'unit = "sheet"\ncolour = "red"', "colour"),
        (SERIES, SERIES + SERIES, "series TAGS is listed twice"),
        (SERIES, SERIES + SERIES.replace("TAGS", "MORE"), "item of a series TS is listed twice"),
    ],
)
def test_what_is_wrong_is_said_by_file_and_key(old: str, new: str, said: str) -> None:
    with pytest.raises(PolicyError) as found:
        office_with(SERIES.replace(old, new))
    assert "stock.toml" in str(found.value)
    assert said in str(found.value)
