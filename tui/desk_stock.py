"""The desk's accountable stock: what lies where, and the acts by which numbers change places, signed by both sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.custody.acting import PostedAct, order_act
from domain.custody.acts import ActBody, Signer
from domain.custody.serials import RangeSet, numbers
from domain.custody.series import StockSeries
from domain.custody.stock import VAULT, Movement, StockAct, compare_count
from domain.custody.stock_acts import BY_HAND, OF_VENDOR, StockCounted, StockMove
from domain.custody.stock_close import counted_series
from domain.custody.there import stock_missing
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator, may
from domain.people.roles import Where
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk
from tui.desk_acts import act_asked, record_act
from tui.desk_past import first_open_day

_GIVES: Final[Mapping[StockAct, bool]] = MappingProxyType(
    {StockAct.ISSUED: True, StockAct.RETURNED: True}
)
"""The acts in which the vault's keeper gives; in the others he or she receives."""


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies of a series at a place: the vault, or a drawer by its code."""

    series: StockSeries
    place: str
    ranges: RangeSet

    @property
    def words(self) -> str:
        """The place as it is read."""
        return "Vault" if self.place == VAULT else f"Drawer {self.place}"

    @property
    def count(self) -> int:
        """How many numbers."""
        return numbers(self.ranges)


@dataclass(frozen=True, slots=True)
class StockAsked:
    """What a clerk says of numbers that change places; ``drawer`` is empty for the vault alone."""

    act: StockAct
    series: StockSeries
    ranges: RangeSet
    drawer: str = ""
    reason: str = ""
    vendor: str = ""
    document: str = ""

    @property
    def words(self) -> str:
        """What is signed, without anybody's name."""
        where = f", drawer {self.drawer}" if self.drawer else ""
        ranges = self.series.words(self.ranges)
        return f"{BY_HAND[self.act]}: {self.series.name} {ranges}{where}."[:240]


@dataclass(frozen=True, slots=True)
class StockDesk:
    """The acts on accountable stock at one desk."""

    desk: Desk

    @property
    def series(self) -> tuple[StockSeries, ...]:
        """The series that are accounted for."""
        return tuple(series for series in self.desk.office.stock if series.accountable)

    def lying(self) -> tuple[Lying, ...]:
        """Return what lies where; a series of which nothing is there has one empty row, in the vault."""
        found: list[Lying] = []
        for series in self.series:
            on_hand = self.desk.books.stock(series.code).on_hand
            places = sorted(on_hand, key=lambda place: (place.name != VAULT, place.name))
            if VAULT not in {place.name for place in places}:
                found.append(Lying(series, VAULT, ()))
            found += [Lying(series, place.name, place.ranges) for place in places]
        return tuple(found)

    def to_count(self, drawer: str) -> tuple[StockSeries, ...]:
        """Return the series that the close of a drawer counts."""
        if not self.series:
            return ()
        return counted_series(self.desk.office, self.desk.books.stock_in(drawer))

    def may_enter(self, act: StockAct | None = None) -> Refusal | None:
        """Return what stands against entering an act: the vault's keeper may enter any, others those of a drawer."""
        keeps = self._may(Act.KEEP_VAULT)
        if keeps is None or act in OF_VENDOR:
            return keeps
        return self._may(Act.HAND_OVER)

    def other_side(self) -> Act:
        """Return what the second person signs: the vault, where the person at the desk does not keep it."""
        return Act.HAND_OVER if self._may(Act.KEEP_VAULT) is None else Act.KEEP_VAULT

    def stands_against(self, asked: StockAsked) -> Refusal | None:
        """Return what can be told before the other side signs: numbers that are not where they are taken from."""
        code = asked.series.code
        moved = (Movement(code, asked.act, each, asked.drawer) for each in asked.ranges)
        again = self.desk.unanswered("stock", asked)
        return None if again else stock_missing(self.desk.books.stock, moved)

    def move(self, asked: StockAsked, approval: Approval | None) -> PostedAct | Refusal:
        """Record numbers that change places; ``approval`` is the second person's signature, none for a vendor's."""
        mine = self._mine()
        if isinstance(mine, Refusal):
            return mine
        if asked.act in OF_VENDOR:
            other: Signer = Signer(asked.vendor)
            mine_keeps = True
        else:
            if approval is None:
                return refuse(Code.ACT_ONE_PERSON)
            other = Signer(approval.name, approval.operator_id, approval)
            mine_keeps = approval.act == Act.HAND_OVER
        keeper, partner = (mine, other) if mine_keeps else (other, mine)
        gives, takes = (keeper, partner) if _GIVES.get(asked.act) else (partner, keeper)
        series = asked.series
        body = StockMove(
            asked.act,
            series.code,
            series.name,
            asked.ranges,
            gives,
            takes,
            asked.drawer,
            asked.reason,
            asked.document,
        )
        who = approval.operator_id if approval is not None else ""
        return self._record(body, asked.act, ("stock", asked, who))

    def count(
        self, series: StockSeries, place: str, counted: RangeSet, approval: Approval
    ) -> PostedAct | Refusal:
        """Record a count of a series at a place, which a second person saw; what differs is told afterwards."""
        mine = self._mine()
        if isinstance(mine, Refusal):
            return mine
        found = compare_count(self.desk.books.stock(series.code), place, counted)
        witness = Signer(approval.name, approval.operator_id, approval)
        content = ("stock count", series.code, place, counted, approval.operator_id)
        return self._record(StockCounted(found, series.name, mine, witness), None, content)

    def _record(
        self, body: ActBody, act: StockAct | None, content: tuple[object, ...]
    ) -> PostedAct | Refusal:
        """Record ``body``; ``content`` is what was asked, without the moment at which the other side signed it."""
        desk = self.desk
        day = first_open_day(desk.books, desk.today)
        asked = act_asked(desk, self.may_enter(act), desk.request_for(*content), day)
        if isinstance(asked, Refusal):
            return asked
        return record_act(desk, order_act(body, asked, desk.office), content)

    def _mine(self) -> Signer | Refusal:
        here: Operator | None = self.desk.operator
        if here is None:
            return refuse(Code.SIGN_IN_REFUSED)
        return Signer(here.name, here.operator_id)

    def _may(self, act: Act) -> Refusal | None:
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        return may(desk.office, desk.operator, act, where=Where(desk.station.code))
