"""The services of an office: whose debts they are, what may be added to them, and how they are paid."""

from dataclasses import dataclass

from domain.accruals import Accrual, Extension


@dataclass(frozen=True, slots=True)
class ChargeKind:
    """A kind of money line on a bill and the ledger account it relieves (``gl_code``: fund.department.object)."""

    code: str
    name: str
    gl_code: str


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the city, the accounting program (subledger) that owns its debts, and its rules of payment."""

    code: str
    name: str
    program: str
    noun: str
    """What one debt of this service is called at the counter: ``tax bill``, ``ticket``."""
    charge_kinds: tuple[ChargeKind, ...]
    application_order: tuple[str, ...]
    """Charge kinds in the order in which money is applied within an instalment."""
    accruals: tuple[Accrual, ...] = ()
    partial_allowed: bool = False
    overdue_alert_days: int = 30
    extensions: tuple[Extension, ...] = ()
    closed_days_rule: str = ""
    """The law by which a last day on a closed day moves, as it is cited."""

    def __post_init__(self) -> None:
        kinds = {kind.code for kind in self.charge_kinds}
        if len(kinds) != len(self.charge_kinds):
            raise ValueError(f"service {self.code}: a charge kind is listed twice")
        if set(self.application_order) != kinds or len(self.application_order) != len(kinds):
            raise ValueError(
                f"service {self.code}: application_order must name every charge kind once"
            )
        for accrual in self.accruals:
            if accrual.kind not in kinds:
                raise ValueError(
                    f"service {self.code}: accrual kind {accrual.kind} is not a charge kind"
                )

    def gl_code(self, kind: str) -> str:
        """Return the ledger account of charge kind ``kind``; an unknown kind is a programmer's error."""
        return next(k.gl_code for k in self.charge_kinds if k.code == kind)

    def charge_name(self, kind: str) -> str:
        """Return the name of charge kind ``kind`` as it is printed; the code itself when it is not listed."""
        return next((k.name for k in self.charge_kinds if k.code == kind), kind)
