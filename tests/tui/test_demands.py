"""By keys: what is not asked for yet, or elsewhere, is refused; foreclosure and third parties are told before money."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.money import Money
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.facts import BillFacts, Relevied
from tests.tui.desk_kit import desk_at
from tests.tui.ithaca_kit import (
    books_of,
    ithaca_counter,
    late_tax,
    left_pane,
    minimum_water,
    on_day,
    said,
    sheets_printed,
)
from tests.tui.kit import type_keys

PARCEL = "12.-1-3"
THIRD = "SMITH, ANN, 5 Oak Ave"


async def test_ith_tax_mirror_nothing_is_taken_on_a_tax_before_1_january() -> None:
    prepare = on_day(date(2026, 12, 31))
    bill = replace(late_tax(), issued_on=date(2026, 12, 30))
    async with ithaca_counter(books_of(bill), PARCEL, "enter", "enter", prepare=prepare) as app:
        assert "are given out from Jan 1, 2027 on" in said(app)
        assert desk_at(app).cart.lines == ()
        await type_keys(app, "?")
        assert "Amounts of this bill are not given out before Jan 1, 2027." in said(app)


async def test_ith_tax_a_lien_that_a_court_may_foreclose_is_told_on_the_account() -> None:
    facts = BillFacts(lien_on=date(2025, 1, 1))
    bill = replace(late_tax(), facts=facts)
    words = "FORECLOSURE possible since Jan 5, 2027: T27-000101"
    for on, told in ((date(2027, 1, 4), False), (date(2027, 1, 5), True)):
        async with ithaca_counter(books_of(bill), PARCEL, "enter", prepare=on_day(on)) as app:
            assert (words in left_pane(app)) is told


async def test_rptl923_the_third_party_is_told_and_its_copy_is_named_on_paper() -> None:
    bill = replace(late_tax(), facts=BillFacts(third_party=THIRD))
    prepare = on_day(date(2027, 2, 4))
    async with ithaca_counter(books_of(bill), PARCEL, "enter", prepare=prepare) as app:
        assert f"THIRD PARTY gets a copy of every notice: {THIRD}" in left_pane(app)
        await type_keys(app, "?", "p")
        ((_, _, text, _),) = sheets_printed(app)
        assert "COPY TO THIRD PARTY" in text
        assert THIRD in text


async def test_rptl923_a_flagged_customers_third_party_is_withheld() -> None:
    flag = Hold(HoldKind.CONFIDENTIAL, "By court order.")
    bill = replace(late_tax(), facts=BillFacts(third_party=THIRD))
    prepare = on_day(date(2027, 2, 4))
    books = books_of(bill, holds=(flag,))
    async with ithaca_counter(books, PARCEL, "enter", prepare=prepare) as app:
        assert "THIRD PARTY gets a copy" in said(app)
        assert "SMITH" not in left_pane(app)


async def test_ny_practice_relevied_water_is_sent_to_its_tax_bill() -> None:
    water = minimum_water()
    moved = Relevied(date(2027, 1, 2), "T27-000101")
    water = replace(water, facts=replace(water.facts, relevied=moved))
    async with ithaca_counter(books_of(water), "02-000001", "enter", "enter") as app:
        assert "Water bill W2701-000016 was put on tax bill T27-000101 on Jan 2, 2027" in said(app)
        assert desk_at(app).cart.lines == ()


async def test_rptl932_a_typed_part_of_a_tax_is_sent_to_the_assessor() -> None:
    prepare = on_day(date(2027, 1, 20))
    async with ithaca_counter(
        books_of(late_tax()), PARCEL, "enter", "300", "enter", prepare=prepare
    ) as app:
        assert "For part of a parcel Tompkins County Assessment" in said(app)
        assert "Real Property Tax Law 932" in said(app)
        assert desk_at(app).cart.total == Money(0)
