"""What an act of custody is about, and what came back of it, in memory."""

from domain.corrections.policy import CorrectionKind
from domain.custody.about import against_about
from domain.custody.acting import ActOrder
from domain.custody.acts import CustodyAct
from domain.custody.depositing import DepositMade
from domain.custody.reversal import ActReversed
from domain.refusals import Code, Refusal, refuse
from storage.memory_state import MemoryState


def about_refused(state: MemoryState, order: ActOrder) -> Refusal | None:
    """Refuse an act that is dated before what it is about, or takes back what was not recorded."""
    body, about = order.body, order.body.about()
    made = {
        posting.body.number: posting
        for posting in state.postings
        if isinstance(posting.body, CustodyAct) and posting.body.number in about
    }
    named = (state.sessions.get(each.session_id) for each in body.effects() if each.closed)
    sessions = [each.business_date for each in named if each is not None]
    return against_about(body, order.header.business_date, made, sessions)


def came_back(state: MemoryState, body: ActReversed, posting_id: int) -> Refusal | None:
    """Refuse a deposit of which a check came back from the bank: the bank has it."""
    if not isinstance(body.body, DepositMade):
        return None
    kinds = (CorrectionKind.VOID, CorrectionKind.RETURNED_CHECK)
    back = {
        (str(each.receipt), each.tender_no)
        for at, _, correction in state.corrections()
        if at > posting_id and correction.kind in kinds
        for each in correction.amendment.tenders
    }
    for item in body.body.deposit.items:
        if (item.receipt, item.tender_no) in back:
            facts = {"item": item.number, "receipt": item.receipt}
            return refuse(Code.REVERSAL_CAME_BACK, **facts, number=body.number)
    return None
