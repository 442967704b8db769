"""A list that is printed as it comes reads like one that is held."""

from __future__ import annotations

import pytest

from chamberlain.output import print_json, print_json_list

LISTS: list[list[object]] = [
    [],
    [1],
    [
        {"payer": "Doe\u2028Jane\n\t\u0085x", "lines": [{"a": 1}, {}], "none": None},
        "two\nlines",
        [],
    ],
]


@pytest.mark.parametrize("items", LISTS)
def test_a_list_printed_item_by_item_is_the_same_text(
    items: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    print_json(items)
    whole = capsys.readouterr().out
    print_json_list(iter(items))
    assert capsys.readouterr().out == whole
