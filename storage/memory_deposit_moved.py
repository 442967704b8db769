"""Whether a deposit is still what came in when it is sealed, in memory."""

from collections.abc import Callable, Collection

from domain.corrections.policy import CorrectionKind
from domain.custody.acts import ActBody, Claim
from domain.custody.depositing import FROM_BAG, HELD, DepositMade
from domain.custody.drawer import DrawerClosed, Takings
from domain.custody.waiting import brought_forward, cash_came_in, waiting_cash
from domain.money import ZERO, Money, total
from domain.refusals import Code, Refusal, refuse
from storage.memory_state import MemoryState


def deposit_moved(
    state: MemoryState,
    body: ActBody,
    acts: Collection[ActBody],
    claims: Collection[Claim],
    takings: Callable[[str], Takings],
) -> Refusal | None:
    """Refuse a deposit of which something came back or changed since; ``claims`` are those that stand."""
    if not isinstance(body, DepositMade):
        return None
    back = {
        (str(each.receipt), each.tender_no)
        for _, _, correction in state.corrections()
        if correction.kind in (CorrectionKind.VOID, CorrectionKind.RETURNED_CHECK)
        for each in correction.amendment.tenders
    }
    starts = {c.key.partition(FROM_BAG)[0] for c in claims if c.what == HELD + body.deposit.bank}
    every = (*body.deposit.items, *(held.item for held in body.deposit.held))
    gone = [i for i in every if (i.receipt, i.tender_no) in back]
    gone += [i for i in brought_forward(body) if f"{i.receipt}/{i.tender_no}" not in starts]
    where = [f"{i.kind} {i.number} of {i.amount} waits no more" for i in gone[:2]]

    def cash(name: str) -> Money:
        closed = state.postings[state.closings[name] - 1].body if name in state.closings else None
        if not (isinstance(closed, DrawerClosed) and body.cash_kind):
            return ZERO
        return total(waiting_cash(name, closed, takings(name), acts, body.cash_kind))

    due = total(map(cash, body.deposit.sessions))
    if due != cash_came_in(body):
        where.append(f"cash by {cash_came_in(body) - due}")
    if not where:
        return None
    return refuse(Code.DEPOSIT_DIFFERS, deposit=body.deposit.bag, where="; ".join(where))
