"""Where a check was deposited: the books know by the deposit that holds it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.corrections.checks import CheckPart
from domain.corrections.ordering import CorrectionOrder
from domain.custody.acting import PostedAct
from domain.custody.depositing import DepositMade, item_claim
from domain.grounds import DepositGround, Grounds
from domain.refusals import Refusal
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Deposited:
    """By what a check is deposited, as the books had it.

    ``bank`` is the ledger account of the bank whose deposit holds it, ``None`` while none does, and empty where the
    office's policy no longer knows that bank account. ``grounds`` say so of each part: the books compare them again.
    """

    bank: str | None
    grounds: tuple[DepositGround, ...]

    @property
    def waiting(self) -> tuple[tuple[str, int], ...]:
        """The parts of it that no deposit holds, by receipt and place among its tenders."""
        return tuple((each.receipt, each.tender_no) for each in self.grounds if not each.made)

    def resting(self, order: CorrectionOrder | Refusal) -> CorrectionOrder | Refusal:
        """Return the order that takes the check back as resting on this."""
        if isinstance(order, Refusal):
            return order
        return replace(order, grounds=Grounds(deposits=self.grounds))


def deposited_in(desk: Desk, parts: Sequence[CheckPart]) -> Deposited:
    """Return the deposits that hold a check."""
    bank: str | None = None
    grounds = []
    for part in parts:
        receipt = str(part.standing.number)
        act = desk.books.act_claiming(item_claim(receipt, part.tender_no))
        made = str(act.number) if act is not None else ""
        grounds.append(DepositGround(receipt, part.tender_no, made))
        if act is not None and bank is None:
            bank = _account(desk, act)
    return Deposited(bank, tuple(grounds))


def _account(desk: Desk, act: PostedAct) -> str:
    code = act.body.deposit.bank if isinstance(act.body, DepositMade) else ""
    bank = desk.office.keeping.bank(code)
    return bank.gl_code if bank is not None else ""
