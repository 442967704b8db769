"""Cash of the vault in a deposit: what it may be, how it is booked and kept, and what is the vault's own to give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.custody.act_kinds import body_from_data
from domain.custody.deposit import ClosedSession, Deposit
from domain.custody.deposit_orders import Undeposited, order_deposit
from domain.custody.depositing import DepositMade
from domain.custody.vault_own import pulled, vaults_own
from domain.money import ZERO, Money
from domain.refusals import Code, Refusal
from tests.samples import ok, sample_office, session_value
from tests.storage import custody_kit as custody
from tests.storage.contract_deposits import PREPARED, VERIFIED
from tests.storage.custody_kit import pieces

OFFICE = sample_office()
SURPLUS = Deposit(
    "", "general", (), pieces(d20=2), (), (), "77", "A19", Money(4000), "Fund too large"
)


def body_of(deposit: Deposit) -> DepositMade:
    """The body of a deposit that may be sealed."""
    asked = custody.asked("d-1")
    body = ok(order_deposit(deposit, Undeposited(()), PREPARED, VERIFIED, asked, OFFICE)).body
    assert isinstance(body, DepositMade)
    return body


def test_it_goes_to_no_bank_account_that_takes_no_cash() -> None:
    bank = replace(OFFICE.keeping.banks[0], tenders=("K",))
    office = replace(OFFICE, keeping=replace(OFFICE.keeping, banks=(bank,)))
    asked = custody.asked("d-1")
    said = order_deposit(SURPLUS, Undeposited(()), PREPARED, VERIFIED, asked, office)
    assert isinstance(said, Refusal)
    assert said.code is Code.VAULT_CASH_BANK
    assert bank.name in said.sentence


def test_it_is_kept_word_for_word_and_told_on_the_reversal_too() -> None:
    body = body_of(SURPLUS)
    assert body_from_data(body.kind, body.data()) == body
    assert ("From the vault", "40.00: Fund too large") in body.in_short()
    assert sum(cents for _, cents in body.movements()) == 0
    assert (OFFICE.custody.vault, -4000) in body.movements()


@pytest.mark.parametrize(
    "said", [[0, "Why", "A.0200"], [-1, "Why", "A.0200"], [4000, "Why"], "4000"]
)
def test_damaged_data_is_told(said: object) -> None:
    body = body_of(SURPLUS)
    with pytest.raises(ValueError, match="damaged"):
        body_from_data(body.kind, [*body.data()[:-1], said])


def test_amount_reason_and_account_come_together() -> None:
    body = body_of(SURPLUS)
    for wrong in (
        {"vault": ""},
        {"cash_kind": ""},
        {"deposit": replace(SURPLUS, from_vault=ZERO)},
        {"deposit": replace(SURPLUS, why_from_vault="")},
    ):
        with pytest.raises(ValueError, match="vault"):
            replace(body, **wrong)
    with pytest.raises(ValueError, match="gives something up"):
        replace(SURPLUS, from_vault=Money(-1))


def test_what_is_the_vaults_own_is_what_no_deposit_waits_for() -> None:
    session = ClosedSession(
        "1-1", date(2027, 1, 25), "", "", 1, Money(45000), Money(-100), (), Money(200)
    )
    assert vaults_own(Money(60000), [session], [Money(5000)]) == Money(9900)
    assert vaults_own(Money(1000), [session], []) == Money(-44100)


def test_what_was_pulled_is_less_what_was_taken_back_and_without_transfers() -> None:
    one = session_value()
    acts = [custody.pull(f"p-{n}", one, pieces(d20=n)).body for n in (3, 1)]
    assert pulled(one.session_id, acts) == Money(8000)
    assert pulled("2-1", acts) == ZERO
