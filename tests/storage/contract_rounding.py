"""What all books must do with cash that was rounded: the drawer, the bills and the account of rounding agree."""

from __future__ import annotations

from dataclasses import replace

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.custody.sessions import CloseOrder
from domain.ledger.journal import Journal
from domain.money import ZERO, Money
from domain.office import Office
from domain.policy.codec import encode_office
from domain.policy.kept import Compiled, policy_digest
from domain.policy.rounding import Mode
from domain.receipting.cart import Cart
from domain.receipting.posting import verify
from domain.records import PostedReceipt
from tests.rounding_office import ROUNDING_GL, borne, cart, order, rounding_office, row
from tests.samples import DAY, JANE, at, count_of, ok, sample_office, water_bill
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

OFFICE = rounding_office()
CENTS = tuple(range(12_690, 12_700))
"""A bill for every ending digit."""


def fill(books: Books) -> tuple[str, ...]:
    """Take in a water bill for every ending digit; returns their numbers."""
    kit.fill(books)
    bills = [water_bill(f"WB-{cents}", water=cents - 1, sewer=1) for cents in CENTS]
    kit.take_again(books, *bills)
    return tuple(bill.bill_no for bill in bills)


def cart_for(
    books: Books,
    request: str,
    *bills: str,
    office: Office = OFFICE,
    tenders: tuple[tuple[str, int | None], ...] = (("C", None),),
) -> Cart:
    """A cart of bills as they stand in the books."""
    states = [kit.state(books, number) for number in bills]
    return cart(office, *states, request=request, tenders=tenders)


def pay(
    books: Books,
    session: DrawerSession,
    request: str,
    *bills: str,
    office: Office = OFFICE,
    tenders: tuple[tuple[str, int | None], ...] = (("C", None),),
) -> PostedReceipt:
    """Post a receipt for bills under an office that rounds cash."""
    made = cart_for(books, request, *bills, office=office, tenders=tenders)
    return ok(books.post(order(made, office, session)))


def close(books: Books, session: DrawerSession, cash_cents: int, *checks: int) -> Money:
    """Close a drawer on a count, and return what it was over or short."""
    made = CloseOrder("close", session.session_id, JANE, at(17), count_of(cash_cents, checks))
    ok(books.close_session(made, sample_office()))
    closing = books.closing(session.session_id)
    assert closing is not None
    return closing[1].body.over_short  # type: ignore[union-attr]


