"""What all books must do with the policies under which the office works."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.books import Books
from domain.custody.sessions import CloseOrder
from domain.policy.kept import NOT_KEPT, Compiled, KeptPolicy, policy_digest
from domain.refusals import Code, Refusal
from tests.samples import JANE, at, count_of, open_order, receipt_order, sample_office
from tests.storage import contract_kit as kit

FILES = {"tax.toml": 'name = "Città"\n', "office.toml": "# a\ttab, a \\ and a \x7f\n"}
DIGEST = policy_digest(FILES)
OLD, NEW = Compiled("1", '{"of":"old"}'), Compiled("2", '{"of":"new"}')


def refused(answer: object) -> str:
    """Why the books refused, in their words."""
    assert isinstance(answer, Refusal)
    assert answer.code is Code.BOOKS_REFUSED
    return answer.sentence


class PoliciesContract:
    def test_a_policy_is_kept_word_for_word(self, books: Books) -> None:
        assert books.policy(DIGEST) is None
        books.keep_policy(DIGEST, FILES, OLD, at(9))
        kept = KeptPolicy(DIGEST, tuple(sorted(FILES.items())), at(9), (OLD,))
        assert books.policy(DIGEST) == kept
        assert kept.sound
        assert not replace(kept, files=kept.files[:1]).sound

    def test_keeping_it_again_changes_nothing_but_what_a_program_made_of_it(
        self, books: Books
    ) -> None:
        books.keep_policy(DIGEST, FILES, NEW, at(9))
        books.keep_policy(DIGEST, FILES, OLD, at(10))
        again = Compiled("2", '{"of":"new again"}')
        books.keep_policy(DIGEST, FILES, again, at(11))
        kept = books.policy(DIGEST)
        assert kept is not None
        assert (kept.first_seen_at, kept.compiled) == (at(9), (OLD, again))
        assert [kept.made_by(program) for program in ("1", "2", "3")] == [
            OLD.content, again.content, None,
        ]  # fmt: skip

    def test_files_of_another_digest_are_a_programmers_error(self, books: Books) -> None:
        with pytest.raises(ValueError, match="another policy"):
            books.keep_policy("0" * 64, FILES, OLD, at(9))
        assert books.policy("0" * 64) is None

    def test_policies_are_told_in_the_order_in_which_they_came(self, books: Books) -> None:
        before = books.policies()
        books.keep_policy(DIGEST, FILES, OLD, at(10))
        earlier = {"office.toml": "earlier\n"}
        books.keep_policy(policy_digest(earlier), earlier, OLD, at(9))
        assert books.policies() == (*before, policy_digest(earlier), DIGEST)

    def test_nothing_is_posted_under_a_policy_that_is_not_kept(self, books: Books) -> None:
        kit.fill(books)
        unknown = replace(sample_office(), digest="0" * 64)
        assert NOT_KEPT in refused(books.open_session(open_order(), unknown))
        session = kit.open_drawer(books)
        before = books.bill(kit.WATER)
        order = receipt_order(kit.bills_cart(books, session, "r-1", kit.WATER), session)
        header = replace(order.header, policy_digest=unknown.digest)
        assert NOT_KEPT in refused(books.post(replace(order, header=header)))
        close = CloseOrder("c-1", session.session_id, JANE, at(17), count_of(20000))
        assert NOT_KEPT in refused(books.close_session(close, unknown))
        assert books.bill(kit.WATER) == before
        assert books.receipts() == ()
        assert books.session_at("1") == session
        assert books.queued(session.station) == ()
        # Kept, it is posted under.
        assert not isinstance(books.post(order), Refusal)
        assert books.prove().proves
