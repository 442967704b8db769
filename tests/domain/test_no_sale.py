"""Opening without a sale: a coded reason always, an approval where the person may not do it alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.custody.no_sale import NoSale, no_sale, no_sale_paper, reason_name
from domain.office import Office
from domain.people.acts import Act
from domain.people.approval import Approval, Means
from domain.people.authority import Operator
from domain.people.roles import Role
from domain.receipting.paper import paper_to_text
from domain.refusals import Code, Refusal
from tests.samples import DAY, DIEGO, JANE, at, ok, sample_office, session_value

FREE = Role("clerk", "Clerk", frozenset({Act.TAKE_MONEY, Act.OPEN_NO_SALE}))
ASKS = Role(
    "clerk", "Clerk", frozenset({Act.TAKE_MONEY}), with_approval=frozenset({Act.OPEN_NO_SALE})
)
YES = Approval(
    "sam", "Sam Field", "supervisor", Act.APPROVE_NO_SALE, Means.PIN, at(), "Open drawer 1."
)


def office_with(clerk: Role) -> Office:
    """The sample office in which the clerk's role is this one."""
    office = sample_office()
    return replace(office, roles=(clerk, *(r for r in office.roles if r.code != "clerk")))


OFFICE = office_with(FREE)


def opened(
    reason: str = "change",
    text: str = "",
    *,
    office: Office = OFFICE,
    approval: Approval | None = None,
    operator: Operator = JANE,
) -> NoSale | Refusal:
    return no_sale("n-1", session_value(), operator, reason, text, at(11), office, approval)


def code_of(answer: object) -> Code | None:
    return answer.code if isinstance(answer, Refusal) else None


def test_it_is_kept_with_who_where_when_and_why() -> None:
    found = ok(opened("change", "  two tens \x1b for a twenty "))
    session = session_value()
    assert (found.session_id, found.drawer, found.station) == (
        session.session_id,
        session.drawer,
        session.station,
    )
    assert (found.operator_id, found.business_date, found.at) == ("jane", DAY, at(11))
    assert found.reason_code == "change"
    assert found.reason_text == "two tens \ufffd for a twenty"
    assert found.approved_by == ""


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda: opened(""), Code.NO_SALE_REASON),
        (lambda: opened("nothing"), Code.NO_SALE_REASON),
        (lambda: opened(text="card 4111 1111 1111 1111"), Code.CARD_NUMBER),
        (lambda: opened(operator=DIEGO), Code.SESSION_NOT_YOURS),
        (lambda: opened(office=office_with(ASKS)), Code.APPROVAL_NEEDED),
        (
            lambda: opened(office=office_with(Role("clerk", "Clerk", frozenset()))),
            Code.NO_RIGHT,
        ),
        (
            lambda: opened(office=office_with(ASKS), approval=replace(YES, act=Act.APPROVE_VOID)),
            Code.APPROVAL_NEEDED,
        ),
        (
            lambda: opened(office=office_with(ASKS), approval=replace(YES, operator_id="jane")),
            Code.APPROVER_IS_ACTOR,
        ),
    ],
)
def test_what_stands_against_it(answer: Callable[[], object], code: Code) -> None:
    assert code_of(answer()) is code


def test_an_approval_is_kept_with_it() -> None:
    found = ok(opened(office=office_with(ASKS), approval=YES))
    assert found.approved_by == "sam"


def test_nobody_is_kept_as_his_own_approver() -> None:
    with pytest.raises(ValueError, match="own act"):
        replace(ok(opened()), approved_by="jane")
    with pytest.raises(ValueError, match="reason"):
        replace(ok(opened()), reason_code="")


def test_the_slip_says_all_of_it_and_kicks_the_drawer() -> None:
    found = ok(opened("stuck", "Receipt caught", office=office_with(ASKS), approval=YES))
    paper = no_sale_paper(found, OFFICE, at(6, 5), training=True)
    text = paper_to_text(paper)
    assert paper.kick
    for said in ("NO SALE", "TRAINING", "Jane Doe", "Stuck", "Receipt caught", "sam", "06:05"):
        assert said in text
    assert "TRAINING" not in paper_to_text(no_sale_paper(found, OFFICE, at(), training=False))
    assert reason_name("gone", OFFICE) == "gone"
