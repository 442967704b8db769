"""A deposit while it is made: the proof at every step, what is held over, and the pieces that the vault can give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.custody.deposit import ClosedSession, DepositItem
from domain.custody.deposit_draft import DepositDraft, oldest, proof_words
from domain.custody.deposit_orders import Undeposited
from domain.custody.keeping import OnHandAlarm, on_hand_alarm
from domain.custody.on_hand_words import alarm_words
from domain.custody.pieces import NO_PIECES, pieces_of
from domain.money import Money
from tests.samples import DAY, sample_office

KEEPING = sample_office().keeping
CHECK = DepositItem("2027-1-000002", "K", "101", Money(450))
OLD = DepositItem("2027-1-000001", "K", "99", Money(700))
ONE = ClosedSession(
    "1-1", DAY, "2027-1-000002", "2027-1-000003", 2, Money(5000), Money(-100), (CHECK,)
)
TWO = ClosedSession("2-1", date(2027, 1, 22), "", "", 0, Money(300), Money(0), (), Money(-50))
DRAFT = DepositDraft(KEEPING.banks[0], Undeposited((TWO, ONE), ((date(2027, 1, 20), OLD),)))


def test_cash_is_due_with_over_and_short_and_what_was_moved() -> None:
    assert DRAFT.cash_due == Money(5150)
    assert DRAFT.turning("2-1").cash_due == Money(4900)
    assert DRAFT.turning("2-1").turning("2-1") == DRAFT


def test_the_proof_says_at_every_step_where_it_does_not_hold() -> None:
    assert proof_words(DRAFT.proof) == "DOES NOT PROVE: cash 51.50 missing."
    some = DRAFT.counted(Money(2000), 3)
    assert proof_words(some.proof) == "DOES NOT PROVE: cash 8.50 too much."
    whole = some.counted(Money(2000), 2).counted(Money(100), 11).counted(Money(50), 1)
    assert whole.proof.proves
    assert proof_words(whole.proof).startswith("THE DEPOSIT PROVES")
    assert whole.deposit.amount == Money(5150 + 450 + 700)


def test_an_item_held_over_is_not_in_the_bag_and_goes_again_without_its_reason() -> None:
    held = DRAFT.holding(OLD, "Not signed")
    assert held.deposit.items == (CHECK,)
    assert [each.reason for each in held.deposit.held] == ["Not signed"]
    assert held.reason_of(OLD) == "Not signed"
    assert held.holding(OLD, "") == DRAFT
    assert held.holding(CHECK, "Abroad").turning("1-1").deposit.held == held.deposit.held, (
        "an item of a session that is left out is not this deposit's to hold"
    )


def test_only_what_the_vault_holds_is_proposed() -> None:
    vault = pieces_of(((Money(5000), 1), (Money(100), 3), (Money(50), 1)))
    assert DRAFT.proposal(vault) == pieces_of(((Money(5000), 1), (Money(100), 1), (Money(50), 1)))
    assert DRAFT.proposal(pieces_of(((Money(2000), 9),))) is None
    assert DRAFT.proposal(NO_PIECES) is None


def test_the_oldest_money_may_be_an_item_held_over() -> None:
    assert oldest(DRAFT.waiting) == date(2027, 1, 20)
    assert oldest(Undeposited(())) is None


def alarm(day: date, **other: object) -> OnHandAlarm | None:
    """The alarm of the sample money on a day."""
    return on_hand_alarm(DRAFT.waiting.on_hand(), day, replace(KEEPING, **other))  # type: ignore[arg-type]  # fields by name


def test_the_alarm_in_words() -> None:
    assert alarm_words(None) == ""
    said = alarm_words(alarm(DAY))
    assert said == "NOT DEPOSITED: 9.50 since Jan 20, 2027; it may wait 1 day. Ctrl+P deposit."
    none = alarm(DAY, max_days_on_hand=0, max_cash_on_hand=Money(5149))
    assert "it goes the same day" in alarm_words(none)
    assert "CASH ON HAND: 51.50, above the 51.49 allowed." in alarm_words(none)
    assert alarm(DAY, max_days_on_hand=None, max_cash_on_hand=Money(5150)) is None
