from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.column_map import AmountFormat, DateFormat
from exchange.dialect import Unreadable, amount_reader, date_reader, write_amount, write_date

AMOUNTS: tuple[AmountFormat, ...] = get_args(AmountFormat)
DATES: tuple[DateFormat, ...] = get_args(DateFormat)


@given(st.integers(-(10**11), 10**11), st.sampled_from(AMOUNTS))
def test_an_amount_comes_back_from_every_dialect(cents: int, form: AmountFormat) -> None:
    assert amount_reader(form)(write_amount(cents, form)) == cents


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(DATES))
def test_a_date_comes_back_from_every_dialect(day: date, form: DateFormat) -> None:
    assert date_reader(form)(write_date(day, form)) == day


@given(st.text(max_size=30) | st.text("0123456789,.- $()", max_size=9), st.sampled_from(AMOUNTS))
def test_an_amount_is_read_or_refused_and_never_anything_else(
    text: str, form: AmountFormat
) -> None:
    try:
        cents = amount_reader(form)(text)
    except Unreadable:
        return
    digits = "".join(c for c in text if c.isdigit())
    assert digits.isascii()
    # A whole number of dollars is a hundred cents for each; no other digit appears or is lost.
    assert abs(cents) in (int(digits), int(digits) * 100)


@pytest.mark.parametrize(
    ("text", "form", "cents"),
    [
        ("1,234.56", "1,234.56", 123456),
        ("$1,234.56", "1,234.56", 123456),
        ("-$12.34", "1,234.56", -1234),
        ("(12.34)", "1,234.56", -1234),
        ("12.34-", "1,234.56", -1234),
        (" 45 ", "1,234.56", 4500),
        ("-0.00", "1,234.56", 0),
        ("1.234,56", "1.234,56", 123456),
        ("1 234,56", "1 234,56", 123456),
        ("123456", "cents", 123456),
        ("1234.56", "1234.56", 123456),
    ],
)
def test_amounts_as_programs_write_them(text: str, form: AmountFormat, cents: int) -> None:
    assert amount_reader(form)(text) == cents


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1.234,56", "1,234.56"),
        ("1,234.56", "1.234,56"),
        ("1,23.45", "1,234.56"),
        ("12,34", "1,234.56"),
        ("12.3", "1,234.56"),
        ("12.345", "1,234.56"),
        ("12.34", "cents"),
        ("1,234.56", "1234.56"),
        ("1e400", "1,234.56"),
        ("(12.34", "1,234.56"),
        ("-12.34-", "1,234.56"),
        ("(-12.34)", "1,234.56"),
        ("--1", "1,234.56"),
        ("NaN", "1,234.56"),
        ("\uff11\uff12.\uff13\uff14", "1,234.56"),
        ("99999999999999", "1,234.56"),
        ("", "1,234.56"),
    ],
)
def test_another_way_of_writing_an_amount_is_refused(text: str, form: AmountFormat) -> None:
    with pytest.raises(Unreadable):
        amount_reader(form)(text)


def test_an_empty_amount_is_nothing_only_where_the_map_says_so() -> None:
    assert amount_reader("1,234.56", empty_is_zero=True)("  ") == 0
    with pytest.raises(Unreadable, match="is empty"):
        amount_reader("1,234.56")("")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("02/30/2027", "MM/DD/YYYY"),
        ("13/01/2027", "MM/DD/YYYY"),
        ("1/2/2027", "MM/DD/YYYY"),
        ("01/02/27", "MM/DD/YYYY"),
        ("2027-1-2", "YYYY-MM-DD"),
        ("20270230", "YYYYMMDD"),
        ("0000-01-01", "YYYY-MM-DD"),
        ("", "YYYY-MM-DD"),
    ],
)
def test_another_way_of_writing_a_date_is_refused(text: str, form: DateFormat) -> None:
    with pytest.raises(Unreadable):
        date_reader(form)(text)
