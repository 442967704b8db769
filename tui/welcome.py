"""What the operator must know on signing in: of the last attempt here the truth, and what is odd about the drawer."""

from domain.custody.drawer import DrawerSession
from domain.receipting.receipt import Receipt
from domain.records import PrintState
from tui.desk import Desk
from tui.desk_after import AfterReceipt


def welcome(desk: Desk) -> str:
    """Return what to know at once: the cart that was not posted, or the receipt that was, and cut-off prints."""
    cut = [job for job in desk.books.queued(desk.station.code) if job.state is PrintState.UNKNOWN]
    words = " ".join((_standing(desk), *desk.notices))
    return f"{words} {len(cut)} print(s) were cut off: F9 reprints." if cut else words


def _standing(desk: Desk) -> str:
    if desk.cart.lines:
        kept = f"NOT POSTED: the cart of {desk.cart.total} that was open here is back."
        return f"{kept} F4 goes on with it." if desk.session else f"{kept} Ctrl+B opens the drawer."
    if desk.session is None:
        return "Your drawer is closed. Ctrl+B opens it."
    last = _last(desk, desk.session)
    odd = _odd(desk, desk.session)
    return f"{last} {odd}" if odd else last


def _odd(desk: Desk, session: DrawerSession) -> str | None:
    denied = desk.may_take_money()
    if denied is not None:
        return denied.sentence
    day = desk.local(desk.clock()).date()
    if day < session.business_date:
        return (
            f"This machine's clock says {day:%a %b %-d}, but drawer {session.drawer} is open for "
            f"{session.business_date:%a %b %-d}. Tell the administrator."
        )
    return None


def _last(desk: Desk, session: DrawerSession) -> str:
    last = desk.books.receipts(session_id=session.session_id, limit=1)
    if not last or not isinstance(last[0].posting.body, Receipt):
        return "Drawer open, no receipt yet. Type a name, number, address or plate."
    at = desk.local(last[0].posting.header.entered_at)
    said = f"Last receipt POSTED: {last[0].posting.body.number} at {at:%H:%M}."
    slips = AfterReceipt(desk, last[0]).print_slips()
    return f"{said} Its slip for the boot of {', '.join(slips)} is printing now." if slips else said
