"""The order in which money is applied to a bill, and which amounts a bill may be paid in.

The order of charge kinds is the service's policy; instalments are paid oldest first. Nothing is moved silently: an
amount that the policy does not let a bill take is refused with the amounts that it does.
"""

from dataclasses import dataclass

from domain.money import ZERO, Money, total
from domain.office import Service
from domain.receivables.assessment import Assessment
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class Allocation:
    """A positive part of a line, applied to one charge kind of one instalment."""

    instalment: int
    kind: str
    amount: Money

    def __post_init__(self) -> None:
        if self.amount.cents <= 0:
            raise ValueError("an allocation applies a positive amount")


def whole_amounts(assessment: Assessment) -> tuple[Money, ...]:
    """Return the amounts that pay the bill up to the end of each open instalment, smallest first."""
    return tuple(
        total(o.amount for o in assessment.open if o.instalment <= number)
        for number in sorted({o.instalment for o in assessment.open})
    )


def apply_money(
    assessment: Assessment, amount: Money, service: Service, order: tuple[str, ...] = ()
) -> tuple[Allocation, ...] | Refusal:
    """Spread ``amount`` over what is owed: oldest instalment first, within it by the service's application order.

    The charge kinds of ``order`` are paid before all others, oldest instalment first, where the policy lets the clerk
    say so; else an order is refused, as is one that names what is not owed.

    Refuses an amount that is not positive, more than is owed, or in part where the policy takes no part payment, and
    any on a bill that went to another collector or has a charge that the policy does not name. The charge on a part
    payment is taken out of what it pays beyond whole instalments (Real Property Tax Law 928-a). The allocations always
    sum to ``amount``.
    """
    if amount.cents <= 0:
        return refuse(Code.AMOUNT_NOT_POSITIVE)
    balance = assessment.total
    if amount > balance:
        if balance.cents <= 0:
            return refuse(Code.BILL_PAID, bill=assessment.bill_no)
        return refuse(Code.OVER_BALANCE, amount=amount, balance=balance, bill=assessment.bill_no)
    stopped = _not_payable(assessment, service, order)
    if stopped is not None:
        return stopped
    choices = whole_amounts(assessment)
    if amount in choices:
        return _spread(assessment, amount, order)
    if not service.takes_part_on(assessment.on):
        return _refuse_part(assessment, choices, service)
    fee = service.part_fee_on(assessment.on)
    if not fee:
        return _spread(assessment, amount, order)
    whole = max((choice for choice in choices if choice < amount), default=ZERO)
    if amount - whole <= fee:
        return _charge_alone(assessment, amount, whole, fee)
    charge = Allocation(assessment.open[0].instalment, service.part_fee_kind, fee)
    return (charge, *_spread(assessment, amount - fee, order))


def _refuse_part(assessment: Assessment, choices: tuple[Money, ...], service: Service) -> Refusal:
    """Refuse an amount between whole instalments; where part of a parcel may be meant, say how that is paid."""
    bill, sums = assessment.bill_no, " or ".join(str(choice) for choice in choices)
    row = service.part_of_parcel
    if row is None:
        return refuse(Code.PARTIAL_REFUSED, service=service.name, choices=sums, bill=bill)
    law = row.source.citation.partition(":")[0]
    return refuse(
        Code.PART_OF_PARCEL, service=service.name, choices=sums, bill=bill, to=row.to, law=law
    )


def _charge_alone(assessment: Assessment, amount: Money, whole: Money, fee: Money) -> Refusal:
    """Refuse a part payment that the charge on it would use up, and so leave a ``whole`` instalment unpaid."""
    beyond = f" beyond {whole}" if whole else ""
    enough = f"more than {whole + fee}"
    if whole + fee >= assessment.total:
        enough = str(assessment.total)
    return refuse(
        Code.PART_FEE_ONLY,
        amount=f"{amount - whole}{beyond}",
        fee=fee,
        bill=assessment.bill_no,
        least=f"{whole} or {enough}" if whole else enough,
    )


def balance_after(
    assessment: Assessment, allocations: tuple[Allocation, ...], service: Service
) -> Money:
    """Return what is left of the bill after ``allocations``: charges on the payment itself pay nothing of it."""
    paid = total(a.amount for a in allocations if a.kind != service.part_fee_kind)
    return assessment.total - paid


def _not_payable(
    assessment: Assessment, service: Service, order: tuple[str, ...]
) -> Refusal | None:
    """Return what stands against any amount: another collector, a charge without an account, an order."""
    returned = assessment.returned_on
    if service.returned is not None and returned is not None and returned <= assessment.on:
        return refuse(
            Code.BILL_RETURNED, bill=assessment.bill_no, to=service.returned.to, on=returned
        )
    unlisted = service.unlisted(o.kind for o in assessment.open)
    if unlisted:
        return refuse(
            Code.CHARGE_UNLISTED, bill=assessment.bill_no, kind=unlisted, service=service.name
        )
    return _check_order(assessment, service, order) if order else None


def _check_order(
    assessment: Assessment, service: Service, order: tuple[str, ...]
) -> Refusal | None:
    """Refuse an order of the clerk's where the policy keeps its own, and a charge that is not owed."""
    owed = dict.fromkeys(o.kind for o in assessment.open)
    if service.order_override and all(kind in owed for kind in order):
        return None
    if not service.order_override:
        names = ", ".join(service.charge_name(kind) for kind in service.application_order)
        why = f"its policy is {names}, and no other order."
    else:
        names = ", ".join(service.charge_name(kind) for kind in owed)
        why = f"what is owed is {names}."
    first = ", ".join(service.charge_name(kind) for kind in order)
    return refuse(Code.ORDER_REFUSED, first=first, bill=assessment.bill_no, why=why)


def order_kept(
    allocations: tuple[Allocation, ...], assessment: Assessment, service: Service
) -> tuple[str, ...]:
    """Return the clerk's order behind allocations made earlier, to decide them again; empty for the usual order.

    It is known by a charge that was billed and passed over. A penalty that came since passes for the usual order.
    """
    if not service.order_override:
        return ()
    accrued = {accrual.kind for accrual in service.accruals}
    usual = service.application_order
    kinds = tuple(dict.fromkeys(a.kind for a in allocations))
    last = max((usual.index(kind) for kind in kinds if kind in usual), default=0)
    owed = {kind: total(o.amount for o in assessment.open if o.kind == kind) for kind in usual}
    paid = {kind: total(a.amount for a in allocations if a.kind == kind) for kind in usual}
    passed = (kind for kind in usual[:last] if kind not in accrued and paid[kind] < owed[kind])
    return tuple(kind for kind in kinds if owed.get(kind)) if any(passed) else ()


def _spread(
    assessment: Assessment, amount: Money, order: tuple[str, ...]
) -> tuple[Allocation, ...]:
    allocations: list[Allocation] = []
    left = amount
    first = [o for kind in order for o in assessment.open if o.kind == kind]
    for debt in (*first, *(o for o in assessment.open if o.kind not in order)):
        part = min(left, debt.amount)
        if part:
            allocations.append(Allocation(debt.instalment, debt.kind, part))
            left = left - part
    if left:
        raise AssertionError("an amount within the balance is always applied whole")
    return tuple(allocations)
