"""What all books must do with the access log."""

from __future__ import annotations

from datetime import timedelta

from domain.books import Books
from domain.people.access import AccessEvent, AccessKind
from tests.samples import DIEGO, JANE, at

_DAY = (at(0), at(0) + timedelta(days=1))


class AccessContract:
    def test_what_was_noted_is_read_back_in_its_order(self, books: Books) -> None:
        later = AccessEvent("jane", AccessKind.VIEWED, "tax 12-3", "customer at the window", at(9))
        earlier = AccessEvent("diego", "something of its own", "", "", at(8))
        books.note_access(later)
        books.note_access(earlier)
        assert books.access_events(*_DAY) == (later, earlier)

    def test_the_span_has_its_start_and_not_its_end(self, books: Books) -> None:
        tick = timedelta(microseconds=1)
        moments = [at(9) - tick, at(9), at(9) + tick, at(10) - tick, at(10), at(10) + tick]
        for moment in moments:
            books.note_access(AccessEvent("jane", AccessKind.VIEWED, "", "", moment))
        assert [e.at for e in books.access_events(at(9), at(10))] == moments[1:4]

    def test_every_try_to_sign_in_is_noted(self, books: Books) -> None:
        books.add_operator(JANE, "1111", at(8))
        books.sign_in("jane", "1111", at(9))
        books.sign_in("jane", "9999", at(10))
        books.sign_in("nobody", "1111", at(11))
        noted = [(e.operator_id, e.event) for e in books.access_events(*_DAY)]
        assert noted == [
            ("jane", AccessKind.ADDED),
            ("jane", AccessKind.SIGNED_IN),
            ("jane", AccessKind.SIGN_IN_REFUSED),
            ("", AccessKind.SIGN_IN_REFUSED),
        ]

    def test_what_was_typed_wrongly_is_not_kept(self, books: Books) -> None:
        books.add_operator(DIEGO, "2222", at(8))
        books.sign_in("diego", "8642", at(9))
        books.sign_in("73195", "73195", at(9))
        assert not any("8642" in repr(e) or "73195" in repr(e) for e in books.access_events(*_DAY))
