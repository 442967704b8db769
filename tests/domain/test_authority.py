"""Who may do what, and the office's policy that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.authority import Act, Operator, may
from domain.money import Money
from domain.receivables.accounts import party_key_of
from domain.refusals import Code, Refusal
from tests.samples import ADMIN, AUDITOR, CHAMBERLAIN, DAY, JANE, SUPERVISOR, sample_office

OFFICE = sample_office()


@pytest.mark.parametrize(
    ("operator", "acts"),
    [
        (JANE, {Act.TAKE_MONEY}),
        (SUPERVISOR, {Act.TAKE_MONEY, Act.SEE_EXPECTED, Act.READ_REPORTS}),
        (CHAMBERLAIN, {Act.SEE_EXPECTED, Act.READ_REPORTS}),
        (AUDITOR, {Act.READ_REPORTS}),
        (ADMIN, {Act.MANAGE_OPERATORS, Act.IMPORT_FILES}),
        (replace(SUPERVISOR, disabled=True), set()),
        (Operator("x", "X", "no such role"), set()),
    ],
)
def test_a_role_may_do_its_acts_and_no_other(operator: Operator, acts: set[Act]) -> None:
    assert {act for act in Act if may(OFFICE, operator, act) is None} == acts


def test_a_refused_act_names_who_may() -> None:
    answer = may(OFFICE, ADMIN, Act.TAKE_MONEY)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.NO_RIGHT
    assert "Administrator may not take money" in answer.sentence
    assert "Clerk or Supervisor" in answer.sentence
    nobody = may(replace(OFFICE, roles=()), JANE, Act.IMPORT_FILES)
    assert isinstance(nobody, Refusal)
    assert "the administrator" in nobody.sentence


def test_every_act_is_said_in_words() -> None:
    for act in Act:
        refusal = may(replace(OFFICE, roles=()), JANE, act)
        assert isinstance(refusal, Refusal)
        assert act.value not in refusal.sentence


def test_prices_hold_from_their_dates() -> None:
    item = OFFICE.item(" ys ")
    assert not isinstance(item, Refusal)

    def cents(on: date) -> int | None:
        price = item.price_on(on)
        return None if price is None else price.amount.cents

    assert cents(date(2019, 12, 31)) is None
    assert cents(date(2025, 12, 31)) == 800
    assert cents(DAY) == 900
    assert cents(date(2027, 6, 30)) == 900
    assert cents(date(2027, 7, 1)) is None


def test_an_office_has_one_kind_that_gives_change() -> None:
    kinds = OFFICE.tender_kinds
    assert OFFICE.cash.code == "C"
    for wrong in (
        kinds[1:],
        (*kinds, replace(kinds[0], code="X", key="X")),
        (replace(kinds[0], counted="total"), *kinds[1:]),
        (*kinds[:-1], replace(kinds[-1], counted="denominations")),
    ):
        with pytest.raises(ValueError, match="change"):
            replace(OFFICE, tender_kinds=wrong)


def test_codes_are_given_once() -> None:
    kinds = OFFICE.tender_kinds
    for change in (
        {"tender_kinds": (*kinds, replace(kinds[1], code="Z"))},
        {"drawers": (*OFFICE.drawers, OFFICE.drawers[0])},
        {"items": (*OFFICE.items, OFFICE.items[0])},
        {"services": (*OFFICE.services, OFFICE.services[0])},
    ):
        with pytest.raises(ValueError, match="twice"):
            replace(OFFICE, **change)


def test_a_service_applies_money_to_all_its_kinds() -> None:
    tax = OFFICE.service("tax")
    for order in (("city",), ("city", "penalty", "other"), ("city", "city")):
        with pytest.raises(ValueError, match="application_order"):
            replace(tax, application_order=order)
    with pytest.raises(ValueError, match="accrual kind"):
        replace(tax, accruals=(replace(tax.accruals[0], kind="interest"),))
    with pytest.raises(ValueError, match="twice"):
        replace(tax, charge_kinds=(tax.charge_kinds[0], tax.charge_kinds[0]))


def test_one_customer_is_the_same_words_at_the_same_address() -> None:
    key = party_key_of("DOE, JANE", "108 E GREEN ST")
    assert key == party_key_of("Jane Doe", "108 E. Green St")
    assert key != party_key_of("Jane Doe", "12 Utica St")
    assert party_key_of("Jane Doe", "") == ""
    assert party_key_of("", "108 E Green St") == ""
    assert party_key_of("", "", "kxr4821") == party_key_of("", "", "KXR4821") != ""


def test_standard_floats_are_policy() -> None:
    drawer = OFFICE.drawer("2")
    assert not isinstance(drawer, Refusal)
    assert drawer.float_standard == Money(20000)
