"""What all books must do with people: who is there, by PIN, password or badge, and how they are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.books import Books
from domain.people.access import AccessKind
from domain.people.authority import Operator
from domain.people.roles import Limits, SignInRules
from domain.refusals import Code, Refusal
from tests.samples import DIEGO, JANE, SUPERVISOR, at, operators

BADGE, OTHER_BADGE = "B-0047110815", "B-0047110816"
WITH_PIN = SignInRules(badge_needs_pin=True)


def refused(answer: object) -> Code:
    """The code of an answer that must be a refusal."""
    assert isinstance(answer, Refusal), answer
    return answer.code


def events(books: Books) -> list[tuple[str, str]]:
    """Whose line of the day's access log, and what happened."""
    found = books.access_events(at(0), at(0) + timedelta(days=1))
    return [(each.operator_id, each.event) for each in found]


class PeopleContract:
    def test_an_operator_signs_in_with_the_pin(self, books: Books) -> None:
        assert books.add_operator(JANE, "1111", at()) is None
        assert books.sign_in("jane", "1111", at(9)) == JANE

    @pytest.mark.parametrize(
        ("operator_id", "pin"), [("jane", "1112"), ("jane", ""), ("x", "1111")]
    )
    def test_a_wrong_pin_and_a_wrong_name_are_told_the_same(
        self, books: Books, operator_id: str, pin: str
    ) -> None:
        books.add_operator(JANE, "1111", at())
        assert refused(books.sign_in(operator_id, pin, at(9))) is Code.SIGN_IN_REFUSED

    def test_five_wrong_pins_lock(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at())
        books.add_operator(DIEGO, "2222", at())
        for minute in range(4):
            assert refused(books.sign_in("jane", "0000", at(9, minute))) is Code.SIGN_IN_REFUSED
        books.sign_in("jane", "0000", at(9, 5))
        assert refused(books.sign_in("jane", "1111", at(9, 6))) is Code.SIGN_IN_LOCKED
        assert books.sign_in("diego", "2222", at(9, 7)) == DIEGO

    def test_a_right_pin_starts_the_tries_again(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at())
        for _ in range(2):
            for _ in range(4):
                books.sign_in("jane", "0000", at(9))
            assert books.sign_in("jane", "1111", at(9)) == JANE

    def test_the_administrator_unlocks(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at())
        for _ in range(5):
            books.sign_in("jane", "0000", at(9))
        assert books.set_operator("jane", at(10), disabled=False) is None
        assert books.sign_in("jane", "1111", at(10)) == JANE

    def test_a_disabled_operator_is_refused_until_enabled(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at())
        assert books.set_operator("jane", at(10), disabled=True) is None
        assert refused(books.sign_in("jane", "1111", at(10))) is Code.SIGN_IN_REFUSED
        assert books.operators() == (replace(JANE, disabled=True),)
        books.set_operator("jane", at(11), disabled=False)
        assert books.sign_in("jane", "1111", at(11)) == JANE

    def test_a_sign_in_name_is_given_once(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at())
        again = Operator("jane", "Jane Roe", "supervisor")
        assert refused(books.add_operator(again, "9999", at())) is Code.OPERATOR_EXISTS
        assert books.operators() == (JANE,)
        assert books.sign_in("jane", "1111", at(9)) == JANE

    @pytest.mark.parametrize(
        "pin",
        [
            "",
            "123",
            "1234567890123",
            "12a4",
            "12 34",
            "１２３４",
            "1234\n",
            "nine chrs",
            " password long",
            "x" * 129,
        ],
    )
    def test_a_pin_is_few_digits_and_a_password_many_characters(
        self, books: Books, pin: str
    ) -> None:
        assert refused(books.add_operator(JANE, pin, at())) is Code.PIN_REFUSED
        assert books.operators() == ()

    @pytest.mark.parametrize(
        "pin", ["1234", "123456789012", "ten chars!", "Élan vital & so on", "x" * 128]
    )
    def test_the_shortest_and_the_longest_pin(self, books: Books, pin: str) -> None:
        assert books.add_operator(JANE, pin, at()) is None
        assert books.sign_in("jane", pin, at(9)) == JANE

    def test_an_unknown_operator_is_not_set(self, books: Books) -> None:
        assert refused(books.set_operator("nobody", at(), disabled=True)) is Code.OPERATOR_UNKNOWN

    def test_all_operators_are_listed(self, books: Books) -> None:
        for operator in operators():
            books.add_operator(operator, "123456", at())
        assert set(books.operators()) == set(operators())

    def test_all_about_an_operator_comes_back(self, books: Books) -> None:
        limits = Limits(frozenset({"S1", "S2"}), frozenset({"C"}), frozenset({"tax"}))
        jane = replace(JANE, new_until=date(2027, 2, 1), limits=limits, person="jane-it")
        books.add_operator(jane, "1111", at())
        assert books.operators() == (jane,)
        assert books.operator("jane") == jane
        assert books.sign_in("jane", "1111", at(9)) == jane
        assert books.operator("nobody") is None

    def test_tries_are_as_many_as_policy_says(self, books: Books) -> None:
        rules = SignInRules(tries=2)
        books.add_operator(JANE, "1111", at())
        assert refused(books.sign_in("jane", "0000", at(9), rules=rules)) is Code.SIGN_IN_REFUSED
        assert refused(books.sign_in("jane", "0000", at(9), rules=rules)) is Code.SIGN_IN_LOCKED
        assert refused(books.sign_in("jane", "1111", at(9), rules=rules)) is Code.SIGN_IN_LOCKED
        (state,) = books.person_states()
        assert state.locked(rules)
        assert not state.locked(SignInRules(tries=3))


