"""A payment plan at the desk: what is delinquent on a parcel, and the schedule by the office's rule."""

from dataclasses import dataclass
from datetime import date

from domain.money import Money
from domain.receipting.redemption import lien_rules
from domain.receivables.bills import BillState
from domain.receivables.payment_plans import PaymentPlan, PlanRule, delinquent, make_plan
from domain.refusals import Refusal
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """The plan of one parcel; ``rule`` is the office's."""

    desk: Desk
    parcel: str
    rule: PlanRule

    def delinquent(self, on: date) -> Money:
        """Return what is owed on ``on`` of the taxes whose last day in time has passed."""
        return delinquent(self._states(), on, self.desk.office)

    def plan(
        self, on: date, *, other_liens: bool = False, foreclosed_on: date | None = None
    ) -> PaymentPlan | Refusal:
        """Return the schedule of a plan signed on ``on``; refuses by what the owner states, see the domain."""
        return make_plan(
            self.parcel,
            self.delinquent(on),
            on,
            self.rule,
            self.desk.office.calendar,
            other_liens=other_liens,
            foreclosed_on=foreclosed_on,
        )

    def _states(self) -> tuple[BillState, ...]:
        """Return what is open on the parcel, in every service whose accounts are parcels."""
        books, rules = self.desk.books, lien_rules(self.desk.office)
        services = rules.services if rules is not None else ()
        found = (books.account(service, self.parcel) for service in services)
        accounts = [each for each in found if each is not None]
        bills = books.open_bills(accounts)
        return tuple(state for each in accounts for state in bills.get(each, ()))


def plan_rule(desk: Desk) -> PlanRule | None:
    """Return the office's rule for plans, if it has one."""
    return desk.office.single.plan if desk.office.single is not None else None
