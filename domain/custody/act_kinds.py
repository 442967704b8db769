"""The kinds of acts of custody by their names in the books, and how each is read back."""

from collections.abc import Callable
from typing import Final

from domain.custody.acts import ActBody, ActNo, signer_from_data
from domain.custody.banking import (
    BagHandedOver,
    BankTold,
    bag_handed_over_from_data,
    bank_told_from_data,
)
from domain.custody.day_seal import DaySealed, day_sealed_from_data
from domain.custody.decided import DifferenceDecided, difference_decided_from_data
from domain.custody.depositing import DepositMade, deposit_made_from_data
from domain.custody.moves import CashMoved, cash_moved_from_data
from domain.custody.reversal import ActReversed
from domain.custody.settlements import MoneySettled, money_settled_from_data
from domain.custody.statements import StatementTaken, statement_taken_from_data
from domain.custody.stock_acts import (
    StockCounted,
    StockMove,
    stock_counted_from_data,
    stock_move_from_data,
)
from domain.custody.taking_back import PullTakenBack, pull_taken_back_from_data
from domain.custody.vault_count import VaultCounted, vault_counted_from_data
from domain.custody.vault_open import VaultOpened, vault_opened_from_data
from domain.ledger.agreement import BalancesCompared, balances_compared_from_data
from domain.ledger.batch_settled import BatchSettled, batch_settled_from_data
from domain.ledger.batch_steps import (
    BatchAcknowledged,
    BatchReleased,
    BatchSent,
    batch_acknowledged_from_data,
    batch_released_from_data,
    batch_sent_from_data,
)
from domain.ledger.batches import BatchMade, batch_made_from_data


def act_reversed_from_data(data: object) -> ActReversed:
    """Return what ``ActReversed.data`` wrote; raises ``ValueError`` or ``TypeError`` when the data is damaged."""
    match data:
        case [int(year), int(seq), str(kind), body, str(reason), maker, approver]:
            return ActReversed(
                ActNo(year, seq),
                body_from_data(kind, body),
                reason,
                signer_from_data(maker),
                signer_from_data(approver),
            )
    raise ValueError("a saved reversal is damaged")


DECODERS: Final[dict[str, Callable[[object], ActBody]]] = {
    CashMoved.kind: cash_moved_from_data,
    PullTakenBack.kind: pull_taken_back_from_data,
    VaultCounted.kind: vault_counted_from_data,
    VaultOpened.kind: vault_opened_from_data,
    DepositMade.kind: deposit_made_from_data,
    BagHandedOver.kind: bag_handed_over_from_data,
    BankTold.kind: bank_told_from_data,
    MoneySettled.kind: money_settled_from_data,
    DifferenceDecided.kind: difference_decided_from_data,
    DaySealed.kind: day_sealed_from_data,
    StatementTaken.kind: statement_taken_from_data,
    StockMove.kind: stock_move_from_data,
    StockCounted.kind: stock_counted_from_data,
    BatchMade.kind: batch_made_from_data,
    BatchReleased.kind: batch_released_from_data,
    BatchSent.kind: batch_sent_from_data,
    BatchAcknowledged.kind: batch_acknowledged_from_data,
    BatchSettled.kind: batch_settled_from_data,
    BalancesCompared.kind: balances_compared_from_data,
    ActReversed.kind: act_reversed_from_data,
}
"""A decoder raises ``ValueError`` or ``TypeError`` for anything that ``data`` of its kind did not write."""


def body_from_data(kind: str, data: object) -> ActBody:
    """Return the body that ``data`` of a kind wrote; raises ``ValueError`` for an unknown kind or damaged data."""
    decode = DECODERS.get(kind)
    if decode is None:
        raise ValueError(f"there is no act of custody called {kind}")
    body = decode(data)
    if body.data() != data:
        raise ValueError(f"an act of custody ({kind}) says more than can be read")
    return body
