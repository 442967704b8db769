"""By keys: how a payment came decides the day it counts for; the cart says it, and what is late and short goes back."""

from __future__ import annotations

from datetime import date

import pytest

from domain.money import Money
from domain.receipting.cart import BillLine
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.records import SheetKind
from tests.exchange.kit import ithaca
from tests.samples import PINS
from tests.tui.desk_kit import desk_at
from tests.tui.ithaca_kit import (
    books_of,
    ithaca_counter,
    late_tax,
    minimum_water,
    on_day,
    said,
    sheets_printed,
)
from tests.tui.kit import LARGE, SMALL, check_golden, dump, type_keys
from tui.counter import Counter
from tui.screens.account import AccountScreen
from tui.screens.approval import ApprovalScreen
from tui.screens.came import CameScreen

LATE = date(2027, 2, 4)
"""A Thursday. The first half of the tax was due on Monday, the first."""
BILL, PARCEL = "T27-000101", "12.-1-3"
SAM = ("sam", "enter", PINS["sam"], "enter")
CAME = (PARCEL, "enter", "m")


def the_line(app: Counter) -> BillLine:
    """The only line of the cart."""
    (line,) = desk_at(app).cart.lines
    assert isinstance(line, BillLine)
    return line


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80", "120"])
async def test_the_ways_are_listed_with_their_letters(size: tuple[int, int]) -> None:
    async with ithaca_counter(books_of(late_tax()), *CAME, size=size, prepare=on_day(LATE)) as app:
        check_golden(f"{'wide' if size == LARGE else 'screen'}_came_ithaca", dump(app))


@pytest.mark.parametrize(
    ("keys", "evidence", "counts_for", "pane"),
    [
        (
            ("1/30", "p"),
            Evidence(EvidenceKind.POSTMARK, LATE, date(2027, 1, 30)),
            date(2027, 1, 30),
            "CAME: postmark of Jan 30, 2027",
        ),
        (
            ("1/30", "s"),
            Evidence(EvidenceKind.POSTMARK, LATE, date(2027, 1, 30), proper=False),
            None,
            "CAME: postmark of Jan 30, 2027, does not count",
        ),
        (
            ("1/30", "u"),
            Evidence(EvidenceKind.METER_CANCELLED, LATE, date(2027, 1, 30)),
            date(2027, 1, 30),
            "CAME: meter imprint canceled Jan 30, 2027",
        ),
        (
            ("1/30", "b"),
            Evidence(EvidenceKind.BANK_BILL_PAY, LATE, date(2027, 1, 30)),
            date(2027, 1, 30),
            "CAME: bank's check, postmark of Jan 30, 2027",
        ),
        (
            ("2/1", "e"),
            Evidence(EvidenceKind.ELECTRONIC, LATE, date(2027, 2, 1)),
            date(2027, 2, 1),
            "CAME: electronic payment of Feb 1, 2027",
        ),
        (
            ("1/30", "o"),
            Evidence(EvidenceKind.COURT_ORDER, LATE, date(2027, 1, 30)),
            date(2027, 1, 30),
            "CAME: court order of Jan 30, 2027",
        ),
        (
            ("m",),
            Evidence(EvidenceKind.METER, LATE),
            None,
            "CAME: meter imprint, delivered Feb 4, 2027",
        ),
        (
            ("1/30 9407 1118", "f"),
            Evidence(EvidenceKind.CERTIFIED_MAIL, LATE, date(2027, 1, 30), "9407 1118"),
            date(2027, 1, 30),
            "CAME: certified mail 9407 1118 of Jan 30, 2027",
        ),
        (
            ("1/30 77", "g"),
            Evidence(EvidenceKind.CERTIFICATE, LATE, date(2027, 1, 30), "77"),
            date(2027, 1, 30),
            "CAME: certificate of mailing 77 of Jan 30, 2027",
        ),
        # Delivered on the Monday, opened on the Thursday.
        (
            ("2/1", "n"),
            Evidence(EvidenceKind.ILLEGIBLE, date(2027, 2, 1)),
            date(2027, 2, 1),
            "CAME: no legible postmark, delivered Feb 1, 2027",
        ),
        (
            ("2/1", "d"),
            Evidence(EvidenceKind.DROP_BOX, date(2027, 2, 1)),
            date(2027, 2, 1),
            "CAME: drop box emptied Feb 1, 2027",
        ),
    ],
)
async def test_each_way_dates_the_payment_as_the_law_has_it(
    keys: tuple[str, ...], evidence: Evidence, counts_for: date | None, pane: str
) -> None:
    async with ithaca_counter(books_of(late_tax()), *CAME, *keys, prepare=on_day(LATE)) as app:
        if isinstance(app.current, ApprovalScreen):
            await type_keys(app, *SAM)
        assert desk_at(app).cart.evidence == evidence
        assert "Kept with the cart:" in said(app)
        cart = " ".join(row.partition("│")[2].strip() for row in dump(app).splitlines())
        assert pane in " ".join(cart.split())
        await type_keys(app, "enter")
        line = the_line(app)
        assert line.effective_on == counts_for
        owed = Money(61228) if counts_for else Money(61840)
        assert line.amount == owed


