"""How a desk asks for an act of custody, and records it once however often its answer is lost."""

from datetime import date

from domain.custody.acting import ActOrder, Asked, PostedAct
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


def act_asked(desk: Desk, denied: Refusal | None, request: str, on: date) -> Asked | Refusal:
    """Return who asks for an act of business date ``on``, or why nobody here may; ``denied`` may say so already."""
    denied = desk.still_here() or denied
    if denied is not None or desk.operator is None:
        return denied or refuse(Code.SIGN_IN_REFUSED)
    return Asked(request, desk.operator, desk.station.code, on, desk.clock())


def record_act(
    desk: Desk, order: ActOrder | Refusal, content: tuple[object, ...]
) -> PostedAct | Refusal:
    """Record an order, once; ``content`` is what its request id was given for, without who signed it when.

    Where the first answer was lost the other side has signed twice: the act stands as it was signed first.
    """
    if isinstance(order, Refusal):
        return order
    posted = desk.books.act_asked(order.header.request_id) or desk.books.record(order)
    desk.answered(*content)
    desk.printer.wake()
    return posted
