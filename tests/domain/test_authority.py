"""Who may do what, and the office's policy that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.money import Money
from domain.people.acts import OWN_ONLY
from domain.people.authority import (
    Act,
    Operator,
    Standing,
    holders,
    may,
    rights_of,
    same_person,
    who_can,
)
from domain.people.roles import Limits, Role, Where
from domain.receivables.accounts import party_key_of
from domain.refusals import Code, Refusal
from tests.samples import ADMIN, AUDITOR, CHAMBERLAIN, DAY, JANE, SUPERVISOR, sample_office

OFFICE = sample_office()


NEWCOMER = replace(JANE, new_until=DAY)


@pytest.mark.parametrize(
    ("operator", "act", "own", "allowed"),
    [
        (JANE, Act.TAKE_MONEY, True, True),
        (JANE, Act.TAKE_MONEY, False, False),
        (JANE, Act.APPROVE_VOID, False, False),
        (SUPERVISOR, Act.APPROVE_VOID, True, False),
        (SUPERVISOR, Act.APPROVE_VOID, False, True),
        (CHAMBERLAIN, Act.APPROVE_VOID, True, True),
        (CHAMBERLAIN, Act.READ_LOG_PART, True, True),
        (SUPERVISOR, Act.READ_LOG, True, False),
        (replace(SUPERVISOR, disabled=True), Act.SEE_EXPECTED, True, False),
        (Operator("x", "X", "no such role"), Act.TAKE_MONEY, True, False),
    ],
)
def test_a_right_is_the_roles_for_own_or_others_work(
    operator: Operator, act: Act, own: bool, allowed: bool
) -> None:
    assert (may(OFFICE, operator, act, own=own) is None) is allowed


def test_work_is_taken_as_ones_own_unless_said() -> None:
    for operator in (JANE, SUPERVISOR, CHAMBERLAIN, AUDITOR, ADMIN):
        for act in Act:
            assert may(OFFICE, operator, act) == may(OFFICE, operator, act, own=True)


def _refused(answer: Refusal | None) -> Refusal:
    assert answer is not None
    return answer


def test_a_refused_act_names_who_may() -> None:
    answer = _refused(may(OFFICE, ADMIN, Act.TAKE_MONEY))
    assert answer.code is Code.NO_RIGHT
    assert "Administrator may not take money" in answer.sentence
    assert "Clerk or Supervisor" in answer.sentence
    nobody = _refused(may(replace(OFFICE, roles=()), JANE, Act.IMPORT_FILES))
    assert "the administrator" in nobody.sentence
    assert who_can(OFFICE, Act.APPROVE_VOID) == "Supervisor (not own work) or Chamberlain"


def test_own_work_and_anothers_drawer_are_refused_in_their_own_words() -> None:
    own = _refused(may(OFFICE, SUPERVISOR, Act.MAKE_DEPOSIT, own=True))
    assert own.code is Code.RIGHT_NOT_OWN
    assert "Sam Field" in own.sentence
    theirs = _refused(may(OFFICE, JANE, Act.CLOSE_DRAWER, own=False))
    assert theirs.code is Code.RIGHT_NOT_YOURS


def test_every_act_is_said_in_words() -> None:
    for act in Act:
        refusal = _refused(may(replace(OFFICE, roles=()), JANE, act))
        assert act.value not in refusal.sentence
        assert "_" not in refusal.sentence


@pytest.mark.parametrize(
    ("limits", "where", "allowed"),
    [
        (Limits(), Where("S1", "C", "tax"), True),
        (Limits(stations=frozenset({"S1"})), Where("S1"), True),
        (Limits(stations=frozenset({"S1"})), Where("S2"), False),
        (Limits(tenders=frozenset({"C", "K"})), Where(tender="K"), True),
        (Limits(tenders=frozenset({"C", "K"})), Where(tender="E"), False),
        (Limits(services=frozenset({"tax"})), Where(service="water"), False),
        (Limits(services=frozenset({"tax"})), Where("S2", "C"), True),
    ],
)
def test_rights_are_narrowed_by_station_tender_and_service(
    limits: Limits, where: Where, allowed: bool
) -> None:
    by_person = may(OFFICE, replace(JANE, limits=limits), Act.TAKE_MONEY, where=where)
    roles = tuple(replace(r, limits=limits) if r.code == "clerk" else r for r in OFFICE.roles)
    by_role = may(replace(OFFICE, roles=roles), JANE, Act.TAKE_MONEY, where=where)
    for answer in (by_person, by_role):
        assert (answer is None) is allowed
        assert answer is None or answer.code is Code.RIGHT_LIMITED


@pytest.mark.parametrize(
    ("on", "needs"),
    [(DAY, True), (DAY - timedelta(days=3), True), (DAY + timedelta(days=1), False)],
)
def test_new_staff_ask_for_what_policy_names_until_the_day(on: date, needs: bool) -> None:
    answer = may(OFFICE, NEWCOMER, Act.OPEN_NO_SALE, on=on)
    assert (answer is not None and answer.code is Code.APPROVAL_NEEDED) is needs
    assert may(OFFICE, NEWCOMER, Act.TAKE_MONEY, on=on) is None
    # Without a day nobody can tell: the strict answer.
    assert may(OFFICE, NEWCOMER, Act.OPEN_NO_SALE) is not None
    assert may(OFFICE, JANE, Act.OPEN_NO_SALE) is None


def test_a_role_may_need_an_approval_for_an_act() -> None:
    role = Role("temp", "Temp", frozenset({"take_money"}), frozenset(), frozenset({"open_no_sale"}))
    office = replace(OFFICE, roles=(*OFFICE.roles, role))
    temp = Operator("tom", "Tom Temp", "temp")
    answer = _refused(may(office, temp, Act.OPEN_NO_SALE))
    assert answer.code is Code.APPROVAL_NEEDED
    assert "Supervisor (not own work) or Chamberlain" in answer.sentence
    assert "Temp (approved)" in who_can(office, Act.OPEN_NO_SALE)


def test_a_role_holds_an_act_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Role("x", "X", frozenset({"take_money"}), frozenset({"take_money"}))


def test_a_person_is_told_what_is_allowed_and_who_can_do_the_rest() -> None:
    rights = rights_of(OFFICE, SUPERVISOR, DAY)
    assert {r.act for r in rights} == set(Act)
    assert [r.standing for r in rights] == sorted(
        (r.standing for r in rights), key=list(Standing).index
    )
    told = {r.act: r for r in rights}
    assert told[Act.TAKE_MONEY].standing is Standing.YES
    assert told[Act.APPROVE_VOID].standing is Standing.NOT_OWN
    assert told[Act.WAIVE_PENALTY].standing is Standing.NO
    assert told[Act.WAIVE_PENALTY].who == "Chamberlain"
    new = {r.act: r.standing for r in rights_of(OFFICE, NEWCOMER, DAY)}
    assert new[Act.OPEN_NO_SALE] is Standing.WITH_APPROVAL
    gone = rights_of(OFFICE, replace(JANE, disabled=True), DAY)
    assert {r.standing for r in gone} == {Standing.NO}


def test_what_a_person_is_told_agrees_with_what_is_asked() -> None:
    for office in (OFFICE, replace(OFFICE, small_office=True)):
        for operator in (NEWCOMER, JANE, SUPERVISOR, CHAMBERLAIN, AUDITOR, ADMIN):
            for right in rights_of(office, operator, DAY):
                free = may(office, operator, right.act, own=right.act in OWN_ONLY, on=DAY) is None
                told = right.standing in (Standing.YES, Standing.NOT_OWN)
                assert free is told, (operator, right)


def test_two_sign_in_names_may_be_one_person() -> None:
    other = Operator("jane-it", "Jane Doe", "admin", person="jane")
    assert same_person(JANE, JANE)
    assert same_person(JANE, other)
    assert same_person(other, JANE)
    assert not same_person(JANE, SUPERVISOR)


def test_holders_are_the_people_who_could_be_asked() -> None:
    people = (JANE, SUPERVISOR, CHAMBERLAIN, replace(SUPERVISOR, operator_id="old", disabled=True))
    assert holders(OFFICE, people, Act.APPROVE_VOID) == (SUPERVISOR, CHAMBERLAIN)


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
