"""Approval: never one's own act, only by whoever holds the right, always with words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.people.acts import SECOND_PERSON, approving
from domain.people.approval import MOST_WORDS, Approval, Means, against, approval_from_data, approve
from domain.people.authority import Act, Operator, may
from domain.people.roles import Limits, Where
from domain.refusals import Code, Refusal
from tests.samples import (
    ADMIN,
    AUDITOR,
    CHAMBERLAIN,
    CONTROLLER,
    DAY,
    DIEGO,
    JANE,
    SUPERVISOR,
    at,
    ok,
    operators,
    sample_office,
)

OFFICE = sample_office()
SMALL = replace(OFFICE, small_office=True)
VOID = "Void receipt 2027-1-000004, $27.00 cash"


def asked(
    actor: Operator,
    approver: Operator,
    act: Act = Act.CORRECT_RECEIPTS,
    *,
    own: bool = False,
    small: bool = False,
) -> Approval | Refusal:
    """The answer to a request for an approval."""
    office = SMALL if small else OFFICE
    return approve(actor, approver, act, VOID, office, own=own, means=Means.PIN, at=at(10))


def code_of(answer: object) -> Code:
    """The code of a refusal."""
    assert isinstance(answer, Refusal), answer
    return answer.code


def test_a_supervisor_approves_a_clerks_act_in_words() -> None:
    found = ok(asked(JANE, SUPERVISOR))
    assert found == Approval("sam", "Sam Field", "supervisor", "approve_void", "PIN", at(10), VOID)


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("small", [False, True], ids=["office", "small office"])
def test_nobody_approves_his_own_act_in_any_role(act: Act, small: bool) -> None:
    for each in operators():
        assert code_of(asked(each, each, act, small=small)) is Code.APPROVER_IS_ACTOR
        other_name = replace(each, operator_id="second", person=each.operator_id)
        assert code_of(asked(each, other_name, act, small=small)) is Code.APPROVER_IS_ACTOR
        assert code_of(asked(other_name, each, act, small=small)) is Code.APPROVER_IS_ACTOR


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("own", [True, False], ids=["own", "others"])
def test_an_approval_is_given_exactly_by_whoever_holds_the_right(act: Act, own: bool) -> None:
    for approver in operators():
        answer = asked(DIEGO if approver is JANE else JANE, approver, act, own=own)
        held = may(OFFICE, approver, approving(act), own=own, on=DAY)
        assert isinstance(answer, Approval) is (held is None), (approver, act)


def test_a_supervisor_never_approves_what_is_in_her_own_drawer() -> None:
    assert code_of(asked(JANE, SUPERVISOR, own=True)) is Code.RIGHT_NOT_OWN
    assert isinstance(asked(JANE, CHAMBERLAIN, own=True), Approval)


def test_a_disabled_person_approves_nothing() -> None:
    gone = replace(SUPERVISOR, disabled=True)
    assert code_of(asked(JANE, gone)) is Code.NO_RIGHT
    assert code_of(asked(JANE, gone, small=True)) is Code.NO_RIGHT


def test_an_approver_is_held_to_his_limits() -> None:
    here_only = replace(SUPERVISOR, limits=Limits(stations=frozenset({"S1"})))
    answer = approve(
        JANE, here_only, Act.CORRECT_RECEIPTS, VOID, OFFICE,
        own=False, means=Means.BADGE, at=at(10), where=Where("S2"),
    )  # fmt: skip
    assert code_of(answer) is Code.RIGHT_LIMITED


@pytest.mark.parametrize("act", list(Act))
def test_in_a_small_office_another_of_the_counter_stands_for_the_role(act: Act) -> None:
    replaceable = approving(act) in SECOND_PERSON
    for approver in (ADMIN, AUDITOR, CONTROLLER):
        assert isinstance(asked(JANE, approver, act, small=True), Approval) is (
            may(OFFICE, approver, approving(act), own=False) is None
        )
    assert isinstance(asked(JANE, DIEGO, act, small=True), Approval) is (
        replaceable or may(OFFICE, DIEGO, approving(act), own=False) is None
    )


def test_a_small_offices_second_person_is_not_the_owner_of_the_work() -> None:
    assert isinstance(asked(JANE, DIEGO, small=True), Approval)
    assert code_of(asked(JANE, DIEGO, own=True, small=True)) is Code.RIGHT_NOT_OWN
    assert code_of(asked(JANE, DIEGO)) is Code.NO_RIGHT


def test_in_a_small_office_two_do_what_no_role_may() -> None:
    alone = may(SMALL, JANE, Act.MAKE_DEPOSIT)
    assert code_of(alone) is Code.APPROVAL_NEEDED
    yes = ok(asked(JANE, DIEGO, Act.MAKE_DEPOSIT, small=True))
    assert against(SMALL, JANE, Act.MAKE_DEPOSIT, yes, at=at(10)) is None
    assert code_of(may(SMALL, ADMIN, Act.MAKE_DEPOSIT)) is Code.NO_RIGHT
    assert code_of(may(SMALL, JANE, Act.WAIVE_PENALTY)) is Code.NO_RIGHT


def test_an_act_that_needs_an_approval_is_refused_without_a_fitting_one() -> None:
    new = replace(JANE, new_until=DAY)

    def answer(approval: Approval | None) -> Refusal | None:
        return against(OFFICE, new, Act.OPEN_NO_SALE, approval, at=at(10))

    fitting = ok(asked(new, SUPERVISOR, Act.OPEN_NO_SALE))
    other_act = ok(asked(new, SUPERVISOR, Act.CORRECT_RECEIPTS))
    own = replace(fitting, operator_id="jane")
    assert answer(fitting) is None
    assert code_of(answer(None)) is Code.APPROVAL_NEEDED
    assert code_of(answer(other_act)) is Code.APPROVAL_NEEDED
    assert code_of(answer(own)) is Code.APPROVER_IS_ACTOR


def test_an_approval_gives_no_right_that_the_table_withholds() -> None:
    yes = ok(asked(JANE, SUPERVISOR))
    answer = against(OFFICE, AUDITOR, Act.TAKE_MONEY, yes, at=at(10))
    assert code_of(answer) is Code.NO_RIGHT


@pytest.mark.parametrize("words", ["", "   ", "x" * (MOST_WORDS + 1)])
def test_an_approval_says_what_is_approved(words: str) -> None:
    with pytest.raises(ValueError, match="what is approved"):
        replace(ok(asked(JANE, SUPERVISOR)), words=words)


def test_an_approval_is_of_somebody_at_a_utc_instant_to_an_act_by_known_means() -> None:
    yes = ok(asked(JANE, SUPERVISOR))
    for wrong in (
        {"operator_id": ""},
        {"name": ""},
        {"role": ""},
        {"act": "anything"},
        {"means": "a nod"},
        {"at": yes.at.replace(tzinfo=None)},
        {"at": yes.at.replace(tzinfo=None) + timedelta(hours=1)},
    ):
        with pytest.raises(ValueError, match=r"."):
            replace(yes, **wrong)


def test_an_approval_is_written_and_read_back() -> None:
    yes = ok(asked(JANE, SUPERVISOR))
    assert approval_from_data(yes.data()) == yes
    for damaged in ([], yes.data()[:-1], [*yes.data()[:-1], 7], None):
        with pytest.raises(ValueError, match="damaged"):
            approval_from_data(damaged)
