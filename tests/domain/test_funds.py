"""Each fund's books balance by themselves: what one holds for another is due between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger.funds import Fund, Funds, FundUnknown, fund_of
from domain.ledger.journal import Journal, JournalLine, entry_of, follows, journal_of
from domain.money import Money
from domain.refusals import Code, Refusal
from tests.samples import sample_office

FUNDS = sample_office().funds
ACCOUNTS = ("A.1", "A.2", "F.1", "F.2", "G.1", "G.2")
DUES = {f"{fund}.{account}" for fund in "AFG" for account in ("0391", "0630")}
movements = st.lists(
    st.tuples(st.sampled_from(ACCOUNTS), st.integers(-1000, 1000)), max_size=12
).map(lambda found: [*found, ("A.1", -sum(cents for _, cents in found))])


def nets(journal: Journal) -> dict[str, int]:
    """Debits less credits by account."""
    return {line.gl_code: line.debit.cents - line.credit.cents for line in journal.lines}


def lines_of(**sums: int) -> tuple[JournalLine, ...]:
    """Journal lines by account with one point left out of the name."""
    return tuple(
        JournalLine(f"{code[0]}.{code[1:]}", Money(max(n, 0)), Money(max(-n, 0)))
        for code, n in sums.items()
    )


def test_a_receipt_of_two_funds_makes_the_home_fund_owe_the_other() -> None:
    made = nets(journal_of([("A.1", 10000), ("A.2", -4000), ("F.1", -6000)], FUNDS))
    assert made == {"A.1": 10000, "A.2": -4000, "F.1": -6000, "A.0630": -6000, "F.0391": 6000}


def test_what_is_taken_back_comes_off_the_accounts_it_was_put_on() -> None:
    taken = [("A.1", 10000), ("A.2", -4000), ("F.1", -9000), ("G.1", 3000)]
    back = [(account, -cents) for account, cents in taken]
    there, again = journal_of(taken, FUNDS), journal_of(back, FUNDS, back=True)
    assert nets(again) == {account: -cents for account, cents in nets(there).items()}
    assert nets(there)["G.0630"] == -3000
    assert nets(there)["A.0391"] == 3000


def test_other_funds_settle_through_the_home_fund_that_is_not_named() -> None:
    made = nets(journal_of([("F.1", 500), ("G.1", -500)], FUNDS))
    assert made == {
        "F.1": 500, "G.1": -500, "F.0630": -500, "A.0391": 500, "G.0391": 500, "A.0630": -500,
    }  # fmt: skip


@given(movements, st.booleans())
def test_every_entry_balances_in_each_fund_and_moves_what_it_was_told(
    told: list[tuple[str, int]], back: bool
) -> None:
    journal = journal_of(told, FUNDS, back=back)
    made = nets(journal)
    for fund in "AFG":
        assert sum(cents for account, cents in made.items() if fund_of(account) == fund) == 0
    for account in ACCOUNTS:
        assert made.get(account, 0) == sum(cents for code, cents in told if code == account)
    assert set(made) <= {*ACCOUNTS, *DUES}
    assert follows(journal, told)


@given(movements)
def test_an_entry_of_one_fund_has_no_dues(told: list[tuple[str, int]]) -> None:
    one = [(f"A.{account}", cents) for account, cents in told]
    assert not DUES & set(nets(journal_of(one, FUNDS)))


def test_an_entry_that_balances_only_over_all_funds_cannot_be_constructed() -> None:
    with pytest.raises(ValueError, match="in each fund"):
        Journal(lines_of(A1=500, F1=-500))


@given(movements, st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), st.integers(1, 900))
def test_an_entry_moved_to_another_account_does_not_follow(
    told: list[tuple[str, int]], one: str, other: str, cents: int
) -> None:
    # Two lines of a fund that nothing was told of may be dues through a home fund: only the policy could tell.
    funds = {fund_of(account) for account, _ in told}
    if fund_of(one) == fund_of(other) and one != other and fund_of(one) in funds:
        wrong = journal_of([*told, (one, cents), (other, -cents)], FUNDS)
        assert not follows(wrong, told)


def test_money_of_one_side_only_follows_from_nothing() -> None:
    assert not follows(Journal(lines_of(A1=5, A2=-5)), [("A.1", 5)])
    assert not follows(Journal(()), [("A.1", 5), ("F.1", -5)])
    assert not follows(Journal(lines_of(A1=5, A2=-5)), [])


def test_a_fund_that_the_policy_does_not_know_is_refused() -> None:
    told = [("A.1", 500), ("T.1", -500)]
    with pytest.raises(FundUnknown, match="fund T"):
        journal_of(told, FUNDS)
    refused = entry_of(told, FUNDS)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.FUND_UNKNOWN
    assert "fund T" in refused.sentence


def test_a_fund_s_accounts_are_its_own_and_the_home_fund_is_one_of_them() -> None:
    with pytest.raises(ValueError, match="its own"):
        Fund("F", "Water", "A.0391", "F.0630")
    with pytest.raises(ValueError, match="two accounts"):
        Fund("F", "Water", "F.0391", "F.0391")
    with pytest.raises(ValueError, match="fund of the cash"):
        Funds("B", FUNDS.rows)
    with pytest.raises(ValueError, match="listed twice"):
        Funds("A", (*FUNDS.rows, FUNDS.rows[0]))
