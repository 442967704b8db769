"""The desk's settlements: what waits for its processor, its payment as it is keyed, and what is left to decide."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from domain.custody.acting import Asked, PostedAct
from domain.custody.acts import Signer
from domain.custody.banking import BankTold
from domain.custody.decided import Decision, OpenDifference, open_differences
from domain.custody.keeping import Processor
from domain.custody.settlement_orders import DECIDES, order_decided, order_settled
from domain.custody.settlements import WaitingDay, too_late, waiting_days
from domain.money import Money
from domain.people.acts import Act
from domain.people.authority import may
from domain.people.roles import Where
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk
from tui.desk_acts import act_asked, record_act
from tui.desk_past import first_open_day

_SINCE: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Payment:
    """A processor's payment as it is keyed."""

    processor: Processor
    days: tuple[WaitingDay, ...]
    gross: Money
    fee: Money
    on: date
    reference: str


@dataclass(frozen=True, slots=True)
class SettlementDesk:
    """Settlements at one desk. Each act that was not answered is asked again under the same request id."""

    desk: Desk

    @property
    def today(self) -> date:
        """The calendar day in the office."""
        return self.desk.local(self.desk.clock()).date()

    def may_settle(self) -> Refusal | None:
        """Return what stands against keying a payment here."""
        return self._may(Act.MAKE_DEPOSIT)

    def may_decide(self) -> Refusal | None:
        """Return what stands against deciding on a difference here."""
        return self._may(DECIDES)

    def waiting(self) -> tuple[tuple[Processor, WaitingDay], ...]:
        """Return what waits for each processor by business date, the oldest first."""
        since = self.today - _SINCE
        return tuple(
            (processor, day)
            for processor in self.desk.office.keeping.processors
            for day in waiting_days(self.desk.books.unsettled(processor.tenders, since))
        )

    def late(self) -> tuple[str, ...]:
        """Return a sentence for each processor for which something waits longer than policy allows."""
        waiting = self.waiting()
        told = (
            too_late(each, [day for processor, day in waiting if processor is each], self.today)
            for each in self.desk.office.keeping.processors
        )
        return tuple(words for words in told if words)

    def differences(self) -> tuple[OpenDifference, ...]:
        """Return the differences with the bank that wait for a decision, the oldest first."""
        named = self.desk.office.keeping.processor
        return tuple(
            replace(each, name=each.name.replace(code, known.name, 1))
            if (code := each.name.partition(" of ")[0]) and (known := named(code))
            else each
            for each in open_differences(self.desk.books, self.today - _SINCE)
        )

    def settle(self, paid: Payment) -> PostedAct | Refusal:
        """Keep a processor's payment for what waits of these dates."""
        content = ("settled", repr(paid))
        taken = (day.business_date for day in paid.days)
        asked = self._asked(self.may_settle(), content, taken)
        if isinstance(asked, Refusal):
            return asked
        clerk = Signer(asked.maker.name, asked.maker.operator_id)
        parts = tuple(part for day in paid.days for part in day.parts)
        order = order_settled(
            paid.processor.code, parts, paid.gross, paid.fee, paid.on, paid.reference, clerk, asked,
            self.desk.office,
        )  # fmt: skip
        return record_act(self.desk, order, content)

    def decide(self, one: OpenDifference, how: Decision, reason: str) -> PostedAct | Refusal:
        """End a difference by the decision of who is signed in."""
        content = ("decided", str(one.act.number), how.value, reason)
        answered = one.act.posting.header.business_date
        asked = self._asked(self.may_decide(), content, (answered,))
        if isinstance(asked, Refusal):
            return asked
        body, books = one.act.body, self.desk.books
        made = books.act(body.made) if isinstance(body, BankTold) else None
        return record_act(
            self.desk, order_decided(one, how, reason, asked, self.desk.office, made=made), content
        )

    def _may(self, act: Act) -> Refusal | None:
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        return may(desk.office, desk.operator, act, own=False, where=Where(desk.station.code))

    def _asked(
        self, denied: Refusal | None, content: tuple[object, ...], of: Iterable[date]
    ) -> Asked | Refusal:
        desk = self.desk
        day = first_open_day(desk.books, self.today, of)
        return act_asked(desk, denied, desk.request_for(*content), day)
