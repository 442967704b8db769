"""What all books must do when a day is closed."""

from __future__ import annotations

from datetime import date

from domain.books import Books
from domain.custody.acting import Asked, PostedAct
from domain.custody.closing_day import SealOrder, order_seal
from domain.custody.day_seal import DaySealed
from domain.ledger.on_paper import OnPaper
from domain.ledger.trail import GENESIS
from domain.receipting.posting import verify
from domain.records import PaperKind
from domain.refusals import Code, Refusal
from tests.samples import DAY, JANE, SUPERVISOR, at, count_of, ok, open_order, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.custody_kit import pieces, recorded, refusal

OFFICE = sample_office()
LATER = date(2027, 1, 26)


def seal_order(request: str = "seal-1", on: date = DAY) -> SealOrder:
    """The supervisor closes a day."""
    return ok(order_seal(Asked(request, SUPERVISOR, "back office", on, at(17)), OFFICE, on))


def seal(books: Books, request: str = "seal-1", on: date = DAY) -> tuple[PostedAct, DaySealed]:
    """Close a day that nothing stands against."""
    done = ok(books.seal_day(seal_order(request, on)))
    assert isinstance(done.body, DaySealed)
    return done, done.body


def a_day(books: Books, on: date = DAY, request: str = "o-1") -> None:
    """One drawer opened and closed, with a receipt."""
    session = ok(books.open_session(open_order(on=on, request=request), OFFICE))
    kit.sell(books, session, f"r-{on}", 2, "C", 2000)
    taken = books.takings(session.session_id)
    cash = 20000 + (dict(taken.taken)["C"] - taken.change).cents
    ok(books.close_session(close_order(session, count_of(cash), f"close-{on}"), OFFICE))


class SealingContract:
    def test_a_day_is_closed_with_where_every_series_stands(self, books: Books) -> None:
        assert books.sealed_through() is None
        a_day(books)
        assert books.days_to_seal() == (DAY,)
        recorded(books, custody.from_bank("f-1", pieces(d20=10)))
        heads = {series: (no, digest) for series, no, digest in books.prove().heads}
        done, body = seal(books)
        assert {h.series: (h.chain_no, h.digest) for h in body.heads} == heads
        assert set(heads) == {"1", "VAULT"}
        assert body.previous == GENESIS
        assert (body.day.postings, body.day.receipts, body.day.acts) == (4, 1, 1)
        assert body.day == body.ever
        assert body.day.received.cents == 900
        assert verify(done.posting)
        assert books.sealed_through() == DAY
        assert books.days_to_seal() == ()
        assert [job.paper for job in books.queued("back office")][-1] is PaperKind.CUSTODY
        assert books.prove().proves
        assert books.prove(DAY).proves

    def test_what_voids_handed_back_is_told_apart(self, books: Books) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1", 2, "C", 2000)
        wrong = kit.sell(books, session, "r-2", 1, "C", 500)
        ok(books.correct(corrections.void_order(books, session, wrong)))
        ok(books.close_session(close_order(session, count_of(20900)), OFFICE))
        _, body = seal(books)
        day = body.day
        assert (day.received.cents, day.voided.cents, day.net.cents) == (1350, 450, 900)
        assert books.prove().proves
        assert books.prove(DAY).proves

    def test_each_seal_is_over_the_one_before(self, books: Books) -> None:
        a_day(books)
        _, first = seal(books)
        a_day(books, LATER, "o-2")
        _, second = seal(books, "seal-2", LATER)
        assert second.previous == first.digest
        assert second.ever == first.ever.plus(second.day)
        assert second.digest != first.digest
        assert books.prove().proves
        assert books.prove(DAY).proves
        assert books.prove(LATER).proves

    def test_the_same_request_closes_once(self, books: Books) -> None:
        a_day(books)
        done, _ = seal(books)
        assert books.seal_day(seal_order()) == done
        said = refusal(books.seal_day(seal_order("seal-1", LATER)))
        assert said.code is Code.REQUEST_REUSED
        again = refusal(books.seal_day(seal_order("seal-2")))
        assert again.code is Code.DAY_SEALED
        assert "2027-01-25" in again.sentence

    def test_a_day_is_not_closed_over_a_drawer_that_is_not(self, books: Books) -> None:
        session = kit.open_drawer(books)
        said = refusal(books.seal_day(seal_order()))
        assert said.code is Code.DAY_DRAWER_OPEN
        assert "Drawer 1" in said.sentence
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        seal(books)

    def test_days_are_closed_in_order_and_none_without_postings(self, books: Books) -> None:
        assert refusal(books.seal_day(seal_order())).code is Code.DAY_EMPTY
        a_day(books)
        a_day(books, LATER, "o-2")
        said = refusal(books.seal_day(seal_order("seal-2", LATER)))
        assert said.code is Code.DAY_BEFORE_OPEN
        assert "2027-01-25" in said.sentence
        seal(books)
        seal(books, "seal-2", LATER)

    def test_nothing_is_posted_to_a_closed_day(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        kit.pay(books, session, "r-1", kit.TAX)
        expected = books.takings(session.session_id)
        checks = [
            amount.cents for _, found in books.check_amounts(session.session_id) for amount in found
        ]
        cash = 20000 + (dict(expected.taken).get("C", expected.change) - expected.change).cents
        ok(books.close_session(close_order(session, count_of(cash, checks)), OFFICE))
        seal(books)
        opened = books.open_session(open_order("2", JANE, request="o-9"), OFFICE)
        moved = books.record(custody.from_bank("f-1", pieces(d1=1)))
        for said in (opened, moved):
            assert isinstance(said, Refusal)
            assert said.code is Code.DAY_SEALED
        number = "2027-1-000001"
        undone = corrections.reversal_order(books, number, LATER)
        recorded(books, custody.from_bank("f-2", pieces(d1=1), on=LATER))
        seal(books, "seal-2", LATER)
        late = books.correct(undone)
        assert isinstance(late, Refusal)
        assert late.code is Code.DAY_SEALED
        ok(books.correct(corrections.reversal_order(books, number, date(2027, 1, 27))))
        assert books.prove().proves

    def test_what_is_on_paper_is_held_against_the_books(self, books: Books) -> None:
        a_day(books)
        _, body = seal(books)
        (receipt,) = books.receipts(on=DAY)
        trail = receipt.posting.trail
        (closing,) = [head for head in body.heads if head.series == "1"]
        good = [
            OnPaper("2027-1-1", trail.digest[-8:]),
            OnPaper("2027-1-000001", trail.digest),
            OnPaper("", trail.digest[-8:]),
            OnPaper("", closing.digest),
            OnPaper("", body.digest),
            OnPaper("2027-01-25", body.digest),
            OnPaper("2027-VAULT-00001", books.acts()[0].posting.trail.digest[-8:]),
        ]
        assert [h.agrees for h in books.held_against(good)] == [True] * len(good)
        bad = [
            OnPaper("2027-1-2", trail.digest[-8:]),
            OnPaper("2027-1-1", "00000000"),
            OnPaper("2027-01-26", body.digest),
            OnPaper("", "0" * 64),
            OnPaper("2027-VAULT-00002", "00000000"),
            OnPaper("2027-BACK-C00001", "00000000"),
        ]
        held = books.held_against(bad)
        assert [h.agrees for h in held] == [False] * len(bad)
        assert "not in the books" in held[0].sentence
        assert "was changed" in held[1].sentence