async def test_the_carriers_of_the_policy_are_chosen_by_the_arrows() -> None:
    first = ithaca().office.mail.carriers[0]
    down = ("down",) * 12
    keys = (*CAME, "1/30", *down, "enter", *SAM, "enter")
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(LATE)) as app:
        evidence = desk_at(app).cart.evidence
        assert evidence == Evidence(EvidenceKind.CARRIER, LATE, date(2027, 1, 30), first)
        assert the_line(app).amount == Money(61228)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("p",), "Type the day that it shows, such as 1/30, then P."),
        (("2/31", "p"), "'2/31' is no day up to today. Type it such as 1/30, then P."),
        (("2/5/27", "p"), "'2/5/27' is no day up to today."),
        (("2/5/27", "d"), "'2/5/27' is no day up to today."),
        (("1/30", "c"), "Over the counter counts for today. Ctrl+U clears the day, then C."),
        (("f",), "Type the day that it shows, such as 1/30, then F."),
        (("down", "enter"), "Type the day that it shows, such as 1/30, then P."),
    ],
)
async def test_a_day_that_cannot_be_is_refused(keys: tuple[str, ...], words: str) -> None:
    async with ithaca_counter(books_of(late_tax()), *CAME, *keys, prepare=on_day(LATE)) as app:
        assert isinstance(app.current, CameScreen)
        assert words in said(app)
        assert desk_at(app).cart.evidence is None
        # Typed anew over what was refused.
        await type_keys(app, "2/1", "d")
        assert desk_at(app).cart.evidence is not None


async def test_a_proof_of_mailing_without_its_number_is_asked_for_it_behind_the_day() -> None:
    keys = (*CAME, "1/30", "f")
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(LATE)) as app:
        assert "The certified mail has no number. Type it after the day" in said(app)
        assert desk_at(app).cart.evidence is None
        await type_keys(app, " 9407", "f", *SAM)
        evidence = desk_at(app).cart.evidence
        assert evidence is not None
        assert (evidence.carrier, evidence.postmark_on) == ("9407", date(2027, 1, 30))
        await type_keys(app, "m")
        assert isinstance(app.current, CameScreen)
        assert app.current.ways[app.current.rows.cursor].kind is EvidenceKind.CERTIFIED_MAIL


async def test_a_month_without_a_year_is_the_last_one() -> None:
    keys = (*CAME, "12/20", "e")
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(LATE)) as app:
        evidence = desk_at(app).cart.evidence
        assert evidence is not None
        assert evidence.postmark_on == date(2026, 12, 20)


async def test_c_puts_it_back_to_the_counter_and_decides_the_cart_again() -> None:
    keys = (PARCEL, "enter", "enter", "m", "2/1", "e")
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(LATE)) as app:
        assert f"Bill {BILL} was 618.40 and is 612.28 as of Feb 1, 2027." in said(app)
        assert the_line(app).amount == Money(61228)
        await type_keys(app, "m", "c")
        assert "Paid over the counter, today." in said(app)
        assert desk_at(app).cart.evidence is None
        assert the_line(app).amount == Money(61840)
        assert "CAME" not in dump(app)


async def test_how_it_came_is_on_the_receipt_and_ends_with_it() -> None:
    keys = (*CAME, "1/30", "p", *SAM, "enter", "f4", "k", "1001", "enter", "f10")
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(LATE)) as app:
        assert "POSTED" in dump(app)
        assert desk_at(app).cart.evidence is None
        posted = desk_at(app).last
        assert posted is not None
        assert posted.posting.header.effective_on == date(2027, 1, 30)
        await type_keys(app, "enter", "ctrl+p", "how it came", "enter")
        assert isinstance(app.current, CameScreen)
        assert app.current.rows.cursor == 0


async def test_a_payment_that_came_late_and_is_short_goes_back_with_its_slip() -> None:
    keys = (*CAME, "2/3", "p", *SAM)
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(LATE)) as app:
        await type_keys(app, "612.28", "enter")
        assert "late and short. Return it for proper payment, 618.40: R on the account" in said(app)
        assert desk_at(app).cart.lines == ()
        await type_keys(app, "ctrl+u", "r")
        assert "Type the amount that was sent, then R. Nothing is taken." in said(app)
        await type_keys(app, "612.28", "r")
        assert "Its slip is printing. Send it back with the payment." in dump(app)
        assert isinstance(app.current, AccountScreen)
        assert app.current.entry.text == ""
        ((kind, about, text, _),) = sheets_printed(app)
        assert (kind, about) == (SheetKind.RETURN_SLIP, BILL)
        assert "Short by                              6.12" in text
        assert "618.40" in text


@pytest.mark.parametrize("typed", ["618.40", "1230.68"])
async def test_a_payment_that_can_be_taken_is_not_sent_back(typed: str) -> None:
    keys = (*CAME, "2/3", "p", *SAM, typed, "r")
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(LATE)) as app:
        assert sheets_printed(app) == []
        assert "This payment is not late and short: Enter takes it." in dump(app)


async def test_a_postmark_does_not_date_a_water_bill() -> None:
    water, day = minimum_water(), date(2027, 2, 24)
    keys = (water.account_number, "enter", "m", "2/20", "p", *SAM, "enter")
    async with ithaca_counter(books_of(water), *keys, prepare=on_day(day)) as app:
        line = the_line(app)
        assert (line.amount, line.effective_on) == (Money(20803), None)


async def test_a_scan_waits_until_it_is_said_how_the_payment_came() -> None:
    keys = (*CAME, f"]C1{BILL}", "enter")
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(LATE)) as app:
        assert isinstance(app.current, CameScreen)
        assert "Choose how the payment came first" in said(app)
