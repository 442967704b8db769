"""Which refusals say that somebody tried an act with money without the right to it."""

from __future__ import annotations

import pytest

from domain.people.acts import IN_WORDS, Act
from domain.people.rights_refused import MONEY_ACTS, money_act_refused
from domain.refusals import Code, refuse

FACTS = {"role": "Clerk", "who": "Supervisor", "name": "Jane Doe", "where": "at counter 1"}
WITHOUT = (Code.NO_RIGHT, Code.RIGHT_NOT_OWN, Code.RIGHT_NOT_YOURS, Code.RIGHT_LIMITED)


@pytest.mark.parametrize("code", WITHOUT)
@pytest.mark.parametrize("act", Act)
def test_an_act_with_money_is_known_by_its_refusal(code: Code, act: Act) -> None:
    refused = refuse(code, act=IN_WORDS[act], **FACTS)
    assert money_act_refused(refused.sentence) == (act if act in MONEY_ACTS else None)


def test_what_is_not_about_a_right_is_none() -> None:
    needed = refuse(Code.APPROVAL_NEEDED, act=IN_WORDS[Act.ADJUST_BILLS], who="Supervisor")
    assert money_act_refused(needed.sentence) is None
    assert money_act_refused("The role Clerk may not sing. Ask for: nobody.") is None
