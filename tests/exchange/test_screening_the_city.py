"""Nothing of a whole city is mistaken for what may not be kept: not a number of its own, nor a remark about one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.privacy.confidential import screen, screen_split
from domain.receivables.accounts import Account
from domain.receivables.bills import Bill
from exchange.importer import read_export
from exchange.sample_city import write_city
from tests.exchange.kit import ithaca, sample

ON = date(2027, 1, 25)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Account], list[Bill]]:
    """The accounts and bills of a made-up city of a third of Ithaca's size."""
    accounts: list[Account] = []
    bills: list[Bill] = []
    folder: Path = tmp_path_factory.mktemp("city")
    for kind, path in write_city(folder, sample(), 2000, 5, ON).items():
        export = read_export(path, kind, ithaca().column_maps[kind])
        accounts.extend(export.accounts())
        bills.extend(export.bills())
    return accounts, bills


def remarks(accounts: list[Account], bills: list[Bill]) -> Iterator[str]:
    """What clerks write about them: each number alone and in a sentence, two of them, with dates and amounts."""
    for account in accounts:
        yield from (account.number, account.name, account.address, account.mailing, account.plate)
        yield f"Asked about {account.number} at {account.address}, call 607-274-6580 after 2027-01-25."
        yield f"{account.name}, {account.mailing}: account {account.number} paid 1,224.55 on 1/25/2027"
    for bill, other in zip(bills, bills[1:], strict=False):
        yield from (bill.bill_no, bill.description, bill.account_number)
        yield f"Paid {bill.bill_no} {other.bill_no} by check 1001, receipt 2027-1-000123."
        yield f"Bill {bill.bill_no} of {bill.account_number}: 45.00 12.50 189.12 left"


def test_no_number_of_the_city_is_mistaken(city: tuple[list[Account], list[Bill]]) -> None:
    texts = list(remarks(*city))
    assert len(texts) > 40_000
    assert [text for text in texts if screen(text) is not None] == []


def test_no_two_fields_of_the_city_are_mistaken(city: tuple[list[Account], list[Bill]]) -> None:
    for account in city[0]:
        fields = (account.name, account.address, account.mailing, account.number)
        for first, second in zip(fields, fields[1:], strict=False):
            assert screen_split(first, second) is None, (first, second)
