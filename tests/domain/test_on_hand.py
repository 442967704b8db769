"""Money on hand by age, whether its deposit would prove, and the report of it."""

from __future__ import annotations

from datetime import date, timedelta

from domain.custody.deposit import ClosedSession, DepositItem
from domain.custody.deposit_orders import Undeposited
from domain.custody.keeping import BankAccount, OnHand
from domain.custody.on_hand_ages import by_age, left_after, ready
from domain.custody.pieces import NO_PIECES, Pieces
from domain.money import ZERO, Money
from domain.reports.asked import Asked
from domain.reports.on_hand import on_hand_report
from tests.samples import DAY, JANE, ok, open_order, sample_office
from tests.storage.corrections_kit import close, paid_by_check
from tests.storage.custody_kit import pieces
from tests.tui.desk_kit import stocked_books

BANK = BankAccount("general", "General account", "A.0202", "4321", date(2020, 1, 1))
CHECK = DepositItem("2027-1-000001", "K", "1001", Money(5000))


def session(cash: int, *, to_turn_in: int = 0, over: int = 0) -> ClosedSession:
    """A closed session with that much cash and one check of 50.00."""
    return ClosedSession(
        "1-1", DAY, "2027-1-000001", "2027-1-000002", 2, Money(cash), Money(over), (CHECK,),
        operator_id="jane", to_turn_in=Money(to_turn_in),
    )  # fmt: skip


def waits(*sessions: ClosedSession) -> Undeposited:
    """What waits for the bank."""
    return Undeposited(sessions)


def test_money_is_told_by_the_days_it_has_waited() -> None:
    hands = [OnHand(DAY - timedelta(days=n), Money(100 * n + 100), Money(n)) for n in (0, 1, 4, 9)]
    found = by_age(hands, DAY)
    assert [age.amount.cents for age in found] == [100, 200, 0, 500 + 1000]
    assert [age.cash.cents for age in found] == [0, 1, 0, 13]
    assert [age.words for age in found] == ["of today", "1 day", "2 days", "3 days and more"]


def test_a_deposit_proves_where_its_cash_lies_in_the_vault() -> None:
    found = ready(BANK, waits(session(6000, over=-1000)), (), pieces(d20=5, d10=2))
    assert (found.proves, found.amount) == (True, Money(10000))
    assert "THE DEPOSIT PROVES" in found.words


def test_it_says_where_a_deposit_does_not_prove() -> None:
    early = session(6000, to_turn_in=6000)
    assert ready(BANK, waits(early), (early,), pieces(d20=5)).words == (
        "DOES NOT PROVE: drawer 1 of Jan 25: 60.00 not turned in."
    )
    short = ready(BANK, waits(session(6000)), (), pieces(d20=2))
    assert (short.proves, short.words) == (
        False,
        "DOES NOT PROVE: cash 60.00 is due, and 40.00 is in the vault.",
    )


def test_nothing_waits_and_other_pieces_are_said() -> None:
    assert ready(BANK, waits(), (), NO_PIECES).words == "Nothing waits."
    found = ready(BANK, waits(session(6000)), (), pieces(d100=1))
    assert found.proves
    assert "other pieces" in found.words


def test_the_next_account_is_looked_at_without_what_the_first_one_takes() -> None:
    vault = pieces(d20=5)
    assert left_after(vault, waits(session(6000)), BANK) == pieces(d20=2)
    assert left_after(vault, waits(session(6100)), BANK) == vault
    assert left_after(Pieces(), waits(), BANK) == NO_PIECES


def test_the_report_lists_what_waits_by_date_and_by_age() -> None:
    books, office = stocked_books(), sample_office()
    opened = ok(books.open_session(open_order(), office))
    paid_by_check(books, opened, "r1", "1001", "WB-5001")
    asked = Asked(office, DAY, DAY + timedelta(days=2))
    assert all(not section.rows for section in on_hand_report(books, asked).sections[:1])
    close(books, opened)
    report = on_hand_report(books, asked)
    (row,) = report.sections[0].rows
    closing = books.closing(opened.session_id)
    assert closing is not None
    assert row.behind == (closing[0],)
    assert row.cells[:2] == (DAY, 2)
    amount = row.cells[4]
    assert isinstance(amount, Money)
    assert amount > ZERO
    ages = report.sections[-1].rows
    assert [each.cells[3] for each in ages] == [ZERO, ZERO, amount, ZERO]
    assert "NOT DEPOSITED" in report.notes[-1]
    assert "Ctrl" not in report.notes[-1]
    assert JANE.name not in str(report)
