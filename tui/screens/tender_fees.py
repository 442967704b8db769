"""The fee on a card at the money screen: told in dollars at the first press, accepted by the second."""

from domain.money import ZERO, Money, parse_money
from domain.office import TenderKind
from domain.receipting.tender_fees import fee_refused
from domain.refusals import Code
from tui.desk import Desk


class FeeTold:
    """What fee was told last, for which kind of money and amount as typed, and whether it was accepted since."""

    def __init__(self) -> None:
        self._told: tuple[str, str, Money] | None = None
        self.accepted: Money | None = None

    def to_tell(self, desk: Desk, kind: TenderKind, typed: str) -> str:
        """Return what the customer must be told before this money; nothing once it was told and the key came again."""
        amount = (parse_money(typed) or ZERO) if typed else desk.cart.due
        fee = kind.fee.on(amount) if kind.fee is not None else ZERO
        told, self._told = self._told, (kind.code, typed, fee)
        self.accepted = fee if fee and told == self._told else None
        if not fee or self.accepted is not None:
            return ""
        refusal = fee_refused(desk.cart, kind, amount, None, desk.office)
        if refusal is None or refusal.code is not Code.TENDER_FEE_NOT_ACCEPTED:
            return ""
        return refusal.sentence

    @property
    def added(self) -> Money:
        """The fee that was accepted; zero when there is none."""
        return self.accepted or ZERO