class RoundingContract:
    def test_a_rounded_receipt_is_read_back_as_it_was_posted(self, books: Books) -> None:
        bills = fill(books)
        session = kit.open_drawer(books)
        posted = pay(books, session, "r-1", bills[6], tenders=(("C", 13_000),))
        receipt = kit.receipt_of(posted)
        assert (receipt.rounding, receipt.change) == (Money(-1), Money(305))
        read = books.receipt(receipt.number)
        assert read is not None
        assert read.posting == posted.posting
        assert verify(read.posting)
        assert borne(read.posting) == 1

    def test_every_digit_both_ways_ends_in_a_drawer_that_agrees(self, books: Books) -> None:
        bills = fill(books)
        session = kit.open_drawer(books)
        modes: tuple[Mode, ...] = ("symmetric", "favor_customer")
        posted = [
            pay(books, session, f"r-{n}", bill, office=rounding_office(row(modes[n % 2])))
            for n, bill in enumerate(bills)
        ]
        roundings = [kit.receipt_of(each).rounding.cents for each in posted]
        assert roundings == [0, -1, -2, -3, 1, 0, -1, -2, 2, -4]
        takings = books.takings(session.session_id)
        cash = dict(takings.taken)["C"].cents - takings.change.cents
        assert cash == sum(CENTS) + sum(roundings)
        assert cash % 5 == 0
        assert sum(borne(each.posting) for each in posted) == -sum(roundings)
        for bill in bills:
            applied = kit.state(books, bill).applied
            assert sum(a.amount.cents for a in applied) == int(bill.removeprefix("WB-"))
        assert close(books, session, 20_000 + cash) == ZERO, "rounding is never over or short"
        assert books.prove().proves

    def test_mixed_money_is_rounded_in_its_cash_only(self, books: Books) -> None:
        bills = fill(books)
        session = kit.open_drawer(books)
        posted = pay(
            books, session, "r-1", bills[6], bills[7], tenders=(("K", 20_000), ("C", 6_000))
        )
        receipt = kit.receipt_of(posted)
        assert receipt.total == Money(12_696 + 12_697)
        assert (receipt.rounding, receipt.change) == (Money(2), Money(605))
        assert close(books, session, 20_000 + 5_395, 20_000) == ZERO
        assert books.prove().proves

    def test_a_void_takes_rounding_back_and_repays_the_cash(self, books: Books) -> None:
        bills = fill(books)
        session = kit.open_drawer(books)
        posted = pay(books, session, "r-1", bills[8])
        voided = ok(books.correct(corrections.void_order(books, session, posted)))
        assert voided.body.amendment.amount == Money(12_700)
        assert borne(posted.posting, voided.posting) == 0
        assert books.correction(voided.body.number) == voided
        assert kit.state(books, bills[8]).applied
        again = pay(books, session, "r-2", bills[8], tenders=(("C", 12_698),))
        assert kit.receipt_of(again).rounding == ZERO
        assert close(books, session, 20_000 + 12_698) == ZERO
        assert books.prove().proves

    def test_a_reversal_refunds_what_was_paid_not_what_was_owed(self, books: Books) -> None:
        bills = fill(books)
        session = kit.open_drawer(books)
        posted = pay(books, session, "r-1", bills[7])
        assert close(books, session, 20_000 + 12_695) == ZERO
        later = corrections.reversal_order(books, posted, DAY.replace(day=26))
        reversed_ = ok(books.correct(later))
        settled = reversed_.body.amendment.settlement
        assert settled is not None
        assert settled.amount == Money(12_695)
        assert borne(posted.posting, reversed_.posting) == 0
        assert books.prove().proves

    def test_two_policies_of_one_day_each_round_by_their_own(self, books: Books) -> None:
        bills = fill(books)
        session = kit.open_drawer(books)
        files = {"office.toml": "# From noon on.\n"}
        noon = replace(rounding_office(row("favor_customer")), digest=policy_digest(files))
        kept = Compiled("tests", encode_office(noon))
        morning = pay(books, session, "r-1", bills[3], office=sample_office())
        books.keep_policy(noon.digest, files, kept, at(12))
        evening = pay(books, session, "r-2", bills[4], office=noon)
        found = [(kit.receipt_of(p).rounding, p.posting.header) for p in (morning, evening)]
        assert [rounding for rounding, _ in found] == [ZERO, Money(-4)]
        assert [h.policy_digest for _, h in found] == [sample_office().digest, noon.digest]
        assert close(books, session, 20_000 + 12_693 + 12_690) == ZERO
        assert books.prove().proves

    def test_rounding_on_another_account_does_not_prove(self, books: Books) -> None:
        bills = fill(books)
        session = kit.open_drawer(books)
        made = order(cart_for(books, "r-1", bills[6]), OFFICE, session)
        lines = [
            replace(line, gl_code=OFFICE.custody.short) if line.gl_code == ROUNDING_GL else line
            for line in made.journal.lines
        ]
        ok(books.post(replace(made, journal=Journal(tuple(lines)))))
        proof = books.prove()
        (found,) = (line for line in proof.lines if line.differences)
        assert found.name == "Journals"

    def test_the_same_request_is_the_same_receipt_whatever_policy_says_by_then(
        self, books: Books
    ) -> None:
        bills = fill(books)
        session = kit.open_drawer(books)
        made = cart_for(books, "r-1", bills[6])
        first = ok(books.post(order(made, OFFICE, session)))
        exact = rounding_office(row("favor_customer"))
        again = ok(books.post(order(made, exact, session)))
        assert again.posting == first.posting
