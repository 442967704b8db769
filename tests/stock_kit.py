"""The sample office with accountable stock, and the acts that bring numbers into its drawers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.books import Books
from domain.custody.acting import ActOrder, Asked, PostedAct, order_act
from domain.custody.acts import Signer
from domain.custody.drawer import DrawerSession
from domain.custody.serials import RangeSet, Serials
from domain.custody.series import SeriesItem, StockSeries
from domain.custody.stock import StockAct
from domain.custody.stock_acts import IN_DRAWER, OF_VENDOR, WITH_REASON, StockMove
from domain.office import Office
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator
from domain.policy.accruals import Source
from domain.receipting.cart import Cart, add_item
from domain.receipting.numbering import number_lines
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.tendering import add_tender
from domain.refusals import Refusal
from tests.samples import DAY, JANE, SUPERVISOR, at, ok, sample_office

TAGS = StockSeries(
    "TS",
    "Trash tag sheets",
    "sheet",
    Source("stock.TS", "Sample"),
    (SeriesItem("TS"), SeriesItem("T1")),
    prefix="T",
    width=6,
    pieces=6,
)
CARDS = StockSeries(
    "YS", "Yard stickers", "sticker", Source("stock.YS", "Sample"), (SeriesItem("YS"),)
)


def stock_office() -> Office:
    """The sample office whose tags and stickers have numbers; under the sample office's policy digest."""
    office = sample_office()
    more = {"clerk": {"hand_over"}, "supervisor": {"hand_over", "keep_vault"}}
    roles = tuple(replace(r, acts=r.acts | more.get(r.code, set())) for r in office.roles)
    return replace(office, stock=(TAGS, CARDS), roles=roles)


def signer(person: Operator, maker: Operator) -> Signer:
    """A signature on an act that ``maker`` enters."""
    words, act = "Stock changes hands.", Act.HAND_OVER
    given = Approval(person.operator_id, person.name, person.role, act, "PIN", at(8), words)
    return Signer(person.name, person.operator_id, None if person == maker else given)


def stock_order(
    act: StockAct,
    request: str,
    *ranges: Serials,
    drawer: str = "",
    series: StockSeries = TAGS,
    on: date = DAY,
    clerk: Operator = JANE,
) -> ActOrder:
    """The order of an act on stock, entered by the supervisor."""
    other = Signer("Ithaca Press") if act in OF_VENDOR else signer(clerk, SUPERVISOR)
    mine = signer(SUPERVISOR, SUPERVISOR)
    gives, takes = (mine, other) if act in (StockAct.ISSUED, StockAct.RETURNED) else (other, mine)
    body = StockMove(
        act,
        series.code,
        series.name,
        ranges,
        gives,
        takes,
        drawer if act in IN_DRAWER or act is StockAct.SPOILED else "",
        "Wet" if act in WITH_REASON else "",
        "Packing list 7" if act in OF_VENDOR else "",
    )
    return ok(
        order_act(body, Asked(request, SUPERVISOR, "back", on, at(8, day=on)), sample_office())
    )


def stocked(books: Books, drawer: str = "1", first: int = 1041, last: int = 1060) -> None:
    """Receive tags 1001-2000 once and issue some to a drawer."""
    recorded(books, stock_order(StockAct.RECEIVED, "in", Serials(1001, 2000)))
    issued = stock_order(StockAct.ISSUED, f"out-{drawer}", Serials(first, last), drawer=drawer)
    recorded(books, issued)


def recorded(books: Books, order: ActOrder) -> PostedAct:
    """Record an act that must pass."""
    return ok(books.record(order))


def tags_cart(
    request: str, count: int, there: RangeSet, *, drawer: str = "1", code: str = "TS"
) -> Cart | Refusal:
    """A cart of tags with the numbers that are proposed when ``there`` lies in the drawer."""
    office = stock_office()
    cart = ok(add_item(Cart(request), code, count, DAY, office))
    return number_lines(cart, drawer, lambda _series: there, office)


def tags_order(session: DrawerSession, request: str, count: int, there: RangeSet) -> ReceiptOrder:
    """The order of a receipt of tags, paid in cash."""
    office = stock_office()
    cart = ok(tags_cart(request, count, there, drawer=session.drawer))
    paid = ok(add_tender(cart, "C", office))
    day = session.business_date
    return ok(order_receipt(paid, session, session.operator_id, at(10, day=day), office))
