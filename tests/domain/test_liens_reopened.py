"""Liens that are opened again by undoing what paid them: the newest first holds afterwards too (RPTL 1112)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.receipting.redemption import check_reopened
from domain.receivables.bills import BillState
from domain.refusals import Code, Refusal
from tests.domain.test_redemption import MIDDLE, NEWEST, NOW, OLDEST, ON, office, paid, tax


def reopen(*reopened: BillState, among: tuple[BillState, ...], **row: object) -> Refusal | None:
    """What stands against opening these liens again."""
    return check_reopened(among, {s.bill.bill_no for s in reopened}, ON, office(**row))  # type: ignore[arg-type]


def test_a_lien_stays_redeemed_while_an_older_one_is() -> None:
    refusal = reopen(NEWEST, among=(paid(NEWEST), paid(MIDDLE), OLDEST))
    assert refusal is not None
    assert refusal.code is Code.LIEN_REDEEMED_AFTER
    assert refusal.sentence.startswith(
        f"Lien {MIDDLE.bill.bill_no} was redeemed behind {NEWEST.bill.bill_no}: "
    )


def test_a_lien_that_was_paid_for_a_day_before_it_was_one_is_not_opened_under_an_older_one() -> (
    None
):
    lien_on = NEWEST.bill.facts.lien_on
    assert lien_on is not None
    early = paid(NEWEST, lien_on - timedelta(days=5))
    refusal = reopen(NEWEST, among=(early, paid(MIDDLE), OLDEST))
    assert refusal is not None
    assert refusal.code is Code.LIEN_REDEEMED_AFTER


@pytest.mark.parametrize(
    ("reopened", "among"),
    [
        ((NEWEST,), (paid(NEWEST), MIDDLE, OLDEST)),
        ((MIDDLE,), (paid(NEWEST), paid(MIDDLE), OLDEST)),
        ((NEWEST, MIDDLE), (paid(NEWEST), paid(MIDDLE), OLDEST)),
        ((NOW,), (paid(NEWEST), paid(NOW))),
        ((NEWEST,), (paid(NEWEST), paid(tax(2024, parcel="9.-9-9")))),
    ],
)
def test_the_last_ones_redeemed_may_be_open_again(
    reopened: tuple[BillState, ...], among: tuple[BillState, ...]
) -> None:
    assert reopen(*reopened, among=among) is None


def test_a_lien_that_came_after_a_redemption_did_not_go_before_it() -> None:
    earlier = paid(OLDEST, date(2026, 6, 1))
    assert reopen(NEWEST, among=(paid(NEWEST), paid(MIDDLE), earlier)) is not None
    assert reopen(NEWEST, among=(paid(NEWEST), earlier)) is None


def test_in_the_other_order_or_none_the_policys_order_holds() -> None:
    both = (paid(NEWEST), paid(MIDDLE), paid(OLDEST))
    assert reopen(OLDEST, among=both, order="oldest_first") is not None
    assert reopen(NEWEST, among=both, order="oldest_first") is None
    assert reopen(NEWEST, among=both, order="any") is None