class BadgesContract:
    def test_a_badge_signs_in(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at(), badge=BADGE)
        books.add_operator(DIEGO, "2222", at(), badge=OTHER_BADGE)
        assert books.sign_in("", "", at(9), badge=BADGE) == JANE
        assert books.sign_in("jane", "", at(9), badge=OTHER_BADGE) == DIEGO
        assert events(books)[-1] == ("diego", AccessKind.SIGNED_IN)

    def test_a_badge_that_is_nobodys_is_refused(self, books: Books) -> None:
        assert refused(books.sign_in("", "", at(9), badge=BADGE)) is Code.BADGE_UNKNOWN
        books.add_operator(JANE, "1111", at())
        assert refused(books.sign_in("jane", "1111", at(9), badge=BADGE)) is Code.BADGE_UNKNOWN
        assert events(books)[-1] == ("", AccessKind.SIGN_IN_REFUSED)

    def test_policy_may_ask_for_the_pin_behind_the_badge(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at(), badge=BADGE)
        wrong = books.sign_in("", "9999", at(9), badge=BADGE, rules=WITH_PIN)
        assert refused(wrong) is Code.BADGE_UNKNOWN
        assert books.sign_in("", "1111", at(9), badge=BADGE, rules=WITH_PIN) == JANE
        for _ in range(5):
            books.sign_in("", "", at(9), badge=BADGE, rules=WITH_PIN)
        locked = books.sign_in("", "1111", at(9), badge=BADGE, rules=WITH_PIN)
        assert refused(locked) is Code.SIGN_IN_LOCKED

    def test_a_locked_or_disabled_persons_badge_opens_nothing(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at(), badge=BADGE)
        for _ in range(5):
            books.sign_in("jane", "0000", at(9))
        assert refused(books.sign_in("", "", at(9), badge=BADGE)) is Code.SIGN_IN_LOCKED
        books.set_operator("jane", at(10), disabled=True)
        assert refused(books.sign_in("", "", at(10), badge=BADGE)) is Code.BADGE_UNKNOWN

    def test_a_badge_is_one_persons(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at(), badge=BADGE)
        again = books.add_operator(DIEGO, "2222", at(), badge=BADGE)
        assert refused(again) is Code.BADGE_TAKEN
        assert books.operators() == (JANE,)
        books.add_operator(DIEGO, "2222", at())
        assert refused(books.set_badge("diego", BADGE, at(9))) is Code.BADGE_TAKEN
        assert books.set_badge("jane", BADGE, at(9)) is None
        assert books.set_badge("jane", "", at(9)) is None
        assert books.set_badge("diego", BADGE, at(9)) is None
        assert books.sign_in("", "", at(9), badge=BADGE) == DIEGO

    @pytest.mark.parametrize(
        "badge", ["12345", "x" * 61, "B-004711\n", " B-0047110815", "B-00é7110815"]
    )
    def test_what_is_no_badge_is_refused(self, books: Books, badge: str) -> None:
        assert refused(books.add_operator(JANE, "1111", at(), badge=badge)) is Code.BADGE_REFUSED
        books.add_operator(JANE, "1111", at())
        assert refused(books.set_badge("jane", badge, at(9))) is Code.BADGE_REFUSED


