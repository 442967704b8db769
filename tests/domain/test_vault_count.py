"""The count of the vault before a witness."""

from __future__ import annotations

import pytest

from domain.custody.act_kinds import body_from_data
from domain.custody.acts import PiecesMoved, Signer
from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.vault import VAULT
from domain.custody.vault_count import VaultCounted, order_vault_count
from domain.money import Money
from domain.people.acts import Act
from domain.refusals import Code, Refusal
from tests.samples import JANE, SUPERVISOR, ok
from tests.storage.custody_kit import OFFICE, asked, pieces, signed

SAM = signed(SUPERVISOR, SUPERVISOR)
WITNESS = signed(JANE, SUPERVISOR, Act.HAND_OVER)
HELD = pieces(d20=10, d5=4)


def counted(found: Pieces, reason: str = "", witness: Signer = WITNESS) -> VaultCounted | Refusal:
    """What a count of the vault is kept as; the books say ``HELD``."""
    order = order_vault_count(found, HELD, SAM, witness, reason, asked("v1"), OFFICE)
    if isinstance(order, Refusal):
        return order
    assert isinstance(order.body, VaultCounted)
    return order.body


def test_a_count_that_agrees_changes_nothing() -> None:
    body = ok(counted(HELD, "not needed"))
    assert (body.pieces(), tuple(body.movements()), body.reason) == ((), (), "")
    assert body.told()[-1] == ("Count", "agrees")
    assert body_from_data(body.kind, body.data()) == body


@pytest.mark.parametrize(
    ("found", "change", "movements"),
    [
        (pieces(d20=9, d5=4), ((2000, -1),), {"A.0200": -2000, "A.2770.2": 2000}),
        (pieces(d20=10, d5=5), ((500, 1),), {"A.0200": 500, "A.2770.1": -500}),
        (pieces(d20=9, d5=8), ((500, 4), (2000, -1)), {}),
        (NO_PIECES, ((500, -4), (2000, -10)), {"A.0200": -22000, "A.2770.2": 22000}),
    ],
)
def test_a_difference_is_recorded_by_pieces_and_on_its_account(
    found: Pieces, change: tuple[tuple[int, int], ...], movements: dict[str, int]
) -> None:
    refusal = counted(found)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.VAULT_DIFFERS
    body = ok(counted(found, "A strap was torn"))
    assert body.pieces() == tuple(PiecesMoved(VAULT, Money(v), n) for v, n in change)
    assert dict(body.movements()) == movements
    assert body_from_data(body.kind, body.data()) == body


def test_two_people_sign_the_count_and_no_number_of_a_card_is_kept() -> None:
    alone, unsigned = counted(HELD, witness=SAM), counted(HELD, witness=Signer("Jane Doe", "jane"))
    assert getattr(alone, "code", None) is Code.ACT_ONE_PERSON
    assert getattr(unsigned, "code", None) is Code.ACT_UNSIGNED
    assert isinstance(counted(NO_PIECES, "4111 1111 1111 1111"), Refusal)
