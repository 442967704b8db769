"""What all books must do with the vault's opening."""

from __future__ import annotations

from domain.books import Books
from domain.custody.acting import ActOrder
from domain.custody.vault import VAULT
from domain.custody.vault_open import VaultOpened, order_vault_open
from domain.people.acts import Act
from domain.refusals import Code, Refusal
from tests.samples import JANE, SUPERVISOR, ok
from tests.storage import custody_kit as custody
from tests.storage.custody_kit import pieces, recorded, refusal, signed
from tests.storage.reversal_kit import OFFICE, reversed_act

FUND = pieces(d20=20, d1=50)


def opening(request: str = "o-1") -> ActOrder | Refusal:
    """The order that opens the vault with 450.00, counted by Sam and seen by Jane."""
    seen_by = signed(JANE, SUPERVISOR, Act.HAND_OVER)
    mine = signed(SUPERVISOR, SUPERVISOR)
    return order_vault_open(FUND, mine, seen_by, custody.asked(request), OFFICE)


class VaultOpenContract:
    def test_it_holds_what_was_counted_and_books_nothing(self, books: Books) -> None:
        done = recorded(books, ok(opening()))
        assert books.holdings().at(VAULT).pieces == FUND
        assert done.posting.journal.lines == ()
        assert books.act(done.number) == done
        assert len(books.queued("back office")) == 1
        assert books.prove().proves

    def test_it_is_opened_once_and_only_while_nothing_lies_there(self, books: Books) -> None:
        fund = recorded(books, custody.from_bank("f-1", pieces(d20=1)))
        assert refusal(books.record(ok(opening()))).code is Code.VAULT_DIFFERS
        reversed_act(books, fund)
        done = recorded(books, ok(opening("o-2")))
        assert isinstance(done.body, VaultOpened)
        assert refusal(books.record(ok(opening("o-3")))).code is Code.ACT_DONE_BEFORE
        reversed_act(books, done, "rev-2", reason="A strap twice")
        again = recorded(books, ok(opening("o-4")))
        assert books.holdings().at(VAULT).pieces == FUND
        assert again.number != done.number
        assert books.prove().proves

    def test_no_place_gets_more_pieces_of_a_value_than_can_be_read_again(
        self, books: Books
    ) -> None:
        recorded(books, custody.from_bank("f-1", pieces(c1=999_999)))
        said = refusal(books.record(custody.from_bank("f-2", pieces(c1=1, d1=1))))
        assert said.code is Code.MOVE_TOO_MANY
        assert "1000000 pieces of 0.01" in said.sentence
        assert books.holdings().at(VAULT).pieces == pieces(c1=999_999)
        recorded(books, custody.from_bank("f-3", pieces(d1=1)))
        assert books.prove().proves