class KnowingContract:
    def test_who_approves_is_known_and_nobody_is_signed_in(self, books: Books) -> None:
        books.add_operator(SUPERVISOR, "3333", at(), badge=BADGE)
        assert books.identify("sam", "3333", at(9)) == SUPERVISOR
        assert books.identify("", "", at(9), badge=BADGE) == SUPERVISOR
        assert AccessKind.SIGNED_IN not in dict(events(books)).values()

    def test_wrong_tries_to_approve_count_and_lock_like_any(self, books: Books) -> None:
        books.add_operator(SUPERVISOR, "3333", at())
        for _ in range(2):
            assert refused(books.identify("sam", "0000", at(9))) is Code.SIGN_IN_REFUSED
            assert refused(books.sign_in("sam", "0000", at(9))) is Code.SIGN_IN_REFUSED
        assert refused(books.identify("sam", "0000", at(9))) is Code.SIGN_IN_LOCKED
        assert refused(books.sign_in("sam", "3333", at(9))) is Code.SIGN_IN_LOCKED
        assert refused(books.identify("sam", "3333", at(9))) is Code.SIGN_IN_LOCKED
        assert ("sam", AccessKind.APPROVAL_REFUSED) in events(books)
        assert ("sam", AccessKind.LOCKED) in events(books)

    def test_a_disabled_person_is_known_to_nobody(self, books: Books) -> None:
        books.add_operator(SUPERVISOR, "3333", at())
        books.set_operator("sam", at(8), disabled=True)
        assert refused(books.identify("sam", "3333", at(9))) is Code.SIGN_IN_REFUSED

    def test_the_administrator_unlocks_and_gives_another_pin(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at())
        for _ in range(5):
            books.sign_in("jane", "0000", at(9))
        assert books.unlock("jane", at(10)) is None
        assert books.sign_in("jane", "1111", at(10)) == JANE
        for _ in range(5):
            books.sign_in("jane", "0000", at(11))
        assert books.set_secret("jane", "a password of hers", at(12), why="forgotten") is None
        assert refused(books.sign_in("jane", "1111", at(12))) is Code.SIGN_IN_REFUSED
        assert books.sign_in("jane", "a password of hers", at(12)) == JANE
        assert refused(books.set_secret("jane", "123", at(12))) is Code.PIN_REFUSED
        assert refused(books.unlock("nobody", at(9))) is Code.OPERATOR_UNKNOWN
        assert refused(books.set_badge("nobody", BADGE, at(9))) is Code.OPERATOR_UNKNOWN
        assert refused(books.set_secret("nobody", "1234", at(9))) is Code.OPERATOR_UNKNOWN
        kinds = [kind for _, kind in events(books)]
        assert AccessKind.UNLOCKED in kinds
        assert AccessKind.SECRET_SET in kinds

    def test_how_each_stands_is_told(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at(), badge=BADGE)
        books.add_operator(DIEGO, "2222", at())
        books.sign_in("jane", "1111", at(9))
        books.sign_in("jane", "1111", at(10))
        books.sign_in("diego", "0000", at(11))
        diego, jane = books.person_states()
        assert (jane.operator, jane.wrong_tries, jane.has_badge) == (JANE, 0, True)
        assert jane.last_sign_in == at(10)
        assert (diego.wrong_tries, diego.has_badge, diego.last_sign_in) == (1, False, None)
